# SPDX-License-Identifier: Apache-2.0
"""What a bundle says beside its proof (包内自述): names to the ids of entries, unsigned."""

from typing import Any

from mingjing_verify.bundle import Bundle, Unreadable
from mingjing_verify.canonical import Malformed, decode, demand_form

SAID = "extra/about.json"
_LIMIT = 1 << 16


def said_beside(bundle: Bundle) -> dict[str, Any] | None:
    """The names, or None where the bundle says none in the form of the format page."""
    try:
        return demand_form(decode(bundle.read(SAID, _LIMIT)), "said_beside")
    except (Unreadable, Malformed):
        return None

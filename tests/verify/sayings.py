# SPDX-License-Identifier: Apache-2.0
"""What bundles say beside their proof, in its form and out of it."""

from collections.abc import Callable
from typing import Any

import rfc8785

from tests.verify.bundles import Files, make_case
from tests.verify.reference_recorder import PLAIN

SAID = {
    "officer": "王明", "certificate": "33010001", "agency": "临江市市场监督管理局",
    "occasion": "检查任务 / Visit",
}  # fmt: skip
_NAMES = {"officer": "Officer", "certificate": "Number of the certificate", "agency": "Agency",
          "occasion": "Occasion"}  # fmt: skip
ROWS = [(_NAMES[name], value) for name, value in SAID.items()]
PARTLY: dict[str, Any] = {**SAID, "certificate": "", "agency": "a\u202eb"}
SAYINGS: dict[str, tuple[bytes, list[tuple[str, str]]]] = {
    "in its form": (rfc8785.dumps(SAID), ROWS),
    "some of it": (
        rfc8785.dumps(PARTLY), [ROWS[0], ("Agency", "a b"), ROWS[3]],
    ),
    "not canonical": (rfc8785.dumps(SAID) + b"\n", []),
    "a field more": (rfc8785.dumps({**SAID, "more": "x"}), []),
    "a field less": (rfc8785.dumps({"officer": "王明"}), []),
    "a number": (rfc8785.dumps({**SAID, "officer": 7}), []),
    "two lines": (rfc8785.dumps({**SAID, "officer": "a\nb"}), []),
    "too long": (rfc8785.dumps({**SAID, "officer": "王" * 121}), []),
    "huge": (rfc8785.dumps({**SAID, "officer": "x" * (1 << 17)}), []),
    "no JSON": (b"\xff", []),
    "empty": (b"", []),
}  # fmt: skip
"""Name: content of `extra/about.json`, and the rows that are told in English."""


def with_sayings(content: bytes, make: Callable[[], Files] | None = None) -> Files:
    files = make() if make else make_case(PLAIN).files()
    return files | {"extra/about.json": content}

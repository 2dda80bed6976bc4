# SPDX-License-Identifier: Apache-2.0
"""Panels (页面面板): what a room above shows on a page of a room below."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Panel:
    """What a room above shows on a lower room's page (页面面板): template and what it needs."""

    template: str
    context: Mapping[str, object]

# SPDX-License-Identifier: Apache-2.0
"""Receipts (凭据): what the gates of a step saw outside the file, for the replay."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from mingjing.cases.rules.codec import to_json
from mingjing.cases.rules.course import StepRule
from mingjing.cases.types.casefile import Surroundings
from mingjing.registry.types import EvidenceTag, Limit

_RULE_ID = re.compile(r"\b(?:APL|ACL|TRF|ARL|REM|DL|TS|DIS|LEN|CLU)-[0-9]+[a-z]?\b")


def receipt_of(rule: StepRule, around: Surroundings, used: Iterable[Limit]) -> dict[str, object]:
    """Gates passed with their rule ids, numbers of the law used, surroundings; as JSON."""
    return {
        "gates": [gate_name(gate) for gate in rule.gates()],
        "rules": sorted({one for gate in rule.gates() for one in rule_ids(gate)}),
        "limits": [_kept(limit) for limit in sorted(used, key=lambda one: one.name)],
        "around": to_json(around),
    }


def _kept(limit: Limit) -> dict[str, object]:
    """A number as the receipt keeps it: with what a term needs to be counted the same again."""
    return {**limit.receipt(), "rolls": limit.rolls}


def gate_name(gate: object) -> str:
    """Where a gate stands: module and function."""
    return f"{getattr(gate, '__module__', '')}.{getattr(gate, '__qualname__', '')}"


def rule_ids(gate: object) -> tuple[str, ...]:
    """The rules of law that a gate's docstring names."""
    return tuple(_RULE_ID.findall(getattr(gate, "__doc__", None) or ""))


def limit_from(kept: dict[str, Any]) -> Limit:  # as the JSON of a receipt has it
    """The number of a receipt, as gates ask for it."""
    return Limit(
        name=kept["name"],
        value=Decimal(kept["value"]),
        unit=kept["unit"],
        calendar="",
        article=kept["article"],
        rule="",
        tag=EvidenceTag(kept["tag"]),
        source="",
        region="",
        field="",
        valid_from=date.fromisoformat(kept["valid_from"]),
        valid_to=None,
        zh="",
        en="",
        rolls=bool(kept.get("rolls", True)),
    )

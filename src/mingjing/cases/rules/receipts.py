# SPDX-License-Identifier: Apache-2.0
"""Receipts (凭据): what the gates of a step saw outside the file, for the replay."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from mingjing.cases.rules.asking import rule_ids
from mingjing.cases.rules.codec import to_json
from mingjing.cases.rules.course import StepRule
from mingjing.cases.types.casefile import Surroundings
from mingjing.registry.types import EvidenceTag, Limit


def receipt_of(
    rule: StepRule, around: Surroundings, used: Iterable[Limit], asked: Iterable[str] = ()
) -> dict[str, object]:
    """Gates passed with their rule ids, numbers of the law used, surroundings; as JSON.

    :param asked: rules of the gates that those of the step asked in turn.
    """
    return {
        "gates": [gate_name(gate) for gate in rule.gates()],
        "rules": sorted({one for gate in rule.gates() for one in rule_ids(gate)}.union(asked)),
        "limits": [_kept(limit) for limit in sorted(used, key=lambda one: one.name)],
        "around": to_json(around),
    }


def _kept(limit: Limit) -> dict[str, object]:
    """A number as the receipt keeps it: with what a term needs to be counted the same again."""
    return {**limit.receipt(), "rolls": limit.rolls}


def gate_name(gate: object) -> str:
    """Where a gate stands: module and function."""
    return f"{getattr(gate, '__module__', '')}.{getattr(gate, '__qualname__', '')}"


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

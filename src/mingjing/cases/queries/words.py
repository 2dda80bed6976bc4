# SPDX-License-Identifier: Apache-2.0
"""What a form says before it refuses (事先说明): the gates of a step in words, its factors."""

from dataclasses import dataclass
from datetime import date

from mingjing.cases.queries.ranges import factor_names
from mingjing.cases.rules.course import StepRule
from mingjing.cases.rules.receipts import rule_ids
from mingjing.kernel.errors import Language


@dataclass(frozen=True, slots=True)
class GateWords:
    """A gate in one sentence with its rules (闸口说明)."""

    text: str
    rules: tuple[str, ...]


def gates_in_words(rule: StepRule) -> tuple[GateWords, ...]:
    """The first sentence of each gate's docstring, which the officer may read."""
    return tuple(
        GateWords((gate.__doc__ or "").strip().split("\n")[0], rule_ids(gate))
        for gate in rule.gates()
    )


def factors_for(item_code: str, on: date, region: str, language: Language) -> list[tuple[str, str]]:
    """The factors of the benchmark in force for an item: name and label; none without one."""
    found = factor_names(item_code, on, region)
    return [(name, zh if language == "zh" else en) for name, zh, en in found]

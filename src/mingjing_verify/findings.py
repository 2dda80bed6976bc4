# SPDX-License-Identifier: Apache-2.0
"""What can be found (核验发现), how much it weighs, and its words in both languages."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any


class Weight(StrEnum):
    """How much a finding weighs (分量)."""

    BARRIER = "barrier"
    SUSPECT = "suspect"
    MISSING = "missing"
    GAP = "gap"
    NOTE = "note"


class Verdict(StrEnum):
    """The outcome (结论), in the order of the exit codes."""

    WHOLE = "whole"
    INCOMPLETE = "incomplete"
    SUSPECT = "suspect"
    NOT_JUDGED = "not_judged"

    @property
    def exit_code(self) -> int:
        """What the command returns."""
        return list(Verdict).index(self)


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: its code, the link, the moment, and the values for its sentence."""

    code: str
    link: int | None = None
    at: int | None = None
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def weight(self) -> Weight:
        """From the table of words."""
        return Weight(words()["findings"][self.code]["weight"])

    def as_json(self) -> dict[str, Any]:
        """For the verdict as JSON."""
        return {
            "code": self.code,
            "weight": self.weight,
            "link": self.link,
            "at": self.at,
            "values": dict(self.values),
        }


class Barrier(Exception):
    """The bundle cannot be judged further."""

    def __init__(self, code: str, **values: object) -> None:
        self.finding = Finding(code, values=values)
        super().__init__(code)


@cache
def words() -> dict[str, Any]:
    """The table of words, shared with the page."""
    table: dict[str, Any] = json.loads(
        files("mingjing_verify").joinpath("words.json").read_text(encoding="utf-8")
    )
    return table


def verdict_of(findings: Iterable[Finding]) -> Verdict:
    """The heaviest finding decides."""
    weights = {finding.weight for finding in findings}
    if Weight.BARRIER in weights:
        return Verdict.NOT_JUDGED
    if Weight.SUSPECT in weights:
        return Verdict.SUSPECT
    if weights & {Weight.MISSING, Weight.GAP}:
        return Verdict.INCOMPLETE
    return Verdict.WHOLE

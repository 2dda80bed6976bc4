# SPDX-License-Identifier: Apache-2.0
"""What a gate looks at (情形): the file, the law in force, what stands around, who acts."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from mingjing.cases.types.casefile import CaseFile, Surroundings
from mingjing.kernel.calendar import WorkingCalendar
from mingjing.registry.types import Limit


class LawInForce(Protocol):
    """The numbers of the law on one day, for one region and field (当日有效法定参数)."""

    @property
    def now(self) -> datetime:
        """The instant of the step."""

    @property
    def today(self) -> date:
        """The day of the step where the agency sits."""

    @property
    def calendar(self) -> WorkingCalendar:
        """The working-day calendar."""

    def limit(self, name: str) -> Limit:
        """A number in force. Raises: LimitUnknown."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who takes the step (行为人), as far as gates care."""

    account_id: str
    officer_id: str = ""
    agency_id: str = ""


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything a gate may look at; gates are pure functions of it."""

    file: CaseFile
    law: LawInForce
    person: Person
    around: Surroundings = field(default_factory=Surroundings)


Ready = Callable[[Situation], None]
"""A gate on what is in the file: may the step be taken now at all."""
Lawful = Callable[[Situation, Any], None]
"""A gate on what the step says; its second argument is the payload of that step."""

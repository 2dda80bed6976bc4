# SPDX-License-Identifier: Apache-2.0
"""What rules look at of a clue and a complaint, and what pages show of them."""

from dataclasses import dataclass
from datetime import date

from mingjing.cases.types.codes import (
    ClueSource,
    ClueState,
    ComplaintState,
    MediationEnd,
)
from mingjing.cases.types.views import ClockView


@dataclass(frozen=True, slots=True)
class ClueFacts:
    """A clue as rules see it (线索情况)."""

    agency_id: str
    state: ClueState
    reached_on: date
    extended_days: int = 0
    is_named_reporter: bool = False
    decided_on: date | None = None
    told_on: date | None = None
    disputed_on: date | None = None
    disputed_with: str = ""


@dataclass(frozen=True, slots=True)
class ComplaintFacts:
    """A complaint as rules see it (投诉情况)."""

    state: ComplaintState
    received_on: date
    decided_on: date | None = None
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class ClueLine:
    """A clue in a list (线索列表行)."""

    clue_id: str
    source: ClueSource
    text: str
    received_on: date
    state: ClueState
    due_on: date | None
    days_left: int | None
    finding: str
    proposes_filing: bool
    officers: tuple[str, ...]
    agency_id: str
    region: str
    subject_id: str
    reason: str

    @property
    def must_tell(self) -> bool:
        """Whether what is due is telling the reporter."""
        return self.due_on is not None and self.state in (ClueState.FILED, ClueState.DECLINED)


@dataclass(frozen=True, slots=True)
class ClueView:
    """A clue as its page shows it (线索), with its terms."""

    line: ClueLine
    facts: ClueFacts
    clocks: tuple[ClockView, ...]
    reference: str
    extension_reason: str
    told_how: str
    has_informant: bool


@dataclass(frozen=True, slots=True)
class ComplaintLine:
    """A complaint in a list (投诉列表行)."""

    complaint_id: str
    text: str
    received_on: date
    state: ComplaintState
    due_on: date | None
    days_left: int | None
    agency_id: str
    region: str
    subject_id: str


@dataclass(frozen=True, slots=True)
class ComplaintView:
    """A complaint as its page shows it (投诉), with its terms."""

    line: ComplaintLine
    clocks: tuple[ClockView, ...]
    reference: str
    reason: str
    told_on: date | None
    end: MediationEnd | None
    ended_on: date | None
    note: str
    clue_id: str


@dataclass(frozen=True, slots=True)
class InformantView:
    """Who complains or reports, opened for a purpose (投诉举报人). Its repr hides who it is."""

    name: str
    contact: str

    def __repr__(self) -> str:
        return "InformantView()"

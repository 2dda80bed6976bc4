# SPDX-License-Identifier: Apache-2.0
"""What the room shows of a case."""

from dataclasses import dataclass
from datetime import date, datetime

from mingjing.cases.types.casefile import LenientItem, Ranged
from mingjing.cases.types.codes import (
    Acting,
    ClockState,
    Outcome,
    PartyKind,
    PartyTerm,
    Procedure,
    Stage,
)
from mingjing.cases.types.documents import PaperMissing
from mingjing.cases.types.steps import Payload, Proposal
from mingjing.engines.papers.forms import Form
from mingjing.kernel.errors import Language, PlatformError
from mingjing.kernel.paging import Page
from mingjing.registry.types import AccountView, LawTime

NEAR_DAYS = 5
"""A term that ends in so many days is shown as near."""


@dataclass(frozen=True, slots=True)
class TermView:
    """One term of the party (当事人期限): what, until when, whether it was used.

    :ivar is_provisional: the calendar of that year is not announced; the day may move.
    """

    what: PartyTerm
    until: date
    days_left: int
    is_done: bool
    is_provisional: bool = False

    @property
    def is_over(self) -> bool:
        """Whether its last day is past."""
        return self.days_left < 0

    @property
    def tone(self) -> str:
        """How a page colours it."""
        if self.is_done or self.is_over:
            return "muted"
        return "warn" if self.days_left <= NEAR_DAYS else "info"


@dataclass(frozen=True, slots=True)
class SaidView:
    """Something that the party has said to the agency (当事人的意见): what, when, the words."""

    what: str
    on: date
    text: str = ""


@dataclass(frozen=True, slots=True)
class NextStep:
    """A step and whether it is lawful now (下一步): if not, why not and what to do.

    :ivar is_permitted: the actor holds the role; another person may hold it.
    """

    kind: type[Payload]
    action: str
    is_permitted: bool
    refusal: PlatformError | None = None

    @property
    def is_open(self) -> bool:
        """Whether the actor may take it now."""
        return self.is_permitted and self.refusal is None

    @property
    def papers(self) -> tuple[tuple[Form, int], ...]:
        """The documents to be made first, each with its step (应先制作的文书); mostly none.

        Step 0: it is made of what the step itself will say.
        """
        return self.refusal.wanted if isinstance(self.refusal, PaperMissing) else ()


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a replay comes to something else (重放差异)."""

    case_id: str
    seq: int
    what: str
    recorded: str
    replayed: str


@dataclass(frozen=True, slots=True)
class ReplayReport:
    """What a replay looked at and found (重放结果)."""

    cases: int
    steps: int
    gates: int
    differences: tuple[Difference, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether everything came out the same."""
        return not self.differences


@dataclass(frozen=True, slots=True)
class ClockView:
    """A clock as lists and pages show it (时限)."""

    deadline_id: str
    about: str
    due_on: date
    due_at: datetime | None
    state: ClockState
    days_left: int
    is_provisional: bool
    case_id: str = ""

    @property
    def days_over(self) -> int:
        """How many days ago it was due."""
        return max(0, -self.days_left)

    @property
    def tone(self) -> str:
        """Red when over, amber when near."""
        if self.state is ClockState.OVER:
            return "bad"
        if self.state is not ClockState.RUNNING:
            return "muted"
        return "warn" if self.days_left <= NEAR_DAYS else "good"


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in a list (案件列表行)."""

    case_id: str
    number: str
    summary: str
    party_name: str
    stage: Stage
    procedure: Procedure
    is_suspended: bool
    opened_on: date
    due_on: date | None
    days_left: int | None
    fine_fen: int
    agency_id: str

    @property
    def days_over(self) -> int:
        """How many days ago something was due."""
        return max(0, -(self.days_left or 0))

    @property
    def tone(self) -> str:
        """Red when a term is over, amber when one is near."""
        if self.days_left is None:
            return "muted"
        if self.days_left < 0:
            return "bad"
        return "warn" if self.days_left <= NEAR_DAYS else "good"


@dataclass(frozen=True, slots=True)
class WaitLine:
    """A step that waits for the reader of the list (待我办理).

    :ivar since: the first day on which it could be taken.
    :ivar until: the last day that the law gives for it, if it gives one.
    """

    line: CaseLine
    kind: type[Payload]
    since: date
    until: date | None
    days_left: int | None

    def label(self, language: Language) -> str:
        """What is asked, in the given language."""
        return self.kind.label(language)

    @property
    def slug(self) -> str:
        """The step as it stands in an address."""
        return self.kind.act.partition(".")[2]

    @property
    def days_over(self) -> int:
        """How many days ago it was due."""
        return max(0, -(self.days_left or 0))

    @property
    def tone(self) -> str:
        """Red when the term is over, amber when it is near."""
        if self.days_left is None:
            return "muted"
        if self.days_left < 0:
            return "bad"
        return "warn" if self.days_left <= NEAR_DAYS else "good"


@dataclass(frozen=True, slots=True)
class DeskView:
    """What waits for one person in cases (个人待办): numbers, and the first steps by name.

    :ivar overdue: terms of the person's open cases that ran out.
    :ivar near: terms that end within `NEAR_DAYS`, today included.
    """

    waiting: Page[WaitLine]
    overdue: int
    near: int
    open_cases: int
    clues: int
    complaints: int

    @property
    def is_clear(self) -> bool:
        """Whether nothing waits: no step, no term, no clue, no complaint."""
        counts = (self.waiting.total, self.overdue, self.near, self.clues, self.complaints)
        return not any((*counts, self.open_cases))


@dataclass(frozen=True, slots=True)
class PublishedFilter:
    """Which published decisions a reader asks for (公示查询); an empty field does not filter.

    :ivar text: part of the number, of the party as it is published, or of what was done.
    """

    agency_id: str = ""
    year: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class PublishedLine:
    """A decision as the public reads it (公示的决定); what was withdrawn shows the reason only."""

    number: str
    agency: str
    party: str
    summary: str
    result: Proposal | None
    basis: tuple[str, ...]
    decided_on: date
    published_on: date
    withdrawn_on: date | None
    withdrawn_because: str


@dataclass(frozen=True, slots=True)
class StepView:
    """A step as the page of the case shows it (案件步骤).

    :ivar leniency: the items of the leniency list that it answered, with the list's version.
    :ivar ranged: what the benchmark said for its facts, of which version and row.
    :ivar law_time: which benchmark that was, of the act's day or of the decision's.
    """

    seq: int
    kind: type[Payload]
    at: datetime
    who: AccountView | Acting
    payload: Payload
    rules: tuple[str, ...]
    limits: tuple[dict[str, str], ...]
    digest: str
    leniency: tuple[LenientItem, ...] = ()
    ranged: Ranged | None = None
    law_time: LawTime | None = None


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case in full (案件)."""

    line: CaseLine
    region: str
    power_item_code: str
    clue_id: str
    subject_id: str
    party_kind: PartyKind
    party_no_masked: str
    officers: tuple[str, ...]
    version: int
    steps: tuple[StepView, ...]
    clocks: tuple[ClockView, ...]
    outcome: Outcome | None
    decided_on: date | None
    closed_on: date | None


@dataclass(frozen=True, slots=True, order=True)
class DueLapse:
    """A term that ran out and whose effect waits (待自动处理的时限)."""

    case_id: str
    deadline_id: str
    about: str


@dataclass(frozen=True, slots=True)
class SweepReport:
    """What a sweep found and did (巡检结果).

    :ivar stuck: terms whose effect was refused; a person must look.
    """

    found: int
    done: tuple[DueLapse, ...] = ()
    stuck: tuple[DueLapse, ...] = ()


@dataclass(frozen=True, slots=True)
class FactorWords:
    """A factor of the benchmark as a form asks for it (裁量因素); no choices: it is typed."""

    name: str
    label: str
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ListedWords:
    """An item of the leniency list as a form shows it and asks for it (清单情形)."""

    code: str
    label: str
    conditions: str


@dataclass(frozen=True, slots=True)
class EarlierCase:
    """A former case of a party, as filing shows it (当事人既往案件)."""

    case_id: str
    number: str
    agency: str
    item: str
    opened_on: date
    is_open: bool
    is_decided: bool


@dataclass(frozen=True, slots=True)
class KnownParty:
    """What is known of a party before its case is filed (立案前查询结果).

    :ivar other_names: names under which the same number stands in former cases.
    :ivar total: how many former cases there are; `cases` shows the newest.
    """

    cases: tuple[EarlierCase, ...]
    other_names: tuple[str, ...]
    total: int

    @property
    def is_news(self) -> bool:
        """Whether there is something that whoever files must see first."""
        return bool(self.cases or self.other_names)

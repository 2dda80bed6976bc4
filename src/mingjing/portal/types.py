# SPDX-License-Identifier: Apache-2.0
"""What the portal shows of several rooms at once; a part that is None is not shown."""

from dataclasses import dataclass
from datetime import date

from mingjing.cases.types.views import DeskView
from mingjing.catalog.types import BatchView, ResourceView, Text
from mingjing.inspection.types import PlanView, TaskView
from mingjing.kernel.paging import Page
from mingjing.ledger.types import EntryView, Head
from mingjing.risk.types import MethodRow, ModelCard, ScoreRunView, ScoreView
from mingjing.subjects.types import RunSummary, SubjectView


@dataclass(frozen=True, slots=True)
class Arrival:
    """One batch that came in (新到批次), with the name of its resource."""

    batch: BatchView
    name: Text

    @property
    def good(self) -> float:
        """Share of the rows that went in; 1 for an empty file."""
        return self.batch.accepted / self.batch.rows if self.batch.rows else 1.0


@dataclass(frozen=True, slots=True)
class Intake:
    """What came in (数据到达)."""

    resources: int
    accepted: int
    quarantined: int
    newest: tuple[Arrival, ...]

    @property
    def good(self) -> float | None:
        """Share of all rows that count today; None before the first row."""
        rows = self.accepted + self.quarantined
        return self.accepted / rows if rows else None


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One plan with how many of its visits are done (计划进度)."""

    plan: PlanView
    visits: int
    done: int

    @property
    def open(self) -> int:
        """Visits still to be made."""
        return self.visits - self.done


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A visit with the subject it is made to (本人检查任务)."""

    task: TaskView
    subject: SubjectView | None


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """A score with the subject it is about (高风险对象)."""

    score: ScoreView
    subject: SubjectView | None


@dataclass(frozen=True, slots=True)
class Agenda:
    """What is due (待办): plans with their next step, and what waits for this actor.

    A count is None when it is not this actor's to do; so is the desk of who handles no cases.
    """

    plans: tuple[PlanLine, ...]
    own_visits: tuple[VisitLine, ...]
    steps: tuple[PlanView, ...]
    leads: int | None
    pairs: int | None
    quarantined: int | None
    desk: DeskView | None = None

    @property
    def is_clear(self) -> bool:
        """Whether nothing waits for the actor."""
        counts = (self.leads, self.pairs, self.quarantined)
        is_desk_clear = self.desk is None or self.desk.is_clear
        return is_desk_clear and not (self.own_visits or self.steps or any(counts))


@dataclass(frozen=True, slots=True)
class ModelState:
    """The model in use (模型状态), its evaluation and its newest scoring."""

    card: ModelCard
    run: ScoreRunView | None

    @property
    def windows(self) -> int:
        """Rolling windows that the evaluation went through."""
        return len(self.card.model.windows) if self.card.model else 0

    @property
    def window_days(self) -> tuple[date, date] | None:
        """First and last day that the windows cover, both inclusive; None without windows."""
        rows = self.card.model.windows if self.card.model else ()
        starts = [row.starts_on for row in rows if row.starts_on]
        ends = [row.ends_on for row in rows if row.ends_on]
        return (min(starts), max(ends)) if starts and ends else None

    @property
    def rival(self) -> MethodRow | None:
        """The baseline that comes closest: most days earlier; None without a measured one."""
        measured = [row for row in self.card.baselines if row.mean.days_earlier is not None]
        return max(measured, key=lambda row: row.mean.days_earlier or 0.0, default=None)


@dataclass(frozen=True, slots=True)
class Journal:
    """The newest of the ledger (账本动态)."""

    head: Head | None
    waiting: int
    acts: tuple[EntryView, ...]


@dataclass(frozen=True, slots=True)
class Home:
    """The home page (概览)."""

    journal: Journal
    intake: Intake
    agenda: Agenda | None
    resolution: RunSummary | None
    model: ModelState | None
    highest: tuple[ScoreLine, ...]
    draws: tuple[PlanView, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found (检索结果): the first page of each kind."""

    text: str
    subjects: Page[SubjectView] | None
    resources: Page[ResourceView] | None
    entries: Page[EntryView]

    @property
    def total(self) -> int:
        """How many things were found."""
        pages = (self.subjects, self.resources, self.entries)
        return sum(page.total for page in pages if page is not None)

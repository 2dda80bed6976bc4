# SPDX-License-Identifier: Apache-2.0
"""The visits of the city's plan (检查、公示、评价), day by day, by those who were drawn.

Of the firms that were drawn the seed makes an order; what is found and what a firm says follow
from its place in it, the hour from its code. Who goes was drawn. Some visits are left for the
officers of today. One transaction, once.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from mingjing.cases import public as cases
from mingjing.cases.followers import take_clue_of_visit
from mingjing.cases.types.inputs import ClueCheck
from mingjing.catalog.types import Severity
from mingjing.entry.linjiang.city import City, number
from mingjing.entry.linjiang.town import PLANNER, Bureau, inspecting
from mingjing.inspection import public as inspection
from mingjing.inspection.queries.openness import code_digest, visit_of_code
from mingjing.inspection.rules.checklist import questions
from mingjing.inspection.types import (
    CheckLine,
    CheckOutcome,
    Conduct,
    Evaluation,
    PlanView,
    TaskState,
    TaskView,
    VisitResult,
)
from mingjing.kernel.calendar import national
from mingjing.kernel.clock import BEIJING, local_date
from mingjing.kernel.paging import PageRequest
from mingjing.registry import public as registry
from mingjing.registry.types import Actor
from mingjing.subjects.public import subjects

_DESKS = ("handler", "inspector")
_KEPT, _KEPT_EACH = 12, 2  # visits left open: in all, and at least to each of those at desks
_PUBLISHED_EVERY = 10  # working days; the term has twenty
_NOT_RUN, _WRONG, _OF = (3,), (5, 10), 12  # places of each dozen: closed; something found
_SPEAKS = 4  # each so manieth firm evaluates its visit
_CLUE_CHECKED, _CLUE_DECIDED = 3, 5  # working days after the visit
_SAID = (
    Evaluation(5, text="检查人员先出示执法证件并说明检查事项，用时不长。"),
    Evaluation(5, text="一次来把几个事项都查了，没有影响营业。"),
    Evaluation(5),
    Evaluation(4, text="讲解清楚，整改要求也写明了。"),
    Evaluation(4),
    Evaluation(3, (Conduct.NO_NOTICE,), "到场后才说明检查事项，希望事先告知依据。"),
    Evaluation(2, (Conduct.DISTURBED,), "临近中午用餐高峰时上门，影响营业。"),
)


@dataclass(frozen=True, slots=True)
class _Visit:
    """One visit to be made (待演检查): its task, its place, the code of the firm, the day."""

    task: TaskView
    place: int
    firm: str
    day: date

    def dice(self, what: str, below: int) -> int:
        """A number that the firm fixes."""
        return number(self.firm, "visit", what, below=below)

    @property
    def starts(self) -> datetime:
        """Between nine and noon."""
        minutes = self.dice("minute", 150)
        return datetime.combine(self.day, time(9, 10), BEIJING) + timedelta(minutes=minutes)


class Season:
    """The period of the plan as it is played (检查期间)."""

    def __init__(self, plan: PlanView, city: City, bureau: Bureau, now: datetime) -> None:
        self.plan, self.bureau, self.now = plan, bureau, now
        self.today = local_date(now)
        people = inspecting(city, self.today)
        self.officers = {str(one.officer_id): one for one in people.values()}
        self.desks = {str(people[name].officer_id) for name in _DESKS}
        self.planner = registry.actor_for(PLANNER, self.today)
        self.items = registry.inspection_items(plan.period_from)

    def play(self) -> int:
        """Makes the visits; how many. Nothing where some were made before."""
        tasks = inspection.tasks(self.plan.plan_id, PageRequest(1, 500)).items
        if any(one.state is not TaskState.DRAWN for one in tasks):
            return 0
        days = _days(self.plan.period_from, self.today)
        visits = list(self._visits(tasks, days))
        waiting: list[_Visit] = []
        for place, day in enumerate(days, 1):
            made = [one for one in visits if one.day == day]
            for one in made:
                self._visit(one)
            waiting += made
            if place % _PUBLISHED_EVERY == 0 and waiting:
                self._publish(day, waiting)
                waiting = []
        return len(visits)

    def _visits(self, tasks: Sequence[TaskView], days: Sequence[date]) -> Iterator[_Visit]:
        """Who is visited, evenly over the days; the last of each desk and of all stay open."""
        known = subjects([one.subject_id for one in tasks])
        codes = {one.task_id: known[one.subject_id].usc_code for one in tasks}
        order = sorted(
            tasks, key=lambda one: (number(codes[one.task_id], below=10**9), one.task_id)
        )
        kept = _kept(order, self.desks)
        made = [one for one in order if one.task_id not in kept]
        for place, one in enumerate(made):
            day = days[place * len(days) // len(made)]
            yield _Visit(one, place, codes[one.task_id], day)

    def _visit(self, one: _Visit) -> None:
        told = datetime.combine(one.day, time(8, 40), BEIJING)
        code = inspection.issue_code(actor=self.planner, now=told, task_id=one.task.task_id)
        ends = one.starts + timedelta(minutes=35 + one.dice("long", 60))
        result = VisitResult(
            started_at=one.starts,
            ended_at=ends,
            officers=one.task.officers,
            is_entry_scanned=one.dice("scan", 12) > 0,
            lines=self._lines(one),
        )
        at = ends + timedelta(minutes=25)
        inspection.enter_result(
            actor=self._officer(one), now=at, task_id=one.task.task_id, result=result
        )
        self._follow_up(one, at)
        self._evaluate(one, code)

    def _officer(self, one: _Visit) -> Actor:
        return self.officers[one.task.officers[0]]

    def _lines(self, one: _Visit) -> tuple[CheckLine, ...]:
        asked = questions(one.task.items, self.items)
        if one.place % _OF in _NOT_RUN:
            rest, note = CheckOutcome.NOT_CHECKED, "现场停业，未开展经营活动"
        else:
            rest, note = CheckOutcome.OK, ""
        wrong = one.dice("wrong", len(asked)) if one.place % _OF in _WRONG else -1
        return tuple(
            CheckLine(
                line.item_code, line.check_code, CheckOutcome.VIOLATION, Severity.MINOR,
                "已责令改正",
            )
            if place == wrong
            else CheckLine(line.item_code, line.check_code, rest, notes=note)
            for place, line in enumerate(asked)
        )  # fmt: skip

    def _follow_up(self, one: _Visit, at: datetime) -> None:
        """What was found becomes a clue; a slight one that was put right ends without a case."""
        clue_id = take_clue_of_visit(one.task.task_id, at)
        checked = at + _working(one.day, _CLUE_CHECKED)
        decided = at + _working(one.day, _CLUE_DECIDED)
        if not clue_id or decided > self.now:
            return
        finding = "复查时已改正，违法行为轻微，没有造成危害后果"
        check = ClueCheck(finding, False, one.task.officers, local_date(checked))
        cases.check_clue(actor=self._officer(one), now=checked, clue_id=clue_id, check=check)
        cases.decline_clue(
            actor=self.bureau.staff["head"], now=decided, clue_id=clue_id, reason=finding
        )

    def _evaluate(self, one: _Visit, code: str) -> None:
        """Some firms say what they think, on one of the days after."""
        at = one.starts + _working(one.day, 1 + one.dice("later", 2))
        if one.place % _SPEAKS or at > self.now:
            return
        task_id, code_id = visit_of_code(code_digest(code), local_date(at))
        said = _SAID[one.place // _SPEAKS % len(_SAID)]
        firm = Actor(code_id, "firm", "", "", frozenset({"party"}))
        inspection.evaluate(actor=firm, now=at, task_id=task_id, said=said)

    def _publish(self, day: date, made: Sequence[_Visit]) -> None:
        """The head publishes what has come together; whoever was there closes the visit."""
        at = datetime.combine(day, time(16, 30), BEIJING)
        inspection.publish_results(
            actor=self.bureau.staff["head"], now=at, plan_id=self.plan.plan_id
        )
        for one in made:
            inspection.close_task(actor=self._officer(one), now=at, task_id=one.task.task_id)


def _kept(order: Sequence[TaskView], desks: set[str]) -> set[str]:
    """Ids of the visits that stay open: some of each desk, then the last ones."""
    kept, counted = set[str](), Counter[str]()
    for one in order:
        for officer_id in desks.intersection(one.officers):
            if counted[officer_id] < _KEPT_EACH:
                counted[officer_id] += 1
                kept.add(one.task_id)
    others = [one.task_id for one in order if one.task_id not in kept]
    return kept.union(others[len(kept) - _KEPT :])


def _days(first: date, today: date) -> list[date]:
    """The working days from the first up to yesterday."""
    calendar = national()
    found = [first]
    while (day := calendar.add(found[-1], 1)) < today:
        found.append(day)
    return found


def _working(day: date, count: int) -> timedelta:
    """So many working days after a day, as a distance."""
    return national().add(day, count) - day

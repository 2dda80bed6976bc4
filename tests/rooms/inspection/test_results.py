# SPDX-License-Identifier: Apache-2.0
"""Results by checklist line, cancelled and closed visits, and what a plan found."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.rooms.inspection.conftest import Town

from mingjing.catalog.types import Severity
from mingjing.inspection import public
from mingjing.inspection.types import (
    CertificateNotInForce,
    Change,
    CheckLine,
    CheckOutcome,
    Lane,
    LeadKind,
    LeadState,
    NewLead,
    NewRecusal,
    NotTheDrawnPair,
    OfficerRecused,
    ReasonMissing,
    ResultInvalid,
    SelectionChange,
    TaskMissing,
    TaskState,
    TaskView,
    TooFewOfficers,
    VisitNotOver,
    VisitOutsidePeriod,
    VisitResult,
    WrongStage,
)
from mingjing.kernel.paging import PageRequest
from mingjing.ledger.public import entry_for
from mingjing.registry.types import Actor, NotPermitted

ALL = PageRequest(1, 100)
VISIT = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
OK = CheckOutcome.OK
BAD = CheckOutcome.VIOLATION


def lines(first: CheckOutcome = OK, severity: Severity | None = None) -> tuple[CheckLine, ...]:
    return (
        CheckLine("food-hygiene", "1", first, severity, "cook without certificate"),
        CheckLine("food-hygiene", "2", CheckOutcome.NOT_CHECKED, notes="the kitchen was closed"),
    )


def unsaid(first: CheckOutcome, severity: Severity | None = None) -> tuple[CheckLine, ...]:
    """A first line without a word on what was found, or why it was not checked."""
    return tuple(replace(line, notes=" ") for line in lines(first, severity)[:1]) + lines()[1:]


def result(task: TaskView, **changes: Any) -> VisitResult:
    plain = VisitResult(
        started_at=VISIT,
        ended_at=VISIT + timedelta(minutes=40),
        officers=task.officers,
        is_entry_scanned=True,
        lines=lines(),
    )
    return replace(plain, **changes)


def officer_actor(zhao: Actor, town: Town, task: TaskView) -> Actor:
    return replace(zhao, agency_id=town.agency_id, officer_id=task.officers[0])


def first(plan_id: str, lane: Lane = Lane.RISK) -> TaskView:
    return public.tasks(plan_id, ALL, public.TaskFilter(lane=lane.value)).items[0]


def enter(town: Town, zhao: Actor, task: TaskView, **changes: Any) -> str:
    return public.enter_result(
        actor=officer_actor(zhao, town, task),
        now=LATER,
        task_id=task.task_id,
        result=result(task, **changes),
    )


def test_it_enters_a_result_line_by_line(town: Town, drawn: str, zhao: Actor) -> None:
    task = first(drawn)
    enter(town, zhao, task, lines=lines(BAD, Severity.CRITICAL))
    detail = public.task(task.task_id)
    assert (detail.task.state, detail.task.visited_on) == (TaskState.VISITED, VISIT.date())
    assert (detail.task.violations, detail.task.has_critical) == (1, True)
    assert detail.result
    assert detail.result.lines == lines(BAD, Severity.CRITICAL)
    assert detail.result.is_entry_scanned
    assert entry_for("inspection_task", task.task_id)[-1].act == "inspection.result_entered"


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"officers": ()}, TooFewOfficers),
        ({"ended_at": VISIT}, ResultInvalid),
        ({"lines": lines()[:1]}, ResultInvalid),
        ({"lines": (*lines(), lines()[0])}, ResultInvalid),
        ({"lines": (*lines(), CheckLine("food-hygiene", "3", OK))}, ResultInvalid),
        ({"lines": lines(BAD)}, ResultInvalid),
        ({"lines": lines(OK, Severity.MINOR)}, ResultInvalid),
        ({"started_at": VISIT - timedelta(days=2)}, VisitOutsidePeriod),
        (
            {"started_at": LATER + timedelta(days=1), "ended_at": LATER + timedelta(days=2)},
            VisitNotOver,
        ),
        ({"ended_at": LATER + timedelta(minutes=1)}, VisitNotOver),
        ({"lines": unsaid(BAD, Severity.CRITICAL)}, ResultInvalid),
        ({"lines": unsaid(CheckOutcome.NOT_CHECKED)}, ResultInvalid),
    ],
)
def test_it_refuses_a_result_that_is_not_in_order(
    town: Town, drawn: str, zhao: Actor, changes: dict[str, Any], refusal: type[Exception]
) -> None:
    task = first(drawn)
    with pytest.raises(refusal):
        enter(town, zhao, task, **changes)
    assert public.task(task.task_id).task.state == TaskState.DRAWN


def test_it_refuses_others_than_the_drawn_officers(town: Town, drawn: str, zhao: Actor) -> None:
    task = first(drawn)
    (other, _) = public.task(task.task_id).reserves
    with pytest.raises(NotTheDrawnPair):
        enter(town, zhao, task, officers=(task.officers[0], other))
    with pytest.raises(TooFewOfficers):
        enter(town, zhao, task, officers=(task.officers[0],))


def test_it_refuses_an_entry_by_somebody_who_was_not_there(
    town: Town, drawn: str, zhao: Actor
) -> None:
    task = first(drawn)
    for officer_id in (public.task(task.task_id).reserves[0], None):
        with pytest.raises(NotTheDrawnPair):
            public.enter_result(
                actor=replace(zhao, agency_id=town.agency_id, officer_id=officer_id),
                now=LATER,
                task_id=task.task_id,
                result=result(task),
            )


def test_it_refuses_a_visit_by_an_officer_recused_after_the_draw(
    town: Town, drawn: str, zhao: Actor
) -> None:
    task = first(drawn)
    public.declare_recusal(
        actor=town.planner,
        now=VISIT,
        recusal=NewRecusal(task.officers[1], "brother", VISIT.date(), owner_key="owner_1"),
    )
    assert task.subject_id == "subject_01"
    with pytest.raises(OfficerRecused):
        enter(town, zhao, task)


def test_it_refuses_a_visit_without_a_certificate_on_the_day(
    town: Town, drawn: str, zhao: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mingjing.inspection.acts.enter_result.officers", lambda agency, on: ())
    with pytest.raises(CertificateNotInForce) as refusal:
        enter(town, zhao, first(drawn))
    assert refusal.value.article == "行政处罚法 §42"


def test_it_refuses_a_planner_as_the_one_who_enters(town: Town, drawn: str) -> None:
    task = first(drawn)
    with pytest.raises(NotPermitted):
        public.enter_result(
            actor=town.planner, now=LATER, task_id=task.task_id, result=result(task)
        )


def test_it_enters_a_result_once(town: Town, drawn: str, zhao: Actor) -> None:
    task = first(drawn)
    enter(town, zhao, task)
    with pytest.raises(WrongStage):
        enter(town, zhao, task)


def test_it_closes_a_visit_after_its_result(town: Town, drawn: str, zhao: Actor) -> None:
    task = first(drawn)
    actor = officer_actor(zhao, town, task)
    with pytest.raises(WrongStage):
        public.close_task(actor=actor, now=LATER, task_id=task.task_id)
    enter(town, zhao, task)
    public.close_task(actor=actor, now=LATER, task_id=task.task_id)
    assert public.task(task.task_id).task.state == TaskState.CLOSED


def test_it_cancels_a_visit_with_its_reason(town: Town, drawn: str) -> None:
    task = first(drawn)
    with pytest.raises(ReasonMissing):
        public.cancel_task(actor=town.planner, now=LATER, task_id=task.task_id, reason="")
    public.cancel_task(
        actor=town.planner, now=LATER, task_id=task.task_id, reason="out of business"
    )
    detail = public.task(task.task_id)
    assert (detail.task.state, detail.cancelled_because) == (
        TaskState.CANCELLED,
        "out of business",
    )
    with pytest.raises(WrongStage):
        public.cancel_task(actor=town.planner, now=LATER, task_id=task.task_id, reason="again")


def test_it_names_a_task_that_does_not_exist(db: None) -> None:
    with pytest.raises(TaskMissing, match="task_none"):
        public.task("task_none")


def test_it_rotates_the_officers_at_the_next_visit(
    town: Town, drawn: str, zhao: Actor, now: datetime, transactional_ledger: Any
) -> None:
    task = first(drawn)
    enter(town, zhao, task)
    plan_id = public.draft_plan(
        actor=town.planner, now=LATER, plan=town.plan, candidates=town.candidates
    )
    assert first(plan_id).subject_id == task.subject_id
    public.freeze_pool(actor=town.planner, now=LATER, plan_id=plan_id)
    transactional_ledger()
    public.draw(actor=town.planner, now=LATER, plan_id=plan_id)
    assert not set(first(plan_id).officers) & set(task.officers)


def test_it_reports_hit_rates_estimates_and_the_planners_hand(
    town: Town, drafted: str, zhao: Actor, now: datetime, transactional_ledger: Any
) -> None:
    for subject_id, what in (("subject_20", Change.ADD), ("subject_01", Change.REMOVE)):
        public.change_selection(
            actor=town.planner,
            now=now,
            plan_id=drafted,
            change=SelectionChange(subject_id, what, "tip from the fire brigade"),
        )
    public.freeze_pool(actor=town.planner, now=now, plan_id=drafted)
    transactional_ledger()
    public.draw(actor=town.planner, now=now, plan_id=drafted)
    for number, task in enumerate(public.tasks(drafted, ALL).items):
        if task.lane == Lane.RISK and number % 2:
            continue
        is_hit = task.lane == Lane.MANUAL
        found = lines(BAD, Severity.CRITICAL) if is_hit else lines(BAD, Severity.MINOR)
        enter(town, zhao, task, lines=found)
    statistics = public.plan_statistics(drafted)
    rates = {rate.lane: rate for rate in statistics.by_lane}
    assert (rates[Lane.MANUAL].visited, rates[Lane.MANUAL].critical_hits) == (1, 1)
    assert rates[Lane.RANDOM].critical_rate == 0
    assert rates[Lane.RANDOM].any_rate == 1
    assert statistics.frame
    assert (statistics.frame.population, statistics.frame.prevalence) == (11, 0)
    assert statistics.population
    # 11 in the frame, 7 by risk, 1 by hand; the one hit is the one added by hand
    assert statistics.population.population == 19
    assert statistics.population.prevalence == pytest.approx(1 / 19)
    assert (statistics.overrides.added_hits, statistics.overrides.removed) == (1, 1)


def test_it_estimates_nothing_before_a_random_visit(town: Town, drawn: str) -> None:
    statistics = public.plan_statistics(drawn)
    assert (statistics.frame, statistics.population) == (None, None)


def test_it_moves_a_lead_with_its_visit(
    town: Town, zhao: Actor, now: datetime, transactional_ledger: Any
) -> None:
    lead_id = public.take_lead(
        actor=town.planner,
        now=now,
        lead=NewLead(
            "subject_03", LeadKind.ALERT, "cold chain", "iot:7", now.date(), town.plan.region
        ),
    )
    plan_id = public.draft_plan(
        actor=town.planner, now=now, plan=town.plan, candidates=town.candidates
    )
    public.freeze_pool(actor=town.planner, now=now, plan_id=plan_id)
    transactional_ledger()
    public.draw(actor=town.planner, now=now, plan_id=plan_id)
    task = first(plan_id, Lane.LEAD)
    enter(town, zhao, task)
    assert public.lead(lead_id).state == LeadState.PLANNED
    public.close_task(actor=officer_actor(zhao, town, task), now=LATER, task_id=task.task_id)
    assert public.lead(lead_id).state == LeadState.CLOSED

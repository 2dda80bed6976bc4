# SPDX-License-Identifier: Apache-2.0
"""What is public of inspection: terms around their last day, plans by line, evaluations."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from mingjing.catalog.types import Severity
from mingjing.inspection.rules.openness import (
    TEXT_MOST,
    demand_evaluation,
    demand_year_plan,
    found_in,
    result_due,
    year_lines,
    year_plan_due,
)
from mingjing.inspection.types import (
    CheckLine,
    CheckOutcome,
    Conduct,
    EvaluatedAlready,
    Evaluation,
    EvaluationInvalid,
    NewYearPlan,
    TaskState,
    VisitFound,
    VisitMode,
    VisitNotMade,
    YearLine,
    YearPlanInvalid,
    YearPlanView,
)
from mingjing.kernel.calendar import national
from mingjing.registry import law

LINE = YearLine("food-hygiene", "餐饮单位", VisitMode.ON_SITE, Decimal("0.1"))
PLAN = NewYearPlan(2026, "市监〔2026〕3号", (LINE,))
OK, BAD = CheckOutcome.OK, CheckOutcome.VIOLATION


@pytest.mark.law("INS-PLAN", "DL-38")
@pytest.mark.parametrize(
    ("published_on", "is_late"),
    [(date(2026, 3, 30), False), (date(2026, 3, 31), False), (date(2026, 4, 1), True)],
)
def test_the_yearly_plan_is_public_by_the_end_of_march(
    published_on: date, *, is_late: bool
) -> None:
    due_on = year_plan_due(2026, law.limit("publicity.plan_months", published_on), national())
    assert due_on == date(2026, 3, 31)
    view = YearPlanView(
        "plan", "agency", "330100", 2026, 1, "文号", (LINE,), published_on, due_on, "entry"
    )
    assert view.is_late is is_late
    assert not replace(view, number=2).is_late, "a change of a plan that was in time is not late"


@pytest.mark.law("DL-36", "TS-3")
def test_a_result_is_public_in_twenty_working_days_across_the_spring_festival() -> None:
    limit = law.limit("publicity.inspection_result_days", date(2026, 1, 30))
    calendar = national()
    due_on = result_due(date(2026, 1, 30), limit, calendar)
    working = [
        day
        for day in (date(2026, 1, 31) + timedelta(days=n) for n in range(60))
        if calendar.is_working(day)
    ]
    assert due_on == working[19]
    assert due_on > date(2026, 1, 30) + timedelta(days=28), "the festival is not counted"
    assert limit.whole == 20


@pytest.mark.law("INS-PLAN", "INS-2")
@pytest.mark.parametrize(
    "plan",
    [
        replace(PLAN, lines=()),
        replace(PLAN, document_no=" "),
        replace(PLAN, lines=(replace(LINE, item_code="unpublished"),)),
        replace(PLAN, lines=(replace(LINE, objects=" "),)),
        replace(PLAN, lines=(replace(LINE, ratio=Decimal(0)),)),
        replace(PLAN, lines=(replace(LINE, ratio=Decimal("1.01")),)),
        replace(PLAN, lines=(LINE, LINE)),
    ],
)
def test_a_yearly_plan_says_what_it_must(plan: NewYearPlan) -> None:
    with pytest.raises(YearPlanInvalid) as refusal:
        demand_year_plan(plan, {"food-hygiene"})
    assert refusal.value.message("zh")
    assert refusal.value.message("en")
    demand_year_plan(PLAN, {"food-hygiene"})
    demand_year_plan(replace(PLAN, lines=(replace(LINE, ratio=Decimal(1)),)), {"food-hygiene"})


@pytest.mark.law("INS-PLAN")
def test_lines_are_read_as_typed() -> None:
    typed = "food-hygiene | 餐饮单位 | 现场检查 | 10%\n\nfood-hygiene | canteens | off site | 0.5\n"
    found = list(year_lines(typed))
    assert found == [LINE, YearLine("food-hygiene", "canteens", VisitMode.OFF_SITE, Decimal("0.5"))]
    full_width = "food-hygiene \uff5c 餐饮单位 \uff5c 现场检查 \uff5c 10\uff05"
    assert list(year_lines(full_width)) == [LINE]
    for wrong in (
        "food-hygiene | 餐饮",
        "a | b | by magic | 1",
        "a | b | 现场检查 | many",
        "a|b|联合检查|NaN",
        "a|b|联合检查|9e999999999999999999%",
        "a|b|联合检查|1e-999999",
        "a|b|联合检查|0." + "1" * 1000,
    ):
        with pytest.raises(YearPlanInvalid):
            list(year_lines(wrong))


@pytest.mark.law("TS-3", "INS-RND")
def test_the_public_reads_the_worst_line() -> None:
    def line(outcome: CheckOutcome) -> CheckLine:
        return CheckLine("food-hygiene", "1", outcome, Severity.MINOR if outcome is BAD else None)

    assert found_in([line(OK), line(BAD)]) is VisitFound.PROBLEM
    assert found_in([line(OK), line(CheckOutcome.NOT_CHECKED)]) is VisitFound.NOTHING
    assert found_in([line(CheckOutcome.NOT_CHECKED)]) is VisitFound.NOT_CHECKED


@pytest.mark.law("INS-7")
def test_a_visit_is_evaluated_once_and_after_its_result() -> None:
    said = Evaluation(5, (Conduct.NO_SCAN,), "很好")
    for state in (TaskState.VISITED, TaskState.CLOSED):
        demand_evaluation(state, said, is_evaluated=False)
        with pytest.raises(EvaluatedAlready):
            demand_evaluation(state, said, is_evaluated=True)
    for state in (TaskState.PLANNED, TaskState.DRAWN, TaskState.CANCELLED):
        with pytest.raises(VisitNotMade):
            demand_evaluation(state, said, is_evaluated=False)
    for wrong in (0, 6, -1):
        with pytest.raises(EvaluationInvalid):
            demand_evaluation(TaskState.VISITED, replace(said, rating=wrong), is_evaluated=False)
    long = replace(said, text="好" * (TEXT_MOST + 1))
    with pytest.raises(EvaluationInvalid):
        demand_evaluation(TaskState.VISITED, long, is_evaluated=False)

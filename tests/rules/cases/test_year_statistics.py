# SPDX-License-Identifier: Apache-2.0
"""Yearly statistics (行政执法统计年报): by 31 January, of a year that is over."""

from dataclasses import replace
from datetime import date

import pytest

from mingjing.cases.rules.statistics import demand_new_counts, demand_year_over, statistics_due
from mingjing.cases.types.statistics import ReportUnchanged, YearCounts, YearNotOver, YearReport
from mingjing.kernel.calendar import national
from mingjing.registry import law


@pytest.mark.law("TS-5", "DL-37")
@pytest.mark.parametrize(
    ("published_on", "is_late"),
    [(date(2027, 1, 30), False), (date(2027, 1, 31), False), (date(2027, 2, 1), True)],
)
def test_statistics_are_public_by_the_end_of_january(published_on: date, *, is_late: bool) -> None:
    due_on = statistics_due(
        2026, law.limit("publicity.statistics_months", published_on), national()
    )
    assert due_on == date(2027, 1, 31), "a Sunday: the day is written in the rule, it does not roll"
    report = YearReport("r", "agency", 2026, 1, YearCounts(), due_on, published_on, "entry")
    assert report.is_late is is_late
    assert not replace(report, number=2).is_late


@pytest.mark.law("TS-5")
def test_only_a_year_that_is_over_is_counted() -> None:
    demand_year_over(2026, date(2027, 1, 1))
    for today in (date(2026, 12, 31), date(2026, 1, 1)):
        with pytest.raises(YearNotOver):
            demand_year_over(2026, today)


@pytest.mark.law("TS-5")
def test_a_second_report_corrects_something() -> None:
    demand_new_counts(2026, YearCounts(), None)
    demand_new_counts(2026, YearCounts(visits=2), YearCounts(visits=1))
    with pytest.raises(ReportUnchanged):
        demand_new_counts(2026, YearCounts(visits=1), YearCounts(visits=1))

# SPDX-License-Identifier: Apache-2.0
"""Yearly statistics of enforcement (行政执法统计年报): when they are due, when they may be made."""

from datetime import date

from mingjing.cases.types.statistics import ReportUnchanged, YearCounts, YearNotOver
from mingjing.kernel.calendar import WorkingCalendar
from mingjing.kernel.terms import due
from mingjing.registry.types import Limit


def statistics_due(year: int, limit: Limit, calendar: WorkingCalendar) -> date:
    """The last day on which a year's statistics are published in time: 31 January.

    Law: TS-5, DL-37, 国办发〔2018〕118号; the term runs from the last day of the year.
    """
    return due(date(year, 12, 31), limit.term, calendar=calendar).on


def demand_year_over(year: int, today: date) -> None:
    """Statistics are of a year that is over.

    Law: TS-5, 国办发〔2018〕118号: last year's statistics.
    Raises: YearNotOver.
    """
    if year >= today.year:
        raise YearNotOver(year=year)


def demand_new_counts(year: int, counts: YearCounts, last: YearCounts | None) -> None:
    """A second report of a year corrects a number.

    Law: TS-5, 国办发〔2018〕118号.
    Raises: ReportUnchanged.
    """
    if counts == last:
        raise ReportUnchanged(year=year)

# SPDX-License-Identifier: Apache-2.0
"""Words of the yearly statistics of enforcement (行政执法统计年报): counts, never sums of money."""

from dataclasses import dataclass
from datetime import date

from mingjing.cases.types.refusals.course import Worded


@dataclass(frozen=True, slots=True)
class YearCounts:
    """What an agency did in a year (年报数据).

    :ivar visits: inspections made; `visits_with_problems` those that found something.
    :ivar penalties: penalty decisions, `on_the_spot` of them by the simple procedure.
    :ivar unfavourable: reconsiderations and suits that ended changed, revoked, illegal or void.
    """

    visits: int = 0
    visits_with_problems: int = 0
    penalties: int = 0
    on_the_spot: int = 0
    no_penalties: int = 0
    measures: int = 0
    transfers: int = 0
    reconsiderations: int = 0
    suits: int = 0
    unfavourable: int = 0


@dataclass(frozen=True, slots=True)
class YearReport:
    """A published yearly report (已公布的统计年报); a corrected one has the next number."""

    report_id: str
    agency_id: str
    year: int
    number: int
    counts: YearCounts
    due_on: date
    published_on: date
    entry_id: str

    @property
    def is_late(self) -> bool:
        """Whether the year's first report came after 31 January."""
        return self.number == 1 and self.published_on > self.due_on


class YearNotOver(Worded):
    """The year is not over (年度尚未结束)."""

    code = "cases.year_not_over"
    rule, article = "TS-5", "国办发〔2018〕118号"
    zh = "{year} 年尚未结束，不能公布年度执法统计。"
    en = "The year {year} is not over; its statistics cannot be published."
    remedy_zh = "请在次年 1 月公布。"
    remedy_en = "Publish them in January of the next year."


class ReportUnchanged(Worded):
    """The report says what the last one says (年报没有变化)."""

    code = "cases.report_unchanged"
    rule, article = "TS-5", "国办发〔2018〕118号"
    zh = "{year} 年的执法统计已经公布，数据没有变化。"
    en = "The statistics of {year} are public already, and no number has changed."
    remedy_zh = "数据更正后可以再次公布。"
    remedy_en = "Publish again when a number was corrected."

# SPDX-License-Identifier: Apache-2.0
"""What an agency did in a year, counted; and what was published of it."""

from datetime import date, datetime, time

from django.db.models import Exists, OuterRef, QuerySet

from mingjing.cases.models import Case, CaseStep
from mingjing.cases.models.statistics import YearStatistics
from mingjing.cases.rules.codec import from_json
from mingjing.cases.types.codes import Outcome, Procedure, RemedyKind, RemedyResult
from mingjing.cases.types.statistics import YearCounts, YearReport
from mingjing.cases.types.steps import MeasureTaken, RemedyClosed, RemedyOpened, TransferHanded
from mingjing.inspection.public import visits_between
from mingjing.kernel.clock import BEIJING
from mingjing.kernel.paging import Page, PageRequest

_LOST = (RemedyResult.CHANGED.value, RemedyResult.REVOKED.value, RemedyResult.ILLEGAL.value)


def counted(agency_id: str, year: int) -> YearCounts:
    """What the agency did in the year: counts only, no money.

    Law: TS-5, 国办发〔2018〕118号; APL-074, 行政处罚法 §74: no sum of fines.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    visits, with_problems = visits_between(agency_id, first, last)
    decided = Case.objects.filter(agency_id=agency_id, decided_on__range=(first, last))
    penalties = decided.filter(outcome=Outcome.PENALTY.value)
    steps = CaseStep.objects.filter(case__agency_id=agency_id, at__range=_instants(first, last))
    opened, closed = steps.filter(act=RemedyOpened.act), steps.filter(act=RemedyClosed.act)
    return YearCounts(
        visits=visits,
        visits_with_problems=with_problems,
        penalties=penalties.count(),
        on_the_spot=penalties.filter(procedure=Procedure.SIMPLE.value).count(),
        no_penalties=decided.filter(outcome=Outcome.NO_PENALTY.value).count(),
        measures=steps.filter(act=MeasureTaken.act).count(),
        transfers=steps.filter(act=TransferHanded.act).count(),
        reconsiderations=_of_kind(opened, RemedyKind.RECONSIDERATION),
        suits=_of_kind(opened, RemedyKind.SUIT),
        unfavourable=closed.filter(payload__result__in=_LOST).count(),
    )


def _of_kind(steps: QuerySet[CaseStep, CaseStep], kind: RemedyKind) -> int:
    return steps.filter(payload__kind=kind.value).count()


def _instants(first: date, last: date) -> tuple[datetime, datetime]:
    return (
        datetime.combine(first, time.min, BEIJING),
        datetime.combine(last, time.max, BEIJING),
    )


def last_report(agency_id: str, year: int) -> YearReport | None:
    """The last report that an agency published for a year."""
    row = YearStatistics.objects.filter(agency_id=agency_id, year=year).order_by("-number").first()
    return _report(row) if row else None


def year_reports(page: PageRequest) -> Page[YearReport]:
    """Published reports, the newest year first; of each year and agency the last one."""
    same = YearStatistics.objects.filter(agency_id=OuterRef("agency_id"), year=OuterRef("year"))
    rows = YearStatistics.objects.filter(~Exists(same.filter(number__gt=OuterRef("number"))))
    shown = rows.order_by("-year", "agency_id")[page.offset : page.offset + page.size]
    return Page(tuple(map(_report, shown)), page.number, page.size, rows.count())


def _report(row: YearStatistics) -> YearReport:
    return YearReport(
        report_id=row.report_id,
        agency_id=row.agency_id,
        year=row.year,
        number=row.number,
        counts=from_json(YearCounts, row.counts),
        due_on=row.due_on,
        published_on=row.published_on,
        entry_id=row.entry_id,
    )

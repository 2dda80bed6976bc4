# SPDX-License-Identifier: Apache-2.0
"""Yearly statistics of the bureau: counted from its cases, published, shown to anybody."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from tests.pages import PageClient
from tests.rooms.cases.bureau import Bureau, a_case
from tests.rooms.cases.course import Course, fine
from tests.rooms.cases.signing_in import client_of
from tests.rooms.cases.test_on_the_spot import decide as decide_there

from mingjing.cases import public
from mingjing.cases.queries.statistics import counted
from mingjing.cases.types.codes import RemedyKind, RemedyResult
from mingjing.cases.types.statistics import ReportUnchanged, YearCounts, YearNotOver
from mingjing.cases.types.steps import RemedyClosed, RemedyOpened
from mingjing.ledger.public import entry_for
from mingjing.registry.types import NotPermitted

pytestmark = [pytest.mark.django_db, pytest.mark.law("TS-5")]

JANUARY = datetime(2027, 1, 15, 2, 0, tzinfo=UTC)


@pytest.fixture
def year(bureau: Bureau) -> Course:
    """An ordinary penalty that fell in reconsideration, and one on the spot."""
    course = Course(bureau, a_case(bureau)).later(1).prove()
    course.report(fine(2_000)).notify(fine(2_000)).speak().answer().decide(fine(2_000)).serve()
    opened = RemedyOpened("remedy_1", RemedyKind.RECONSIDERATION, course.today, "临江市人民政府")
    public.open_remedy(**course.by("zhao"), remedy=opened)
    closed = RemedyClosed("remedy_1", RemedyResult.REVOKED, course.today, "复决〔2026〕1号")
    public.close_remedy(**course.by("zhao"), result=closed)
    decide_there(bureau)
    return course


def test_the_year_is_counted_without_money(bureau: Bureau, year: Course) -> None:
    assert counted(bureau.agency_id, 2026) == YearCounts(
        penalties=2, on_the_spot=1, reconsiderations=1, unfavourable=1
    )
    assert counted(bureau.agency_id, 2025) == YearCounts()
    assert counted("agency_other", 2026) == YearCounts()


@pytest.mark.law("DL-37", "APL-074")
def test_the_head_publishes_last_year_once_and_anybody_reads_it(
    bureau: Bureau, year: Course
) -> None:
    with pytest.raises(YearNotOver):
        public.publish_statistics(actor=bureau.sun, now=year.now, year=2026)
    with pytest.raises(NotPermitted):
        public.publish_statistics(actor=bureau.zhao, now=JANUARY, year=2026)
    made = public.publish_statistics(actor=bureau.sun, now=JANUARY, year=2026)
    with pytest.raises(ReportUnchanged):
        public.publish_statistics(actor=bureau.sun, now=JANUARY, year=2026)
    assert entry_for("year_statistics", made)[-1].act == "cases.statistics_published"
    report = public.last_report(bureau.agency_id, 2026)
    assert report
    assert (report.number, report.is_late, report.counts.penalties) == (1, False, 2)
    text = PageClient(headers={"accept-language": "en"}).get(reverse("cases-statistics"))
    assert "2026" in text.content.decode()
    assert "2,000.00" not in text.content.decode(), "no money"


def test_the_button_publishes_and_a_late_report_says_so(
    bureau: Bureau, year: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    february = JANUARY + timedelta(days=17)
    monkeypatch.setattr("mingjing.entry.middleware.system_now", lambda: february)
    head = client_of(bureau, "head")
    page = reverse("cases-statistics")
    assert "not public yet" in head.get(page).content.decode()
    shown = head.post(reverse("cases-statistics-publish"), follow=True).content.decode()
    assert "not public yet" not in shown
    assert "late" in shown
    again = head.post(reverse("cases-statistics-publish"), follow=True).content.decode()
    assert "no number has changed" in again


def test_of_two_who_publish_at_once_one_is_refused(
    bureau: Bureau, year: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On PostgreSQL both read that there is no report."""
    public.publish_statistics(actor=bureau.sun, now=JANUARY, year=2026)
    where = "mingjing.cases.acts.publish_statistics.last_report"
    monkeypatch.setattr(where, lambda agency_id, year: None)
    with pytest.raises(ReportUnchanged):
        public.publish_statistics(actor=bureau.sun, now=JANUARY, year=2026)
    report = public.last_report(bureau.agency_id, 2026)
    assert report is not None
    assert report.number == 1

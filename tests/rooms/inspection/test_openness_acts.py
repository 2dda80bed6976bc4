# SPDX-License-Identifier: Apache-2.0
"""Codes, evaluations, published results and yearly plans, through acts and pages."""

import io
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from pypdf import PdfReader
from pytest_django.fixtures import Settings
from tests.pages import PageClient
from tests.rooms.inspection.conftest import Town
from tests.rooms.inspection.test_inspection_pages import sign_in
from tests.rooms.inspection.test_results import BAD, LATER, enter, first, lines

from mingjing.catalog.types import Severity
from mingjing.inspection import public
from mingjing.inspection.models import (
    CodeTry,
    VisitCode,
    VisitEvaluation,
    VisitPublication,
    YearPlan,
)
from mingjing.inspection.queries.openness import code_digest, unpublished_results, visit_of_code
from mingjing.inspection.rules.openness import year_lines
from mingjing.inspection.types import (
    Conduct,
    EvaluatedAlready,
    Evaluation,
    NewYearPlan,
    NothingToPublish,
    TaskView,
    VisitCodeUnknown,
    VisitFound,
    VisitNotMade,
    WrongStage,
    YearPlanInvalid,
    YearPlanThere,
)
from mingjing.kernel.clock import local_date
from mingjing.kernel.paging import PageRequest
from mingjing.ledger.public import entry_for
from mingjing.registry.public import actor_for
from mingjing.registry.types import Actor, NotPermitted

FIRM = Actor("visitcode_1", "firm", "", "", frozenset({"party"}))
TEXT = "food-hygiene | 餐饮单位 | 现场检查 | 10%"
ALL = PageRequest(1, 50)


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mingjing.entry.middleware.system_now", lambda: LATER)


@pytest.fixture
def visit(drawn: str) -> TaskView:
    return first(drawn)


@pytest.fixture
def boss(town: Town) -> Actor:
    return replace(town.planner, roles=frozenset({"head"}))


def give(town: Town, visit: TaskView, now: datetime = LATER) -> str:
    return public.issue_code(actor=town.planner, now=now, task_id=visit.task_id)


def said(visit: TaskView, rating: int = 2, *conduct: Conduct) -> str:
    return public.evaluate(
        actor=FIRM, now=LATER, task_id=visit.task_id, said=Evaluation(rating, conduct, "等了两小时")
    )


@pytest.mark.law("INS-7")
def test_a_code_leads_to_its_visit_until_it_ends(town: Town, visit: TaskView) -> None:
    code = give(town, visit)
    today = local_date(LATER)
    assert visit_of_code(code_digest(code.lower().replace("-", " ")), today)[0] == visit.task_id
    assert code not in str(VisitCode.objects.values_list("code_digest"))
    visit_of_code(code_digest(code), today + timedelta(days=365))
    with pytest.raises(VisitCodeUnknown):
        visit_of_code(code_digest(code), today + timedelta(days=366))
    again = give(town, visit)
    with pytest.raises(VisitCodeUnknown):
        visit_of_code(code_digest(code), today)
    visit_of_code(code_digest(again), today)


def test_no_code_before_the_draw_nor_by_strangers(town: Town, drafted: str, li: Actor) -> None:
    planned = public.tasks(drafted, ALL).items[0]
    with pytest.raises(WrongStage):
        give(town, planned)
    with pytest.raises(NotPermitted):
        public.issue_code(actor=li, now=LATER, task_id=planned.task_id)


@pytest.mark.law("INS-7")
def test_who_made_the_code_is_passed_over_as_a_reserve(
    town: Town, system: Actor, visit: TaskView
) -> None:
    first_reserve, second_reserve = public.task(visit.task_id).reserves[:2]
    sign_in(town, system, LATER, "officer", officer=first_reserve)
    maker = actor_for(f"officer{first_reserve[-6:]}", local_date(LATER))
    public.issue_code(actor=maker, now=LATER, task_id=visit.task_id)
    assert second_reserve == public.replace_officer(
        actor=town.planner,
        now=LATER,
        task_id=visit.task_id,
        officer_id=visit.officers[0],
        reason="ill",
    )


@pytest.mark.law("INS-7")
def test_a_firm_evaluates_once_and_the_ledger_names_no_visit(
    town: Town, zhao: Actor, visit: TaskView
) -> None:
    with pytest.raises(VisitNotMade):
        said(visit)
    enter(town, zhao, visit)
    evaluation_id = said(visit, 2, Conduct.NO_SCAN, Conduct.NO_SCAN)
    with pytest.raises(EvaluatedAlready):
        said(visit, 5)
    assert VisitEvaluation.objects.get().conduct == ["no_scan"]
    entry = entry_for("inspection_evaluation", evaluation_id)[-1]
    assert visit.task_id not in str(entry)
    assert "inspection.evaluated" not in {
        one.act for one in entry_for("inspection_task", visit.task_id)
    }
    assert public.objections() == ((Conduct.NO_SCAN, 1),)


@pytest.mark.law("INS-7", "INS-4")
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_firm_reads_its_visit_and_evaluates_it_without_an_account(
    town: Town, zhao: Actor, visit: TaskView, language: str
) -> None:
    code = give(town, visit)
    client = PageClient()
    client.speak(language)
    before = client.post(reverse("inspection-visit-enter"), {"code": code}, follow=True)
    text = before.content.decode()
    assert "食品安全法 §110" in text or "Food" in text
    assert "3301-" in text, "the officers with their certificates"
    assert 'name="rating"' not in text, "nothing to evaluate yet"
    enter(town, zhao, visit, lines=lines(BAD, Severity.CRITICAL))
    page = client.get(reverse("inspection-visit")).content.decode()
    assert "cook without certificate" in page, "the result is told"
    form = {"rating": "4", "conduct": ["disturbed"], "text": "总体不错"}
    empty = client.post(reverse("inspection-visit-evaluate"), form | {"rating": ""})
    assert empty.status_code == 422
    done = client.post(reverse("inspection-visit-evaluate"), form, follow=True)
    assert 'name="rating"' not in done.content.decode()
    client.post(reverse("inspection-visit-evaluate"), form | {"rating": "1"})
    assert VisitEvaluation.objects.get().rating == 4, "once"
    client.post(reverse("inspection-visit-leave"))
    assert client.get(reverse("inspection-visit")).status_code == 302


@pytest.mark.law("INS-7")
def test_supervisors_read_it_and_officers_do_not(
    town: Town, zhao: Actor, visit: TaskView, system: Actor, now: datetime
) -> None:
    enter(town, zhao, visit)
    said(visit)
    page = reverse("inspection-evaluations")
    auditor = sign_in(town, system, now, "auditor")
    assert "等了两小时" in auditor.get(page).content.decode()
    officer = sign_in(town, system, now, "officer", officer=visit.officers[0])
    assert officer.get(page).status_code == 403
    own = officer.get(reverse("inspection-task", args=[visit.task_id])).content.decode()
    assert "等了两小时" not in own


def test_wrong_codes_are_counted_for_ten_minutes(
    town: Town, visit: TaskView, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, client = give(town, visit), PageClient()
    enter_page = reverse("inspection-visit-enter")
    for _ in range(10):
        assert client.post(enter_page, {"code": "AAAA-BBBB"}).status_code == 200
    assert client.post(enter_page, {"code": code}).status_code == 429
    assert "127.0.0.1" not in str(list(CodeTry.objects.values_list()))
    later = LATER + timedelta(minutes=10)
    monkeypatch.setattr("mingjing.entry.middleware.system_now", lambda: later)
    assert client.post(enter_page, {"code": code}).status_code == 302


def test_wrong_codes_of_one_address_close_no_door_to_another(
    town: Town, visit: TaskView, settings: Settings
) -> None:
    settings.MINGJING_PROXIES = 1
    code, client = give(town, visit), PageClient()
    enter_page = reverse("inspection-visit-enter")
    # What the sender writes into the header himself stands before what our proxy adds.
    one = {"X-Forwarded-For": "203.0.113.9, 198.51.100.7"}
    statuses = [
        client.post(
            enter_page,
            {"code": "AAAA-BBBB"},
            headers={"X-Forwarded-For": f"203.0.113.{n}, 198.51.100.7"},
        ).status_code
        for n in range(11)
    ]
    assert statuses == [200] * 10 + [429]
    other = {"X-Forwarded-For": "198.51.100.8"}
    assert client.post(enter_page, {"code": code}, headers=one).status_code == 429
    assert client.post(enter_page, {"code": code}, headers=other).status_code == 302


@pytest.mark.law("INS-7")
def test_nobody_evaluates_his_own_visit(
    town: Town, zhao: Actor, visit: TaskView, system: Actor, now: datetime
) -> None:
    enter(town, zhao, visit)
    drawn = sign_in(town, system, now, "officer", officer=visit.officers[0])
    own = drawn.get(reverse("inspection-task", args=[visit.task_id])).content.decode()
    make = reverse("inspection-task-code", args=[visit.task_id])
    assert make not in own
    refused = drawn.post(make, follow=True).content.decode()
    assert "One of the officers" in refused or "one of the officers" in refused
    assert not VisitCode.objects.exists()
    code = give(town, visit)  # even with the code in hand an account of an agency does not get in
    entered = drawn.post(reverse("inspection-visit-enter"), {"code": code})
    assert entered.status_code == 409
    told = {"rating": "5", "text": "很好"}
    assert drawn.post(reverse("inspection-visit-evaluate"), told).status_code == 302
    assert not VisitEvaluation.objects.exists()


@pytest.mark.law("INS-7")
def test_the_code_leaves_in_a_letter_and_stands_on_no_page(
    town: Town, visit: TaskView, system: Actor, now: datetime
) -> None:
    planner = sign_in(town, system, now, "planner")
    answer = planner.post(reverse("inspection-task-code", args=[visit.task_id]))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "no-store"
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    (code,) = re.findall(r"(?:[2-9A-Z]{4}-){3}[2-9A-Z]{4}", "".join(text.split()))
    assert code_digest(code) == VisitCode.objects.get().code_digest
    page = planner.get(reverse("inspection-task", args=[visit.task_id])).content.decode()
    assert code not in page


@pytest.mark.law("DL-36", "TS-3")
def test_results_are_published_and_overdue_ones_shown(
    town: Town, zhao: Actor, boss: Actor, visit: TaskView, drawn: str
) -> None:
    with pytest.raises(NothingToPublish):
        public.publish_results(actor=boss, now=LATER, plan_id=drawn)
    enter(town, zhao, visit, lines=lines(BAD, Severity.CRITICAL))
    (waiting,) = unpublished_results(drawn)
    on_time = datetime.combine(waiting.due_on, datetime.min.time(), UTC)
    assert public.results_late(drawn, on_time) == (1, 0)
    late = on_time + timedelta(days=1)
    assert public.results_late(drawn, late) == (1, 1)
    with pytest.raises(NotPermitted):
        public.publish_results(actor=zhao, now=LATER, plan_id=drawn)
    assert public.publish_results(actor=boss, now=late, plan_id=drawn) == 1
    row = VisitPublication.objects.get()
    assert (row.found, row.due_on) == (VisitFound.PROBLEM.value, waiting.due_on)
    text = PageClient(headers={"accept-language": "en"}).get(reverse("inspection-results"))
    assert "Problems found" in text.content.decode()
    assert "late" in text.content.decode()
    with pytest.raises(NothingToPublish):
        public.publish_results(actor=boss, now=late, plan_id=drawn)


@pytest.mark.law("INS-PLAN", "DL-38")
def test_a_yearly_plan_is_public_and_its_change_a_new_version(
    town: Town, boss: Actor, zhao: Actor
) -> None:
    plan = NewYearPlan(2027, "市监〔2026〕99号", tuple(year_lines(TEXT)))
    with pytest.raises(NotPermitted):
        public.publish_year_plan(
            actor=replace(zhao, agency_id=town.agency_id), now=LATER, plan=plan
        )
    made = public.publish_year_plan(actor=boss, now=LATER, plan=plan)
    again = public.publish_year_plan(actor=boss, now=LATER, plan=replace(plan, document_no="100号"))
    assert [public.year_plan(one).number for one in (made, again)] == [1, 2]
    with pytest.raises(YearPlanThere):
        public.publish_year_plan(actor=boss, now=LATER, plan=replace(plan, document_no="100号"))
    assert not public.year_plan(made).is_late
    past = public.publish_year_plan(actor=boss, now=LATER, plan=replace(plan, year=2026))
    assert public.year_plan(past).is_late, "in November for the same year"
    with pytest.raises(YearPlanInvalid):
        public.publish_year_plan(actor=boss, now=LATER, plan=replace(plan, lines=()))
    client = PageClient()
    assert "99号" in client.get(reverse("inspection-year-plans")).content.decode()
    page = client.get(reverse("inspection-year-plan", args=[made])).content.decode()
    assert "餐饮单位" in page
    assert entry_for("inspection_year_plan", made)[-1].act == "inspection.year_plan_published"


def test_of_two_who_publish_a_yearly_plan_at_once_one_is_refused(
    boss: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On PostgreSQL both read that there is none."""
    plan = NewYearPlan(2027, "99号", tuple(year_lines(TEXT)))
    public.publish_year_plan(actor=boss, now=LATER, plan=plan)
    where = "mingjing.inspection.acts.publish_year_plan.last_plan"
    monkeypatch.setattr(where, lambda agency_id, year: None)
    with pytest.raises(YearPlanThere):
        public.publish_year_plan(actor=boss, now=LATER, plan=replace(plan, document_no="100号"))
    assert YearPlan.objects.get().document_no == "99号"


def test_the_head_publishes_a_yearly_plan_by_the_form(
    town: Town, system: Actor, now: datetime
) -> None:
    client = sign_in(town, system, now, "head")
    page = reverse("inspection-year-plan-new")
    assert "food-hygiene" in client.get(page).content.decode()
    data = {"year": "2027", "document_no": "1号", "lines": "food-hygiene | 餐饮"}
    wrong = client.post(page, data)
    assert wrong.status_code == 422
    assert "Line 1" in wrong.content.decode()
    done = client.post(page, data | {"lines": TEXT}, follow=True)
    assert "餐饮单位" in done.content.decode()

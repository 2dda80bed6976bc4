# SPDX-License-Identifier: Apache-2.0
"""Pages of the room: what each person sees and may do there."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from tests.pages import PageClient
from tests.rooms.inspection.conftest import REGION, Town

from mingjing.inspection import public
from mingjing.inspection.types import Candidate, NewPlan, Stage, TaskState
from mingjing.kernel.clock import local_date
from mingjing.kernel.paging import PageRequest
from mingjing.registry.public import NewAccount, appoint, register_agency
from mingjing.registry.types import Actor

ALL = PageRequest(1, 100)
CLOCK = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mingjing.entry.middleware.system_now", lambda: CLOCK)


def sign_in(town: Town, system: Actor, now: datetime, *roles: str, officer: str = "") -> PageClient:
    name = "-".join(roles) + officer[-6:]
    appoint(
        actor=system,
        now=now,
        account=NewAccount(
            username=name,
            name=name,
            agency_id=town.agency_id,
            region=REGION,
            roles=roles,
            valid_from=date(2020, 1, 1),
            officer_id=officer or None,
        ),
        password="correct horse battery",
    )
    client = PageClient(headers={"accept-language": "en"})
    account = get_user_model().objects.get(username=name)
    client.force_login(account, "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def planner(town: Town, system: Actor, now: datetime) -> PageClient:
    return sign_in(town, system, now, "planner")


def page(client: PageClient, name: str, *args: str, status: int = 200, **query: str) -> str:
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == status, response.content.decode()[:500]
    return response.content.decode()


def send(client: PageClient, name: str, *args: str, **data: Any) -> str:
    response = client.post(reverse(name, args=args), data, follow=True)
    return response.content.decode()


def test_it_says_what_to_do_when_there_is_no_plan(planner: PageClient) -> None:
    text = page(planner, "inspection-plans")
    assert "No inspection plan yet" in text
    assert reverse("inspection-plan-new") in text


def test_it_shows_a_draft_with_its_next_lawful_step(
    town: Town, drafted: str, planner: PageClient
) -> None:
    text = page(planner, "inspection-plan", drafted)
    assert "十二月餐饮检查" in text
    assert "Confirm and freeze the pool" in text
    assert "Administrative Penalty Law §42" in text
    assert "10 %" in text
    assert "Default of this platform, may be changed" in text
    assert "subject_01" in text
    assert '"lanes"' in text


def test_it_filters_the_visits_by_lane(town: Town, drafted: str, planner: PageClient) -> None:
    assert "subject_01" in page(planner, "inspection-plan", drafted, lane="risk")
    assert "No visit fits this filter" in page(planner, "inspection-plan", drafted, lane="lead")


def test_it_sorts_the_visits_by_link(town: Town, drafted: str, planner: PageClient) -> None:
    for asked in ("rank", "-rank"):
        text = page(planner, "inspection-plan", drafted, sort=asked, lane="risk")
        places = [text.index(f">subject_{n:02}<") for n in (1, 2)]
        assert (places == sorted(places)) == (asked == "rank")


def test_a_visit_of_a_draft_can_be_taken_out_by_its_link(
    town: Town, drafted: str, planner: PageClient
) -> None:
    link = "?subject=subject_01&amp;change=remove#changes-title"
    assert link in page(planner, "inspection-plan", drafted)
    text = page(planner, "inspection-plan", drafted, subject="subject_01", change="remove")
    assert 'value="subject_01"' in text
    assert '<option value="remove" selected>' in text


def test_it_tells_an_auditor_why_he_may_not_freeze(
    town: Town, drafted: str, system: Actor, now: datetime
) -> None:
    text = page(sign_in(town, system, now, "auditor"), "inspection-plan", drafted)
    assert "You may not take this step" in text
    assert "none of your roles (Auditor) grants it" in text
    assert reverse("inspection-plan-freeze", args=[drafted]) not in text


def test_it_sends_strangers_to_sign_in_but_shows_them_the_draw(town: Town, drafted: str) -> None:
    stranger = PageClient(headers={"accept-language": "en"})
    assert stranger.get(reverse("inspection-plans")).status_code == 302
    assert "The pool is not frozen yet" in page(stranger, "inspection-draw", drafted)


def test_it_walks_from_draft_to_draw_by_buttons(
    town: Town, drafted: str, planner: PageClient, transactional_ledger: Any
) -> None:
    text = send(planner, "inspection-plan-freeze", drafted, announcement="lottery of 2026-11-25")
    assert "The pool is frozen" in text
    assert "The seed does not exist yet" in text
    transactional_ledger()
    text = page(planner, "inspection-plan", drafted)
    assert reverse("inspection-plan-draw", args=[drafted]) in text
    refused = send(planner, "inspection-plan-draw", drafted, public_string="")
    assert "announced, but missing" in refused
    text = send(planner, "inspection-plan-draw", drafted, public_string="03 11 17")
    assert "Drawn. Anyone can replay it." in text
    assert public.plan(drafted).stage == Stage.DRAWN
    shown = page(planner, "inspection-draw", drafted)
    assert "03 11 17" in shown
    assert "result of a lottery on a later day" in shown
    assert "No public string joined the seed" not in shown


def test_it_shows_the_public_all_that_is_needed_to_check(town: Town, drawn: str) -> None:
    stranger = PageClient(headers={"accept-language": "en"})
    text = page(stranger, "inspection-draw", drawn)
    assert "No public string joined the seed" in text
    view = public.draw_view(drawn)
    assert all(
        part in text
        for part in (
            view.pool_digest,
            view.seed,
            view.checkpoint_root.replace("+", "+"),
            "sha256sum",
            "mingjing inspection replay",
            reverse("inspection-draw-file", args=[drawn]),
        )
    )
    response = stranger.get(reverse("inspection-draw-file", args=[drawn]))
    assert response.headers["Content-Type"] == "application/json"
    assert public.replay_file(response.content).seed == view.seed


def test_it_names_no_officer_on_the_public_page(town: Town, drawn: str) -> None:
    text = page(PageClient(), "inspection-draw", drawn)
    assert "执法员" not in text
    assert "3301-0" not in text


def test_it_refuses_steps_out_of_order_with_the_article(
    town: Town, drawn: str, planner: PageClient
) -> None:
    assert "国发〔2019〕5号" in send(planner, "inspection-plan-freeze", drawn)


def test_it_changes_the_selection_by_form(town: Town, drafted: str, planner: PageClient) -> None:
    send(
        planner,
        "inspection-plan-change",
        drafted,
        subject_id="subject_20",
        change="add",
        reason="fire nearby",
    )
    assert public.changes(drafted)[0].reason == "fire nearby"
    assert "all needed" in send(planner, "inspection-plan-change", drafted, subject_id="")


def test_it_drafts_a_plan_by_form(
    town: Town, planner: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def candidates(plan: NewPlan) -> tuple[Candidate, ...]:
        return town.candidates

    monkeypatch.setattr(public, "candidates", candidates)
    monkeypatch.setattr(public, "scored_by", lambda as_of: "model_1")
    assert "Draft the plan" in page(planner, "inspection-plan-new")
    today = local_date(CLOCK)
    fields = {
        "title": "December",
        "agency": town.agency_id,
        "region": REGION,
        "period_from": today,
        "period_to": today + timedelta(days=20),
        "as_of": today,
        "items": ["food-hygiene"],
        "budget": 10,
        "random_percent": "5",
        "statutory_percent": "10",
        "area_floor_percent": "50",
        "area_quotas": "west = 50%\n",
    }
    refused = planner.post(reverse("inspection-plan-new"), fields)
    assert refused.status_code == 409
    assert "is not between" in refused.content.decode()
    made = planner.post(reverse("inspection-plan-new"), fields | {"random_percent": "15"})
    assert made.status_code == 302
    (view,) = public.plans(ALL).items
    assert (view.title, view.random_take) == ("December", 2)


def test_it_offers_only_agencies_for_which_the_planner_may_plan(
    town: Town, planner: PageClient, system: Actor, now: datetime
) -> None:
    register_agency(actor=system, now=now, name="别处的局", region="440100")
    offered = page(planner, "inspection-plan-new").split('name="agency"')[1].split("</select>")[0]
    assert town.agency_id in offered
    assert "别处的局" not in offered


def test_it_points_at_the_field_that_is_wrong(town: Town, planner: PageClient) -> None:
    response = planner.post(
        reverse("inspection-plan-new"), {"title": "x", "area_quotas": "west half"}
    )
    text = response.content.decode()
    assert "This line is not" in text
    assert public.plans(ALL).total == 0


def officer_client(
    town: Town, system: Actor, now: datetime, plan_id: str
) -> tuple[PageClient, str]:
    task = public.tasks(plan_id, ALL).items[0]
    client = sign_in(town, system, now, "officer", officer=task.officers[0])
    return client, task.task_id


def test_it_lets_a_drawn_officer_enter_the_result(
    town: Town, drawn: str, system: Actor, now: datetime
) -> None:
    client, task_id = officer_client(town, system, now, drawn)
    shown = page(client, "inspection-task", task_id)
    assert "Enter the result" in shown
    assert reverse("evidence-task-code", args=["inspection_task", task_id]) in shown
    today = local_date(CLOCK)
    answers = {
        "visited_on": today,
        "started": "00:01",
        "ended": "00:40",
        "is_entry_scanned": "on",
        "outcome_0": "critical",
        "notes_0": "cook without certificate",
        "outcome_1": "ok",
    }
    wrong = client.post(
        reverse("inspection-task-result", args=[task_id]), answers | {"ended": "00:00"}
    )
    assert wrong.status_code == 422
    assert "the end must follow the start" in wrong.content.decode()
    assert "cook without certificate" in wrong.content.decode()
    text = send(client, "inspection-task-result", task_id, **answers)
    assert "The result is entered." in text
    assert public.task(task_id).task.has_critical
    assert "The visit is closed." in send(client, "inspection-task-close", task_id)
    assert public.task(task_id).task.state == TaskState.CLOSED


def test_it_shows_others_why_they_cannot_enter_the_result(
    town: Town, drawn: str, planner: PageClient
) -> None:
    task_id = public.tasks(drawn, ALL).items[0].task_id
    assert "Only an enforcement officer" in page(planner, "inspection-task", task_id)


def test_it_replaces_an_officer_and_cancels_a_visit_by_form(
    town: Town, drawn: str, planner: PageClient
) -> None:
    task = public.tasks(drawn, ALL).items[0]
    text = send(
        planner,
        "inspection-task-replace",
        task.task_id,
        officer_id=task.officers[0],
        reason="ill",
    )
    assert "The next reserve of the draw takes over." in text
    assert "needs a reason" in send(planner, "inspection-task-cancel", task.task_id, reason="")
    send(planner, "inspection-task-cancel", task.task_id, reason="out of business")
    assert "out of business" in page(planner, "inspection-task", task.task_id)


def test_it_lets_a_drawn_officer_stand_aside(
    town: Town, drawn: str, system: Actor, now: datetime, planner: PageClient
) -> None:
    client, task_id = officer_client(town, system, now, drawn)
    officer_id = public.task(task_id).task.officers[0]
    assert page(client, "inspection-task", task_id).count("Declare a recusal") == 1
    assert page(planner, "inspection-task", task_id).count("Declare a recusal") == 2
    aside = {"officer_id": officer_id, "reason": "my brother's shop"}
    assert "The recusal is on record" in send(client, "inspection-task-recuse", task_id, **aside)
    assert "on record already" in send(client, "inspection-task-recuse", task_id, **aside)


def test_it_takes_and_lists_leads(town: Town, planner: PageClient) -> None:
    assert "No lead here" in page(planner, "inspection-leads")
    lead = {
        "subject_id": "subject_03",
        "kind": "complaint",
        "nature": "rats seen",
        "source_record": "c311:9",
        "made_on": "2026-11-20",
    }
    assert "The lead is taken" in send(planner, "inspection-lead-take", **lead)
    assert "taken as a lead before" in send(planner, "inspection-lead-take", **lead)
    assert "all needed" in send(planner, "inspection-lead-take", **(lead | {"nature": ""}))
    assert "rats seen" in page(planner, "inspection-leads", state="open")


def test_it_answers_404_for_what_is_not_there(planner: PageClient) -> None:
    page(planner, "inspection-plan", "plan_none", status=404)
    page(planner, "inspection-task", "task_none", status=404)
    page(planner, "inspection-draw", "plan_none", status=404)


def test_it_speaks_chinese(town: Town, drawn: str) -> None:
    chinese = PageClient(headers={"accept-language": "zh-hans"})
    text = page(chinese, "inspection-draw", drawn)
    assert 'lang="zh-Hans"' in text
    assert "风险" in text


def test_it_reports_what_was_found(
    town: Town, drawn: str, planner: PageClient, zhao: Actor
) -> None:
    from tests.rooms.inspection import test_results as results

    for task in public.tasks(drawn, ALL).items:
        results.enter(town, replace(zhao, agency_id=town.agency_id), task)
    text = page(planner, "inspection-plan", drawn)
    assert "What was found" in text
    assert "95 % interval" in text
    assert json.loads(text.split('id="hits"')[1].split(">", 1)[1].split("</script>")[0])["series"]


def test_a_plan_and_its_visits_are_read_where_the_power_to_read_stands(
    people: tuple[str, ...], page_client: PageClient, drawn: str
) -> None:
    page_client.sign_in("li")
    page(page_client, "inspection-plan", drawn, status=403)
    task_id = public.tasks(drawn, PageRequest(1, 1)).items[0].task_id
    page(page_client, "inspection-task", task_id, status=403)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("period_from", "9999-12-31"),
        ("period_from", "0001-01-01"),
        ("as_of", "0001-01-01"),
        ("area_quotas", "east = NaN"),
        ("area_quotas", "east = sNaN"),
        ("area_quotas", "east = Infinity"),
        ("area_quotas", "east = 1e999999"),
        ("random_percent", "NaN"),
        ("budget", "1e9"),
    ],
)
def test_it_refuses_nonsense_in_a_new_plan(
    town: Town, planner: PageClient, field: str, value: str
) -> None:
    form = {
        "title": "x",
        "agency": town.agency_id,
        "region": REGION,
        "period_from": "2026-11-23",
        "period_to": "2026-12-01",
        "as_of": "2026-11-23",
        "items": "food-hygiene",
        "budget": "10",
        "random_percent": "20",
        "statutory_percent": "0",
        "area_floor_percent": "0",
    }
    answer = planner.post(reverse("inspection-plan-new"), form | {field: value})
    assert answer.status_code == 200
    assert "aria-invalid" in answer.content.decode()

# SPDX-License-Identifier: Apache-2.0
"""What is next for a subject, on the subject's own page."""

from datetime import date, datetime
from typing import Any

from tests.rooms.inspection.conftest import REGION, Town

from mingjing.inspection import public
from mingjing.inspection.types import LeadKind, NewLead
from mingjing.inspection.web.panel import next_visit
from mingjing.kernel.paging import PageRequest
from mingjing.registry.types import Actor
from mingjing.subjects.types import SubjectClass, SubjectStatus, SubjectView


def subject(subject_id: str, kind: SubjectClass = SubjectClass.PREMISES) -> SubjectView:
    return SubjectView(
        subject_id=subject_id, kind=kind, status=SubjectStatus.CURRENT, name="A", address="",
        area="", district="", region=REGION, licence_no="", owner_key="", usc_code="",
        category="food", risk_class="", lat=None, lon=None, records=1, first_on=None,
        last_on=None, split_from="",
    )  # fmt: skip


def _context(view: SubjectView, actor: Actor) -> dict[str, Any]:
    panel = next_visit(view, actor)
    assert panel is not None
    return dict(panel.context)


def test_it_shows_the_visit_to_come(town: Town, drafted: str) -> None:
    context = _context(subject("subject_01"), town.planner)
    assert [line["task"].subject_id for line in context["to_come"]] == ["subject_01"]
    assert context["made"] == []
    assert context["drafts"] == []


def test_it_offers_a_draft_that_the_subject_is_not_in(town: Town, drafted: str) -> None:
    taken = {task.subject_id for task in public.tasks(drafted, PageRequest(1, 100)).items}
    left_out = next(c.subject_id for c in town.candidates if c.subject_id not in taken)
    ((plan, url),) = _context(subject(left_out), town.planner)["drafts"]
    assert plan.plan_id == drafted
    assert f"?subject={left_out}" in url


def test_it_shows_open_leads_and_where_to_take_one(town: Town, now: datetime) -> None:
    lead = NewLead(
        subject_id="subject_03", kind=LeadKind.COMPLAINT, nature="rats seen",
        source_record="c311:9", made_on=date(2026, 11, 20), region=REGION,
        agency_id=town.agency_id,
    )  # fmt: skip
    public.take_lead(actor=town.planner, now=now, lead=lead)
    context = _context(subject("subject_03"), town.planner)
    assert [one.nature for one in context["leads"]] == ["rats seen"]
    assert "subject=subject_03" in context["lead_url"]


def test_an_auditor_sees_it_without_ways_to_change_it(
    town: Town, drafted: str, qian: Actor
) -> None:
    context = _context(subject("subject_nowhere"), qian)
    assert context["drafts"] == []
    assert context["lead_url"] == ""


def test_owners_and_strangers_get_no_panel(town: Town, zhou: Actor) -> None:
    assert next_visit(subject("subject_01", SubjectClass.ENTITY), town.planner) is None
    assert next_visit(subject("subject_01"), zhou) is None

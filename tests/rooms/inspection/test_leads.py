# SPDX-License-Identifier: Apache-2.0
"""Leads are taken once and listed."""

from dataclasses import replace
from datetime import datetime

import pytest
from tests.conftest import actor
from tests.rooms.inspection.conftest import REGION, Town

from mingjing.inspection import public
from mingjing.inspection.types import (
    LeadKind,
    LeadMissing,
    LeadState,
    LeadTaken,
    NewLead,
    ReasonMissing,
)
from mingjing.kernel.paging import PageRequest
from mingjing.ledger.public import entry_for
from mingjing.registry.public import reach
from mingjing.registry.types import Actor, NotPermitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(now: datetime) -> NewLead:
    return NewLead("subject_1", LeadKind.COMPLAINT, "rats seen", "c311:1", now.date(), REGION)


def test_it_takes_a_lead_and_leaves_an_entry(sun: Actor, lead: NewLead, now: datetime) -> None:
    lead_id = public.take_lead(actor=sun, now=now, lead=lead)
    kept = public.lead(lead_id)
    assert (kept.subject_id, kept.state, kept.task_id) == ("subject_1", LeadState.OPEN, "")
    assert [e.act for e in entry_for("inspection_lead", lead_id)] == ["inspection.lead_taken"]
    assert public.leads_taken(LeadKind.COMPLAINT, ["c311:1", "c311:2"]) == {"c311:1"}


@pytest.mark.law("INS-LEAD")
def test_it_takes_a_record_once(sun: Actor, lead: NewLead, now: datetime) -> None:
    public.take_lead(actor=sun, now=now, lead=lead)
    with pytest.raises(LeadTaken):
        public.take_lead(actor=sun, now=now, lead=lead)
    public.take_lead(actor=sun, now=now, lead=replace(lead, kind=LeadKind.ALERT))
    assert public.leads(PageRequest()).total == 2


def test_it_refuses_a_lead_about_nothing(sun: Actor, lead: NewLead, now: datetime) -> None:
    with pytest.raises(ReasonMissing):
        public.take_lead(actor=sun, now=now, lead=replace(lead, nature=" "))


def test_it_refuses_the_party_and_planners_of_other_regions(
    zhou: Actor, li: Actor, lead: NewLead, now: datetime
) -> None:
    for stranger in (zhou, li):
        with pytest.raises(NotPermitted):
            public.take_lead(actor=stranger, now=now, lead=lead)


def test_it_lists_leads_by_state(sun: Actor, lead: NewLead, now: datetime) -> None:
    public.take_lead(actor=sun, now=now, lead=lead)
    assert public.leads(PageRequest(), "open").total == 1
    assert public.leads(PageRequest(), "closed").items == ()


def test_it_names_a_lead_that_does_not_exist() -> None:
    with pytest.raises(LeadMissing, match="lead_none"):
        public.lead("lead_none")


def test_leads_and_plans_are_listed_for_whom_they_are(
    town: Town, drafted: str, system: Actor, lead: NewLead, now: datetime
) -> None:
    own = replace(lead, region="330102", agency_id=town.agency_id)
    public.take_lead(actor=system, now=now, lead=own)

    def listed(role: str, region: str, agency_id: str = town.agency_id) -> tuple[int, int]:
        given = reach(actor("X", role, region=region, agency_id=agency_id), "inspection.read")
        plans = public.plans(PageRequest(), given=given)
        leads = public.leads(PageRequest(), LeadState.OPEN, given)
        assert (len(plans.items), len(leads.items)) == (plans.total, leads.total)
        return plans.total, leads.total

    assert listed("planner", REGION) == listed("analyst", "330000") == (1, 1)
    assert listed("analyst", "330102") == (0, 1)
    assert listed("planner", REGION, agency_id="agency_other") == (0, 0)
    assert listed("analyst", "440100") == (0, 0)
    assert listed("auditor", "440100") == (1, 1)

# SPDX-License-Identifier: Apache-2.0
"""A page offers what the person may do; others read whose it is, and closed steps have links."""

import re

import pytest
from django.urls import reverse
from tests.pages import PageClient
from tests.rooms.cases.bureau import Bureau, a_case, a_checked_clue
from tests.rooms.cases.signing_in import client_of

from mingjing.cases.types.codes import Stage

pytestmark = pytest.mark.django_db


def page(client: PageClient, name: str, *args: str) -> str:
    return str(client.get(reverse(name, args=args)).content.decode())


def test_only_the_head_is_offered_to_file_or_decline(bureau: Bureau) -> None:
    clue_id = a_checked_clue(bureau)
    to_file = reverse("cases-file", args=[clue_id])
    to_decline = reverse("cases-decline", args=[clue_id])
    head = page(client_of(bureau, "head"), "cases-clue", clue_id)
    assert to_file in head
    assert to_decline in head
    officer = page(client_of(bureau, "officer"), "cases-clue", clue_id)
    assert to_file not in officer
    assert to_decline not in officer
    assert "Decided by: Head of the agency" in officer


@pytest.mark.parametrize("name", ["cases-workbench", "cases-clues"])
def test_only_who_may_take_a_clue_is_offered_to(bureau: Bureau, name: str) -> None:
    address = reverse("cases-clue-new")
    assert address in page(client_of(bureau, "officer"), name)
    assert address not in page(client_of(bureau, "auditor"), name)


def test_each_closed_step_leads_to_its_form_and_is_folded_by_stage(bureau: Bureau) -> None:
    case_id = a_case(bureau)
    client = client_of(bureau, "officer")
    assert reverse("cases-closed", args=[case_id]) in page(client, "cases-case", case_id)
    shown = page(client, "cases-closed", case_id)
    report = reverse("cases-step", args=[case_id, "report_made"])
    assert report in shown
    groups = re.findall(r'<details class="fold"><summary><strong>([^<]+)</strong>', shown)
    stages = [one.en for one in Stage]
    assert groups[0] == Stage.INVESTIGATION.en
    assert groups == sorted(groups, key=stages.index)
    closed = client.get(reverse("cases-case", args=[case_id])).context["closed_steps"]
    folded = shown[shown.index('<details class="fold">') :]
    assert all(reverse("cases-step", args=[case_id, one.slug]) in folded for one in closed)


def test_a_step_of_another_person_names_the_roles(bureau: Bureau) -> None:
    case_id = a_case(bureau)
    shown = page(client_of(bureau, "officer"), "cases-step", case_id, "suspended")
    assert "Taken by: Head of the agency" in shown

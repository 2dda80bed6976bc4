# SPDX-License-Identifier: Apache-2.0
"""Filing tells what is known of the party: other names of one number, former cases."""

from dataclasses import replace
from datetime import datetime

import pytest
from django.urls import reverse
from tests.rooms.cases.bureau import PERSON, SHOP, Bureau, a_case, a_checked_clue, filing
from tests.rooms.cases.test_cases_pages import sign_in

from mingjing.cases import public
from mingjing.cases.models import Case
from mingjing.cases.queries.known import known_party
from mingjing.cases.types.refusals import ClueNotChecked
from mingjing.ledger.public import entry_for
from mingjing.registry.types import Actor, NotPermitted

pytestmark = [pytest.mark.django_db, pytest.mark.law("APL-029", "APL-033b")]


@pytest.fixture(autouse=True)
def _clock(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    def now() -> datetime:
        return bureau.now

    monkeypatch.setattr("mingjing.entry.middleware.system_now", now)


def test_former_cases_and_other_names_are_found_by_the_number(bureau: Bureau) -> None:
    case_id = a_case(bureau)
    found = known_party(SHOP.identity_no.lower(), f" {SHOP.name} ")
    assert [one.case_id for one in found.cases] == [case_id]
    assert found.cases[0].item == "经营超过保质期的食品"
    assert (found.other_names, found.total, found.is_news) == ((), 1, True)
    assert known_party(SHOP.identity_no, "改名后的店").other_names == (SHOP.name,)
    assert not known_party(PERSON.identity_no, PERSON.name).is_news


def test_the_head_sees_them_before_the_case_is_filed(bureau: Bureau) -> None:
    a_case(bureau)
    clue_id = a_checked_clue(bureau, reference="二")
    head = sign_in(bureau, "head")
    said = filing(bureau, clue_id)
    form = {
        "party_kind": "organisation", "name": "临江新味道", "identity_no": SHOP.identity_no,
        "address": "江北路 1 号", "clue_id": clue_id, "power_item_code": said.power_item_code,
        "summary": said.summary, "happened_from": "2026-11-20", "happened_to": "2026-11-20",
        "discovered_on": "2026-11-20", "place": said.place, "place_region": said.place_region,
        "officers": list(said.officers), "basis": list(said.basis), "jurisdiction": "place",
        "distinct_reason": "另一批次",
    }  # fmt: skip
    to = reverse("cases-file", args=[clue_id])
    first = head.post(to, form)
    text = first.content.decode()
    assert first.status_code == 422
    assert SHOP.name in text
    assert Case.objects.get().number in text
    assert Case.objects.count() == 1
    digest = text.split('name="known" value="')[1].split('"')[0]
    assert head.post(to, form | {"known": "anything"}).status_code == 422
    done = head.post(to, form | {"known": digest})
    assert done.status_code == 302, done.content.decode()[-3000:]
    filed = Case.objects.order_by("opened_on", "case_id").last()
    assert filed is not None
    assert filed.field == "food"  # from the power list, nobody typed it


def test_a_new_party_is_filed_at_once(bureau: Bureau) -> None:
    assert not known_party(replace(SHOP).identity_no, SHOP.name).is_news


def test_who_looks_up_a_party_may_file_and_leaves_an_entry(bureau: Bureau) -> None:
    case_id = a_case(bureau)
    clue_id = a_checked_clue(bureau, reference="二")

    def look(actor: Actor, clue_id: str) -> list[str]:
        found = public.look_up_party(
            actor=actor,
            now=bureau.now,
            clue_id=clue_id,
            identity_no=SHOP.identity_no,
            name=SHOP.name,
        )
        return [one.case_id for one in found.cases]

    before = len(entry_for("clue", clue_id))
    with pytest.raises(NotPermitted):
        look(bureau.zhao, clue_id)
    filed_clue = Case.objects.get(case_id=case_id).clue_id
    with pytest.raises(ClueNotChecked):
        look(bureau.sun, filed_clue)
    assert len(entry_for("clue", clue_id)) == before
    assert look(bureau.sun, clue_id) == [case_id]
    entry = entry_for("clue", clue_id)[-1]
    assert entry.act == "clue.party_looked_up"
    assert SHOP.identity_no not in repr(entry)

# SPDX-License-Identifier: Apache-2.0
"""Recordings of a case: the officer's open cases are occasions; the page of the case lists them."""

from tests.rooms.cases.bureau import Bureau, a_case
from tests.rooms.cases.test_cases_pages import page, sign_in
from tests.rooms.evidence.taking import recording_for

from mingjing.cases.queries.occasions import KIND, open_cases
from mingjing.kernel.clock import local_date
from mingjing.registry.public import actor_for


def test_a_case_is_an_occasion_of_its_officers_and_its_page_lists_what_was_recorded(
    bureau: Bureau,
) -> None:
    case_id = a_case(bureau)
    client = sign_in(bureau, "officer", bureau.officers[0])
    actor = actor_for(f"officer{bureau.officers[0][-6:]}", local_date(bureau.now))
    mine = open_cases(actor, bureau.now)
    assert [(one.kind, one.id, one.agency_id) for one in mine] == [
        (KIND, case_id, bureau.agency_id)
    ]
    assert open_cases(bureau.sun, bureau.now) == ()
    assert "Nothing was recorded yet" in page(client, "cases-case", case_id)
    recording_for(actor, bureau.now, KIND, case_id)
    text = page(client, "cases-case", case_id)
    assert "Recordings" in text
    assert actor.name in text
    legal = sign_in(bureau, "legal")
    assert "Nothing was recorded yet" not in page(legal, "cases-case", case_id)

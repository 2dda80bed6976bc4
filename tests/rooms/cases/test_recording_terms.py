# SPDX-License-Identifier: Apache-2.0
"""How long recordings of a case are kept: as long as its file, and visits follow their case."""

from collections.abc import Callable

import pytest
from tests.rooms.cases.bureau import REGION, SHOP, Bureau, a_case, filing
from tests.rooms.cases.course import Course

from mingjing.cases import public
from mingjing.cases.queries.recording_terms import terms_of_cases, terms_of_visits
from mingjing.cases.queries.sealed_recordings import sealed_cases, sealed_visits
from mingjing.cases.rules.sealed import is_sealed
from mingjing.cases.types.codes import ClosingGround, ClueSource
from mingjing.cases.types.inputs import ClueCheck, NewClue
from mingjing.kernel.clock import local_date
from mingjing.kernel.terms import add_months
from mingjing.registry.public import system_actor


def a_clue_of_a_visit(bureau: Bureau) -> str:
    """The clue that visit task_1 led to, checked."""
    found = NewClue(
        source=ClueSource.INSPECTION,
        text="货架上有超过保质期的食品",
        received_on=local_date(bureau.now),
        agency_id=bureau.agency_id,
        region=REGION,
        reference="task_1",
    )
    clue_id = public.take_clue(actor=system_actor(), now=bureau.now, clue=found)
    check = ClueCheck("情况属实，达到立案标准", True, bureau.officers, local_date(bureau.now))
    public.check_clue(actor=bureau.zhao, now=bureau.now, clue_id=clue_id, check=check)
    return clue_id


def test_a_case_that_is_not_archived_has_no_end(
    bureau: Bureau, django_assert_num_queries: Callable[[int], object]
) -> None:
    case_id = a_case(bureau)
    with django_assert_num_queries(2):  # type: ignore[attr-defined]
        found = terms_of_cases([case_id, "case_x"])
    assert set(found) == {case_id}
    assert found[case_id].until is None


def test_recordings_of_the_visit_that_a_case_came_from_follow_the_case(bureau: Bureau) -> None:
    clue_id = a_clue_of_a_visit(bureau)
    assert terms_of_visits(["task_1"]) == {}
    filed = filing(bureau, clue_id)
    case_id = public.file_case(actor=bureau.sun, now=bureau.now, filed=filed, party=SHOP)
    assert terms_of_visits(["task_1", "task_2"]) == {"task_1": terms_of_cases([case_id])[case_id]}


@pytest.mark.law("REC-8")
def test_recordings_of_a_sealed_field_and_of_its_visit_are_sealed(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    filed = filing(bureau, a_clue_of_a_visit(bureau))
    case_id = public.file_case(actor=bureau.sun, now=bureau.now, filed=filed, party=SHOP)
    assert sealed_cases([case_id]) == sealed_visits(["task_1"]) == frozenset()
    assert (is_sealed("public_security"), is_sealed("food")) == (True, False)
    monkeypatch.setattr("mingjing.cases.rules.sealed._SEALED_FIELDS", frozenset({"food"}))
    assert sealed_cases([case_id, "case_x"]) == {case_id}
    assert sealed_visits(["task_1", "task_2"]) == {"task_1"}


def test_an_archived_case_keeps_them_as_long_as_its_file(bureau: Bureau) -> None:
    case_id = a_case(bureau)
    course = Course(bureau, case_id)
    course.prove().close(ClosingGround.DISMISSED).archive()
    term = terms_of_cases([case_id])[case_id]
    assert term.until == add_months(course.today, 120)
    assert "10 years" in term.en

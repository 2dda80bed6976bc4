# SPDX-License-Identifier: Apache-2.0
"""How long recordings of a case are kept: as long as its file, and visits follow their case."""

from collections.abc import Callable

from tests.rooms.cases.bureau import SHOP, Bureau, a_case, a_checked_clue, filing
from tests.rooms.cases.course import Course

from mingjing.cases import public
from mingjing.cases.queries.recording_terms import terms_of_cases, terms_of_visits
from mingjing.cases.types.codes import ClosingGround
from mingjing.kernel.terms import add_months


def test_a_case_that_is_not_archived_has_no_end(
    bureau: Bureau, django_assert_num_queries: Callable[[int], object]
) -> None:
    case_id = a_case(bureau)
    with django_assert_num_queries(2):  # type: ignore[attr-defined]
        found = terms_of_cases([case_id, "case_x"])
    assert set(found) == {case_id}
    assert found[case_id].until is None


def test_recordings_of_the_visit_that_a_case_came_from_follow_the_case(bureau: Bureau) -> None:
    clue_id = a_checked_clue(bureau, reference="task_1")
    assert terms_of_visits(["task_1"]) == {}
    filed = filing(bureau, clue_id)
    case_id = public.file_case(actor=bureau.sun, now=bureau.now, filed=filed, party=SHOP)
    assert terms_of_visits(["task_1", "task_2"]) == {"task_1": terms_of_cases([case_id])[case_id]}


def test_an_archived_case_keeps_them_as_long_as_its_file(bureau: Bureau) -> None:
    case_id = a_case(bureau)
    course = Course(bureau, case_id)
    course.prove().close(ClosingGround.DISMISSED).archive()
    term = terms_of_cases([case_id])[case_id]
    assert term.until == add_months(course.today, 120)
    assert "10 years" in term.en

# SPDX-License-Identifier: Apache-2.0
"""Whoever verifies a document reads whether it still holds, and by what it was replaced."""

import pytest
from django.urls import reverse
from tests.pages import PageClient
from tests.rooms.cases.bureau import SHOP, Bureau, a_case
from tests.rooms.cases.course import Course, fine

from mingjing.cases import public
from mingjing.cases.models import Document
from mingjing.cases.types.codes import ChangeKind, PaperState
from mingjing.cases.types.steps import DecisionChanged

pytestmark = [pytest.mark.django_db, pytest.mark.law("APL-044", "APL-048")]
SMALL = fine(2_000)


def papers(form: str) -> list[Document]:
    return list(Document.objects.filter(form=form).order_by("issued_at", "document_id"))


def verified(document_id: str, language: str = "en") -> str:
    client = PageClient(headers={"accept-language": language})
    return client.get(reverse("cases-verify", args=[document_id])).content.decode()


def test_a_notice_that_was_told_anew_is_replaced_by_the_later_one(bureau: Bureau) -> None:
    course = Course(bureau, a_case(bureau)).prove().report(SMALL).notify(SMALL)
    (first,) = papers("prior_notice")
    assert public.standing_of(first.document_id).kind is PaperState.AS_MADE
    course.later(1).report(fine(3_000)).notify(fine(3_000))
    old, new = papers("prior_notice")
    found = public.standing_of(old.document_id)
    assert (found.kind, found.by, found.is_over) == (PaperState.REPLACED, new.number, True)
    assert public.standing_of(new.document_id).kind is PaperState.AS_MADE
    text = verified(old.document_id)
    assert new.number in text
    assert "no longer holds" in text
    assert "is in the ledger, unchanged" not in text
    assert SHOP.name not in text
    assert "已不再有效" in verified(old.document_id, "zh-hans")


def test_a_decision_that_was_changed_says_so(bureau: Bureau) -> None:
    course = Course(bureau, a_case(bureau)).prove().report(SMALL).notify(SMALL).speak().answer()
    course.later(6).decide(SMALL).serve()
    (made,) = papers("decision")
    assert "is in the ledger, unchanged" in verified(made.document_id)
    by = "临市监改〔2026〕1号"
    change = DecisionChanged(ChangeKind.CHANGED, course.today, "裁量不当", by, fine(1_000))
    public.change_decision(**course.by("sun"), change=change)
    found = public.standing_of(made.document_id)
    assert (found.kind, found.by, found.on) == (PaperState.CHANGED, by, course.today)
    assert by in verified(made.document_id)


def test_a_number_that_shows_somebody_is_not_shown(bureau: Bureau) -> None:
    course = Course(bureau, a_case(bureau)).prove().report(SMALL).notify(SMALL).speak().answer()
    course.later(6).decide(SMALL).serve()
    by = "13900001111"
    change = DecisionChanged(ChangeKind.REVOKED, course.today, "主要证据不足", by)
    public.change_decision(**course.by("sun"), change=change)
    (made,) = papers("decision")
    assert public.standing_of(made.document_id).kind is PaperState.REVOKED
    assert by not in verified(made.document_id)

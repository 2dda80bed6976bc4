# SPDX-License-Identifier: Apache-2.0
"""The bureau's leniency list in a case: shown on the form, answered, kept with its version."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from tests.rooms.cases.bureau import ITEM, Bureau, a_case
from tests.rooms.cases.course import Course, fine
from tests.rooms.cases.leniency_list import FIRST, LIGHTER, NO_COERCION, publish_leniency
from tests.rooms.cases.test_cases_pages import sign_in

from mingjing.cases import public
from mingjing.cases.models import CaseStep
from mingjing.cases.types.codes import ListedLeniency
from mingjing.cases.types.refusals import DeliberationMissing, LeniencyUnchecked
from mingjing.cases.types.steps import LeniencyCheck, Proposal, ReportMade

pytestmark = [pytest.mark.django_db, pytest.mark.law("LEN-1")]


@pytest.fixture
def version_id(bureau: Bureau) -> str:
    """The list, published before the case begins."""
    return publish_leniency(
        actor=bureau.system, now=bureau.now, agency_id=bureau.agency_id, power_code=ITEM
    )


@pytest.fixture
def course(bureau: Bureau, version_id: str) -> Course:
    return Course(bureau, a_case(bureau)).later(1).prove()


def answered(first: ListedLeniency, why: str = "两年前受过同类处罚") -> Proposal:
    return replace(
        fine(2_000),
        listed=(
            LeniencyCheck(FIRST, first, why),
            LeniencyCheck(LIGHTER, ListedLeniency.NOT_MET, "没有主动下架"),
        ),
    )


def test_a_report_without_the_list_is_refused_and_with_it_kept(
    course: Course, version_id: str
) -> None:
    with pytest.raises(LeniencyUnchecked):
        course.report(fine(2_000))
    course.report(answered(ListedLeniency.NOT_MET))
    around = CaseStep.objects.get(case_id=course.case_id, act=ReportMade.act).receipt["around"]
    kept = {one["code"]: one["list_version_id"] for one in around["leniency"]}
    assert kept == dict.fromkeys((FIRST, LIGHTER, NO_COERCION), version_id)
    assert public.replay_case(course.case_id).is_clean


def test_leaving_the_list_waits_for_the_heads(course: Course) -> None:
    left = answered(ListedLeniency.DEPARTED, "涉及婴幼儿食品，影响较大")
    course.report(left).notify(left).speak().answer()
    with pytest.raises(DeliberationMissing):
        course.decide(left)
    course.discuss(left).decide(left)
    assert public.replay_case(course.case_id).is_clean


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_form_shows_each_item_with_its_conditions_and_takes_the_answers(
    course: Course,
    bureau: Bureau,
    version_id: str,
    language: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    later = course.now + timedelta(minutes=5)
    monkeypatch.setattr("mingjing.entry.middleware.system_now", lambda: later)
    client = sign_in(bureau, "officer", bureau.officers[0])
    client.speak(language)
    page = reverse("cases-step", args=[course.case_id, "report_made"])
    text = client.get(page).content.decode()
    assert "初次违法，货值较小，在责令的期限内改正" in text
    assert f"listed_{FIRST}" in text
    assert f"listed_{NO_COERCION}" not in text
    data = {
        "found": "货架上有过期食品", "reasons": "应当处罚", "basis": "food-safety-law 124",
        "outcome": "penalty", "money_02": "2000",
    }  # fmt: skip
    refused = client.post(page, data)
    assert refused.status_code == 422
    assert "LEN-1" in refused.content.decode()
    for code in (FIRST, LIGHTER):
        data |= {f"listed_{code}": "not_met", f"listed_reason_{code}": "条件不具备"}
    done = client.post(page, data, follow=True)
    assert done.status_code == 200
    made = public.case(course.case_id, course.today).steps[-1]
    assert made.kind is ReportMade
    assert {one.list_version_id for one in made.leniency} == {version_id}
    receipt = client.get(reverse("cases-receipt", args=[course.case_id, made.seq])).content.decode()
    assert ("第 1 版" if language == "zh-hans" else "version 1") in receipt
    assert "首次经营超过保质期的食品" in receipt

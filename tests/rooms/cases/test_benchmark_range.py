# SPDX-License-Identifier: Apache-2.0
"""The published benchmark and the fine (裁量基准): kept to, or left for a reason by the heads."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from tests.pages import parse, text_of
from tests.rooms.cases.bureau import ITEM, REGION, Bureau, a_case
from tests.rooms.cases.course import BASIS, Course, fine
from tests.rooms.cases.test_cases_pages import sign_in

from mingjing.cases import public
from mingjing.cases.models import CaseStep
from mingjing.cases.types.codes import DeviationReason
from mingjing.cases.types.refusals import (
    BasisOfAnotherItem,
    DeliberationMissing,
    DeviationUnreasoned,
    FieldWrong,
    FineOutsideRange,
)
from mingjing.cases.types.steps import Fact, Proposal
from mingjing.kernel.clock import local_date
from mingjing.registry import public as registry
from mingjing.registry.rules.discretion.sheet import table_from_csv
from mingjing.registry.types import Actor, NewBenchmark

SHEET = """#法定幅度,1000元以上5万元以下
情节（选项：较轻/一般/严重；递增）,裁量阶次,幅度,依据,备注
较轻,从轻,1000元以上2000元以下,food-safety-law 124,
一般,一般,2001元以上1万元以下,food-safety-law 124,
严重,从重,10001元以上5万元以下,food-safety-law 136,
"""
UNFAIR = DeviationReason.CLEARLY_UNFAIR.value


def proposed(yuan: int, level: str = "较轻", *, why: str = "", text: str = "") -> Proposal:
    facts = (Fact("情节", level),) if level else ()
    return replace(fine(yuan), facts=facts, deviation=why, deviation_text=text)


@pytest.fixture
def benchmark_id(bureau: Bureau) -> str:
    """Published by three people, a month before the act."""
    before = bureau.now - timedelta(days=30)
    lister = Actor("account_wu", "Wu", bureau.agency_id, REGION, frozenset({"administrator"}))
    draft = NewBenchmark(
        power_item_code=ITEM,
        title="经营超过保质期食品裁量基准",
        title_en="Benchmark: food past its date",
        agency_id=bureau.agency_id,
        region=REGION,
        valid_from=local_date(before),
        table=table_from_csv(SHEET.encode()),
        document_no="市监法〔2026〕9号",
    )
    made = registry.draft_benchmark(actor=lister, now=before, draft=draft)
    registry.submit_benchmark(actor=lister, now=before, benchmark_id=made)
    registry.review_benchmark(actor=bureau.qian, now=before, benchmark_id=made)
    registry.publish_benchmark(actor=bureau.sun, now=before, benchmark_id=made)
    return made


@pytest.fixture
def course(bureau: Bureau) -> Course:
    return Course(bureau, a_case(bureau)).prove()


@pytest.mark.law("APL-034", "APL-038")
def test_what_its_rows_cite_is_a_basis_beside_that_of_the_item(
    course: Course, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(BasisOfAnotherItem):
        course.report(proposed(1_000), basis=("food-safety-law 136",))
    request.getfixturevalue("benchmark_id")
    with pytest.raises(BasisOfAnotherItem):
        course.report(proposed(1_000), basis=("food-safety-law 34",))
    course.report(proposed(1_000), basis=("food-safety-law 136",))


@pytest.mark.law("APL-034")
@pytest.mark.parametrize(
    ("yuan", "level", "is_lawful"),
    [
        (999, "较轻", False),
        (1_000, "较轻", True),
        (2_000, "较轻", True),
        (2_001, "较轻", False),
        (2_001, "一般", True),
        (2_000, "", False),  # facts left out: no row matches
    ],
)
def test_a_fine_outside_the_published_range_is_refused(
    course: Course, benchmark_id: str, yuan: int, level: str, is_lawful: bool
) -> None:
    if not is_lawful:
        with pytest.raises(FineOutsideRange) as refused:
            course.report(proposed(yuan, level))
        assert refused.value.article
        assert not CaseStep.objects.filter(act="case.report_made").exists()
        return
    course.report(proposed(yuan, level))
    receipt = CaseStep.objects.get(act="case.report_made").receipt
    ranged = receipt["around"]["ranged"]
    assert (ranged["benchmark_id"], ranged["version"]) == (benchmark_id, 1)
    assert public.replay_case(course.case_id).is_clean


@pytest.mark.law("APL-034")
def test_without_a_benchmark_the_cap_alone_binds(course: Course) -> None:
    course.report(proposed(2_001))


@pytest.mark.law("APL-034")
@pytest.mark.parametrize(
    ("why", "text"),
    [("", "当事人确有困难"), ("because", "当事人确有困难"), (UNFAIR, ""), (UNFAIR, " ")],
)
def test_the_benchmark_is_left_by_a_ground_and_its_explanation(
    course: Course, benchmark_id: str, why: str, text: str
) -> None:
    refusal = DeviationUnreasoned if why == UNFAIR else FieldWrong
    with pytest.raises(refusal):
        course.report(proposed(2_001, why=why, text=text))


@pytest.mark.law("APL-034", "APL-057")
def test_a_deviation_stands_once_the_heads_discussed_it(course: Course, benchmark_id: str) -> None:
    left = proposed(2_001, why=UNFAIR, text="适用基准显失公平")
    course.report(left).notify(left).speak().answer()
    with pytest.raises(DeliberationMissing):
        course.decide(left)
    course.discuss(left)
    with pytest.raises(FineOutsideRange):  # discussed or not, without the ground it is outside
        course.decide(proposed(2_001))
    course.decide(left).serve()
    assert public.case(course.case_id, course.today).line.fine_fen == 200_100
    assert public.replay_case(course.case_id).is_clean


@pytest.mark.law("APL-034", "APL-045", "APL-063")
def test_the_receipt_names_the_rules_that_were_asked_and_the_row(
    bureau: Bureau, course: Course, benchmark_id: str
) -> None:
    course.report(proposed(2_000)).notify(proposed(2_000)).speak().answer()
    course.decide(proposed(2_000), basis=BASIS)
    kept = {one.act: set(one.receipt["rules"]) for one in CaseStep.objects.all()}
    assert {"APL-032", "APL-034", "APL-040"} <= kept["case.report_made"]
    assert {"APL-032", "APL-034", "APL-045", "APL-063"} <= kept["case.decided"]
    assert not {"APL-032", "APL-034"} & kept["case.evidence_added"]  # nothing was proposed there
    assert public.replay_case(course.case_id).is_clean
    seq = CaseStep.objects.get(act="case.decided").seq
    client = sign_in(bureau, "officer", bureau.officers[0])
    client.speak("en")
    text = text_of(parse(client.get(reverse("cases-receipt", args=[course.case_id, seq]))))
    for said in ("version 1", "As of the", "1,000.00 to 2,000.00 yuan", "Lighter", "APL-034"):
        assert said in text
    assert reverse("registry-benchmark", args=[benchmark_id])


def test_a_receipt_of_before_replays_as_it_is(course: Course, benchmark_id: str) -> None:
    course.report(proposed(2_000))
    step = CaseStep.objects.get(act="case.report_made")
    receipt = step.receipt
    receipt["rules"] = ["APL-057"]
    receipt["around"].pop("grounds")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE cases_casestep SET receipt = %s WHERE id = %s", [json.dumps(receipt), step.pk]
        )
    assert CaseStep.objects.get(pk=step.pk).receipt["rules"] == ["APL-057"]
    assert public.replay_case(course.case_id).is_clean

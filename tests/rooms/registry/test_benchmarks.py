# SPDX-License-Identifier: Apache-2.0
"""A benchmark from draft to publication by three people, and what other rooms read of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from tests.rules.registry.tables import FOOD, table

from mingjing.kernel.errors import PlatformError
from mingjing.kernel.paging import PageRequest
from mingjing.ledger.public import EntryFilter, entries
from mingjing.registry import public
from mingjing.registry.types import (
    Actor,
    BenchmarkDefective,
    BenchmarkDocumentMissing,
    BenchmarkHeadInvalid,
    BenchmarkNotNewer,
    BenchmarkOfAnother,
    BenchmarkReasonMissing,
    BenchmarkRetroactive,
    BenchmarkSamePerson,
    BenchmarkState,
    BenchmarkStateWrong,
    BenchmarkUnknown,
    FactMissing,
    LawTime,
    MitiorReason,
    NewBenchmark,
    NotPermitted,
    RowChangeKind,
    TableInvalid,
    Tier,
    UnknownAgency,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)
LIGHT = FOOD.replace("5万元以上8万元以下", "5万元以上6万元以下")
FACTS = {"货值金额": 100, "情节": "轻微"}
Publish = Callable[..., str]


@pytest.fixture
def bureau(system: Actor, now: datetime) -> str:
    return public.register_agency(actor=system, now=now, name="市场监督管理局", region="330100")


@pytest.fixture
def people(bureau: str) -> dict[str, Actor]:
    """Sun drafts (administrator), Qian reviews (legal), Wu heads the agency; Zhao handles cases."""
    roles = {"sun": "administrator", "qian": "legal", "wu": "head", "zhao": "officer"}
    return {
        name: Actor(f"account_{name}", name, bureau, "330100", frozenset({role}))
        for name, role in roles.items()
    }


@pytest.fixture
def draft(bureau: str) -> NewBenchmark:
    return NewBenchmark(
        power_item_code="food-124-1",
        title="经营不合格食品",
        title_en="Selling unsafe food",
        agency_id=bureau,
        region="330100",
        valid_from=DAY,
        table=table(),
        document_no="市监法〔2026〕8号",
    )


@pytest.fixture
def publish(people: dict[str, Actor], now: datetime) -> Publish:
    """Brings a draft through all three hands."""

    def through(wanted: NewBenchmark, at: datetime = now) -> str:
        made = public.draft_benchmark(actor=people["sun"], now=at, draft=wanted)
        public.submit_benchmark(actor=people["sun"], now=at, benchmark_id=made)
        public.review_benchmark(actor=people["qian"], now=at, benchmark_id=made)
        public.publish_benchmark(actor=people["wu"], now=at, benchmark_id=made)
        return made

    return through


def test_three_people_bring_a_draft_to_publication(publish: Publish, draft: NewBenchmark) -> None:
    view = public.benchmark(publish(draft))
    assert (view.state, view.version) == (BenchmarkState.PUBLISHED, 1)
    assert (view.drafted_by, view.reviewed_by, view.published_by) == (
        "account_sun",
        "account_qian",
        "account_wu",
    )
    assert view.table == table()
    assert view.label("en") == "Selling unsafe food"


@pytest.mark.parametrize("act", ["drafted", "submitted", "reviewed", "published"])
def test_every_step_leaves_an_entry(publish: Publish, draft: NewBenchmark, act: str) -> None:
    made = publish(draft)
    where = EntryFilter(act=f"registry.benchmark_{act}", object_id=made)
    assert entries(PageRequest(), where).total == 1


def test_a_draft_is_written_by_the_administrator_only(
    people: dict[str, Actor], draft: NewBenchmark, now: datetime, li: Actor, zhou: Actor
) -> None:
    for person in (people["qian"], people["wu"], people["zhao"], li, zhou):
        with pytest.raises(NotPermitted):
            public.draft_benchmark(actor=person, now=now, draft=draft)


def test_a_draft_needs_a_known_agency_and_a_head(
    people: dict[str, Actor], draft: NewBenchmark, now: datetime
) -> None:
    with pytest.raises(UnknownAgency):
        public.draft_benchmark(actor=people["sun"], now=now, draft=replace(draft, agency_id="x"))
    with pytest.raises(BenchmarkHeadInvalid):
        public.draft_benchmark(actor=people["sun"], now=now, draft=replace(draft, title=" "))
    early = replace(draft, valid_to=date(2026, 1, 1))
    with pytest.raises(BenchmarkHeadInvalid):
        public.draft_benchmark(actor=people["sun"], now=now, draft=early)


def test_a_table_that_is_not_well_made_is_no_draft(
    people: dict[str, Actor], draft: NewBenchmark, now: datetime
) -> None:
    rows = (replace(draft.table.rows[0], cells=("-",)),)
    wrong = replace(draft, table=replace(draft.table, rows=rows))
    with pytest.raises(TableInvalid):
        public.draft_benchmark(actor=people["sun"], now=now, draft=wrong)


def test_a_draft_may_be_changed_until_it_is_submitted(
    people: dict[str, Actor], draft: NewBenchmark, now: datetime
) -> None:
    sun = people["sun"]
    made = public.draft_benchmark(actor=sun, now=now, draft=draft)
    lighter = replace(draft, table=table(LIGHT))
    public.revise_benchmark(actor=sun, now=now, benchmark_id=made, draft=lighter)
    assert public.benchmark(made).table == table(LIGHT)
    other = replace(draft, power_item_code="other")
    with pytest.raises(BenchmarkHeadInvalid):
        public.revise_benchmark(actor=sun, now=now, benchmark_id=made, draft=other)
    public.submit_benchmark(actor=sun, now=now, benchmark_id=made)
    with pytest.raises(BenchmarkStateWrong):
        public.revise_benchmark(actor=sun, now=now, benchmark_id=made, draft=lighter)


def test_no_step_can_be_skipped(
    people: dict[str, Actor], draft: NewBenchmark, now: datetime
) -> None:
    made = public.draft_benchmark(actor=people["sun"], now=now, draft=draft)
    with pytest.raises(BenchmarkStateWrong):
        public.review_benchmark(actor=people["qian"], now=now, benchmark_id=made)
    with pytest.raises(BenchmarkStateWrong):
        public.publish_benchmark(actor=people["wu"], now=now, benchmark_id=made)
    public.submit_benchmark(actor=people["sun"], now=now, benchmark_id=made)
    with pytest.raises(BenchmarkStateWrong):
        public.publish_benchmark(actor=people["wu"], now=now, benchmark_id=made)


def test_nobody_reviews_or_publishes_what_they_made(
    people: dict[str, Actor], draft: NewBenchmark, now: datetime, bureau: str
) -> None:
    every = frozenset({"administrator", "legal", "head"})
    one = Actor("account_one", "One", bureau, "330100", every)
    made = public.draft_benchmark(actor=one, now=now, draft=draft)
    public.submit_benchmark(actor=one, now=now, benchmark_id=made)
    with pytest.raises(BenchmarkSamePerson):
        public.review_benchmark(actor=one, now=now, benchmark_id=made)
    reviewer = replace(people["qian"], roles=every)
    public.review_benchmark(actor=reviewer, now=now, benchmark_id=made)
    for person in (one, reviewer):
        with pytest.raises(BenchmarkSamePerson):
            public.publish_benchmark(actor=person, now=now, benchmark_id=made)


def test_another_agency_neither_reviews_nor_publishes(
    people: dict[str, Actor], draft: NewBenchmark, now: datetime
) -> None:
    made = public.draft_benchmark(actor=people["sun"], now=now, draft=draft)
    public.submit_benchmark(actor=people["sun"], now=now, benchmark_id=made)
    for name in ("qian", "wu"):
        stranger = replace(people[name], agency_id="agency_other")
        with pytest.raises(NotPermitted):
            public.review_benchmark(actor=stranger, now=now, benchmark_id=made)


def test_a_return_makes_a_draft_again_and_says_why(
    people: dict[str, Actor], draft: NewBenchmark, now: datetime
) -> None:
    made = public.draft_benchmark(actor=people["sun"], now=now, draft=draft)
    public.submit_benchmark(actor=people["sun"], now=now, benchmark_id=made)
    with pytest.raises(BenchmarkReasonMissing):
        public.return_benchmark(actor=people["qian"], now=now, benchmark_id=made, reason=" ")
    public.return_benchmark(actor=people["qian"], now=now, benchmark_id=made, reason="依据不全")
    assert public.benchmark(made).state == BenchmarkState.DRAFT
    assert public.benchmark(made).return_reason == "依据不全"
    public.submit_benchmark(actor=people["sun"], now=now, benchmark_id=made)
    assert public.benchmark(made).return_reason == ""


def test_after_review_only_the_head_returns_it(
    people: dict[str, Actor], draft: NewBenchmark, now: datetime
) -> None:
    made = public.draft_benchmark(actor=people["sun"], now=now, draft=draft)
    public.submit_benchmark(actor=people["sun"], now=now, benchmark_id=made)
    public.review_benchmark(actor=people["qian"], now=now, benchmark_id=made)
    with pytest.raises(NotPermitted):
        public.return_benchmark(actor=people["qian"], now=now, benchmark_id=made, reason="再改")
    public.return_benchmark(actor=people["wu"], now=now, benchmark_id=made, reason="再改")
    assert public.benchmark(made).reviewed_by == ""


def test_a_table_with_a_gap_is_not_published(publish: Publish, draft: NewBenchmark) -> None:
    hole = table(FOOD.replace("不满1万元,一般", "不满9000元,一般"))
    with pytest.raises(BenchmarkDefective) as refusal:
        publish(replace(draft, table=hole))
    assert "货值金额: [9000..10000)" in refusal.value.message("zh")


def test_what_begins_before_its_publication_is_refused(
    publish: Publish, draft: NewBenchmark
) -> None:
    publish(replace(draft, power_item_code="same-day", valid_from=DAY))
    with pytest.raises(BenchmarkRetroactive):
        publish(replace(draft, valid_from=date(2026, 11, 22)))


def test_a_publication_has_a_document_number(publish: Publish, draft: NewBenchmark) -> None:
    with pytest.raises(BenchmarkDocumentMissing):
        publish(replace(draft, document_no=""))


def test_a_new_version_ends_the_one_before_the_day_before(
    publish: Publish, draft: NewBenchmark
) -> None:
    old = publish(draft)
    new = publish(replace(draft, table=table(LIGHT), valid_from=date(2027, 1, 1)))
    assert public.benchmark(old).state == BenchmarkState.SUPERSEDED
    assert public.benchmark(old).valid_to == date(2026, 12, 31)
    for on, expected in ((date(2026, 12, 31), old), (date(2027, 1, 1), new)):
        found = public.benchmark_for("food-124-1", on, "330106")
        assert found is not None
        assert found.benchmark_id == expected
    assert public.benchmark_for("food-124-1", date(2026, 11, 22), "330106") is None
    assert [v.version for v in public.benchmark_versions("food-124-1", "330100")] == [2, 1]


def test_a_new_version_must_begin_later(publish: Publish, draft: NewBenchmark) -> None:
    publish(draft)
    with pytest.raises(BenchmarkNotNewer):
        publish(draft)


def test_another_agencys_benchmark_is_not_pushed_aside(
    publish: Publish, draft: NewBenchmark, system: Actor, now: datetime, people: dict[str, Actor]
) -> None:
    publish(draft)
    other = public.register_agency(actor=system, now=now, name="农业农村局", region="330100")
    theirs = {name: replace(person, agency_id=other) for name, person in people.items()}
    wanted = replace(draft, agency_id=other, valid_from=date(2027, 1, 1))
    made = public.draft_benchmark(actor=theirs["sun"], now=now, draft=wanted)
    public.submit_benchmark(actor=theirs["sun"], now=now, benchmark_id=made)
    public.review_benchmark(actor=theirs["qian"], now=now, benchmark_id=made)
    with pytest.raises(BenchmarkOfAnother):
        public.publish_benchmark(actor=theirs["wu"], now=now, benchmark_id=made)


def test_the_most_special_region_wins(publish: Publish, draft: NewBenchmark) -> None:
    city = publish(draft)
    county = publish(replace(draft, region="330106"))
    for region, expected in (("330106", county), ("330106003", county), ("330108", city)):
        found = public.benchmark_for("food-124-1", DAY, region)
        assert found is not None
        assert found.benchmark_id == expected
    assert public.benchmark_for("food-124-1", DAY, "440100") is None
    assert public.benchmark_for("other", DAY, "330100") is None


def test_drafts_are_listed_apart_from_what_is_in_force(
    publish: Publish, draft: NewBenchmark, people: dict[str, Actor], now: datetime, bureau: str
) -> None:
    out = publish(draft)
    waiting = public.draft_benchmark(actor=people["sun"], now=now, draft=draft)
    assert [v.benchmark_id for v in public.benchmarks_on(DAY, PageRequest()).items] == [out]
    assert public.benchmarks_on(DAY, PageRequest(), region="440100").total == 0
    assert [v.benchmark_id for v in public.benchmark_drafts([bureau], "330100")] == [waiting]
    assert public.benchmark_drafts([], "440100") == ()


def test_an_unknown_benchmark_is_missing(people: dict[str, Actor], now: datetime) -> None:
    with pytest.raises(BenchmarkUnknown):
        public.benchmark("benchmark_x")
    with pytest.raises(BenchmarkUnknown):
        public.submit_benchmark(actor=people["sun"], now=now, benchmark_id="benchmark_x")


def test_the_lighter_of_two_versions_applies(publish: Publish, draft: NewBenchmark) -> None:
    publish(draft)
    publish(replace(draft, table=table(LIGHT), valid_from=date(2027, 1, 1)))
    days = {"act_on": DAY, "decide_on": date(2027, 2, 1)}
    found = public.compare_law("food-124-1", FACTS, region="330100", **days)
    assert (found.applies, found.reason) == (LawTime.DECISION, MitiorReason.NOW_LIGHTER)
    assert found.outcome is not None
    assert (found.outcome.tier, found.outcome.high_fen) == (Tier.LIGHTER, 6_000_000)
    assert found.act is not None
    assert found.act.high_fen == 8_000_000
    grave = public.compare_law("food-124-1", FACTS | {"情节": "严重"}, region="330100", **days)
    assert (grave.applies, grave.reason) == (LawTime.ACT, MitiorReason.NOW_NOT_LIGHTER)


def test_one_version_on_both_days_is_said_so(publish: Publish, draft: NewBenchmark) -> None:
    publish(draft)
    found = public.compare_law("food-124-1", FACTS, act_on=DAY, decide_on=DAY, region="330100")
    assert found.reason == MitiorReason.SAME_VERSION
    none = public.compare_law("other", FACTS, act_on=DAY, decide_on=DAY, region="330100")
    assert (none.outcome, none.reason) == (None, MitiorReason.NEITHER)
    with pytest.raises(FactMissing):
        public.compare_law("food-124-1", {}, act_on=DAY, decide_on=DAY, region="330100")


def test_the_difference_names_changed_added_and_removed_rows() -> None:
    fewer = LIGHT.replace("1万元以上,严重,", "1万元以上2万元以下,严重,")
    found = public.benchmark_difference(table(), table(fewer))
    rows = [(c.kind, c.new or c.old) for c in found.rows]
    assert [(kind, row.cells[0]) for kind, row in rows if row is not None] == [
        (RowChangeKind.CHANGED, "< 10000"),
        (RowChangeKind.ADDED, "[10000..20000]"),
        (RowChangeKind.REMOVED, ">= 10000"),
    ]
    assert not found.is_empty
    assert public.benchmark_difference(table(), table()).is_empty


def test_refusals_say_what_to_do_next(publish: Publish, draft: NewBenchmark) -> None:
    with pytest.raises(PlatformError) as refusal:
        publish(replace(draft, valid_from=date(2020, 1, 1)))
    problem = refusal.value.problem("zh")
    assert problem["article"] == "行政处罚法 §5、§34"
    assert problem["rule"] == "APL-005"
    assert problem["remedy"]

# SPDX-License-Identifier: Apache-2.0
"""A draft laid over past cases: exact figures against a count by hand, and what is left out."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.contrib.auth import get_user_model
from django.urls import reverse
from tests.pages import PageClient, page_faults
from tests.rooms.cases.bureau import ITEM, REGION, SHOP, TODAY, Bureau, a_case
from tests.rooms.cases.course import Course, fine

from mingjing.cases import public
from mingjing.cases.cli import cases
from mingjing.cases.types.benchmark_replay import BenchmarkReplay, Period, ReplayStale, Unsaid
from mingjing.cases.types.codes import ChangeKind
from mingjing.cases.types.steps import DecisionChanged, DecisionMade, Fact
from mingjing.cases.web.benchmark_replay import rows_csv
from mingjing.ledger.public import entry_for
from mingjing.registry import public as registry
from mingjing.registry.types import (
    Actor,
    BenchmarkUnknown,
    BenchmarkView,
    NewBenchmark,
    NotPermitted,
    TableInvalid,
    Tier,
)

SHEET = """#法定幅度,1元以上5万元以下
货值（金额；递增）,情节（选项：轻微/一般/严重；递增）,裁量阶次,幅度,依据,备注
不限,轻微,从轻,1元以上2000元以下,food-safety-law 124,
不限,一般,一般,超过2000元5000元以下,food-safety-law 124,
不限,严重,从重,超过5000元5万元以下,food-safety-law 124,
"""
LIFTED = """#法定幅度,1元以上5万元以下
货值（金额；递增）,情节（选项：轻微/一般/严重；递增）,裁量阶次,幅度,依据,备注
不满1000元,轻微,从轻,1元以上2000元以下,food-safety-law 124,
1000元以上,轻微,一般,超过2000元5000元以下,food-safety-law 124,
不限,一般,一般,超过2000元4000元以下,food-safety-law 124,
不限,严重,从重,超过5000元5万元以下,food-safety-law 124,
"""
PAST = [  # value of the goods, circumstances, fine in yuan
    (500, "轻微", 800),
    (999, "轻微", 2000),
    (1000, "轻微", 1200),
    (8000, "轻微", 2000),
    (3000, "一般", 2001),
    (3000, "一般", 4500),
    (60000, "严重", 9000),
]
Draft = Callable[..., BenchmarkView]


def _people(bureau: Bureau) -> dict[str, Actor]:
    roles = {"drafter": "administrator", "legal": "legal", "head": "head"}
    return {
        name: Actor(f"account_{name}", name, bureau.agency_id, REGION, frozenset({role}))
        for name, role in roles.items()
    }


@pytest.fixture
def draft(bureau: Bureau) -> Draft:
    """Drafts a version of the item's benchmark; publishes it if asked."""

    def drafted(sheet: str, *, is_out: bool = False) -> BenchmarkView:
        people, now = _people(bureau), bureau.now
        wanted = NewBenchmark(
            power_item_code=ITEM, title="过期食品裁量基准", agency_id=bureau.agency_id,
            region=REGION, valid_from=TODAY, table=registry.table_from_csv(sheet.encode()),
            title_en="Expired food", document_no="市监法〔2026〕8号",
        )  # fmt: skip
        made = registry.draft_benchmark(actor=people["drafter"], now=now, draft=wanted)
        if is_out:
            registry.submit_benchmark(actor=people["drafter"], now=now, benchmark_id=made)
            registry.review_benchmark(actor=people["legal"], now=now, benchmark_id=made)
            registry.publish_benchmark(actor=people["head"], now=now, benchmark_id=made)
        return registry.benchmark(made)

    return drafted


def _decided(bureau: Bureau, yuan: int, *facts: Fact, **more: Any) -> Course:
    """A case of a fine with facts, decided through every gate; a deviation is discussed."""
    proposal = replace(fine(yuan), facts=facts, **more)
    course = Course(bureau, a_case(bureau, distinct_reason="另一行为"))
    course.prove().report(proposal).notify(proposal).speak().answer()
    if proposal.deviation:
        course.discuss(proposal)
    return course.decide(proposal)


def _facts(value: int | str, level: str) -> tuple[Fact, Fact]:
    return Fact("货值", str(value)), Fact("情节", level)


@pytest.fixture
def past(bureau: Bureau, draft: Draft) -> dict[str, tuple[int, str, int]]:
    """Seven cases decided under the published version."""
    draft(SHEET, is_out=True)
    return {_decided(bureau, yuan, *_facts(v, level)).case_id: (v, level, yuan)
            for v, level, yuan in PAST}  # fmt: skip


def _by_hand(value: int, level: str) -> tuple[str, str, int, int]:
    """Tier then, tier by the lifted draft, its range in fen: read off the sheets by eye."""
    if level == "严重":
        return "heavier", "heavier", 500_001, 5_000_000
    if level == "一般":
        return "ordinary", "ordinary", 200_001, 400_000
    if value < 1000:
        return "lighter", "lighter", 100, 200_000
    return "lighter", "ordinary", 200_001, 500_000


@pytest.mark.law("APL-034")
def test_a_lifted_tier_gives_what_a_count_by_hand_gives(
    past: dict[str, tuple[int, str, int]], draft: Draft
) -> None:
    found = public.replay_benchmark(draft(LIFTED))
    moved: dict[str, int] = {}
    for case_id, (value, level, yuan) in past.items():
        _, _, low, high = _by_hand(value, level)
        moved[case_id] = low if yuan * 100 < low else high if yuan * 100 > high else yuan * 100
    rows = {row.past.case_id: row for row in found.rows}
    assert {case_id: row.moved_fen for case_id, row in rows.items()} == moved
    for case_id, (value, level, _) in past.items():
        row = rows[case_id]
        assert (
            str(row.past.tier), str(row.now.tier), row.now.low_fen, row.now.high_fen
        ) == _by_hand(value, level)  # fmt: skip
    assert {(one.old, one.new): one.count for one in found.moves} == {
        (Tier.LIGHTER, Tier.LIGHTER): 2,
        (Tier.LIGHTER, Tier.ORDINARY): 2,
        (Tier.ORDINARY, Tier.ORDINARY): 2,
        (Tier.HEAVIER, Tier.HEAVIER): 1,
    }
    assert (found.moved(1), found.moved(-1), found.moved(0)) == (2, 0, 5)
    assert (found.outside, found.newly_outside) == (3, 3)
    assert [row.gap_fen for row in found.outliers] == [80_001, 50_000, 1]
    assert found.decided_fen == 2_150_100
    assert found.moved_fen == sum(moved.values()) == 2_180_102
    before = {one.tier: (one.count, one.fines) for one in found.before}
    assert before[Tier.LIGHTER] == (4, (80_000, 120_000, 200_000, 200_000, 200_000))
    after = {one.tier: (one.count, one.fines) for one in found.after}
    assert after[Tier.LIGHTER] == (2, (80_000, 80_000, 80_000, 200_000, 200_000))


def test_the_version_in_force_and_a_lighter_draft(
    past: dict[str, tuple[int, str, int]], draft: Draft, bureau: Bureau
) -> None:
    same = registry.benchmark_for(ITEM, TODAY, REGION)
    assert same is not None
    found = public.replay_benchmark(same)
    assert (found.outside, found.moved_fen - found.decided_fen) == (0, 0)
    assert found.moved(0) == len(past)
    lighter = SHEET.replace("严重,从重", "严重,一般").replace("2000元以下", "1000元以下")
    found = public.replay_benchmark(draft(lighter))
    assert (found.moved(-1), found.newly_outside) == (1, 3)
    assert found.moved_fen - found.decided_fen == -(100_000 + 20_000 + 100_000)


def test_what_was_not_recorded_is_named_and_never_guessed(
    bureau: Bureau, draft: Draft, past: dict[str, tuple[int, str, int]]
) -> None:
    asking = SHEET.replace("情节（选项", "次数（整数；递增）,情节（选项").replace(
        "不限,", "不限,不限,"
    )
    found = public.replay_benchmark(draft(asking))
    assert [(o.silence.why, o.silence.factors, o.count) for o in found.undecided] == [
        (Unsaid.FACT_MISSING, ("次数",), 7)
    ]
    assert (found.rows, found.decided_fen, found.penalties) == ((), 0, 7)
    typed = SHEET.replace("情节（选项：轻微/一般/严重", "情节（选项：轻微/一般/特别严重").replace(
        "不限,严重", "不限,特别严重"
    )
    found = public.replay_benchmark(draft(typed))
    assert [(o.silence.why, o.silence.factors, o.count) for o in found.undecided] == [
        (Unsaid.FACT_INVALID, ("情节",), 1)
    ]
    gap = SHEET.replace("不限,严重,从重", "100000元以上,严重,从重")
    overlap = SHEET.replace("不限,一般,一般", "不限,轻微、一般,一般")
    for sheet, why, count in ((gap, Unsaid.NO_ROW, 1), (overlap, Unsaid.ROWS_CONFLICT, 4)):
        found = public.replay_benchmark(draft(sheet))
        assert [(o.silence.why, o.count) for o in found.undecided] == [(why, count)]


def test_changed_fallen_and_free_cases(bureau: Bureau, draft: Draft) -> None:
    free = _decided(bureau, 900)  # no benchmark yet, no facts
    early = _decided(bureau, 700, *_facts(300, "轻微"))
    draft(SHEET, is_out=True)
    plain = _decided(bureau, 1500, *_facts(300, "轻微")).serve()
    gone = _decided(bureau, 1600, *_facts(300, "轻微")).serve()
    deviating = _decided(
        bureau, 3000, *_facts(300, "轻微"), deviation="clearly_unfair", deviation_text="屡教不改"
    )
    lesser = replace(
        fine(1000), facts=_facts(300, "一般"), deviation="policy", deviation_text="复议"
    )
    for course, kind, proposal in (
        (plain, ChangeKind.CHANGED, lesser), (gone, ChangeKind.REVOKED, None)
    ):  # fmt: skip
        public.change_decision(
            **course.by("sun"),
            change=DecisionChanged(kind, course.today, "自行纠正", "市监撤〔2026〕1号", proposal),
        )
    found = public.replay_benchmark(draft(LIFTED))
    rows = {row.past.case_id: row for row in found.rows}
    assert set(rows) == {early.case_id, plain.case_id, deviating.case_id}
    assert found.left_out.fallen == 1
    assert [(o.silence.factors, o.count) for o in found.undecided] == [(("货值", "情节"), 1)]
    assert free.case_id not in rows
    assert rows[early.case_id].past.tier is None
    assert found.untiered == 1
    changed = rows[plain.case_id]
    assert (changed.past.fine_fen, changed.past.tier) == (100_000, Tier.ORDINARY)
    assert not changed.past.was_inside
    outlier = rows[deviating.case_id]
    assert (outlier.past.deviation, outlier.moved_fen) == ("clearly_unfair", 200_000)
    assert (found.outside, found.newly_outside) == (2, 0)


def test_region_period_and_a_more_special_benchmark(
    bureau: Bureau, draft: Draft, past: dict[str, tuple[int, str, int]]
) -> None:
    wide = replace(draft(LIFTED), region="330000")
    assert public.replay_benchmark(wide).left_out.elsewhere == len(past)
    assert public.replay_benchmark(wide).penalties == 0
    elsewhere = replace(wide, region="440100")
    found = public.replay_benchmark(elsewhere)
    assert (found.penalties, found.left_out.elsewhere) == (0, 0)
    own = draft(LIFTED)
    assert public.replay_benchmark(own, Period(TODAY, TODAY)).penalties == len(past)
    assert public.replay_benchmark(own, Period(until=date(2026, 1, 1))).penalties == 0


def test_a_replay_is_put_on_record_for_who_publishes(
    bureau: Bureau, draft: Draft, past: dict[str, tuple[int, str, int]], li: Actor, zhou: Actor
) -> None:
    view, people = draft(LIFTED), _people(bureau)
    replay = public.replay_benchmark(view)
    for person in (bureau.zhao, li, zhou):
        with pytest.raises(NotPermitted):
            public.record_replay(actor=person, now=bureau.now, replay=replay)
    public.record_replay(actor=people["legal"], now=bureau.now, replay=replay)
    kept = public.recorded_replay(view)
    assert kept is not None
    assert (kept.summary, kept.digest, kept.is_current) == (replay.summary(), replay.digest, True)
    assert public.replay_benchmark(view).digest == replay.digest
    acts = [entry.act for entry in entry_for("benchmark", view.benchmark_id)]
    assert acts == ["registry.benchmark_drafted", "case.benchmark_replayed"]
    sheet = SHEET.replace("5000元以下", "6000元以下").replace("超过5000元", "超过6000元")
    registry.revise_benchmark(
        actor=people["drafter"], now=bureau.now, benchmark_id=view.benchmark_id,
        draft=_as_new(view, sheet),
    )  # fmt: skip
    later = registry.benchmark(view.benchmark_id)
    stale = public.recorded_replay(later)
    assert stale is not None
    assert not stale.is_current
    assert public.replay_benchmark(later).digest != replay.digest
    with pytest.raises(ReplayStale):
        public.record_replay(actor=people["legal"], now=bureau.now, replay=replay)


def _as_new(view: BenchmarkView, sheet: str) -> NewBenchmark:
    return NewBenchmark(
        power_item_code=view.power_item_code, title=view.title, agency_id=view.agency_id,
        region=view.region, valid_from=view.valid_from, document_no=view.document_no,
        table=registry.table_from_csv(sheet.encode()),
    )  # fmt: skip


def _sign_in(page_client: PageClient, bureau: Bureau, role: str, region: str = REGION) -> None:
    account = registry.NewAccount(
        username=f"page_{role}_{region}", name=role, agency_id=bureau.agency_id, region=region,
        roles=(role,), valid_from=date(2020, 1, 1),
        officer_id=bureau.officers[0] if role == "officer" else None,
    )  # fmt: skip
    registry.appoint(
        actor=bureau.system, now=bureau.now, account=account, password="correct horse battery"
    )
    user = get_user_model().objects.get(username=f"page_{role}_{region}")
    page_client.force_login(user, "django.contrib.auth.backends.ModelBackend")


@pytest.fixture
def on_the_day(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mingjing.entry.middleware.system_now", lambda: bureau.now)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_page_shows_it_and_the_benchmark_links_to_it(
    page_client: PageClient, bureau: Bureau, draft: Draft, on_the_day: None, language: str,
    past: dict[str, tuple[int, str, int]],
) -> None:  # fmt: skip
    view = draft(LIFTED)
    page_client.speak(language)
    _sign_in(page_client, bureau, "legal")
    url = reverse("cases-benchmark-replay", args=[view.benchmark_id])
    about = reverse("registry-benchmark", args=[view.benchmark_id])
    assert url in page_client.get(about).content.decode()
    response = page_client.get(url)
    text = response.content.decode()
    assert page_faults(response) == []
    case_id = next(c for c, (v, _, yuan) in past.items() if (v, yuan) == (1000, 1200))
    assert reverse("cases-case", args=[case_id]) in text
    assert "21,801.02" in text
    assert SHOP.name not in text
    answer = page_client.post(reverse("cases-benchmark-record", args=[view.benchmark_id]))
    assert answer.headers["Location"] == about
    assert "300.02" in page_client.get(about).content.decode()
    lines = page_client.get(reverse("cases-benchmark-csv", args=[view.benchmark_id]))
    rows = list(csv.DictReader(io.StringIO(lines.content.decode("utf-8-sig"))))
    assert {row["case_id"] for row in rows} == set(past)
    assert rows[0] | {"case_id": ""} == {
        "case_id": "", "decided_on": "2026-11-23", "货值": "1000", "情节": "轻微",
        "tier_then": "lighter", "low_then": "1.00", "high_then": "2000.00", "fine": "1200.00",
        "tier_draft": "ordinary", "low_draft": "2000.01", "high_draft": "5000.00",
        "row_draft": "2", "fine_moved": "2000.01", "outside": "800.01", "deviation": "",
    }  # fmt: skip


def test_no_cell_of_the_file_is_a_formula(bureau: Bureau, draft: Draft) -> None:
    sheet = SHEET.replace("轻微", "=1+1")
    draft(sheet, is_out=True)
    _decided(bureau, 1200, Fact("货值", "1000"), Fact("情节", "=1+1"))
    view = draft(sheet.replace("2000元", "3000元"))
    text = rows_csv(public.replay_benchmark(view), view, bureau.zhao)
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["货值"], row["情节"]) == ("1000", "'=1+1")


def test_who_may_not_read_cases_sees_no_case(
    page_client: PageClient, bureau: Bureau, draft: Draft, on_the_day: None,
    past: dict[str, tuple[int, str, int]],
) -> None:  # fmt: skip
    view = draft(LIFTED)
    _sign_in(page_client, bureau, "administrator")
    args = [view.benchmark_id]
    text = page_client.get(reverse("cases-benchmark-replay", args=args)).content.decode()
    file = page_client.get(reverse("cases-benchmark-csv", args=args)).content.decode()
    assert "21,801.02" in text
    assert not [one for one in past if one in text or one in file]


def test_the_page_is_closed_to_others_and_to_nonsense(
    page_client: PageClient, bureau: Bureau, draft: Draft, on_the_day: None
) -> None:
    view = draft(LIFTED)
    url = reverse("cases-benchmark-replay", args=[view.benchmark_id])
    assert page_client.get(url).status_code == 302
    _sign_in(page_client, bureau, "officer")
    assert page_client.get(url).status_code == 403
    _sign_in(page_client, bureau, "legal")
    assert page_client.get(reverse("cases-benchmark-replay", args=["no"])).status_code == 404
    response = page_client.get(url + "?since=yesterday&until=2026-99-99")
    assert response.status_code == 200  # no past case: an empty page that says what to do
    assert reverse("registry-benchmark-try", args=[view.benchmark_id]) in response.content.decode()
    _sign_in(page_client, bureau, "legal", "440100")
    assert page_client.get(url).status_code == 403


def test_the_command(
    bureau: Bureau, draft: Draft, past: dict[str, tuple[int, str, int]], tmp_path: Path
) -> None:
    view = draft(SHEET)
    run = CliRunner().invoke
    plain = json.loads(run(cases, ["replay-benchmark", view.benchmark_id, "--json"]).stdout)
    assert (plain["replayed"], plain["outside"], plain["difference_fen"]) == (7, 0, 0)
    path = tmp_path / "lifted.csv"
    path.write_text(LIFTED, encoding="utf-8")
    words = ["replay-benchmark", view.benchmark_id, "--table", str(path)]
    laid = json.loads(run(cases, [*words, "--json"]).stdout)
    assert (laid["heavier"], laid["newly_outside"], laid["difference_fen"]) == (2, 3, 30_002)
    assert laid["digest"] != plain["digest"]
    assert laid["outliers"][0]["low_fen"] == 200_001
    assert "heavier\t2" in run(cases, words).stdout
    assert "penalties\t0" in run(cases, [*words, "--until", "2026-01-01"]).stdout
    assert isinstance(run(cases, ["replay-benchmark", "no"]).exception, BenchmarkUnknown)
    path.write_text("不是表格", encoding="utf-8")
    assert isinstance(run(cases, words).exception, TableInvalid)


def test_similar_cases_are_shown_while_deciding(
    page_client: PageClient, bureau: Bureau, on_the_day: None,
    past: dict[str, tuple[int, str, int]],
) -> None:  # fmt: skip
    case_id = a_case(bureau, distinct_reason="另一行为")
    _sign_in(page_client, bureau, "officer")
    page_client.speak("en")
    for act in ("report_made", DecisionMade.act.partition(".")[2]):
        text = page_client.get(reverse("cases-step", args=[case_id, act])).content.decode()
        assert "7 decided cases of the same item" in text
        assert "800.00 – 9,000.00" in text  # lowest, highest
        assert "2,000.00 – 2,001.00" in text  # half of them
        shown = [one for one in past if reverse("cases-case", args=[one]) in text]
        assert len(shown) == 5
    other = page_client.get(reverse("cases-step", args=[case_id, "evidence_added"]))
    assert "of the same item" not in other.content.decode()


def test_a_replay_reads_in_bulk(
    past: dict[str, tuple[int, str, int]], draft: Draft, django_assert_max_num_queries: Any
) -> None:
    view = draft(LIFTED)
    with django_assert_max_num_queries(6):
        found: BenchmarkReplay = public.replay_benchmark(view)
    assert len(found.rows) == len(past)

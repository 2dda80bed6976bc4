# SPDX-License-Identifier: Apache-2.0
"""Pages of benchmarks: what anyone sees, and how three people bring one to publication."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.conftest import NOW
from tests.pages import PageClient
from tests.rules.registry.tables import FOOD, table

from mingjing.registry import public
from mingjing.registry.public import NewAccount, appoint, register_agency, system_actor
from mingjing.registry.types import Actor, BenchmarkState, NewBenchmark

pytestmark = pytest.mark.django_db
START = date(2030, 1, 1)
CITY = "330100"
LATER = FOOD.replace("5万元以上8万元以下", "5万元以上6万元以下")


@pytest.fixture
def desk(db: None) -> dict[str, Actor]:
    """Accounts of one agency: Sun drafts, Qian reviews, Wu publishes, Zhao handles cases."""
    agency_id = register_agency(actor=system_actor(), now=NOW, name="市场监管局", region=CITY)
    found = {}
    roles = {"sun": "administrator", "qian": "legal", "wu": "head", "zhao": "officer"}
    for name, role in roles.items():
        account = NewAccount(name, name.title(), agency_id, CITY, (role,), date(2026, 1, 1))
        account_id = appoint(actor=system_actor(), now=NOW, account=account, password="x" * 12)
        found[name] = Actor(account_id, name.title(), agency_id, CITY, frozenset({role}))
    return found


def draft_of(desk: dict[str, Actor], sheet: str = FOOD, start: date = START) -> NewBenchmark:
    return NewBenchmark(
        power_item_code="food-124-1",
        title="经营不合格食品",
        title_en="Selling unsafe food",
        agency_id=desk["sun"].agency_id,
        region=CITY,
        valid_from=start,
        table=table(sheet),
        document_no="市监法〔2026〕8号",
    )


def publish(desk: dict[str, Actor], sheet: str = FOOD, start: date = START) -> str:
    made = public.draft_benchmark(actor=desk["sun"], now=NOW, draft=draft_of(desk, sheet, start))
    public.submit_benchmark(actor=desk["sun"], now=NOW, benchmark_id=made)
    public.review_benchmark(actor=desk["qian"], now=NOW, benchmark_id=made)
    public.publish_benchmark(actor=desk["wu"], now=NOW, benchmark_id=made)
    return made


def url(made: str, tail: str = "") -> str:
    return f"/registry/benchmarks/{made}/{tail}"


def text(response: object) -> str:
    return str(response.content.decode())  # type: ignore[attr-defined]


def test_anyone_sees_what_is_in_force_on_a_day(
    page_client: PageClient, desk: dict[str, Actor]
) -> None:
    publish(desk)
    assert "经营不合格食品" in text(page_client.get("/registry/benchmarks/?on=2030-06-01"))
    assert "该日没有有效的裁量基准" in text(page_client.get("/registry/benchmarks/?on=2029-01-01"))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_anyone_reads_a_published_table_and_its_checks(
    page_client: PageClient, desk: dict[str, Actor], language: str
) -> None:
    made = publish(desk)
    page_client.speak(language)
    page = text(page_client.get(url(made)))
    assert ("从轻" in page) if language == "zh-hans" else ("Lighter" in page)
    assert "&lt; 10000" in page


def test_a_draft_is_hidden_from_all_but_its_makers(
    page_client: PageClient, desk: dict[str, Actor]
) -> None:
    made = public.draft_benchmark(actor=desk["sun"], now=NOW, draft=draft_of(desk))
    for tail in ("", "try/", "difference/", "table.csv"):
        assert page_client.get(url(made, tail)).status_code == 404
    page_client.sign_in("zhao")
    assert page_client.get(url(made)).status_code == 404
    assert "办理中的草案" not in text(page_client.get("/registry/benchmarks/"))
    for name in ("sun", "qian", "wu"):
        page_client.sign_in(name)
        assert page_client.get(url(made)).status_code == 200
        assert "办理中的草案" in text(page_client.get("/registry/benchmarks/"))


def test_three_people_publish_from_a_file(page_client: PageClient, desk: dict[str, Actor]) -> None:
    page_client.sign_in("sun")
    assert page_client.get("/registry/benchmarks/new/").status_code == 200
    said = {
        "power_item_code": "food-124-1",
        "agency": desk["sun"].agency_id,
        "region": CITY,
        "title": "经营不合格食品",
        "valid_from": "2030-01-01",
        "file": SimpleUploadedFile("食品.csv", FOOD.encode("gb18030")),
    }
    made = page_client.post("/registry/benchmarks/new/", said).headers["Location"].split("/")[-2]
    page_client.post(url(made, "submit/"))
    page_client.sign_in("qian")
    assert "审核通过" in text(page_client.get(url(made)))
    page_client.post(url(made, "review/"))
    page_client.sign_in("wu")
    assert "退回理由" in text(page_client.get(url(made)))
    page_client.post(url(made, "publish/"), {"document_no": "市监法〔2030〕1号"})
    view = public.benchmark(made)
    assert (view.state, view.document_no) == (BenchmarkState.PUBLISHED, "市监法〔2030〕1号")


@pytest.mark.parametrize(
    "data",
    [b"no table", b"<!DOCTYPE x><definitions/>", b"{not json", b"{}", b"[" * 5, b"\xff\xfe<\x00"],
)
def test_a_file_that_is_no_table_is_told_and_nothing_is_drafted(
    page_client: PageClient, desk: dict[str, Actor], data: bytes
) -> None:
    page_client.sign_in("sun")
    said = {
        "power_item_code": "food-124-1",
        "agency": desk["sun"].agency_id,
        "region": CITY,
        "title": "经营不合格食品",
        "valid_from": "2030-01-01",
        "file": SimpleUploadedFile("x.csv", data),
    }
    response = page_client.post("/registry/benchmarks/new/", said)
    assert response.status_code == 422
    assert public.benchmark_drafts([desk["sun"].agency_id], CITY) == ()


def test_a_new_benchmark_without_its_facts_is_asked_for_them(
    page_client: PageClient, desk: dict[str, Actor]
) -> None:
    page_client.sign_in("sun")
    assert "id_file" in text(page_client.post("/registry/benchmarks/new/", {}))


def edited(lines: list[tuple[str, str, str, str, str]]) -> dict[str, str]:
    said = {"title": "经营不合格食品", "valid_from": "2030-01-01", "rows": str(len(lines))}
    for no, (one, two, tier, allowed, article) in enumerate(lines, 1):
        said |= {f"cell-{no}-1": one, f"cell-{no}-2": two, f"tier-{no}": tier}
        said |= {f"range-{no}": allowed, f"article-{no}": article, f"note-{no}": ""}
    return said


def test_rows_are_edited_as_a_statute_writes_them(
    page_client: PageClient, desk: dict[str, Actor]
) -> None:
    made = public.draft_benchmark(actor=desk["sun"], now=NOW, draft=draft_of(desk))
    page_client.sign_in("sun")
    assert 'name="cell-8-2"' in text(page_client.get(url(made, "edit/")))
    lines = [
        ("不满1万元", "", "ordinary", "5万元以上15万元以下", "food-safety-law 124"),
        ("1万元以上", "", "ordinary", "货值金额15倍以上30倍以下", "food-safety-law 124"),
        ("", "", "", "", ""),
    ]
    assert page_client.post(url(made, "edit/"), edited(lines)).status_code == 302
    rows = public.benchmark(made).table.rows
    assert [row.cells for row in rows] == [("< 10000", "-"), (">= 10000", "-")]


def test_a_row_that_cannot_be_read_stays_in_the_form_and_is_told(
    page_client: PageClient, desk: dict[str, Actor]
) -> None:
    made = public.draft_benchmark(actor=desk["sun"], now=NOW, draft=draft_of(desk))
    page_client.sign_in("sun")
    response = page_client.post(
        url(made, "edit/"), edited([("一万以下", "", "ordinary", "5万元以下", "x 1")])
    )
    assert response.status_code == 422
    assert "一万以下" in text(response)
    assert len(public.benchmark(made).table.rows) == 6


def test_a_draft_may_be_replaced_by_a_file(page_client: PageClient, desk: dict[str, Actor]) -> None:
    made = public.draft_benchmark(actor=desk["sun"], now=NOW, draft=draft_of(desk))
    page_client.sign_in("sun")
    dmn = public.table_to_dmn(table(LATER), name="x").encode()
    said = edited([]) | {"file": SimpleUploadedFile("x.dmn", dmn)}
    assert page_client.post(url(made, "edit/"), said).status_code == 302
    assert public.benchmark(made).table == table(LATER)


def test_facts_are_tried_and_the_reason_is_shown(
    page_client: PageClient, desk: dict[str, Actor]
) -> None:
    made = publish(desk)
    assert page_client.get(url(made, "try/")).status_code == 200
    page = text(page_client.get(url(made, "try/?go=1&fact-0=9000&fact-1=一般")))
    assert "80,000.00 – 120,000.00" in page
    unknown = text(page_client.get(url(made, "try/?go=1&fact-0=9000&fact-1=?")))
    assert "没有任何一行适用于这些事实" in unknown
    wrong = text(page_client.get(url(made, "try/?go=1&fact-0=一万&fact-1=一般")))
    assert "不是金额" in wrong


def test_facts_are_tried_as_of_another_day(page_client: PageClient, desk: dict[str, Actor]) -> None:
    old = publish(desk)
    publish(desk, LATER, date(2031, 1, 1))
    facts = "go=1&fact-0=9000&fact-1=轻微"
    assert "80,000.00" in text(page_client.get(url(old, f"try/?{facts}&on=2030-06-01")))
    assert "60,000.00" in text(page_client.get(url(old, f"try/?{facts}&on=2031-06-01")))


def test_two_versions_are_compared(page_client: PageClient, desk: dict[str, Actor]) -> None:
    old = publish(desk)
    new = publish(desk, LATER, date(2031, 1, 1))
    page = text(page_client.get(url(new, f"difference/?against={old}")))
    assert "5万元以上6万元以下" in page
    assert "5万元以上8万元以下" in page
    assert "两个版本内容相同" in text(page_client.get(url(new, "difference/")))
    assert f"against={old}" in text(page_client.get(url(new)))


def test_the_table_is_handed_out_in_three_forms(
    page_client: PageClient, desk: dict[str, Actor]
) -> None:
    made = publish(desk)
    for kind in ("dmn", "csv", "json"):
        response = page_client.get(url(made, f"table.{kind}"))
        assert public.table_from_file(response.content) == table()
        assert f'filename="{made}-1.{kind}"' in response.headers["Content-Disposition"]


def test_a_step_that_is_refused_is_told_on_the_page(
    page_client: PageClient, desk: dict[str, Actor]
) -> None:
    made = public.draft_benchmark(actor=desk["sun"], now=NOW, draft=draft_of(desk))
    page_client.sign_in("qian")
    response = page_client.post(url(made, "return/"), {"reason": "再改"}, follow=True)
    assert "该版本现为“草案”，不能退回" in text(response)
    public.submit_benchmark(actor=desk["sun"], now=NOW, benchmark_id=made)
    page_client.post(url(made, "return/"), {"reason": "依据不全"})
    assert "依据不全" in text(page_client.get(url(made)))


def test_hand_made_posts_past_permission_are_refused(
    page_client: PageClient, desk: dict[str, Actor]
) -> None:
    made = public.draft_benchmark(actor=desk["sun"], now=NOW, draft=draft_of(desk))
    page_client.sign_in("zhao")
    for tail in ("submit/", "review/", "return/", "publish/", "edit/"):
        assert page_client.post(url(made, tail)).status_code == 403
    assert public.benchmark(made).state == BenchmarkState.DRAFT

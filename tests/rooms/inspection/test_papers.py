# SPDX-License-Identifier: Apache-2.0
"""Papers of a visit: made from the real course of a plan, read back from the files."""

import io
import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from docx import Document as WordFile
from pypdf import PdfReader
from tests.rooms.inspection import test_results as results
from tests.rooms.inspection.conftest import Town
from tests.rooms.inspection.test_inspection_pages import sign_in
from tests.rooms.inspection.test_outlook import subject

from mingjing.catalog.types import Severity
from mingjing.engines.papers.docx import docx_of
from mingjing.engines.papers.pdf import pdf_of
from mingjing.inspection import public
from mingjing.inspection.models import VisitPaper
from mingjing.inspection.queries import outlook
from mingjing.inspection.types import (
    PaperExists,
    PaperIncomplete,
    PaperMissing,
    PaperView,
    TaskView,
    WrongStage,
)
from mingjing.kernel.canonical import digest
from mingjing.kernel.clock import BEIJING
from mingjing.ledger.public import entry_for
from mingjing.registry.public import actor_for
from mingjing.registry.types import Actor, NotPermitted

ADDRESS = "https://linjiang.example/ledger/entries/entry_1/"
NOTE = "一名厨师未取得健康证明"


@pytest.fixture(autouse=True)
def _named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The room of subjects knows every subject of the register by name and address."""
    monkeypatch.setattr(outlook, "subjects", lambda ids: {one: subject(one) for one in ids})


@pytest.fixture
def visit(drawn: str) -> TaskView:
    return results.first(drawn)


def issue(actor: Actor, task: TaskView, form: str, now: datetime = results.LATER) -> PaperView:
    return public.paper(
        public.issue_paper(actor=actor, now=now, task_id=task.task_id, form_id=form)
    )


def officer(town: Town, zhao: Actor, task: TaskView) -> Actor:
    return results.officer_actor(zhao, town, task)


def enter(town: Town, zhao: Actor, task: TaskView, **changes: Any) -> None:
    line, other = results.lines(results.BAD, Severity.CRITICAL)
    results.enter(town, zhao, task, lines=(replace(line, notes=NOTE), other), **changes)


def read(paper: PaperView) -> tuple[str, str]:
    """The words of the PDF and of the Word file, without blanks and breaks."""
    pages = PdfReader(io.BytesIO(pdf_of(paper, ADDRESS))).pages
    word = WordFile(io.BytesIO(docx_of(paper, ADDRESS)))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    said = (
        "".join(one.extract_text() for one in pages),
        "".join([*(one.text for one in word.paragraphs), *cells]),
    )
    return "".join(said[0].split()), "".join(said[1].split())


@pytest.mark.law("INS-10", "INS-4")
def test_an_approval_says_who_goes_where_for_what_and_who_approved(
    town: Town, visit: TaskView, zhao: Actor
) -> None:
    paper = issue(town.planner, visit, "approval")
    entries = entry_for("inspection_plan", visit.plan_id)
    frozen = next(one for one in entries if one.act == "inspection.pool_frozen")
    for text in read(paper):
        for wanted in (
            "行政检查审批表",
            "市场监督管理局检审〔2026〕1号",
            "检查对象：店铺subject_01",
            "1MainSt",
            "十二月餐饮检查",
            "2026年11月23日至2026年12月31日",
            "检查来源：风险。",
            "餐饮食品安全检查",
            "食品安全法§110",
            "从业人员健康证明；冷藏温度",
            frozen.entry_id,
            "机关负责人（签名）",
            "（印章）",
        ):
            assert wanted in text, wanted
        certificates = re.findall(r"执法员(\d)（执法证号3301-000(\d)）", text)
        drawn = {str(town.officers.index(one)) for one in visit.officers}
        assert {first for first, _ in certificates} == drawn
        assert all(first == second for first, second in certificates)


@pytest.mark.law("INS-10", "INS-4")
def test_an_approval_names_the_person_who_froze_the_pool(
    town: Town, drafted: str, system: Actor, now: datetime, transactional_ledger: Any
) -> None:
    sign_in(town, system, now, "planner")
    planner = actor_for("planner", now.date())
    public.freeze_pool(actor=planner, now=now, plan_id=drafted)
    transactional_ledger()
    public.draw(actor=planner, now=now, plan_id=drafted)
    paper = issue(planner, results.first(drafted), "approval")
    day = now.astimezone(BEIJING)
    approved = f"批准情况：planner于{day.year}年{day.month}月{day.day}日{day.hour}时{day.minute}分"
    assert any(line.startswith(approved) for line in paper.content.paragraphs)


@pytest.mark.law("INS-10", "INS-7")
def test_a_record_says_what_was_found_line_by_line(
    town: Town, visit: TaskView, zhao: Actor
) -> None:
    enter(town, zhao, visit)
    paper = issue(officer(town, zhao, visit), visit, "record")
    assert paper.content.dated == "2026年11月24日"
    assert [one.title for one in paper.content.tables] == ["检查事项和依据", "逐项检查结果"]
    assert [row[2:] for row in paper.content.tables[1].rows] == [
        ("从业人员健康证明", "发现问题", Severity.CRITICAL.zh, NOTE),
        ("冷藏温度", "未检查", "", "the kitchen was closed"),
    ]
    for text in read(paper):
        for wanted in (
            "现场检查笔录",
            "市场监督管理局检录〔2026〕1号",
            "2026年11月24日9时0分至2026年11月24日9时40分",
            "执法证号3301-000",
            "入企登记：已扫码登记",
            "共检查2项，其中发现问题1项，未检查1项",
            "食品安全法§110",
            "被检查人（签名或者盖章）",
            "检查人员（签名）",
        ):
            assert wanted in text, wanted
        assert NOTE in text.replace("\n", "")


def test_a_record_says_that_the_entry_was_not_scanned(
    town: Town, visit: TaskView, zhao: Actor
) -> None:
    enter(town, zhao, visit, is_entry_scanned=False)
    paper = issue(officer(town, zhao, visit), visit, "record")
    assert "入企登记：未扫码登记。" in paper.content.paragraphs


@pytest.mark.law("INS-10")
def test_a_record_is_refused_before_the_result(town: Town, visit: TaskView, zhao: Actor) -> None:
    with pytest.raises(PaperIncomplete) as refused:
        issue(officer(town, zhao, visit), visit, "record")
    problem = refused.value.problem("zh")
    assert (problem["rule"], problem["article"]) == ("INS-10", "国办发〔2024〕54号")
    assert "检查结果" in refused.value.message("zh")
    assert "Result of the visit" in refused.value.message("en")
    assert "录入检查结果后" in refused.value.remedy("zh")
    assert public.papers_of(visit.task_id) == ()


@pytest.mark.law("INS-10", "INS-4")
def test_an_approval_is_refused_before_the_draw_and_without_a_name(
    town: Town, drafted: str, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = results.first(drafted)
    with pytest.raises(PaperIncomplete) as refused:
        issue(town.planner, task, "approval")
    assert "批准人" in refused.value.message("zh")
    assert "检查人员及其执法证号" in refused.value.message("zh")
    assert "检查对象名称" not in refused.value.message("zh")
    monkeypatch.setattr(outlook, "subjects", lambda ids: {})
    with pytest.raises(PaperIncomplete) as nameless:
        issue(town.planner, task, "approval")
    assert "检查对象名称" in nameless.value.message("zh")


@pytest.mark.law("INS-10")
def test_an_item_that_is_not_on_the_list_refuses_the_paper(
    town: Town, visit: TaskView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mingjing.inspection.queries.papers.inspection_items", lambda on: ())
    with pytest.raises(PaperIncomplete) as refused:
        issue(town.planner, visit, "approval")
    assert "已公布的检查事项及其依据" in refused.value.message("zh")


def test_a_paper_is_made_anew_only_when_it_says_something_new(town: Town, visit: TaskView) -> None:
    old = issue(town.planner, visit, "approval")
    with pytest.raises(PaperExists) as refused:
        issue(town.planner, visit, "approval", results.LATER + timedelta(days=3))
    assert old.number in refused.value.message("zh")
    public.replace_officer(
        actor=town.planner,
        now=results.LATER,
        task_id=visit.task_id,
        officer_id=visit.officers[0],
        reason="病假",
    )
    new = issue(town.planner, visit, "approval")
    assert (old.number[-2:], new.number[-2:]) == ("1号", "2号")
    assert old.content.paragraphs != new.content.paragraphs
    assert [one.paper_id for one in public.papers_of(visit.task_id)] == [
        old.paper_id,
        new.paper_id,
    ]


def test_the_ledger_holds_the_digest_of_the_words_and_nothing_else(
    town: Town, visit: TaskView
) -> None:
    paper = issue(town.planner, visit, "approval")
    entry = entry_for("inspection_task", visit.task_id)[-1]
    assert (entry.act, entry.entry_id) == ("inspection.paper_issued", paper.entry_id)
    row = VisitPaper.objects.get(paper_id=paper.paper_id)
    payload = {"paper_id": row.paper_id, "content": row.content, "nonce": row.nonce}
    assert entry.digest == digest(payload)
    assert entry.digest != digest(payload | {"content": row.content | {"dated": "今天"}})


def test_others_a_cancelled_visit_and_an_unknown_form_are_refused(
    town: Town, visit: TaskView, zhao: Actor
) -> None:
    stranger = replace(officer(town, zhao, visit), agency_id="agency_else")
    with pytest.raises(NotPermitted):
        issue(stranger, visit, "approval")
    with pytest.raises(NotPermitted):
        issue(replace(town.planner, roles=frozenset({"auditor"})), visit, "approval")
    with pytest.raises(PaperMissing):
        issue(town.planner, visit, "permit")
    public.cancel_task(actor=town.planner, now=results.LATER, task_id=visit.task_id, reason="停业")
    with pytest.raises(WrongStage):
        issue(town.planner, visit, "approval")


def test_the_page_makes_the_paper_and_hands_out_both_files(
    town: Town, visit: TaskView, system: Actor, now: datetime
) -> None:
    client = sign_in(town, system, now, "planner")
    page = reverse("inspection-task", args=[visit.task_id])
    assert "Inspection approval" in client.get(page).content.decode()
    refused = client.post(
        reverse("inspection-paper-issue", args=[visit.task_id, "record"]), follow=True
    )
    assert "国办发〔2024〕54号" in refused.content.decode()
    assert "once the result is entered" in refused.content.decode()
    done = client.post(
        reverse("inspection-paper-issue", args=[visit.task_id, "approval"]), follow=True
    )
    (paper,) = public.papers_of(visit.task_id)
    assert paper.number in done.content.decode()
    urls = [reverse(f"inspection-paper-{kind}", args=[paper.paper_id]) for kind in ("pdf", "docx")]
    pdf, docx = (client.get(url) for url in urls)
    assert "店铺subject_01" in "".join(
        PdfReader(io.BytesIO(pdf.content)).pages[0].extract_text().split()
    )
    assert paper.number in [one.text for one in WordFile(io.BytesIO(docx.content)).paragraphs]
    assert paper.paper_id in pdf["Content-Disposition"]
    client.logout()
    assert all(client.get(url).status_code in (302, 401, 403) for url in urls)


def test_a_reader_sees_the_papers_and_no_button(
    town: Town, visit: TaskView, system: Actor, now: datetime
) -> None:
    issue(town.planner, visit, "approval")
    client = sign_in(town, system, now, "auditor")
    text = client.get(reverse("inspection-task", args=[visit.task_id])).content.decode()
    assert "检审〔2026〕1号" in text
    assert reverse("inspection-paper-issue", args=[visit.task_id, "approval"]) not in text

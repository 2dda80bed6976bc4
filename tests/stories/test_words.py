# SPDX-License-Identifier: Apache-2.0
"""No page of a case shows a bare code, nor the words of the other language."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from pytest_django.fixtures import Settings

from mingjing.cases.models import Case, Clue, Document
from mingjing.cases.public import step_acts
from mingjing.registry.models import Agency, Officer
from tests.pages import parse
from tests.stories import test_first_case as story
from tests.stories.reading import han_runs, latin_words, words_seen
from tests.stories.test_first_case import Desk

CODES_THAT_MAY_STAND = (
    "entry_",  # the entry in the ledger, under the heading that says so
    "registry.not_permitted",  # the code of a refusal, named as such, for support
    "market-",  # part of a power item's code (339900-QZ-market-1), after the item's name
)
LENGTHS = {10, 64}
"""A digest, short and whole, is no word; its heading says what it is."""
CHINESE_BY_NATURE = (
    # What people wrote in this case: facts, reasons, places, names of files and papers.
    "饼干没有生产日期", "经营标签不符合规定的食品", "货架上 30 袋", "江北路 8 号", "属实",
    "与照片一致", "货值 300 元，已经下架", "去年因同类行为受过处罚", "已经全部下架并退货",
    "请求从轻处罚", "予以考虑", "立即停止经营", "十五日内到指定银行缴纳", "罚款已经缴清",
    "现场检查笔录", "现场.jpg", "回证", "票 1", "下架退货",
    "临江小满食品有限公司", "临江市人民政府", "临江市人民法院", "临江市江北路",
    # Words that the machine proposes for a paper; papers are written in Chinese.
    "自收到本决定书之日起", "日内到指定银行或者通过电子支付系统缴纳", "请在期限内履行行政处罚决定",
    "当事人于", "年", "月", "日在",
    # Numbers of papers (文号), as the agency gives them.
    "临市监立案", "临市监罚告", "临市监罚决", "号",
    # The agency's own benchmark and leniency list: grades and conditions as they were published.
    "较轻", "一般", "严重", "初次违法，危害后果轻微，在责令的期限内改正",
)  # fmt: skip
PAPERS = {"cases-document"}
"""Pages that show a paper as it was made: Chinese in either language."""

pytestmark = pytest.mark.django_db


class Reader:
    """Opens pages in both languages and gathers what a reader could not understand."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.faults = desk, list[str]()
        names = [*Agency.objects.values_list("name", flat=True)]
        names += Officer.objects.values_list("name", flat=True)
        names += get_user_model().objects.values_list("name", flat=True)
        self.names = [run for name in names for run in han_runs(name)]
        self.own = [run for text in CHINESE_BY_NATURE for run in han_runs(text)]
        self.own.sort(key=len, reverse=True)

    def reads(self, name: str, *args: Any, status: int = 200) -> None:
        for language in ("zh-hans", "en"):
            self.desk.client.speak(language)
            response = self.desk.client.get(reverse(name, args=args))
            assert response.status_code == status, name
            where = f"{language} {name} {args[-1] if args else ''}"
            main = next(parse(response).iter("main"))
            is_en = language == "en"
            for text in words_seen(main):
                found = self.chinese_in(text, name) if is_en else self.codes_in(text)
                self.faults += [f"{where}: {one!r} in {text[:120]!r}" for one in found]
        self.desk.client.speak(self.desk.language)

    def codes_in(self, text: str) -> Iterator[str]:
        for word in latin_words(text):
            is_digest = len(word) in LENGTHS and set(word) <= set("0123456789abcdef")
            if not is_digest and not word.startswith(CODES_THAT_MAY_STAND):
                yield word

    def chinese_in(self, text: str, page: str) -> Iterator[str]:
        if page in PAPERS:
            return
        for run in han_runs(text):
            left = run
            for known in (*self.names, *self.own):
                left = left.replace(known, "")
            if left:
                yield left


@pytest.fixture
def reader(
    settings: Settings, home: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> Reader:
    desk = story.open_desk("zh-hans", settings, home, now)
    monkeypatch.setattr("mingjing.entry.middleware.system_now", lambda: desk.now)
    return Reader(desk)


def read_the_case(reader: Reader) -> None:
    case = Case.objects.get()
    for act in step_acts():
        reader.reads("cases-step", case.case_id, act.act.partition(".")[2])
    reader.reads("cases-closed", case.case_id)
    read_what_happened(reader)


def read_what_happened(reader: Reader) -> None:
    case = Case.objects.get()
    reader.reads("cases-case", case.case_id)
    for seq in range(1, case.version + 1):
        reader.reads("cases-receipt", case.case_id, seq)
    for one in Document.objects.exclude(seq=None):
        reader.reads("cases-document", one.document_id)
        reader.reads("cases-verify", one.document_id)


def test_pages_of_a_case_speak_one_language_and_no_codes(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, send = reader.desk, Desk.send

    def as_the_party(self: Desk, name: str, /, *args: str, **data: Any) -> str:
        text = send(self, name, *args, **data)
        if name in ("cases-party-enter", "cases-party-state"):
            reader.reads("cases-party")
        return text

    monkeypatch.setattr(Desk, "send", as_the_party)
    desk.become("handler")
    reader.reads("cases-clue-new")
    story.file_the_case(desk)
    clue_id = Clue.objects.get().clue_id
    reader.reads("cases-file", clue_id)
    desk.become("handler")
    reader.reads("cases-clue", clue_id)
    reader.reads("cases-file", clue_id, status=403)
    story.investigate(desk)
    story.tell_and_hear(desk)
    read_the_case(reader)
    desk.become("head")
    desk.does("decided", **story.decision(desk, money_02="1500"))
    for page in ("workbench", "list", "clues", "complaints", "published", "statistics"):
        reader.reads(f"cases-{page}")
    desk.become("handler")
    story.write(desk, "decision", 8)
    desk.does("decision_served", service="direct", served_on=story.day(desk), receipt="回证 2 号")
    read_what_happened(reader)
    assert reader.faults == [], "\n".join(dict.fromkeys(reader.faults))

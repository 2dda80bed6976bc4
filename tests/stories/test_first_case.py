# SPDX-License-Identifier: Apache-2.0
"""The guided story (docs/guides/first-case.md): a food case from clue to archive, by the pages."""

import re
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django.fixtures import Settings

from mingjing.cases.models import Case, Clue, Document, Upload
from mingjing.cases.public import replay_case
from mingjing.cases.types.codes import Stage
from mingjing.entry.linjiang import load
from tests.pages import PageClient
from tests.rooms.cases import samples

ROOT = Path(__file__).resolve().parents[2]
GUIDES = {
    language: (ROOT / "docs" / "guides" / name).read_text(encoding="utf-8")
    for language, name in (("en", "first-case.md"), ("zh-hans", "first-case.zh.md"))
}
SHOP = {
    "party_kind": "organisation",
    "name": "临江小满食品有限公司",
    "identity_no": "91339900MA3LJD019H",
    "address": "临江市江北路 8 号",
}
AT_ONCE = {"outcome": "penalty", "money_02": "2000"}
SLIGHT = {
    "outcome": "penalty",
    "money_02": "20000",
    "fact_circumstances": "较轻",
    "fact_value": "300",
}
GROUND = {"lenient": "removed_harm"}
LISTED = {
    "listed_339900-SC-03-L": "not_met",
    "listed_reason_339900-SC-03-L": "去年因同类行为受过处罚",
}
FINE = {**SLIGHT, **GROUND, **LISTED, "money_02": "2000"}
FACTS = {"found": "货架上 30 袋饼干没有生产日期", "reasons": "货值 300 元，已经下架"}
BASIS = {"basis": "food-safety-law 125"}

pytestmark = pytest.mark.django_db


class Reading(PageClient):
    """A client that remembers what its pages said."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = ""

    def request(self, **request: Any) -> Any:
        response = super().request(**request)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            self.seen += " ".join(unescape(response.content.decode()).split())
        return response


class Desk:
    """Pages as one person after the other opens them; the clock goes on."""

    def __init__(self, language: str, now: datetime) -> None:
        self.client, self.language, self.now = Reading(), language, now
        self.client.speak(language)
        self.case_id, self.met = "", 0

    def become(self, person: str) -> None:
        self.client.logout()
        self.client.speak(self.language)
        self.client.get("/sign-in")
        assert self.client.post("/demo-sign-in", {"person": person}).status_code == 302

    def send(self, name: str, /, *args: str, **data: Any) -> str:
        self.now += timedelta(minutes=1)
        response = self.client.post(reverse(name, args=args), data, follow=True)
        text: str = response.content.decode()
        return text

    def step(self, act: str, **data: Any) -> str:
        page = self.client.get(reverse("cases-step", args=[self.case_id, act]))
        assert set(data) <= {*page.context["form"].fields, "paper"}, "the page asks for no more"
        return self.send("cases-step", self.case_id, act, **data)

    def does(self, act: str, **data: Any) -> None:
        before = Case.objects.get(case_id=self.case_id).version
        text = self.step(act, **data)
        assert Case.objects.get(case_id=self.case_id).version == before + 1, text[-6000:]

    def is_refused(self, act: str, **data: Any) -> None:
        """The step is refused, with the words that the guide quotes next."""
        before = Case.objects.get(case_id=self.case_id).version
        self.tells(self.step(act, **data))
        assert Case.objects.get(case_id=self.case_id).version == before

    def tells(self, page: str) -> None:
        """The quoted refusal whose turn it is stands in the page, whole."""
        assert self.quoted()[self.met] in page, page[-6000:]
        self.met += 1

    def named(self) -> list[str]:
        """What the guide prints bold: buttons, steps and headings of the pages."""
        text = " ".join(GUIDES[self.language].split())
        return re.findall(r"\*\*(.+?)\*\*", text)

    def filing_named(self) -> list[str]:
        """Codes and provisions that the guide's part on filing finds on the page."""
        part = GUIDES[self.language].split("\n## ")[2]
        second = next(line for line in part.splitlines()[1:] if line.startswith("2. "))
        return [
            one.strip("`")
            for one in re.findall(r"`[^`]+`|Food Safety Law Art\. \d+|《[^》]+》第[^，]+条", second)
        ]

    def quoted(self) -> list[str]:
        lines = GUIDES[self.language].splitlines()
        return [line.removeprefix("> ").rstrip("… ") for line in lines if line.startswith("> ")]


def open_desk(language: str, settings: Settings, home: Path, now: datetime) -> Desk:
    """The people and lists of Linjiang, as the guide begins."""
    settings.MINGJING_DEMO = True
    (home / "keys").mkdir()
    city = load.open_linjiang(ROOT / "examples" / "linjiang", now, home)
    load.load_people(city)
    load.load_lists(city)
    return Desk(language, now)


@pytest.fixture(params=sorted(GUIDES))
def desk(
    request: pytest.FixtureRequest,
    settings: Settings,
    home: Path,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> Desk:
    found = open_desk(request.param, settings, home, now)
    monkeypatch.setattr("mingjing.entry.middleware.system_now", lambda: found.now)
    return found


def day(desk: Desk) -> str:
    return desk.now.date().isoformat()


def officers(desk: Desk) -> list[str]:
    return list(Clue.objects.get().officers)


def file_the_case(desk: Desk) -> None:
    desk.become("handler")
    desk.client.get(reverse("cases-workbench"))
    desk.send("cases-clue-new", source="inspection", received_on=day(desk), text="饼干没有生产日期")
    clue_id = Clue.objects.get().clue_id
    page = desk.client.get(reverse("cases-clue", args=[clue_id]))
    people = [one for one, _ in page.context["form"].fields["officers"].choices][:2]
    handler = page.context["form"].initial["officers"][0]
    pair = [handler, next(one for one in people if one != handler)]
    desk.send(
        "cases-clue", clue_id, checked_on=day(desk), finding="属实", proposes_filing="on",
        officers=pair,
    )  # fmt: skip
    filing = {
        **SHOP, "clue_id": clue_id, "power_item_code": "339900-SC-03",
        "summary": "经营标签不符合规定的食品", "happened_from": day(desk),
        "happened_to": day(desk), "discovered_on": day(desk), "place": "江北路 8 号",
        "place_region": "339900", "officers": pair, "basis": "food-safety-law 67",
        "jurisdiction": "place",
    }  # fmt: skip
    # Wrong turn: the handling officer may not file.
    assert desk.client.post(reverse("cases-file", args=[clue_id]), filing).status_code == 403
    desk.become("head")
    page = desk.client.get(reverse("cases-file", args=[clue_id]))
    shown = page.content.decode()
    named = desk.filing_named()
    assert len(named) == 3
    assert [one for one in named if one not in shown] == []
    asked = {*page.context["form"].fields, *page.context["party"].fields}
    assert set(filing) <= asked, "the page asks for no more"
    desk.send("cases-file", clue_id, **filing)
    desk.case_id = Case.objects.get().case_id


def evidence(desk: Desk) -> dict[str, Any]:
    return {
        "evidence_id": "e1", "kind": "site_record", "title": "现场检查笔录",
        "collected_on": day(desk), "source": "officer", "officers": officers(desk),
        "proves": ["party", "act", "time"], "signature": "signed",
    }  # fmt: skip


def decision(desk: Desk, **changes: str) -> dict[str, Any]:
    return {
        **FINE, **FACTS, **BASIS, "performance": "十五日内到指定银行缴纳", "decided_on": day(desk),
        "reconsideration_to": "临江市人民政府", "suit_to": "临江市人民法院",
        "correction": "立即停止经营", "is_public": "on", **changes,
    }  # fmt: skip


def investigate(desk: Desk) -> None:
    desk.become("handler")
    desk.is_refused("report_made", **AT_ONCE, **FACTS, **BASIS)
    photo = SimpleUploadedFile("现场.jpg", samples.photo())
    desk.is_refused("evidence_added", **evidence(desk), files=photo)
    waits = Upload.objects.get().upload_id  # the refused form has kept it
    desk.does("evidence_added", **evidence(desk), is_id_shown="on", uploads=waits)
    desk.does("evidence_verified", evidence_id="e1", holds="yes", reason="与照片一致")
    desk.is_refused("report_made", **SLIGHT, **FACTS, **BASIS)
    desk.is_refused("report_made", **SLIGHT, **GROUND, **FACTS, **BASIS)
    desk.is_refused("report_made", **SLIGHT, **GROUND, **LISTED, **FACTS, **BASIS)
    desk.does("report_made", **FINE, **FACTS, **BASIS)


def begun(desk: Desk, act: str) -> dict[str, Any]:
    """What the form of a step begins with, as the browser would send it back."""
    form = desk.client.get(reverse("cases-step", args=[desk.case_id, act])).context["form"]
    values = {name: form.get_initial_for_field(one, name) for name, one in form.fields.items()}
    plain = {n: "on" if v is True else v for n, v in values.items() if v not in (None, "", False)}
    return {n: v for n, v in plain.items() if v != []}


def write(desk: Desk, form: str, seq: int) -> None:
    """Make a document from the case page."""
    desk.send("cases-document-new", desk.case_id, form, str(seq))
    assert Document.objects.filter(form=form, seq=seq).exists()


def tell_and_hear(desk: Desk) -> None:
    told = {
        **begun(desk, "notice_served"), "service": "direct", "served_on": day(desk),
        "receipt": "回证 1 号",
    }  # fmt: skip
    assert told["found"] == FACTS["found"], "the notice begins with the words of the report"
    assert told["money_02"] == "2000.00"
    desk.step("notice_served", **told)
    assert Case.objects.get(case_id=desk.case_id).version == 4, "nothing to hand over yet"
    desk.step("notice_served", **told, paper="1")
    assert Document.objects.get(form="prior_notice").seq is None, "it waits for its service"
    desk.is_refused("notice_served", **{**told, "money_02": "1900"})
    desk.does("notice_served", **told)
    code = desk.client.post(reverse("cases-access", args=[desk.case_id])).context["code"]
    desk.become("head")
    desk.is_refused("decided", **decision(desk))
    desk.client.logout()
    desk.client.speak(desk.language)
    shown = desk.send("cases-party-enter", code=code)
    assert "circumstances 较轻" not in shown, "factors by their names, not by their keys"
    assert "food-safety-law" not in shown, "provisions as people cite them"
    desk.send("cases-party-state", text="已经全部下架并退货，请求从轻处罚")
    desk.become("head")
    desk.is_refused("decided", **decision(desk))
    desk.become("handler")
    desk.does("statement_reviewed", is_adopted="on", text="下架退货属实，予以考虑")


def test_from_clue_to_archive_as_the_guide_tells(desk: Desk) -> None:
    file_the_case(desk)
    investigate(desk)
    tell_and_hear(desk)
    desk.become("head")
    desk.is_refused("decided", **decision(desk, money_02="2500"))
    desk.does("decided", **decision(desk, money_02="1500"))
    desk.become("handler")
    served = {"service": "direct", "served_on": day(desk), "receipt": "回证 2 号"}
    desk.is_refused("decision_served", **served)
    offers = desk.client.get(reverse("cases-case", args=[desk.case_id])).context["papers"]
    assert [(one.form.id, one.seq) for one in offers if one.leads_on] == [("decision", 8)]
    write(desk, "decision", 8)
    desk.does("decision_served", **served)
    desk.does("payment_received", fen="1500", paid_on=day(desk), manner="bank", receipt_no="票 1")
    desk.become("head")
    desk.does("closed", ground="performed", summary="罚款已经缴清")
    desk.become("handler")
    told = desk.client.get(reverse("cases-step", args=[desk.case_id, "archived"]))
    assert len(told.context["duties"]) == 2, "the decision is not published yet"
    desk.step("archived", volume_no="2026-食-1", retention_years="10")
    offers = desk.client.get(reverse("cases-case", args=[desk.case_id])).context["papers"]
    assert [one.form.id for one in offers] == ["service_receipt"] * 2
    for one in offers:
        write(desk, one.form.id, one.seq)
    desk.does("archived", volume_no="2026-食-1", retention_years="10")
    case = Case.objects.get()
    assert case.stage == Stage.ARCHIVED
    assert replay_case(case.case_id).is_clean
    desk.become("supervisor")
    desk.client.get(reverse("cases-list"))
    assert [one for one in desk.named() if one not in desk.client.seen] == []
    assert desk.met == len(desk.quoted()) == 10, "each quoted refusal was met, in the guide's order"

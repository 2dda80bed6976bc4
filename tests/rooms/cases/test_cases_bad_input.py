# SPDX-License-Identifier: Apache-2.0
"""Hand-made requests: nothing breaks, nothing changes, and who is refused learns why."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse
from tests.rooms.cases.bureau import (
    ITEM,
    PERSON,
    REGION,
    SHOP,
    Bureau,
    a_case,
    a_checked_clue,
    filing,
)
from tests.rooms.cases.course import Course, fine

from mingjing.cases import public
from mingjing.cases.models import Case
from mingjing.cases.types.codes import EvidenceKind, EvidenceSource, FactElement
from mingjing.cases.types.refusals import (
    DateImpossible,
    OfficerNotQualified,
    PowerMissing,
)
from mingjing.cases.types.steps import EvidenceAdded, Payload
from mingjing.cases.web.fields import Offered
from mingjing.cases.web.forms import StepForm
from mingjing.kernel.errors import PlatformError
from mingjing.ledger.models import Entry
from mingjing.registry.models import ListEntry, OfficerCertificate
from mingjing.registry.public import NewAccount, appoint

CLOCK = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
ROLES = ("officer", "legal", "head", "auditor")
ODD = {
    "DateField": ("9999-12-31", "0001-01-01", "2026-02-30", "今天", "2026-11-24"),
    "InstantField": ("9999-12-31T23:59", "0001-01-01T00:00", "25:00", "2026-11-24T09:00"),
    "DecimalField": ("999999999999.99", "-1", "NaN", "1e9", "一百"),
    "IntegerField": ("10000", "-1", "9" * 400, "x"),
    "CharField": ("长" * 3900, "<script>", "' OR 1=1 --", "\u200b", "a|b|c\n" * 20),
}


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mingjing.entry.middleware.system_now", lambda: CLOCK)


@pytest.fixture
def clients(bureau: Bureau) -> dict[str, Client]:
    return {role: _client(bureau, role) for role in ROLES}


def _client(bureau: Bureau, role: str) -> Client:
    account = NewAccount(
        username=role, name=role, agency_id=bureau.agency_id, region=REGION, roles=(role,),
        valid_from=date(2020, 1, 1), officer_id=bureau.officers[0] if role == "officer" else None,
    )  # fmt: skip
    appoint(actor=bureau.system, now=bureau.now, account=account, password="correct horse battery")
    client = Client(raise_request_exception=False)
    user = get_user_model().objects.get(username=role)
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def fields_of(kind: type[Payload]) -> dict[str, str]:
    """The names of a form's fields, with their kinds."""
    form = StepForm(kind, offered=Offered(), language="en", factors=())
    return {name: type(field).__name__ for name, field in form.fields.items()}


def odd_values(kind: type[Payload], turn: int) -> dict[str, str]:
    """Something odd in every field."""
    return {
        name: ODD.get(one, ("nonsense", "on", ""))[turn % len(ODD.get(one, "abc"))]
        for name, one in fields_of(kind).items()
    }


def a_case_at_each_stage(bureau: Bureau) -> Iterator[str]:
    """One in investigation, one with its notice, one in performance."""
    yield a_case(bureau)
    noticed = Course(bureau, a_case(bureau, distinct_reason="二")).prove().report(fine(2_000))
    yield noticed.notify(fine(2_000)).case_id
    served = Course(bureau, a_case(bureau, distinct_reason="三")).prove().report(fine(2_000))
    served.notify(fine(2_000)).speak().answer().decide(fine(2_000)).serve()
    yield served.case_id


def version(case_id: str) -> int:
    return Case.objects.values_list("version", flat=True).get(case_id=case_id)


@pytest.mark.law("APL-038")
@pytest.mark.parametrize("role", ROLES)
def test_an_empty_post_of_any_step_changes_nothing(
    bureau: Bureau, clients: dict[str, Client], role: str
) -> None:
    case_id = a_case(bureau)
    entries = Entry.objects.count()
    for kind in public.step_acts():
        url = reverse("cases-step", args=[case_id, kind.act.partition(".")[2]])
        status = clients[role].post(url, {}).status_code
        if fields_of(kind):
            assert status in (403, 409, 422), (kind.act, status)
        assert version(case_id) == 1, kind.act
    assert Entry.objects.count() == entries


def test_odd_values_never_break_a_step(bureau: Bureau, clients: dict[str, Client]) -> None:
    cases = tuple(a_case_at_each_stage(bureau))
    for turn, kind in enumerate(public.step_acts()):
        case_id = cases[turn % len(cases)]
        for role in ("officer", "head"):
            before = version(case_id)
            url = reverse("cases-step", args=[case_id, kind.act.partition(".")[2]])
            status = clients[role].post(url, odd_values(kind, turn)).status_code
            assert status < 500, (kind.act, odd_values(kind, turn))
            assert version(case_id) == before or status == 302, kind.act


@pytest.mark.parametrize("seen", ["9" * 5_000, "²", "-1", "x", "٣"])
def test_an_odd_version_is_no_fault_of_the_program(
    bureau: Bureau, clients: dict[str, Client], seen: str
) -> None:
    url = reverse("cases-step", args=[a_case(bureau), "suspended"])
    values = {"reason": "鉴定", "basis": "规定", "from_on": "2026-11-23", "version": seen}
    assert clients["head"].post(url, values).status_code < 500


@pytest.mark.parametrize("day", ["9999-12-31", "2199-01-01"])
def test_a_day_beyond_all_calendars_is_refused(
    bureau: Bureau, clients: dict[str, Client], day: str
) -> None:
    *_, served = a_case_at_each_stage(bureau)
    before = version(served)
    values = {"until_on": day, "reason": "困难", "applied_on": "2026-11-23"}
    url = reverse("cases-step", args=[served, "performance_deferred"])
    assert clients["head"].post(url, values).status_code < 500
    if version(served) > before:
        pay = {"fen": "1", "paid_on": "2026-11-23", "manner": "bank", "receipt_no": "1"}
        url = reverse("cases-step", args=[served, "payment_received"])
        assert clients["officer"].post(url, pay).status_code < 500


@pytest.mark.parametrize("strokes", ["[[[Infinity, 1]]]", "[" * 100_000, "{}", "[[[1]]]", "null"])
def test_an_odd_signature_is_refused(
    bureau: Bureau, clients: dict[str, Client], strokes: str
) -> None:
    document_id = public.issue_document(
        actor=bureau.zhao, now=bureau.now, case_id=a_case(bureau), form_id="filing_approval", seq=1
    )
    url = reverse("cases-document-sign", args=[document_id])
    values = {"strokes": strokes, "name": "周某", "role": "party"}
    assert clients["officer"].post(url, values).status_code < 500


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("cases-receipt", ("{case}", 99)),
        ("cases-step", ("{case}", "no_such_step")),
        ("cases-step", ("{case}", "filed")),
        ("cases-step", ("case_none", "decided")),
        ("cases-document", ("document_none",)),
        ("cases-verify", ("document_none",)),
        ("cases-clue", ("clue_none",)),
    ],
)
def test_what_is_not_there_is_not_found(
    bureau: Bureau, clients: dict[str, Client], name: str, args: tuple[object, ...]
) -> None:
    case_id = a_case(bureau)
    url = reverse(name, args=[str(one).format(case=case_id) for one in args])
    assert clients["officer"].get(url).status_code == 404


@pytest.mark.parametrize("page", ["9" * 30, "-1", "x"])
def test_an_odd_page_of_a_list_is_no_fault(clients: dict[str, Client], page: str) -> None:
    for name in ("cases-list", "cases-clues"):
        assert clients["officer"].get(reverse(name), {"page": page}).status_code < 500


def told(refusal: PlatformError) -> None:
    """It names the rule, the article, and what to do, in both languages."""
    assert refusal.rule
    assert "§" in refusal.article
    assert refusal.message("zh")
    assert refusal.message("en")
    assert refusal.remedy("zh")
    assert refusal.remedy("en")


@pytest.mark.law("APL-047")
def test_a_date_before_the_act_is_refused(bureau: Bureau) -> None:
    course = Course(bureau, a_case(bureau))
    evidence = EvidenceAdded(
        "e1", EvidenceKind.DOCUMENT, "书证", date(2026, 11, 17), EvidenceSource.PARTY, (),
        (FactElement.ACT,), kept_at="案卷",
    )  # fmt: skip
    with pytest.raises(DateImpossible) as refused:
        public.add_evidence(**course.by("zhao"), evidence=evidence)
    told(refused.value)
    assert version(course.case_id) == 1


@pytest.mark.law("APL-042")
def test_an_officer_whose_certificate_ended_is_refused(bureau: Bureau) -> None:
    course = Course(bureau, a_case(bureau))
    _end_certificate(bureau)
    with pytest.raises(OfficerNotQualified) as refused:
        course.prove()
    told(refused.value)
    assert version(course.case_id) == 1


def _end_certificate(bureau: Bureau) -> None:
    rows = OfficerCertificate.objects.filter(officer_id=bureau.officers[1])
    QuerySet.update(rows, valid_to=date(2026, 11, 22))  # past the guard: a fact, not an act


@pytest.mark.law("APL-017")
def test_an_item_that_ended_carries_no_filing_and_no_decision(bureau: Bureau) -> None:
    small = fine(2_000)
    course = Course(bureau, a_case(bureau)).prove().report(small).notify(small).speak().answer()
    clue_id = a_checked_clue(bureau)
    rows = ListEntry.objects.filter(code=ITEM)
    QuerySet.update(rows, valid_to=date(2026, 11, 22))  # past the guard: a fact, not an act
    seen = version(course.case_id)
    with pytest.raises(PowerMissing) as refused:
        course.decide(small)
    told(refused.value)
    assert f"“经营超过保质期的食品（{ITEM}）”" in refused.value.message("zh")
    filed = filing(bureau, clue_id, distinct_reason="二")
    with pytest.raises(PowerMissing):
        public.file_case(actor=bureau.sun, now=bureau.now, filed=filed, party=SHOP)
    assert version(course.case_id) == seen


@pytest.mark.law("APL-044", "APL-062")
def test_a_hand_made_decision_without_notice_is_refused_on_the_page(
    bureau: Bureau, clients: dict[str, Client]
) -> None:
    course = Course(bureau, a_case(bureau, PERSON)).prove().report(fine(2_000))
    values: dict[str, Any] = {
        "outcome": "penalty", "money_02": "2000", "found": "事实", "reasons": "理由",
        "basis": "food-safety-law 124", "performance": "缴纳", "reconsideration_to": "市政府",
        "suit_to": "市法院", "decided_on": "2026-11-23", "correction": "改正",
    }  # fmt: skip
    seen = version(course.case_id)
    url = reverse("cases-step", args=[course.case_id, "decided"])
    answer = clients["head"].post(url, values, headers={"accept-language": "en"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Administrative Penalty Law §44" in text
    assert "APL-044" in text or "APL-062" in text
    assert version(course.case_id) == seen

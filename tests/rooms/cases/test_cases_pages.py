# SPDX-License-Identifier: Apache-2.0
"""Pages of the room: a case goes from clue to decision by its forms alone."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from tests.pages import PageClient, parse, text_of
from tests.rooms.cases.bureau import ITEM, PERSON, REGION, Bureau, a_case
from tests.rooms.cases.course import Course, fine
from tests.rooms.cases.papering import prepare
from tests.rooms.cases.test_on_the_spot import decide as decide_there

from mingjing.cases import public
from mingjing.cases.models import Case, Clue, Complaint, StepDraft
from mingjing.cases.types.codes import ReviewTrigger, Stage
from mingjing.cases.types.steps import Deliberated, Suspended
from mingjing.cases.web.fields import Offered
from mingjing.cases.web.forms import StepForm
from mingjing.registry.models import Officer
from mingjing.registry.public import NewAccount, appoint, register_agency
from mingjing.registry.types import Actor

CLOCK = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
NEVER_THE_WAY_ON = [
    "Recusal asked for",
    "Transfer proposed",
    "Help asked for",
    "Clue of a duty crime handed on",
    "Criminal result received",
]


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mingjing.entry.middleware.system_now", lambda: CLOCK)


def sign_in(bureau: Bureau, role: str, officer_id: str | None = None) -> PageClient:
    name = role + (officer_id or "")[-6:]
    appoint(
        actor=bureau.system,
        now=bureau.now,
        account=NewAccount(
            username=name, name=name, agency_id=bureau.agency_id, region=REGION, roles=(role,),
            valid_from=date(2020, 1, 1), officer_id=officer_id,
        ),
        password="correct horse battery",
    )  # fmt: skip
    client = PageClient(headers={"accept-language": "en"})
    account = get_user_model().objects.get(username=name)
    client.force_login(account, "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def officer(bureau: Bureau) -> PageClient:
    return sign_in(bureau, "officer", bureau.officers[0])


@pytest.fixture
def head(bureau: Bureau) -> PageClient:
    return sign_in(bureau, "head")


def page(client: PageClient, name: str, *args: Any, status: int = 200, **query: str) -> str:
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == status, response.content.decode()[:800]
    return response.content.decode()


def send(client: PageClient, to: str, *args: Any, **data: Any) -> str:
    response = client.post(reverse(to, args=args), data, follow=True)
    return response.content.decode()


def test_an_empty_workbench_says_so(officer: PageClient) -> None:
    assert "Nothing is due" in page(officer, "cases-workbench")


def test_from_the_clue_to_the_case_by_forms(
    bureau: Bureau, officer: PageClient, head: PageClient
) -> None:
    send(officer, "cases-clue-new", source="inspection", received_on="2026-11-18", text="过期食品")
    clue = Clue.objects.get()
    send(
        officer, "cases-clue", clue.clue_id, checked_on="2026-11-23", finding="属实",
        proposes_filing="on", officers=list(bureau.officers),
    )  # fmt: skip
    assert "File a case" in page(head, "cases-clue", clue.clue_id)
    text = send(
        head, "cases-file", clue.clue_id, party_kind="organisation", name="临江味道",
        identity_no="91350100M000100Y43", address="临江市江北路1号", clue_id=clue.clue_id,
        power_item_code=ITEM,
        summary="经营过期食品", happened_from="2026-11-18", happened_to="2026-11-18",
        discovered_on="2026-11-18", place="江北路 1 号", place_region=REGION,
        officers=list(bureau.officers), basis="food-safety-law 124", jurisdiction="place",
    )  # fmt: skip
    assert "The case is filed" in text, text[-3000:]
    assert Case.objects.get().summary == "经营过期食品"


def test_a_complaint_by_forms_and_the_report_in_it(
    bureau: Bureau, officer: PageClient, head: PageClient
) -> None:
    send(
        officer, "cases-complaint-new", received_on="2026-11-20", text="退款争议",
        name="李女士", contact="13800000000",
    )  # fmt: skip
    complaint_id = Complaint.objects.get().complaint_id
    assert "退款争议" in page(officer, "cases-workbench")
    assert "退款争议" in page(officer, "cases-complaints")
    text = page(officer, "cases-complaint", complaint_id)
    assert "李女士" not in text
    assert "Accept or refuse" in text
    text = send(
        officer, "cases-complaint-answer", complaint_id, is_accepted="yes", told_on="2026-11-23"
    )
    assert "Mediation of the complaint" in text
    text = send(officer, "cases-complaint-mediation", complaint_id, end="agreed", on="2026-11-24")
    assert "is 2026-11-24; it must lie between" in text
    asked = page(officer, "cases-clue-new", complaint=complaint_id)
    assert f'value="{complaint_id}"' in asked
    send(
        officer, "cases-clue-new", source="complaint", received_on="2026-11-20",
        text="卖过期食品", reference=complaint_id,
    )  # fmt: skip
    clue_id = Clue.objects.get().clue_id
    assert clue_id in page(officer, "cases-complaint", complaint_id)
    opened = officer.post(
        reverse("cases-informant", args=("clue", clue_id)), {"purpose": "complaint"}
    )
    assert "李女士" in opened.content.decode()
    assert opened.headers["Cache-Control"] == "no-store"
    assert "Open the name" not in page(head, "cases-clue", clue_id)


def test_more_time_a_dispute_and_telling_by_forms(
    bureau: Bureau, officer: PageClient, head: PageClient
) -> None:
    send(
        officer, "cases-clue-new", source="complaint", received_on="2026-11-20", text="卖过期食品",
        name="李女士", contact="13800000000",
    )  # fmt: skip
    clue_id = Clue.objects.get().clue_id
    assert "more time" in send(head, "cases-clue-extend", clue_id, days="15", reason="送检")
    assert "extended before by 15" in send(
        head, "cases-clue-extend", clue_id, days="1", reason="送检"
    )
    other = register_agency(
        actor=bureau.system, now=bureau.now, name="临江市农业农村局", region=REGION
    )
    text = send(officer, "cases-clue-dispute", clue_id, other_agency=other, reason="农产品")
    assert "Competence settled by talks" in text
    text = send(
        head, "cases-clue-settle", clue_id, agency_id=bureau.agency_id, by="superior",
        on="2026-11-23",
    )  # fmt: skip
    assert "a naming needs its document number" in text
    send(
        head, "cases-clue-settle", clue_id, agency_id=bureau.agency_id, by="talks",
        on="2026-11-23",
    )  # fmt: skip
    send(
        officer, "cases-clue", clue_id, checked_on="2026-11-23", finding="不属实",
        officers=list(bureau.officers),
    )  # fmt: skip
    send(head, "cases-decline", clue_id, reason="没有违法事实")
    assert "tell the reporter" in page(officer, "cases-workbench")
    send(officer, "cases-clue-tell", clue_id, on="2026-11-23", manner="电话")
    assert "tell the reporter" not in page(officer, "cases-workbench")


def test_the_page_of_a_case_lists_what_is_lawful(bureau: Bureau, officer: PageClient) -> None:
    case_id = a_case(bureau)
    text = page(officer, "cases-case", case_id)
    assert "Evidence added" in text
    assert "not lawful now, and why" in text
    assert "91350100M000100Y43" not in text


def test_the_page_of_a_case_leads_to_the_recorder_and_takes_files(
    bureau: Bureau, officer: PageClient
) -> None:
    case_id = a_case(bureau)
    text = page(officer, "cases-case", case_id)
    assert reverse("evidence-task-code", args=["case", case_id]) in text
    assert f"{reverse('evidence-upload')}?occasion=case%2F{case_id}" in text


@pytest.mark.parametrize("act", ["evidence_added", "report_made", "decided", "notice_served"])
def test_each_form_shows_what_the_law_asks(bureau: Bureau, officer: PageClient, act: str) -> None:
    case_id = a_case(bureau)
    assert "What the law asks" in page(officer, "cases-step", case_id, act)


def test_every_step_has_a_form(bureau: Bureau, officer: PageClient) -> None:
    case_id = a_case(bureau)
    for kind in public.step_acts():
        page(officer, "cases-step", case_id, kind.act.partition(".")[2])


def test_evidence_is_added_by_its_form(bureau: Bureau, officer: PageClient) -> None:
    case_id = a_case(bureau)
    text = send(
        officer, "cases-step", case_id, "evidence_added", version="1", evidence_id="e1",
        kind="site_record", title="现场笔录", collected_on="2026-11-23", source="officer",
        officers=list(bureau.officers), proves=["party", "act", "time"], is_id_shown="on",
        signature="signed", kept_at="案卷 1",
    )  # fmt: skip
    assert "Done: Evidence added" in text, text[-3000:]
    assert Case.objects.get().version == 2


def test_a_refusal_keeps_what_was_typed(bureau: Bureau, officer: PageClient) -> None:
    case_id = a_case(bureau)
    text = send(
        officer, "cases-step", case_id, "evidence_added", version="1", evidence_id="e1",
        kind="site_record", title="现场笔录", collected_on="2026-11-23", source="officer",
        officers=list(bureau.officers), proves=["party"], signature="signed",
        kept_at="案卷 1",
    )  # fmt: skip
    assert "Administrative Penalty Law §55" in text
    assert "现场笔录" in text
    assert Case.objects.get().version == 1


def test_a_draft_is_kept_and_filled_in(bureau: Bureau, officer: PageClient) -> None:
    case_id = a_case(bureau)
    send(officer, "cases-step", case_id, "evidence_added", title="半成品", draft="1")
    assert StepDraft.objects.get().values["title"] == "半成品"
    assert "半成品" in page(officer, "cases-step", case_id, "evidence_added")


def test_the_head_decides_by_the_form(bureau: Bureau, head: PageClient) -> None:
    course = Course(bureau, a_case(bureau))
    course.prove().report(fine(2_000)).notify(fine(2_000)).speak().answer()
    text = send(
        head, "cases-step", course.case_id, "decided", outcome="penalty", money_02="1500",
        found="经营过期食品", reasons="情节较轻", basis="food-safety-law 124",
        performance="十五日内缴纳", reconsideration_to="市政府", suit_to="市法院",
        decided_on="2026-11-23", correction="立即改正", is_public="on",
    )  # fmt: skip
    assert "Done: Decided" in text, text[-3000:]
    row = Case.objects.get()
    assert (row.stage, row.fine_fen) == (Stage.DECIDED, 150_000)


def offers(text: str) -> list[str]:
    """The buttons under "What you can do now", in order."""
    box = text.split('next-steps card-body">')[1].split("</ul>")[0]
    return [part.split("<")[0] for part in box.split('">')[1:]]


def to_write(text: str) -> list[str]:
    """The documents under "First in writing", in order."""
    box = text.split("First in writing</h3>")[1].split("</ul>")[0]
    return [part.split("<")[0] for part in box.split("Make the document: ")[1:]]


def test_what_the_stage_expects_is_offered_first(
    bureau: Bureau, officer: PageClient, head: PageClient
) -> None:
    course = Course(bureau, a_case(bureau))
    found = offers(page(officer, "cases-case", course.case_id))
    assert found[0] == "Evidence added"
    text = page(officer, "cases-case", course.case_id)
    assert "btn-primary" in text.split("next-steps")[1].split("</ul>")[0]
    assert found.index("Coercive measure taken") == len(found) - 6
    assert found[-5:] == NEVER_THE_WAY_ON
    course.prove()
    assert offers(page(officer, "cases-case", course.case_id))[0] == "Investigation report"
    course.report(fine(2_000))
    assert to_write(page(officer, "cases-case", course.case_id)) == ["Prior notice"]
    course.notify(fine(2_000)).speak()
    assert offers(page(officer, "cases-case", course.case_id))[0] == "Statement reviewed"
    course.answer()
    assert offers(page(head, "cases-case", course.case_id))[0] == "Decided"
    course.decide(fine(2_000))
    text = page(officer, "cases-case", course.case_id)
    assert to_write(text) == ["Decision on a penalty"]
    assert "Decision served" not in offers(text)
    closed = page(officer, "cases-closed", course.case_id)
    assert "Not made yet: “Decision on a penalty” (step 8)." in closed
    course.write("decision")
    assert offers(page(officer, "cases-case", course.case_id))[0] == "Decision served"
    course.serve()
    found = offers(page(officer, "cases-case", course.case_id))
    assert found[:2] == ["Decision published", "Payment received"]


def test_an_exceptional_step_is_not_the_way_on(bureau: Bureau) -> None:
    case_id = a_case(bureau)
    other = sign_in(bureau, "officer")
    text = page(other, "cases-case", case_id)
    assert offers(text) == NEVER_THE_WAY_ON
    assert "btn-primary" not in text.split("next-steps")[1].split("</ul>")[0]


def test_a_suspended_case_is_resumed_first(bureau: Bureau, head: PageClient) -> None:
    case_id = a_case(bureau)
    halt = Suspended("等待鉴定", "办案规定 §1", date(2026, 11, 23))
    public.suspend_case(actor=bureau.sun, now=bureau.now, case_id=case_id, halt=halt)
    assert offers(page(head, "cases-case", case_id))[0] == "Resumed"


@pytest.mark.parametrize(
    ("day", "english", "chinese"),
    [
        ("2027-02-19", "3 days left", "剩 3 天"),
        ("2027-02-21", "1 day left", "剩 1 天"),
        ("2027-02-22", "due today", "今天到期"),
        ("2027-02-23", "1 day over", "超期 1 天"),
        ("2027-04-11", "48 days over", "超期 48 天"),
    ],
)
def test_what_is_due_is_said_in_words(
    bureau: Bureau, officer: PageClient, monkeypatch: pytest.MonkeyPatch, day: str,
    english: str, chinese: str,
) -> None:  # fmt: skip
    a_case(bureau)  # to be decided by 2027-02-22
    then = datetime.fromisoformat(f"{day}T04:00:00+00:00")
    monkeypatch.setattr("mingjing.entry.middleware.system_now", lambda: then)
    for name in ("cases-workbench", "cases-list"):
        assert f">{english}<" in page(officer, name)
        shown = officer.get(reverse(name), headers={"accept-language": "zh-hans"})
        assert f">{chinese}<" in shown.content.decode()


def test_a_joined_case_leads_to_the_one_it_was_joined_to(bureau: Bureau, head: PageClient) -> None:
    lead, other = a_case(bureau), a_case(bureau, distinct_reason="另一门店")
    number = Case.objects.get(case_id=lead).number
    form = page(head, "cases-step", other, "joined")
    assert f'<option value="{lead}">{number}</option>' in form
    send(head, "cases-step", other, "joined", to_case_id=lead, reason="同一当事人", version="1")
    text = page(head, "cases-case", other)
    assert f'href="{reverse("cases-case", args=[lead])}">{number}</a>' in text
    assert f"was joined to {number}" in page(head, "cases-closed", other)
    assert offers(text) == ["Closed", "Officers changed"]
    stages = text.split('<ol class="stages">')[1].split("</ol>")[0]
    assert "Joined to another case" in stages
    assert "Decided, to be served" not in stages


def test_an_officer_sees_the_case_that_was_decided_on_the_spot(
    bureau: Bureau, officer: PageClient
) -> None:
    case_id = decide_there(bureau)
    assert Case.objects.get(case_id=case_id).number in page(officer, "cases-workbench")
    assert to_write(page(officer, "cases-case", case_id)) == ["Decision on the spot"]


def test_the_receipt_shows_numbers_and_rules(bureau: Bureau, officer: PageClient) -> None:
    case_id = a_case(bureau)
    text = page(officer, "cases-receipt", case_id, 1)
    assert "No penalty for an act not discovered within two years." in text
    assert "penalty.limitation_years" not in text, "by its words, not by its key"
    assert "APL-036" in text


def test_lists_have_a_fixed_number_of_queries(
    bureau: Bureau, officer: PageClient, django_assert_max_num_queries: Any
) -> None:
    for _ in range(3):
        a_case(bureau, distinct_reason="另一行为")
    page(officer, "cases-list")
    with django_assert_max_num_queries(10):
        page(officer, "cases-list")


def test_strangers_are_sent_away(bureau: Bureau, system: Actor) -> None:
    case_id = a_case(bureau)
    assert Officer.objects.count() == 2
    response = PageClient().get(reverse("cases-case", args=[case_id]))
    assert response.status_code == 302


@pytest.fixture
def visitor() -> PageClient:
    return PageClient(headers={"accept-language": "en"})


def test_the_party_speaks_through_its_code(
    bureau: Bureau, officer: PageClient, visitor: PageClient
) -> None:
    course = Course(bureau, a_case(bureau))
    course.prove().report(fine(2_000)).notify(fine(2_000))
    shown = send(officer, "cases-access", course.case_id)
    code = shown.split('code-once">')[1].split("<")[0]
    assert "Prior notice" in send(visitor, "cases-party-enter", code=code.lower())
    text = send(visitor, "cases-party-state", text="已经整改")
    assert "Received" in text
    assert "已经整改" in text
    # What was used cannot be given up, and a hearing was not told.
    for right in ("statement", "hearing"):
        assert "cannot be given up" in send(visitor, "cases-party-waive", right=right, is_sure="on")
    assert "Give up a right" not in text


def test_the_party_reads_until_when_it_can_do_what(
    bureau: Bureau, officer: PageClient, visitor: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = Course(bureau, a_case(bureau, PERSON))
    course.prove().report(fine(30_000)).review(*ReviewTrigger)
    course.notify(fine(30_000), tells_hearing=True)
    shown = send(officer, "cases-access", course.case_id)
    code = shown.split('code-once">')[1].split("<")[0]
    text = text_of(send_page(visitor, code))
    assert text.count("30 Nov 2026") == 2  # to state, and to ask for a hearing
    assert text.count("7 days left") == 2
    assert "Give up a right" in text
    waived = send(visitor, "cases-party-waive", right="hearing", is_sure="on")
    assert "Right waived" in waived.split("What you have said")[1]
    assert "Ask for a hearing</button>" not in waived
    course.speak().answer().discuss(fine(30_000)).decide(fine(30_000)).serve()
    after = text_of(parse(visitor.get(reverse("cases-party"))))
    for words in ("Pay", "8 Dec 2026", "Apply for reconsideration", "22 Jan 2027",
                  "Bring a suit", "24 May 2027"):  # fmt: skip
        assert words in after, words


def send_page(visitor: PageClient, code: str) -> Any:
    visitor.post(reverse("cases-party-enter"), {"code": code})
    return parse(visitor.get(reverse("cases-party")))


@pytest.mark.parametrize(
    ("language", "words"), [("zh-hans", "“送达日期”为"), ("en", "“Served on” is")]
)
def test_a_refused_day_is_named_as_on_the_form(
    bureau: Bureau, officer: PageClient, language: str, words: str
) -> None:
    course = Course(bureau, a_case(bureau))
    course.prove().report(fine(2_000))
    notice = course.notice(fine(2_000))
    prepare(bureau.zhao, course.now, course.case_id, notice)
    officer.speak(language)
    text = send(
        officer, "cases-step", course.case_id, "notice_served", outcome="penalty", money_02="2000",
        found=notice.found, reasons=notice.reasons, basis=notice.basis[0], tells_statement="on",
        service="direct", served_on="2027-01-01", receipt="回证",
    )  # fmt: skip
    assert words in text
    assert "“served_on”" not in text


def test_a_wrong_code_opens_nothing(bureau: Bureau, visitor: PageClient) -> None:
    a_case(bureau)
    assert "not known" in send(visitor, "cases-party-enter", code="2222-2222-2222-2222")
    assert "Code of the notice" in send(visitor, "cases-party-state", text="x")


def test_a_document_is_read_by_its_own_agency_and_by_auditors(
    bureau: Bureau, officer: PageClient
) -> None:
    case_id = a_case(bureau)
    document_id = public.issue_document(
        actor=bureau.zhao, now=bureau.now, case_id=case_id, form_id="filing_approval", seq=1
    )
    stranger_bureau = replace(
        bureau,
        agency_id=register_agency(
            actor=bureau.system, now=bureau.now, name="云台市城市管理局", region="330200"
        ),
    )
    stranger = sign_in(stranger_bureau, "legal")
    auditor = sign_in(bureau, "auditor")
    assert "Put the signature" in page(officer, "cases-document", document_id)
    assert "Put the signature" not in page(auditor, "cases-document", document_id)
    page(stranger, "cases-document", document_id, status=403)
    assert (
        stranger.get(reverse("cases-document-file", args=[document_id, "pdf"])).status_code == 403
    )
    assert "Make a document" not in page(auditor, "cases-case", case_id)


def test_the_party_is_completed_on_the_page(bureau: Bureau, officer: PageClient) -> None:
    case_id = a_case(bureau)
    assert "is empty" in send(officer, "cases-complete-party", case_id, address=" ")
    shown = send(officer, "cases-complete-party", case_id, address="临江市江北路1号")
    assert 'value="临江市江北路1号"' in shown
    assert Case.objects.get(case_id=case_id).party.address == "临江市江北路1号"


@pytest.mark.parametrize("typed", ["孙某、吴某，郑某", "孙某\n吴某\n\n郑某 ", "孙某; 吴某,郑某；"])
def test_heads_are_named_one_per_line_or_in_one_line(typed: str) -> None:
    said = {"on": "2026-11-23", "members": typed, "record": "同意", "outcome": "not_established"}
    form = StepForm(Deliberated, said, offered=Offered(), language="zh")
    assert form.is_valid(), form.errors
    talked = form.payload()
    assert isinstance(talked, Deliberated)
    assert talked.members == ("孙某", "吴某", "郑某")

# SPDX-License-Identifier: Apache-2.0
"""The three systems (三项制度): publication, records of the whole process, legal review."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from tests.rules.cases.files import (
    OFFICERS,
    PackagedLaw,
    Taken,
    a_file,
    ask,
    decision,
    look,
    noon,
    ready,
    served,
    taken,
)
from tests.rules.cases.steps_of_terms import AROUND, evidence, filed_on, fine, notice, report

from mingjing.cases.rules.closing import demand_kept_long_enough
from mingjing.cases.rules.notice import demand_statement_text
from mingjing.cases.rules.publication import private_in, publication_clocks
from mingjing.cases.types import codes as c
from mingjing.cases.types import steps as s
from mingjing.cases.types.casefile import CaseFile, PartyFacts
from mingjing.cases.types.refusals import (
    DateImpossible,
    DecisionUnserved,
    FieldWrong,
    NotForPublication,
    NothingToDo,
    ObjectUnknown,
    PrivateInPublication,
    RecordingMissing,
    RetentionTooShort,
    ReviewIncomplete,
    StatementsEnough,
    WithdrawFirst,
)
from mingjing.kernel.errors import PlatformError
from mingjing.registry.types import PenaltyKind, RecordedAct

ON = date(2026, 3, 2)
DAY = timedelta(days=1)
QIAN, SUN = "account_qian", "account_sun"
PUBLISHED = s.DecisionPublished(ON, tuple(c.PublicationPlace), "经营超过保质期的食品")
WARNING = s.Proposal(c.Outcome.PENALTY, (s.Penalty(PenaltyKind.WARNING),))
NOTHING = s.Proposal(c.Outcome.NO_PENALTY, no_penalty=c.NoPenaltyGround.OTHER)


def decided(*after: Taken, proposal: s.Proposal | None = None, **changes: Any) -> CaseFile:
    """A file with a decision of the day and what came after it."""
    party = changes.pop("party", PartyFacts(c.PartyKind.ORGANISATION))
    made = taken(made_of(proposal or fine(100_000), **changes), ON, SUN)
    return a_file(filed_on(ON), made, served(ON), *after, party=party)


def made_of(proposal: s.Proposal, **changes: Any) -> s.DecisionMade:
    plain = decision(on=ON).payload
    assert isinstance(plain, s.DecisionMade)
    return replace(plain, proposal=proposal, **changes)


def revoked(on: date) -> Taken:
    return taken(s.DecisionChanged(c.ChangeKind.REVOKED, on, "证据不足", "临市监撤1号"), on)


def terms(file: CaseFile) -> dict[str, date]:
    return {one.deadline_id: one.due.on for one in publication_clocks(file, PackagedLaw(noon(ON)))}


@pytest.mark.law("TS-3", "DL-33", "DL-34", "DL-35")
def test_a_penalty_is_public_in_seven_working_days_and_other_decisions_in_twenty() -> None:
    assert terms(decided()) == {"DL-33": date(2026, 3, 11), "DL-35": date(2026, 3, 30)}
    citizen = PartyFacts(c.PartyKind.CITIZEN)
    assert terms(decided(party=citizen)) == {"DL-33": date(2026, 3, 11)}
    assert terms(decided(proposal=NOTHING)) == {"DL-34": date(2026, 3, 30)}
    assert terms(decided(proposal=WARNING)) == {}
    assert terms(decided(is_public=False)) == {}


@pytest.mark.law("TS-3", "DL-33", "DL-35")
def test_each_place_meets_its_own_term() -> None:
    first = replace(PUBLISHED, places=(c.PublicationPlace.CREDIT,))
    clocks = publication_clocks(decided(taken(first, ON)), PackagedLaw(noon(ON)))
    assert {one.deadline_id: one.met_on for one in clocks} == {"DL-33": ON, "DL-35": None}


@pytest.mark.law("TS-3", "APL-048")
@pytest.mark.parametrize(
    ("file", "refusal"),
    [
        (decided(proposal=WARNING), NotForPublication),
        (decided(is_public=False), NotForPublication),
        (decided(revoked(ON)), NothingToDo),
    ],
)
def test_what_is_not_to_be_public_is_not_published(
    file: CaseFile, refusal: type[PlatformError]
) -> None:
    ready(look(decided(), ON), s.DecisionPublished)
    with pytest.raises(refusal):
        ready(look(file, ON), s.DecisionPublished)


def unserved(*after: Taken) -> CaseFile:
    made = taken(made_of(fine(100_000)), ON, SUN)
    return a_file(filed_on(ON), made, *after, party=PartyFacts(c.PartyKind.ORGANISATION))


def unserved_then_served(on: date) -> CaseFile:
    return unserved(served(on))


@pytest.mark.law("APL-061", "TS-3")
def test_a_decision_is_not_public_before_the_party_has_it() -> None:
    with pytest.raises(DecisionUnserved) as refused:
        ready(look(unserved(), ON), s.DecisionPublished)
    assert "先送达" in refused.value.text("zh")
    late = unserved_then_served(ON + DAY)
    today = ON + 2 * DAY
    with pytest.raises(DateImpossible):  # served on the second day, published on the first
        ask(look(late, today), replace(PUBLISHED, on=ON))
    ask(look(late, today), replace(PUBLISHED, on=ON + DAY))


@pytest.mark.law("DL-33", "DL-35", "TS-3")
@pytest.mark.parametrize(
    ("served_on", "credit", "register"),
    [
        (date(2026, 3, 11), date(2026, 3, 11), date(2026, 3, 30)),
        (date(2026, 3, 12), date(2026, 3, 12), date(2026, 3, 30)),
        (date(2026, 3, 31), date(2026, 3, 31), date(2026, 3, 31)),
    ],
)
def test_what_is_served_after_the_term_goes_public_when_it_is_served(
    served_on: date, credit: date, register: date
) -> None:
    file = unserved_then_served(served_on)
    assert terms(file) == {"DL-33": credit, "DL-35": register}


@pytest.mark.law("TS-4", "APL-050")
def test_the_public_reads_nothing_private() -> None:
    ask(look(decided(), ON), PUBLISHED)
    bare = replace(AROUND, private=(c.PrivateKind.PHONE,))
    with pytest.raises(PrivateInPublication):
        ask(look(decided(), ON, around=bare), PUBLISHED)
    for changes, refusal in (
        ({"public_summary": " "}, FieldWrong),
        ({"places": ()}, FieldWrong),
        ({"on": ON - DAY}, DateImpossible),
    ):
        with pytest.raises(refusal):
            ask(look(decided(), ON), replace(PUBLISHED, **changes))


def wide(text: str) -> str:
    """The text with full-width digits and letters."""
    return "".join(
        chr(ord(one) + 0xFEE0) if one.isascii() and one.isalnum() else one for one in text
    )


@pytest.mark.law("TS-4")
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("当事人周某销售过期食品", ()),
        ("当事人周正国销售过期食品", (c.PrivateKind.NAME,)),
        ("证件 11010519491231002X", (c.PrivateKind.IDENTITY,)),
        ("联系 13812345678", (c.PrivateKind.PHONE,)),
        ("货值 13812345678900 元", ()),
        ("账户 6222020200112233445", (c.PrivateKind.ACCOUNT,)),
        ("住江北路 9 号 402 室", (c.PrivateKind.ADDRESS,)),
        ("住江北路9号402室", (c.PrivateKind.ADDRESS,)),
        ("住江北路\uff19号-402 室", (c.PrivateKind.ADDRESS,)),
        ("周 正国销售", (c.PrivateKind.NAME,)),
        ("周\u200b正\u3000国销售", (c.PrivateKind.NAME,)),
        ("周\ufe00正·国销售", (c.PrivateKind.NAME,)),
        ("证件 110105 19491231 002X", (c.PrivateKind.IDENTITY,)),
        ("证件 110105-19491231-002x", (c.PrivateKind.IDENTITY,)),
        (wide("证件 11010519491231002X"), (c.PrivateKind.IDENTITY,)),
        ("证件 11010519491231\u200b002X", (c.PrivateKind.IDENTITY,)),
        (wide("电话13800001111"), (c.PrivateKind.PHONE,)),
        ("电话 138-0000-1111", (c.PrivateKind.PHONE,)),
        ("电话 138 0000 1111", (c.PrivateKind.PHONE,)),
        ("电话+8613800001111", (c.PrivateKind.PHONE,)),
        ("2026 年 13800001111 12 袋", (c.PrivateKind.PHONE,)),
        ("座机 010-88881234", (c.PrivateKind.PHONE,)),
        ("座机（0571）8888 123", (c.PrivateKind.PHONE,)),
        ("座机 01088881234", (c.PrivateKind.PHONE,)),
        ("座机 +86 10 8888 1234", (c.PrivateKind.PHONE,)),
        ("账户 6222 0202 0011 2233 445", (c.PrivateKind.ACCOUNT,)),
        ("2026-01-01—2026-02-02 销售 12 袋，货值 1,380.00 元", ()),
        ("2026 年 3 月 2 日至 2026-04-01 08:15 共 15 批 20260302 号", ()),
        ("批号 20260101 20260131，生产于 20260101—20260131", ()),
        ("临市监处罚〔2026〕15 号，住所江北路 91 号", ()),
    ],
)
def test_private_data_are_found_in_a_text(text: str, found: tuple[c.PrivateKind, ...]) -> None:
    known = {
        c.PrivateKind.NAME: "周正国",
        c.PrivateKind.PHONE: "",
        c.PrivateKind.ADDRESS: "江北路 9 号 402 室",
    }
    assert private_in(text, known) == found


@pytest.mark.law("TS-4", "APL-048")
def test_a_decision_is_closed_only_with_a_reason() -> None:
    before = a_file(filed_on(ON), *evidence(ON), report_of_nothing())
    closed = made_of(NOTHING, education="已教育", is_public=False)
    with pytest.raises(FieldWrong):
        ask(look(before, ON, SUN), closed)
    ask(look(before, ON, SUN), replace(closed, closed_reason="涉及商业秘密"))


def report_of_nothing() -> Taken:
    return taken(s.ReportMade("事实", "理由", ("food-safety-law 124",), NOTHING), ON)


@pytest.mark.law("TS-4", "APL-048")
def test_only_what_was_public_is_taken_down_and_before_anything_else_is_published() -> None:
    withdrawn = s.PublicationWithdrawn(ON, "决定已撤销")
    with pytest.raises(ObjectUnknown):
        ask(look(decided(revoked(ON)), ON), withdrawn)
    with pytest.raises(ObjectUnknown):
        ask(look(decided(taken(PUBLISHED, ON)), ON), withdrawn)
    lighter = taken(
        s.DecisionChanged(c.ChangeKind.CHANGED, ON, "裁量不当", "临市监改1号", fine(50_000)), ON
    )
    changed = (taken(PUBLISHED, ON), lighter)
    with pytest.raises(WithdrawFirst):
        ask(look(decided(*changed), ON), PUBLISHED)
    ask(look(decided(*changed), ON), withdrawn)
    again = decided(*changed, taken(withdrawn, ON))
    ask(look(again, ON), PUBLISHED)
    with pytest.raises(ObjectUnknown):
        ask(look(again, ON), withdrawn)


@pytest.mark.law("TS-10", "APL-058")
def test_a_review_that_passes_looked_at_every_point() -> None:
    file = a_file(filed_on(ON), *evidence(ON), report(ON))
    review = s.LegallyReviewed(
        c.Opinion.PASSED, "同意", tuple(c.ReviewTrigger), points=tuple(c.ReviewPoint)
    )
    ask(look(file, ON, QIAN), review)
    for point in c.ReviewPoint:
        rest = tuple(one for one in c.ReviewPoint if one is not point)
        with pytest.raises(ReviewIncomplete):
            ask(look(file, ON, QIAN), replace(review, points=rest))
    returned = replace(review, opinion=c.Opinion.CHANGE, points=())
    ask(look(file, ON, QIAN), returned)
    with pytest.raises(FieldWrong):
        ask(look(file, ON, QIAN), replace(review, text=""))


def seen(kind: c.EvidenceKind, on: date = ON) -> Taken:
    added = s.EvidenceAdded(
        f"e{kind}", kind, "材料", on, c.EvidenceSource.OFFICER, OFFICERS, tuple(c.FactElement),
        kept_at="案卷", is_id_shown=True, signature=c.Signature.SIGNED,
    )  # fmt: skip
    return taken(added, on)


@pytest.mark.law("TS-6", "TS-7", "TS-8", "APL-047")
def test_what_must_be_recorded_has_its_recording_in_the_archive() -> None:
    scene = seen(c.EvidenceKind.SITE_RECORD)
    film = seen(c.EvidenceKind.AUDIOVISUAL)
    late = seen(c.EvidenceKind.AUDIOVISUAL, ON + DAY)
    closed = taken(s.Closed(c.ClosingGround.DISMISSED, "撤案"), ON + DAY)
    must = replace(AROUND, must_record=(RecordedAct.INSPECTION,))
    archived = s.Archived("2026-1", 30)
    for bare in ((scene,), (scene, late)):
        file = a_file(filed_on(ON), *bare, closed)
        with pytest.raises(RecordingMissing):
            ask(look(file, ON + DAY, around=must), archived)
        ask(look(file, ON + DAY, around=must), replace(archived, unrecorded_reason="设备故障"))
        ask(look(file, ON + DAY), archived)
    ask(look(a_file(filed_on(ON), scene, film, closed), ON + DAY, around=must), archived)


@pytest.mark.law("APL-047")
@pytest.mark.parametrize(("years", "is_enough"), [(0, False), (9, False), (10, True), (30, True)])
def test_a_file_is_kept_as_long_as_the_table_of_the_archive_says(
    years: int, is_enough: bool
) -> None:
    said = s.Archived("2026-1", years)
    situation = look(decided(), ON)
    if is_enough:
        demand_kept_long_enough(situation, said)
        return
    with pytest.raises(RetentionTooShort) as refused:
        demand_kept_long_enough(situation, said)
    assert "至少保管 10 年" in refused.value.text("zh")


@pytest.mark.law("APL-045")
def test_the_page_takes_twenty_statements_after_a_notice_and_paper_takes_more() -> None:
    told = notice(ON)
    said = s.StatementMade("意见", ON, is_online=True)
    nineteen = [taken(said, ON) for _ in range(19)]
    demand_statement_text(look(a_file(filed_on(ON), told, *nineteen), ON), said)
    full = look(a_file(filed_on(ON), told, *nineteen, taken(said, ON)), ON)
    with pytest.raises(StatementsEnough):
        demand_statement_text(full, said)
    demand_statement_text(full, replace(said, is_online=False))
    anew = a_file(filed_on(ON), told, *nineteen, taken(said, ON), notice(ON))
    demand_statement_text(look(anew, ON), said)

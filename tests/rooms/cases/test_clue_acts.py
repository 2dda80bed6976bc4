# SPDX-License-Identifier: Apache-2.0
"""Complaints and reports: answered, mediated, checked, disputed, told; and kept apart."""

import importlib
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from tests.rooms.cases.bureau import REGION, SHOP, TODAY, Bureau, filing

from mingjing.cases import public
from mingjing.cases.models import Clue, Complaint, Informant
from mingjing.cases.types import codes as c
from mingjing.cases.types.inputs import (
    ClueCheck,
    ComplaintDecision,
    DisputeSettled,
    Mediation,
    NewClue,
    NewComplaint,
    NewInformant,
    ReporterTold,
)
from mingjing.cases.types.refusals import (
    ClueExtended,
    ClueKnown,
    CompetenceDisputed,
    FieldWrong,
    MediationOver,
    NobodyToTell,
    UnknownClue,
    UnknownComplaint,
)
from mingjing.kernel.canonical import digest
from mingjing.ledger.models import Entry
from mingjing.ledger.public import entry_for
from mingjing.registry.public import register_agency
from mingjing.registry.types import NotPermitted
from mingjing.subjects.types import LookUpPurpose

ACTS = (
    "take_clue", "take_complaint", "decide_complaint", "end_mediation", "check_clue",
    "decline_clue", "tell_reporter", "extend_clue", "dispute_clue", "settle_dispute",
)  # fmt: skip
LI = NewInformant("李女士", "13800000000")


def a_complaint(bureau: Bureau) -> str:
    return public.take_complaint(
        actor=bureau.zhao,
        now=bureau.now,
        complaint=NewComplaint(
            "买到变质蛋糕，要求退款", TODAY, bureau.agency_id, LI, REGION, "12315-77"
        ),
    )


def a_report(bureau: Bureau, **changes: object) -> str:
    new = NewClue(c.ClueSource.COMPLAINT, "销售过期食品", TODAY, bureau.agency_id, REGION)
    clue = replace(new, **{"reporter": LI, **changes})  # type: ignore[arg-type]
    return public.take_clue(actor=bureau.zhao, now=bureau.now, clue=clue)


def check(bureau: Bureau, clue_id: str, *, proposes: bool = True) -> None:
    said = ClueCheck("情况属实", proposes, bureau.officers, TODAY)
    public.check_clue(actor=bureau.zhao, now=bureau.now, clue_id=clue_id, check=said)


@pytest.mark.law("CLU-1", "DL-48")
def test_a_complaint_is_answered_and_mediated(bureau: Bureau) -> None:
    complaint_id = a_complaint(bureau)
    assert Complaint.objects.get().due_on == date(2026, 12, 2)
    public.decide_complaint(
        actor=bureau.zhao, now=bureau.now, complaint_id=complaint_id,
        decision=ComplaintDecision(True, "", TODAY),
    )  # fmt: skip
    assert Complaint.objects.get().due_on == date(2027, 1, 26)
    late = bureau.now + timedelta(days=70)
    agreed = Mediation(c.MediationEnd.AGREED, date(2027, 1, 27))
    with pytest.raises(MediationOver):
        public.end_mediation(
            actor=bureau.zhao, now=late, complaint_id=complaint_id, mediation=agreed
        )
    public.end_mediation(
        actor=bureau.zhao, now=late, complaint_id=complaint_id,
        mediation=replace(agreed, on=date(2027, 1, 26)),
    )  # fmt: skip
    view = public.complaint(complaint_id, late)
    assert (view.line.state, view.line.due_on) == (c.ComplaintState.ENDED, None)
    assert [one.state for one in view.clocks] == [c.ClockState.MET, c.ClockState.MET]
    assert [one.act for one in entry_for("complaint", complaint_id)] == [
        "complaint.taken", "complaint.decided", "complaint.mediation_ended",
    ]  # fmt: skip


@pytest.mark.law("CLU-1")
def test_a_refusal_without_a_reason_is_refused(bureau: Bureau) -> None:
    complaint_id = a_complaint(bureau)
    with pytest.raises(FieldWrong):
        public.decide_complaint(
            actor=bureau.zhao, now=bureau.now, complaint_id=complaint_id,
            decision=ComplaintDecision(False, "", TODAY),
        )  # fmt: skip
    assert Complaint.objects.get().state == c.ComplaintState.OPEN


@pytest.mark.law("CLU-5")
def test_a_complaint_is_no_clue_and_begins_no_case(bureau: Bureau) -> None:
    complaint_id = a_complaint(bureau)
    with pytest.raises(UnknownClue):
        check(bureau, complaint_id)
    with pytest.raises(UnknownClue):
        public.file_case(
            actor=bureau.sun, now=bureau.now, filed=filing(bureau, complaint_id), party=SHOP
        )
    with pytest.raises(UnknownComplaint):
        public.complaint(a_report(bureau), bureau.now)


@pytest.mark.law("CLU-5")
def test_the_report_in_a_complaint_goes_on_when_the_complaint_has_ended(bureau: Bureau) -> None:
    complaint_id = a_complaint(bureau)
    clue_id = a_report(bureau, reference=complaint_id, reporter=None)
    with pytest.raises(ClueKnown):
        a_report(bureau, reference=complaint_id, reporter=None)
    public.decide_complaint(
        actor=bureau.zhao, now=bureau.now, complaint_id=complaint_id,
        decision=ComplaintDecision(True, "", TODAY),
    )  # fmt: skip
    public.end_mediation(
        actor=bureau.zhao, now=bureau.now, complaint_id=complaint_id,
        mediation=Mediation(c.MediationEnd.AGREED, TODAY),
    )  # fmt: skip
    clue = Clue.objects.get()
    assert (clue.state, clue.is_named_reporter) == (c.ClueState.OPEN, True)
    assert clue.due_on == date(2026, 12, 14)
    assert public.complaint(complaint_id, bureau.now).clue_id == clue_id
    assert Informant.objects.count() == 1


@pytest.mark.law("CLU-2", "DL-49")
def test_the_head_extends_a_check_once(bureau: Bureau) -> None:
    clue_id = a_report(bureau)
    with pytest.raises(NotPermitted):
        public.extend_clue(
            actor=bureau.zhao, now=bureau.now, clue_id=clue_id, days=15, reason="送检"
        )
    public.extend_clue(actor=bureau.sun, now=bureau.now, clue_id=clue_id, days=15, reason="送检")
    assert Clue.objects.get().due_on == date(2027, 1, 5)
    with pytest.raises(ClueExtended):
        public.extend_clue(
            actor=bureau.sun, now=bureau.now, clue_id=clue_id, days=1, reason="再次送检"
        )


@pytest.mark.law("CLU-3", "DL-50")
@pytest.mark.parametrize("is_filed", [True, False])
def test_the_reporter_is_told_whether_a_case_was_filed(bureau: Bureau, is_filed: bool) -> None:
    clue_id = a_report(bureau)
    check(bureau, clue_id, proposes=is_filed)
    told = ReporterTold(TODAY, "电话")
    with pytest.raises(NobodyToTell):
        public.tell_reporter(actor=bureau.zhao, now=bureau.now, clue_id=clue_id, told=told)
    if is_filed:
        filed = filing(bureau, clue_id)
        public.file_case(actor=bureau.sun, now=bureau.now, filed=filed, party=SHOP)
    else:
        public.decline_clue(
            actor=bureau.sun, now=bureau.now, clue_id=clue_id, reason="没有违法事实"
        )
    assert Clue.objects.get().due_on == date(2026, 11, 30)
    public.tell_reporter(actor=bureau.zhao, now=bureau.now, clue_id=clue_id, told=told)
    assert Clue.objects.get().due_on is None


@pytest.mark.law("CLU-4")
def test_a_clue_in_dispute_is_not_filed_and_passes_to_the_other_agency(bureau: Bureau) -> None:
    other = register_agency(
        actor=bureau.system, now=bureau.now, name="临江市农业农村局", region=REGION
    )
    clue_id = a_report(bureau)
    check(bureau, clue_id)
    public.dispute_clue(
        actor=bureau.zhao, now=bureau.now, clue_id=clue_id, other_agency=other,
        reason="属于农产品质量安全",
    )  # fmt: skip
    with pytest.raises(CompetenceDisputed):
        public.file_case(
            actor=bureau.sun, now=bureau.now, filed=filing(bureau, clue_id), party=SHOP
        )
    with pytest.raises(CompetenceDisputed):
        public.decline_clue(actor=bureau.sun, now=bureau.now, clue_id=clue_id, reason="不属本局")
    public.settle_dispute(
        actor=bureau.sun, now=bureau.now, clue_id=clue_id,
        settled=DisputeSettled(other, c.DisputeEnd.TALKS, TODAY),
    )  # fmt: skip
    clue = Clue.objects.get()
    assert (clue.agency_id, clue.state, clue.proposes_filing) == (other, c.ClueState.OPEN, False)
    with pytest.raises(NotPermitted):
        check(bureau, clue_id)


@pytest.mark.law("APL-050")
def test_who_reports_is_opened_for_a_purpose_and_never_in_the_ledger(bureau: Bureau) -> None:
    clue_id, complaint_id = a_report(bureau), a_complaint(bureau)
    for named in ({"clue_id": clue_id}, {"complaint_id": complaint_id}):
        view = public.open_informant(
            actor=bureau.zhao, now=bureau.now, purpose=LookUpPurpose.COMPLAINT, **named
        )
        assert (view.name, view.contact) == (LI.name, LI.contact)
        assert LI.name not in repr(view) + repr(LI)
        with pytest.raises(NotPermitted):
            public.open_informant(
                actor=bureau.qian, now=bureau.now, purpose=LookUpPurpose.CASE, **named
            )
    assert Entry.objects.filter(act="clue.informant_opened").count() == 2
    held = " ".join(str(row) for row in Entry.objects.values())
    assert LI.name not in held
    assert LI.contact not in held


@pytest.mark.law("APL-050")
def test_nobody_guesses_an_act_by_its_digest(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: dict[str, dict[str, object]] = {}
    for act in ACTS:
        module = importlib.import_module(f"mingjing.cases.acts.{act}")

        def kept(name: str, *, true: Any = module.record, **asked: Any) -> Any:
            said[name] = asked["payload"]
            return true(name, **asked)

        monkeypatch.setattr(module, "record", kept)
    every_act(bureau)
    assert len(said) == len(ACTS)
    for payload in said.values():
        row = (
            Complaint.objects.get(complaint_id=payload["complaint_id"])
            if "complaint_id" in payload
            else Clue.objects.get(clue_id=payload["clue_id"])
        )
        assert payload["nonce"] == row.nonce
    nonces = [*Clue.objects.values_list("nonce", flat=True), Complaint.objects.get().nonce]
    assert len(set(nonces)) == len(nonces)
    assert all(len(one) == 32 for one in nonces)
    held = set(Entry.objects.values_list("digest", flat=True))
    assert {digest(payload) for payload in said.values()} <= held
    for payload in said.values():
        bare = {name: value for name, value in payload.items() if name != "nonce"}
        assert digest(bare) not in held


def every_act(bureau: Bureau) -> None:
    """Each act on a clue and on a complaint, once at least."""
    who: Any = {"actor": bureau.zhao, "now": bureau.now}
    head: Any = {"actor": bureau.sun, "now": bureau.now}
    complaint_id = a_complaint(bureau)
    decision = ComplaintDecision(True, "", TODAY)
    public.decide_complaint(**who, complaint_id=complaint_id, decision=decision)
    ended = Mediation(c.MediationEnd.AGREED, TODAY)
    public.end_mediation(**who, complaint_id=complaint_id, mediation=ended)
    clue_id = a_report(bureau)
    public.extend_clue(**head, clue_id=clue_id, days=15, reason="送检")
    check(bureau, clue_id, proposes=False)
    public.decline_clue(**head, clue_id=clue_id, reason="没有违法事实")
    public.tell_reporter(**who, clue_id=clue_id, told=ReporterTold(TODAY, "电话"))
    other = register_agency(
        actor=bureau.system, now=bureau.now, name="临江市农业农村局", region=REGION
    )
    second = a_report(bureau, reference="12345-8")
    public.dispute_clue(**who, clue_id=second, other_agency=other, reason="属于农产品质量安全")
    settled = DisputeSettled(other, c.DisputeEnd.TALKS, TODAY)
    public.settle_dispute(**head, clue_id=second, settled=settled)

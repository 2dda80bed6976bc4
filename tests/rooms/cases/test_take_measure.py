# SPDX-License-Identifier: Apache-2.0
"""Measures and preservation through the door: register of held things, sweep, entries."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from click.testing import CliRunner
from tests.rooms.cases.bureau import ITEM, PERSON, SHOP, Bureau, a_case
from tests.rooms.cases.coercion_list import COERCION_ITEM, publish_coercion
from tests.rooms.cases.papering import write

from mingjing.cases import jobs, public
from mingjing.cases.cli import cases
from mingjing.cases.models import Case, CaseClock, CaseStep, HeldThing
from mingjing.cases.types.codes import (
    ApprovalSubject,
    Disposal,
    MeasureKind,
    ReleaseGround,
    ServiceKind,
    Signature,
)
from mingjing.cases.types.documents import PaperMissing, ServedBeforeMade
from mingjing.cases.types.refusals import CoercionItemMissing, HeldAlready, NotLapsed
from mingjing.cases.types.steps import (
    ApprovalGiven,
    CorrectionChecked,
    CorrectionOrdered,
    Item,
    MeasureApproved,
    MeasureExtended,
    MeasureNoticeServed,
    MeasureReleased,
    MeasureTaken,
    PreservationDisposed,
    PreservationOrdered,
    SampleTaken,
    TestingEnded,
    TestingStarted,
)
from mingjing.kernel.clock import local_date
from mingjing.ledger.public import entry_for
from mingjing.registry.types import NotPermitted


@pytest.fixture(autouse=True)
def _with_coercion(bureau: Bureau) -> None:
    publish_coercion(actor=bureau.system, now=bureau.now, agency_id=bureau.agency_id)


FRIDGE = Item("冷柜", "1 台", "冷柜-001")


def measure(bureau: Bureau, **changes: Any) -> MeasureTaken:
    plain = MeasureTaken(
        measure_id="measure_1",
        kind=MeasureKind.SEALING,
        items=(FRIDGE,),
        reason="涉案冷柜内有超过保质期的食品",
        basis="food-safety-law 110",
        taken_at=bureau.now,
        officers=bureau.officers,
        is_id_shown=True,
        is_party_called=True,
        are_rights_told=True,
        is_party_heard=True,
        is_record_made=True,
        signature=Signature.SIGNED,
        is_decision_handed=True,
        inventory_copies=2,
        power_item_code=COERCION_ITEM,
        approved_by="account_sun",
    )
    return replace(plain, **changes)


def approve(bureau: Bureau, case_id: str, what: ApprovalSubject = ApprovalSubject.SEALING) -> None:
    public.approve_beforehand(
        actor=bureau.sun, now=bureau.now, case_id=case_id, approval=ApprovalGiven(what, "防止转移")
    )


def seal(bureau: Bureau, case_id: str, **changes: Any) -> None:
    approve(bureau, case_id)
    public.take_measure(
        actor=bureau.zhao, now=bureau.now, case_id=case_id, measure=measure(bureau, **changes)
    )


def later(bureau: Bureau, **gone: float) -> datetime:
    return bureau.now + timedelta(**gone)


@pytest.mark.law("ACL-023", "ACL-028")
def test_sealed_things_stand_in_the_register_until_released(bureau: Bureau) -> None:
    case_id = a_case(bureau)
    seal(bureau, case_id)
    assert HeldThing.objects.get().measure_id == "measure_1"
    released = MeasureReleased(
        "measure_1", ReleaseGround.NOT_NEEDED, local_date(bureau.now), "冷柜 1 台"
    )
    public.release_measure(actor=bureau.sun, now=bureau.now, case_id=case_id, release=released)
    assert not HeldThing.objects.exists()
    assert [entry.act for entry in entry_for("case", case_id)].count("case.measure_released") == 1
    assert public.replay_case(case_id).is_clean


@pytest.mark.law("ACL-023")
def test_a_thing_of_the_party_is_not_held_twice_in_another_case(bureau: Bureau) -> None:
    seal(bureau, a_case(bureau))
    other = a_case(bureau, distinct_reason="另一行为")
    with pytest.raises(HeldAlready):
        seal(bureau, other, items=(replace(FRIDGE, mark="冷柜 -001"),))
    assert CaseStep.objects.filter(case_id=other).count() == 2
    seal(bureau, a_case(bureau, party=PERSON))
    assert HeldThing.objects.count() == 2


@pytest.mark.law("ACL-028", "ACL-025")
def test_the_sweep_releases_what_is_over_and_only_once(bureau: Bureau) -> None:
    case_id = a_case(bureau)
    seal(bureau, case_id)
    # 23 November and thirty days: 23 December; released on the 24th.
    assert jobs.sweep_clocks(later(bureau, days=30)).found == 0
    report = jobs.sweep_clocks(later(bureau, days=31))
    assert [(one.case_id, one.deadline_id) for one in report.done] == [(case_id, "DL-11")]
    assert not HeldThing.objects.exists()
    assert CaseClock.objects.get(deadline_id="DL-11").state == "lapsed"
    assert jobs.sweep_clocks(later(bureau, days=31)).found == 0
    entry = entry_for("case", case_id)[-1]
    lapsed = next(e for e in entry_for("case", case_id) if e.act == "case.clock_lapsed")
    assert lapsed.digest == CaseStep.objects.get(act="case.clock_lapsed").digest
    assert entry is not None
    assert public.replay_case(case_id).is_clean


@pytest.mark.law("ACL-019")
def test_an_unapproved_urgent_measure_is_released_by_the_sweep(bureau: Bureau) -> None:
    case_id = a_case(bureau)
    urgent = measure(bureau, is_urgent=True, approved_by="")
    public.take_measure(actor=bureau.zhao, now=bureau.now, case_id=case_id, measure=urgent)
    assert public.due_lapses(later(bureau, hours=24)) == ()
    report = jobs.sweep_clocks(later(bureau, hours=24, seconds=1))
    assert [one.deadline_id for one in report.done] == ["DL-10"]
    assert not HeldThing.objects.exists()


@pytest.mark.law("ACL-019")
def test_an_approved_urgent_measure_stays(bureau: Bureau) -> None:
    case_id = a_case(bureau)
    urgent = measure(bureau, is_urgent=True, approved_by="")
    public.take_measure(actor=bureau.zhao, now=bureau.now, case_id=case_id, measure=urgent)
    public.approve_measure(
        actor=bureau.sun,
        now=bureau.now,
        case_id=case_id,
        approval=MeasureApproved("measure_1", True, "情况属实"),
    )
    assert jobs.sweep_clocks(later(bureau, days=2)).found == 0
    assert HeldThing.objects.count() == 1


def test_nobody_else_carries_out_a_lapse_and_not_before_time(bureau: Bureau) -> None:
    case_id = a_case(bureau)
    seal(bureau, case_id)
    with pytest.raises(NotPermitted):
        public.lapse_clock(
            actor=bureau.zhao, now=later(bureau, days=31), case_id=case_id, deadline_id="DL-11"
        )
    with pytest.raises(NotLapsed):
        public.lapse_clock(
            actor=bureau.system,
            now=bureau.now,
            case_id=case_id,
            deadline_id="DL-11",
            about="measure_1",
        )


@pytest.mark.law("ACL-017", "ACL-022")
def test_a_measure_without_an_item_of_the_power_list_is_refused(bureau: Bureau) -> None:
    case_id = a_case(bureau)
    with pytest.raises(CoercionItemMissing):
        seal(bureau, case_id, power_item_code=ITEM)
    assert not HeldThing.objects.exists()


@pytest.mark.law("ACL-023")
def test_a_thing_taken_meanwhile_is_refused_by_the_register(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    seal(bureau, a_case(bureau))
    other = a_case(bureau, distinct_reason="另一行为")
    monkeypatch.setattr("mingjing.cases.queries.around.held_marks", lambda key, marks: ())
    with pytest.raises(HeldAlready):
        seal(bureau, other)
    assert Case.objects.get(case_id=other).version == 2


@pytest.mark.law("APL-056", "APL-028", "ACL-024", "ACL-025", "ACL-031")
def test_a_case_goes_through_every_step_of_holding(bureau: Bureau) -> None:
    case_id, today = a_case(bureau), local_date(bureau.now)
    by_zhao: dict[str, Any] = {"actor": bureau.zhao, "now": bureau.now, "case_id": case_id}
    by_sun = {**by_zhao, "actor": bureau.sun}
    sample = SampleTaken("sample_1", "面包", "3 袋", today, bureau.officers, True, Signature.SIGNED)
    public.take_sample(**by_zhao, sample=sample)
    approve(bureau, case_id, ApprovalSubject.PRESERVATION)
    order = PreservationOrdered(
        "preservation_1", (FRIDGE,), "可能被销毁", bureau.officers, True, "account_sun", today,
        Signature.SIGNED,
    )  # fmt: skip
    public.preserve(**by_zhao, order=order)
    with pytest.raises(HeldAlready):
        seal(bureau, case_id)
    disposal = PreservationDisposed("preservation_1", Disposal.SEAL, today, "转为查封")
    public.dispose_preserved(**by_sun, disposal=disposal)
    seal(bureau, case_id)
    public.start_testing(
        **by_zhao,
        testing=TestingStarted("test_1", "measure_1", today, today + timedelta(9), today, "检测院"),
    )
    public.end_testing(**by_zhao, testing=TestingEnded("test_1", today, "不合格"))
    extension = MeasureExtended("measure_1", 30, "案情复杂", today)
    with pytest.raises(PaperMissing):
        public.extend_measure(**by_sun, extension=extension)
    write(bureau.zhao, bureau.now, case_id, "measure_decision")
    public.extend_measure(**by_sun, extension=extension)
    approve(bureau, case_id, ApprovalSubject.FREEZING)
    account = measure(
        bureau, measure_id="measure_2", kind=MeasureKind.FREEZING, fen=100, concerned_fen=100,
        items=(Item("账户", "1 个", "账户-001"),), is_decision_handed=False,
    )  # fmt: skip
    public.take_measure(**by_zhao, measure=account)
    notice = MeasureNoticeServed("measure_2", today, ServiceKind.DIRECT)
    with pytest.raises(PaperMissing):
        public.serve_measure_notice(**by_zhao, notice=notice)
    by_then = by_zhao | {"now": bureau.now + timedelta(1)}
    write(bureau.zhao, by_then["now"], case_id, "freezing_decision")
    with pytest.raises(ServedBeforeMade):
        public.serve_measure_notice(**by_then, notice=notice)
    served = replace(notice, on=today + timedelta(1))
    public.serve_measure_notice(**by_then, notice=served)
    public.order_correction(**by_zhao, order=CorrectionOrdered("立即下架", today, today))
    public.check_correction(**by_zhao, check=CorrectionChecked(today, True, "已下架"))
    # The only day of testing is the day of the measure, which is not counted anyway.
    assert CaseClock.objects.get(deadline_id="DL-11").due_on == today + timedelta(60)
    assert HeldThing.objects.count() == 2
    report = public.replay_case(case_id)
    assert report.is_clean, report.differences


def test_the_command_says_what_is_due(bureau: Bureau) -> None:
    found = CliRunner().invoke(cases, ["sweep", "--dry-run"])
    assert found.output == "due: 0, done: 0, stuck: 0\n"
    found = CliRunner().invoke(cases, ["sweep", "--json"])
    assert found.output.strip() == '{"found": 0, "done": [], "stuck": [], "due": []}'
    assert SHOP.name

# SPDX-License-Identifier: Apache-2.0
"""Histories with things held (保存、查封): disposed of, extended, approved after, expired."""

from mingjing.cases.types.codes import (
    ApprovalSubject,
    Disposal,
    MeasureKind,
    ReleaseGround,
    Signature,
)
from mingjing.cases.types.steps import (
    ApprovalGiven,
    Item,
    MeasureApproved,
    MeasureExtended,
    MeasureReleased,
    MeasureTaken,
    PreservationDisposed,
    PreservationOrdered,
    TestingEnded,
    TestingStarted,
)
from mingjing.entry.linjiang import lists, moves
from mingjing.entry.linjiang.branches.plain import any_level
from mingjing.entry.linjiang.player import Play

FIELDS = frozenset(lists.SEALING_BASIS)
SEALED = "DL-11"


def preserve(play: Play) -> None:
    """Evidence that may be lost is registered and kept, with approval before."""
    head = play.staff("head")
    play.do(head, ApprovalGiven(ApprovalSubject.PRESERVATION, "证据可能灭失"))
    ordered = PreservationOrdered(
        preservation_id="p1",
        items=_items(play),
        reason="账册单据可能被转移",
        officers=play.officers,
        is_id_shown=True,
        approved_by=head.account_id,
        started_on=play.today,
        signature=Signature.SIGNED,
        keeper=play.cast.party.name,
    )
    play.do(play.handler, ordered)


def _items(play: Play) -> tuple[Item, ...]:
    key = play.cast.reference
    return (Item("涉案物品", "12 件", f"{key}-1"), Item("进货单据", "1 册", f"{key}-2"))


def preserved(play: Play) -> None:
    """Preserved, and disposed of within seven working days."""
    play.file()
    preserve(play)
    play.wait(2 + play.cast.dice("keeps", 5))
    disposal = (Disposal.RETURN, Disposal.TAKE)[play.cast.dice("disposal", 2)]
    disposed = PreservationDisposed("p1", disposal, play.today, "已经固定证据")
    play.do(play.staff("head"), disposed)
    _decided_and_paid(play)


def seal(play: Play, *, is_urgent: bool = False, days: int = 30) -> None:
    """Things are sealed on the spot, approved before unless it is urgent."""
    head = play.staff("head")
    if not is_urgent:
        play.do(head, ApprovalGiven(ApprovalSubject.SEALING, "涉嫌违法，有证据证明"))
    taken = MeasureTaken(
        measure_id="m1",
        kind=MeasureKind.SEALING,
        items=_items(play),
        reason="有证据证明涉嫌违法，需要防止转移",
        basis=lists.SEALING_BASIS[play.cast.bureau.field],
        power_item_code=lists.sealing_code(play.cast.bureau),
        taken_at=play.now,
        officers=play.officers,
        is_id_shown=True,
        is_party_called=True,
        are_rights_told=True,
        is_party_heard=True,
        is_record_made=True,
        signature=Signature.SIGNED,
        is_decision_handed=True,
        inventory_copies=2,
        approved_by="" if is_urgent else head.account_id,
        is_urgent=is_urgent,
        days=days,
    )
    play.do(play.handler, taken)
    moves.film(play, "v1", "查封扣押全过程录音录像")


def release(play: Play) -> None:
    """No longer needed: everything goes back."""
    released = MeasureReleased("m1", ReleaseGround.NOT_NEEDED, play.today, "全部物品当场退还当事人")
    play.do(play.staff("head"), released)


def sealed(play: Play) -> None:
    """Sealed, tested, the term extended, and released."""
    play.file()
    seal(play)
    play.wait(2)
    _test(play)
    play.wait(10)
    extension = MeasureExtended("m1", 30, "检验结果需要核对，情况复杂", play.today)
    play.do(play.staff("head"), extension)
    play.wait(12)
    release(play)
    _decided_and_paid(play)


def _test(play: Play) -> None:
    until = moves.day_after(play.today, 10)
    started = TestingStarted(
        testing_id="t1",
        measure_id="m1",
        from_on=play.today,
        until_on=until,
        told_on=play.today,
        by="临江市食品药品检验所",
    )
    play.do(play.handler, started)
    play.go_to(until)
    play.do(play.handler, TestingEnded("t1", play.today, "检验不合格"))


def urgent(play: Play) -> None:
    """Sealed at once and approved within twenty-four hours."""
    play.file()
    seal(play, is_urgent=True)
    play.do(play.staff("head"), MeasureApproved("m1", True, "情况紧急，事后补办属实"))
    play.wait(12)
    release(play)
    _decided_and_paid(play)


def expired(play: Play) -> None:
    """The term of the sealing runs out: the sweep releases the things."""
    play.file()
    seal(play)
    play.wait(26)
    play.lapse(SEALED, "m1")
    _decided_and_paid(play)


def _decided_and_paid(play: Play) -> None:
    moves.to_decision(play, any_level(play))
    play.wait(1 + play.cast.dice("pays", 7))
    moves.pay_all(play)
    moves.end(play)

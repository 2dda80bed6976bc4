# SPDX-License-Identifier: Apache-2.0
"""Measures and preservations that pass every gate, to be changed one field at a time."""

from dataclasses import replace
from datetime import date
from typing import Any

from tests.rules.cases.files import OFFICERS, SUN, Taken, filed, noon, taken

from mingjing.cases.types.codes import ApprovalSubject, MeasureKind, Signature
from mingjing.cases.types.steps import (
    ApprovalGiven,
    Item,
    MeasureTaken,
    PreservationOrdered,
)

FRIDGE = Item("冷柜", "1 台", "冷柜-001")
DAY = date(2026, 1, 20)


def measure(day: date = DAY, **changes: Any) -> MeasureTaken:
    """Sealing of a fridge at noon, all ten checks done."""
    plain = MeasureTaken(
        measure_id="measure_1",
        kind=MeasureKind.SEALING,
        items=(FRIDGE,),
        reason="涉案冷柜内有超过保质期的食品",
        basis="food-safety-law 110",
        taken_at=noon(day),
        officers=OFFICERS,
        is_id_shown=True,
        is_party_called=True,
        are_rights_told=True,
        is_party_heard=True,
        is_record_made=True,
        signature=Signature.SIGNED,
        is_decision_handed=True,
        inventory_copies=2,
        power_item_code="330200-0101",
        approved_by=SUN,
    )
    return replace(plain, **changes)


def freezing(day: date = DAY, **changes: Any) -> MeasureTaken:
    """Freezing of 5,000 yuan, told to nobody before."""
    return measure(
        day,
        kind=MeasureKind.FREEZING,
        items=(Item("存款账户", "1 个", "账户-001"),),
        is_party_called=False,
        are_rights_told=False,
        is_party_heard=False,
        is_decision_handed=False,
        inventory_copies=0,
        fen=500_000,
        concerned_fen=500_000,
        **changes,
    )


def approved(what: ApprovalSubject = ApprovalSubject.SEALING, day: date = DAY) -> Taken:
    """Sun's approval, in the morning."""
    return taken(ApprovalGiven(what, "防止转移涉案财物"), noon(day, 9), SUN)


def sealed(day: date = DAY, **changes: Any) -> tuple[Taken, Taken, Taken]:
    """A file in which a fridge was sealed."""
    return (filed(), approved(day=day), taken(measure(day, **changes), noon(day)))


def preservation(day: date = DAY, **changes: Any) -> PreservationOrdered:
    """Preservation of a fridge that passes every gate."""
    plain = PreservationOrdered(
        preservation_id="preservation_1",
        items=(FRIDGE,),
        reason="食品可能被销毁",
        officers=OFFICERS,
        is_id_shown=True,
        approved_by=SUN,
        started_on=day,
        signature=Signature.SIGNED,
    )
    return replace(plain, **changes)


def preserving(day: date = DAY, **changes: Any) -> tuple[Taken, Taken, Taken]:
    """A file in which a fridge was preserved."""
    return (
        filed(),
        approved(ApprovalSubject.PRESERVATION, day),
        taken(preservation(day, **changes), noon(day)),
    )

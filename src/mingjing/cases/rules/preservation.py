# SPDX-License-Identifier: Apache-2.0
"""Gates of sampling and of preservation by prior registration (抽样取证、先行登记保存)."""

from datetime import datetime, time

from mingjing.cases.rules.approvals import demand_approved_before
from mingjing.cases.rules.coercion import demand_not_held
from mingjing.cases.rules.dates import demand_between
from mingjing.cases.rules.measures import preserved
from mingjing.cases.rules.people import demand_id_shown, demand_two_qualified
from mingjing.cases.rules.situation import Situation
from mingjing.cases.rules.things import demand_inventory, demand_witness
from mingjing.cases.types.codes import ApprovalSubject
from mingjing.cases.types.refusals import AlreadyDone, FieldWrong, NothingToDo, ObjectUnknown
from mingjing.cases.types.steps import (
    Filed,
    PreservationDisposed,
    PreservationOrdered,
    SampleTaken,
)
from mingjing.kernel.clock import BEIJING


def demand_sample_lawful(situation: Situation, taken: SampleTaken) -> None:
    """A sample is taken by two qualified officers with credentials shown, and signed for.

    Law: APL-056, APL-042, APL-055, 行政处罚法 §56, §42, §55.
    Raises: AlreadyDone, FieldWrong, DateImpossible, TooFewQualified, OfficerNotQualified,
    IdNotShown, WitnessMissing.
    """
    known = {one.sample_id for one in situation.file.all(SampleTaken)}
    if not taken.sample_id.strip() or taken.sample_id in known:
        raise AlreadyDone(step=SampleTaken, about=taken.sample_id)
    if not (taken.what.strip() and taken.quantity.strip()):
        raise FieldWrong(
            field="what",
            zh_reason="应当写明样品和数量",
            en_reason="name sample and quantity",
        )
    _demand_day(situation, "taken_on", taken)
    demand_two_qualified(situation, taken.officers)
    demand_id_shown(taken.is_id_shown)
    demand_witness(taken.signature, taken.witness)


def _demand_day(
    situation: Situation, name: str, payload: SampleTaken | PreservationOrdered
) -> None:
    filed, today = situation.file.last(Filed), situation.law.today
    on = getattr(payload, name)
    demand_between(name, on, filed.discovered_on if filed else on, today)


def demand_preservation_described(situation: Situation, ordered: PreservationOrdered) -> None:
    """It has an id of its own, an inventory, and says why the evidence may be lost.

    Law: APL-056, 行政处罚法 §56.
    Raises: AlreadyDone, FieldWrong, DateImpossible.
    """
    known = {one.preservation_id for one in situation.file.all(PreservationOrdered)}
    if not ordered.preservation_id.strip() or ordered.preservation_id in known:
        raise AlreadyDone(step=PreservationOrdered, about=ordered.preservation_id)
    if not ordered.reason.strip():
        raise FieldWrong(
            field="reason",
            zh_reason="应当写明证据可能灭失或者以后难以取得的理由",
            en_reason="say why the evidence may be lost or hard to get later",
        )
    demand_inventory(ordered.items)
    _demand_day(situation, "started_on", ordered)


def demand_preservation_approved(situation: Situation, ordered: PreservationOrdered) -> None:
    """The head approved it before.

    Law: APL-056, 行政处罚法 §56.
    Raises: ApprovalMissing.
    """
    end_of_day = datetime.combine(ordered.started_on, time.max, BEIJING)
    demand_approved_before(
        situation.file,
        ApprovalSubject.PRESERVATION,
        approver=ordered.approved_by,
        at=end_of_day,
    )


def demand_preservation_done_right(situation: Situation, ordered: PreservationOrdered) -> None:
    """Two qualified officers, credentials shown, signed for, of things that nobody holds.

    Law: APL-042, APL-055, APL-056, 行政处罚法 §42, §55, §56.
    Raises: TooFewQualified, OfficerNotQualified, IdNotShown, WitnessMissing, HeldAlready.
    """
    demand_two_qualified(situation, ordered.officers)
    demand_id_shown(ordered.is_id_shown)
    demand_witness(ordered.signature, ordered.witness)
    demand_not_held(situation, tuple(item.mark for item in ordered.items))


def demand_something_preserved(situation: Situation) -> None:
    """Something is preserved and waits for the decision on it.

    Law: APL-056, 行政处罚法 §56.
    Raises: NothingToDo.
    """
    if not preserved(situation.file):
        raise NothingToDo(what=PreservationOrdered)


def demand_disposal_lawful(situation: Situation, disposed: PreservationDisposed) -> None:
    """What is disposed of is preserved still, and the decision says why.

    The seven working days are an alarm, not a wall: a late decision is better than none.

    Law: APL-056, 行政处罚法 §56.
    Raises: ObjectUnknown, AlreadyDone, FieldWrong, DateImpossible.
    """
    ordered = {one.preservation_id: one for one in situation.file.all(PreservationOrdered)}
    if disposed.preservation_id not in ordered:
        raise ObjectUnknown(what=disposed.preservation_id)
    open_ids = {one.preservation_id for one in preserved(situation.file)}
    if disposed.preservation_id not in open_ids:
        raise AlreadyDone(step=PreservationDisposed, about=disposed.preservation_id)
    if not disposed.reason.strip():
        raise FieldWrong(field="reason", zh_reason="应当写明理由", en_reason="it is empty")
    started = ordered[disposed.preservation_id].started_on
    demand_between("on", disposed.on, started, situation.law.today)

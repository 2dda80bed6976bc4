# SPDX-License-Identifier: Apache-2.0
"""Gates of taking a coercive measure (采取行政强制措施): the ten checks of art. 18, its papers."""

from mingjing.cases.rules.approvals import demand_approved_before
from mingjing.cases.rules.asking import inner_gate
from mingjing.cases.rules.dates import demand_between
from mingjing.cases.rules.people import demand_two_qualified
from mingjing.cases.rules.situation import Situation
from mingjing.cases.rules.things import demand_inventory, demand_witness, plain_mark
from mingjing.cases.types.codes import ApprovalSubject, MeasureDuty, MeasureKind, Signature
from mingjing.cases.types.refusals import (
    AlreadyDone,
    CoercionItemMissing,
    FieldWrong,
    FrozenTooMuch,
    HeldAlready,
    KeeperNotAllowed,
    MeasureBasisTooLow,
    MeasureProcedureMissing,
    MeasureTooLong,
    NecessitiesHeld,
)
from mingjing.cases.types.steps import Filed, MeasureTaken
from mingjing.kernel.clock import local_date as day_of
from mingjing.kernel.money import format_yuan
from mingjing.registry.types import InstrumentLevel

_MAY_SEAL = frozenset(
    {
        InstrumentLevel.LAW,
        InstrumentLevel.ADMINISTRATIVE_REGULATION,
        InstrumentLevel.LOCAL_REGULATION,
    }
)
_ONLY_LAW = frozenset({InstrumentLevel.LAW})
_PARTY_IS_THERE = frozenset({MeasureDuty.RIGHTS_TOLD, MeasureDuty.PARTY_HEARD})


def demand_measure_described(situation: Situation, taken: MeasureTaken) -> None:
    """The measure has an id of its own, a reason, an inventory, and a day that can be.

    Law: ACL-024, 行政强制法 §24.
    Raises: AlreadyDone, FieldWrong, DateImpossible.
    """
    known = {one.measure_id for one in situation.file.all(MeasureTaken)}
    if not taken.measure_id.strip() or taken.measure_id in known:
        raise AlreadyDone(step=MeasureTaken, about=taken.measure_id)
    if not taken.reason.strip():
        raise FieldWrong(field="reason", zh_reason="应当写明理由", en_reason="it is empty")
    demand_inventory(taken.items)
    law, filed = situation.law, situation.file.last(Filed)
    day = day_of(taken.taken_at)
    earliest = filed.discovered_on if filed else day
    demand_between("taken_at", day, earliest, law.today)
    if taken.taken_at > law.now:
        raise FieldWrong(field="taken_at", zh_reason="时间在将来", en_reason="it is in the future")


def demand_measure_item(situation: Situation, taken: MeasureTaken) -> None:
    """A coercion item in force of the agency's power list carries the measure.

    Law: ACL-017, ACL-022, 行政强制法 §17, §22.
    Raises: CoercionItemMissing.
    """
    demand_coercion_item(situation, taken.power_item_code)


@inner_gate
def demand_coercion_item(situation: Situation, item_code: str) -> None:
    """The item that was named is in force for this agency, place and day.

    Law: ACL-012, ACL-017, 行政强制法 §13, §17.
    Raises: CoercionItemMissing.
    """
    if situation.around.coercion is None:
        raise CoercionItemMissing(item=item_code, on=situation.law.today.isoformat())


def demand_measure_basis(situation: Situation, taken: MeasureTaken) -> None:
    """The basis is of a level that may set the measure: freezing by a law only.

    Law: ACL-009, ACL-010, ACL-029, 行政强制法 §9, §10, §11, §29.
    Raises: MeasureBasisTooLow.
    """
    may = _ONLY_LAW if taken.kind is MeasureKind.FREEZING else _MAY_SEAL
    if situation.around.basis_level not in may:
        raise MeasureBasisTooLow(basis=taken.basis, kind=taken.kind)


def demand_measure_approved(situation: Situation, taken: MeasureTaken) -> None:
    """The head approved before; an urgent measure is approved within twenty-four hours after.

    Law: ACL-018, ACL-019, 行政强制法 §18(1), §19.
    Raises: ApprovalMissing.
    """
    if not taken.is_urgent:
        demand_approved_before(
            situation.file,
            ApprovalSubject(taken.kind.value),
            approver=taken.approved_by,
            at=taken.taken_at,
        )


def demand_measure_officers(situation: Situation, taken: MeasureTaken) -> None:
    """Two qualified officers of the agency itself; measures cannot be delegated.

    Law: ACL-017, ACL-018, 行政强制法 §17, §18(2).
    Raises: TooFewQualified, OfficerNotQualified.
    """
    demand_two_qualified(situation, taken.officers, "coercion.officers_min")


def demand_measure_procedure(situation: Situation, taken: MeasureTaken) -> None:
    """Credentials, call, rights, hearing, record, papers; for an absent party a witness.

    A bank account is frozen without telling the party before, so only credentials and the record
    are due then; the decision follows within three working days.

    Law: ACL-018, ACL-024, 行政强制法 §18(3)-(9), §24, §30.
    Raises: MeasureProcedureMissing, WitnessMissing.
    """
    owed = _owed(taken)
    done = {
        MeasureDuty.ID_SHOWN: taken.is_id_shown,
        MeasureDuty.PARTY_CALLED: taken.is_party_called,
        MeasureDuty.RIGHTS_TOLD: taken.are_rights_told,
        MeasureDuty.PARTY_HEARD: taken.is_party_heard,
        MeasureDuty.RECORD_MADE: taken.is_record_made,
        MeasureDuty.DECISION_HANDED: taken.is_decision_handed,
        MeasureDuty.INVENTORY_COPIES: taken.inventory_copies
        >= situation.law.limit("coercion.inventory_copies").whole,
    }
    missing = tuple(duty for duty in MeasureDuty if duty in owed and not done[duty])
    if missing:
        raise MeasureProcedureMissing(missing=missing)
    if taken.kind is not MeasureKind.FREEZING:
        demand_witness(taken.signature, taken.witness)


def _owed(taken: MeasureTaken) -> frozenset[MeasureDuty]:
    if taken.kind is MeasureKind.FREEZING:
        return frozenset({MeasureDuty.ID_SHOWN, MeasureDuty.RECORD_MADE})
    if taken.signature is Signature.ABSENT:
        return frozenset(MeasureDuty) - _PARTY_IS_THERE - {MeasureDuty.DECISION_HANDED}
    return frozenset(MeasureDuty)


def demand_free_things(situation: Situation, taken: MeasureTaken) -> None:
    """Nothing of it is sealed, seized, frozen or preserved already, here or elsewhere.

    Law: ACL-023, ACL-029, 行政强制法 §23(2), §29(2).
    Raises: HeldAlready.
    """
    demand_not_held(situation, tuple(item.mark for item in taken.items))


@inner_gate
def demand_not_held(situation: Situation, marks: tuple[str, ...]) -> None:
    """None of the marks is held already.

    Law: ACL-023, 行政强制法 §23(2).
    Raises: HeldAlready.
    """
    again = tuple(mark for mark in marks if plain_mark(mark) in situation.around.held)
    if again:
        raise HeldAlready(marks=again)


def demand_no_necessities(situation: Situation, taken: MeasureTaken) -> None:
    """No living necessities of a citizen and those he maintains.

    Law: ACL-023, 行政强制法 §23(1).
    Raises: NecessitiesHeld.
    """
    if taken.has_necessities:
        raise NecessitiesHeld


def demand_keeper(situation: Situation, taken: MeasureTaken) -> None:
    """Only sealed things may be kept by a third person; what is seized the agency keeps.

    Law: ACL-026, 行政强制法 §26(2).
    Raises: KeeperNotAllowed.
    """
    if taken.keeper.strip() and taken.kind is not MeasureKind.SEALING:
        raise KeeperNotAllowed(kind=taken.kind)


def demand_frozen_sum(situation: Situation, taken: MeasureTaken) -> None:
    """What is frozen is no more than the act concerns.

    Law: ACL-029, 行政强制法 §29(2).
    Raises: FieldWrong, FrozenTooMuch.
    """
    if taken.kind is not MeasureKind.FREEZING:
        return
    if taken.fen <= 0:
        raise FieldWrong(field="fen", zh_reason="应当写明冻结数额", en_reason="no amount is stated")
    if taken.fen > taken.concerned_fen:
        raise FrozenTooMuch(
            frozen=format_yuan(taken.fen), concerned=format_yuan(taken.concerned_fen)
        )


def demand_measure_term(situation: Situation, taken: MeasureTaken) -> None:
    """The term of the decision is no longer than the law's.

    Law: ACL-024, ACL-025, ACL-032, 行政强制法 §24, §25, §32.
    Raises: MeasureTooLong.
    """
    is_frozen = taken.kind is MeasureKind.FREEZING
    limit = situation.law.limit("coercion.freeze_days" if is_frozen else "coercion.seal_days")
    if not 0 <= taken.days <= limit.whole:
        raise MeasureTooLong(days=taken.days, most=limit.whole, zh_what="期限", en_what="term")

# SPDX-License-Identifier: Apache-2.0
"""Gates of performance (履行): payment, collecting on the spot, handing in, deferral."""

from mingjing.cases.rules.asking import inner_gate
from mingjing.cases.rules.correction import has_correction_order, owes_correction
from mingjing.cases.rules.dates import demand_between
from mingjing.cases.rules.owed import (
    in_force,
    is_performed,
    money_of,
    received_on,
    unperformed_kinds,
)
from mingjing.cases.rules.situation import Situation
from mingjing.cases.types.codes import (
    ExecutionManner,
    GoodsDisposal,
    OnSpotGround,
    PayManner,
    Procedure,
)
from mingjing.cases.types.refusals import (
    AlreadyDone,
    DateImpossible,
    FieldWrong,
    GoodsUnaccounted,
    MoneyKeptBack,
    NothingOwed,
    NothingToDo,
    ObjectUnknown,
    OfficerMayNotCollect,
    PaymentTooMuch,
    PenaltyNotDecided,
    ReceiptMissing,
)
from mingjing.cases.types.steps import (
    ExecutionDecided,
    MoneyHandedIn,
    PaymentReceived,
    PenaltyPerformed,
    PerformanceDeferred,
)
from mingjing.kernel.money import FEN_PER_YUAN, format_yuan
from mingjing.registry.types import PenaltyKind


def demand_money_owed(situation: Situation) -> None:
    """Money is owed still.

    Law: APL-067, 行政处罚法 §67.
    Raises: NothingOwed.
    """
    if money_of(situation.file, situation.law).is_settled:
        raise NothingOwed


def demand_payment_fits(situation: Situation, paid: PaymentReceived) -> None:
    """No more is taken than was owed on the day of payment, fine and surcharge apart.

    Law: APL-067, APL-070, APL-072, 行政处罚法 §67, §70, §72; ACL-045, 行政强制法 §45.
    Raises: FieldWrong, DateImpossible, PaymentTooMuch, ReceiptMissing.
    """
    if paid.fen < 0 or paid.surcharge_fen < 0 or paid.fen + paid.surcharge_fen == 0:
        raise FieldWrong(field="fen", zh_reason="金额应当大于零", en_reason="it must be above zero")
    earliest = received_on(situation.file) or paid.paid_on
    demand_between("paid_on", paid.paid_on, earliest, situation.law.today)
    if not paid.receipt_no.strip():
        raise ReceiptMissing
    rest, surcharge = _owed_then_and_now(situation, paid)
    if paid.fen > rest or paid.surcharge_fen > surcharge:
        raise PaymentTooMuch(
            paid=format_yuan(paid.fen + paid.surcharge_fen),
            rest=format_yuan(rest),
            surcharge=format_yuan(surcharge),
        )


def _owed_then_and_now(situation: Situation, paid: PaymentReceived) -> tuple[int, int]:
    """What was left on the day of payment and is left still: later payments may be on file."""
    file, law = situation.file, situation.law
    then, now = money_of(file, law, paid.paid_on), money_of(file, law)
    return (
        min(then.rest_fen, now.rest_fen),
        min(then.rest_surcharge_fen, now.rest_surcharge_fen),
    )


def demand_collection_lawful(situation: Situation, paid: PaymentReceived) -> None:
    """Officers collect only in the cases that the law names; all else goes to the bank.

    Small: simple procedure and a fine of at most one hundred yuan. Hard: simple procedure and
    otherwise hard to execute. Remote: either procedure, on the party's own request.

    Law: APL-067, APL-068, APL-069, APL-053, 行政处罚法 §53, §67, §68, §69.
    Raises: OfficerMayNotCollect.
    """
    limit = situation.law.limit("penalty.on_spot_collect")
    is_simple = situation.file.procedure is Procedure.SIMPLE
    fine = money_of(situation.file, situation.law).fine_fen
    may = {
        OnSpotGround.SMALL: is_simple and fine <= limit.value * FEN_PER_YUAN,
        OnSpotGround.HARD: is_simple,
        OnSpotGround.REMOTE: paid.is_requested,
    }
    is_on_spot = paid.manner is PayManner.ON_SPOT
    is_lawful = may.get(paid.ground, False) if paid.ground else False
    if is_on_spot != bool(paid.ground) or (is_on_spot and not is_lawful):
        raise OfficerMayNotCollect(most=limit.plain_value)


def demand_collected(situation: Situation) -> None:
    """Money was collected on the spot.

    Law: APL-071, 行政处罚法 §71.
    Raises: NothingToDo.
    """
    if not any(p.manner is PayManner.ON_SPOT for p in situation.file.all(PaymentReceived)):
        raise NothingToDo(what=PaymentReceived)


def demand_handing_in_dated(situation: Situation, handed: MoneyHandedIn) -> None:
    """It names a payment collected on the spot; agency after the officer, bank after the agency.

    Late is entered as late: the clocks show it.

    Law: APL-071, APL-074, 行政处罚法 §71, §74.
    Raises: ObjectUnknown, AlreadyDone, MoneyKeptBack, DateImpossible.
    """
    payments = {
        step.seq: p
        for step, p in situation.file.each(PaymentReceived)
        if p.manner is PayManner.ON_SPOT
    }
    if handed.payment_seq not in payments:
        raise ObjectUnknown(what=handed.payment_seq)
    before = [p for p in situation.file.all(MoneyHandedIn) if p.payment_seq == handed.payment_seq]
    if before and (before[-1].to_bank_on is not None or handed.to_bank_on is None):
        raise AlreadyDone(step=MoneyHandedIn, about=handed.payment_seq)
    today = situation.law.today
    paid = payments[handed.payment_seq]
    demand_whole(paid.fen + paid.surcharge_fen, handed.fen)
    paid_on = paid.paid_on
    demand_between("to_agency_on", handed.to_agency_on, paid_on, today)
    if handed.to_bank_on is not None:
        demand_between("to_bank_on", handed.to_bank_on, handed.to_agency_on, today)


@inner_gate
def demand_whole(due_fen: int, given_fen: int) -> None:
    """All of the money goes on to the treasury; nothing is kept back. Units: fen.

    Law: APL-074, 行政处罚法 §74(2).
    Raises: MoneyKeptBack.
    """
    if due_fen != given_fen:
        raise MoneyKeptBack(due=format_yuan(due_fen), given=format_yuan(given_fen))


def demand_goods_accounted(situation: Situation, performed: PenaltyPerformed) -> None:
    """Confiscated goods are auctioned, dealt with by rule or destroyed; the proceeds go on whole.

    Law: APL-074, 行政处罚法 §74(1)-(2).
    Raises: GoodsUnaccounted, MoneyKeptBack.
    """
    is_confiscation = performed.kind is PenaltyKind.CONFISCATE_GOODS
    is_sold = performed.goods is GoodsDisposal.AUCTION
    if is_confiscation != (performed.goods is not None) or performed.proceeds_fen < 0:
        raise GoodsUnaccounted
    if is_sold and not performed.proceeds_fen:
        raise GoodsUnaccounted
    demand_whole(performed.proceeds_fen, performed.treasury_fen)


def demand_detention_counted(situation: Situation, performed: PenaltyPerformed) -> None:
    """Detention that was served says for how many days: they may count towards a sentence.

    Law: APL-035, 行政处罚法 §35(1).
    Raises: FieldWrong.
    """
    is_detention = performed.kind is PenaltyKind.DETENTION
    if is_detention is not (performed.days > 0) or performed.days < 0:
        raise FieldWrong(
            field="days",
            zh_reason="行政拘留应当填写已执行的天数，其他情形不填",
            en_reason="detention states the days served, nothing else does",
        )


def demand_deferral_lawful(situation: Situation, deferred: PerformanceDeferred) -> None:
    """The party applied, with hardship; instalments add up to what is owed and end at the end.

    Law: APL-066, 行政处罚法 §66(2).
    Raises: FieldWrong, DateImpossible.
    """
    today = situation.law.today
    if not deferred.reason.strip():
        raise FieldWrong(
            field="reason", zh_reason="应当写明确有困难的情形", en_reason="state the hardship"
        )
    earliest = received_on(situation.file) or deferred.applied_on
    demand_between("applied_on", deferred.applied_on, earliest, today)
    if deferred.until_on <= today:
        raise DateImpossible(
            field="until_on",
            on=deferred.until_on.isoformat(),
            earliest=today.isoformat(),
            latest="",
        )
    _demand_instalments(situation, deferred)


def _demand_instalments(situation: Situation, deferred: PerformanceDeferred) -> None:
    if not deferred.instalments:
        return
    days = [one.by_on for one in deferred.instalments]
    is_ordered = days == sorted(set(days)) and days[-1] == deferred.until_on
    if not is_ordered or any(one.fen <= 0 for one in deferred.instalments):
        raise FieldWrong(
            field="instalments",
            zh_reason="各期应当依次排列，末期为最后一日，金额大于零",
            en_reason="they must be in order, end on the last day, and be above zero",
        )
    rest = money_of(situation.file, situation.law).rest_fen
    if sum(one.fen for one in deferred.instalments) != rest:
        raise FieldWrong(
            field="instalments",
            zh_reason=f"各期合计应当等于未缴的 {format_yuan(rest)} 元",
            en_reason=f"together they must be the {format_yuan(rest)} yuan that are left",
        )


def demand_performance_decided(situation: Situation, performed: PenaltyPerformed) -> None:
    """What is performed was decided, and was not performed before.

    A duty to correct, remove or restore names no kind; what was done in the party's stead was
    watched by an officer and signed for.

    Law: APL-066, 行政处罚法 §66(1); ACL-051, 行政强制法 §51(3)-(4).
    Raises: PenaltyNotDecided, FieldWrong, DateImpossible.
    """
    file = situation.file
    if performed.kind is None:
        if not (has_correction_order(file) or file.has(ExecutionDecided)):
            raise PenaltyNotDecided
    elif performed.kind not in unperformed_kinds(file):
        raise PenaltyNotDecided
    if not performed.text.strip():
        raise FieldWrong(field="text", zh_reason="应当写明履行情况", en_reason="it is empty")
    earliest = received_on(file) or performed.on
    demand_between("on", performed.on, earliest, situation.law.today)
    decided = file.last(ExecutionDecided)
    is_substitute = decided is not None and decided.manner is ExecutionManner.SUBSTITUTE
    if is_substitute and not (performed.supervisor.strip() and performed.signature):
        raise FieldWrong(
            field="supervisor",
            zh_reason="代履行应当有人到场监督并签名",
            en_reason="substitute performance is watched and signed for",
        )


def demand_something_owed(situation: Situation) -> None:
    """A decision stands, and something of it is not performed.

    Law: ACL-034, 行政强制法 §34; APL-066, 行政处罚法 §66.
    Raises: NothingOwed.
    """
    file, law = situation.file, situation.law
    if in_force(file) is None or (is_performed(file, law) and not owes_correction(file)):
        raise NothingOwed

# SPDX-License-Identifier: Apache-2.0
"""Gates of applying to the court, of suspension, end and agreement (申请法院、中止、终结)."""

from mingjing.cases.rules.clocks import lapse_of
from mingjing.cases.rules.dates import demand_between
from mingjing.cases.rules.demand import (
    SUSPENSION,
    demand_defence_not_adopted,
    first_demand,
    is_execution_suspended,
)
from mingjing.cases.rules.owed import in_force, money_of, received_on
from mingjing.cases.rules.remedies import court_window
from mingjing.cases.rules.situation import Situation
from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.codes import CourtAnswer, EndGround
from mingjing.cases.types.refusals import (
    AgreementUnlawful,
    CourtFeeCharged,
    CourtPapersMissing,
    CourtWindowClosed,
    DemandRunning,
    EndGroundWrong,
    ExecutionCostEarly,
    ExecutionOver,
    ExecutionStayed,
    FieldWrong,
    NothingToDo,
    RemediesOpen,
    RemedyUnderWay,
)
from mingjing.cases.types.steps import (
    AgreementMade,
    CourtAnswered,
    CourtApplied,
    DemandServed,
    ExecutionEnded,
    ExecutionResumed,
    ExecutionSuspended,
)
from mingjing.kernel.money import format_yuan
from mingjing.kernel.terms import due

WINDOW = "DL-17"


def is_court_accepted(file: CaseFile) -> bool:
    """Whether the court has taken the application; for closing.

    Law: ACL-056, 行政强制法 §56.
    """
    answers = [one.answer for one in file.all(CourtAnswered)]
    last = answers[-1] if answers else None
    return last in (CourtAnswer.ACCEPTED, CourtAnswer.GRANTED)


def demand_after_ten_days(situation: Situation, applied: CourtApplied) -> None:
    """Ten working days have gone since the demand was served, and no answer to it holds.

    Law: ACL-036, ACL-054, 行政强制法 §36, §54; DL-16.
    Raises: DemandMissing, DemandRunning, DefenceAdopted, DateImpossible.
    """
    law = situation.law
    served = first_demand(situation.file)
    demand_between("on", applied.on, served.served_on, law.today)
    demand_defence_not_adopted(situation)
    last = due(served.served_on, law.limit("coercion.demand_days").term, calendar=law.calendar)
    if not last.is_over(applied.on):
        raise DemandRunning(last=last.on.isoformat(), on=applied.on.isoformat())


def demand_in_window(situation: Situation, applied: CourtApplied) -> None:
    """After the remedy periods, within three months.

    Law: ACL-053, 行政强制法 §53; APL-072, 行政处罚法 §72(2); DL-17.
    Raises: RemediesOpen, RemedyUnderWay, CourtWindowClosed.
    """
    window = court_window(situation.file, situation.law)
    if window is None:
        raise RemedyUnderWay
    if not window.opens_after.is_over(applied.on):
        raise RemediesOpen(last=window.opens_after.on.isoformat())
    if window.last.is_over(applied.on) or lapse_of(situation.file, WINDOW, ""):
        raise CourtWindowClosed(last=window.last.on.isoformat())


def demand_court_papers(situation: Situation, applied: CourtApplied) -> None:
    """The four papers are there, and the court is named.

    Law: ACL-055, 行政强制法 §55.
    Raises: CourtPapersMissing, FieldWrong.
    """
    papers = (
        applied.has_signed_application,
        applied.has_decision,
        applied.has_opinion,
        applied.has_object,
    )
    if not all(papers):
        raise CourtPapersMissing
    if not applied.court.strip():
        raise FieldWrong(field="court", zh_reason="应当写明法院", en_reason="it is empty")


def demand_no_fee(situation: Situation, applied: CourtApplied) -> None:
    """The agency pays no fee for its application.

    Law: ACL-060, 行政强制法 §60(1).
    Raises: CourtFeeCharged.
    """
    if applied.fee_fen:
        raise CourtFeeCharged(fee=format_yuan(applied.fee_fen))


def demand_party_bears_cost(situation: Situation, answered: CourtAnswered) -> None:
    """The cost of execution falls on the party, once the court has ruled that it is executed.

    Law: ACL-060, 行政强制法 §60(1).
    Raises: ExecutionCostEarly.
    """
    is_ruled = answered.answer is CourtAnswer.GRANTED
    if answered.cost_fen < 0 or (answered.cost_fen and not is_ruled):
        raise ExecutionCostEarly


def demand_court_asked(situation: Situation) -> None:
    """The court was asked.

    Law: ACL-056, 行政强制法 §56.
    Raises: NothingToDo.
    """
    if not situation.file.has(CourtApplied):
        raise NothingToDo(what=CourtApplied)


def demand_answer_documented(situation: Situation, answered: CourtAnswered) -> None:
    """The court's answer follows the application and has its document.

    Law: ACL-056, ACL-057, ACL-058, 行政强制法 §56, §57, §58.
    Raises: FieldWrong, DateImpossible.
    """
    if not answered.document_no.strip():
        raise FieldWrong(field="document_no", zh_reason="应当填写文书号", en_reason="it is empty")
    applied = situation.file.last(CourtApplied)
    earliest = applied.on if applied else answered.on
    demand_between("on", answered.on, earliest, situation.law.today)


def demand_not_suspended(situation: Situation) -> None:
    """Execution is not suspended already.

    Law: ACL-039, 行政强制法 §39.
    Raises: ExecutionStayed.
    """
    if is_execution_suspended(situation.file):
        raise ExecutionStayed


def demand_suspension_reasoned(situation: Situation, suspended: ExecutionSuspended) -> None:
    """The suspension says why.

    Law: ACL-039, 行政强制法 §39(1).
    Raises: FieldWrong, DateImpossible.
    """
    if not suspended.reason.strip():
        raise FieldWrong(field="reason", zh_reason="应当写明理由", en_reason="it is empty")
    earliest = received_on(situation.file) or suspended.on
    demand_between("on", suspended.on, earliest, situation.law.today)


def demand_suspended(situation: Situation) -> None:
    """Execution is suspended, and was not given up after three years.

    Law: ACL-039, 行政强制法 §39(2).
    Raises: NothingToDo, ExecutionOver.
    """
    if not is_execution_suspended(situation.file):
        raise NothingToDo(what=ExecutionSuspended)
    suspended = situation.file.last_step(ExecutionSuspended)
    if suspended is not None and lapse_of(situation.file, SUSPENSION, str(suspended.seq)):
        raise ExecutionOver


def demand_resumption_dated(situation: Situation, resumed: ExecutionResumed) -> None:
    """Resumed after it was suspended.

    Law: ACL-039, 行政强制法 §39(2).
    Raises: DateImpossible.
    """
    suspended = situation.file.last(ExecutionSuspended)
    earliest = suspended.on if suspended else resumed.on
    demand_between("on", resumed.on, earliest, situation.law.today)


def demand_not_yet_ended(situation: Situation) -> None:
    """Nobody ended execution before.

    Law: ACL-040, 行政强制法 §40.
    Raises: ExecutionOver.
    """
    if situation.file.has(ExecutionEnded):
        raise ExecutionOver


def demand_end_ground(situation: Situation, ended: ExecutionEnded) -> None:
    """The ground is there: a citizen dies, an organisation ends, a decision is revoked.

    Law: ACL-039, ACL-040, 行政强制法 §39(2), §40.
    Raises: EndGroundWrong, FieldWrong, DateImpossible.
    """
    if not ended.text.strip():
        raise FieldWrong(field="text", zh_reason="应当写明情况", en_reason="it is empty")
    earliest = received_on(situation.file) or ended.on
    demand_between("on", ended.on, earliest, situation.law.today)
    file = situation.file
    suspended = file.last_step(ExecutionSuspended)
    is_given_up = suspended is not None and lapse_of(file, SUSPENSION, str(suspended.seq))
    has_ground = {
        EndGround.DEATH: file.party.is_citizen,
        EndGround.DISSOLVED: not file.party.is_citizen,
        EndGround.REVOKED: in_force(file) is None,
        EndGround.SUSPENDED: bool(is_given_up),
    }
    if not has_ground.get(ended.ground, True):
        raise EndGroundWrong(ground=ended.ground)


def demand_agreement_lawful(situation: Situation, agreed: AgreementMade) -> None:
    """Made in execution; only surcharge is reduced, and only once the party has made good.

    Law: ACL-042, 行政强制法 §42.
    Raises: NothingToDo, FieldWrong, DateImpossible, AgreementUnlawful.
    """
    if not situation.file.has(DemandServed):
        raise NothingToDo(what=DemandServed)
    if not agreed.text.strip():
        raise FieldWrong(field="text", zh_reason="应当写明协议内容", en_reason="it is empty")
    earliest = received_on(situation.file) or agreed.on
    demand_between("on", agreed.on, earliest, situation.law.today)
    demand_between("until_on", agreed.until_on, agreed.on, agreed.until_on.max)
    surcharge = money_of(situation.file, situation.law, agreed.on).rest_surcharge_fen
    is_too_much = not 0 <= agreed.reduced_surcharge_fen <= surcharge
    if is_too_much or (agreed.reduced_surcharge_fen and not agreed.remedied.strip()):
        raise AgreementUnlawful(surcharge=format_yuan(surcharge))

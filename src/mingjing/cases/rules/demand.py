# SPDX-License-Identifier: Apache-2.0
"""Gates of the written demand (催告), and of what may halt execution."""

from datetime import date

from mingjing.cases.rules.asking import inner_gate
from mingjing.cases.rules.clocks import lapse_of
from mingjing.cases.rules.dates import demand_between
from mingjing.cases.rules.owed import money_of, payment_due
from mingjing.cases.rules.remedies import is_stayed
from mingjing.cases.rules.situation import Situation
from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.refusals import (
    AmountWrong,
    DefenceAdopted,
    DemandMissing,
    DemandRunning,
    ExecutionOver,
    ExecutionStayed,
    FieldWrong,
    NothingToDo,
    NotYetDue,
    RightsNotTold,
)
from mingjing.cases.types.steps import (
    AgreementMade,
    DemandAnswered,
    DemandServed,
    ExecutionEnded,
    ExecutionResumed,
    ExecutionSuspended,
)
from mingjing.kernel.money import format_yuan

SUSPENSION = "DL-18"


def is_execution_suspended(file: CaseFile) -> bool:
    """Whether execution is suspended now."""
    return file.is_since(ExecutionSuspended, ExecutionResumed)


def is_execution_ended(file: CaseFile) -> bool:
    """Whether execution was ended, or given up after three years of suspension.

    Law: ACL-039, ACL-040, 行政强制法 §39, §40.
    """
    suspended = file.last_step(ExecutionSuspended)
    is_given_up = suspended is not None and lapse_of(file, SUSPENSION, str(suspended.seq))
    return file.has(ExecutionEnded) or bool(is_given_up)


def demand_not_ended(situation: Situation) -> None:
    """Execution has not ended for good.

    Law: ACL-039, ACL-040, 行政强制法 §39, §40.
    Raises: ExecutionOver.
    """
    if is_execution_ended(situation.file):
        raise ExecutionOver


def demand_not_halted(situation: Situation) -> None:
    """No stay, no suspension, no agreement that still runs; a remedy alone halts nothing.

    Law: APL-073, 行政处罚法 §73; REM-4, ACL-039, ACL-042, 行政强制法 §39, §42.
    Raises: ExecutionStayed.
    """
    file = situation.file
    agreed = file.last(AgreementMade)
    is_agreed = agreed is not None and situation.law.today <= agreed.until_on
    if is_stayed(file) or is_execution_suspended(file) or is_agreed:
        raise ExecutionStayed


def demand_overdue(situation: Situation, served: DemandServed) -> None:
    """The party's own time is over on the day of service.

    Law: ACL-034, ACL-035, 行政强制法 §34, §35; APL-066, 行政处罚法 §66.
    Raises: NotYetDue, DateImpossible.
    """
    last = payment_due(situation.file, situation.law)
    demand_between("served_on", served.served_on, date.min, situation.law.today)
    if last is None or not last.is_over(served.served_on):
        raise NotYetDue(last=last.on.isoformat() if last else "", on=served.served_on.isoformat())


def demand_demand_complete(situation: Situation, served: DemandServed) -> None:
    """It states term, manner, exact amount, and the right to state and defend.

    Law: ACL-035, ACL-038, ACL-045, 行政强制法 §35, §38, §45.
    Raises: FieldWrong, DateImpossible, RightsNotTold, AmountWrong.
    """
    for name, said in (("text", served.text), ("manner", served.manner)):
        if not said.strip():
            raise FieldWrong(field=name, zh_reason="不能为空", en_reason="it is empty")
    demand_between("until_on", served.until_on, served.served_on, date.max)
    if not served.tells_rights:
        raise RightsNotTold
    owed = money_of(situation.file, situation.law, served.served_on)
    if (served.fen, served.surcharge_fen) != (owed.rest_fen, owed.rest_surcharge_fen):
        raise AmountWrong(
            on=served.served_on.isoformat(),
            rest=format_yuan(owed.rest_fen),
            surcharge=format_yuan(owed.rest_surcharge_fen),
        )


def demand_demand_proved(situation: Situation, served: DemandServed) -> None:
    """The service of the demand has its proof.

    Law: ACL-038, 行政强制法 §38.
    Raises: FieldWrong.
    """
    if not served.receipt.strip():
        raise FieldWrong(field="receipt", zh_reason="不能为空", en_reason="it is empty")


def demand_second_after_first(situation: Situation, served: DemandServed) -> None:
    """A second demand follows a first.

    Law: ACL-051, 行政强制法 §51(2).
    Raises: DemandMissing.
    """
    if served.is_second and not situation.file.has(DemandServed):
        raise DemandMissing


def demand_demand_served(situation: Situation) -> None:
    """A demand was served.

    Law: ACL-036, 行政强制法 §36.
    Raises: NothingToDo.
    """
    if not situation.file.has(DemandServed):
        raise NothingToDo(what=DemandServed)


def demand_answer_recorded(situation: Situation, answered: DemandAnswered) -> None:
    """What the party said is on record, on a day after the demand.

    Law: ACL-036, 行政强制法 §36.
    Raises: FieldWrong, DateImpossible.
    """
    if not answered.text.strip():
        raise FieldWrong(field="text", zh_reason="应当记录当事人的意见", en_reason="it is empty")
    served = situation.file.last(DemandServed)
    earliest = served.served_on if served else answered.on
    demand_between("on", answered.on, earliest, situation.law.today)


def first_demand(file: CaseFile) -> DemandServed:
    """The last demand that is not the second one of substitute performance.

    Law: ACL-035, 行政强制法 §35.
    Raises: DemandMissing.
    """
    found = [one for one in file.all(DemandServed) if not one.is_second]
    if not found:
        raise DemandMissing
    return found[-1]


@inner_gate
def demand_defence_not_adopted(situation: Situation) -> None:
    """No defence against the demand was adopted since it was served.

    Law: ACL-036, 行政强制法 §36.
    Raises: DefenceAdopted.
    """
    file = situation.file
    first = [step.seq for step, one in file.each(DemandServed) if not one.is_second]
    adopted = [step.seq for step, one in file.each(DemandAnswered) if one.is_adopted]
    if first and adopted and adopted[-1] > first[-1]:
        raise DefenceAdopted


@inner_gate
def demand_ran_out(served: DemandServed, on: date) -> None:
    """The term of the demand is over on a day.

    Law: ACL-037, 行政强制法 §37(1).
    Raises: DemandRunning.
    """
    if on <= served.until_on:
        raise DemandRunning(last=served.until_on.isoformat(), on=on.isoformat())

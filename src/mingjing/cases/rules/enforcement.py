# SPDX-License-Identifier: Apache-2.0
"""Gates of the agency's own execution (强制执行决定): power, demand, time, manner."""

from collections.abc import Callable
from datetime import datetime

from mingjing.cases.rules.coercion import demand_coercion_item
from mingjing.cases.rules.demand import (
    demand_defence_not_adopted,
    demand_ran_out,
    first_demand,
)
from mingjing.cases.rules.measures import in_force as measures_in_force
from mingjing.cases.rules.owed import debt_of, money_of
from mingjing.cases.rules.remedies import are_remedies_over, remedy_period
from mingjing.cases.rules.situation import LawInForce, Situation
from mingjing.cases.types.codes import ExecutionManner, MeasureKind
from mingjing.cases.types.refusals import (
    DateImpossible,
    DemolitionNotAnnounced,
    FieldWrong,
    NightOrHoliday,
    NoPowerToExecute,
    NothingOwed,
    NothingToAuction,
    RemediesOpen,
    SecondDemandMissing,
    SubstituteUnfounded,
    SurchargeTooShort,
    UtilitiesCut,
)
from mingjing.cases.types.steps import DemandServed, ExecutionDecided
from mingjing.kernel.calendar import DayKind
from mingjing.kernel.clock import BEIJING, local_date
from mingjing.kernel.terms import latest_before
from mingjing.registry.types import InstrumentLevel, parse_provision

_AUCTION_BY_ANYBODY = "administrative-coercion-law 46"
"""The article by which an agency without power of its own may auction what it sealed."""
_BY_ANYBODY = frozenset({_AUCTION_BY_ANYBODY, "administrative-coercion-law 52"})
"""What the coercion law lets every agency do; it stands on no power list."""


def demand_power_in_law(situation: Situation, decided: ExecutionDecided) -> None:
    """An article of a law and the power list give the power; every other agency goes to the court.

    Law: ACL-012, 行政强制法 §13.
    Raises: NoPowerToExecute, CoercionItemMissing, FieldWrong.
    """
    if situation.around.basis_level is not InstrumentLevel.LAW:
        raise NoPowerToExecute(basis=decided.power_basis)
    if parse_provision(decided.power_basis).ref.text not in _BY_ANYBODY:
        demand_coercion_item(situation, decided.power_item_code)
    if not decided.reason.strip():
        raise FieldWrong(field="reason", zh_reason="应当写明理由", en_reason="it is empty")


def demand_after_demand(situation: Situation, decided: ExecutionDecided) -> None:
    """The demand has run out unanswered, or its answer does not hold.

    Where assets are being hidden the term need not run out; what is cleared at once needs none.

    Law: ACL-035, ACL-036, ACL-037, ACL-052, 行政强制法 §35, §36, §37, §52.
    Raises: DemandMissing, DemandRunning, DefenceAdopted.
    """
    if decided.clears_now and decided.manner is ExecutionManner.SUBSTITUTE:
        return
    served = first_demand(situation.file)
    demand_defence_not_adopted(situation)
    if not decided.is_hiding:
        demand_ran_out(served, situation.law.today)


def demand_lawful_hour(situation: Situation, decided: ExecutionDecided) -> None:
    """Not before the decision, not at night, not on a statutory holiday unless urgent.

    Law: ACL-043, 行政强制法 §43(1).
    Raises: DateImpossible, NightOrHoliday.
    """
    law = situation.law
    if decided.at < law.now and not decided.clears_now:
        raise DateImpossible(
            field="at",
            on=decided.at.isoformat(timespec="minutes"),
            earliest=law.now.isoformat(timespec="minutes"),
            latest="",
        )
    if not decided.is_urgent and not decided.clears_now and is_at_rest(decided.at, law):
        raise NightOrHoliday(
            at=decided.at.astimezone(BEIJING).isoformat(" ", "minutes")[:16],
            night_from=law.limit("coercion.night_from").whole,
            night_to=law.limit("coercion.night_to").whole,
        )


def is_at_rest(at: datetime, law: LawInForce) -> bool:
    """Whether an instant lies at night or on a statutory holiday.

    Law: ACL-043, 行政强制法 §43(1).
    """
    hour = at.astimezone(BEIJING).hour
    starts, ends = (law.limit(f"coercion.night_{side}").whole for side in ("from", "to"))
    is_night = hour >= starts or hour < ends
    return is_night or law.calendar.day(local_date(at)).kind is DayKind.HOLIDAY


def demand_no_utilities_cut(situation: Situation, decided: ExecutionDecided) -> None:
    """Nobody's water, power, heat or gas is cut to force performance; no urgency changes that.

    Law: ACL-043, 行政强制法 §43(2).
    Raises: UtilitiesCut.
    """
    if decided.cuts_utilities:
        raise UtilitiesCut


def demand_manner_lawful(situation: Situation, decided: ExecutionDecided) -> None:
    """What the law asks of the chosen way.

    Law: ACL-044, ACL-046, ACL-050, ACL-051, 行政强制法 §44, §46, §50, §51; DL-15.
    Raises: what the gate of the manner raises.
    """
    _MANNERS[decided.manner](situation, decided)


def _demand_money_way(situation: Situation, decided: ExecutionDecided) -> None:
    """Money is owed, and its surcharge has run more than thirty days. Law: ACL-046."""
    law = situation.law
    if money_of(situation.file, law).is_settled:
        raise NothingOwed
    debt = debt_of(situation.file, law)
    least = law.limit("coercion.surcharge_run_days").whole
    days = debt.late_days(law.today) if debt else 0
    if days <= least:
        raise SurchargeTooShort(on=law.today.isoformat(), days=days, least=least)


def _demand_auction(situation: Situation, decided: ExecutionDecided) -> None:
    """Something is sealed or seized; without power of its own the agency waits for the remedies.

    Law: ACL-046, 行政强制法 §46(3).
    """
    _demand_money_way(situation, decided)
    kinds = {one.taken.kind for one in measures_in_force(situation.file)}
    if not kinds - {MeasureKind.FREEZING}:
        raise NothingToAuction
    if parse_provision(decided.power_basis).ref.text == _AUCTION_BY_ANYBODY:
        _demand_remedies_over(situation)


def _demand_remedies_over(situation: Situation) -> None:
    law = situation.law
    if not are_remedies_over(situation.file, law, law.today):
        last = remedy_period(situation.file, law)
        raise RemediesOpen(last=last.on.isoformat() if last else "")


def _demand_demolition(situation: Situation, decided: ExecutionDecided) -> None:
    """Public notice, its term over, remedy periods over. Law: ACL-044, 行政强制法 §44."""
    notice, until = decided.notice_published_on, decided.notice_until_on
    today = situation.law.today
    if notice is None or until is None or not notice <= until < today:
        raise DemolitionNotAnnounced
    _demand_remedies_over(situation)


def _demand_substitute(situation: Situation, decided: ExecutionDecided) -> None:
    """Harm, budget, an uninvolved performer, and a second demand three working days before.

    Law: ACL-050, ACL-051, ACL-052, 行政强制法 §50, §51, §52.
    """
    is_named = decided.performer.strip() and decided.is_performer_uninvolved
    if not (decided.harm.strip() and decided.cost_budget_fen > 0 and is_named):
        raise SubstituteUnfounded
    if decided.clears_now:
        return
    term = situation.law.limit("coercion.substitute_demand_days").term
    last = latest_before(local_date(decided.at), term, calendar=situation.law.calendar).on
    second = [one.served_on for one in situation.file.all(DemandServed) if one.is_second]
    if not second or second[-1] > last:
        raise SecondDemandMissing(last=last.isoformat())


def _nothing_more(situation: Situation, decided: ExecutionDecided) -> None:
    """The general gates are all."""


_MANNERS: dict[ExecutionManner, Callable[[Situation, ExecutionDecided], None]] = {
    ExecutionManner.SURCHARGE: _nothing_more,
    ExecutionManner.TRANSFER: _demand_money_way,
    ExecutionManner.AUCTION: _demand_auction,
    ExecutionManner.RESTORE: _nothing_more,
    ExecutionManner.SUBSTITUTE: _demand_substitute,
    ExecutionManner.DEMOLITION: _demand_demolition,
}

# SPDX-License-Identifier: Apache-2.0
"""Gates of filing (立案): power, place, limitation."""

from datetime import date

from mingjing.cases.rules.dates import demand_between
from mingjing.cases.rules.people import demand_two_qualified
from mingjing.cases.rules.situation import Situation
from mingjing.cases.types.codes import JurisdictionGround
from mingjing.cases.types.refusals import (
    AlreadyFiled,
    BasisMissing,
    FieldOfAnotherItem,
    FieldWrong,
    LimitationOver,
    NotOurPlace,
    PowerMissing,
)
from mingjing.cases.types.steps import DecidedOnTheSpot, Filed
from mingjing.kernel.terms import add_months

_MONTHS = 12


def demand_unfiled(situation: Situation) -> None:
    """The file is empty: a case is opened once.

    Law: APL-054, 行政处罚法 §54.
    Raises: AlreadyFiled.
    """
    if situation.file.steps:
        raise AlreadyFiled


def demand_filing_complete(situation: Situation, filed: Filed) -> None:
    """The filing says what it must, and its days can be.

    Raises: FieldWrong, DateImpossible.
    """
    if not filed.summary.strip():
        raise FieldWrong(field="summary", zh_reason="案由不能为空", en_reason="it is empty")
    today = situation.law.today
    demand_between("happened_from", filed.happened_from, date.min, filed.happened_to)
    demand_between("happened_to", filed.happened_to, filed.happened_from, today)
    demand_between("discovered_on", filed.discovered_on, filed.happened_from, today)


def demand_power(situation: Situation, filed: Filed) -> None:
    """A power item in force lets this agency punish the act, and the filing names its basis.

    Law: APL-005, APL-016, APL-017, APL-023, 行政处罚法 §5, §16, §17, §23.
    Raises: PowerMissing, BasisMissing.
    """
    if situation.around.power is None:
        raise PowerMissing(item=filed.power_item_code, on=situation.law.today.isoformat())
    if not filed.basis:
        raise BasisMissing


def demand_field(situation: Situation, opening: Filed | DecidedOnTheSpot) -> None:
    """The field of enforcement is that of the power item: numbers of the law hang on it.

    Law: APL-017, 行政处罚法 §17: within the power that the list states.
    Raises: FieldOfAnotherItem.
    """
    power = situation.around.power
    if power is not None and power.field and opening.field != power.field:
        raise FieldOfAnotherItem(item=power.item_code, field_is=power.field, given=opening.field)


def demand_place(situation: Situation, filed: Filed) -> None:
    """The act happened where the agency has power, or another ground is documented.

    Law: APL-022, APL-025, 行政处罚法 §22, §25; INS-8, 国办发〔2024〕54号.
    Raises: NotOurPlace.
    """
    if filed.jurisdiction is JurisdictionGround.PLACE and not situation.around.is_region_own:
        raise NotOurPlace(place=filed.place_region)
    if filed.jurisdiction is not JurisdictionGround.PLACE and not filed.designation_no.strip():
        raise NotOurPlace(place=filed.place_region)


def demand_within_limitation(situation: Situation, filed: Filed) -> None:
    """The act was discovered within two years, or five where safety was harmed.

    Law: APL-036, DL-09, 行政处罚法 §36: counted from the act, from its end where it continues.
    Raises: LimitationOver.
    """
    is_serious = filed.is_safety and filed.has_harm
    name = "penalty.limitation_years_serious" if is_serious else "penalty.limitation_years"
    limit = situation.law.limit(name)
    last = add_months(filed.happened_to, limit.whole * _MONTHS)
    if filed.discovered_on > last:
        raise LimitationOver(
            years=limit.whole, ended=filed.happened_to.isoformat(), last=last.isoformat()
        )


def demand_officers(situation: Situation, filed: Filed) -> None:
    """Two qualified officers are named.

    Law: APL-042, 行政处罚法 §42.
    Raises: TooFewQualified, OfficerNotQualified.
    """
    demand_two_qualified(situation, filed.officers)

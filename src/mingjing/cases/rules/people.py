# SPDX-License-Identifier: Apache-2.0
"""Gates on officers (执法人员): two, qualified, credentials shown."""

from collections.abc import Sequence

from mingjing.cases.rules.asking import inner_gate
from mingjing.cases.rules.situation import Situation
from mingjing.cases.types.refusals import IdNotShown, OfficerNotQualified, TooFewQualified


@inner_gate
def demand_two_qualified(
    situation: Situation, officers: Sequence[str], name: str = "penalty.officers_min"
) -> None:
    """At least two different officers, each with a certificate in force on the day.

    Law: APL-042, 行政处罚法 §42; ACL-018, 行政强制法 §18(2).
    Raises: TooFewQualified, OfficerNotQualified.
    """
    least = situation.law.limit(name)
    if len(set(officers)) < least.whole:
        raise TooFewQualified(found=len(set(officers)), least=least.whole)
    for officer in officers:
        if officer not in situation.around.certified:
            raise OfficerNotQualified(officer=officer, on=situation.law.today.isoformat())


@inner_gate
def demand_id_shown(is_shown: bool) -> None:
    """The officers showed their credentials on their own initiative.

    Law: APL-055, 行政处罚法 §55(1); TS-2, 国办发〔2018〕118号.
    Raises: IdNotShown.
    """
    if not is_shown:
        raise IdNotShown

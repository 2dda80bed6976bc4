# SPDX-License-Identifier: Apache-2.0
"""The published leniency lists in a case (包容免罚清单): each item is looked at."""

from collections import Counter

from mingjing.cases.rules.asking import inner_gate
from mingjing.cases.rules.situation import Situation
from mingjing.cases.types.casefile import LenientItem, Surroundings
from mingjing.cases.types.codes import ListedLeniency, Outcome
from mingjing.cases.types.refusals import (
    DeliberationMissing,
    LeniencyNotGiven,
    LeniencyNotListed,
    LeniencyUnchecked,
    LeniencyUnreasoned,
)
from mingjing.cases.types.steps import MeasureTaken, Proposal
from mingjing.registry.types import LeniencyKind

_NONE = (LeniencyKind.NONE, LeniencyKind.FIRST)
_TIERS = {
    LeniencyKind.LIGHTER: ("lighter", "mitigated", "none"),
    LeniencyKind.MITIGATED: ("mitigated", "none"),
}


def listed_for_penalty(around: Surroundings) -> tuple[LenientItem, ...]:
    """Items of the list that a penalty must answer: all but those of no coercion."""
    return tuple(one for one in around.leniency if one.kind is not LeniencyKind.NO_COERCION)


@inner_gate
def demand_list_checked(situation: Situation, proposal: Proposal) -> None:
    """Each item of the leniency list in force is looked at before a penalty; a reason is given.

    Without a penalty the list has nothing more to give, so its items may be answered or not.

    Law: LEN-1, 行政处罚法 §32, §33; the lists of law.md 4.5.
    Raises: LeniencyNotListed, LeniencyUnchecked, LeniencyUnreasoned.
    """
    items = {one.code: one for one in listed_for_penalty(situation.around)}
    named = Counter(one.code for one in proposal.listed)
    wrong = [code for code, times in named.items() if times > 1 or code not in items]
    if wrong:
        raise LeniencyNotListed(code=wrong[0])
    missing = tuple(one.name for code, one in items.items() if code not in named)
    if missing and proposal.outcome is Outcome.PENALTY:
        raise LeniencyUnchecked(items=missing)
    for check in proposal.listed:
        if check.found is not ListedLeniency.APPLIED and not check.reason.strip():
            raise LeniencyUnreasoned(item=items[check.code].name)


@inner_gate
def demand_list_followed(situation: Situation, proposal: Proposal) -> None:
    """An item that is applied shows in the result: none, mitigated or lighter, as it says.

    Law: LEN-1, 行政处罚法 §32, §33.
    Raises: LeniencyNotGiven.
    """
    if proposal.outcome is not Outcome.PENALTY:
        return
    items = {one.code: one for one in listed_for_penalty(situation.around)}
    for check in proposal.listed:
        item = items.get(check.code)
        if item is None or check.found is not ListedLeniency.APPLIED:
            continue
        if item.kind in _NONE or not _is_lighter(situation, proposal, item.kind):
            raise LeniencyNotGiven(item=item.name, leniency=item.kind)


def _is_lighter(situation: Situation, proposal: Proposal, kind: LeniencyKind) -> bool:
    """Whether the tier is as light as the item; without a benchmark, whether a ground is named."""
    ranged = situation.around.ranged
    if ranged is None or not ranged.row_no:
        return bool(proposal.lenient)
    return ranged.tier in _TIERS[kind]


def is_list_departed(proposal: Proposal) -> bool:
    """Whether an item that is met is not applied (LEN-1): the heads discuss it."""
    return any(one.found is ListedLeniency.DEPARTED for one in proposal.listed)


@inner_gate
def demand_nothing_to_discuss(situation: Situation, proposal: Proposal) -> None:
    """On the spot neither benchmark nor list is left: that takes the heads, and so a case.

    Law: LEN-1; DIS-2, 国办发〔2022〕27号; APL-057, 行政处罚法 §57(2).
    Raises: DeliberationMissing.
    """
    if proposal.deviation or is_list_departed(proposal):
        raise DeliberationMissing


def demand_no_coercion_checked(situation: Situation, taken: MeasureTaken) -> None:
    """Where the list names acts that meet no coercion, a measure says why none of them applies.

    Law: LEN-1; ACL-016, 行政强制法 §16.
    Raises: LeniencyUnchecked.
    """
    names = tuple(
        one.name for one in situation.around.leniency if one.kind is LeniencyKind.NO_COERCION
    )
    if names and not taken.list_reason.strip():
        raise LeniencyUnchecked(items=names)

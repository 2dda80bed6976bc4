# SPDX-License-Identifier: Apache-2.0
"""Which subjects a plan visits for certain, and from which the random lane is drawn.

Order of the lanes: leads, added by hand, statutory coverage, risk; whoever is left and may be
visited is the frame of the random lane. The places of the random lane are never given away.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from mingjing.inspection.rules.strata import strata_of
from mingjing.inspection.types import BudgetExceeded, Candidate, Lane


@dataclass(frozen=True, slots=True)
class SelectionOrder:
    """What the selection has to keep to: places, due date of coverage, quotas, cap."""

    budget: int
    random_take: int
    statutory_max: int
    due_before: date
    yearly_cap: int | None
    area_quotas: Mapping[str, Decimal] = field(default_factory=dict)
    area_floor: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Situation:
    """What stands around a plan: leads in order, hand-made changes, subjects busy elsewhere."""

    leads: Mapping[str, str] = field(default_factory=dict)
    added: tuple[str, ...] = ()
    removed: frozenset[str] = frozenset()
    busy: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Chosen:
    """A subject visited for certain; only a lead may bring it above the yearly cap."""

    candidate: Candidate
    lane: Lane
    lead_id: str = ""
    is_above_cap: bool = False


@dataclass(frozen=True, slots=True)
class Selection:
    """Certain visits, the frame with its strata, and who was left out for which reason."""

    chosen: tuple[Chosen, ...]
    frame: tuple[tuple[Candidate, str], ...]
    excluded: tuple[tuple[str, int], ...]
    leads_waiting: int


def random_places(budget: int, share: Decimal) -> int:
    """Places of the random lane: share of the budget, halves up."""
    return int((budget * share).to_integral_value(ROUND_HALF_UP))


def select(
    candidates: Sequence[Candidate], order: SelectionOrder, situation: Situation
) -> Selection:
    """The certain lanes and the random frame.

    Law: INS-3 (yearly cap, waived only by a lead or a reasoned addition), INS-6 (one visit),
    INS-LEAD, INS-COV, 营商环境条例 §54 (leads directly, key fields covered in full).
    Order: leads as given; coverage by oldest visit; risk by rank; all ties by subject id.
    Raises: BudgetExceeded.
    """
    known = {one.subject_id: one for one in sorted(candidates, key=lambda c: c.subject_id)}
    forced = _forced(known, order, situation)
    taken = {one.candidate.subject_id for one in forced}
    open_ones, excluded = _may_be_visited(known.values(), order, situation, taken)
    places = order.budget - order.random_take - len(forced)
    statutory = _statutory(open_ones, order, min(order.statutory_max, places))
    covered = {one.subject_id for one in statutory}
    rest = [one for one in open_ones if one.subject_id not in covered]
    by_risk = _by_risk(rest, order, places - len(statutory))
    hit = {one.subject_id for one in by_risk}
    frame = [one for one in rest if one.subject_id not in hit]
    chosen = [
        *forced,
        *(Chosen(one, Lane.STATUTORY) for one in statutory),
        *(Chosen(one, Lane.RISK) for one in by_risk),
    ]
    waiting = sum(1 for subject_id in situation.leads if subject_id not in taken)
    return Selection(tuple(chosen), strata_of(frame, order.random_take), tuple(excluded), waiting)


def _forced(
    known: Mapping[str, Candidate], order: SelectionOrder, situation: Situation
) -> list[Chosen]:
    """Visits that leads and the planner's hand ask for, leads first while places last."""
    free = order.budget - order.random_take
    added = [s for s in situation.added if s in known]
    if len(added) > free:
        raise BudgetExceeded(budget=order.budget, random=order.random_take, wanted=len(added))
    leads = [
        s
        for s in situation.leads
        if s in known and s not in added and _bar(known[s], situation) == ""
    ]
    by_lead = [
        Chosen(known[s], Lane.LEAD, situation.leads[s], is_capped(known[s], order.yearly_cap))
        for s in leads[: free - len(added)]
    ]
    return by_lead + [Chosen(known[s], Lane.MANUAL) for s in added]


def is_capped(one: Candidate, yearly_cap: int | None) -> bool:
    """Whether the subject had its visits of the year (年度频次上限).

    Law: INS-3, 国办发〔2024〕54号.
    """
    return yearly_cap is not None and one.ordinary_visits >= yearly_cap


def _may_be_visited(
    candidates: Iterable[Candidate],
    order: SelectionOrder,
    situation: Situation,
    taken: set[str],
) -> tuple[list[Candidate], list[tuple[str, int]]]:
    """Who may be visited without a trigger, and the counts of those who may not, by reason."""
    counts = dict.fromkeys(("no_item", "removed", "busy", "cap"), 0)
    left = []
    for one in candidates:
        if one.subject_id in taken:
            continue
        reason = _why_not(one, order, situation)
        if reason:
            counts[reason] += 1
        else:
            left.append(one)
    return left, list(counts.items())


def frame_left(
    candidates: Iterable[Candidate], order: SelectionOrder, situation: Situation, taken: set[str]
) -> tuple[tuple[Candidate, str], ...]:
    """The frame of the random lane, with strata, once it is settled who is visited for certain."""
    left, _ = _may_be_visited(candidates, order, situation, taken)
    return strata_of(left, order.random_take)


def _why_not(one: Candidate, order: SelectionOrder, situation: Situation) -> str:
    return _bar(one, situation) or ("cap" if is_capped(one, order.yearly_cap) else "")


def _bar(one: Candidate, situation: Situation) -> str:
    """What no trigger overrides: no published item, taken out by hand, an open visit elsewhere."""
    if situation.categories and one.category not in situation.categories:
        return "no_item"
    if one.subject_id in situation.removed:
        return "removed"
    return "busy" if one.subject_id in situation.busy else ""


def _statutory(
    candidates: Sequence[Candidate], order: SelectionOrder, places: int
) -> list[Candidate]:
    """Those due for coverage, never visited first, then the longest ago."""
    due = [
        one
        for one in candidates
        if one.last_visited_on is None or one.last_visited_on < order.due_before
    ]
    due.sort(key=lambda one: (one.last_visited_on or date.min, _rank(one), one.subject_id))
    return due[: max(0, places)]


def _by_risk(
    candidates: Sequence[Candidate], order: SelectionOrder, places: int
) -> list[Candidate]:
    """The highest risks, after every area with a quota has had its places."""
    ranked = sorted(
        (one for one in candidates if one.rank is not None),
        key=lambda one: (_rank(one), one.subject_id),
    )
    places = max(0, min(places, len(ranked)))
    quotas = _area_places(ranked, order, places)
    reserved: list[Candidate] = []
    for one in ranked:
        if quotas.get(one.area, 0) > 0 and len(reserved) < places:
            quotas[one.area] -= 1
            reserved.append(one)
    kept = {one.subject_id for one in reserved}
    others = [one for one in ranked if one.subject_id not in kept]
    return reserved + others[: places - len(reserved)]


def _area_places(ranked: Sequence[Candidate], order: SelectionOrder, places: int) -> dict[str, int]:
    """Places reserved for each area: its own quota, or the floor of its proportional share."""
    sizes: dict[str, int] = {}
    for one in ranked:
        sizes[one.area] = sizes.get(one.area, 0) + 1
    quotas = {
        area: int(order.area_floor * places * size / len(ranked)) for area, size in sizes.items()
    }
    for area, share in order.area_quotas.items():
        wanted = int((share * places).to_integral_value(ROUND_CEILING))
        quotas[area] = max(quotas.get(area, 0), wanted)
    return quotas


def _rank(one: Candidate) -> int:
    """The rank, those without a score last."""
    return one.rank if one.rank is not None else 1 << 62

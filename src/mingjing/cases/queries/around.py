# SPDX-License-Identifier: Apache-2.0
"""Reads what stands around a case (案外事实): certificates, held things, other acts, power."""

from datetime import date

from django.db.models import Exists, OuterRef

from mingjing.cases.models import Case, CaseStep, HeldThing, UnlawfulAct
from mingjing.cases.rules.situation import Person
from mingjing.cases.rules.things import plain_mark
from mingjing.cases.types.casefile import LenientItem, OtherAct, Power, Ranged, Surroundings
from mingjing.cases.types.steps import Joined, LegallyReviewed
from mingjing.registry import public as registry
from mingjing.registry.types import (
    Actor,
    ArticleUnreadable,
    InstrumentLevel,
    PowerItemNotInForce,
    PowerItemView,
    PowerKind,
    parse_provision,
)

_KEY = 32  # characters of the party's key; with a mark they fit the column


def person_of(actor: Actor) -> Person:
    """The actor as gates see it."""
    return Person(actor.account_id, actor.officer_id or "", actor.agency_id)


def certified(agency_id: str, on: date) -> tuple[str, ...]:
    """Officers of the agency with a certificate in force, by id."""
    return tuple(sorted(o.officer_id for o in registry.officers(agency_id, on)))


def other_acts(identity_key: str, case_id: str = "") -> tuple[OtherAct, ...]:
    """Acts of the same party in other cases of any agency, the newest two hundred first.

    Law: APL-029, APL-033b, 行政处罚法 §29, §33.
    """
    joining = CaseStep.objects.filter(case_id=OuterRef("pk"), act=Joined.act)
    rows = (
        Case.objects.annotate(is_joined=Exists(joining))
        .filter(unlawful_act__identity_key=identity_key)
        .exclude(case_id=case_id)
        .select_related("unlawful_act")
        .order_by("-opened_on", "-case_id")[:200]
    )
    return tuple(
        OtherAct(
            act_id=row.unlawful_act_id,
            case_id=row.case_id,
            agency_id=row.agency_id,
            happened_from=row.unlawful_act.happened_from,
            happened_to=row.unlawful_act.happened_to,
            is_open=row.is_open,
            is_fined=row.unlawful_act.fined_by_id is not None,
            power_item_code=row.power_item_code,
            number=row.number,
            is_decided=row.decided_on is not None,
            is_joined=row.is_joined,
        )
        for row in rows
    )


def power_on(
    item_code: str,
    on: date,
    *,
    agency_id: str,
    region: str,
    kind: PowerKind = PowerKind.PENALTY,
) -> Power | None:
    """The item of a kind in force for the agency on the day, None when there is none."""
    try:
        item = registry.demand_power(item_code, on, agency_id=agency_id, region=region, kind=kind)
    except PowerItemNotInForce:
        return None
    return power_from(item)


def power_from(item: PowerItemView) -> Power:
    """A power item as gates see it."""
    return Power(
        item_code=item.item_code,
        name=item.name,
        basis=tuple(ref.text for ref in item.basis),
        penalty_kinds=item.penalty_kinds,
        fine_cap_fen=item.fine_cap_fen,
        list_digest=item.digest,
        field=item.field,
    )


def held_key(identity_key: str, mark: str) -> str:
    """The key under which a thing of a party stands in the register of held things."""
    return f"{identity_key[:_KEY]}:{plain_mark(mark)}"


def held_marks(identity_key: str, marks: tuple[str, ...]) -> tuple[str, ...]:
    """Which of the marks of a party's things are held now, in any case of any agency."""
    keys = {held_key(identity_key, mark): plain_mark(mark) for mark in marks}
    found = HeldThing.objects.filter(mark__in=keys).values_list("mark", flat=True)
    return tuple(sorted(keys[key] for key in found))


def lenient_items(item_code: str, on: date, region: str) -> tuple[LenientItem, ...]:
    """Items of the published leniency list for a power item, with the version they are of.

    Law: LEN-1, 行政处罚法 §33.
    """
    return tuple(
        LenientItem(one.code, one.name, one.leniency, one.list_version_id, one.digest)
        for one in registry.leniency_for(item_code, on, region)
    )


def level_of(basis: str) -> InstrumentLevel | None:
    """How high the instrument of an article stands; None when it is not known."""
    try:
        cited = parse_provision(basis)
    except ArticleUnreadable:
        return None
    return registry.instrument_levels().get(cited.ref.instrument_id)


def unknown_provisions(cited: tuple[str, ...]) -> tuple[str, ...]:
    """Which of the provisions that a step cites are on no register (不在册的条款).

    Law: APL-005, APL-038, 行政处罚法 §5, §38.
    """
    return tuple(one for one in cited if not _is_known(one))


def _is_known(cited: str) -> bool:
    try:
        return registry.is_on_register(parse_provision(cited))
    except ArticleUnreadable:
        return False


def has_reviewed_before(account_id: str) -> bool:
    """Whether the person has done a legal review before (art. 58(2))."""
    return CaseStep.objects.filter(account_id=account_id, act=LegallyReviewed.act).exists()


__all__ = [
    "Ranged",
    "Surroundings",
    "UnlawfulAct",
    "certified",
    "has_reviewed_before",
    "held_key",
    "held_marks",
    "lenient_items",
    "level_of",
    "other_acts",
    "person_of",
    "power_from",
    "power_on",
    "unknown_provisions",
]

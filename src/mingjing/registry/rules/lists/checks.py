# SPDX-License-Identifier: Apache-2.0
"""What is wrong with a whole list: form first, then what the law does not allow."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from mingjing.kernel.errors import PlatformError
from mingjing.kernel.regions import covers
from mingjing.registry.rules.lists.basis import basis_problems
from mingjing.registry.rules.lists.columns import ITEMS_AT_MOST
from mingjing.registry.rules.lists.rows import read_row, row_of
from mingjing.registry.rules.lists.setting import rule_fine_problem, setting_problems
from mingjing.registry.rules.lists.source import (
    delegation_problems,
    empowerment_problems,
    evaluation_note,
    passed_on,
)
from mingjing.registry.types.articles import InstrumentLevel
from mingjing.registry.types.list_items import (
    DutyDetails,
    LeniencyDetails,
    ListItem,
    PowerDetails,
    ReviewDetails,
)
from mingjing.registry.types.list_refusals import (
    ListAgencyUnknown,
    ListEmpty,
    ListItemTwice,
    ListTooLong,
)
from mingjing.registry.types.list_views import ListProblem, NewList
from mingjing.registry.types.lists import ListKind, PenaltyKind, PowerKind
from mingjing.registry.types.power_refusals import (
    OutsideListRegion,
    PenaltyKindsMissing,
    PowerCodeUnlisted,
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a list is held against: the law register, the agencies, the powers in force, the day.

    `agencies` are names by id, `levels` levels of instruments by id, `fine_caps` what rules of a
    level may set by themselves, in fen.
    """

    levels: Mapping[str, InstrumentLevel]
    agencies: Mapping[str, str]
    power_codes: frozenset[str]
    on: date
    fine_caps: Mapping[InstrumentLevel, int] = field(default_factory=dict)


def filled(draft: NewList, known: Mapping[str, str]) -> tuple[NewList, list[ListProblem]]:
    """The draft with agency and region of each item filled in.

    A first day that is left open stays open: the item holds from the list's, and says the same in
    the next version.

    `known` leads from an agency's id, unified social credit code or full name to its id.
    """
    problems = []
    items = []
    for row, item in enumerate(draft.items, start=1):
        agency_id = known.get(item.agency_id) if item.agency_id else draft.agency_id
        if agency_id is None:
            error = ListAgencyUnknown(row=row, found=item.agency_id)
            problems.append(ListProblem(row, "agency_id", error))
            continue
        items.append(
            replace(
                item,
                agency_id=agency_id,
                region=item.region or draft.region,
            )
        )
    return replace(draft, items=tuple(items)), problems


def form_problems(draft: NewList) -> list[ListProblem]:
    """What is wrong with the form of a draft whose items are filled in.

    The items are read again from their cells, so that items made by a program obey the same schema
    as those of a file.
    """
    if not draft.items:
        return [ListProblem(0, "", ListEmpty())]
    if len(draft.items) > ITEMS_AT_MOST:
        error = ListTooLong(count=len(draft.items), longest=ITEMS_AT_MOST)
        return [ListProblem(0, "", error)]
    problems: list[ListProblem] = []
    for row, item in enumerate(draft.items, start=1):
        problems.extend(read_row(draft.kind, row_of(draft.kind, item), row)[1])
    return problems + list(_twice(draft.items))


def _twice(items: Iterable[ListItem]) -> Iterator[ListProblem]:
    first: dict[tuple[str, str, str], int] = {}
    for row, item in enumerate(items, start=1):
        if first.setdefault(item.key, row) != row:
            error = ListItemTwice(row=row, first=first[item.key], item_code=item.code)
            yield ListProblem(row, "code", error)


def legal_problems(draft: NewList, around: Surroundings) -> tuple[ListProblem, ...]:
    """What the law does not allow of a list, in the order of its rows; notes marked as such.

    Law: APL-005, APL-009, APL-010, APL-011, APL-012, APL-013, APL-016, APL-018, APL-019, APL-020,
    APL-022, APL-024; ACL-010, ACL-017.
    """
    found = list(_region_problems(draft))
    found += _power_problems(draft, around) if draft.kind is ListKind.POWER else []
    found += _link_notes(draft, around)
    return tuple(sorted(found, key=lambda problem: problem.row))


def _region_problems(draft: NewList) -> Iterator[ListProblem]:
    for row, item in enumerate(draft.items, start=1):
        if draft.region and not covers(draft.region, item.region):
            error = OutsideListRegion(
                item_code=item.code, region=item.region, list_region=draft.region
            )
            yield ListProblem(row, "region", error)


def _power_problems(draft: NewList, around: Surroundings) -> list[ListProblem]:
    powers = [(i, i.details) for i in draft.items if isinstance(i.details, PowerDetails)]
    found = []
    for row, (item, details) in enumerate(powers, start=1):
        for column, error in power_problems(item, details, around.levels):
            found.append(ListProblem(row, column, error))
        above = rule_fine_problem(item, details, around.levels, around.fine_caps)
        if above:
            found.append(ListProblem(row, "fine_cap", above))
        note = evaluation_note(item, details, around.on)
        if note:
            found.append(ListProblem(row, "evaluation_on", note, is_note=True))
    for place, error in passed_on(powers, around.agencies):
        found.append(ListProblem(place + 1, "to_body", error))
    return found


def power_problems(
    item: ListItem, details: PowerDetails, levels: Mapping[str, InstrumentLevel]
) -> Iterator[tuple[str, PlatformError]]:
    """Column and refusal for all that the law does not allow of one power item.

    Law: APL-009 行政处罚法 §9; APL-016 §16; APL-018 §18; APL-019 §19; APL-020 §20; APL-024 §24;
    ACL-017 行政强制法 §17.
    """
    kind = item.power_kind or PowerKind.OTHER
    if kind is PowerKind.PENALTY and not details.penalty_kinds:
        yield "penalty_kinds", PenaltyKindsMissing(item_code=item.code)
    penalties: Sequence[PenaltyKind] = details.penalty_kinds
    for error in basis_problems(
        item.code, kind, basis=item.basis, penalties=tuple(penalties), levels=levels
    ):
        yield "basis", error
    for error in delegation_problems(item, details):
        yield "power_source", error
    for error in empowerment_problems(item, details):
        yield "document_no", error
    yield from setting_problems(item, details, levels)


def linked_power(item: ListItem) -> str:
    """The code of the power that an item is about, empty when it names none."""
    details = item.details
    if isinstance(details, DutyDetails | LeniencyDetails | ReviewDetails):
        return details.power_code
    return ""


def _link_notes(draft: NewList, around: Surroundings) -> Iterator[ListProblem]:
    for row, item in enumerate(draft.items, start=1):
        power_code = linked_power(item)
        if power_code and power_code not in around.power_codes:
            error = PowerCodeUnlisted(item_code=item.code, power_code=power_code)
            yield ListProblem(row, "power_code", error, is_note=True)

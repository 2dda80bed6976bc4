# SPDX-License-Identifier: Apache-2.0
"""What the acts on lists share: load and lock a version, write items, keep the step."""

from collections.abc import Sequence
from datetime import date, datetime

from mingjing.registry.models import Agency, ListEntry, ListStep, ListVersion
from mingjing.registry.queries.list_checks import list_problems
from mingjing.registry.rules.lists.checks import linked_power
from mingjing.registry.rules.lists.procedure import demand_other_person, next_state
from mingjing.registry.rules.lists.rows import details_row, item_digest, list_digest
from mingjing.registry.types import (
    Actor,
    ListItem,
    ListKind,
    ListProblem,
    ListProblemsLeft,
    ListState,
    ListStepKind,
    ListUnknown,
    Thing,
    UnknownAgency,
)


def locked_agency(agency_id: str) -> Agency:
    """The agency, locked: all acts on its lists wait for each other.

    Raises: UnknownAgency.
    """
    row = Agency.objects.select_for_update().filter(agency_id=agency_id).first()
    if row is None:
        raise UnknownAgency(agency_id=agency_id)
    return row


def locked_version(list_version_id: str) -> ListVersion:
    """The version, locked with its agency.

    Raises: ListUnknown.
    """
    rows = ListVersion.objects.filter(list_version_id=list_version_id)
    agency_id = rows.values_list("agency_id", flat=True).first()
    if agency_id is None:
        raise ListUnknown(list_version_id=list_version_id)
    locked_agency(agency_id)
    return rows.select_for_update().get()


def thing_of(version: ListVersion) -> Thing:
    """The version as permissions see it."""
    return Thing(version.agency_id, version.region)


def advance(version: ListVersion, step: ListStepKind, actor: Actor) -> None:
    """Moves the version on, when its state and the person allow the step; not saved yet.

    Raises: ListStateWrong, ListSamePerson.
    """
    state = next_state(step, ListState(version.state))
    steps = ListStep.objects.filter(version=version).values_list("kind", "account_id")
    demand_other_person(step, actor.account_id, [(ListStepKind(k), who) for k, who in steps])
    version.state = state.value


def demand_lawful(version: ListVersion, on: date) -> None:
    """Goes on only when the law allows everything on the list.

    Raises: ListProblemsLeft.
    """
    wrong = [p for p in list_problems(version.list_version_id, on) if not p.is_note]
    if wrong:
        raise ListProblemsLeft(**counted(wrong))


def counted(problems: Sequence[ListProblem]) -> dict[str, object]:
    """How many problems, and the first in words."""
    first = problems[0]
    return {
        "count": len(problems),
        "zh_first": first.message("zh"),
        "en_first": first.message("en"),
    }


def keep_step(
    version: ListVersion, kind: ListStepKind, *, actor: Actor, now: datetime, note: str = ""
) -> None:
    """Writes who did what."""
    ListStep.objects.create(
        version=version, kind=kind.value, account_id=actor.account_id, at=now, note=note
    )


def write_items(version: ListVersion, items: Sequence[ListItem]) -> None:
    """Writes the items of a version, in the place of those it had; the version must be saved."""
    kind = ListKind(version.kind)
    ListEntry.objects.filter(version=version).delete()
    ListEntry.objects.bulk_create(
        [_entry(version, kind, place, item) for place, item in enumerate(items, start=1)],
        batch_size=200,
    )


def digest_of(kind: ListKind, items: Sequence[ListItem]) -> str:
    """The digest that a version with these items has."""
    return list_digest(kind, [item_digest(kind, item) for item in items])


def _entry(version: ListVersion, kind: ListKind, place: int, item: ListItem) -> ListEntry:
    return ListEntry(
        version=version,
        place=place,
        code=item.code,
        name=item.name,
        name_en=item.name_en,
        basis=";".join(ref.text for ref in item.basis),
        agency_id=item.agency_id,
        region=item.region,
        level=item.level.value if item.level else "",
        power_kind=item.power_kind.value if item.power_kind else "",
        power_code=linked_power(item),
        field=item.field,
        valid_from=item.valid_from or version.valid_from,
        valid_to=item.valid_to,
        details=details_row(kind, item.details),
        digest=item_digest(kind, item),
    )


def payload_of(version: ListVersion, **more: object) -> dict[str, object]:
    """What the ledger entry of a step covers."""
    return {
        "kind": version.kind,
        "agency_id": version.agency_id,
        "region": version.region,
        "number": version.number,
        "state": version.state,
        "valid_from": version.valid_from.isoformat(),
        "items": version.item_count,
        "digest": version.digest,
        **more,
    }

# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 - SQL from names of the room; values go as parameters
"""Write what a resolution computed (登记归并结果)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor
from mingjing.subjects.models import ResolutionRun, Subject
from mingjing.subjects.rules.identity import Identities
from mingjing.subjects.types import RunStale, SubjectClass, SubjectStatus

_SHOWN = (
    "name",
    "address",
    "area",
    "district",
    "region",
    "licence_no",
    "owner_key",
    "usc_code",
    "category",
    "risk_class",
    "lat",
    "lon",
    "records",
    "first_on",
    "last_on",
)
_STATE = ("status", "merged_into", "changed_in")
_BIRTH = ("subject_id", "kind", "split_from", "born_in")
_COLUMNS = {field.name: field for field in Subject._meta.concrete_fields}
_LIMITS = {name: _COLUMNS[name].max_length for name in _SHOWN}

Cell = str | float | date | None
Stored = tuple[Cell, ...]
"""Values of `_SHOWN` and then `status`, as the table keeps them."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What lists show of one subject: values by field of `Subject`."""

    subject_id: str
    kind: SubjectClass
    values: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Computed:
    """A resolution that waits to be written; `based_on` is the run whose ids it continues."""

    based_on: str
    identities: Identities
    shown: Sequence[Shown]
    counts: dict[str, object]


@official_act
def record_run(
    *, actor: Actor, now: datetime, run: ResolutionRun, computed: Computed
) -> ResolutionRun:
    """Write run and subjects, with redirects of merged ids.

    Law: 国发〔2019〕5号. Ledger: `subjects.resolved`.
    Raises: NotPermitted, RunStale.
    """
    last = ResolutionRun.objects.select_for_update().order_by("-number").first()
    demand(actor, "subjects.resolve")
    if (last.run_id if last else "") != computed.based_on:
        raise RunStale
    known = _known() if last else {}
    found = computed.identities
    run.at, run.account_id = now, actor.account_id
    run.counts |= {
        "created": sum(1 for shown in computed.shown if shown.subject_id not in known),
        "merged": len(found.merged),
        "split": len(found.split),
    }
    run.save(force_insert=True)
    _write(run, computed, known)
    entry = record(
        "subjects.resolved",
        kind="resolution-run",
        object_id=run.run_id,
        actor=actor,
        now=now,
        payload={
            "run": run.run_id,
            "input": run.input_digest,
            "model": run.model_version,
            "normaliser": run.normaliser_version,
            "files": run.files,
            "merged": found.merged,
            "split": found.split,
            "emptied": list(found.emptied),
        },
    )
    run.entry_id = entry.entry_id
    run.save(update_fields=["entry_id"])
    return run


def _known() -> dict[str, Stored]:
    rows = Subject.objects.values_list("subject_id", *_SHOWN, "status")
    return {row[0]: tuple(row[1:]) for row in rows.iterator(chunk_size=10_000)}


def _write(run: ResolutionRun, computed: Computed, known: Mapping[str, Stored]) -> None:
    """The rows go in by plain SQL: hundreds of thousands at once, without a model instance each."""
    found = computed.identities
    fresh, changed = [], []
    for shown in computed.shown:
        stored = _stored(shown)
        if shown.subject_id not in known:
            origin = found.split.get(shown.subject_id)
            birth = (shown.subject_id, shown.kind.value, origin if origin in known else None)
            fresh.append((*stored, None, run.pk, *birth, run.pk))
        elif stored != known[shown.subject_id]:
            changed.append((*stored, None, run.pk, shown.subject_id))
    for old, survivor in found.merged.items():
        changed.append((*_ended(known[old], SubjectStatus.MERGED), survivor, run.pk, old))
    for old in found.emptied:
        changed.append((*_ended(known[old], SubjectStatus.EMPTY), None, run.pk, old))
    columns = [_column(name) for name in (*_SHOWN, *_STATE, *_BIRTH)]
    table = connection.ops.quote_name(Subject._meta.db_table)
    places = ", ".join(["%s"] * len(columns))
    _execute(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", fresh)
    assignments = ", ".join(f"{_column(name)} = %s" for name in (*_SHOWN, *_STATE))
    _execute(f"UPDATE {table} SET {assignments} WHERE {_column('subject_id')} = %s", changed)


def _column(field: str) -> str:
    return connection.ops.quote_name(str(_COLUMNS[field].column))


def _execute(sql: str, rows: Sequence[Stored]) -> None:
    if not rows:
        return
    adapt = connection.ops.adapt_datefield_value
    with connection.cursor() as cursor:
        cursor.executemany(
            sql,
            [
                tuple(adapt(cell) if isinstance(cell, date) else cell for cell in row)
                for row in rows
            ],
        )


def _stored(shown: Shown) -> Stored:
    """Values as the table stores them: no NULL text, nothing longer than its column."""
    cells: list[Cell] = []
    for field in _SHOWN:
        value, limit = shown.values[field], _LIMITS[field]
        cells.append(str(value or "")[:limit] if limit else value)
    return (*cells, SubjectStatus.CURRENT.value)


def _ended(stored: Stored, status: SubjectStatus) -> Stored:
    """The last shown values of a subject that is no more, without records."""
    cells = dict(zip(_SHOWN, stored, strict=False)) | {"records": 0}
    return (*cells.values(), status.value)

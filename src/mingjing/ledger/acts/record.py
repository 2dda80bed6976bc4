# SPDX-License-Identifier: Apache-2.0
"""Write ledger entries (记账): one or many, in the transaction of the act.

The rows go in by plain SQL: the same statement serves one entry and a hundred thousand, without
the cost of a model instance per row.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache

from django.db import connection

from mingjing.kernel.canonical import digest
from mingjing.kernel.ids import new_id
from mingjing.ledger.models import Entry
from mingjing.ledger.rules.leaf import Fields, check, encode
from mingjing.ledger.scope import demand_open
from mingjing.ledger.types import Draft, EntryRef, Signer

_COLUMNS = (
    "entry_id", "act", "kind", "object_id", "agency_id", "account_id", "at", "digest", "leaf",
)  # fmt: skip
_ROWS_PER_STATEMENT = 64
"""Rows in one INSERT: a third cheaper than one each, and far below any limit on parameters."""


def record(
    act: str,
    *,
    kind: str,
    object_id: str,
    actor: Signer,
    now: datetime,
    payload: Mapping[str, object],
) -> EntryRef:
    """Leave the entry of the open act; only the digest of `payload` is kept.

    `payload` is what the act decided, as plain JSON. The digest is public: a payload that can be
    guessed (an id number and little else) must carry a random value of its own.

    Raises: WriteOutsideAct, EntryInvalid.
    """
    return record_many([Draft(act, kind, object_id, payload)], actor=actor, now=now)[0]


def record_many(drafts: Sequence[Draft], *, actor: Signer, now: datetime) -> list[EntryRef]:
    """Leave many entries of the open act at once, in order.

    Raises: WriteOutsideAct, EntryInvalid.
    """
    open_act = demand_open(Entry._meta.label, "record")
    ids = _fresh_ids(len(drafts))
    entries = [
        _fields(draft, entry_id, actor, now) for draft, entry_id in zip(drafts, ids, strict=True)
    ]
    with connection.cursor() as cursor:
        for start in range(0, len(entries), _ROWS_PER_STATEMENT):
            part = entries[start : start + _ROWS_PER_STATEMENT]
            cursor.execute(_insert(len(part)), _parameters(part, now))
    open_act.entries += len(entries)
    return [EntryRef(entry.entry_id, entry.digest) for entry in entries]


def _fresh_ids(count: int) -> list[str]:
    """Entry ids: one random id, and a number behind it for each further entry of the batch."""
    first = new_id("entry")
    return [first, *(f"{first}-{number}" for number in range(1, count))] if count else []


def _fields(draft: Draft, entry_id: str, actor: Signer, now: datetime) -> Fields:
    fields = Fields(
        entry_id,
        draft.act,
        draft.kind,
        draft.object_id,
        actor.agency_id,
        actor.account_id,
        now,
        digest(draft.payload),
    )
    check(fields)
    return fields


@cache
def _insert(count: int) -> str:
    row = f"({', '.join(['%s'] * len(_COLUMNS))})"
    return f"INSERT INTO ledger_entry ({', '.join(_COLUMNS)}) VALUES {', '.join([row] * count)}"  # noqa: S608 - names of this file


def _parameters(entries: Sequence[Fields], now: datetime) -> list[str | bytes | datetime | None]:
    at = connection.ops.adapt_datetimefield_value(now)
    values: list[str | bytes | datetime | None] = []
    for fields in entries:
        values += fields  # the columns stand in the order of the fields
        values.append(encode(fields))
        values[-3] = at
    return values

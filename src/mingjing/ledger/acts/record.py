# SPDX-License-Identifier: Apache-2.0
"""Write ledger entries (记账): one or many, in the transaction of the act.

The rows go in by plain SQL: the same statement serves one entry and a hundred thousand, without
the cost of a model instance per row.

On SQLite the writer holds the one write lock from the first statement to the commit, so the
entry's place in the log is known and written with the row; committed entries are contiguous by
themselves. Elsewhere writers commit in any order and the sequencer numbers what it finds
(decision 0011).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from itertools import groupby

from django.db import connection

from mingjing.kernel.canonical import digest
from mingjing.kernel.ids import new_id
from mingjing.ledger.models import Entry
from mingjing.ledger.queries import next_leaf
from mingjing.ledger.rules.leaf import Fields, check_signer, check_subject, instant_text
from mingjing.ledger.scope import demand_open
from mingjing.ledger.types import Draft, EntryRef, Signer

_COLUMNS = (
    "entry_id", "act", "kind", "object_id", "agency_id", "account_id", "at", "digest", "leaf_index",
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
    entries = _fields(drafts, actor, now)
    number = next_leaf() if connection.vendor == "sqlite" else None
    rows = [
        _parameters(part, now, None if number is None else number + at)
        for at, part in _parts(entries)
    ]
    with connection.cursor() as cursor:
        for width, group in groupby(rows, len):
            cursor.executemany(_insert(width // len(_COLUMNS)), list(group))
    open_act.entries += len(entries)
    return [EntryRef(entry.entry_id, entry.digest) for entry in entries]


def _fields(drafts: Sequence[Draft], actor: Signer, now: datetime) -> list[Fields]:
    agency_id, account_id = actor.agency_id, actor.account_id
    check_signer(account_id, agency_id)
    instant_text(now)  # refuses an instant without a zone
    entries = []
    for entry_id, draft in zip(_fresh_ids(len(drafts)), drafts, strict=True):
        act, kind, object_id = draft.act, draft.kind, draft.object_id
        check_subject(act, kind, object_id)
        decided = digest(draft.payload)
        entries.append(Fields(entry_id, act, kind, object_id, agency_id, account_id, now, decided))
    return entries


def _fresh_ids(count: int) -> list[str]:
    """Entry ids: one random id, and a number behind it for each further entry of the batch."""
    first = new_id("entry")
    return [first, *(f"{first}-{number}" for number in range(1, count))] if count else []


@cache
def _insert(count: int) -> str:
    row = f"({', '.join(['%s'] * len(_COLUMNS))})"
    return f"INSERT INTO ledger_entry ({', '.join(_COLUMNS)}) VALUES {', '.join([row] * count)}"  # noqa: S608 - names of this file


def _parts(entries: Sequence[Fields]) -> list[tuple[int, Sequence[Fields]]]:
    """The entries of each statement, with the place of the first."""
    width = _ROWS_PER_STATEMENT
    return [(at, entries[at : at + width]) for at in range(0, len(entries), width)]


def _parameters(
    entries: Sequence[Fields], now: datetime, first: int | None
) -> list[str | int | datetime | None]:
    """The values of the rows, in the order of `_COLUMNS`."""
    at = connection.ops.adapt_datetimefield_value(now)
    values: list[str | int | datetime | None] = []
    for place, fields in enumerate(entries):
        leaf_index = None if first is None else first + place
        values += (*fields[:6], at, fields.digest, leaf_index)
    return values

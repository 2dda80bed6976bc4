# SPDX-License-Identifier: Apache-2.0
"""The statements of a group commit: plain SQL, the same on SQLite and PostgreSQL.

Names come from this file, values go as parameters.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import islice
from typing import TypeVar

from django.db import connection

from mingjing.evidence.rules.chain import Held
from mingjing.evidence.types import Ack, Header

_PLACES_PER_STATEMENT = 300
_COLUMNS = (
    "recording_id", "seq", "kind", "digest", "prev", "body", "length", "raw", "signature",
    "received", "ack_key", "ack",
)  # fmt: skip
_INSERT = (
    f"INSERT INTO evidence_link ({', '.join(_COLUMNS)})"  # noqa: S608
    f" VALUES ({', '.join(['%s'] * len(_COLUMNS))})"
)
_GROW = (
    "UPDATE evidence_progress SET held = %s, highest = %s, head = %s, bytes = bytes + %s,"
    " heard = %s WHERE recording_id = %s"
)

T = TypeVar("T")
_HEADS = (
    "SELECT r.recording_id, r.state, r.end_seq, r.device_id, p.held, p.highest, p.head, d.until,"
    " d.revoked_at, (SELECT x.decided_at FROM evidence_deletion x"
    " WHERE x.recording_id = r.recording_id) FROM evidence_recording r"
    " JOIN evidence_progress p ON p.recording_id = r.recording_id"
    " JOIN evidence_device d ON d.key = r.device_id"
    " WHERE r.recording_id IN ({marks}) ORDER BY r.recording_id{lock}"
)

Place = tuple[str, int]
"""Recording and number."""


@dataclass(slots=True)
class Head:
    """What a group commit must know of a recording and its key, and how it grows."""

    recording_id: str
    state: str
    end_seq: int | None
    key: str
    held: int
    highest: int
    head: str
    until: datetime | None
    revoked_at: datetime | None
    deleted_at: datetime | None = None
    """When it was decided that its bodies are deleted; nothing is added to it from then on."""


def heads(recording_ids: Sequence[str]) -> dict[str, Head]:
    """Recordings, locked until the commit, in the order of their ids so that none waits for two."""
    lock = " FOR UPDATE OF r" if connection.features.has_select_for_update else ""
    found: dict[str, Head] = {}
    with connection.cursor() as cursor:
        for part in _parts(sorted(recording_ids)):
            cursor.execute(_HEADS.format(marks=", ".join(["%s"] * len(part)), lock=lock), part)
            for row in cursor.fetchall():
                head = Head(*row)
                head.until, head.revoked_at = _instant(head.until), _instant(head.revoked_at)
                head.deleted_at = _instant(head.deleted_at)
                found[head.recording_id] = head
    return found


def _instant(value: datetime | None) -> datetime | None:
    """What the driver gives for an instant: SQLite's has no zone, and is UTC."""
    return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


def held_at(places: Iterable[Place]) -> dict[Place, Held]:
    """The links that are held at these places."""
    found: dict[Place, Held] = {}
    with connection.cursor() as cursor:
        for part in _parts(sorted(set(places))):
            cursor.execute(_places(len(part)), [value for place in part for value in place])
            found.update(((row[0], row[1]), Held(row[2], row[3])) for row in cursor.fetchall())
    return found


@cache
def _places(count: int) -> str:
    wanted = ", ".join(["(%s, %s)"] * count)
    return (
        f"WITH wanted(recording, number) AS (VALUES {wanted})"  # noqa: S608
        " SELECT l.recording_id, l.seq, l.digest, l.prev FROM wanted w"
        " JOIN evidence_link l ON l.recording_id = w.recording AND l.seq = w.number"
    )


def _parts(items: Sequence[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while part := list(islice(rest, _PLACES_PER_STATEMENT)):
        yield part


def numbers(recording_id: str) -> list[int]:
    """All numbers that are held of a recording."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM evidence_link WHERE recording_id = %s", [recording_id])
        return [row[0] for row in cursor.fetchall()]


def acknowledged(place: Place) -> tuple[int, str, bytes]:
    """When a held link was received, and its acknowledgement: key and signature."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT received, ack_key, ack FROM evidence_link WHERE recording_id = %s AND seq = %s",
            place,
        )
        received, key, ack = cursor.fetchone()
    return received, key, bytes(ack)


def insert(rows: Sequence[tuple[Header, bytes, Ack, bytes]]) -> None:
    """Write links: header, signature, acknowledgement, its signature."""
    values = [
        (
            header.recording,
            header.seq,
            header.kind.value,
            header.digest,
            header.prev,
            header.sha256,
            header.len,
            header.raw,
            signature,
            ack.received,
            ack.key,
            ack_signature,
        )
        for header, signature, ack, ack_signature in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(_INSERT, values)


def grow(heads: Iterable[tuple[Head, int, int]]) -> None:
    """Count what came: the head as it is now, the bytes that came, when (milliseconds)."""
    values = [
        (head.held, head.highest, head.head, size, heard, head.recording_id)
        for head, size, heard in heads
    ]
    with connection.cursor() as cursor:
        cursor.executemany(_GROW, values)

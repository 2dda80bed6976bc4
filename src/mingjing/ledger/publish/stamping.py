# SPDX-License-Identifier: Apache-2.0
"""Having the newest checkpoint stamped, every so many minutes (检查点加盖可信时间戳).

Runs beside the sequencer and never in its way. A reply is checked before it is kept; the row
comes first, the published files follow from it.
"""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from mingjing.ledger.models import AttesterState, Checkpoint, Stamp
from mingjing.ledger.publish.asking import Away, post
from mingjing.ledger.publish.attesting import is_due, note_failure
from mingjing.ledger.publish.sequencer import log_folder
from mingjing.ledger.publish.stamps import (
    QUERY_TYPE,
    REPLY_TYPE,
    Query,
    check_reply,
    has_adapter,
    make_query,
    read_certificates,
)
from mingjing.ledger.queries import newest_checkpoint, newest_stamp
from mingjing.ledger.types import StampBroken, StampStanding, StampView, Trouble

_AUTHORITY = "timestamp"
"""The name of the authority's row among the attesters; witnesses have a key id, it has none."""


def stamp(now: datetime) -> int:
    """Have the newest checkpoint stamped if the last stamp is old enough; 1 if that was done.

    Safe to run twice, at once, at any time.
    """
    newest = newest_stamp()
    if newest is not None:
        _publish(newest)
    row = newest_checkpoint()
    if not settings.MINGJING_TSA_URL or row is None or not _is_wanted(newest, row, now):
        return 0
    state = _state()
    if not is_due(state, now):
        return 0
    trouble = _ask(row, state, now)
    if trouble is Trouble.NONE:
        return 1
    note_failure(state, trouble, now)
    return 0


def stamps() -> StampStanding | None:
    """The newest timestamp and how the authority stands; None when neither was ever wanted."""
    row = newest_stamp()
    if row is None and not settings.MINGJING_TSA_URL:
        return None
    state = _state()
    newest = None
    if row is not None:
        newest = StampView(row.checkpoint.size, row.at, row.authority, row.serial)
    return StampStanding(newest, Trouble(state.trouble), state.failed_at)


def _is_wanted(newest: Stamp | None, row: Checkpoint, now: datetime) -> bool:
    if newest is None:
        return True
    is_old = now >= newest.asked_at + timedelta(minutes=settings.MINGJING_TSA_MINUTES)
    return is_old and newest.checkpoint_id != row.pk


def _state() -> AttesterState:
    rows = AttesterState.objects.filter(name=_AUTHORITY, key_id="")
    return rows.first() or AttesterState(name=_AUTHORITY)


def _ask(row: Checkpoint, state: AttesterState, now: datetime) -> Trouble:
    """Ask, check, keep; what stood in the way, if anything."""
    if not has_adapter():
        return Trouble.NO_ADAPTER
    try:
        trusted = read_certificates(Path(settings.MINGJING_TSA_CA))
    except StampBroken:
        return Trouble.CA_UNUSABLE
    data = row.note.encode()
    query = make_query(data)
    try:
        reply = _reply(query)
        token = check_reply(reply, data, trusted, query)
    except Away:
        return Trouble.AWAY
    except StampBroken:
        return Trouble.BAD_ANSWER
    with transaction.atomic():
        kept, _ = Stamp.objects.get_or_create(
            checkpoint=row,
            defaults={
                "reply": reply,
                "at": token.at,
                "authority": token.authority,
                "serial": token.serial,
                "asked_at": now,
            },
        )
        state.size, state.at = row.size, token.at
        state.trouble, state.failed_at, state.attempts = Trouble.NONE, None, 0
        state.save()
    _publish(kept)
    return Trouble.NONE


def _reply(query: Query) -> bytes:
    answer = post(settings.MINGJING_TSA_URL, query.raw, QUERY_TYPE)
    if answer.status != 200:
        raise Away(f"HTTP {answer.status}")
    if answer.content_type != REPLY_TYPE:
        raise StampBroken(reason=f"it is {answer.content_type}, not {REPLY_TYPE}")
    return answer.body


def _publish(row: Stamp) -> None:
    """The stamped bytes and the reply, beside the tiles, for `openssl ts -verify` and us."""
    folder = log_folder(Path(settings.MINGJING_HOME))
    folder.publish_beside(f"stamp/{row.checkpoint.size}.checkpoint", row.checkpoint.note.encode())
    folder.publish_beside(f"stamp/{row.checkpoint.size}.tsr", bytes(row.reply))

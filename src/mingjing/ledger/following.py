# SPDX-License-Identifier: Apache-2.0
"""Followers (跟随者): news of an act travels up through the ledger, never by an import.

Invariant: the cursor moves in the transaction of the handler, so an entry is handled once, or
again after a failure, and never skipped.
"""

import traceback
from collections.abc import Iterable
from datetime import datetime

import structlog
from django.db import transaction

from mingjing.kernel.errors import PlatformError
from mingjing.ledger.models import Entry, FollowerCursor
from mingjing.ledger.queries import entry_view, published_size
from mingjing.ledger.types import EntryView, Follower, FollowReport

_log = structlog.get_logger()


def follow(followers: Iterable[Follower], now: datetime) -> list[FollowReport]:
    """Hand each follower the published entries it has not seen, in the order of the log.

    A follower that fails stays where it is, its failure stored and an alarm logged; the others
    carry on. Safe to run twice and at once.
    """
    end = published_size()
    return [_follow_one(follower, end, now) for follower in followers]


def _follow_one(follower: Follower, end: int, now: datetime) -> FollowReport:
    FollowerCursor.objects.get_or_create(name=follower.name)
    handled = 0
    failure = ""
    try:
        while _handle_next(follower, end):
            handled += 1
    except Exception as error:  # the follower runner: store, alarm, do not move the cursor
        failure = _describe(error)
        _store_failure(follower.name, failure, now)
        _log.error("follower_failed", follower=follower.name, failure=failure, handled=handled)
    position = FollowerCursor.objects.get(name=follower.name).position
    return FollowReport(follower.name, handled, position, failure)


def _handle_next(follower: Follower, end: int) -> bool:
    """Handle one entry and move the cursor behind it, in one transaction; False at the end."""
    with transaction.atomic(durable=True):
        cursor = FollowerCursor.objects.select_for_update().get(name=follower.name)
        entry = _next_entry(follower, cursor.position, end)
        if entry is not None and entry.leaf_index is not None:
            follower.handle(entry)
            cursor.position = entry.leaf_index + 1
        else:
            cursor.position = max(cursor.position, end)
        cursor.failed_at, cursor.failure, cursor.attempts = None, "", 0
        cursor.save()
        return entry is not None


def _next_entry(follower: Follower, start: int, end: int) -> EntryView | None:
    rows = Entry.objects.filter(leaf_index__gte=start, leaf_index__lt=end)
    if follower.acts:
        rows = rows.filter(act__in=follower.acts)
    row = rows.order_by("leaf_index").first()
    return entry_view(row, end) if row else None


def _store_failure(name: str, failure: str, now: datetime) -> None:
    with transaction.atomic(durable=True):
        cursor = FollowerCursor.objects.select_for_update().get(name=name)
        cursor.failed_at, cursor.failure = now, failure
        cursor.attempts += 1
        cursor.save()


def _describe(error: Exception) -> str:
    """What failed and where; never the message, which may speak of a party."""
    code = error.code if isinstance(error, PlatformError) else type(error).__name__
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno}" if frames else ""
    return f"{code} at {place}"[:300]

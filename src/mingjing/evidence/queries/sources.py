# SPDX-License-Identifier: Apache-2.0
"""Reads of sources that sign nothing (无签名来源), and of how far their chains have come."""

import json
from collections.abc import Sequence
from datetime import datetime

from mingjing.evidence.models import Device, Link, Recording
from mingjing.evidence.queries import store
from mingjing.evidence.rules.fmp4 import read_init
from mingjing.evidence.rules.pushes import MOST_NAMES, Course, number_of, stream_of
from mingjing.evidence.types import LinkKind, RecordingState, SourceKind
from mingjing.evidence.types.pushes import PushPassWrong, Source, SourceView
from mingjing.kernel.canonical import sha256_hex

_GROWING = (RecordingState.OPEN.value, RecordingState.BROKEN_OFF.value)


def source_view(row: Device) -> SourceView:
    """A source as its officer sees it."""
    return SourceView(
        key=row.key,
        name=row.name,
        camera=SourceKind(row.source),
        occasion_kind=row.occasion_kind,
        occasion_id=row.occasion_id,
        registered_at=row.registered_at,
        until=row.until,
        revoked_at=row.revoked_at,
    )


def sources_of(account_id: str, limit: int = 50) -> tuple[SourceView, ...]:
    """The sources of an officer, newest first. One query."""
    rows = Device.objects.filter(account_id=account_id).exclude(source="")
    return tuple(source_view(row) for row in rows[:limit])


def source_of(code: str, now: datetime) -> Source:
    """Whose pass this is. One query.

    Raises: PushPassWrong.
    """
    salt = sha256_hex(code.encode())
    rows = Device.objects.filter(code_sha256=salt, revoked_at__isnull=True, until__gt=now)
    row = rows.exclude(source="").first()
    if row is None:
        raise PushPassWrong
    occasion = (row.occasion_kind, row.occasion_id)
    return Source(row.key, SourceKind(row.source), row.account_id, occasion, salt)


def courses(key: str, clock: str) -> dict[str, Course]:
    """How far each growing chain of a source has come, by stream; of two the later one.

    Read when the door knows nothing of it: after a start of the door, or a commit that failed.
    """
    rows = Recording.objects.filter(device_id=key, state__in=_GROWING).order_by("opened_at", "pk")
    found: dict[str, Course] = {}
    for recording_id in rows.values_list("recording_id", flat=True):
        links = Link.objects.filter(recording_id=recording_id).order_by("seq")
        rows_of = links.values_list("seq", "raw", "digest")
        course = Course(recording_id, key, clock)
        _follow(course, [(seq, bytes(raw), digest) for seq, raw, digest in rows_of])
        if course.init_name:
            content = store.body(recording_id, course.init_sha256)
            course.init = read_init(content)
        found[stream_of(course.init_name)] = course
    return found


def _follow(course: Course, links: Sequence[tuple[int, bytes, str]]) -> None:
    for seq, raw, digest in links:
        header = json.loads(raw)
        said = header["says"]
        course.seq, course.prev = seq + 1, digest
        match header["kind"]:
            case LinkKind.INIT:
                course.init_name, course.init_sha256 = said["name"], header["sha256"]
                course.names.clear()
                course.highest, course.is_new_run = None, True
            case LinkKind.MEDIA:
                course.names[said["name"]] = (header["sha256"], seq)
                course.covered, course.is_new_run = header["wall"], False
                number = number_of(said["name"])
                course.highest = course.highest if number is None else number
    while len(course.names) > MOST_NAMES:
        course.names.popitem(last=False)

# SPDX-License-Identifier: Apache-2.0
"""Recordings that are lent (限时共享): what was lent, who watched, what may be seen now."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from mingjing.evidence.models import Recording, Share, Viewing
from mingjing.evidence.queries import store
from mingjing.evidence.queries.deletions import demand_bodies
from mingjing.evidence.queries.limits import keeping
from mingjing.evidence.queries.links import links
from mingjing.evidence.queries.releasing import demand_still_released
from mingjing.evidence.rules.header import parse_header
from mingjing.evidence.rules.playlist import Piece, playlist
from mingjing.evidence.types import (
    LinkKind,
    Mode,
    ShareMissing,
    ShareOver,
    ShareView,
    ViewingView,
)
from mingjing.kernel.clock import local_date

_MOST = 100
_MOST_PIECES = 8


@dataclass(frozen=True, slots=True)
class Lent:
    """What one viewing shows (共享查看): to whom, of which recording, until when."""

    viewing_id: str
    recording_id: str
    mode: Mode
    mime: str
    begun_at: datetime
    recipient: str
    name: str
    purpose: str
    until: datetime
    share: ShareView
    film: str = ""
    """Digest of the redacted copy; whether one is lent in place of the original says the share."""


def shares(recording_id: str) -> tuple[ShareView, ...]:
    """What was lent of a recording, the newest first, each with its viewings. Two queries."""
    rows = Share.objects.filter(recording_id=recording_id).prefetch_related("viewings")
    return tuple(_view(row, tuple(map(_viewing, row.viewings.all()))) for row in rows[:_MOST])


def demand_running(row: Share, now: datetime) -> None:
    """Goes on while a share stands.

    Raises: ShareOver, BodiesDeleted.
    """
    if row.revoked_at is not None:
        raise ShareOver(zh_how="已由共享的机关撤回", en_how="was withdrawn by the agency")
    if row.until <= now:
        raise ShareOver(zh_how="已到期", en_how="ran out")
    demand_bodies(row.recording_id)


def lent(viewing_id: str, now: datetime) -> Lent:
    """What a viewing shows while it lasts, its share stands, and nothing sealed it meanwhile.

    Raises: ShareMissing, ShareOver, BodiesDeleted, SealedByLaw.
    """
    found = (
        Viewing.objects.filter(viewing_id=viewing_id)
        .select_related("share__recording", "share__redaction")
        .first()
    )
    if found is None:
        raise ShareMissing
    demand_running(found.share, now)
    until = min(found.share.until, found.at + keeping().share_view)
    if until <= now:
        raise ShareOver(zh_how="的本次查看已超时，请重新输入共享码",
                        en_how="was opened too long ago: enter the code again")  # fmt: skip
    row = found.share.recording
    demand_still_released(found.share.account_id, row, local_date(now))
    return Lent(
        viewing_id=viewing_id,
        recording_id=row.recording_id,
        mode=Mode(row.mode),
        mime=row.mime,
        begun_at=row.begun_at,
        recipient=found.share.recipient,
        name=found.name,
        purpose=found.share.purpose,
        until=until,
        share=_view(found.share),
        film=found.share.redaction.sha256 if found.share.redaction else "",
    )


def lent_playlist(one: Lent) -> str:
    """The playlist of what is lent, and of nothing beside it.

    Raises: ShareMissing where a redacted copy is lent.
    """
    return playlist(_pieces_of(one), is_over=True)


def lent_photos(one: Lent) -> tuple[str, ...]:
    """Digests of the photos that are lent, in their order."""
    return tuple(piece.body for piece in _pieces_of(one) if piece.kind is LinkKind.MEDIA)


def lent_body(one: Lent, sha256: str) -> bytes:
    """A body that is lent.

    Raises: ShareMissing for any other, ObjectMissing, StoreAway.
    """
    pieces = _pieces_of(one)
    if sha256 not in {name for piece in pieces for name in (piece.body, piece.init)} - {""}:
        raise ShareMissing
    return store.body(one.recording_id, sha256)


def _pieces_of(one: Lent) -> tuple[Piece, ...]:
    if one.share.redaction_id:  # of the original nothing is lent
        raise ShareMissing
    return _pieces(one.recording_id, one.share.first, one.share.last)


@lru_cache(maxsize=_MOST_PIECES)
def _pieces(recording_id: str, first: int | None, last: int | None) -> tuple[Piece, ...]:
    """Media and gaps that are lent; a complete chain never changes."""
    row = Recording.objects.get(recording_id=recording_id)
    chosen = [
        parse_header(link.raw, keeping().media)
        for link in links(row)
        if (first is None or first <= link.seq) and (last is None or link.seq <= last)
    ]
    shown = (LinkKind.MEDIA, LinkKind.GAP)
    return tuple(
        Piece(one.seq, one.kind, one.sha256 if one.len else "", one.init, one.dur)
        for one in chosen
        if one.kind in shown
    )


def _view(row: Share, viewings: tuple[ViewingView, ...] = ()) -> ShareView:
    return ShareView(
        share_id=row.share_id,
        recording_id=row.recording_id,
        recipient=row.recipient,
        purpose=row.purpose,
        until=row.until,
        first=row.first,
        last=row.last,
        redaction_id=row.redaction_id or "",
        account_id=row.account_id,
        at=row.at,
        entry_id=row.entry_id,
        revoked_at=row.revoked_at,
        revoked_because=row.revoked_because,
        viewings=viewings,
    )


def _viewing(row: Viewing) -> ViewingView:
    return ViewingView(row.viewing_id, row.name, row.at, row.entry_id)

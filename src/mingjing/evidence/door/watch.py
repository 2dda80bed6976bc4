# SPDX-License-Identifier: Apache-2.0
"""Watching (观看): the live stream, the playlist, single bodies; whoever has a pass of the site."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial
from typing import Protocol, TypeVar

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from mingjing.evidence.door.answers import AddressMissing
from mingjing.evidence.door.hub import Hub, Watch
from mingjing.evidence.door.playlists import Playlists
from mingjing.evidence.models import Link, Recording
from mingjing.evidence.queries import store
from mingjing.evidence.queries.deletions import demand_bodies
from mingjing.evidence.queries.passes import read_pass
from mingjing.evidence.queries.recordings import OVER, recording_row, standing
from mingjing.evidence.rules.header import HEX64, media_type
from mingjing.evidence.types import LinkKind, PassWrong
from mingjing.kernel.clock import system_now

_READ_BEHIND = 2
"""A link that comes so many numbers late is still shown; the backlog behind an outage is not."""
_PRIVATE = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}
_UNCHANGING = {**_PRIVATE, "Cache-Control": "private, max-age=86400, immutable"}
T = TypeVar("T")


class Read(Protocol):
    """Asks the database or the store in a thread (异步读取)."""

    def __call__(self, ask: Callable[..., T], *arguments: object) -> Awaitable[T]:
        """The answer, later."""
        ...


@dataclass(frozen=True, slots=True)
class Seen:
    """A link that a watcher is to see next: its number, and body or end."""

    seq: int
    kind: LinkKind
    body: str


@dataclass(frozen=True, slots=True)
class Present:
    """What a stream is of: its media type with codecs, and the digest of its `init` or none."""

    mime: str
    body: str


class Watching:
    """The watching side of a door."""

    def __init__(self, hub: Hub, read: Read) -> None:
        self._hub = hub
        self._read = read
        self._playlists = Playlists()

    def _permitted(self, request: Request) -> tuple[str, datetime]:
        """Which recording, and until when it may be watched.

        Raises: PassWrong.
        """
        recording_id = request.path_params["recording"]
        scheme, _, text = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            raise PassWrong
        return recording_id, read_pass(text.strip(), recording_id, system_now())

    async def body(self, request: Request) -> Response:
        """One body, as it was sent."""
        recording_id, _ = self._permitted(request)
        sha256 = request.path_params["sha256"]
        if not HEX64.fullmatch(sha256):
            raise AddressMissing
        content = await self._read(shown_body, recording_id, sha256)
        return Response(content, media_type="application/octet-stream", headers=_UNCHANGING)

    async def playlist(self, request: Request) -> Response:
        """The HLS playlist: the newest minutes, or all that is held with `?from=start`."""
        recording_id, _ = self._permitted(request)
        is_whole = request.query_params.get("from") == "start"
        ask = partial(self._playlists.text, is_whole=is_whole)
        text = await self._read(ask, recording_id, system_now())
        return Response(text, media_type="application/vnd.apple.mpegurl", headers=_PRIVATE)

    async def state(self, request: Request) -> Response:
        """How the recording stands now: whoever watches it asks each second."""
        recording_id, _ = self._permitted(request)
        found = await self._read(standing, recording_id, system_now())
        return JSONResponse(asdict(found), headers=_PRIVATE)

    async def live(self, request: Request) -> Response:
        """One long answer, from the newest link on."""
        recording_id, until = self._permitted(request)
        present = await self._read(present_init, recording_id)
        stream = self._stream(recording_id, until, present)
        headers = {**_PRIVATE, "Mingjing-Media": present.mime, "Mingjing-Init": present.body}
        return StreamingResponse(stream, media_type=media_type(present.mime), headers=headers)

    async def _stream(
        self, recording_id: str, until: datetime, present: Present
    ) -> AsyncIterator[bytes]:
        async with self._hub.watching(recording_id) as watch:
            begin = await self._begin(recording_id, until, watch)
            if begin is None or (present.body and begin[0] != present.body):
                return  # another `init` came meanwhile: who asks again hears of it
            init, first = begin
            if init:
                yield await self._content(recording_id, init)
            shown = {first.seq}
            yield await self._content(recording_id, first.body)
            while system_now() < until:
                after = max(shown) - _READ_BEHIND
                fresh = await self._read(links_after, recording_id, max(after, first.seq))
                for one in fresh:
                    if one.seq in shown:
                        continue
                    if one.kind is not LinkKind.MEDIA:
                        return
                    shown = {seq for seq in shown if seq > after} | {one.seq}
                    yield await self._content(recording_id, one.body)
                if not await self._read(is_growing, recording_id):
                    return
                await watch.wait()

    async def _begin(
        self, recording_id: str, until: datetime, watch: Watch
    ) -> tuple[str, Seen] | None:
        """The newest media and its init, once there is one; None when there will be none."""
        while system_now() < until:
            newest = await self._read(newest_media, recording_id)
            if newest is not None:
                return newest
            if not await self._read(is_growing, recording_id):
                return None
            await watch.wait()
        return None

    async def _content(self, recording_id: str, sha256: str) -> bytes:
        return await self._read(store.body, recording_id, sha256)


def shown_body(recording_id: str, sha256: str) -> bytes:
    """A body for whoever has a pass; none once its deletion is decided, wherever it still lies.

    Raises: BodiesDeleted, ObjectMissing, ChainDamaged, StoreAway.
    """
    demand_bodies(recording_id)
    return store.body(recording_id, sha256)


def present_init(recording_id: str) -> Present:
    """What is recorded now: the newest `init` and the media type with codecs that it says.

    Raises: RecordingUnknown, BodiesDeleted.
    """
    demand_bodies(recording_id)
    row = recording_row(recording_id)
    inits = Link.objects.filter(recording_id=recording_id, kind=LinkKind.INIT.value)
    newest = inits.order_by("-seq").values_list("raw", "body").first()
    if newest is None:
        return Present(row.mime, "")
    return Present(json.loads(bytes(newest[0]))["says"]["mime"], newest[1])


def newest_media(recording_id: str) -> tuple[str, Seen] | None:
    """The newest `media` that is held, with the `init` that it needs; none behind a new `init`."""
    kinds = [LinkKind.MEDIA.value, LinkKind.INIT.value]
    rows = Link.objects.filter(recording_id=recording_id, kind__in=kinds).order_by("-seq")
    row = rows.values_list("seq", "kind", "body", "raw").first()
    if row is None or row[1] != LinkKind.MEDIA:
        return None
    return json.loads(bytes(row[3]))["init"], Seen(row[0], LinkKind.MEDIA, row[2])


def links_after(recording_id: str, seq: int) -> list[Seen]:
    """What a watcher sees next: media, or what ends the stream."""
    kinds = [LinkKind.MEDIA.value, LinkKind.INIT.value, LinkKind.END.value]
    rows = Link.objects.filter(recording_id=recording_id, seq__gt=seq, kind__in=kinds)
    found = rows.order_by("seq").values_list("seq", "kind", "body")[:100]
    return [Seen(number, LinkKind(kind), body) for number, kind, body in found]


def is_growing(recording_id: str) -> bool:
    """Whether links may still come at the live end."""
    return Recording.objects.filter(recording_id=recording_id).exclude(state__in=OVER).exists()

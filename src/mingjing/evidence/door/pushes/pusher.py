# SPDX-License-Identifier: Apache-2.0
"""Make a chain of what a source pushes (为无签名来源成链): judge, link, sign, commit, answer.

The state of a stream is a memory of what is committed. Whatever fails, it is forgotten and read
from the database again; so it never says more than is on record.
"""

import json
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from django.conf import settings

from mingjing.evidence.door.commit import Arrival, Kept, alarm_once
from mingjing.evidence.door.hints import Remembered
from mingjing.evidence.door.pushes.judging import Judging, Pushed
from mingjing.evidence.door.receive import Receiver
from mingjing.evidence.models import Link
from mingjing.evidence.queries.limits import keeping
from mingjing.evidence.queries.server_key import SourceKey, door_key, source_key
from mingjing.evidence.queries.sources import courses, source_of
from mingjing.evidence.rules.fmp4 import Init
from mingjing.evidence.rules.header import parse_header
from mingjing.evidence.rules.pushes import Body, Course, Made, stream_of
from mingjing.evidence.types import KeyExpired, KeyRevoked
from mingjing.evidence.types.pushes import (
    PushDiffers,
    PushedKind,
    PushPassWrong,
    PushWithoutInit,
    Source,
    TooManyStreams,
)
from mingjing.kernel.canonical import canonical_json, sha256_hex
from mingjing.kernel.clock import system_now

_IDLE_SECONDS = 3600.0
_END_GRACE_SECONDS = 1.5
"""A list that says the end may overtake the last piece: the end waits for so long a silence."""


@dataclass(slots=True)
class Streams:
    """The growing chains of one source, and the key that signs them (来源的各路码流).

    `doubtful` are streams of which a commit failed: they are read again before they go on.
    """

    source: Source
    key: SourceKey
    courses: dict[str, Course]
    used: float
    software: str = ""
    doubtful: set[str] = field(default_factory=set)


class Pusher:
    """The side of a door where sources push that sign nothing."""

    def __init__(self, receiver: Receiver) -> None:
        self._receiver = receiver
        self._judging = Judging()
        self.judge = self._judging.judge
        self._media = keeping().media
        self._door_key = door_key(Path(settings.MINGJING_HOME))
        self._sources: Remembered[Source] = Remembered()
        self._streams: dict[str, Streams] = {}
        self._clock = secrets.token_hex(16)

    def stop(self) -> None:
        """End the thread of the pushes."""
        self._judging.stop()

    async def admit(self, code: str) -> None:
        """This pass may send one more body now: asked before the body is read.

        Raises: PushPassWrong, TooFast.
        """
        self._receiver.demand_pace((await self.source(code)).key)

    async def source(self, code: str) -> Source:
        """Whose pass this is; asked of the database again after some seconds.

        Raises: PushPassWrong.
        """
        read = partial(self._receiver.read, source_of, code, system_now())
        known = await self._sources.of(code, read)
        if known is None:
            raise PushPassWrong
        return known

    async def is_early(self, code: str, name: str, pushed: Pushed) -> bool:
        """Whether something that belongs before may still be on its way by another connection."""
        streams = await self._known(await self.source(code))
        if pushed.kind is PushedKind.LIST:
            return pushed.is_last and time.monotonic() - streams.used < _END_GRACE_SECONDS
        course = streams.courses.get(stream_of(name))
        if pushed.kind is PushedKind.INIT:
            return False
        return course is None or course.is_early(name)

    async def take(self, code: str, name: str, pushed: Pushed, software: str) -> Kept | None:
        """What came under a name; None for a list, of which only an end is heeded.

        Raises: the refusals of docs/reference/push-door.md.
        """
        source = await self.source(code)
        streams = await self._known(source)
        try:
            if pushed.kind is PushedKind.LIST:
                if pushed.is_last:
                    await self._end(streams)
                return None
            streams.used = time.monotonic()
            streams.software = _plain(software)
            mono = int(time.monotonic() * 1000)
            at = int(system_now().timestamp() * 1000)
            body = Body(name, pushed.sha256, len(pushed.content), at, mono)
            return await self._body(streams, body, pushed)
        except (KeyRevoked, KeyExpired) as error:
            self._sources.forget(code)
            raise PushPassWrong from error

    async def _known(self, source: Source) -> Streams:
        streams = self._streams.get(source.key)
        if streams is None:
            found = await self._receiver.read(courses, source.key, self._clock)
            key = source_key(self._door_key, source.salt)
            self._forget_idle()
            made = Streams(source, key, found, time.monotonic())
            streams = self._streams.setdefault(source.key, made)  # another stream may be faster
        return streams

    def _forget_idle(self) -> None:
        before = time.monotonic() - _IDLE_SECONDS
        for key in [key for key, one in self._streams.items() if one.used < before]:
            del self._streams[key]

    async def _course(self, streams: Streams, stream: str) -> Course | None:
        """How far a stream has come; read again where a commit of it failed."""
        if stream in streams.doubtful:
            found = await self._receiver.read(courses, streams.source.key, self._clock)
            streams.courses.pop(stream, None)
            if stream in found:
                streams.courses[stream] = found[stream]
            streams.doubtful.discard(stream)
        return streams.courses.get(stream)

    async def _end(self, streams: Streams) -> None:
        """A list is not kept: what it says the chain says. Its end is the end."""
        for stream in list(streams.courses):
            course = await self._course(streams, stream)
            if course is None or course.covered is None:  # nothing came that could end
                continue
            at = int(system_now().timestamp() * 1000)
            mono = int(time.monotonic() * 1000)
            await self._put(streams, stream, partial(course.end, at, mono))
            del streams.courses[stream]

    async def _body(self, streams: Streams, body: Body, pushed: Pushed) -> Kept:
        stream = stream_of(body.name)
        course = await self._course(streams, stream)
        held = course.held(body) if course else None
        if course is not None and held is not None and (held[1] or pushed.init is None):
            return await self._again(streams, course, body, held)
        if pushed.init is not None:
            if course is None:
                course = await self._open(streams, stream, body, pushed.init)
            begin = partial(course.begin, body, pushed.init)
            return await self._put(streams, stream, begin, pushed.content)
        if course is None or course.init is None:
            raise PushWithoutInit
        course.demand_next(body.name)
        stretch = await self._judging.stretch(pushed.content, course.init)
        go_on = partial(course.go_on, body, stretch)
        return await self._put(streams, stream, go_on, pushed.content)

    async def _open(self, streams: Streams, stream: str, body: Body, init: Init) -> Course:
        """A recording begins.

        Raises: TooManyStreams, NotPermitted.
        """
        most = keeping().push_streams
        if len(streams.courses) >= most:
            raise TooManyStreams(most=most)
        source = streams.source
        kind, occasion_id = source.occasion
        course = Course(f"recording_{secrets.token_hex(16)}", source.key, self._clock)
        said = {
            "nonce": secrets.token_hex(16),
            "officer": source.account_id,
            "occasion": {"kind": kind, "id": occasion_id} if kind else None,
            "mime": init.mime,
            "mode": init.mode.value,
            "software": streams.software,
            "camera": source.camera.value,
        }
        streams.courses[stream] = course
        await self._put(streams, stream, partial(course.open, said, body.at, body.mono))
        return course

    async def _put(
        self, streams: Streams, stream: str, make: Callable[[], list[Made]], content: bytes = b""
    ) -> Kept:
        """Make links, sign and commit them; the content is that of the last.

        A course counts a link when it is made. So the stream is doubtful from before the making
        until the commit of the last: a failure anywhere between burns no number.
        """
        streams.doubtful.add(stream)
        *before, last = [(parse_header(made.raw, self._media), made.raw) for made in make()]
        for header, raw in before:
            await self._receiver.keep(header, streams.key.sign(raw), b"")
        kept = await self._receiver.keep(last[0], streams.key.sign(last[1]), content)
        streams.doubtful.discard(stream)
        return kept

    async def _again(
        self, streams: Streams, course: Course, body: Body, held: tuple[int, bool]
    ) -> Kept:
        """The same name again: the same bytes are fine, others are an alarm.

        Raises: PushDiffers.
        """
        seq, is_same = held
        raw = await self._receiver.read(_raw, course.recording, seq)
        if not is_same:
            await self._receiver.read(_alarm, raw, body, streams.key, self._media)
            raise PushDiffers(name=body.name)
        header = parse_header(raw, self._media)
        return await self._receiver.keep(header, streams.key.sign(raw), b"")


def _raw(recording_id: str, seq: int) -> bytes:
    row = Link.objects.filter(recording_id=recording_id, seq=seq).values_list("raw", flat=True)
    return bytes(row.get())


def _alarm(raw: bytes, body: Body, key: SourceKey, media: frozenset[str]) -> None:
    """The link that is held, with the content that was offered instead: one for each content."""
    value = json.loads(raw)
    value |= {"sha256": body.sha256, "len": body.size}
    offered = canonical_json(value)
    arrival = Arrival(parse_header(offered, media), key.sign(offered), system_now())
    alarm_once(arrival, sha256_hex(raw))


def _plain(software: str) -> str:
    return "".join(one for one in software if one.isprintable())[:120]

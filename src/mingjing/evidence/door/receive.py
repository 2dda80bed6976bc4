# SPDX-License-Identifier: Apache-2.0
"""Receive one link (接收一环): judge the header, take the body, make it durable, commit, answer.

Order: what can be refused without the body is refused before it; the body is durable before the
row; the answer comes after the commit.
"""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from starlette.requests import Request

from mingjing.evidence.door import fields
from mingjing.evidence.door.bodies import demand_digest, drain, take_body
from mingjing.evidence.door.commit import Arrival, Completed, Kept, alarm_once
from mingjing.evidence.door.hints import (
    Rate,
    RecordingHint,
    Remembered,
    read_key,
    read_recording,
)
from mingjing.evidence.door.shares import Shares
from mingjing.evidence.door.writer import Answer, Writer
from mingjing.evidence.queries import store
from mingjing.evidence.queries.devices import KeyFacts
from mingjing.evidence.queries.limits import keeping
from mingjing.evidence.queries.server_key import DoorKey, door_key
from mingjing.evidence.rules.acks import ack_of
from mingjing.evidence.rules.header import MAX_BODY_BYTES, demand_sane_duration, parse_header
from mingjing.evidence.rules.keys import demand_signature, link_message
from mingjing.evidence.rules.opening import demand_key_in_force
from mingjing.evidence.types import (
    Header,
    KeyUnknown,
    LinkConflict,
    LinkKind,
    LinkMalformed,
    NotYourRecording,
    RecordingEnded,
    RecordingState,
    RecordingUnknown,
    StoreAway,
    TooFast,
)
from mingjing.kernel.clock import system_now

_STORE_THREADS = 24
_READ_THREADS = 4
T = TypeVar("T")


class Receiver:
    """The receiving side of a door: its threads, its memory, its writer."""

    def __init__(self, tell: Callable[[Sequence[Arrival]], None]) -> None:
        limits = keeping()
        self._media = limits.media
        self._limit = limits.links_a_second
        self._keys: Remembered[KeyFacts] = Remembered()
        self._recordings: Remembered[RecordingHint] = Remembered()
        self._rate = Rate(limits.links_a_second)
        self._shares = Shares(limits.bytes_in_flight, limits.bytes_each)
        self._storing = ThreadPoolExecutor(_STORE_THREADS, "evidence-store")
        self.reading = ThreadPoolExecutor(_READ_THREADS, "evidence-read")
        self._writer = Writer(self._door_key(), tell)

    @staticmethod
    def _door_key() -> DoorKey:
        return door_key(Path(settings.MINGJING_HOME))

    def start(self) -> None:
        """Begin to commit; from the event loop of the door."""
        self._loop = asyncio.get_running_loop()
        self._writer.start(self._loop)

    def stop(self) -> None:
        """Finish what waits and end the threads."""
        self._storing.shutdown()
        self._writer.stop()
        self.reading.shutdown()

    async def read(self, ask: Callable[..., T], *arguments: object) -> T:
        """Ask the database or the store in a thread."""
        return await self._loop.run_in_executor(self.reading, asked, ask, *arguments)

    async def receive(self, request: Request) -> Kept:
        """Take the link of a request in.

        Raises: every refusal of section 5 of the page.
        """
        stream = request.stream()
        try:
            header, signature, account_id = await self._judge(request)
            hint = await self._hint(header)
            if hint is not None and hint.state is RecordingState.COMPLETE:
                return await self._repeated(header, signature, hint)
            if hint is not None and hint.is_deleted:
                return await self.keep(header, signature, b"")
            async with self._shares.hold(account_id, header.len):
                body = await take_body(stream, header)
                return await self.keep(header, signature, body)
        finally:
            await drain(stream, MAX_BODY_BYTES)

    async def _judge(self, request: Request) -> tuple[Header, bytes, str]:
        """Header, signature and whose key it is, when the sender may send them."""
        sent = fields.read_fields(request.headers)
        header = parse_header(sent.raw, self._media)
        demand_sane_duration(header)
        fields.demand_same(header, sent, **request.path_params)
        if "source" in header.says:  # of a source that signs nothing; only the platform says it
            raise LinkMalformed(where="says.source")
        fields.demand_length(header, request.headers.get("content-length"))
        key = await self._keys.of(header.key, partial(self.read, read_key, header.key))
        if key is None:
            raise KeyUnknown
        demand_signature(key.spki, sent.signature, link_message(sent.raw))
        demand_key_in_force(until=key.until, revoked_at=key.revoked_at, now=system_now())
        self.demand_pace(header.key)
        return header, sent.signature, key.account_id

    def demand_pace(self, key: str) -> None:
        """One more link of this key is fine; it is counted.

        Raises: TooFast.
        """
        if not self._rate.admits(key):
            raise TooFast(limit=self._limit)

    async def _hint(self, header: Header) -> RecordingHint | None:
        """What is known of the recording; none for one that begins.

        Raises: RecordingUnknown, NotYourRecording.
        """
        name = header.recording
        hint = await self._recordings.of(name, partial(self.read, read_recording, name))
        if hint is None:
            if header.kind is not LinkKind.OPEN:
                raise RecordingUnknown(recording=name)
            return None
        if hint.key != header.key:
            raise NotYourRecording
        return hint

    async def keep(self, header: Header, signature: bytes, body: bytes) -> Kept:
        """Body to the store, then the link to the writer; the answer after the commit.

        Without a body the commit knows the link already, needs none, or refuses it.
        """
        answered: asyncio.Future[Answer] = self._loop.create_future()
        if body:
            self._storing.submit(self._store, header, signature, body, answered)
        else:
            self._writer.put(Arrival(header, signature, system_now()), answered)
        answer = await answered
        if isinstance(answer, Kept):
            return answer
        if isinstance(answer, Completed):
            hint = await self.read(read_recording, header.recording)
            if hint is None:
                raise RecordingUnknown(recording=header.recording)
            return await self._repeated(header, signature, hint)
        raise answer

    def _store(
        self, header: Header, signature: bytes, body: bytes, answered: "asyncio.Future[Answer]"
    ) -> None:
        """In a thread: the writer gets the link when its body is durable, and not before."""
        try:
            demand_digest(body, header)
            store.keep(store.body_key(header.recording, header.sha256), body)
        except Exception as error:  # told to the sender, whatever it is
            self._loop.call_soon_threadsafe(_tell, answered, error)
            return
        self._writer.put(Arrival(header, signature, system_now()), answered)

    async def _repeated(self, header: Header, signature: bytes, hint: RecordingHint) -> Kept:
        """A link of a complete recording: known, or refused.

        Raises: RecordingEnded, LinkConflict.
        """
        rows = await self.read(store.chain, header.recording, hint.chain_sha256)
        if header.seq >= len(rows):
            raise RecordingEnded(end=len(rows) - 1)
        row = rows[header.seq]
        if row.digest != header.digest:
            await self.read(alarm_once, Arrival(header, signature, system_now()), row.digest)
            raise LinkConflict(seq=header.seq)
        ack = ack_of(header.recording, row)
        return Kept(ack, row.ack, is_new=False, state=RecordingState.COMPLETE, missing=())


def asked(ask: Callable[..., T], *arguments: object) -> T:
    """The answer of the database; a connection that broke is opened anew once.

    Raises: StoreAway.
    """
    try:
        return ask(*arguments)
    except (InterfaceError, OperationalError):
        connection.close()
    try:
        return ask(*arguments)
    except (InterfaceError, OperationalError) as error:
        connection.close()
        raise StoreAway from error


def _tell(answered: "asyncio.Future[Answer]", error: Exception) -> None:
    if not answered.done():  # the sender may be gone
        answered.set_result(error)

# SPDX-License-Identifier: Apache-2.0
"""One group commit (成组提交): judge many links against what is held, write them, sign for them.

Invariants: everything of a group is one transaction; what it decides it has read in that
transaction; whoever is told of a link is told after the commit. Memory (`Known`) saves reading and
is never believed: it is used only where the count in the database agrees with it.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from mingjing.evidence.acts.open_recording import open_recording
from mingjing.evidence.acts.raise_alarm import raise_alarm
from mingjing.evidence.acts.resume_recording import resume_recording
from mingjing.evidence.acts.seal_recording import seal_recording
from mingjing.evidence.door import sql
from mingjing.evidence.models import Alarm
from mingjing.evidence.queries.devices import key_facts
from mingjing.evidence.queries.server_key import DoorKey
from mingjing.evidence.rules import chain
from mingjing.evidence.rules.opening import demand_key_in_force
from mingjing.evidence.types import (
    Ack,
    BodiesDeleted,
    Header,
    KeyUnknown,
    LinkConflict,
    LinkKind,
    NotYourRecording,
    RecordingState,
    RecordingUnknown,
)
from mingjing.kernel.clock import local_date
from mingjing.kernel.errors import PlatformError
from mingjing.registry.public import actor_by_id, system_actor
from mingjing.registry.types import Actor, UnknownAccount

_MOST_KNOWN = 4000


@dataclass(frozen=True, slots=True)
class Arrival:
    """A link whose body is durable, waiting for its row (待提交的环); `at` is when it came."""

    header: Header
    signature: bytes
    at: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """A link that is durable: what the recorder is told (已存)."""

    ack: Ack
    signature: bytes
    is_new: bool
    state: RecordingState
    missing: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Completed:
    """The recording was completed meanwhile: its links are in `chain.jsonl`, ask there."""


Outcome = Kept | Completed | PlatformError


class Known:
    """Which numbers are held of recordings that this process wrote last (内存中的号段)."""

    def __init__(self) -> None:
        self._runs: OrderedDict[str, chain.Runs] = OrderedDict()

    def runs(self, head: sql.Head) -> chain.Runs:
        """The numbers held, from memory when the database counts as many, else read anew."""
        runs = self._runs.get(head.recording_id)
        if runs is None or runs.held != head.held or runs.highest != head.highest:
            runs = chain.Runs(sql.numbers(head.recording_id))
            self._runs[head.recording_id] = runs
        self._runs.move_to_end(head.recording_id)
        if len(self._runs) > _MOST_KNOWN:
            self._runs.popitem(last=False)
        return runs

    def forget(self) -> None:
        """After a commit that failed: what was taken in is not true."""
        self._runs.clear()


class Group:
    """The links of one commit, judged one after the other."""

    def __init__(self, arrivals: Sequence[Arrival], key: DoorKey, known: Known) -> None:
        self.arrivals = arrivals
        self.key = key
        self.known = known
        self.heads: dict[str, sql.Head] = {}
        self.held: dict[sql.Place, chain.Held] = {}
        self.acks: dict[sql.Place, tuple[Ack, bytes]] = {}
        self.rows: list[tuple[Header, bytes, Ack, bytes]] = []
        self.grown: dict[str, tuple[int, int]] = {}

    def commit(self) -> list[Outcome]:
        """Judge and write; one transaction."""
        with transaction.atomic():
            self._load()
            outcomes = [self._outcome(arrival) for arrival in self.arrivals]
            self._write()
        return outcomes

    def _load(self) -> None:
        headers = [arrival.header for arrival in self.arrivals]
        self.heads = sql.heads(list({header.recording for header in headers}))
        places = [(h.recording, seq) for h in headers for seq in (h.seq - 1, h.seq, h.seq + 1)]
        self.held = sql.held_at(places)

    def _outcome(self, arrival: Arrival) -> Outcome:
        try:
            return self._judge(arrival)
        except LinkConflict as conflict:
            header = arrival.header
            alarm_once(arrival, self.held[(header.recording, header.seq)].digest)
            return conflict
        except PlatformError as refusal:
            return refusal

    def _judge(self, arrival: Arrival) -> Outcome:
        header = arrival.header
        head = self._head(arrival)
        if head.key != header.key:
            raise NotYourRecording
        demand_key_in_force(until=head.until, revoked_at=head.revoked_at, now=arrival.at)
        if head.state == RecordingState.COMPLETE:
            return Completed()
        around = self._around(header)
        is_new = not chain.is_repeated(header, around)
        if is_new and head.deleted_at is not None:
            raise BodiesDeleted(day=local_date(head.deleted_at).isoformat())
        if is_new:
            chain.demand_fit(header, around, end=head.end_seq, highest=head.highest)
            self._take(arrival, head)
        return self._kept(header, head, is_new)

    def _head(self, arrival: Arrival) -> sql.Head:
        """The recording of a link; link 0 begins it.

        Raises: RecordingUnknown, and what `open_recording` refuses.
        """
        header = arrival.header
        head = self.heads.get(header.recording)
        if head is None and header.kind is not LinkKind.OPEN:
            raise RecordingUnknown(recording=header.recording)
        if head is None:
            facts = key_facts([header.key]).get(header.key)
            if facts is None:
                raise KeyUnknown
            actor = _officer(facts.account_id, arrival.at)
            open_recording(actor=actor, now=arrival.at, header=header)
            head = sql.Head(
                recording_id=header.recording,
                state=RecordingState.OPEN.value,
                end_seq=None,
                key=header.key,
                held=0,
                highest=-1,
                head="",
                until=facts.until,
                revoked_at=facts.revoked_at,
            )
            self.heads[header.recording] = head
        return head

    def _around(self, header: Header) -> chain.Around:
        same, before, after = (
            self.held.get((header.recording, seq))
            for seq in (header.seq, header.seq - 1, header.seq + 1)
        )
        return chain.Around(same, before, after)

    def _take(self, arrival: Arrival, head: sql.Head) -> None:
        """A new link: sign for it, count it in, and do the act that it carries."""
        header = arrival.header
        received = int(arrival.at.timestamp() * 1000)
        if header.kind is LinkKind.END:
            seal_recording(actor=system_actor(), now=arrival.at, header=header)
            head.state, head.end_seq = RecordingState.SEALED.value, header.seq
        elif head.state == RecordingState.BROKEN_OFF:
            resume_recording(actor=system_actor(), now=arrival.at, header=header)
            head.state = RecordingState.OPEN.value
        runs = self.known.runs(head)
        runs.add(header.seq)
        head.held = runs.held
        if header.seq > head.highest:
            head.highest, head.head = header.seq, header.digest
        place = (header.recording, header.seq)
        ack = Ack(
            header.recording, header.seq, header.digest, header.sha256, header.len, received,
            self.key.id,
        )  # fmt: skip
        signature = self.key.sign(ack)
        self.held[place] = chain.Held(header.digest, header.prev)
        self.acks[place] = (ack, signature)
        self.rows.append((header, arrival.signature, ack, signature))
        size, heard = self.grown.get(header.recording, (0, 0))
        self.grown[header.recording] = (size + header.len, max(heard, received))

    def _kept(self, header: Header, head: sql.Head, is_new: bool) -> Kept:
        place = (header.recording, header.seq)
        if place not in self.acks:
            received, key, signature = sql.acknowledged(place)
            ack = Ack(
                header.recording, header.seq, header.digest, header.sha256, header.len, received,
                key,
            )  # fmt: skip
            self.acks[place] = (ack, signature)
        ack, signature = self.acks[place]
        missing = () if head.held == head.highest + 1 else tuple(self.known.runs(head).missing())
        return Kept(ack, signature, is_new, RecordingState(head.state), missing)

    def _write(self) -> None:
        if self.rows:
            sql.insert(self.rows)
            sql.grow((self.heads[name], *grown) for name, grown in self.grown.items())


def alarm_once(arrival: Arrival, held: str) -> None:
    """Two links under one number, both signed: an alarm, once for each that is offered."""
    header = arrival.header
    offered = Alarm.objects.filter(
        recording_id=header.recording, seq=header.seq, offered=header.digest
    )
    if not offered.exists():
        raise_alarm(
            actor=system_actor(),
            now=arrival.at,
            header=header,
            signature=arrival.signature,
            held=held,
        )


def _officer(account_id: str, now: datetime) -> Actor:
    """Whose key it is.

    Raises: KeyUnknown, when the account was closed.
    """
    try:
        return actor_by_id(account_id, local_date(now))
    except UnknownAccount as error:
        raise KeyUnknown from error

# SPDX-License-Identifier: Apache-2.0
"""What the door remembers of keys and recordings (线索缓存): hints, asked again at the commit.

A hint is at most five seconds old, counted from its reading. It decides which refusal a sender gets
before the body is read, and nothing else: the commit judges key and recording anew.
"""

import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from mingjing.evidence.models import Recording
from mingjing.evidence.queries.deletions import deleted_among
from mingjing.evidence.queries.devices import KeyFacts, key_facts
from mingjing.evidence.types import RecordingState

_SECONDS = 5.0
_MOST = 8000
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RecordingHint:
    """Whose a recording is, and its state a moment ago."""

    key: str
    state: RecordingState
    chain_sha256: str
    is_deleted: bool
    """Whether its bodies were deleted: none is kept any more."""


class Remembered(Generic[T]):
    """Values for a few seconds, the oldest forgotten first."""

    def __init__(self) -> None:
        self._held: OrderedDict[str, tuple[float, T]] = OrderedDict()

    def get(self, name: str) -> T | None:
        """The value, when it is fresh."""
        found = self._held.get(name)
        return found[1] if found and time.monotonic() - found[0] < _SECONDS else None

    async def of(self, name: str, read: Callable[[], Awaitable[T | None]]) -> T | None:
        """The value, read anew when that was seconds ago: use makes it no younger."""
        known = self.get(name)
        if known is not None:
            return known
        at = time.monotonic()
        value = await read()
        if value is not None:
            self.put(name, value, at)
        return value

    def put(self, name: str, value: T, at: float) -> None:
        """Remember a value that was read at that time of the monotonic clock."""
        self._held[name] = (at, value)
        self._held.move_to_end(name)
        if len(self._held) > _MOST:
            self._held.popitem(last=False)

    def forget(self, name: str) -> None:
        """Ask anew next time."""
        self._held.pop(name, None)


class Rate:
    """Links a second from one key (发送频率): a bucket that fills evenly, a second deep."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._held: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def admits(self, key: str) -> bool:
        """Whether one more is fine; if so it is counted."""
        now = time.monotonic()
        at, left = self._held.get(key, (now, float(self._limit)))
        left = min(float(self._limit), left + (now - at) * self._limit)
        is_fine = left >= 1.0
        self._held[key] = (now, left - 1.0 if is_fine else left)
        self._held.move_to_end(key)
        if len(self._held) > _MOST:
            self._held.popitem(last=False)
        return is_fine


def read_key(key: str) -> KeyFacts | None:
    """A key from the database."""
    return key_facts([key]).get(key)


def read_recording(recording_id: str) -> RecordingHint | None:
    """A recording from the database."""
    rows = Recording.objects.filter(recording_id=recording_id)
    row = rows.values_list("device_id", "state", "chain_sha256").first()
    if row is None:
        return None
    is_deleted = recording_id in deleted_among([recording_id])
    return RecordingHint(row[0], RecordingState(row[1]), row[2], is_deleted=is_deleted)

# SPDX-License-Identifier: Apache-2.0
"""The one thread that commits (写入线程): links that wait while a commit runs go into the next."""

import asyncio
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue

import structlog
from django.db import DatabaseError, OperationalError, connection

from mingjing.evidence.door.commit import Arrival, Group, Known, Outcome
from mingjing.evidence.queries.server_key import DoorKey
from mingjing.evidence.types import StoreAway, StoreFull

_log = structlog.get_logger()
_MOST_IN_A_GROUP = 256
_PACE_SECONDS = 0.02
"""Commits of a busy writer begin so far apart: one costs as much for one link as for ten. A link
that comes alone, or later than this behind the one before, does not wait."""
_FULL_WORDS = ("disk is full", "No space left", "disk full")

Answer = Outcome | Exception
_Waiting = tuple[Arrival, "asyncio.Future[Answer]"]


class Writer:
    """Takes arrivals from the event loop and answers each after its commit."""

    def __init__(self, key: DoorKey, tell: Callable[[Sequence[Arrival]], None]) -> None:
        self._key = key
        self._tell = tell
        self._known = Known()
        self._queue: SimpleQueue[_Waiting | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="evidence-writer", daemon=True)

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        """Begin to commit; answers are told on this loop."""
        self._loop = loop
        self._thread.start()

    def stop(self) -> None:
        """Finish what waits, then end."""
        self._queue.put(None)
        self._thread.join()

    def put(self, arrival: Arrival, future: "asyncio.Future[Answer]") -> None:
        """Hand in a link, from any thread; the future is answered after the commit."""
        self._queue.put((arrival, future))

    def _run(self) -> None:
        going = True
        began = 0.0
        while going:
            group, going = self._group(began + _PACE_SECONDS)
            began = time.monotonic()
            if group:
                answers = self._commit([arrival for arrival, _ in group])
                self._loop.call_soon_threadsafe(self._deliver, group, answers)
        connection.close()

    def _group(self, due: float) -> tuple[list[_Waiting], bool]:
        """What waits when one is there and the time has come; and whether to go on afterwards."""
        group: list[_Waiting] = []
        one = self._queue.get()
        if (early := due - time.monotonic()) > 0:
            time.sleep(early)
        while one is not None:
            group.append(one)
            if len(group) == _MOST_IN_A_GROUP:
                return group, True
            try:
                one = self._queue.get_nowait()
            except Empty:
                return group, True
        return group, False

    def _commit(self, arrivals: list[Arrival]) -> list[Answer]:
        """One commit; when one link makes it fail, each by itself."""
        try:
            return list(Group(arrivals, self._key, self._known).commit())
        except OperationalError as error:  # the database is full, busy or away: all wait
            self._forget()
            _log.warning("group_failed", links=len(arrivals), error=str(error)[:200])
            return [_unavailable(error)] * len(arrivals)
        except Exception as error:  # one link must not take the others along
            self._forget()
            if len(arrivals) > 1:
                return [self._commit([arrival])[0] for arrival in arrivals]
            is_away = isinstance(error, DatabaseError)
            _log.error("link_failed", trace=traceback.format_exc())  # without the values
            return [StoreAway() if is_away else error]

    def _forget(self) -> None:
        self._known.forget()
        connection.close()

    def _deliver(self, group: list[_Waiting], answers: list[Answer]) -> None:
        """On the event loop: answer those who wait, and wake who watches."""
        for (_, future), answer in zip(group, answers, strict=True):
            if not future.done():  # the sender may be gone
                future.set_result(answer)
        self._tell([arrival for arrival, _ in group])


def _unavailable(error: OperationalError) -> StoreFull | StoreAway:
    text = str(error)
    return StoreFull() if any(word in text for word in _FULL_WORDS) else StoreAway()

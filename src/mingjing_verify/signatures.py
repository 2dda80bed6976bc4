# SPDX-License-Identifier: Apache-2.0
"""Checking the signatures of links (环签名核验), on all processors of the machine where it may.

Ed25519 costs more than all else that is done to a link, and a Python process checks one at a time.
So a long chain is handed to other processes in batches while it is still being read. Where there
is one processor, where no process can be started, and when one dies, this process does it itself:
the answers are the same, and no answer is ever taken for granted.
"""

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field

from mingjing_verify.keys import ACK_CONTEXT, LINK_CONTEXT, PublicKey, read_key
from mingjing_verify.links import Link

Signed = tuple[bytes, bytes, bytes, bytes]
"""A link and its signature, the acknowledgement and its signature."""
Answer = tuple[bool, bool]
"""Whether the recorder's signature fits, and the server's."""

_PER_BATCH = 128
_LEAST_LINKS = {"fork": 400, "spawn": 4_000}
"""From how many links on processes are worth their start: about 0.02 s, about 0.3 s."""
_MOST_PROCESSES = 8


@dataclass(slots=True)
class Signatures:
    """Collects links as they are read; the answers come in the same order."""

    device: PublicKey
    server: PublicKey
    pool: ProcessPoolExecutor | None = None
    batches: list[tuple[list[Signed], "Future[list[Answer]] | None"]] = field(default_factory=list)
    waiting: list[Signed] = field(default_factory=list)

    def add(self, link: Link) -> None:
        """Take one more link."""
        self.waiting.append((link.raw, link.signature, link.ack_raw, link.ack_signature))
        if len(self.waiting) == _PER_BATCH:
            self._send()

    def answers(self) -> Iterator[Answer]:
        """One for each link that was added, in that order."""
        self._send()
        for batch, coming in self.batches:
            yield from self._answer(batch, coming)

    def _send(self) -> None:
        if self.waiting:
            self.batches.append((self.waiting, self._submit(self.waiting)))
            self.waiting = []

    def _submit(self, batch: list[Signed]) -> "Future[list[Answer]] | None":
        if self.pool is None:
            return None
        try:
            return self.pool.submit(_check_batch, batch)
        except (OSError, RuntimeError):  # no process can be started, or one has died
            self.pool = None
            return None

    def _answer(
        self, batch: list[Signed], coming: "Future[list[Answer]] | None"
    ) -> Sequence[Answer]:
        if coming is not None:
            try:
                return coming.result()
            except (BrokenProcessPool, OSError):
                self.pool = None
        return [check(signed, self.device, self.server) for signed in batch]


@contextmanager
def signatures_of(
    device: PublicKey, server: PublicKey, links: int, processes: int
) -> Iterator[Signatures]:
    """Signatures of so many links, to be checked by at most so many processes.

    One process, or a chain that is not worth a second one, is this process.
    """
    pool = _pool(min(processes, _MOST_PROCESSES), links, (device.spki, server.spki))
    checks = Signatures(device, server, pool)
    try:
        yield checks
    finally:
        if pool is not None:
            pool.shutdown(wait=True, cancel_futures=True)


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def check(signed: Signed, device: PublicKey, server: PublicKey) -> Answer:
    """The two signatures of one link."""
    raw, signature, ack, ack_signature = signed
    return (
        device.fits(signature, LINK_CONTEXT + raw),
        server.fits(ack_signature, ACK_CONTEXT + ack),
    )


def _pool(processes: int, links: int, keys: tuple[str, str]) -> ProcessPoolExecutor | None:
    """Fork where it is cheap and safe (Linux), else new interpreters."""
    can_fork = sys.platform == "linux" and "fork" in multiprocessing.get_all_start_methods()
    method = "fork" if can_fork else "spawn"
    if processes < 2 or links < _LEAST_LINKS[method]:
        return None
    try:
        return ProcessPoolExecutor(
            processes,
            mp_context=multiprocessing.get_context(method),
            initializer=_take_keys,
            initargs=keys,
        )
    except (OSError, ImportError, NotImplementedError):  # a machine without semaphores
        return None


_judge_one: Callable[[Signed], Answer]


def _take_keys(device: str, server: str) -> None:
    """In a process of the pool: the keys, read once."""
    global _judge_one
    keys = read_key(device), read_key(server)
    _judge_one = lambda signed: check(signed, *keys)  # noqa: E731 - set once for this process


def _check_batch(batch: list[Signed]) -> list[Answer]:
    return [_judge_one(signed) for signed in batch]

# SPDX-License-Identifier: Apache-2.0
"""Which official act is open in this thread of control; the only mutable state of the room."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from mingjing.ledger.types import ActWithoutEntry, WriteOutsideAct


@dataclass(slots=True)
class OpenAct:
    """An act under way: its function's name and how many entries it has left."""

    name: str
    entries: int = 0


_open: ContextVar[OpenAct | None] = ContextVar("mingjing_open_act", default=None)


@contextmanager
def opened(name: str) -> Iterator[OpenAct]:
    """Mark an act as open; on a clean way out it must have left an entry.

    An inner act counts its own entries: the outer one's do not serve it, nor the other way round.

    Raises: ActWithoutEntry.
    """
    act = OpenAct(name)
    token = _open.set(act)
    try:
        yield act
        if not act.entries:
            raise ActWithoutEntry(act=name)
    finally:
        _open.reset(token)


def demand_open(table: str, operation: str) -> OpenAct:
    """The innermost open act.

    Raises: WriteOutsideAct.
    """
    act = _open.get()
    if act is None:
        raise WriteOutsideAct(table=table, operation=operation)
    return act

# SPDX-License-Identifier: Apache-2.0
"""Which rules were asked (询问的规则): gates that other gates ask say so to the receipt.

The table names the outer gates of a step. What they ask in turn depends on the step: a report of no
penalty meets other gates than one of a fine. So the inner gates report themselves, as they are
asked, to whoever listens; where nobody does, as in a replay, nothing happens.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_RULE_ID = re.compile(r"\b(?:APL|ACL|TRF|ARL|REM|DL|TS|DIS|LEN|CLU)-[0-9]+[a-z]?\b")
_HEARD: ContextVar[set[str] | None] = ContextVar("rules_asked", default=None)


def rule_ids(gate: object) -> tuple[str, ...]:
    """The rules of law that a gate's docstring names."""
    return tuple(_RULE_ID.findall(getattr(gate, "__doc__", None) or ""))


def inner_gate(gate: Callable[P, R]) -> Callable[P, R]:
    """A gate that other gates ask: its rules stand in the receipt of a step that met it."""
    rules = rule_ids(gate)

    @wraps(gate)
    def asked(*args: P.args, **kwargs: P.kwargs) -> R:
        heard = _HEARD.get()
        if heard is not None:
            heard.update(rules)
        return gate(*args, **kwargs)

    return asked


@contextmanager
def rules_asked() -> Iterator[set[str]]:
    """Listens: the set fills with the rules of the inner gates that are asked meanwhile."""
    heard: set[str] = set()
    before = _HEARD.set(heard)
    try:
        yield heard
    finally:
        _HEARD.reset(before)

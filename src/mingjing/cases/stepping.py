# SPDX-License-Identifier: Apache-2.0
"""One way to every act of a case (步骤分派): from what a step says to the act that takes it."""

import inspect
import pkgutil
from collections.abc import Callable
from datetime import datetime
from functools import cache
from importlib import import_module
from typing import Any, get_type_hints

from mingjing.cases import acts
from mingjing.cases.types.steps import Payload
from mingjing.registry.types import Actor

Act = Callable[..., Any]  # acts differ in the name of one argument


def take_step(
    *, actor: Actor, now: datetime, case_id: str, payload: Payload, version: int | None = None
) -> int:
    """Take a step of an open case by its act; the number of the step.

    Raises: KeyError for a step that opens a case or that nobody takes by hand; the act's refusals.
    """
    act, argument = step_acts()[type(payload)]
    said = {argument: payload}
    taken: int = act(actor=actor, now=now, case_id=case_id, version=version, **said)
    return taken


@cache
def step_acts() -> dict[type[Payload], tuple[Act, str]]:
    """For each step of an open case its act and the argument that carries what it says."""
    found: dict[type[Payload], tuple[Act, str]] = {}
    for module in pkgutil.iter_modules(acts.__path__):
        act = getattr(import_module(f"{acts.__name__}.{module.name}"), module.name, None)
        if act is None or "version" not in inspect.signature(act).parameters:
            continue
        for argument, kind in get_type_hints(act).items():
            if isinstance(kind, type) and issubclass(kind, Payload) and kind is not Payload:
                found[kind] = (act, argument)
    return found

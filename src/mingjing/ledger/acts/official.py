# SPDX-License-Identifier: Apache-2.0
"""The frame of every official act (行政行为): one transaction, at least one ledger entry."""

import functools
import inspect
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from django.db import transaction

from mingjing.ledger.scope import opened

P = ParamSpec("P")
R = TypeVar("R")


def official_act(function: Callable[P, R]) -> Callable[P, R]:
    """Make a function an official act: it runs in one transaction and must call `record`.

    An act called by another act joins its transaction and leaves its own entry. If the inner one
    raises and the outer one carries on, the inner one's writes are gone and the outer one's stay.

    Raises: ActWithoutEntry, when the function returns without an entry; everything is rolled back.
    """
    if inspect.iscoroutinefunction(function) or inspect.isgeneratorfunction(function):
        raise TypeError(f"{function.__qualname__}: an official act is a plain function")
    name = f"{function.__module__}.{function.__qualname__}"

    @functools.wraps(function)
    def act(*args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic(), opened(name):
            return function(*args, **kwargs)

    act.__dict__["is_official_act"] = True
    return act

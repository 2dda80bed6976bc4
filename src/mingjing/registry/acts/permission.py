# SPDX-License-Identifier: Apache-2.0
"""The question that every act asks first: may(actor, action, thing)."""

from mingjing.registry import queries, rules
from mingjing.registry.types import Actor, Answer, NotPermitted, Thing

_ANYTHING = Thing()


def may(actor: Actor, action: str, thing: Thing = _ANYTHING) -> Answer:
    """Whether the actor may do the action to the thing (权限判断), with the reasons."""
    return rules.answer(queries.roles(), actor, action, thing)


def demand(actor: Actor, action: str, thing: Thing = _ANYTHING) -> None:
    """Goes on only when the actor may do the action.

    Raises: NotPermitted, with the rows that were looked at.
    """
    given = may(actor, action, thing)
    if not given.allowed:
        raise NotPermitted(action=action, because="; ".join(given.because))

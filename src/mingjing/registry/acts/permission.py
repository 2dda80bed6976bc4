# SPDX-License-Identifier: Apache-2.0
"""The question that every act asks first: may(actor, action, thing)."""

from collections.abc import Mapping

from django.conf import settings
from django.utils.module_loading import import_string

from mingjing.registry import queries, rules
from mingjing.registry.types import Action, Actor, Answer, NotPermitted, Reach, Thing

_ANYTHING = Thing()


def may(actor: Actor, action: str, thing: Thing = _ANYTHING) -> Answer:
    """Whether the actor may do the action to the thing (权限判断), with the reasons."""
    return rules.answer(queries.roles(), actor, action, thing)


def reach(actor: Actor, action: str) -> Reach:
    """How far the actor may do the action (权限所及): what `may` asks of one thing, for lists."""
    return Reach(rules.grants(queries.roles(), actor, action))


def demand(actor: Actor, action: str, thing: Thing = _ANYTHING) -> None:
    """Goes on only when the actor may do the action.

    Raises: NotPermitted, with the rows that were looked at.
    """
    given = may(actor, action, thing)
    if not given.allowed:
        raise NotPermitted(action=named(action), because=given.because[0])


def named(action: str) -> Action:
    """An action with its words; only the entry knows the actions of all rooms."""
    known: Mapping[str, Action] = import_string(settings.ACTIONS)
    return known.get(action, Action(action, action, action))

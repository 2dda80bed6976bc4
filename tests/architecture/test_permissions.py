# SPDX-License-Identifier: Apache-2.0
"""The permission table: what rooms declare and what roles grant are the same set."""

from importlib import import_module
from importlib.util import find_spec

from mingjing.entry.access import ACCESS, PUBLIC
from mingjing.registry.public import roles
from mingjing.registry.types import Action
from tests.architecture.house import rooms


def _declared() -> dict[str, Action]:
    actions: dict[str, Action] = {}
    for room in rooms():
        if find_spec(f"mingjing.{room}.types"):
            for action in getattr(import_module(f"mingjing.{room}.types"), "ACTIONS", ()):
                assert action.name.startswith(f"{room}."), action
                assert action.name not in actions, action
                actions[action.name] = action
    return actions


def test_every_granted_action_is_declared_and_every_declared_one_granted() -> None:
    granted = {action for row in roles().values() for action in row.actions}
    assert granted == set(_declared())


def test_every_page_row_names_a_declared_action() -> None:
    unknown = {n: a for n, a in ACCESS.items() if a != PUBLIC and a not in _declared()}
    assert unknown == {}


def test_every_action_and_role_has_both_names() -> None:
    assert all(a.zh and a.en for a in _declared().values())
    assert all(row.zh and row.en for row in roles().values())

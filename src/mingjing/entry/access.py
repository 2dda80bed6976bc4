# SPDX-License-Identifier: Apache-2.0
"""The permission table of pages (页面权限表): url name → action, and the words of the actions."""

from importlib import import_module
from importlib.util import find_spec

from django.conf import settings

from mingjing.registry.types import Action

PUBLIC = "public"


def _gather() -> dict[str, str]:
    table: dict[str, str] = {"set_language": PUBLIC}
    for room in settings.ROOMS:
        for part in ("urls", "api"):
            if find_spec(f"mingjing.{room}.{part}"):
                table.update(import_module(f"mingjing.{room}.{part}").ACCESS)
    return table | {"api-openapi": PUBLIC}


def _actions() -> dict[str, Action]:
    rooms = (import_module(f"mingjing.{room}.types") for room in settings.ROOMS)
    return {action.name: action for room in rooms for action in getattr(room, "ACTIONS", ())}


ACCESS = _gather()
ACTIONS = _actions()

# SPDX-License-Identifier: Apache-2.0
"""The permission table of pages (页面权限表): url name → action, gathered from the rooms."""

from importlib import import_module
from importlib.util import find_spec

from django.conf import settings

PUBLIC = "public"


def _gather() -> dict[str, str]:
    table: dict[str, str] = {"set_language": PUBLIC}
    for room in settings.ROOMS:
        for part in ("urls", "api"):
            if find_spec(f"mingjing.{room}.{part}"):
                table.update(import_module(f"mingjing.{room}.{part}").ACCESS)
    return table | {"api-openapi": PUBLIC}


ACCESS = _gather()

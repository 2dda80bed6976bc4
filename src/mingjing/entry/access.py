# SPDX-License-Identifier: Apache-2.0
"""The permission table of pages (页面权限表): url name → action, gathered from the rooms."""

from importlib import import_module

from django.conf import settings

PUBLIC = "public"


def _gather() -> dict[str, str]:
    table: dict[str, str] = {"set_language": PUBLIC}
    for room in settings.ROOMS:
        try:
            urls = import_module(f"mingjing.{room}.urls")
        except ModuleNotFoundError as error:
            if error.name != f"mingjing.{room}.urls":
                raise
            continue
        table.update(urls.ACCESS)
    return table


ACCESS = _gather()

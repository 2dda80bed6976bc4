# SPDX-License-Identifier: Apache-2.0
"""All addresses: one prefix per room, the portal at the root, JSON under `/api/v1/`."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from mingjing.entry.api import PREFIX, api

_PREFIXES = {"portal": "", "evidence": ""}
"""Rooms that name their addresses whole; the recorder's are those of the segment door's page."""

urlpatterns: list[URLPattern | URLResolver] = [
    path("i18n/", include("django.conf.urls.i18n")),
    # Without a namespace of its own: a route's name is its row in the permission table.
    path(
        PREFIX,
        include([route for route in api.urls[0] if getattr(route, "name", "") != "api-root"]),
    ),
    *(
        path(_PREFIXES.get(room, f"{room}/"), include(f"mingjing.{room}.urls"))
        for room in settings.ROOMS
        if find_spec(f"mingjing.{room}.urls")
    ),
]

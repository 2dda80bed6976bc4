# SPDX-License-Identifier: Apache-2.0
"""All addresses: one prefix per room, the portal at the root."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

_PREFIXES = {"portal": ""}

urlpatterns: list[URLPattern | URLResolver] = [
    path("i18n/", include("django.conf.urls.i18n")),
    *(
        path(_PREFIXES.get(room, f"{room}/"), include(f"mingjing.{room}.urls"))
        for room in settings.ROOMS
        if find_spec(f"mingjing.{room}.urls")
    ),
]

# SPDX-License-Identifier: Apache-2.0
"""What the pages share: who asks, when, and in which language."""

from datetime import datetime

from django.http import HttpRequest
from django.utils.translation import get_language

from mingjing.kernel.errors import Language
from mingjing.registry.types import Actor


def language() -> Language:
    """The language of the page being made."""
    return "zh" if (get_language() or "zh").startswith("zh") else "en"


def actor_of(request: HttpRequest) -> Actor:
    """Who asks; the middleware lets nobody else to these pages."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def now_of(request: HttpRequest) -> datetime:
    """When the request came, as the middleware saw it."""
    now: datetime = request.now  # type: ignore[attr-defined]
    return now

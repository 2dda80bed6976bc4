# SPDX-License-Identifier: Apache-2.0
"""What the pages share: the language, who asks, words of a reason, links."""

from collections.abc import Iterable
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from mingjing.kernel.errors import Language
from mingjing.registry.public import may
from mingjing.registry.types import Actor
from mingjing.risk.rules.dictionary import reason, sentence
from mingjing.risk.types import ReasonView


def language() -> Language:
    """The language of the page being made."""
    return "zh" if (get_language() or "zh").startswith("zh") else "en"


def actor_of(request: HttpRequest) -> Actor | None:
    """Who asks, if known."""
    actor: Actor | None = getattr(request, "actor", None)
    return actor


def now_of(request: HttpRequest) -> datetime:
    """When the request came, as the middleware saw it."""
    moment: datetime = request.now  # type: ignore[attr-defined]
    return moment


def is_allowed(request: HttpRequest, action: str) -> bool:
    """Whether a button is worth showing; the act asks again."""
    actor = actor_of(request)
    return actor is not None and may(actor, action).allowed


def subject_url(subject_id: str) -> str:
    """Where the subject's own page is."""
    return reverse("subjects-subject", args=[subject_id])


def in_words(reasons: Iterable[ReasonView]) -> list[str]:
    """Stored reasons as sentences in the language of the page."""
    spoken = language()
    return [reason(one.name, one.value, one.contribution, spoken) for one in reasons]


def told(one: ReasonView) -> str:
    """What a reason says of the subject; which way it goes is shown otherwise."""
    return sentence(one.name, one.value, language())

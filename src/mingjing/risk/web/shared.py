# SPDX-License-Identifier: Apache-2.0
"""What the pages share: which buttons to show, words of a reason, links."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse

from mingjing.engines.languages import language
from mingjing.registry.public import may, signed_in_or_none
from mingjing.risk.rules.dictionary import reason, sentence
from mingjing.risk.types import ReasonView


def is_allowed(request: HttpRequest, action: str) -> bool:
    """Whether a button is worth showing; the act asks again."""
    actor = signed_in_or_none(request)
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

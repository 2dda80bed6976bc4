# SPDX-License-Identifier: Apache-2.0
"""What the pages share: texts in the page's language, links, messages."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from mingjing.engines.languages import language
from mingjing.inspection.queries.outlook import SubjectCard
from mingjing.kernel.errors import PlatformError
from mingjing.registry.public import cite_text


def subject_url(subject_id: str) -> str:
    """Where the subject's page is."""
    return reverse("subjects-subject", args=[subject_id])


def score_url(subject_id: str) -> str:
    """Where the reasons of the subject's score are."""
    return reverse("risk-subject", args=[subject_id])


def name_of(cards: dict[str, SubjectCard], subject_id: str) -> str:
    """The subject's name, its id when the name is not known."""
    card = cards.get(subject_id)
    return card.name if card and card.name else subject_id


def attempt(request: HttpRequest, step: Callable[[], object], done: str) -> bool:
    """Runs an act for a form; a refusal becomes a message with article and remedy."""
    try:
        step()
    except PlatformError as refusal:
        if refusal.http_status >= 500:
            raise
        messages.error(request, explain(refusal))
        return False
    messages.success(request, done)
    return True


def explain(refusal: PlatformError) -> str:
    """A refusal in one line: what, by which article, what to do."""
    spoken = language()
    article = refusal.article if spoken == "zh" else cite_text(refusal.article, spoken)
    basis = f" [{article}]" if article else ""
    return f"{refusal.message(spoken)}{basis} {refusal.remedy(spoken)}".strip()


def lane_exclusions() -> dict[str, str]:
    """Why candidates were left out, in words."""
    return {
        "no_item": _("no published item for their category"),
        "removed": _("taken out by hand"),
        "busy": _("open visit in another plan"),
        "cap": _("yearly cap reached"),
    }

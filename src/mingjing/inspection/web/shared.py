# SPDX-License-Identifier: Apache-2.0
"""What the pages share: texts in the page's language, links, messages."""

from django.urls import reverse
from django.utils.translation import gettext as _

from mingjing.inspection.queries.outlook import SubjectCard


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


def lane_exclusions() -> dict[str, str]:
    """Why candidates were left out, in words."""
    return {
        "no_item": _("no published item for their category"),
        "removed": _("taken out by hand"),
        "busy": _("open visit in another plan"),
        "cap": _("yearly cap reached"),
    }

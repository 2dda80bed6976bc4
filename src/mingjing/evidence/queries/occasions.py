# SPDX-License-Identifier: Apache-2.0
"""What an officer may record for (录制事由): asked of the rooms above, through the wiring."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from mingjing.engines.languages import language
from mingjing.evidence.types import NameMaker, Occasion, OccasionMaker
from mingjing.registry.types import Actor


def occasions(actor: Actor, now: datetime) -> tuple[Occasion, ...]:
    """The visits and cases that the officer has now, room by room."""
    makers: tuple[OccasionMaker, ...] = import_string(settings.RECORDING_OCCASIONS)
    return tuple(occasion for maker in makers for occasion in maker(actor, now))


def occasion_for(actor: Actor, now: datetime, kind: str, occasion_id: str) -> Occasion | None:
    """The officer's own occasion of this kind and id; None when there is none."""
    if not kind:
        return None
    mine = (one for one in occasions(actor, now) if one.kind == kind and one.id == occasion_id)
    return next(mine, None)


@dataclass(frozen=True, slots=True)
class NamedOccasion:
    """What something was recorded for, in words, and the page where that stands (事由名称)."""

    text: str
    url: str


def named_occasions(found: Iterable[tuple[str, str]]) -> dict[tuple[str, str], NamedOccasion]:
    """Occasions by kind and id, with kind and name; all of a kind are asked at once."""
    pages: dict[str, tuple[str, str, str]] = import_string(settings.RECORDING_PAGES)
    makers: dict[str, NameMaker] = import_string(settings.RECORDING_NAMES)
    of_kind: dict[str, set[str]] = defaultdict(set)
    for kind, occasion_id in found:
        of_kind[kind].add(occasion_id)
    is_chinese = language() == "zh"
    named = {}
    for kind, ids in of_kind.items():
        zh, en, page = pages.get(kind, ("", "", ""))
        names = makers[kind](ids) if kind in makers else {}
        for one in ids:
            words = f"{zh if is_chinese else en} {names.get(one, '')}".strip()
            named[kind, one] = NamedOccasion(
                words or _("joined to nothing yet"), reverse(page, args=[one]) if page else ""
            )
    return named

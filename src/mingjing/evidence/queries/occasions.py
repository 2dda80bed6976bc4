# SPDX-License-Identifier: Apache-2.0
"""What an officer may record for (录制事由): asked of the rooms above, through the wiring."""

from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string

from mingjing.evidence.types import Occasion, OccasionMaker
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

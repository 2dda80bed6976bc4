# SPDX-License-Identifier: Apache-2.0
"""The browser's settings with two visits for everybody, as rooms above would say them."""

from datetime import datetime

from mingjing.evidence.types import Occasion
from mingjing.registry.types import Actor
from tests.browser.settings import *  # noqa: F403 - settings are a star import


def visits(actor: Actor, now: datetime) -> tuple[Occasion, ...]:
    """Two visits."""
    return tuple(
        Occasion("inspection_task", f"task_{number}", f"Shop {number}", "", actor.agency_id, "")
        for number in (1, 2)
    )


MAKERS = (visits,)
RECORDING_OCCASIONS = "tests.browser.task_settings.MAKERS"

# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: E402 - Django must be ready before the rooms are imported
"""A recording (synthetic) whose film has holes: `python -m tests.browser.seed_holes SECONDS`.

Prints its id.
"""

import os
import sys
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.browser.settings")
django.setup()

from mingjing.kernel.clock import local_date, system_now
from mingjing.registry.public import actor_for
from tests.browser.seed import USER
from tests.recorder import Recorder
from tests.rooms.evidence.filmed import card_film, pieces
from tests.rooms.evidence.test_film_clocks import later, timescales
from tests.rooms.evidence.whole import whole_recording


def main() -> None:
    """Records the test card, each second a hole later than the one before ends."""
    head, fragments = pieces(card_film(has_sound=False))
    hole, now = float(sys.argv[1]), system_now()

    def scene(recorder: Recorder) -> None:
        recorder.open()
        recorder.init(head)
        for number, fragment in enumerate(fragments):
            recorder.media(later(fragment, number * hole, timescales(head)))
        recorder.end()

    home = Path(os.environ["MINGJING_HOME"])
    actor = actor_for(USER, local_date(now))
    sys.stdout.write(whole_recording(actor, now, home, scene=scene).id)


if __name__ == "__main__":
    main()

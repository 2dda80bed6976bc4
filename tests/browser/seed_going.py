# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: E402 - Django must be ready before the rooms are imported
"""A recording (synthetic) that goes on: `python -m tests.browser.seed_going BEFORE SECONDS`.

BEFORE seconds are there at once, then its id is printed; SECONDS more come one each second, but
three in their middle are lost, and come when the others have.
"""

import os
import sys
import time
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.browser.settings")
django.setup()

from mingjing.kernel.clock import local_date, system_now
from mingjing.registry.public import actor_for
from tests.browser.seed import USER
from tests.rooms.evidence.test_live_window import scene
from tests.rooms.evidence.whole import registered, taken_in

_LOST = 3


def main() -> None:
    """Records the test card and does not end."""
    home, film = Path(os.environ["MINGJING_HOME"]), scene()
    before, more = map(int, sys.argv[1:])
    actor = actor_for(USER, local_date(system_now()))
    recorder = registered(actor, system_now())
    recorder.open()
    recorder.init(next(film))
    for _ in range(before):
        recorder.media(next(film))
    taken_in(recorder.links, system_now(), home)
    sys.stdout.write(f"{recorder.id}\n")
    sys.stdout.flush()
    lost = []
    for second in range(more):
        link = recorder.media(next(film))
        if more // 2 <= second < more // 2 + _LOST:
            lost.append(link)
        else:
            taken_in([link], system_now(), home)
        time.sleep(1)
    taken_in(lost, system_now(), home)


if __name__ == "__main__":
    main()

# SPDX-License-Identifier: Apache-2.0
"""The pulse (脉搏): sequences committed ledger entries and lets followers read them."""

import os
import signal
import threading

import django
import structlog

_PAUSE_SECONDS = 1.0
_log = structlog.get_logger()


def beat() -> None:
    """One round: sequence what is committed, then run the followers."""
    from mingjing.entry.wiring import FOLLOWERS
    from mingjing.kernel.clock import system_now
    from mingjing.ledger.public import follow, sequence

    now = system_now()
    sequence(now)
    follow(FOLLOWERS, now)


def main() -> None:
    """Beats until asked to stop; a failed round is told and tried again."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingjing.entry.settings")
    django.setup()
    from django.db import OperationalError

    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.set())
    while not stopping.is_set():
        try:
            beat()
        except OperationalError as error:  # the database is busy or away: next round
            _log.warning("pulse_missed", error=str(error))
        stopping.wait(_PAUSE_SECONDS)


if __name__ == "__main__":
    main()

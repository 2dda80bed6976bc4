# SPDX-License-Identifier: Apache-2.0
"""The pulse (脉搏): sequences the ledger, lets followers read it, sweeps terms that ran out."""

import os
import signal
import threading
import time

import django
import structlog

_PAUSE_SECONDS = 1.0
_SWEEP_SECONDS = 60.0
_log = structlog.get_logger()


def beat() -> None:
    """One round: sequence what is committed, then run the followers."""
    from mingjing.entry.wiring import FOLLOWERS
    from mingjing.kernel.clock import system_now
    from mingjing.ledger.public import follow, sequence

    now = system_now()
    sequence(now)
    follow(FOLLOWERS, now)


def sweep() -> None:
    """Carry out the effects of terms that ran out (期限届满巡检), forget files nobody used."""
    from mingjing.cases.jobs import sweep_clocks, tidy_files
    from mingjing.kernel.clock import system_now

    now = system_now()
    sweep_clocks(now)
    tidy_files(now)


def main() -> None:
    """Beats until asked to stop; a failed round is told and tried again."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingjing.entry.settings")
    django.setup()
    from django.db import OperationalError

    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.set())
    swept = -_SWEEP_SECONDS
    while not stopping.is_set():
        try:
            beat()
            if time.monotonic() - swept >= _SWEEP_SECONDS:
                sweep()
                swept = time.monotonic()
        except OperationalError as error:  # the database is busy or away: next round
            _log.warning("pulse_missed", error=str(error))
        stopping.wait(_PAUSE_SECONDS)


if __name__ == "__main__":
    main()

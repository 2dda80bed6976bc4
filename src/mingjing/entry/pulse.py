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
    """One round: sequence what is committed, run the followers, complete recordings."""
    from mingjing.entry.wiring import FOLLOWERS
    from mingjing.evidence.jobs import complete_whole
    from mingjing.kernel.clock import system_now
    from mingjing.ledger.public import follow, sequence

    now = system_now()
    sequence(now)
    follow(FOLLOWERS, now)
    complete_whole(now)


def sweep() -> None:
    """Anchor recordings and find silent ones; carry out what terms that ran out bring (巡检)."""
    from mingjing.cases.jobs import sweep_clocks
    from mingjing.evidence.jobs import sweep_recordings
    from mingjing.kernel.clock import system_now

    now = system_now()
    sweep_recordings(now)
    sweep_clocks(now)


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

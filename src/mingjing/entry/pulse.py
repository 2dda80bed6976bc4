# SPDX-License-Identifier: Apache-2.0
"""The pulse (脉搏): sequences the ledger, lets followers read it, sweeps terms that ran out.

Beside it, in a thread of its own, witnesses and a time-stamping authority are asked to attest.
"""

import os
import signal
import threading
import time

import django
import structlog

_PAUSE_SECONDS = 1.0
_SWEEP_SECONDS = 60.0
_HOUR_SECONDS = 3600.0
_log = structlog.get_logger()


def beat() -> None:
    """One round: sequence what is committed, run the followers, complete recordings, ask films."""
    from mingjing.entry.wiring import FOLLOWERS
    from mingjing.evidence.jobs import ask_for_film_work, complete_whole
    from mingjing.kernel.clock import system_now
    from mingjing.ledger.public import follow, sequence

    now = system_now()
    sequence(now)
    follow(FOLLOWERS, now)
    complete_whole(now)
    ask_for_film_work(now)


def attest() -> None:
    """One round outside: witnesses cosign, an authority stamps; neither holds the sequencer up."""
    from mingjing.kernel.clock import system_now
    from mingjing.ledger.public import cosign, stamp

    cosign(system_now())
    stamp(system_now())


def attest_until(stopping: threading.Event) -> None:
    """Rounds outside until asked to stop; a failed round is told and tried again."""
    from django.conf import settings
    from django.db import OperationalError, close_old_connections

    from mingjing.kernel.errors import PlatformError

    if not settings.MINGJING_WITNESSES and not settings.MINGJING_TSA_URL:
        return
    while not stopping.is_set():
        try:
            attest()
        except (OperationalError, PlatformError, OSError) as error:
            _log.warning("attesting_missed", error=str(error))
            close_old_connections()  # a database that was away is asked anew
        stopping.wait(_PAUSE_SECONDS)


def sweep() -> None:
    """Anchor recordings and find silent ones; carry out ended terms; forget unused files (巡检)."""
    from mingjing.cases.jobs import sweep_clocks, tidy_files
    from mingjing.evidence.jobs import carry_out_deletions, sweep_recordings
    from mingjing.kernel.clock import system_now

    now = system_now()
    sweep_recordings(now)
    carry_out_deletions(now)
    sweep_clocks(now)
    tidy_files(now)


def sweep_hourly() -> None:
    """List recordings whose time to be kept ran out (到期清单); forget sessions that ended.

    A session keeps what its reader looked for, so it goes when it has ended.
    """
    from django.contrib.sessions.backends.db import SessionStore

    from mingjing.evidence.jobs import sweep_terms
    from mingjing.kernel.clock import system_now

    sweep_terms(system_now())
    SessionStore.clear_expired()


def main() -> None:
    """Beats until asked to stop; a failed round is told and tried again."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingjing.entry.settings")
    django.setup()
    from django.db import OperationalError

    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.set())
    threading.Thread(target=attest_until, args=(stopping,), daemon=True).start()
    swept, swept_hourly = -_SWEEP_SECONDS, -_HOUR_SECONDS
    while not stopping.is_set():
        try:
            beat()
            if time.monotonic() - swept >= _SWEEP_SECONDS:
                sweep()
                swept = time.monotonic()
            if time.monotonic() - swept_hourly >= _HOUR_SECONDS:
                sweep_hourly()
                swept_hourly = time.monotonic()
        except OperationalError as error:  # the database is busy or away: next round
            _log.warning("pulse_missed", error=str(error))
        stopping.wait(_PAUSE_SECONDS)


if __name__ == "__main__":
    main()

# SPDX-License-Identifier: Apache-2.0
"""Jobs of the cases room: what runs by the clock."""

from datetime import datetime

import structlog

from mingjing.cases import public
from mingjing.cases.public import SweepReport, sweep
from mingjing.kernel.ids import new_id
from mingjing.registry.public import system_actor

_log = structlog.get_logger()


def sweep_clocks(now: datetime) -> SweepReport:
    """Carry out what the end of terms brings; may run twice."""
    run = new_id("sweep")
    _log.info("sweep_began", run=run)
    report = sweep(actor=system_actor(), now=now)
    _log.info(
        "sweep_ended", run=run, found=report.found, done=len(report.done), stuck=len(report.stuck)
    )
    return report


def tidy_files(now: datetime) -> int:
    """Take away files that were handed in and that no step made evidence; may run twice."""
    gone = public.sweep_uploads(now)
    if gone:
        _log.info("uploads_swept", count=gone)
    return gone

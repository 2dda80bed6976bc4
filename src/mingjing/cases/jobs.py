# SPDX-License-Identifier: Apache-2.0
"""Jobs of the cases room: what runs by the clock."""

from datetime import datetime

import structlog

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

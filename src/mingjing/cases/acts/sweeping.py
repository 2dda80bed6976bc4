# SPDX-License-Identifier: Apache-2.0
"""The sweep (期限届满巡检): one act per term that ran out, each with its own entry.

Safe to run twice and at once: the act locks the case and looks again, so an effect that was carried
out meanwhile is skipped.
"""

from datetime import datetime

import structlog

from mingjing.cases.acts.lapse_clock import lapse_clock
from mingjing.cases.queries.sweeping import due_lapses
from mingjing.cases.types.refusals import NotLapsed
from mingjing.cases.types.views import DueLapse, SweepReport
from mingjing.kernel.errors import Refused
from mingjing.registry.types import Actor

_log = structlog.get_logger()


def sweep(*, actor: Actor, now: datetime) -> SweepReport:
    """Carry out every effect that is due; one case that refuses does not stop the others.

    Law: ACL-019, ACL-028, ACL-033, 行政强制法 §19, §28, §33.
    Raises: NotPermitted.
    """
    found = due_lapses(now)
    done: list[DueLapse] = []
    stuck: list[DueLapse] = []
    for one in found:
        try:
            lapse_clock(
                actor=actor,
                now=now,
                case_id=one.case_id,
                deadline_id=one.deadline_id,
                about=one.about,
            )
        except NotLapsed:
            continue
        except Refused as refusal:
            _log.error(
                "lapse_refused", case=one.case_id, deadline=one.deadline_id, code=refusal.code
            )
            stuck.append(one)
        else:
            done.append(one)
    return SweepReport(len(found), tuple(done), tuple(stuck))

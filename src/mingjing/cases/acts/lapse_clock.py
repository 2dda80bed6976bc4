# SPDX-License-Identifier: Apache-2.0
"""Act: carry out what the end of a term brings (期限届满自动处理)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.rules.lapses import lapse_named
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def lapse_clock(
    *, actor: Actor, now: datetime, case_id: str, deadline_id: str, about: str = ""
) -> int:
    """The program itself writes that a term ran out, and its effect. The number of the step.

    Whatever the effect is (a measure released, a right waived, a window closed) follows from the
    step; see `rules.lapses`.

    Law: ACL-019, ACL-028, ACL-033, 行政强制法 §19, §28, §33; APL-056, 行政处罚法 §56.
    Raises: NotPermitted, UnknownCase, NotLapsed.
    """
    desk = open_desk(case_id, actor=actor, now=now)
    demand(actor, "cases.sweep", desk.thing)
    lapsed = lapse_named(desk.file, desk.law, deadline_id=deadline_id, about=about)
    taken = desk.take(lapsed)
    record(
        "case.clock_lapsed",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq

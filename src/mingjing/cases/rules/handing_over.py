# SPDX-License-Identifier: Apache-2.0
"""Which documents reached the party (已送达的文书), and when: what the steps say, nothing else."""

from collections.abc import Iterator
from datetime import date

from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.steps import (
    CorrectionOrdered,
    DecidedOnTheSpot,
    DecisionMade,
    DecisionServed,
    DemandServed,
    HearingScheduled,
    MeasureNoticeServed,
    MeasureTaken,
    NoticeServed,
)
from mingjing.kernel.clock import local_date

SERVED_FORMS = frozenset(
    {
        "prior_notice", "hearing_notice", "correction_order", "decision", "no_penalty_decision",
        "spot_decision", "measure_decision", "freezing_decision", "demand",
    }
)  # fmt: skip
"""Forms of what is written to the party; its file holds more, which is not handed over."""


def handed_over(file: CaseFile) -> dict[int, date]:
    """Steps whose document the party has, by number, each with the day of its service.

    Law: APL-044, APL-052, APL-061, APL-064b, 行政处罚法 §44, §52, §61, §64; ACL-024, ACL-031,
    ACL-035, 行政强制法 §24, §31, §35.
    """
    found = dict(_at_once(file))
    for step, served in file.each(DecisionServed):
        made = file.before(step.seq).last_step(DecisionMade)
        if made is not None:
            found[made.seq] = served.served_on
    later = {one.measure_id: one.on for _, one in file.each(MeasureNoticeServed)}
    for step, taken in file.each(MeasureTaken):
        if taken.is_decision_handed:
            found[step.seq] = local_date(taken.taken_at)
        elif taken.measure_id in later:
            found[step.seq] = later[taken.measure_id]
    return found


def _at_once(file: CaseFile) -> Iterator[tuple[int, date]]:
    """Steps that say and serve in one."""
    for step in file.steps:
        one = step.payload
        if isinstance(one, NoticeServed | DemandServed | CorrectionOrdered):
            yield step.seq, one.served_on
        elif isinstance(one, HearingScheduled):
            yield step.seq, one.told_on
        elif isinstance(one, DecidedOnTheSpot):
            yield step.seq, local_date(one.decided_at)

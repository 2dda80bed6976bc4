# SPDX-License-Identifier: Apache-2.0
"""What happens by itself when a term ends (期限届满自动后果): one table, read by sweep and gate.

A row says which clock, which effect, and for which files. The effect itself is not code here: the
step `ClockLapsed` is written, and whoever asks (is the measure in force, is the right waived, is
the window open) reads that step. A new automatic effect is a new row.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mingjing.cases.rules import coercion_clocks, execution_clocks, hearing
from mingjing.cases.rules.clocks import Clock, ClockMaker
from mingjing.cases.rules.court import WINDOW
from mingjing.cases.rules.demand import SUSPENSION
from mingjing.cases.rules.hearing import REQUEST
from mingjing.cases.rules.measures import FROZEN, PRESERVED, SEALED, URGENT
from mingjing.cases.rules.situation import LawInForce, Situation
from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.codes import ClockState
from mingjing.cases.types.refusals import NotLapsed
from mingjing.cases.types.steps import ClockLapsed
from mingjing.registry.types import DeadlineEffect


def always(file: CaseFile) -> bool:
    """Any file."""
    return True


@dataclass(frozen=True, slots=True)
class Lapse:
    """One automatic effect (自动后果).

    :ivar clocks: makes the clocks of that deadline.
    :ivar applies: whether the law lets it happen by itself in this file.
    """

    deadline_id: str
    effect: DeadlineEffect
    clocks: ClockMaker
    applies: Callable[[CaseFile], bool] = always


_ROWS = (
    Lapse(
        PRESERVED,
        DeadlineEffect.RELEASE,
        coercion_clocks.preservation_clock,
        coercion_clocks.releases_itself,
    ),
    Lapse(URGENT, DeadlineEffect.RELEASE, coercion_clocks.urgent_clock),
    Lapse(SEALED, DeadlineEffect.RELEASE, coercion_clocks.sealed_clock),
    Lapse(FROZEN, DeadlineEffect.RELEASE, coercion_clocks.frozen_clock),
    Lapse(REQUEST, DeadlineEffect.WAIVE, hearing.request_clock),
    Lapse(WINDOW, DeadlineEffect.LAPSE, execution_clocks.court_clock),
    Lapse(SUSPENSION, DeadlineEffect.LAPSE, execution_clocks.given_up_clock),
)
LAPSES: dict[str, Lapse] = {row.deadline_id: row for row in _ROWS}
"""Every automatic effect, by the id of its deadline."""


def lapsing(file: CaseFile, law: LawInForce) -> Iterator[ClockLapsed]:
    """The effects that are due now and were not carried out, as the steps that do it.

    Law: ACL-019, ACL-028, ACL-033, 行政强制法 §19, §28, §33; APL-064a, 行政处罚法 §64(1).
    """
    for row in LAPSES.values():
        if row.applies(file):
            for clock in row.clocks(file, law):
                if clock.state(law.today, law.now) is ClockState.OVER:
                    yield _step(row, clock)


def _step(row: Lapse, clock: Clock) -> ClockLapsed:
    return ClockLapsed(row.deadline_id, clock.about, row.effect.value, clock.due.on)


def lapse_named(file: CaseFile, law: LawInForce, *, deadline_id: str, about: str) -> ClockLapsed:
    """The effect of one clock that is due now.

    Raises: NotLapsed.
    """
    for step in lapsing(file, law):
        if (step.deadline_id, step.about) == (deadline_id, about):
            return step
    raise NotLapsed(deadline_id=deadline_id, about=about)


def demand_lapsed(situation: Situation, lapsed: ClockLapsed) -> None:
    """The term ran out, its effect is that of the table, and it was not carried out before.

    Law: ACL-019, ACL-028, ACL-033, 行政强制法 §19, §28, §33.
    Raises: NotLapsed.
    """
    if lapsed not in tuple(lapsing(situation.file, situation.law)):
        raise NotLapsed(deadline_id=lapsed.deadline_id, about=lapsed.about)

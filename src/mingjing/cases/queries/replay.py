# SPDX-License-Identifier: Apache-2.0
"""Replays cases (重放): every gate of every step again, on what the receipts say.

A replay reads nothing but the steps and their receipts, so it gives the same answer years later;
where the program, the table or a row was changed meanwhile, it says where they part.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from mingjing.cases.models import Case, CaseStep
from mingjing.cases.queries.files import case_row, file_of, step_of
from mingjing.cases.rules.codec import from_json
from mingjing.cases.rules.course import demand_lawful
from mingjing.cases.rules.receipts import limit_from
from mingjing.cases.rules.situation import Person, Situation
from mingjing.cases.rules.stages import stage_of
from mingjing.cases.rules.table import step_rules
from mingjing.cases.types.casefile import CaseFile, Surroundings
from mingjing.cases.types.views import Difference, ReplayReport
from mingjing.kernel.calendar import WorkingCalendar, national
from mingjing.kernel.canonical import digest
from mingjing.kernel.clock import local_date
from mingjing.kernel.errors import PlatformError
from mingjing.ledger.public import entry_for
from mingjing.registry.types import Limit

_PAGE = 200


class LawRecorded:
    """The numbers that a receipt holds, as `LawInForce`."""

    def __init__(self, now: datetime, receipt: dict[str, Any]) -> None:
        self.now = now
        self.today: date = local_date(now)
        self.calendar: WorkingCalendar = national()
        self._limits = {one["name"]: limit_from(one) for one in receipt["limits"]}

    def limit(self, name: str) -> Limit:
        """A number of the receipt. Raises: KeyError when no gate asked for it then."""
        return self._limits[name]


def replay_case(case_id: str) -> ReplayReport:
    """Replay one case.

    Raises: UnknownCase.
    """
    return _replayed(case_row(case_id))


def replay_all() -> Iterator[ReplayReport]:
    """Replay every case, oldest first."""
    rows = Case.objects.select_related("party").order_by("case_id")
    for row in rows.iterator(chunk_size=_PAGE):
        yield _replayed(row)


def _replayed(row: Case) -> ReplayReport:
    steps = list(row.steps.order_by("seq"))
    entries = {entry.digest for entry in entry_for("case", row.case_id, limit=len(steps) * 3 + 100)}
    file = file_of(row, steps=())
    found: list[Difference] = []
    gates = 0
    for stored in steps:
        found.extend(_differences(stored, file, row.agency_id, entries))
        step = step_of(stored)
        gates += len(tuple(step_rules()[type(step.payload)].gates()))
        file = file.with_step(step)
    if row.stage != stage_of(file).value:
        found.append(Difference(row.case_id, 0, "stage", row.stage, stage_of(file).value))
    return ReplayReport(cases=1, steps=len(steps), gates=gates, differences=tuple(found))


def _differences(
    stored: CaseStep, file: CaseFile, agency_id: str, entries: set[str]
) -> Iterator[Difference]:
    body = {
        "case_id": stored.case_id,
        "seq": stored.seq,
        "step": stored.payload,
        "nonce": stored.nonce,
    }
    now = digest(body)
    if now != stored.digest:
        yield Difference(stored.case_id, stored.seq, "step", stored.digest, now)
    if now not in entries:
        yield Difference(stored.case_id, stored.seq, "ledger", "", now)
    step = step_of(stored)
    situation = Situation(
        file,
        LawRecorded(stored.at, stored.receipt),
        Person(stored.account_id, stored.officer_id, agency_id),
        from_json(Surroundings, stored.receipt["around"]),
    )
    try:
        demand_lawful(step_rules()[type(step.payload)], situation, step.payload)
    except PlatformError as refusal:
        yield Difference(stored.case_id, stored.seq, "gate", "", refusal.code)
    except KeyError as missing:
        yield Difference(stored.case_id, stored.seq, "limit", "", str(missing))

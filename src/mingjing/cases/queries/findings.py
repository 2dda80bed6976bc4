# SPDX-License-Identifier: Apache-2.0
"""Reads what supervision finds (执法监督): in one case, and the cases and clues to look at."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from functools import cache

from django.db.models import Q, QuerySet

from mingjing.cases.models import Case, CaseClock, CaseStep, Clue
from mingjing.cases.queries import around
from mingjing.cases.queries.files import case_row, file_of
from mingjing.cases.queries.law import LawOn
from mingjing.cases.rules.codec import from_json
from mingjing.cases.rules.findings import (
    FELL_BY_CHANGE,
    FELL_IN_REMEDY,
    TERMS,
    findings_of,
    unfiled,
)
from mingjing.cases.rules.situation import Person, Situation
from mingjing.cases.types.casefile import CaseFile, Power, Step, Surroundings
from mingjing.cases.types.codes import ClockState, ClueState
from mingjing.cases.types.findings import Finding, FlaggedCase, FlaggedClue
from mingjing.cases.types.steps import (
    DecidedOnTheSpot,
    DecisionChanged,
    DecisionMade,
    ExecutionDecided,
    Filed,
    MeasureTaken,
    NoticeServed,
    RemedyClosed,
    ReportMade,
)
from mingjing.kernel.clock import BEIJING, local_date
from mingjing.kernel.errors import PlatformError
from mingjing.kernel.paging import Page, PageRequest
from mingjing.registry import public as registry
from mingjing.registry.types import PowerItemNotInForce, PowerKind

_CITING = (Filed, ReportMade, NoticeServed, DecisionMade, DecidedOnTheSpot)
_COERCING = (MeasureTaken, ExecutionDecided)
_PAGE = 200


class _Register:
    """What the registers say now of the days of one case."""

    def __init__(self, row: Case) -> None:
        self.row = row
        self.receipts = {one.seq: one.receipt for one in row.steps.order_by("seq")}
        self.certified = cache(lambda on: around.certified(row.agency_id, on))
        self.law = cache(self._law)
        self.power = cache(self._power)

    def seen(self, step: Step, before: CaseFile) -> Situation:
        """The situation of a step: what its receipt kept, with certificates and power of now."""
        kept = from_json(Surroundings, self.receipts[step.seq].get("around", {}))
        on = local_date(step.at)
        if hasattr(step.payload, "officers") or hasattr(step.payload, "team"):
            kept = replace(kept, certified=self.certified(on))
        found = self._found(step)
        if isinstance(step.payload, _CITING) and isinstance(found, Power):
            kept = replace(kept, power=found)
        if isinstance(step.payload, _COERCING):
            coercion = found if isinstance(found, Power) else kept.coercion
            basis = getattr(step.payload, "basis", "") or getattr(step.payload, "power_basis", "")
            kept = replace(kept, coercion=coercion, basis_level=around.level_of(basis))
        person = Person(step.account_id, step.officer_id, self.row.agency_id)
        return Situation(before, self.law(on).at(step.at), person, kept)

    def power_of(self, step: Step) -> PlatformError | None:
        """Why the item that the step cites did not carry it."""
        found = self._found(step)
        return found if isinstance(found, PlatformError) else None

    def _found(self, step: Step) -> Power | PlatformError | None:
        on = local_date(step.at)
        if isinstance(step.payload, _CITING):
            return self.power(self.row.power_item_code, on, PowerKind.PENALTY)
        code = getattr(step.payload, "power_item_code", "")
        if isinstance(step.payload, _COERCING) and code:
            return self.power(code, on, PowerKind.COERCION)
        return None

    def _law(self, on: date) -> LawOn:
        return LawOn(datetime.combine(on, time(12), BEIJING), self.row.region, self.row.field)

    def _power(self, code: str, on: date, kind: PowerKind) -> Power | PlatformError:
        row = self.row
        try:
            item = registry.demand_power(
                code, on, agency_id=row.agency_id, region=row.region, kind=kind
            )
        except PowerItemNotInForce as refusal:
            cause = refusal.__cause__
            return cause if isinstance(cause, PlatformError) else refusal
        return around.power_from(item)


def findings(case_id: str, now: datetime) -> tuple[Finding, ...]:
    """What supervision finds in one case, by day.

    Law: APL-076, 行政处罚法 §76; ACL-061, ACL-062, 行政强制法 §61, §62.
    Raises: UnknownCase.
    """
    return _findings(case_row(case_id), now)


def _findings(row: Case, now: datetime) -> tuple[Finding, ...]:
    register = _Register(row)
    law = LawOn(now, row.region, row.field)
    return findings_of(file_of(row), law, seen=register.seen, power_of=register.power_of)


def flagged_cases(page: PageRequest, now: datetime) -> Page[FlaggedCase]:
    """Cases in which a term of the agency ran out or a decision fell, newest first.

    What shows only when every gate is asked again is on the page of the case, and in `all_flagged`.
    """
    rows = _to_look_at(local_date(now))
    found = rows.order_by("-case_id")[page.offset : page.offset + page.size]
    items = tuple(_flagged(row, now) for row in found)
    return Page(items, page.number, page.size, rows.count())


def all_flagged(now: datetime) -> Iterator[FlaggedCase]:
    """Every case in which anything is found, every gate asked again; oldest first."""
    rows = Case.objects.select_related("party", "unlawful_act").order_by("case_id")
    for row in rows.iterator(chunk_size=_PAGE):
        found = _flagged(row, now)
        if found.findings:
            yield found


def _flagged(row: Case, now: datetime) -> FlaggedCase:
    return FlaggedCase(row.case_id, row.number, row.agency_id, _findings(row, now))


def _to_look_at(today: date) -> QuerySet[Case, Case]:
    """Cases with a term of the agency that ran out, or whose decision fell."""
    late = Q(state__in=(ClockState.OVER.value, ClockState.LAPSED.value))
    late |= Q(state=ClockState.RUNNING.value, due_on__lt=today)
    clocks = CaseClock.objects.filter(late, deadline_id__in=TERMS)
    changed = Q(act=DecisionChanged.act, payload__kind__in=[one.value for one in FELL_BY_CHANGE])
    closed = Q(act=RemedyClosed.act, payload__result__in=[one.value for one in FELL_IN_REMEDY])
    fell = CaseStep.objects.filter(changed | closed)
    rows = Case.objects.select_related("party", "unlawful_act")
    return rows.filter(Q(pk__in=clocks.values("case_id")) | Q(pk__in=fell.values("case_id")))


def flagged_clues(today: date, limit: int = 50) -> tuple[FlaggedClue, ...]:
    """Clues that meet the filing standard and were not filed in their term, oldest first.

    Law: APL-076, 行政处罚法 §76(2).
    """
    rows = Clue.objects.filter(state=ClueState.CHECKED.value, due_on__lt=today).order_by("due_on")
    found = []
    for row in rows[:limit]:
        finding = unfiled(
            ClueState(row.state), row.due_on, proposes_filing=row.proposes_filing, today=today
        )
        if finding is not None:
            found.append(FlaggedClue(row.clue_id, row.agency_id, finding))
    return tuple(found)

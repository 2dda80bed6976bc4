# SPDX-License-Identifier: Apache-2.0
"""Writes what is derived from the steps (投影): head, officers, clocks, waits, held things."""

from django.db import IntegrityError, transaction

from mingjing.cases.acts.publishing import show
from mingjing.cases.models import Case, CaseClock, CaseOfficer, CaseWait, HeldThing
from mingjing.cases.queries.around import held_key
from mingjing.cases.queries.law import LawOn
from mingjing.cases.rules.clocks import Clock
from mingjing.cases.rules.measures import Held, held
from mingjing.cases.rules.owed import in_force, is_revoked
from mingjing.cases.rules.stages import decided, is_suspended, stage_of
from mingjing.cases.rules.table import clock_makers
from mingjing.cases.rules.waiting import Wait, waits_of
from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.codes import ClockState, Stage
from mingjing.cases.types.refusals import HeldAlready
from mingjing.cases.types.steps import (
    Archived,
    Closed,
    DecidedOnTheSpot,
    DecisionMade,
    Filed,
    MeasureTaken,
    OfficersChanged,
    PreservationOrdered,
    RecusalDecided,
)
from mingjing.kernel.clock import local_date
from mingjing.registry.types import PenaltyKind

_CLOCK_FIELDS = (
    "deadline_id", "about", "due_on", "due_at", "state", "effect", "is_provisional",
)  # fmt: skip
_WAIT_FIELDS = ("act", "action", "since", "until", "barred", "only_for", "region")
_PEOPLE = (Filed, DecidedOnTheSpot, OfficersChanged, RecusalDecided, Archived)
_HOLDING = (PreservationOrdered, MeasureTaken)
_RUNNING = (ClockState.RUNNING, ClockState.OVER)


def project(row: Case, file: CaseFile, law: LawOn) -> None:
    """Write the head and its projections anew from the file, after its last step.

    What the step cannot have changed is not read again.
    """
    clocks = clocks_of(file, law)
    if isinstance(file.steps[-1].payload, _PEOPLE):
        _officers(row, file)
    _clocks(row, clocks, law)
    write_waits(row, waits_of(file, law, clocks))
    if file.has(*_HOLDING):
        _held(row, held(file))
    proposal = decided(file)
    made = file.last_step(DecisionMade, DecidedOnTheSpot)
    closed = file.last_step(Closed)
    row.stage = stage_of(file).value
    row.is_suspended = is_suspended(file)
    row.is_open = closed is None
    row.outcome = proposal.outcome.value if proposal else ""
    row.fine_fen = fine_of(file)
    row.decided_on = local_date(made.at) if made else None
    row.closed_on = local_date(closed.at) if closed else None
    open_clocks = [c.due.on for c in clocks if c.is_ours and _state(c, law) in _RUNNING]
    row.due_on = min(open_clocks, default=None)
    row.save()
    _fined(row, file)
    show(row, file)


def _fined(row: Case, file: CaseFile) -> None:
    """Note on the unlawful act whether this case fined it; a revoked fine frees it.

    Law: APL-029, 行政处罚法 §29.
    """
    act = row.unlawful_act
    is_fining = fine_of(file) > 0 and not is_revoked(file)
    if is_fining and act.fined_by_id is None:
        act.fined_by = row
        act.save()
    elif not is_fining and act.fined_by_id == row.case_id:
        act.fined_by = None
        act.save()


def clocks_of(file: CaseFile, law: LawOn) -> list[Clock]:
    """All clocks of a case; after closing those that still run are stopped."""
    return [clock for maker in clock_makers() for clock in maker(file, law)]


def fine_of(file: CaseFile) -> int:
    """The fine that was decided and stands, as changed. Units: fen."""
    proposal = in_force(file)
    if proposal is None:
        return 0
    return sum(one.fen for one in proposal.penalties if one.kind is PenaltyKind.FINE)


def _officers(row: Case, file: CaseFile) -> None:
    wanted = set(file.officers) if stage_of(file) is not Stage.ARCHIVED else set()
    known = set(row.officers.values_list("officer_id", flat=True))
    if known - wanted:
        CaseOfficer.objects.filter(case=row, officer_id__in=known - wanted).delete()
    CaseOfficer.objects.bulk_create(
        CaseOfficer(case=row, officer_id=officer) for officer in sorted(wanted - known)
    )


def _clocks(row: Case, clocks: list[Clock], law: LawOn) -> None:
    """The clocks anew, where any differs: most steps change none."""
    made = [
        CaseClock(
            case=row,
            agency_id=row.agency_id,
            deadline_id=clock.deadline_id,
            about=clock.about,
            due_on=clock.due.on,
            due_at=clock.due.at,
            state=_state(clock, law).value,
            effect=clock.effect.value,
            is_provisional=clock.due.is_provisional,
        )
        for clock in clocks
    ]
    known = CaseClock.objects.filter(case=row).order_by("pk").values_list(*_CLOCK_FIELDS)
    if list(known) == [tuple(getattr(one, name) for name in _CLOCK_FIELDS) for one in made]:
        return
    CaseClock.objects.filter(case=row).delete()
    CaseClock.objects.bulk_create(made)


def write_waits(row: Case, waits: tuple[Wait, ...]) -> None:
    """What the case waits for, anew, where anything differs."""
    made = [
        CaseWait(
            case=row,
            agency_id=row.agency_id,
            region=row.region,
            act=one.kind.act,
            action=one.action,
            since=one.since,
            until=one.until,
            barred="".join(f"|{name}|" for name in one.barred),
            only_for=one.only_for,
        )
        for one in waits
    ]
    known = CaseWait.objects.filter(case=row).order_by("pk").values_list(*_WAIT_FIELDS)
    if list(known) == [tuple(getattr(one, name) for name in _WAIT_FIELDS) for one in made]:
        return
    CaseWait.objects.filter(case=row).delete()
    CaseWait.objects.bulk_create(made)


def _state(clock: Clock, law: LawOn) -> ClockState:
    return clock.state(law.today, law.now)


def _held(row: Case, things: tuple[Held, ...]) -> None:
    """The register of held things as the case has them; a thing is there once, whoever holds it.

    Law: ACL-023, ACL-029, 行政强制法 §23, §29.
    Raises: HeldAlready, when another case took it meanwhile.
    """
    key = row.party.identity_key
    wanted = {held_key(key, thing.mark): thing for thing in things}
    known = set(HeldThing.objects.filter(case=row).values_list("mark", flat=True))
    if known - set(wanted):
        HeldThing.objects.filter(case=row, mark__in=known - set(wanted)).delete()
    # One order for all: two cases that take the same things wait for each other, never in a ring.
    new = sorted(mark for mark in wanted if mark not in known)
    if not new:
        return
    try:
        with transaction.atomic():
            HeldThing.objects.bulk_create(
                HeldThing(mark=mark, case=row, measure_id=wanted[mark].by, since=wanted[mark].since)
                for mark in new
            )
    except IntegrityError as taken:
        raise HeldAlready(marks=tuple(wanted[mark].mark for mark in new)) from taken

# SPDX-License-Identifier: Apache-2.0
"""Redacted copies (脱敏件): how they stand, drafts of plans, tasks of the machine, suggestions."""

from collections.abc import Collection

from mingjing.evidence.models import FilmJob, Redaction, RedactionDraft, RedactionHandout
from mingjing.evidence.rules.redaction import plan_digest, read_plan
from mingjing.evidence.types.redaction import (
    DraftView,
    FilmJobState,
    FilmJobView,
    FilmWork,
    HandoutView,
    HidingReason,
    Key,
    Plan,
    RedactionState,
    RedactionView,
    SuggestionView,
)
from mingjing.evidence.types.redaction_refusals import (
    FilmJobMissing,
    RedactionMissing,
    RedactionNotThere,
)

_MOST = 100
GOING = (FilmJobState.WAITING.value, FilmJobState.RUNNING.value)


def redaction_row(redaction_id: str, *, lock: bool = False) -> Redaction:
    """The row of a redacted copy; its recording is locked by who changes it.

    Raises: RedactionMissing.
    """
    rows = Redaction.objects.select_for_update() if lock else Redaction.objects.all()
    row = rows.filter(redaction_id=redaction_id).first()
    if row is None:
        raise RedactionMissing
    return row


def demand_redaction_state(row: Redaction, state: RedactionState) -> None:
    """Goes on while the copy has come exactly so far.

    Raises: RedactionNotThere.
    """
    found = RedactionState(row.state)
    if found is not state:
        raise RedactionNotThere(zh_state=found.zh, en_state=found.en)


def demand_run(row: Redaction, run: str) -> None:
    """Goes on while this worker has the task of the copy; locks the task. No run asks nothing.

    Raises: RedactionNotThere.
    """
    job = FilmJob.objects.select_for_update().filter(redaction=row).first()
    if run and (job is None or job.run != run):
        found = RedactionState(row.state)
        raise RedactionNotThere(zh_state=found.zh, en_state=found.en)


def redaction(redaction_id: str) -> RedactionView:
    """A redacted copy with those to whom it was handed out.

    Raises: RedactionMissing.
    """
    return _view(redaction_row(redaction_id))


def redactions(recording_id: str) -> tuple[RedactionView, ...]:
    """Redacted copies of a recording, the newest first. Two queries."""
    rows = Redaction.objects.filter(recording_id=recording_id).prefetch_related("handouts")
    return tuple(map(_view, rows[:_MOST]))


def redacted_films(recording_id: str) -> tuple[str, ...]:
    """Digests of the films that were made of a recording."""
    rows = Redaction.objects.filter(recording_id=recording_id).exclude(sha256="")
    return tuple(sorted(set(rows.values_list("sha256", flat=True))))


def recordings_behind(sha256: str) -> frozenset[str]:
    """Recordings of which a film is a redacted copy."""
    return frozenset(Redaction.objects.filter(sha256=sha256).values_list("recording_id", flat=True))


def draft(recording_id: str, account_id: str) -> DraftView:
    """What somebody has planned so far; version 0 is an empty plan."""
    row = RedactionDraft.objects.filter(recording_id=recording_id, account_id=account_id).first()
    if row is None:
        return DraftView(0, Plan(), None)
    return DraftView(row.version, read_plan(row.plan), row.at)


def has_planned(row: Redaction, account_id: str) -> bool:
    """Whether somebody planned this copy, or one of the same plan, or drafts that plan now."""
    same = Redaction.objects.filter(recording_id=row.recording_id, plan_sha256=row.plan_sha256)
    if account_id == row.planned_by or same.filter(planned_by=account_id).exists():
        return True
    return plan_digest(draft(row.recording_id, account_id).plan) == row.plan_sha256


def film_job(job_id: str) -> FilmJobView:
    """A task of the machine.

    Raises: FilmJobMissing.
    """
    row = FilmJob.objects.filter(job_id=job_id).first()
    if row is None:
        raise FilmJobMissing
    return _job_view(row)


def job_of(redaction_id: str) -> FilmJobView | None:
    """The task that makes a redacted copy."""
    row = FilmJob.objects.filter(redaction_id=redaction_id).first()
    return _job_view(row) if row else None


def searches(recording_id: str, account_id: str) -> tuple[FilmJobView, ...]:
    """What somebody let the machine look for in a recording, the newest first."""
    rows = FilmJob.objects.filter(
        recording_id=recording_id, account_id=account_id, redaction__isnull=True
    )
    return tuple(map(_job_view, rows[:10]))


def suggestions(recording_id: str, account_id: str) -> tuple[SuggestionView, ...]:
    """What was found for somebody and neither accepted nor refused yet, by time."""
    rows = FilmJob.objects.filter(
        recording_id=recording_id, account_id=account_id, state=FilmJobState.DONE.value,
        redaction__isnull=True,
    )  # fmt: skip
    found = [
        SuggestionView(
            job_id=row.job_id,
            number=number,
            work=FilmWork(row.work),
            keys=tuple(Key(*key) for key in one["keys"]),
            mask_id=str(row.asked.get("mask", "")),
        )
        for row in rows
        for number, one in enumerate(row.result)
        if not one.get("settled")
    ]
    return tuple(sorted(found, key=lambda one: (one.begin, one.job_id, one.number)))


def jobs_to_ask(states: Collection[str]) -> tuple[FilmJob, ...]:
    """Tasks that are in one of these states, the oldest first."""
    return tuple(FilmJob.objects.filter(state__in=states).order_by("asked_at", "job_id")[:_MOST])


def _job_view(row: FilmJob) -> FilmJobView:
    return FilmJobView(
        job_id=row.job_id,
        recording_id=row.recording_id,
        redaction_id=row.redaction_id or "",
        work=FilmWork(row.work),
        state=FilmJobState(row.state),
        done=row.done,
        total=row.total,
        failure=row.failure,
        asked_at=row.asked_at,
    )


def _view(row: Redaction) -> RedactionView:
    return RedactionView(
        redaction_id=row.redaction_id,
        recording_id=row.recording_id,
        state=RedactionState(row.state),
        plan=read_plan(row.plan),
        plan_sha256=row.plan_sha256,
        reasons=tuple((HidingReason(code), count) for code, count in row.reasons.items()),
        because=row.because,
        root=row.root,
        planned_by=row.planned_by,
        planned_at=row.planned_at,
        planned_entry_id=row.planned_entry_id,
        sha256=row.sha256,
        size=row.size,
        length=row.length,
        software=row.software,
        rendered_at=row.rendered_at,
        rendered_entry_id=row.rendered_entry_id,
        failure=row.failure,
        decided_by=row.decided_by,
        decided_because=row.decided_because,
        decided_at=row.decided_at,
        decided_entry_id=row.decided_entry_id,
        handouts=tuple(_handout(one) for one in row.handouts.all()),
    )


def _handout(row: RedactionHandout) -> HandoutView:
    return HandoutView(row.account_id, row.purpose, row.at, row.entry_id)

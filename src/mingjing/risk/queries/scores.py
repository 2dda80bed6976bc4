# SPDX-License-Identifier: Apache-2.0
"""Stored scores (风险评分): read back as they were written, never computed again."""

import gzip
from collections.abc import Iterator
from datetime import date

from django.db.models import Count, QuerySet

from mingjing.engines.errors import ObjectMissing
from mingjing.kernel.canonical import sha256_hex
from mingjing.kernel.paging import Page, PageRequest, SortOrder
from mingjing.risk.models import Score, ScoreRun
from mingjing.risk.queries.lake import objects
from mingjing.risk.rules.score_list import Scored, list_digest
from mingjing.risk.types import (
    Facets,
    NoScores,
    ReasonView,
    ScoreFilter,
    ScoreMissing,
    ScoreRunMissing,
    ScoreRunView,
    ScoresDamaged,
    ScoreView,
)
from mingjing.subjects.public import subject_lies
from mingjing.subjects.types import ALL_REGIONS, Within

_EVERYTHING = ScoreFilter()
_BY_RANK = SortOrder()
SORTABLE = ("rank", "area", "category")
_HISTORY = 20
_FACETS = 500
_COLUMNS = (
    "subject_id", "rank", "probability", "base", "reasons", "category", "area", "district",
)  # fmt: skip


def run_view(row: ScoreRun, *, is_repeat: bool = False) -> ScoreRunView:
    """A run as others see it."""
    return ScoreRunView(
        run_id=row.run_id,
        number=row.number,
        model_id=row.model_id,
        as_of=row.as_of,
        scored_at=row.scored_at,
        scored_by=row.scored_by,
        count=row.count,
        digest=row.digest,
        input_digest=row.input_digest,
        file_key=row.file_key,
        entry_id=row.entry_id,
        is_repeat=is_repeat,
    )


def run_row(run_id: str) -> ScoreRun:
    """One run's row.

    Raises: ScoreRunMissing.
    """
    row = ScoreRun.objects.filter(run_id=run_id).first()
    if row is None:
        raise ScoreRunMissing(run_id=run_id)
    return row


def score_run(run_id: str) -> ScoreRunView:
    """One scoring (评分批次).

    Raises: ScoreRunMissing.
    """
    return run_view(run_row(run_id))


def same_scoring(model_id: str, as_of: date, input_digest: str) -> ScoreRun | None:
    """The run that scored the same subjects by the same model for the same day."""
    rows = ScoreRun.objects.filter(model_id=model_id, as_of=as_of, input_digest=input_digest)
    return rows.first()


def latest_run() -> ScoreRunView | None:
    """The newest scoring (最近评分批次)."""
    row = ScoreRun.objects.order_by("-number").first()
    return run_view(row) if row else None


def runs(wanted: PageRequest) -> Page[ScoreRunView]:
    """All scorings, the newest first."""
    rows = ScoreRun.objects.order_by("-number")
    some = rows[wanted.offset : wanted.offset + wanted.size]
    return Page(tuple(map(run_view, some)), wanted.number, wanted.size, rows.count())


def run_on(as_of: date) -> ScoreRunView:
    """The scoring in force on a day: of that day or the last day before it, the newest of these.

    Raises: NoScores.
    """
    return run_view(_run_on(as_of))


def _run_on(as_of: date) -> ScoreRun:
    row = ScoreRun.objects.filter(as_of__lte=as_of).order_by("-as_of", "-number").first()
    if row is None:
        raise NoScores(as_of=as_of.isoformat())
    return row


def ranked(run_id: str) -> list[tuple[str, float]]:
    """Subjects and probabilities of a run, rank 1 first; none for a run that is not there."""
    rows = Score.objects.filter(run_id=run_id).order_by("rank")
    return list(rows.values_list("subject_id", "probability"))


def scores(
    run_id: str,
    wanted: PageRequest,
    chosen: ScoreFilter = _EVERYTHING,
    order: SortOrder = _BY_RANK,
) -> Page[ScoreView]:
    """Scores of a run that are chosen, by rank or a column of `SORTABLE`.

    Raises: ScoreRunMissing.
    """
    run = run_row(run_id)
    rows = _chosen(run, chosen)
    total = run.count if chosen == _EVERYTHING else rows.count()
    ordered = rows.order_by(order.text, "rank") if order.column else rows.order_by("rank")
    some = ordered[wanted.offset : wanted.offset + wanted.size]
    return Page(tuple(score_view(row, run) for row in some), wanted.number, wanted.size, total)


def _chosen(run: ScoreRun, chosen: ScoreFilter) -> QuerySet[Score]:
    rows = Score.objects.filter(subject_lies(chosen.where), run=run)
    if chosen.area:
        rows = rows.filter(area=chosen.area)
    return rows.filter(category=chosen.category) if chosen.category else rows


def facets(run_id: str, where: Within = ALL_REGIONS) -> Facets:
    """Areas and categories that a run knows, by name, at most 500 each."""
    scored = Score.objects.filter(subject_lies(where), run_id=run_id)
    return Facets(areas=_counts(scored, "area"), categories=_counts(scored, "category"))


def _counts(scored: QuerySet[Score], column: str) -> tuple[tuple[str, int], ...]:
    rows = scored.exclude(**{column: ""}).order_by(column)
    found = rows.values_list(column).annotate(subjects=Count("pk"))[:_FACETS]
    return tuple((name, subjects) for name, subjects in found)


def score_view(row: Score, run: ScoreRun) -> ScoreView:
    """A row as others see it."""
    return ScoreView(
        subject_id=row.subject_id,
        as_of=run.as_of,
        probability=row.probability,
        rank=row.rank,
        of=run.count,
        base=row.base,
        reasons=tuple(ReasonView(name, value, part) for name, value, part in row.reasons),
        category=row.category,
        area=row.area,
        district=row.district,
        model_id=run.model_id,
        run_id=run.run_id,
        scored_at=run.scored_at,
        entry_id=run.entry_id,
    )


def score_of(subject_id: str, on: date | None = None) -> ScoreView:
    """The subject's newest stored score, or the one in force on a day.

    Raises: ScoreMissing.
    """
    rows = Score.objects.filter(subject_id=subject_id)
    if on is not None:
        rows = rows.filter(run__as_of__lte=on)
    row = rows.select_related("run").order_by("-run__as_of", "-run__number").first()
    if row is None:
        raise ScoreMissing(subject_id=subject_id)
    return score_view(row, row.run)


def score_history(subject_id: str) -> tuple[ScoreView, ...]:
    """The subject's last 20 stored scores, the newest first."""
    rows = Score.objects.filter(subject_id=subject_id).select_related("run")
    some = rows.order_by("-run__as_of", "-run__number")[:_HISTORY]
    return tuple(score_view(row, row.run) for row in some)


def check_run(run_id: str) -> ScoreRunView:
    """Goes on only when a run's rows and its file are those that the ledger covers.

    Raises: ScoreRunMissing, ScoresDamaged.
    """
    run = run_row(run_id)
    if list_digest(_stored(run)) != run.digest:
        raise ScoresDamaged(run_id=run_id, where=Score._meta.db_table)
    try:
        content = gzip.decompress(objects().get(run.file_key))
    except (ObjectMissing, OSError, EOFError) as error:
        raise ScoresDamaged(run_id=run_id, where=run.file_key) from error
    if sha256_hex(content) != run.digest:
        raise ScoresDamaged(run_id=run_id, where=run.file_key)
    return run_view(run)


def _stored(run: ScoreRun) -> Iterator[Scored]:
    rows = Score.objects.filter(run=run).order_by("rank").values_list(*_COLUMNS)
    for subject_id, rank, probability, base, reasons, *place in rows.iterator(chunk_size=5000):
        yield Scored(
            subject_id,
            rank,
            probability,
            base,
            tuple((name, value, part) for name, value, part in reasons),
            *place,
        )

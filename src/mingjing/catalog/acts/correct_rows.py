# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 - names of this module; fields are quoted
"""Correct quarantined rows (更正隔离数据): a follow-up batch linked to its delivery."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from mingjing.catalog.acts.accept_correction import accept_correction
from mingjing.catalog.acts.accepting import Handed
from mingjing.catalog.acts.take_in import (
    demand_unchanged,
    found_resource,
    lake_files,
    seen,
    terms_of,
)
from mingjing.catalog.models import Batch, Resource, new_batch_id
from mingjing.catalog.queries import lake
from mingjing.catalog.queries.compiling import RECORD
from mingjing.catalog.queries.intake import Terms, check, compiled
from mingjing.catalog.queries.quarantine import (
    KEY_TAKEN,
    REASON_COLUMN,
    ROW_COLUMN,
    waiting,
)
from mingjing.catalog.queries.resources import batch_row, batch_view, same_file
from mingjing.catalog.rules.writing import trimmed
from mingjing.catalog.types.refusals import (
    BatchReplaced,
    CorrectionRowUnknown,
    CorrectionUnreadable,
    ResourceChanged,
)
from mingjing.catalog.types.views import Intake
from mingjing.engines.batch import BatchEngine, Step
from mingjing.engines.sql import literal, quote
from mingjing.kernel.progress import Progress, part, silent
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing
from mingjing.standards.public import CheckOptions
from mingjing.standards.types import (
    CheckResult,
    ColumnsMissing,
    Field,
    LogicalType,
    Standard,
)

_PLAIN = (
    Field(ROW_COLUMN, ROW_COLUMN, LogicalType.STRING),
    Field(REASON_COLUMN, REASON_COLUMN, LogicalType.STRING),
)


@dataclass(frozen=True, slots=True)
class _Case:
    """One correction being worked on: the delivery, its terms, the file."""

    delivery: Batch
    terms: Terms
    file: Path
    stage: Path


def correct_rows(
    *,
    actor: Actor,
    now: datetime,
    batch_id: str,
    file: Path,
    progress: Progress = silent,
) -> Intake:
    """Takes in corrected rows of a delivery's quarantine.

    The file is the CSV that the quarantine was downloaded as, corrected; its column `_row_no`
    says which row is meant. Rows that still fail stay in quarantine with their newest text.

    Raises: NotPermitted, UnknownBatch, BatchReplaced, ResourceChanged, CorrectionUnreadable,
    CorrectionRowUnknown, CorrectionOvertaken, FileChanged, refusals of `standards` about the
    file.
    """
    row = batch_row(batch_id)
    delivery = row.corrects or row
    resource = found_resource(delivery.resource_id)
    demand(actor, "catalog.correct", Thing(resource.agency_id, resource.region))
    _demand_correctable(delivery, resource)
    handed_in = seen(file)
    earlier = same_file(
        resource.resource_id,
        file_digest=handed_in.digest,
        standard_digest=resource.standard_digest,
        mapping_digest=resource.mapping_digest,
    )
    if earlier:
        return Intake(batch_view(earlier), is_new=False)
    corrections = Batch.objects.filter(corrects=delivery).count()
    with lake.staging() as stage:
        terms = terms_of(resource)
        result = _checked(_Case(delivery, terms, file, stage), part(progress, 0.0, 0.6))
        prepared = compiled(
            terms,
            result,
            batch_id=new_batch_id(),
            stage=stage,
            progress=part(progress, 0.6, 1.0),
            is_apart=not terms.has_unique_key,
        )
        demand_unchanged(file, handed_in, prepared)
        with lake.stored(lake_files(resource.resource_id, prepared)):
            handed = Handed(
                resource_id=resource.resource_id,
                file_name=file.name,
                file_digest=handed_in.digest,
                file_bytes=handed_in.size,
                standard_digest=resource.standard_digest,
                mapping_digest=resource.mapping_digest,
                prepared=prepared,
                corrects=delivery.batch_id,
                earlier_corrections=corrections,
            )
            accepted = accept_correction(actor=actor, now=now, handed=handed)
            return Intake(batch_view(accepted), is_new=True)


def _demand_correctable(delivery: Batch, resource: Resource) -> None:
    if delivery.replaced_by_id:
        raise BatchReplaced(batch=delivery.batch_id, by=delivery.replaced_by_id)
    terms = (resource.standard_digest, resource.mapping_digest)
    if terms != (delivery.standard_digest, delivery.mapping_digest):
        raise ResourceChanged(resource=resource.resource_id)


def _checked(case: _Case, progress: Progress) -> CheckResult:
    """The verdict on the corrected rows, numbered as in the delivered file."""
    result = _check_with_row_numbers(case, progress)
    with waiting(case.delivery) as engine:
        engine.view("mended", result.good)
        engine.view("failed", result.bad)
        _demand_waiting(engine, case)
        good, bad = _renumbered(engine, case)
        counts = engine.rows("SELECT count(*) FROM taken")[0][0]
    report = replace(
        result.report,
        accepted=result.report.accepted - counts,
        rejected=result.report.rejected + counts,
    )
    return CheckResult(report=report, good=good, bad=bad)


def _check_with_row_numbers(case: _Case, progress: Progress) -> CheckResult:
    standard = case.terms.standard
    wider: Standard = replace(standard, fields=(*_PLAIN, *standard.fields))
    try:
        return check(wider, case.file, case.stage, progress, options=CheckOptions(is_guarded=True))
    except ColumnsMissing as error:
        raise CorrectionUnreadable(
            file=case.file.name, cause=error.text("en"), column=ROW_COLUMN
        ) from error


def _demand_waiting(engine: BatchEngine, case: _Case) -> None:
    """Goes on only when each corrected row names a waiting row, and each at most once."""
    number = trimmed(quote(ROW_COLUMN))
    engine.run(
        [
            Step(
                "named",
                f"SELECT row_no AS file_row, {number} AS source_row FROM mended "
                f"UNION ALL SELECT row_no, {number} FROM failed",
            ),
            Step(
                "unknown",
                "SELECT file_row, source_row FROM named WHERE source_row IS NULL OR source_row "
                "NOT IN (SELECT CAST(row_no AS VARCHAR) FROM waiting) OR source_row IN "
                "(SELECT source_row FROM named GROUP BY source_row HAVING count(*) > 1)",
            ),
        ]
    )
    for file_row, source_row in engine.rows("SELECT * FROM unknown ORDER BY file_row LIMIT 1"):
        raise CorrectionRowUnknown(
            file=case.file.name,
            row=file_row,
            source_row=source_row or "–",
            batch=case.delivery.batch_id,
        )


def _renumbered(engine: BatchEngine, case: _Case) -> tuple[Path, Path]:
    """Accepted and refused rows under their number in the delivered file.

    A row whose key another accepted row of the delivery already has is refused.
    """
    fields = ", ".join(quote(name) for name in case.terms.elements)
    texts = ", ".join(
        f"CAST({quote(name)} AS VARCHAR) AS {quote(name)}" for name in case.terms.elements
    )
    number = f"CAST({trimmed(quote(ROW_COLUMN))} AS BIGINT) AS row_no"
    engine.run([Step("taken", _taken(engine, case))])
    good, bad = case.stage / "corrected.parquet", case.stage / "still-bad.parquet"
    engine.copy(
        f"SELECT {number}, {fields} FROM mended "
        f"WHERE {quote(ROW_COLUMN)} NOT IN (SELECT source_row FROM taken) ORDER BY row_no",
        good,
    )
    engine.copy(
        f"SELECT {number}, {fields}, failures FROM failed UNION ALL "
        f"SELECT {number}, {texts}, [{literal(KEY_TAKEN)}] FROM mended "
        f"WHERE {quote(ROW_COLUMN)} IN (SELECT source_row FROM taken) ORDER BY row_no",
        bad,
    )
    return good, bad


def _taken(engine: BatchEngine, case: _Case) -> str:
    """Corrected rows (`source_row`) whose unique key an accepted row has."""
    if not case.terms.has_unique_key:
        return f"SELECT {quote(ROW_COLUMN)} AS source_row FROM mended WHERE false"
    store = lake.objects()
    batches = [case.delivery, *Batch.objects.filter(corrects=case.delivery).order_by("number")]
    files = [lake.local_file(store, lake.canonical_key(RECORD, b.batch_id)) for b in batches]
    engine.view("present", files)
    key = ", ".join(trimmed(quote(name)) for name in case.terms.row_key)
    record = f"{literal(case.terms.resource_id + ':')} || concat_ws('|', {key})"
    return (
        f"SELECT {quote(ROW_COLUMN)} AS source_row FROM mended "
        f"WHERE {record} IN (SELECT record_id FROM present)"
    )

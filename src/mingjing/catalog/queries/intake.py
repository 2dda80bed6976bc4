# SPDX-License-Identifier: Apache-2.0
"""Checking and compiling one file (校验与编译): all the long work, outside any transaction."""

from dataclasses import dataclass
from pathlib import Path

from mingjing.catalog.queries.compiling import Accepted, Compiled, compile_batch
from mingjing.catalog.rules.writing import Origin
from mingjing.catalog.types.example import MapSpec
from mingjing.catalog.types.refusals import FileUnacceptable, RowsUnaccounted
from mingjing.engines.batch import open_local_engine
from mingjing.kernel.progress import Progress, part
from mingjing.standards.public import CheckOptions, check_file
from mingjing.standards.types import CheckResult, QualityReport, RuleKind, Severity, Standard

NO_KEY = ("row_no",)
_CHECKED = 0.6


@dataclass(frozen=True, slots=True)
class Terms:
    """Under which standard and mappings files of a resource are worked on (处理依据)."""

    resource_id: str
    standard: Standard
    maps: tuple[MapSpec, ...]
    key: tuple[str, ...]

    @property
    def row_key(self) -> tuple[str, ...]:
        """Fields that identify a row: those of the folder, else those of the standard."""
        if self.key:
            return self.key
        return () if self.standard.source_key == NO_KEY else self.standard.source_key

    @property
    def elements(self) -> tuple[str, ...]:
        """Names of the standard's fields."""
        return tuple(field.name for field in self.standard.fields)

    @property
    def has_unique_key(self) -> bool:
        """Whether the standard refuses a second row with the same key."""
        key = set(self.row_key)
        return bool(key) and any(
            rule.kind is RuleKind.UNIQUE
            and rule.severity is Severity.ERROR
            and set(rule.fields) == key
            for rule in self.standard.rules
        )


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file that was checked and compiled (处理产物): everything an act needs to accept it."""

    batch_id: str
    report: QualityReport
    good: Path
    bad: Path
    accepted: int
    quarantined: int
    compiled: Compiled

    @property
    def files(self) -> dict[str, Path]:
        """Keys in the lake and the files to be put there, without the resource's own prefix."""
        return {
            f"canonical/{table}/{self.batch_id}.parquet": path
            for table, path in self.compiled.files.items()
        }


def check(
    standard: Standard,
    file: Path,
    stage: Path,
    progress: Progress,
    *,
    options: CheckOptions | None = None,
) -> CheckResult:
    """The standard's verdict on every row.

    Raises: refusals of `standards` about the file; FileUnacceptable, RowsUnaccounted.
    """
    result = check_file(standard, file, stage, progress=progress, options=options)
    demand_accounted(file.name, result.report.rows, result.report.accepted, result.report.rejected)
    if not result.report.is_acceptable:
        broken = [rule for rule in result.report.rules if not rule.holds]
        raise FileUnacceptable(
            file=file.name,
            rules="; ".join(f"{rule.rule_id} ({rule.zh}, {rule.en})" for rule in broken),
            standard=standard.standard_id,
        )
    return result


def demand_accounted(file: str, rows: int, accepted: int, quarantined: int) -> None:
    """Goes on only when every row is either accepted or in quarantine.

    Raises: RowsUnaccounted.
    """
    if rows != accepted + quarantined:
        raise RowsUnaccounted(file=file, rows=rows, accepted=accepted, quarantined=quarantined)


def prepare(
    terms: Terms, file: Path, *, batch_id: str, stage: Path, progress: Progress
) -> Prepared:
    """Check a delivered file and compile its accepted rows.

    Raises: see `check`; ExpressionFailed.
    """
    result = check(terms.standard, file, stage, part(progress, 0.0, _CHECKED))
    return compiled(
        terms, result, batch_id=batch_id, stage=stage, progress=part(progress, _CHECKED, 1.0)
    )


def compiled(
    terms: Terms,
    result: CheckResult,
    *,
    batch_id: str,
    stage: Path,
    progress: Progress,
    is_apart: bool = False,
) -> Prepared:
    """The canonical files of the accepted rows of a checked file."""
    accepted = Accepted(result.good, terms.elements, terms.row_key, is_apart)
    with open_local_engine() as engine:
        made = compile_batch(
            engine,
            accepted,
            terms.maps,
            origin=Origin(terms.resource_id, batch_id),
            target=stage / "canonical",
            progress=progress,
        )
        good = engine.rows("SELECT count(*) FROM accepted")[0][0]
        engine.view("refused", result.bad)
        bad = engine.rows("SELECT count(*) FROM refused")[0][0]
    demand_accounted(result.report.file, result.report.rows, good, bad)
    return Prepared(batch_id, result.report, result.good, result.bad, good, bad, made)

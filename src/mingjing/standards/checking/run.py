# SPDX-License-Identifier: Apache-2.0
"""A check from file to report (检查流程).

One pass gives the verdict: each block is read into text columns and judged by one SQL query, and
keys are compared at the end over hashes of all blocks. Only when two hashes meet are the blocks
gone through again, and the keys themselves decide. Then good rows are written typed, bad rows
as they came. Blocks of a file of moderate size are kept in memory between the passes; a larger
one is read again.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pyarrow as pa

from mingjing.engines.batch import BatchEngine
from mingjing.engines.durable import whole_file
from mingjing.engines.errors import BatchFailed
from mingjing.kernel.canonical import file_digest
from mingjing.kernel.progress import Progress, part, silent
from mingjing.standards.checking.chunks import Chunk
from mingjing.standards.checking.limits import Limits, limits_in_force
from mingjing.standards.checking.outcome import GoodFile, Outcome, Refused
from mingjing.standards.checking.reading import Reading
from mingjing.standards.checking.source import Source, open_source
from mingjing.standards.checking.uniqueness import Keys
from mingjing.standards.rules import check_digits
from mingjing.standards.rules.quality import holds
from mingjing.standards.rules.scoring import dimension_scores, grade, overall_score
from mingjing.standards.rules.verdict import CHUNK, Verdict, compile_rules, reference_table
from mingjing.standards.types import (
    CheckResult,
    QualityReport,
    RowsLost,
    Rule,
    RuleKind,
    RuleResult,
    Standard,
    StandardInvalid,
    Words,
)

SAMPLE = 200
References = Mapping[str, Path]


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """What a caller may choose.

    :ivar references: Parquet of accepted rows for `table.field` targets of references.
    :ivar sample: how many failing cells the report shows at most.
    :ivar is_guarded: whether cells bear the guard of `kernel.spreadsheets`, to be taken off first.
    """

    references: References | None = None
    sample: int = SAMPLE
    limits: Limits | None = None
    is_guarded: bool = False


def check(
    standard: Standard,
    source: Path,
    *,
    engine: BatchEngine,
    into: Path,
    progress: Progress = silent,
    options: CheckOptions | None = None,
) -> CheckResult:
    """Check a file against a standard and part its rows into good and bad.

    The two Parquet files appear in `into` when the check is complete, never halfway. `engine` is
    the embedded one (`engines.batch.open_local_engine`), used for this check only.

    Raises: `FileRefused` and its kinds for a file that cannot be read as a whole;
        StandardInvalid for a rule that the engine cannot run.
    """
    chosen = options or CheckOptions()
    opened = open_source(source, chosen.limits or limits_in_force())
    into.mkdir(parents=True, exist_ok=True)
    run = _Run(standard, opened, engine, chosen)
    with ThreadPoolExecutor(1) as background:
        digest = background.submit(file_digest, source)
        result = run.whole(into, progress)
        report = run.report(digest.result())
    return CheckResult(report, *result)


class _Stopwatch:
    """Seconds by name."""

    def __init__(self) -> None:
        self.seconds = {"engine": 0.0, "writing": 0.0}
        self.started = time.perf_counter()

    @contextmanager
    def running(self, name: str) -> Iterator[None]:
        """Add the time of the block to a name."""
        begin = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] += time.perf_counter() - begin


class _Run:
    """One check while it runs."""

    def __init__(
        self, standard: Standard, source: Source, engine: BatchEngine, options: CheckOptions
    ) -> None:
        self._standard = standard
        self._source = source
        self._engine = engine
        self._options = options
        self._references = dict(options.references or {})
        self._verdict: Verdict = compile_rules(standard, frozenset(self._references))
        self._outcome = Outcome(engine, standard, self._verdict)
        self._keys = Keys(engine, standard)
        self._watch = _Stopwatch()
        self._reading = Reading(source, standard, is_guarded=options.is_guarded)
        self._encoding = ""
        self._rows = 0
        self._counts = (0, 0)

    def whole(self, into: Path, progress: Progress) -> tuple[Path, Path]:
        """Read, judge and write; answers the paths of good and bad rows."""
        good, bad = into / "good.parquet", into / "bad.parquet"
        with self._watch.running("engine"):
            self._prepare()
        with self._reading:
            self._judge(part(progress, 0.0, 0.6))
            with self._watch.running("engine"):
                self._give_verdict(self._outcome.name_failures)
                refused = self._outcome.settle()
            with self._watch.running("writing"):
                self._write(good, refused, part(progress, 0.6, 1.0))
                self._counts = (self._counts[0], self._outcome.write_bad(bad))
        if sum(self._counts) != self._rows:
            raise RowsLost(file=self._source.name, counted=self._rows, read=sum(self._counts))
        return good, bad

    def _judge(self, progress: Progress) -> None:
        """The verdict on every row: each block by itself, then keys over all blocks."""
        for chunk in self._timed(self._reading.chunks(progress)):
            with self._watch.running("engine"):
                table = self._lend(chunk)
                self._give_verdict(partial(self._outcome.judge, table))
                self._keys.collect()
            self._rows += chunk.table.num_rows
            self._encoding = chunk.encoding
        with self._watch.running("engine"):
            if not self._keys.have_met():
                return
        for chunk in self._timed(self._reading.chunks(silent)):
            with self._watch.running("engine"):
                self._keys.look_again(chunk)
        with self._watch.running("engine"):
            self._keys.duplicates(self._outcome.find_duplicates())

    def _write(self, path: Path, refused: Refused, progress: Progress) -> None:
        with whole_file(path) as draft:
            target = GoodFile(draft)
            try:
                for chunk in self._reading.chunks(progress):
                    self._engine.lend(CHUNK, chunk.table)
                    self._outcome.write_good(chunk, refused, target)
            finally:
                target.close()
        self._counts = (target.rows, 0)

    def report(self, digest: str) -> QualityReport:
        """The report, after `whole`."""
        failing = self._outcome.failing()
        results = tuple(self._result(rule, failing) for rule in self._standard.rules)
        scores = dimension_scores(results, self._rows)
        score = overall_score(scores)
        return QualityReport(
            standard_id=self._standard.standard_id,
            standard_version=self._standard.version,
            standard_digest=self._standard.digest,
            file=self._source.name,
            digest=digest,
            encoding=self._encoding,
            rows=self._rows,
            accepted=self._counts[0],
            rejected=self._counts[1],
            score=score,
            grade=grade(score),
            dimensions=scores,
            rules=results,
            sample=self._outcome.sample(self._options.sample),
            engine_seconds=self._watch.seconds["engine"],
            writing_seconds=self._watch.seconds["writing"],
            total_seconds=time.perf_counter() - self._watch.started,
        )

    def _prepare(self) -> None:
        for name, codes in self._standard.code_lists.items():
            self._engine.put(f"codes_{name}", pa.table({"code": pa.array(codes, pa.string())}))
        for target, path in self._references.items():
            self._engine.view(reference_table(target), path)
        names = [field.name for field in self._standard.fields]
        empty = pa.table({name: pa.array([], pa.string()) for name in names})
        table = self._lend(Chunk(empty.append_column("row_no", pa.array([], pa.int64()))))
        self._give_verdict(lambda: self._outcome.name_failures(table))
        self._engine.rows(self._verdict.typed)

    def _give_verdict(self, judge: Callable[[], None]) -> None:
        """Run the rules. Raises: StandardInvalid for a rule that cannot run."""
        try:
            judge()
        except BatchFailed as error:
            raise StandardInvalid(
                file=self._standard.standard_id,
                line=1,
                path="/schema/0",
                problem=str(error.detail["cause"]),
                todo=Words("请检查规则中的类型和常量。", "Check types and constants of the rules."),
            ) from error

    def _timed(self, chunks: Iterator[Chunk]) -> Iterator[Chunk]:
        """The blocks of the file; the time of reading them counts as the engine's."""
        while True:
            with self._watch.running("engine"):
                chunk = next(chunks, None)
            if chunk is None:
                return
            yield chunk

    def _lend(self, chunk: Chunk) -> pa.Table:
        """Give a block to the engine, with the verdicts of the arithmetic checks beside it."""
        table = chunk.table
        found: dict[tuple[str, str], check_digits.Failing] = {}
        for field, vector, column in self._verdict.vectors:
            name, verdict = vector.split(".")
            if (field, name) not in found:
                found[field, name] = check_digits.failing(name, table.column(field))
            table = table.append_column(column, getattr(found[field, name], verdict))
        self._engine.lend(CHUNK, table)
        return table

    def _result(self, rule: Rule, failing: Mapping[str, int]) -> RuleResult:
        count, keeps, note = failing.get(rule.rule_id, 0), True, ""
        is_checked = rule.kind is not RuleKind.OUTSIDE and (
            rule.kind is not RuleKind.REFERENCE or rule.target in self._references
        )
        if rule.threshold is not None:
            metric_count = self._rows if rule.threshold.metric == "rowCount" else count
            keeps = holds(rule.threshold, metric_count, self._rows)
        if not is_checked:
            note = rule.target
        return RuleResult(
            rule.rule_id, rule.fields, rule.dimension, rule.kind, rule.severity, rule.zh, rule.en,
            rule.cites, count, checked=is_checked, holds=keeps, note=note,
        )  # fmt: skip

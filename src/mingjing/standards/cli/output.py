# SPDX-License-Identifier: Apache-2.0
"""How reports look in a terminal."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, TimeElapsedColumn
from rich.progress import Progress as Bar
from rich.table import Table

from mingjing.kernel.errors import Language
from mingjing.kernel.progress import Progress, silent
from mingjing.standards.bench.run import BenchResult
from mingjing.standards.types import QualityReport, Standard

_WORDS = {
    "rows": ("数据行", "rows"),
    "accepted": ("接收", "accepted"),
    "refused": ("拒收", "refused"),
    "dimension": ("维度", "dimension"),
    "score": ("得分", "score"),
    "grade": ("等级", "grade"),
    "rule": ("规则", "rule"),
    "failing": ("不合格行", "failing"),
    "reason": ("原因", "reason"),
    "row": ("行号", "row"),
    "value": ("取值", "value"),
    "field": ("字段", "field"),
    "type": ("类型", "type"),
    "not_checked": ("未检查，需要：", "not checked, needs:"),
    "clean": ("全部接收。", "Every row is accepted."),
    "file_refused": ("整体规则未满足，不应接收。", "A rule on the whole file does not hold."),
}


def _say(key: str, language: Language) -> str:
    return _WORDS[key][0 if language == "zh" else 1]


@contextmanager
def progress_bar(is_quiet: bool) -> Iterator[Progress]:
    """A bar on stderr; nothing for a program that reads."""
    if is_quiet:
        yield silent
        return
    columns = ("[progress.description]{task.description}", BarColumn(), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=1.0)
        yield lambda message, share: bar.update(task, description=message, completed=share)


def show_report(
    console: Console, standard: Standard, report: QualityReport, language: Language
) -> None:
    """The report for a person: counts, dimensions, failing rules, first failing rows."""
    console.print(
        f"[bold]{escape(report.file)}[/] · {escape(standard.name)} "
        f"({report.standard_id} {report.standard_version})"
    )
    console.print(
        f"{report.rows:,} {_say('rows', language)} = {report.accepted:,} "
        f"{_say('accepted', language)} + {report.rejected:,} {_say('refused', language)} · "
        f"{report.engine_seconds:.2f} s · SHA-256 {report.digest[:16]}…"
    )
    _dimensions(console, report, language)
    if report.failing_rules:
        _rules(console, report, language)
    if report.sample:
        _sample(console, report, language)
    for rule in report.rules:
        if not rule.checked:
            console.print(f"{rule.rule_id}: {_say('not_checked', language)} {rule.note}")
    if not report.is_acceptable:
        console.print(f"[red]{_say('file_refused', language)}[/]")
    elif report.is_clean:
        console.print(f"[green]{_say('clean', language)}[/]")


def _dimensions(console: Console, report: QualityReport, language: Language) -> None:
    table = _table(language, "dimension", "score", "grade", "failing")
    for item in report.dimensions:
        score = "–" if item.score is None else f"{item.score:.4f}"
        grade = "–" if item.grade is None else item.grade.value
        table.add_row(item.dimension.label(language), score, grade, f"{item.failing:,}")
    console.print(table)


def _rules(console: Console, report: QualityReport, language: Language) -> None:
    table = _table(language, "rule", "failing", "dimension", "reason")
    for rule in report.failing_rules:
        reason = rule.reason(language) + (f" [{rule.cites}]" if rule.cites else "")
        mark = "" if rule.severity == "error" else f" ({rule.severity.label(language)})"
        table.add_row(
            rule.rule_id + mark, f"{rule.failing:,}", rule.dimension.label(language), escape(reason)
        )
    console.print(table)


def _sample(console: Console, report: QualityReport, language: Language) -> None:
    table = _table(language, "row", "field", "rule", "value", "reason")
    for cell in report.sample:
        reason = escape(cell.reason(language))
        fields = ", ".join(cell.fields)
        table.add_row(str(cell.row_no), fields, cell.rule_id, escape(cell.value), reason)
    console.print(table)


def show_standard(console: Console, standard: Standard, language: Language) -> None:
    """Fields and rules of a standard for a person."""
    console.print(f"[bold]{escape(standard.name)}[/] {standard.standard_id} {standard.version}")
    fields = _table(language, "field", "type", "reason")
    for field in standard.fields:
        words = field.label or field.description
        fields.add_row(field.column, field.logical_type.label(language), escape(words))
    console.print(fields)
    rules = _table(language, "rule", "dimension", "reason")
    for rule in standard.rules:
        dimension = rule.dimension.label(language)
        rules.add_row(rule.rule_id, dimension, escape(rule.reason(language)))
    console.print(rules)


def show_bench(console: Console, found: BenchResult) -> None:
    """The measured numbers for a person."""
    console.print(
        f"{found.rows:,} rows, {found.columns} columns, {found.rules} rules, "
        f"{found.file_bytes / 1e6:.0f} MB CSV, {found.processors} processors, {found.machine}"
    )
    table = Table("what", "rows", "seconds", "rows/s", "verdict", box=None)
    table.add_row(
        "mingjing: engine", f"{found.rows:,}", f"{found.engine_seconds:.2f}",
        f"{found.rows / found.engine_seconds:,.0f}",
        "as seeded" if found.agrees else "WRONG",
    )  # fmt: skip
    table.add_row("mingjing: writing Parquet", "", f"{found.writing_seconds:.2f}", "", "")
    table.add_row("mingjing: everything", "", f"{found.total_seconds:.2f}", "", "")
    table.add_row("mingjing: engine, clean file", "", f"{found.clean_seconds:.2f}", "", "")
    for peer in found.peers:
        if peer.seconds is None:
            table.add_row(f"{peer.tool}, {peer.file} file", "", "", "", peer.note)
        else:
            speed = f"{peer.rows / peer.seconds:,.0f}"
            name = f"{peer.tool}, {peer.file} file"
            table.add_row(name, f"{peer.rows:,}", f"{peer.seconds:.2f}", speed, peer.note)
    console.print(table)


def _table(language: Language, *columns: str) -> Table:
    return Table(*(_say(column, language) for column in columns), box=None, pad_edge=False)

# SPDX-License-Identifier: Apache-2.0
"""Commands: check a file, keep the register of standards, measure."""

import json
import sys
import tempfile
from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import NoReturn

import click
from rich.console import Console

from mingjing.engines.languages import terminal_language
from mingjing.kernel.clock import system_now
from mingjing.kernel.errors import Language
from mingjing.kernel.paging import PageRequest
from mingjing.registry.public import system_actor
from mingjing.standards import public
from mingjing.standards.bench.run import BenchOptions, run_bench
from mingjing.standards.cli.output import progress_bar, show_bench, show_report, show_standard
from mingjing.standards.types import FileRefused, StandardInvalid, StandardStatus

EXIT_CLEAN, EXIT_REFUSED, EXIT_USAGE = 0, 1, 2
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)
as_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


@click.group()
def standards() -> None:
    """Data standards: check files, keep the register, measure."""


@standards.command("check")
@click.argument("standard", type=_FILE)
@click.argument("file", type=_FILE)
@as_json_option
@click.option("--rows", default=20, show_default=True, help="Failing cells to show at most.")
@click.option("--into", type=_FOLDER, help="Keep good.parquet and bad.parquet in this folder.")
def check(standard: Path, file: Path, as_json: bool, rows: int, into: Path | None) -> None:
    """Check FILE (csv, xlsx, parquet, also gz or zip) against STANDARD, an ODCS document.

    Needs no database. Exit codes: 0 every row is accepted, 1 rows or the file are refused,
    2 the standard is not sound.

    Example: mingjing standards check canvass.odcs.yaml canvass.csv.gz
    """
    language = terminal_language()
    try:
        wanted = public.load_standard(standard)
        place = nullcontext(str(into)) if into else tempfile.TemporaryDirectory()
        with place as folder, progress_bar(as_json) as progress:
            result = public.check_file(
                wanted,
                file,
                Path(folder),
                progress=progress,
                options=public.CheckOptions(sample=rows),
            )
    except StandardInvalid as error:
        _refuse(error, language, as_json, EXIT_USAGE)
    except FileRefused as error:
        _refuse(error, language, as_json, EXIT_REFUSED)
    if as_json:
        _print_json(result.report.as_dict())
    else:
        show_report(Console(), wanted, result.report, language)
    sys.exit(EXIT_CLEAN if result.report.is_clean else EXIT_REFUSED)


def _refuse(
    error: StandardInvalid | FileRefused, language: Language, as_json: bool, code: int
) -> NoReturn:
    if as_json:
        _print_json({**error.problem(language), "where": error.detail})
    click.echo(f"{error.code}: {error.text(language)}", err=True)
    sys.exit(code)


@standards.command("list")
@click.option("--page", default=1, show_default=True, help="Page of the list, 50 to a page.")
@as_json_option
def list_standards(page: int, as_json: bool) -> None:
    """Registered standards, the latest version of each.

    Example: mingjing standards list --json
    """
    found = public.standards(PageRequest(page))
    if as_json:
        _print_json([_without_document(asdict(view)) for view in found.items])
        return
    for view in found.items:
        label = view.status.label(terminal_language())
        click.echo(f"{view.standard_id}\t{view.version}\t{label}\t{view.name}")
    click.echo(f"{found.total} standards, page {found.number} of {found.pages}", err=True)


@standards.command("show")
@click.argument("standard")
@click.option("--version", default=None, help="A version other than the latest.")
@click.option("--document", is_flag=True, help="Print the ODCS document itself.")
@as_json_option
def show(standard: str, version: str | None, document: bool, as_json: bool) -> None:
    """Fields and rules of STANDARD: a registered id, or the path of a document.

    Example: mingjing standards show examples/chicago/standards/canvass.odcs.yaml
    """
    path = Path(standard)
    known = (
        public.load_standard(path)
        if path.suffix in (".yaml", ".yml")
        else public.registered_standard(standard, version)
    )
    if document:
        click.echo(known.document, nl=False)
    elif as_json:
        _print_json(_without_document(asdict(known)))
    else:
        show_standard(Console(), known, terminal_language())


@standards.command("register")
@click.argument("file", type=_FILE)
@click.option("--dry-run", is_flag=True, help="Read and check the document only.")
@as_json_option
def register(file: Path, dry_run: bool, as_json: bool) -> None:
    """Put the ODCS document FILE on the register, as a candidate.

    Example: mingjing standards register examples/chicago/standards/canvass.odcs.yaml --dry-run
    """
    known = public.load_standard(file)
    if not dry_run:
        public.register_standard(
            actor=system_actor(), now=system_now(), document=known.document, name=file.name
        )
    found = {
        "standard_id": known.standard_id,
        "version": known.version,
        "digest": known.digest,
        "registered": not dry_run,
    }
    if as_json:
        _print_json(found)
    else:
        click.echo(f"{known.standard_id} {known.version} {known.digest}")


@standards.command("set-status")
@click.argument("standard_id")
@click.argument("version")
@click.argument("status", type=click.Choice([status.value for status in StandardStatus]))
@click.option("--reason", default="", help="Why; kept with the change.")
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@as_json_option
def set_status(
    *, standard_id: str, version: str, status: str, reason: str, dry_run: bool, as_json: bool
) -> None:
    """Move a version on: candidate, recorded, qualified, standard; or retired.

    Example: mingjing standards set-status chicago.canvass 1.0.0 recorded
    """
    old = public.standard(standard_id, version).status
    if not dry_run:
        public.set_standard_status(
            actor=system_actor(),
            now=system_now(),
            standard_id=standard_id,
            version=version,
            status=StandardStatus(status),
            reason=reason,
        )
    if as_json:
        _print_json({"standard_id": standard_id, "version": version, "from": old, "to": status})
    else:
        click.echo(f"{standard_id} {version}: {old} -> {status}")


@standards.command("elements")
@as_json_option
def list_elements(as_json: bool) -> None:
    """The library of data elements that standards may refer to.

    Example: mingjing standards elements --json
    """
    if as_json:
        _print_json([asdict(element) for element in public.elements()])
        return
    for element in public.elements():
        click.echo(f"{element.element_id}\t{element.label(terminal_language())}\t{element.cites}")


@standards.command("bench")
@click.option("--rows", default=1_000_000, show_default=True, help="Rows of the made file.")
@click.option("--repeat", default=3, show_default=True, help="Runs; the fastest counts.")
@click.option("--peers", default="", help="Python that has datacontract-cli and frictionless.")
@click.option("--peer-rows", default=100_000, show_default=True, help="Rows for frictionless.")
@click.option("--into", type=_FOLDER, help="Keep the made file in this folder.")
@as_json_option
def bench(
    *, rows: int, repeat: int, peers: str, peer_rows: int, into: Path | None, as_json: bool
) -> None:
    """Measure: 20 columns, 25 rules, a made and seeded CSV; other tools beside it.

    Example: mingjing standards bench --rows 1000000 --peers /tmp/bench-venv/bin/python --json
    """
    place = nullcontext(str(into)) if into else tempfile.TemporaryDirectory()
    with place as folder:
        options = BenchOptions(rows=rows, repeat=repeat, python=peers, peer_rows=peer_rows)
        found = run_bench(Path(folder), options)
    if as_json:
        _print_json(asdict(found))
    else:
        show_bench(Console(), found)


def _without_document(values: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in values.items() if key not in ("document", "code_lists")}

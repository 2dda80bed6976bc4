# SPDX-License-Identifier: Apache-2.0
"""The guide says what is true: its snippets are the example's, its output is the command's."""

import re
import tomllib
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from mingjing.catalog.cli import catalog
from mingjing.catalog.types import refusals
from mingjing.kernel.errors import PlatformError

ROOT = Path(__file__).resolve().parents[3]
GUIDE = (ROOT / "docs" / "guides" / "connect-a-department.md").read_text(encoding="utf-8")
SMALL = ROOT / "tests" / "data" / "example_small"


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", GUIDE, re.S)


def is_part(part: Any, whole: Any) -> bool:
    """Whether each word of a snippet stands in the folder; a list may be a selection."""
    if isinstance(part, dict):
        return all(key in whole and is_part(value, whole[key]) for key, value in part.items())
    if isinstance(part, list):
        return all(any(is_part(item, other) for other in whole) for item in part)
    return bool(part == whole)


def test_its_snippets_are_those_of_the_example() -> None:
    whole = tomllib.loads((SMALL / "example.toml").read_text(encoding="utf-8"))
    snippets = [tomllib.loads(block) for block in blocks("toml")]
    assert len(snippets) >= 5
    assert [snippet for snippet in snippets if not is_part(snippet, whole)] == []


def test_its_output_is_that_of_the_command(db: None, home: Path) -> None:
    shown = next(block for block in blocks("text") if block.startswith("inspections: "))
    result = CliRunner().invoke(catalog, ["connect", str(SMALL)], catch_exceptions=False)
    shortened = [" ".join(line.split()) for line in shown.splitlines()]
    printed = [" ".join(line.split()) for line in result.stdout.splitlines()]
    assert [line for line in shortened if line not in printed] == []


def test_it_names_only_refusals_that_exist() -> None:
    known = {
        error.code
        for error in vars(refusals).values()
        if isinstance(error, type) and issubclass(error, PlatformError)
    }
    assert set(re.findall(r"`(catalog\.[a-z_]+)`", GUIDE)) <= known

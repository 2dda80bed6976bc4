# SPDX-License-Identifier: Apache-2.0
"""Fixtures of the standards room."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.rooms.standards.bad_files import STANDARD

from mingjing.standards.public import CheckOptions, check_file, parse_standard
from mingjing.standards.types import CheckResult, Standard

Checker = Callable[..., CheckResult]


@pytest.fixture
def shops() -> Standard:
    return parse_standard(STANDARD, name="shops.odcs.yaml")


@pytest.fixture
def check(shops: Standard, tmp_path: Path) -> Checker:
    """Checks a file, or the text of one, against a standard."""

    def run(
        given: Path | str | bytes, standard: Standard = shops, options: CheckOptions | None = None
    ) -> CheckResult:
        if isinstance(given, Path):
            path = given
        else:
            path = tmp_path / "given.csv"
            path.write_bytes(given.encode() if isinstance(given, str) else given)
        return check_file(standard, path, tmp_path / "out", options=options)

    return run

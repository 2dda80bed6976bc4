# SPDX-License-Identifier: Apache-2.0
"""Every way for a file to be wrong meets its own refusal, and nothing of it is taken in."""

from pathlib import Path

import pytest
from tests.rooms.standards.bad_files import GOOD, HEADER, MAKERS
from tests.rooms.standards.conftest import Checker

from mingjing.kernel.errors import PlatformError
from mingjing.standards.public import CheckOptions, Limits, check_file
from mingjing.standards.types import ColumnsMissing, FileTooLarge, RecordTooLong, Standard

SMALL = CheckOptions(limits=Limits(ratio_floor=2**20))  # so that a small bomb is one


@pytest.mark.parametrize("name", list(MAKERS))
def test_it_refuses(name: str, shops: Standard, tmp_path: Path) -> None:
    bad = MAKERS[name](tmp_path)
    with pytest.raises(PlatformError) as caught:
        check_file(shops, bad.path, tmp_path / "out", options=SMALL)
    error = caught.value
    assert error.code == bad.code, error
    assert {key: error.detail[key] for key in bad.detail} == dict(bad.detail)
    assert bad.path.name in error.text("zh")
    assert bad.path.name in error.text("en")
    assert not list((tmp_path / "out").glob("*.parquet"))


def test_the_good_file_beside_them_is_accepted(check: Checker) -> None:
    assert check(GOOD).report.is_clean


def test_it_stops_at_the_largest_file(check: Checker) -> None:
    with pytest.raises(FileTooLarge) as caught:
        check(GOOD * 5, options=CheckOptions(limits=Limits(file_bytes=50)))
    assert caught.value.detail["limit"] == 50


def test_it_stops_at_the_longest_record(check: Checker) -> None:
    limits = Limits(block_bytes=64, record_bytes=100)
    text = f"{HEADER}\n1,a,\n" + '2,"' + "b" * 500
    with pytest.raises(RecordTooLong) as caught:
        check(text, options=CheckOptions(limits=limits))
    assert caught.value.detail["row"] == 2


def test_a_header_of_very_many_columns_is_refused_at_once(check: Checker) -> None:
    header = ",".join(f"c{number}" for number in range(100_000))
    with pytest.raises(ColumnsMissing) as caught:
        check(f"{header}\n{',' * 99_999}\n")
    assert caught.value.detail["columns"] == HEADER.replace(",", ", ")

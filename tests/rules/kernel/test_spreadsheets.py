# SPDX-License-Identifier: Apache-2.0
"""What a spreadsheet would run is guarded, and comes back exactly."""

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjing.kernel.spreadsheets import GUARD, guarded, unguarded

TEXTS = st.text() | st.text(alphabet="'=+-@\t\r\n\uff1d\uff0b\uff0d\uff20a1.")


@pytest.mark.parametrize(
    "text", ["=1+1", "+A1", "-A1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\uff1d1", "'=1", "+86 138"]
)
def test_a_formula_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=1", "-", "-5", "+5.25", "12", "100-200", ">= 3"])
def test_what_no_spreadsheet_runs_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text


@given(TEXTS)
def test_every_text_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(TEXTS)
def test_the_pattern_takes_off_the_same(text: str) -> None:
    found = pc.replace_substring_regex(pa.array([text]), GUARD, r"\1")
    assert found[0].as_py() == unguarded(text)

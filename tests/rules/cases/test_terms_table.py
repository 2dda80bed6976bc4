# SPDX-License-Identifier: Apache-2.0
"""Every term, threshold and age of a case, from one table that a lawyer can read (terms.yaml).

Each row is tried on three days (instants, sums): before its edge, on it, and after it.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.rules.cases import steps_of_terms as made
from tests.rules.cases.files import look

from mingjing.cases.rules.clocks import Clock
from mingjing.cases.rules.table import clock_makers
from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.codes import ClockState
from mingjing.kernel.errors import PlatformError
from mingjing.registry import law as registry_law
from mingjing.registry.types import DeadlineEffect

TABLE: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    Path(__file__).with_name("terms.yaml").read_text(encoding="utf-8")
)
_DAY, _MINUTE = timedelta(days=1), timedelta(minutes=1)


def cases(part: str) -> list[Any]:
    """The rows of a part."""
    return [pytest.param(row, id=f"{row['rule']} {row['what']}") for row in TABLE[part]]


def clock_of(file: CaseFile, row: dict[str, Any], day: date | datetime) -> Clock:
    """The clock of the row as it stands on a day."""
    law = look(file, day).law
    found: Iterator[Clock] = (
        clock for maker in clock_makers() for clock in maker(file, law)
        if clock.deadline_id == row["deadline"] and clock.about.startswith(row.get("about", ""))
    )  # fmt: skip
    return next(found)


@pytest.mark.law(
    "ACL-025", "ACL-031", "ACL-032", "ACL-039", "ACL-046", "ACL-053", "ACL-054", "APL-041",
    "APL-048", "APL-056", "APL-060", "APL-061", "APL-064a", "APL-067", "APL-071", "DL-01", "DL-02",
    "DL-03",
    "DL-04", "DL-06", "DL-07", "DL-08", "DL-11", "DL-12", "DL-13", "DL-14", "DL-16", "DL-17",
    "DL-18", "DL-28", "DL-30", "DL-31", "DL-32", "DL-51", "DL-52", "DL-53", "REM-1",
    "REM-2", "TRF-11", "TRF-2", "TRF-6", "TRF-7",
)  # fmt: skip
@pytest.mark.parametrize("row", cases("clocks"))
def test_a_clock_runs_to_its_last_day(row: dict[str, Any]) -> None:
    file, last = made.CLOCKS[row["deadline"]](row), row["last"]
    clock = clock_of(file, row, last)
    assert clock.due.on == last
    assert clock.due.is_provisional is row.get("provisional", False)
    assert row["limit"] in {limit.name for limit in registry_law.limits()}
    over = ClockState.MET if clock.effect is DeadlineEffect.ALLOW else ClockState.OVER
    if row["deadline"] in ("DL-31", "DL-51"):
        over = ClockState.LAPSED
    for days, state in ((-1, ClockState.RUNNING), (0, ClockState.RUNNING), (1, over)):
        day = last + days * _DAY
        assert clock_of(file, row, day).state(day) is state, day


@pytest.mark.law("ACL-019", "DL-10", "DL-29", "TRF-3")
@pytest.mark.parametrize("row", cases("hours"))
def test_a_clock_of_hours_runs_to_the_minute(row: dict[str, Any]) -> None:
    file, last = made.CLOCKS[row["deadline"]](row), made.instant(row["last"])
    assert clock_of(file, row, last).due.at == last
    for at, state in (
        (last - _MINUTE, ClockState.RUNNING),
        (last, ClockState.RUNNING),
        (last + _MINUTE, ClockState.OVER),
    ):
        assert clock_of(file, row, at).state(at.date(), at) is state


@pytest.mark.law(
    "ACL-028", "ACL-053", "APL-036", "APL-064a", "APL-064b", "DL-05", "DL-09", "TRF-7",
)  # fmt: skip
@pytest.mark.parametrize("row", cases("until"))
def test_a_step_can_be_taken_until_its_day_and_not_after(row: dict[str, Any]) -> None:
    _try(row, row["until"], (True, True, False))


@pytest.mark.law(
    "ACL-028", "ACL-035", "ACL-046", "ACL-053", "ACL-054", "APL-030", "APL-061", "APL-062",
    "APL-064a", "APL-064g", "SRV-1",
)  # fmt: skip
@pytest.mark.parametrize("row", cases("from"))
def test_a_step_can_be_taken_from_its_day_and_not_before(row: dict[str, Any]) -> None:
    _try(row, row["from"], (False, True, True))


@pytest.mark.law("ACL-045", "APL-016", "APL-051", "APL-068", "APL-072")
@pytest.mark.parametrize("row", cases("sums_up_to"))
def test_a_sum_is_lawful_up_to_its_limit(row: dict[str, Any]) -> None:
    _sums(row, (True, True, False))


@pytest.mark.law("APL-057", "APL-058", "APL-063", "TS-9")
@pytest.mark.parametrize("row", cases("sums_from"))
def test_something_more_is_due_from_a_sum_on(row: dict[str, Any]) -> None:
    _sums(row, (True, False, False))


@pytest.mark.law(
    "ACL-018", "ACL-019", "ACL-024", "ACL-025", "ACL-032", "ACL-043", "APL-042", "APL-060",
    "APL-064e", "TRF-1",
)  # fmt: skip
@pytest.mark.parametrize("row", cases("numbers"))
def test_a_number_is_lawful_within_its_limit(row: dict[str, Any]) -> None:
    gate = made.NUMBERS[row["gate"]]
    for number in row["lawful"]:
        assert not _refused(lambda n=number: gate(row, n)), number  # type: ignore[misc]
    for number in row["refused"]:
        assert _refused(lambda n=number: gate(row, n)), number  # type: ignore[misc]


def _try(row: dict[str, Any], edge: date, lawful: tuple[bool, bool, bool]) -> None:
    gate = made.GATES[row["gate"]]
    for days, is_lawful in zip((-1, 0, 1), lawful, strict=True):
        day = edge + days * _DAY
        assert _refused(lambda on=day: gate(row, on)) is not is_lawful, day  # type: ignore[misc]


def _sums(row: dict[str, Any], lawful: tuple[bool, bool, bool]) -> None:
    gate = made.SUMS[row["gate"]]
    for fen, is_lawful in zip((-1, 0, 1), lawful, strict=True):
        whole = row["yuan"] * 100 + fen
        assert _refused(lambda sum_=whole: gate(row, sum_)) is not is_lawful, whole  # type: ignore[misc]


def _refused(attempt: Callable[[], None]) -> bool:
    """Whether it was refused; a refusal names rule and article."""
    refusal = _refusal_of(attempt)
    assert refusal is None or (refusal.rule and refusal.article), refusal
    return refusal is not None


def _refusal_of(attempt: Callable[[], None]) -> PlatformError | None:
    try:
        attempt()
    except PlatformError as refusal:
        return refusal
    return None


def test_every_row_cites_an_article_and_a_rule_that_is_known() -> None:
    rows = [row for part in TABLE.values() for row in part]
    assert len(rows) >= 100
    assert all("§" in row["article"] for row in rows)
    marks = [mark for test in _tests() for mark in test.pytestmark if mark.name == "law"]
    proven = {rule for mark in marks for rule in mark.args}
    named = {row[name] for row in rows for name in ("rule", "deadline") if name in row}
    assert named <= proven


def _tests() -> list[Any]:
    return [one for one in globals().values() if hasattr(one, "pytestmark")]

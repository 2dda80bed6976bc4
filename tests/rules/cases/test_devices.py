# SPDX-License-Identifier: Apache-2.0
"""Records of monitoring devices: their days are said where the law sets terms, and in order."""

from datetime import date, timedelta

import pytest
from tests.rules.cases.files import a_file, ask, look, taken
from tests.rules.cases.steps_of_terms import AROUND, device_record, filed_on, notice

from mingjing.cases.rules.codec import from_json, to_json
from mingjing.cases.rules.devices import device_clocks
from mingjing.cases.types import steps as s
from mingjing.cases.types.codes import ClockState, EvidenceSource
from mingjing.cases.types.refusals import DateImpossible, DeviceDayMissing, FieldWrong
from mingjing.kernel.errors import PlatformError

ON = date(2026, 3, 9)
DAY = timedelta(days=1)


def added(field: str, record: s.EvidenceAdded) -> None:
    ask(look(a_file(filed_on(ON - 9 * DAY, field=field)), ON, around=AROUND), record)


@pytest.mark.law("APL-041", "DL-52", "DL-53")
@pytest.mark.parametrize(
    ("field", "days", "refusal"),
    [
        ("road_traffic", {"device_recorded_on": 7, "device_reviewed_on": 3}, None),
        ("road_traffic", {"device_recorded_on": 7, "device_reviewed_on": 3, "owner_told_on": 0},
         None),
        ("road_traffic", {"device_recorded_on": 7}, DeviceDayMissing),
        ("road_traffic", {"device_reviewed_on": 7}, DeviceDayMissing),
        ("road_traffic", {"device_recorded_on": 3, "device_reviewed_on": 4}, DateImpossible),
        ("road_traffic", {"device_recorded_on": 7, "device_reviewed_on": 3, "owner_told_on": 4},
         DateImpossible),
        ("road_traffic", {"device_recorded_on": 7, "device_reviewed_on": -1}, DateImpossible),
        ("food", {"device_recorded_on": 7}, None),
    ],
)  # fmt: skip
def test_days_are_needed_where_the_law_counts_from_them(
    field: str, days: dict[str, int], refusal: type[PlatformError] | None
) -> None:
    record = device_record(**{name: ON - back * DAY for name, back in days.items()})
    if refusal is None:
        added(field, record)
        return
    with pytest.raises(refusal):
        added(field, record)


@pytest.mark.law("APL-041")
def test_days_of_a_device_are_not_said_of_anything_else() -> None:
    record = device_record(device_recorded_on=ON)
    other = from_json(s.EvidenceAdded, to_json(record) | {"source": EvidenceSource.PARTY.value})
    with pytest.raises(FieldWrong):
        added("food", other)


def states(*more: object, **days: date) -> dict[str, ClockState]:
    record = device_record(device_recorded_on=date(2026, 3, 2), **days)
    file = a_file(filed_on(ON, field="road_traffic"), taken(record, ON), *more)  # type: ignore[arg-type]
    law = look(file, ON + 30 * DAY).law
    return {one.deadline_id: one.state(law.today) for one in device_clocks(file, law)}


@pytest.mark.law("DL-53")
def test_the_owner_is_told_by_a_day_that_is_said_or_by_prior_notice() -> None:
    reviewed = {"device_reviewed_on": date(2026, 3, 4)}
    met, over = ClockState.MET, ClockState.OVER
    assert states(**reviewed) == {"DL-52": met, "DL-53": over}
    assert states(**reviewed, owner_told_on=ON) == {"DL-52": met, "DL-53": met}
    assert states(notice(ON), **reviewed) == {"DL-52": met, "DL-53": met}


def test_other_fields_have_no_such_clock() -> None:
    record = device_record(device_recorded_on=ON)
    file = a_file(filed_on(ON, field="food"), taken(record, ON))
    assert list(device_clocks(file, look(file, ON).law)) == []


def test_evidence_from_before_is_read_without_these_days() -> None:
    old = to_json(device_record(device_recorded_on=ON))
    for name in ("device_recorded_on", "device_reviewed_on", "owner_told_on"):
        del old[name]
    assert from_json(s.EvidenceAdded, old).device_recorded_on is None

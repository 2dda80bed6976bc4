# SPDX-License-Identifier: Apache-2.0
"""Quarantined rows are handed out, corrected, and join their delivery; nothing is lost."""

import csv
from datetime import datetime
from io import StringIO
from pathlib import Path

import pytest

from mingjing.catalog.acts import correct_rows as module
from mingjing.catalog.acts import take_in as take_in_module
from mingjing.catalog.acts.take_in import Seen
from mingjing.catalog.public import (
    batch,
    canonical_views,
    correct_rows,
    corrections_of,
    release_quarantine,
    resource,
    take_in,
    totals,
    waiting_rows,
)
from mingjing.catalog.queries.intake import Prepared
from mingjing.catalog.queries.lake import good_key, local_file, objects
from mingjing.catalog.types import BatchKind, Connected
from mingjing.catalog.types.refusals import (
    BatchReplaced,
    CorrectionOvertaken,
    CorrectionRowUnknown,
    CorrectionUnreadable,
)
from mingjing.engines.batch import open_local_engine
from mingjing.kernel.paging import PageRequest
from mingjing.kernel.spreadsheets import guarded
from mingjing.ledger.public import entry_for
from mingjing.registry.types import Actor, NotPermitted

FIRST = PageRequest(1, 100)


class Desk:
    """What a steward does: take the rows out, change them, hand them in."""

    def __init__(self, connected: Connected, folder: Path, actor: Actor, now: datetime) -> None:
        self.delivery = connected.intakes[0].batch.batch_id
        self.folder, self.actor, self.now = folder, actor, now

    def take_out(self) -> list[dict[str, str]]:
        text = release_quarantine(
            actor=self.actor, now=self.now, batch_id=self.delivery, language="en"
        )
        return list(csv.DictReader(StringIO(text)))

    def write(self, rows: list[dict[str, str]]) -> Path:
        path = self.folder / f"corrected-{len(list(self.folder.glob('corrected-*')))}.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        return path

    def hand_in(self, rows: list[dict[str, str]]) -> tuple[int, int, int]:
        file = self.write(rows)
        view = correct_rows(actor=self.actor, now=self.now, batch_id=self.delivery, file=file).batch
        return view.rows, view.accepted, view.quarantined


@pytest.fixture
def desk(connected: Connected, tmp_path: Path, zhao: Actor, now: datetime) -> Desk:
    return Desk(connected, tmp_path, zhao, now)


def by_row(rows: list[dict[str, str]]) -> dict[str, dict[str, str]]:
    return {row["_row_no"]: row for row in rows}


def test_it_hands_out_the_rows_exactly_as_they_came(desk: Desk) -> None:
    rows = by_row(desk.take_out())
    assert list(rows) == ["4", "5", "7", "8"]
    assert rows["4"]["Day"] == "31.02.2025"
    assert rows["5"]["InspNo"] == ""
    assert "code list" in rows["8"]["_problems"]


def test_it_records_who_took_the_rows_out(desk: Desk) -> None:
    desk.take_out()
    assert entry_for("batch", desk.delivery)[-1].act == "catalog.quarantine_released"
    assert entry_for("batch", desk.delivery)[-1].account_id == desk.actor.account_id


def test_corrected_rows_join_their_delivery(desk: Desk) -> None:
    rows = by_row(desk.take_out())
    rows["4"]["Day"] = "28.02.2025"
    rows["8"]["Result"] = "part"
    assert desk.hand_in([rows["4"], rows["8"]]) == (2, 2, 0)
    assert resource("inspections").rows == 8
    with open_local_engine() as engine:
        canonical_views(engine, {"visit"})
        found = engine.rows(
            "SELECT visit_id, row_no, CAST(visited_on AS VARCHAR) FROM visit "
            "WHERE visit_id IN ('inspections:R-004', 'inspections:R-008') ORDER BY visit_id"
        )
    assert found == [
        ("inspections:R-004", 4, "2025-02-28"),
        ("inspections:R-008", 8, "2025-02-10"),
    ]
    assert list(by_row(desk.take_out())) == ["5", "7"]


def test_what_waits_goes_down_with_every_corrected_row(desk: Desk) -> None:
    rows = by_row(desk.take_out())
    assert (resource("inspections").waiting, totals().quarantined) == (4, 5)
    rows["4"]["Day"] = "28.02.2025"
    rows["5"]["InspNo"] = "R-001"
    assert desk.hand_in([rows["4"], rows["5"]]) == (2, 1, 1)
    assert (resource("inspections").waiting, totals().quarantined) == (3, 4)


def test_a_waiting_row_names_the_columns_that_are_wrong(desk: Desk) -> None:
    rows = by_row(desk.take_out())
    assert rows["4"]["_problems"].startswith("Day: ")
    shown = {row.row_no: row for row in waiting_rows(desk.delivery, PageRequest(), "en").items}
    assert shown[4].failing == {"Day"}


RISKY = ("=HYPERLINK(A1)", "+1 Quay Street", "'=1", "''-x", "@x", "-5", "'plain", "\uff1d1")


@pytest.mark.parametrize("street", RISKY)
def test_no_cell_is_a_formula_and_each_comes_back_as_it_was(desk: Desk, street: str) -> None:
    rows = by_row(desk.take_out())
    handed_in = guarded(street)
    desk.hand_in([rows["4"] | {"Street": handed_in}])
    (waits,) = [r for r in waiting_rows(desk.delivery, FIRST, "en").items if r.row_no == 4]
    assert dict(waits.values)["Street"] == street
    taken_out = by_row(desk.take_out())["4"]
    assert taken_out["Street"] == handed_in
    assert not taken_out["Street"].startswith(("=", "+", "@", "\uff1d"))
    mended = taken_out | {"Day": "28.02.2025"}
    assert desk.hand_in([mended]) == (1, 1, 0)
    batch_id = corrections_of(desk.delivery)[-1].batch_id
    with open_local_engine() as engine:
        engine.view("good", local_file(objects(), good_key("inspections", batch_id)))
        assert street in engine.rows("SELECT * FROM good")[0]


def test_the_correction_is_a_batch_of_its_own(desk: Desk) -> None:
    rows = desk.take_out()
    rows[0]["Day"] = "28.02.2025"
    desk.hand_in(rows[:1])
    (correction,) = corrections_of(desk.delivery)
    assert correction.kind is BatchKind.CORRECTION
    assert correction.corrects == desk.delivery
    assert [e.act for e in entry_for("batch", correction.batch_id)] == ["catalog.rows_corrected"]
    assert batch(desk.delivery).quarantined == 4


def test_rows_that_still_fail_wait_with_their_newest_text(desk: Desk) -> None:
    rows = by_row(desk.take_out())
    rows["4"]["Day"] = "30.02.2025"
    assert desk.hand_in([rows["4"]]) == (1, 0, 1)
    assert by_row(desk.take_out())["4"]["Day"] == "30.02.2025"
    rows["4"]["Day"] = "27.02.2025"
    assert desk.hand_in([rows["4"]]) == (1, 1, 0)


def test_a_key_that_another_row_has_is_not_taken(desk: Desk) -> None:
    rows = by_row(desk.take_out())
    rows["5"]["InspNo"] = "R-001"
    rows["7"]["InspNo"] = "R-007"
    assert desk.hand_in([rows["5"], rows["7"]]) == (2, 1, 1)
    waiting = by_row(desk.take_out())
    assert list(waiting) == ["4", "5", "8"]
    assert "already used" in waiting["5"]["_problems"]


def test_the_catalogue_counts_what_still_waits(desk: Desk) -> None:
    before = totals()
    rows = by_row(desk.take_out())
    rows["4"]["Day"] = "28.02.2025"
    assert desk.hand_in([rows["4"], rows["8"]]) == (2, 1, 1)
    after = totals()
    assert (after.accepted, after.quarantined) == (before.accepted + 1, before.quarantined - 1)


def test_the_same_corrected_file_is_recognised(desk: Desk) -> None:
    rows = desk.take_out()
    rows[0]["Day"] = "28.02.2025"
    file = desk.write(rows[:1])
    first = correct_rows(actor=desk.actor, now=desk.now, batch_id=desk.delivery, file=file)
    again = correct_rows(actor=desk.actor, now=desk.now, batch_id=desk.delivery, file=file)
    assert (first.is_new, again.is_new) == (True, False)
    assert first.batch.batch_id == again.batch.batch_id


def test_it_refuses_a_row_that_does_not_wait(desk: Desk) -> None:
    rows = desk.take_out()
    rows[0]["_row_no"] = "1"
    with pytest.raises(CorrectionRowUnknown) as refusal:
        desk.hand_in(rows[:1])
    assert (refusal.value.detail["row"], refusal.value.detail["source_row"]) == (1, "1")


def test_it_refuses_the_same_row_twice(desk: Desk) -> None:
    rows = desk.take_out()
    with pytest.raises(CorrectionRowUnknown):
        desk.hand_in([rows[0], {**rows[0], "InspNo": "R-404"}])


def test_it_refuses_a_file_without_row_numbers(desk: Desk) -> None:
    rows = [{k: v for k, v in row.items() if k != "_row_no"} for row in desk.take_out()]
    with pytest.raises(CorrectionUnreadable) as refusal:
        desk.hand_in(rows)
    assert "_row_no" in refusal.value.remedy("en")


def test_it_does_not_correct_what_was_replaced(desk: Desk, town: Path) -> None:
    file = desk.write(desk.take_out())
    text = (town / "data" / "inspections.csv").read_text(encoding="utf-8")
    newer = town / "newer.csv"
    newer.write_text("".join(text.splitlines(keepends=True)[:3]), encoding="utf-8")
    take_in(actor=desk.actor, now=desk.now, resource_id="inspections", file=newer)
    with pytest.raises(BatchReplaced):
        correct_rows(actor=desk.actor, now=desk.now, batch_id=desk.delivery, file=file)


def test_only_a_steward_of_the_region_takes_rows_out_or_in(
    desk: Desk, qian: Actor, li: Actor
) -> None:
    file = desk.write(desk.take_out())
    for stranger in (qian, li):
        with pytest.raises(NotPermitted):
            release_quarantine(actor=stranger, now=desk.now, batch_id=desk.delivery, language="en")
        with pytest.raises(NotPermitted):
            correct_rows(actor=stranger, now=desk.now, batch_id=desk.delivery, file=file)


def test_a_page_of_waiting_rows_masks_what_is_personal(desk: Desk) -> None:
    page = waiting_rows(desk.delivery, FIRST, "en")
    assert page.total == 4
    values = dict(page.items[0].values)
    assert values["Inspector"] == "***"
    assert values["Business"] == "Blue Anchor"


def test_of_two_corrections_at_once_the_second_is_told(
    desk: Desk, connected: Connected, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = by_row(desk.take_out())["4"]
    check = take_in_module.demand_unchanged

    def meanwhile(file: Path, before: Seen, prepared: Prepared) -> None:
        monkeypatch.setattr(module, "demand_unchanged", check)
        desk.hand_in([row | {"Day": "2025-02-27"}])

    monkeypatch.setattr(module, "demand_unchanged", meanwhile)
    with pytest.raises(CorrectionOvertaken):
        desk.hand_in([row | {"Day": "2025-02-28"}])
    assert len(corrections_of(desk.delivery)) == 1

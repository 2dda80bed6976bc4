# SPDX-License-Identifier: Apache-2.0
"""Candidates and leads from what lower rooms know; their tables stand here as small ones."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pyarrow as pa
import pytest
from tests.rooms.inspection.conftest import REGION, Town

from mingjing.engines.batch import BatchEngine
from mingjing.inspection import followers, public
from mingjing.inspection.queries import outlook
from mingjing.inspection.types import LeadKind, LeadState, ScoresOfAnotherDay
from mingjing.kernel.paging import PageRequest
from mingjing.ledger.public import EntryView
from mingjing.risk.types import ScoreRunView
from mingjing.subjects.types import SubjectClass, SubjectStatus, SubjectView

ALL = PageRequest(1, 100)
AS_OF = date(2026, 11, 23)

VISITS = [
    # record, day, purpose: the same real visit stands in two sources
    ("a:1", date(2026, 2, 1), "canvass"),
    ("b:1", date(2026, 2, 1), "canvass"),
    ("a:2", date(2026, 9, 1), "complaint"),
    ("a:3", date(2025, 12, 31), "canvass"),
    ("a:4", date(2026, 11, 23), "canvass"),  # on the day itself: not yet known
    ("c:1", date(2024, 5, 1), "canvass"),
]
LINKS = [
    ("a:1", "subject_1"),
    ("b:1", "subject_1"),
    ("a:2", "subject_1"),
    ("a:3", "subject_1"),
    ("a:4", "subject_1"),
    ("c:1", "subject_2"),
    ("t:1", "subject_1"),
    ("t:2", "subject_2"),
    ("t:3", "subject_2"),
    ("t:5", "subject_gone"),
]
COMPLAINTS = [
    # record, nature, made, closed
    ("t:1", "rats seen", date(2026, 11, 20), None),
    ("t:2", None, date(2026, 9, 24), None),  # the last day inside the window
    ("t:3", "too old", date(2026, 9, 23), None),
    ("t:4", "about nobody known", date(2026, 11, 20), None),
    ("t:5", "about a subject that is gone", date(2026, 11, 20), None),
    ("t:1", "closed", date(2026, 11, 20), date(2026, 11, 21)),
]


def subject(subject_id: str, region: str = REGION) -> SubjectView:
    return SubjectView(
        subject_id=subject_id,
        kind=SubjectClass.PREMISES,
        status=SubjectStatus.CURRENT,
        name=f"店铺 {subject_id}",
        address="1 Main St",
        area="60601",
        district="ward 1" if subject_id == "subject_1" else "",
        region=region,
        licence_no="",
        owner_key="owner_1",
        usc_code="",
        category="food",
        risk_class="1",
        lat=41.8,
        lon=-87.6,
        records=1,
        first_on=None,
        last_on=None,
        split_from="",
    )


SUBJECTS = {
    "subject_1": subject("subject_1"),
    "subject_2": subject("subject_2"),
    "subject_3": subject("subject_3"),
    "subject_4": subject("subject_4", region="330200"),
}


def tables(engine: BatchEngine, names: Any) -> None:
    record, day, purpose = (list(column) for column in zip(*VISITS, strict=True))
    engine.put("visit", pa.table({"record_id": record, "visited_on": day, "purpose": purpose}))
    record, nature, made, closed = (list(column) for column in zip(*COMPLAINTS, strict=True))
    columns = {"record_id": record, "nature": nature, "made_on": made}
    columns["closed_on"] = pa.array(closed, pa.date32())
    engine.put("complaint", pa.table(columns))


def links(engine: BatchEngine) -> None:
    record, subject_id = (list(column) for column in zip(*LINKS, strict=True))
    engine.put("link", pa.table({"record_id": record, "subject_id": subject_id}))


@pytest.fixture
def lower_rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    def some(subject_ids: Any) -> dict[str, SubjectView]:
        return {one: SUBJECTS[one] for one in subject_ids if one in SUBJECTS}

    for module in (outlook, followers):
        monkeypatch.setattr(module, "canonical_views", tables)
        monkeypatch.setattr(module, "links_view", links)
        monkeypatch.setattr(module, "subjects", some)
    order = [("subject_3", 0.9), ("subject_4", 0.8), ("subject_1", 0.5), ("subject_2", 0.1)]
    monkeypatch.setattr(outlook, "ranked", lambda as_of: order)
    monkeypatch.setattr(outlook, "run_on", lambda as_of: scoring(AS_OF))


def scoring(as_of: date) -> ScoreRunView:
    now = datetime.combine(as_of, time(), UTC)
    return ScoreRunView("run_1", 1, "model_1", as_of, now, "Sun", 4, "", "", "", "entry_1")


def test_scores_of_an_earlier_day_are_not_taken_for_those_of_the_day(
    town: Town, lower_rooms: None
) -> None:
    later = replace(town.plan, as_of=AS_OF + timedelta(days=1))
    for ask in (lambda: public.candidates(later), lambda: public.scored_by(later.as_of)):
        with pytest.raises(ScoresOfAnotherDay) as refused:
            ask()
        assert "2026-11-24" in refused.value.text("en")
        assert "2026-11-23" in refused.value.remedy("en")
    assert public.scored_by(AS_OF) == "model_1"
    assert public.scored_last(later.as_of) == AS_OF


def test_it_makes_candidates_of_the_scored_subjects_of_the_region(
    town: Town, lower_rooms: None
) -> None:
    found = public.candidates(replace(town.plan, as_of=AS_OF))
    assert [(one.subject_id, one.rank, one.score) for one in found] == [
        ("subject_3", 1, 0.9),
        ("subject_1", 3, 0.5),
        ("subject_2", 4, 0.1),
    ]


def test_without_a_model_all_premises_of_the_region_are_candidates_and_none_has_a_rank(
    town: Town, lower_rooms: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def of_region(region: str) -> tuple[SubjectView, ...]:
        asked.append(region)
        return SUBJECTS["subject_1"], SUBJECTS["subject_3"]

    monkeypatch.setattr(outlook, "premises_in", of_region)
    found = public.unscored_candidates(replace(town.plan, as_of=AS_OF))
    assert [(one.subject_id, one.rank, one.score) for one in found] == [
        ("subject_1", None, None),
        ("subject_3", None, None),
    ]
    assert found[0].last_visited_on == date(2026, 9, 1)
    assert asked == [town.plan.region]


def test_it_counts_each_ordinary_visit_of_the_year_once_and_before_the_day(
    town: Town, lower_rooms: None
) -> None:
    found = {c.subject_id: c for c in public.candidates(replace(town.plan, as_of=AS_OF))}
    assert found["subject_1"].ordinary_visits == 1
    assert found["subject_1"].last_visited_on == date(2026, 9, 1)
    assert found["subject_2"].last_visited_on == date(2024, 5, 1)
    assert (found["subject_3"].last_visited_on, found["subject_3"].ordinary_visits) == (None, 0)


def test_it_takes_the_district_as_area_where_there_is_one(town: Town, lower_rooms: None) -> None:
    found = {c.subject_id: c for c in public.candidates(town.plan)}
    assert (found["subject_1"].area, found["subject_2"].area) == ("ward 1", "60601")


def test_it_gives_cards_of_known_subjects(town: Town, lower_rooms: None) -> None:
    found = public.cards(["subject_1", "subject_none"])
    assert list(found) == ["subject_1"]
    assert (found["subject_1"].name, found["subject_1"].lat) == ("店铺 subject_1", 41.8)


def entry(now: datetime) -> EntryView:
    return EntryView("entry_1", "subjects.resolved", "run", "run_1", "system", "system", now, "", 1)


def test_it_makes_leads_of_fresh_open_complaints_and_takes_each_once(
    town: Town, lower_rooms: None, now: datetime
) -> None:
    for _ in range(2):
        followers.leads_from_batch(entry(now))
    found = {lead.source_record: lead for lead in public.leads(ALL).items}
    assert set(found) == {"t:1", "t:2"}
    assert (found["t:1"].nature, found["t:1"].kind) == ("rats seen", LeadKind.COMPLAINT)
    assert (found["t:2"].nature, found["t:2"].state) == ("Complaint or report", LeadState.OPEN)


def test_it_follows_batches_and_resolutions_only() -> None:
    assert followers.LEADS.acts == {"catalog.batch_accepted", "subjects.resolved"}

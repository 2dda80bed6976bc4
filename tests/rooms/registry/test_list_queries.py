# SPDX-License-Identifier: Apache-2.0
"""What an act asks of the lists, and what the public sees on any day."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.rooms.registry.conftest import FIRST, City, Publish
from tests.rooms.registry.test_registry_acts import ITEM as INSPECTION
from tests.rules.registry.list_samples import POWER, SAMPLES, power

from mingjing.kernel.paging import PageRequest
from mingjing.registry.public import (
    ListScope,
    demand_power,
    difference_between,
    draft_list,
    draft_problems,
    leniency_for,
    list_difference,
    list_on,
    list_page,
    must_record,
    power_item,
    power_items,
    public_versions,
    publish_item,
    recordings,
    versions_on,
)
from mingjing.registry.types import (
    Actor,
    LeniencyKind,
    ListItem,
    ListKind,
    PowerItemElsewhere,
    PowerItemOtherKind,
    PowerItemUnknown,
    PowerItemUnlisted,
    PowerKind,
    RecordedAct,
)

pytestmark = pytest.mark.django_db
CODE = "330100-02-001"
JULY = date(2027, 7, 1)


def demand(city: City, on: date = FIRST, region: str = "330105", **changes: object) -> str:
    asked = {"agency_id": city.market, "kind": PowerKind.PENALTY, **changes}
    return demand_power(CODE, on, region=region, **asked).item_code  # type: ignore[arg-type]


def test_an_act_stands_on_an_item_in_force(city: City, publish: Publish) -> None:
    made = publish()
    assert demand(city) == CODE
    view = power_item(CODE, FIRST, city.market)
    assert (view.kind, view.fine_cap_fen) == (PowerKind.PENALTY, 5_000_000)
    assert view.penalty_kinds == POWER.penalty_kinds
    assert (view.list_version_id, len(view.digest)) == (made, 64)
    assert view.label("en").startswith("Penalty for trading")


def test_an_act_on_the_day_before_the_list_is_refused(city: City, publish: Publish) -> None:
    publish()
    with pytest.raises(PowerItemUnlisted) as refusal:
        demand(city, date(2026, 12, 31))
    assert refusal.value.article == "行政处罚法 §17、行政强制法 §17"
    with pytest.raises(PowerItemUnknown):
        power_item(CODE, date(2026, 12, 31), city.market)


def test_an_act_of_another_agency_place_or_kind_is_refused(city: City, publish: Publish) -> None:
    publish()
    with pytest.raises(PowerItemUnlisted):
        demand(city, agency_id=city.green)
    with pytest.raises(PowerItemElsewhere):
        demand(city, region="330200")
    with pytest.raises(PowerItemOtherKind):
        demand(city, kind=PowerKind.COERCION)


def test_a_draft_gives_no_power(city: City, now: datetime) -> None:
    draft_list(actor=city.drafter, now=now, draft=city.draft())
    assert power_items(FIRST) == ()
    assert list_on(ListKind.POWER, FIRST) == ()
    with pytest.raises(PowerItemUnlisted):
        demand(city)


def test_the_item_of_the_version_in_force_on_the_day_counts(
    city: City, publish: Publish, plain: ListItem
) -> None:
    publish()
    dearer = power(plain, fine_cap=9_000_000)
    publish(city.draft(dearer, on=JULY))
    caps = [
        power_item(CODE, on, city.market).fine_cap_fen
        for on in (FIRST, date(2027, 6, 30), JULY, date(2030, 1, 1))
    ]
    assert caps == [5_000_000, 5_000_000, 9_000_000, 9_000_000]


def test_powers_are_listed_by_agency_and_kind(
    city: City, publish: Publish, plain: ListItem
) -> None:
    seal = replace(power(plain, penalty_kinds=()), code="seal", power_kind=PowerKind.COERCION)
    publish(city.draft(plain, seal, replace(plain, agency_id=city.green, code="green")))
    assert [view.item_code for view in power_items(FIRST, city.market)] == [CODE, "seal"]
    assert [v.item_code for v in power_items(FIRST, kind=PowerKind.COERCION)] == ["seal"]
    assert len(power_items(FIRST)) == 3


def test_leniency_is_found_by_power_place_and_day(city: City, publish: Publish) -> None:
    publish(city.draft(kind=ListKind.LENIENCY))
    (view,) = leniency_for(CODE, FIRST, "330105")
    assert (view.leniency, view.power_code) == (LeniencyKind.FIRST, CODE)
    assert leniency_for(CODE, FIRST, "330200") == ()
    assert leniency_for("other", FIRST, "330105") == ()
    assert leniency_for(CODE, date(2026, 12, 31), "330105") == ()


def test_an_act_is_recorded_by_its_nature_or_by_the_list(city: City, publish: Publish) -> None:
    assert must_record(RecordedAct.SEALING_SEIZURE, FIRST, city.market)
    assert not must_record(RecordedAct.HEARING, FIRST, city.market)
    publish(city.draft(kind=ListKind.RECORDING))
    assert must_record(RecordedAct.HEARING, FIRST, city.market)
    assert not must_record(RecordedAct.HEARING, FIRST, city.green)
    assert not must_record(RecordedAct.HEARING, date(2026, 12, 31), city.market)
    assert [one.scene for one in recordings(FIRST, city.market)] == ["听证室"]


def test_the_difference_between_two_days_and_two_versions_is_the_same(
    city: City, publish: Publish, plain: ListItem
) -> None:
    gone = replace(plain, code="gone")
    first = publish(city.draft(plain, gone))
    changed = replace(power(plain, fine_cap=9_000_000), valid_from=FIRST)
    second = publish(city.draft(changed, replace(plain, code="new"), on=JULY))
    found = difference_between(ListKind.POWER, FIRST, JULY)
    assert found == list_difference(first, second)
    assert [item.code for item in (*found.added, *found.removed)] == ["new", "gone"]
    assert [field.column for field in found.changed[0].fields] == ["fine_cap"]
    assert difference_between(ListKind.POWER, FIRST, FIRST).is_empty


def test_a_list_is_read_by_region_and_page(
    city: City, publish: Publish, plain: ListItem, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    publish(city.draft(plain, replace(plain, code="east", region="330102", name="东区")))
    reaching = {
        region: [one.item.code for one in list_on(ListKind.POWER, FIRST, region=region)]
        for region in ("330102", "330105", "330200")
    }
    assert reaching == {"330102": [CODE, "east"], "330105": [CODE], "330200": []}
    scope = ListScope(ListKind.POWER, FIRST, city.market, search="东")
    with django_assert_num_queries(2):
        page = list_page(scope, PageRequest(1, 10))
    assert ([one.item.code for one in page.items], page.total) == (["east"], 1)


def test_inspection_items_are_shown_as_a_list(system: Actor, now: datetime) -> None:
    publish_item(actor=system, now=now, item=INSPECTION)
    day = date(2026, 6, 1)
    (one,) = list_on(ListKind.INSPECTION, day)
    assert (one.item.code, one.item.details.legal_basis) == ("food-hygiene", "食品安全法 §110")  # type: ignore[union-attr]
    assert list_page(ListScope(ListKind.INSPECTION, day, search="没有"), PageRequest()).total == 0
    assert len(difference_between(ListKind.INSPECTION, date(2025, 6, 1), day).added) == 1


def test_versions_are_public_once_published(city: City, publish: Publish, now: datetime) -> None:
    draft_list(actor=city.drafter, now=now, draft=city.draft())
    first = publish()
    publish(city.draft(on=JULY))
    assert [v.list_version_id for v in versions_on(ListKind.POWER, FIRST)] == [first]
    assert len(public_versions(ListKind.POWER)) == 2


def test_a_draft_that_is_not_kept_yet_shows_its_problems(city: City, plain: ListItem) -> None:
    lost = replace(SAMPLES[ListKind.DUTY], agency_id="", region="")
    (note,) = draft_problems(city.draft(lost, kind=ListKind.DUTY), FIRST)
    assert note.is_note
    (wrong,) = draft_problems(city.draft(replace(plain, agency_id="nobody")), FIRST)
    assert wrong.column == "agency_id"

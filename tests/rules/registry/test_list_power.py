# SPDX-License-Identifier: Apache-2.0
"""Whether a power item carries an act, and the way of a list from draft to publication."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.rules.registry.list_samples import ITEM, power

from mingjing.registry.rules.lists.difference import difference
from mingjing.registry.rules.lists.power import Citation, most_special, power_in_force
from mingjing.registry.rules.lists.procedure import (
    demand_from_publication,
    demand_newer,
    demand_other_person,
    next_state,
    steps_from,
)
from mingjing.registry.rules.lists.recording import always_recorded
from mingjing.registry.types import (
    FieldChange,
    InstrumentLevel,
    ListedItem,
    ListItem,
    ListKind,
    ListNotNewer,
    ListRetroactive,
    ListSamePerson,
    ListState,
    ListStateWrong,
    ListStepKind,
    PowerItemElsewhere,
    PowerItemExpired,
    PowerItemNotInForce,
    PowerItemOtherKind,
    PowerItemUnfounded,
    PowerItemUnlisted,
    PowerKind,
    RecordedAct,
    UseLevel,
)

DAY = date(2027, 3, 1)
LEVELS = {"food-safety-law": InstrumentLevel.LAW, "notice": InstrumentLevel.DOCUMENT}
CITED = Citation(ITEM.code, DAY, "agency_main", "330105", PowerKind.PENALTY)


def listed(*items: ListItem) -> list[ListedItem]:
    return [ListedItem(number, item, "list_1", "") for number, item in enumerate(items, start=1)]


def test_an_item_in_force_carries_the_act() -> None:
    assert power_in_force(CITED, listed(ITEM), LEVELS).item == ITEM


@pytest.mark.parametrize(
    ("items", "cited", "refusal"),
    [
        ([], CITED, PowerItemUnlisted),
        ([ITEM], replace(CITED, agency_id="agency_other"), PowerItemUnlisted),
        ([ITEM], replace(CITED, region="330200"), PowerItemElsewhere),
        ([ITEM], replace(CITED, kind=PowerKind.COERCION), PowerItemOtherKind),
        ([replace(ITEM, basis=())], CITED, PowerItemUnfounded),
        ([replace(ITEM, power_kind=PowerKind.OTHER)], CITED, PowerItemOtherKind),
        ([replace(power(), level=UseLevel.TOWN)], CITED, PowerItemUnfounded),
    ],
)
def test_what_does_not_carry_the_act_is_refused(
    items: list[ListItem], cited: Citation, refusal: type[PowerItemNotInForce]
) -> None:
    with pytest.raises(refusal) as refused:
        power_in_force(cited, listed(*items), LEVELS)
    assert isinstance(refused.value, PowerItemNotInForce)
    assert refused.value.article
    assert refused.value.rule


def test_an_item_that_stands_on_a_document_carries_nothing() -> None:
    low = replace(ITEM, basis=(replace(ITEM.basis[0], instrument_id="notice"),))
    with pytest.raises(PowerItemUnfounded, match="Other normative document"):
        power_in_force(CITED, listed(low), LEVELS)


@pytest.mark.parametrize(("days", "holds"), [(-1, False), (0, True), (30, True), (31, False)])
def test_an_item_holds_from_its_first_to_its_last_day(days: int, holds: bool) -> None:
    item = replace(ITEM, valid_from=DAY, valid_to=DAY + timedelta(days=30))
    cited = replace(CITED, on=DAY + timedelta(days=days))
    if holds:
        power_in_force(cited, listed(item), LEVELS)
        return
    with pytest.raises(PowerItemExpired, match="2027-03-01"):
        power_in_force(cited, listed(item), LEVELS)


def test_the_item_for_the_smaller_region_goes_first() -> None:
    special = replace(ITEM, region="330105", name="special")
    found = most_special(listed(special, ITEM), "330105")
    assert found is not None
    assert found.item is special
    assert most_special(listed(special), "330106") is None


STEPS = {
    ListState.DRAFT: {ListStepKind.CORRECTED, ListStepKind.SUBMITTED},
    ListState.IN_REVIEW: {ListStepKind.REVIEWED, ListStepKind.RETURNED},
    ListState.REVIEWED: {ListStepKind.RETURNED, ListStepKind.PUBLISHED},
    ListState.PUBLISHED: set(),
    ListState.SUPERSEDED: set(),
}


@pytest.mark.parametrize("state", list(ListState))
def test_only_the_steps_of_the_procedure_lead_on(state: ListState) -> None:
    assert set(steps_from(state)) == STEPS[state]
    for step in set(ListStepKind) - {ListStepKind.DRAFTED}:
        if step in STEPS[state]:
            next_state(step, state)
            continue
        with pytest.raises(ListStateWrong):
            next_state(step, state)


@pytest.mark.parametrize(
    ("step", "mine", "may"),
    [
        (ListStepKind.SUBMITTED, ListStepKind.DRAFTED, True),
        (ListStepKind.REVIEWED, ListStepKind.DRAFTED, False),
        (ListStepKind.REVIEWED, ListStepKind.CORRECTED, False),
        (ListStepKind.REVIEWED, ListStepKind.SUBMITTED, False),
        (ListStepKind.REVIEWED, ListStepKind.RETURNED, True),
        (ListStepKind.PUBLISHED, ListStepKind.DRAFTED, False),
        (ListStepKind.PUBLISHED, ListStepKind.REVIEWED, False),
        (ListStepKind.PUBLISHED, ListStepKind.RETURNED, True),
        (ListStepKind.RETURNED, ListStepKind.DRAFTED, True),
    ],
)
def test_three_people_draft_review_and_publish(
    step: ListStepKind, mine: ListStepKind, may: bool
) -> None:
    demand_other_person(step, "me", [(mine, "somebody else")])
    if may:
        demand_other_person(step, "me", [(mine, "me")])
        return
    with pytest.raises(ListSamePerson):
        demand_other_person(step, "me", [(mine, "me")])


def test_a_list_binds_from_its_publication() -> None:
    demand_from_publication(DAY, DAY)
    demand_from_publication(DAY + timedelta(days=1), DAY)
    with pytest.raises(ListRetroactive):
        demand_from_publication(DAY - timedelta(days=1), DAY)


def test_a_list_begins_after_the_one_before() -> None:
    demand_newer(DAY, None)
    demand_newer(DAY, DAY - timedelta(days=1))
    with pytest.raises(ListNotNewer):
        demand_newer(DAY, DAY)


def test_sealing_and_demolition_are_always_recorded() -> None:
    assert [act for act in RecordedAct if always_recorded(act)] == [
        RecordedAct.SEALING_SEIZURE,
        RecordedAct.DEMOLITION,
    ]


def test_the_difference_names_what_came_went_and_changed() -> None:
    kept, gone, new = (replace(ITEM, code=code) for code in ("kept", "gone", "new"))
    dearer = power(ITEM, fine_cap=10_000_000)
    found = difference(ListKind.POWER, [kept, gone, ITEM], [dearer, new, kept])
    assert (found.added, found.removed, found.unchanged) == ((new,), (gone,), 1)
    (change,) = found.changed
    assert change.item == dearer
    assert change.fields == (FieldChange("fine_cap", "50000.00", "100000.00"),)
    assert not found.is_empty


def test_a_list_does_not_differ_from_itself() -> None:
    found = difference(ListKind.POWER, [ITEM], [ITEM])
    assert found.is_empty
    assert found.unchanged == 1

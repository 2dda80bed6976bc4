# SPDX-License-Identifier: Apache-2.0
"""Lists: drafted, corrected, submitted, returned, reviewed and published by three people."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from tests.conftest import actor
from tests.rooms.registry.conftest import FIRST, City, Publish

from mingjing.kernel.paging import PageRequest
from mingjing.ledger.public import entry_for
from mingjing.registry.public import (
    correct_list,
    draft_list,
    list_items,
    list_problems,
    list_steps,
    list_version,
    list_versions,
    publish_list,
    return_list,
    review_list,
    submit_list,
)
from mingjing.registry.types import (
    Actor,
    ArticleRef,
    ListElsewhere,
    ListInvalid,
    ListItem,
    ListKind,
    ListNotNewer,
    ListProblemsLeft,
    ListReasonMissing,
    ListRetroactive,
    ListSamePerson,
    ListState,
    ListStateWrong,
    ListUnknown,
    NewList,
    NotPermitted,
    UnknownAgency,
)

pytestmark = pytest.mark.django_db


def test_it_keeps_a_draft_with_every_item_filled_in(city: City, now: datetime) -> None:
    made = draft_list(actor=city.drafter, now=now, draft=city.draft())
    view = list_version(made)
    assert (view.state, view.number, view.item_count) == (ListState.DRAFT, 1, 1)
    (one,) = list_items(made)
    assert one.item.key == (city.market, "330100", "330100-02-001")
    assert one.item.valid_from == FIRST
    assert [entry.act for entry in entry_for("list", made)] == ["registry.list_drafted"]


def test_it_numbers_the_versions_of_a_list(city: City, now: datetime) -> None:
    made = [draft_list(actor=city.drafter, now=now, draft=city.draft()) for _ in range(2)]
    other = draft_list(actor=city.drafter, now=now, draft=city.draft(kind=ListKind.LENIENCY))
    assert [list_version(one).number for one in (*made, other)] == [1, 2, 1]
    assert list_versions(PageRequest(1, 2)).total == 3
    assert list_versions(PageRequest(), ListKind.LENIENCY).total == 1


@pytest.mark.parametrize("kind", [kind for kind in ListKind if kind is not ListKind.INSPECTION])
def test_every_kind_of_list_reads_back_as_drafted(
    city: City, now: datetime, kind: ListKind
) -> None:
    draft = city.draft(kind=kind)
    made = draft_list(actor=city.drafter, now=now, draft=draft)
    (one,) = list_items(made)
    whole = replace(draft.items[0], agency_id=city.market, region="330100", valid_from=FIRST)
    assert one.item == whole


def test_it_takes_an_agency_by_its_name(city: City, now: datetime, plain: ListItem) -> None:
    draft = city.draft(replace(plain, agency_id="生态环境局"))
    made = draft_list(actor=city.drafter, now=now, draft=draft)
    assert list_items(made)[0].item.agency_id == city.green


def test_it_keeps_nothing_of_a_draft_with_a_mistake(
    city: City, now: datetime, plain: ListItem
) -> None:
    nobody, bare = replace(plain, agency_id="nobody"), replace(plain, code="")
    for items in ((plain, plain), (nobody,), (bare,)):
        with pytest.raises(ListInvalid):
            draft_list(actor=city.drafter, now=now, draft=city.draft(*items))
    assert list_versions(PageRequest()).total == 0


def test_it_refuses_inspection_items_and_an_agency_that_is_not_there(
    city: City, now: datetime
) -> None:
    with pytest.raises(ListElsewhere):
        draft_list(
            actor=city.drafter,
            now=now,
            draft=NewList(ListKind.INSPECTION, city.market, "330100", FIRST, ()),
        )
    with pytest.raises(UnknownAgency):
        draft_list(
            actor=city.drafter, now=now, draft=replace(city.draft(), agency_id="agency_none")
        )


def test_a_correction_replaces_the_items(city: City, now: datetime, plain: ListItem) -> None:
    made = draft_list(actor=city.drafter, now=now, draft=city.draft())
    before = list_version(made).digest
    items = (plain, replace(plain, code="another"))
    later = FIRST + timedelta(days=1)
    correct_list(actor=city.drafter, now=now, list_version_id=made, valid_from=later, items=items)
    view = list_version(made)
    assert (view.item_count, view.valid_from) == (2, later)
    assert view.digest != before
    with pytest.raises(ListInvalid):
        correct_list(actor=city.drafter, now=now, list_version_id=made, valid_from=later, items=())


def test_three_people_bring_a_list_to_publication(city: City, publish: Publish) -> None:
    made = publish()
    view = list_version(made)
    assert view.state is ListState.PUBLISHED
    people = (view.drafted_by, view.reviewed_by, view.published_by)
    assert people == ("account_wu", "account_qian", "account_sun")
    assert [step.kind for step in list_steps(made)] == [
        "drafted", "submitted", "reviewed", "published",
    ]  # fmt: skip
    assert [entry.act for entry in reversed(entry_for("list", made))] in (
        ["registry.list_published", "registry.list_reviewed", "registry.list_submitted",
         "registry.list_drafted"],
        ["registry.list_drafted", "registry.list_submitted", "registry.list_reviewed",
         "registry.list_published"],
    )  # fmt: skip


def test_one_person_with_every_role_cannot_do_it_alone(city: City, now: datetime) -> None:
    roles = ("administrator", "legal", "head")
    alone = actor("Wu", *roles, agency_id=city.market)
    made = draft_list(actor=alone, now=now, draft=city.draft())
    submit_list(actor=alone, now=now, list_version_id=made)
    with pytest.raises(ListSamePerson):
        review_list(actor=alone, now=now, list_version_id=made)
    both = actor("Qian", "legal", "head", agency_id=city.market)
    review_list(actor=both, now=now, list_version_id=made)
    for person in (alone, both):
        with pytest.raises(ListSamePerson):
            publish_list(actor=person, now=now, list_version_id=made)


def test_a_step_out_of_order_changes_nothing(city: City, now: datetime) -> None:
    made = draft_list(actor=city.drafter, now=now, draft=city.draft())
    with pytest.raises(ListStateWrong):
        review_list(actor=city.reviewer, now=now, list_version_id=made)
    with pytest.raises(ListStateWrong):
        publish_list(actor=city.head, now=now, list_version_id=made)
    with pytest.raises(ListStateWrong):
        return_list(actor=city.reviewer, now=now, list_version_id=made, reason="x")
    assert list_version(made).state is ListState.DRAFT
    assert len(list_steps(made)) == 1


def test_what_the_law_does_not_allow_bars_the_way_to_review(
    city: City, now: datetime, plain: ListItem
) -> None:
    unknown = replace(plain, basis=(ArticleRef("secret-memo", "1"),))
    made = draft_list(actor=city.drafter, now=now, draft=city.draft(unknown))
    (problem,) = list_problems(made, FIRST)
    assert (problem.row, problem.column, problem.is_note) == (1, "basis", False)
    with pytest.raises(ListProblemsLeft, match="secret-memo"):
        submit_list(actor=city.drafter, now=now, list_version_id=made)


def test_reviewer_and_head_return_a_list_with_a_reason(city: City, now: datetime) -> None:
    made = draft_list(actor=city.drafter, now=now, draft=city.draft())
    submit_list(actor=city.drafter, now=now, list_version_id=made)
    with pytest.raises(ListReasonMissing):
        return_list(actor=city.reviewer, now=now, list_version_id=made, reason="  ")
    with pytest.raises(NotPermitted):
        return_list(actor=city.head, now=now, list_version_id=made, reason="x")
    return_list(actor=city.reviewer, now=now, list_version_id=made, reason="依据有误")
    submit_list(actor=city.drafter, now=now, list_version_id=made)
    review_list(actor=city.reviewer, now=now, list_version_id=made, opinion="同意")
    with pytest.raises(NotPermitted):
        return_list(actor=city.reviewer, now=now, list_version_id=made, reason="x")
    return_list(actor=city.head, now=now, list_version_id=made, reason="再核")
    assert list_version(made).state is ListState.DRAFT
    assert list_version(made).reviewed_by == ""
    assert [step.note for step in list_steps(made) if step.note] == ["依据有误", "同意", "再核"]


def test_a_new_version_ends_the_one_before(city: City, publish: Publish) -> None:
    first = publish()
    second = publish(city.draft(on=date(2027, 7, 1)))
    old, new = list_version(first), list_version(second)
    assert (old.state, old.valid_to) == (ListState.SUPERSEDED, date(2027, 6, 30))
    assert (new.state, new.valid_to, new.number) == (ListState.PUBLISHED, None, 2)


def test_it_refuses_a_list_that_binds_before_publication_or_is_not_newer(
    city: City, publish: Publish, now: datetime
) -> None:
    with pytest.raises(ListRetroactive):
        publish(city.draft(on=date(2026, 11, 22)))
    publish(city.draft(on=date(2026, 11, 23)))
    with pytest.raises(ListNotNewer):
        publish(city.draft(on=date(2026, 11, 23)))


def test_a_published_list_never_changes(city: City, publish: Publish, now: datetime) -> None:
    made = publish()
    for act in (_correct, _submit, _review, _return, _publish):
        with pytest.raises((ListStateWrong, NotPermitted)):
            act(city.drafter, now, made)
        with pytest.raises((ListStateWrong, NotPermitted)):
            act(actor("Xu", "administrator", "legal", "head", agency_id=city.market), now, made)


def test_it_names_a_version_that_is_not_there(city: City, now: datetime) -> None:
    with pytest.raises(ListUnknown):
        list_version("list_none")
    with pytest.raises(ListUnknown):
        submit_list(actor=city.drafter, now=now, list_version_id="list_none")


def _draft(person: Actor, now: datetime, made: str) -> Any:
    view = list_version(made)
    items = tuple(one.item for one in list_items(made))
    return draft_list(
        actor=person, now=now, draft=NewList(view.kind, view.agency_id, "330100", FIRST, items)
    )


def _correct(person: Actor, now: datetime, made: str) -> Any:
    items = tuple(one.item for one in list_items(made))
    return correct_list(actor=person, now=now, list_version_id=made, valid_from=FIRST, items=items)


def _submit(person: Actor, now: datetime, made: str) -> Any:
    return submit_list(actor=person, now=now, list_version_id=made)


def _review(person: Actor, now: datetime, made: str) -> Any:
    return review_list(actor=person, now=now, list_version_id=made)


def _return(person: Actor, now: datetime, made: str) -> Any:
    return return_list(actor=person, now=now, list_version_id=made, reason="x")


def _publish(person: Actor, now: datetime, made: str) -> Any:
    return publish_list(actor=person, now=now, list_version_id=made)


@pytest.mark.parametrize(
    ("act", "steps", "allowed"),
    [
        (_draft, (), {"sun"}),
        (_correct, (), {"sun"}),
        (_submit, (), {"sun"}),
        (_review, (_submit,), {"qian"}),
        (_return, (_submit,), {"qian"}),
        (_publish, (_submit, _review), {"sun"}),
    ],
)
def test_each_standing_person_does_only_what_the_role_says(
    city: City,
    now: datetime,
    act: Callable[[Actor, datetime, str], Any],
    steps: tuple[Callable[[Actor, datetime, str], Any], ...],
    allowed: set[str],
    request: pytest.FixtureRequest,
) -> None:
    made = draft_list(actor=city.drafter, now=now, draft=city.draft())
    for step in steps:
        step(city.reviewer if step is _review else city.drafter, now, made)
    for name in ("zhao", "qian", "li", "zhou", "sun"):
        person: Actor = request.getfixturevalue(name)
        if name != "li":  # of the bureau, as the fixtures have it
            person = replace(person, agency_id=city.market)
        if name in allowed:
            continue
        with pytest.raises(NotPermitted):
            act(person, now, made)
    (name,) = allowed
    act(replace(request.getfixturevalue(name), agency_id=city.market), now, made)


def test_a_head_of_another_agency_of_the_city_publishes_nothing_here(
    city: City, now: datetime
) -> None:
    made = draft_list(actor=city.drafter, now=now, draft=city.draft())
    submit_list(actor=city.drafter, now=now, list_version_id=made)
    with pytest.raises(NotPermitted):
        review_list(actor=actor("Lu", "legal", agency_id=city.green), now=now, list_version_id=made)

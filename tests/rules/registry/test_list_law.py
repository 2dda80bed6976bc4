# SPDX-License-Identifier: Apache-2.0
"""What the law allows of a list: levels of instruments, delegation, towns, regions, links."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.rules.registry.list_samples import ITEM, SAMPLES, power

from mingjing.registry.rules.lists.basis import (
    highest_level,
    may_set_power,
    penalties_beyond,
)
from mingjing.registry.rules.lists.checks import (
    Surroundings,
    filled,
    form_problems,
    legal_problems,
)
from mingjing.registry.types import (
    ArticleRef,
    BasisTooLow,
    BasisUnknown,
    BodyKind,
    DelegationForbidden,
    DelegationIncomplete,
    DelegationPassedOn,
    EmpowermentIncomplete,
    EvaluationOverdue,
    InstrumentLevel,
    ListAgencyUnknown,
    ListEmpty,
    ListItem,
    ListItemTwice,
    ListKind,
    ListTooLong,
    NewList,
    OutsideListRegion,
    PenaltyBeyondRule,
    PenaltyGroup,
    PenaltyKind,
    PenaltyKindsMissing,
    PowerCodeUnlisted,
    PowerKind,
    PowerSource,
    UseLevel,
)

L = InstrumentLevel
DAY = date(2027, 1, 1)
LEVELS = {
    "food-safety-law": L.LAW,
    "hygiene-regulation": L.ADMINISTRATIVE_REGULATION,
    "city-regulation": L.LOCAL_REGULATION,
    "bureau-rule": L.MINISTRY_RULE,
    "mayor-rule": L.LOCAL_RULE,
    "notice": L.DOCUMENT,
}


def problems(*items: ListItem, kind: ListKind = ListKind.POWER, on: date = DAY) -> list[type]:
    around = Surroundings(LEVELS, {"agency_main": "市场监管局"}, frozenset({ITEM.code}), on)
    draft = NewList(kind, "agency_main", "330100", DAY, items)
    return [type(problem.error) for problem in legal_problems(draft, around)]


def based_on(*instruments: str, item: ListItem = ITEM) -> ListItem:
    return replace(item, basis=tuple(ArticleRef(one, "1") for one in instruments))


@pytest.mark.parametrize(
    ("kind", "level", "may"),
    [
        (PowerKind.PENALTY, L.LAW, True),
        (PowerKind.PENALTY, L.ADMINISTRATIVE_REGULATION, True),
        (PowerKind.PENALTY, L.LOCAL_REGULATION, True),
        (PowerKind.PENALTY, L.MINISTRY_RULE, True),
        (PowerKind.PENALTY, L.LOCAL_RULE, True),
        (PowerKind.PENALTY, L.DOCUMENT, False),
        (PowerKind.COERCION, L.LOCAL_REGULATION, True),
        (PowerKind.COERCION, L.MINISTRY_RULE, False),
        (PowerKind.COERCION, L.LOCAL_RULE, False),
        (PowerKind.COERCION, L.DOCUMENT, False),
        (PowerKind.LICENSING, L.LOCAL_RULE, True),
        (PowerKind.LICENSING, L.MINISTRY_RULE, False),
        (PowerKind.LICENSING, L.DOCUMENT, False),
        (PowerKind.REWARD, L.DOCUMENT, True),
    ],
)
def test_which_level_may_set_which_power(kind: PowerKind, level: L, may: bool) -> None:
    assert may_set_power(level, kind) is may


@pytest.mark.parametrize(
    ("level", "barred"),
    [
        (L.LAW, set()),
        (L.ADMINISTRATIVE_REGULATION, {"06"}),
        (L.LOCAL_REGULATION, {"06", "07"}),
        (L.MINISTRY_RULE, set(PenaltyKind) - {"01", "02", "08"}),
        (L.LOCAL_RULE, set(PenaltyKind) - {"01", "02", "08"}),
        (L.DOCUMENT, set(PenaltyKind)),
    ],
)
def test_which_level_may_set_which_penalty(level: L, barred: set[str]) -> None:
    assert set(penalties_beyond(level, PenaltyKind)) == barred


def test_the_highest_of_several_instruments_counts() -> None:
    assert highest_level(based_on("notice", "city-regulation").basis, LEVELS) is L.LOCAL_REGULATION
    assert highest_level(based_on("not-known").basis, LEVELS) is None


def test_the_fourteen_penalties_fall_into_the_six_groups_of_article_9() -> None:
    assert {kind.group for kind in PenaltyKind} == set(PenaltyGroup)
    assert PenaltyKind.CONFISCATE_GOODS.group is PenaltyGroup.PROPERTY
    assert PenaltyKind.CLOSE.group is PenaltyGroup.CONDUCT


def test_a_lawful_item_has_no_problem() -> None:
    assert problems(ITEM) == []


def test_a_penalty_that_stands_on_a_document_alone_is_refused() -> None:
    assert problems(based_on("notice")) == [BasisTooLow]
    assert problems(based_on("notice", "food-safety-law")) == []


def test_an_instrument_that_is_not_registered_is_refused() -> None:
    assert problems(based_on("food-safety-law", "secret-memo")) == [BasisUnknown]


def test_an_item_without_any_basis_is_refused() -> None:
    assert problems(replace(ITEM, basis=())) == [BasisUnknown]


def test_a_rule_cannot_set_confiscation() -> None:
    item = power(penalty_kinds=(PenaltyKind.FINE, PenaltyKind.CONFISCATE_GAINS))
    assert problems(based_on("mayor-rule", item=item)) == [PenaltyBeyondRule]
    assert problems(based_on("city-regulation", item=item)) == []


def test_a_penalty_names_its_kinds() -> None:
    assert problems(power(penalty_kinds=())) == [PenaltyKindsMissing]
    assert problems(replace(power(penalty_kinds=()), power_kind=PowerKind.INSPECTION)) == []


DELEGATED = replace(
    power(
        body_kind=BodyKind.DELEGATED,
        power_source=PowerSource.DELEGATED_PEER,
        document_no="临市监委〔2027〕1号",
        to_body="城东市场监管所",
        body_standing="依法成立的事业单位，有执法资格人员 6 名",
        published_in="临江市政府公报",
    ),
    valid_to=date(2028, 12, 31),
)


@pytest.mark.parametrize("name", ["document_no", "to_body", "published_in", "body_standing"])
def test_a_delegation_is_written_to_a_body_and_published(name: str) -> None:
    assert problems(DELEGATED) == []
    lacking = replace(DELEGATED, details=replace(DELEGATED.details, **{name: ""}))  # type: ignore[arg-type]
    assert problems(lacking) == [DelegationIncomplete]


def test_a_delegation_has_a_term() -> None:
    assert problems(replace(DELEGATED, valid_to=None)) == [DelegationIncomplete]


def test_a_delegated_body_is_a_delegation_whatever_the_source_says() -> None:
    item = power(body_kind=BodyKind.DELEGATED)
    assert problems(item) == [DelegationIncomplete]


def test_coercion_is_never_delegated() -> None:
    assert problems(replace(DELEGATED, power_kind=PowerKind.COERCION)) == [DelegationForbidden]


def test_what_was_delegated_is_not_delegated_further() -> None:
    first = replace(DELEGATED, agency_id="agency_other", region="330102")
    first = replace(first, details=replace(first.details, to_body="市场监管局"))  # type: ignore[arg-type]
    assert problems(first, DELEGATED) == [DelegationPassedOn]
    assert problems(first, replace(DELEGATED, code="another")) == []


TOWN = replace(
    power(
        power_source=PowerSource.PASSED_DOWN,
        document_no="浙政发〔2026〕9号",
        published_in="浙江省人民政府公报",
        evaluation_on=date(2027, 12, 31),
    ),
    level=UseLevel.TOWN,
    region="330102001",
)


@pytest.mark.parametrize(
    ("name", "value"),
    [("document_no", ""), ("published_in", ""), ("evaluation_on", None)],
)
def test_a_towns_power_has_decision_publication_and_evaluation(
    name: str, value: str | None
) -> None:
    assert problems(TOWN) == []
    lacking = replace(TOWN, details=replace(TOWN.details, **{name: value}))  # type: ignore[arg-type]
    assert problems(lacking) == [EmpowermentIncomplete]


def test_a_town_has_no_penalty_power_by_itself_without_a_decision() -> None:
    assert problems(replace(power(), level=UseLevel.TOWN)) == [EmpowermentIncomplete]


@pytest.mark.parametrize(("after", "expected"), [(-1, []), (0, []), (1, [EvaluationOverdue])])
def test_an_overdue_evaluation_is_a_note(after: int, expected: list[type]) -> None:
    on = date(2027, 12, 31) + timedelta(days=after)
    assert problems(TOWN, on=on) == expected
    around = Surroundings(LEVELS, {}, frozenset(), on)
    draft = NewList(ListKind.POWER, "agency_main", "330100", DAY, (TOWN,))
    assert all(problem.is_note for problem in legal_problems(draft, around))


def test_an_item_lies_within_the_region_of_the_list() -> None:
    assert problems(replace(ITEM, region="330200")) == [OutsideListRegion]
    assert problems(replace(ITEM, region="330000")) == [OutsideListRegion]
    assert problems(replace(ITEM, region="330102")) == []


def test_a_link_to_a_power_that_is_not_in_force_is_a_note() -> None:
    duty = SAMPLES[ListKind.DUTY]
    assert problems(duty, kind=ListKind.DUTY) == []
    lost = replace(duty, details=replace(duty.details, power_code="gone"))  # type: ignore[arg-type]
    assert problems(lost, kind=ListKind.DUTY) == [PowerCodeUnlisted]


def test_what_an_item_leaves_open_is_that_of_the_list() -> None:
    open_item = replace(ITEM, agency_id="", region="")
    draft = NewList(ListKind.POWER, "agency_main", "330100", DAY, (open_item,))
    whole, unknown = filled(draft, {"agency_main": "agency_main"})
    assert (whole.items, unknown) == ((ITEM,), [])


def test_an_agency_goes_by_name_or_code_and_an_unknown_one_is_named() -> None:
    draft = NewList(
        ListKind.POWER, "agency_main", "330100", DAY,
        (replace(ITEM, agency_id="环保局"), replace(ITEM, agency_id="nobody")),
    )  # fmt: skip
    whole, unknown = filled(draft, {"环保局": "agency_green"})
    assert [item.agency_id for item in whole.items] == ["agency_green"]
    assert [(p.row, p.column, type(p.error)) for p in unknown] == [
        (2, "agency_id", ListAgencyUnknown)
    ]


def form(*items: ListItem) -> list[type]:
    draft = NewList(ListKind.POWER, "agency_main", "330100", DAY, items)
    return [type(problem.error) for problem in form_problems(draft)]


def test_the_same_code_stands_once_for_each_agency_and_region() -> None:
    assert form(ITEM, replace(ITEM, region="330102"), replace(ITEM, agency_id="other")) == []
    assert form(ITEM, ITEM) == [ListItemTwice]


def test_a_list_has_items_but_not_too_many() -> None:
    assert form() == [ListEmpty]
    assert form(*[ITEM] * 5001) == [ListTooLong]


def test_items_made_by_a_program_obey_the_schema() -> None:
    assert len(form(replace(ITEM, name="=cmd"), replace(ITEM, code=""))) == 2

# SPDX-License-Identifier: Apache-2.0
"""The register: agencies, officers and certificates, accounts and roles, published items."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from mingjing.ledger.public import entry_for
from mingjing.registry.public import (
    NewAccount,
    NewOfficer,
    account_name,
    actor_for,
    agencies,
    agency,
    appoint,
    demand,
    inspection_items,
    may,
    officers,
    publish_item,
    register_agency,
    register_officer,
    roles,
    system_actor,
)
from mingjing.registry.types import (
    Actor,
    AlreadyRegistered,
    CheckPoint,
    ItemBasisMissing,
    ItemKind,
    ItemView,
    NotPermitted,
    OfficerOfAnother,
    PasswordWeak,
    RoleNotAppointable,
    Thing,
    UnknownAccount,
    UnknownAgency,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)
ITEM = ItemView(
    item_code="food-hygiene",
    name="餐饮食品安全检查",
    name_en="Food safety at caterers",
    legal_basis="食品安全法 §110",
    kind=ItemKind.GENERAL,
    subject_category="food",
    yearly_cap=2,
    skill="food",
    checklist=(CheckPoint("1", "从业人员健康证明"),),
    valid_from=date(2026, 1, 1),
    valid_to=date(2026, 12, 31),
)


@pytest.fixture
def bureau(system: Actor, now: datetime) -> str:
    return register_agency(
        actor=system, now=now, name="市场监督管理局", name_en="Market bureau", region="330100"
    )


def officer(agency_id: str, **changes: object) -> NewOfficer:
    plain = NewOfficer(
        agency_id=agency_id,
        name="Zhao",
        region="330100",
        skills=("food", "lab"),
        certificate_no="3301-0001",
        valid_from=date(2026, 1, 1),
        valid_to=date(2026, 12, 31),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def account(agency_id: str, **changes: object) -> NewAccount:
    plain = NewAccount(
        username="zhao",
        name="Zhao",
        agency_id=agency_id,
        region="330100",
        roles=("officer", "steward"),
        valid_from=date(2026, 1, 1),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def test_it_registers_an_agency_once(bureau: str, system: Actor, now: datetime) -> None:
    assert [one.name for one in agencies()] == ["市场监督管理局"]
    assert agency(bureau).label("en") == "Market bureau"
    assert [e.act for e in entry_for("agency", bureau)] == ["registry.agency_registered"]
    with pytest.raises(AlreadyRegistered):
        register_agency(actor=system, now=now, name="市场监督管理局", region="330100")
    register_agency(actor=system, now=now, name="市场监督管理局", region="330200")


def test_it_names_an_agency_that_is_not_there() -> None:
    with pytest.raises(UnknownAgency):
        agency("agency_none")


@pytest.mark.parametrize(
    ("on", "found"),
    [
        (date(2025, 12, 31), 0),
        (date(2026, 1, 1), 1),
        (date(2026, 12, 31), 1),
        (date(2027, 1, 1), 0),
    ],
)
def test_it_lists_an_officer_while_the_certificate_is_in_force(
    bureau: str, system: Actor, now: datetime, on: date, found: int
) -> None:
    register_officer(actor=system, now=now, officer=officer(bureau))
    assert len(officers(bureau, on)) == found


def test_it_knows_an_officers_skills_and_certificate(
    bureau: str, system: Actor, now: datetime
) -> None:
    officer_id = register_officer(actor=system, now=now, officer=officer(bureau))
    (view,) = officers(bureau, DAY)
    assert (view.officer_id, view.certificate_no) == (officer_id, "3301-0001")
    assert view.skills == {"food", "lab"}
    assert [e.act for e in entry_for("officer", officer_id)] == ["registry.officer_registered"]


@pytest.mark.law("APL-042")
def test_it_never_lists_an_auxiliary(bureau: str, system: Actor, now: datetime) -> None:
    helper = officer(bureau, certificate_no="", valid_from=None, valid_to=None)
    register_officer(actor=system, now=now, officer=helper)
    assert officers(bureau, DAY) == ()


def test_it_refuses_a_certificate_twice_and_an_agency_that_is_not_there(
    bureau: str, system: Actor, now: datetime
) -> None:
    register_officer(actor=system, now=now, officer=officer(bureau))
    with pytest.raises(AlreadyRegistered, match="3301-0001"):
        register_officer(actor=system, now=now, officer=officer(bureau, name="Qian"))
    with pytest.raises(UnknownAgency):
        register_officer(actor=system, now=now, officer=officer("agency_none", certificate_no="x"))


def test_it_opens_an_account_with_roles_for_a_time(
    bureau: str, system: Actor, now: datetime
) -> None:
    officer_id = register_officer(actor=system, now=now, officer=officer(bureau))
    account_id = appoint(
        actor=system,
        now=now,
        account=account(bureau, officer_id=officer_id),
        password="a long pass phrase",
    )
    held = actor_for("zhao", DAY)
    assert held == replace(held, roles=frozenset({"officer", "steward"}), officer_id=officer_id)
    assert actor_for("zhao", date(2025, 12, 31)).roles == frozenset()
    assert account_name(account_id) == "Zhao"
    assert account_name("system") == "system"
    assert [e.act for e in entry_for("account", account_id)] == ["registry.appointed"]
    again = account(bureau, officer_id=officer_id)
    with pytest.raises(AlreadyRegistered):
        appoint(actor=system, now=now, account=again, password="a long pass phrase")


def test_it_refuses_a_user_name_twice_and_one_that_is_not_there(
    bureau: str, system: Actor, now: datetime
) -> None:
    appoint(actor=system, now=now, account=account(bureau), password="a long pass phrase")
    with pytest.raises(AlreadyRegistered):
        appoint(actor=system, now=now, account=account(bureau), password="another pass phrase")
    with pytest.raises(UnknownAccount):
        actor_for("nobody", DAY)


@pytest.mark.parametrize(
    ("on", "found"),
    [
        (date(2025, 12, 31), 0),
        (date(2026, 1, 1), 1),
        (date(2026, 12, 31), 1),
        (date(2027, 1, 1), 0),
    ],
)
def test_it_publishes_an_item_for_its_days(
    system: Actor, now: datetime, on: date, found: int
) -> None:
    publish_item(actor=system, now=now, item=ITEM)
    assert len(inspection_items(on)) == found


def test_it_keeps_an_item_as_published(system: Actor, now: datetime) -> None:
    publish_item(actor=system, now=now, item=ITEM)
    assert inspection_items(DAY) == (ITEM,)
    assert ITEM.label("en") == "Food safety at caterers"
    assert [e.act for e in entry_for("inspection_item", "food-hygiene")] == [
        "registry.item_published"
    ]


def test_it_refuses_an_item_without_a_legal_basis(system: Actor, now: datetime) -> None:
    with pytest.raises(ItemBasisMissing) as refusal:
        publish_item(actor=system, now=now, item=replace(ITEM, legal_basis=" "))
    assert refusal.value.article == "国办发〔2024〕54号"
    assert inspection_items(DAY) == ()


def test_it_refuses_the_same_version_of_an_item_twice(system: Actor, now: datetime) -> None:
    publish_item(actor=system, now=now, item=ITEM)
    with pytest.raises(AlreadyRegistered):
        publish_item(actor=system, now=now, item=ITEM)
    publish_item(actor=system, now=now, item=replace(ITEM, valid_from=date(2027, 1, 1)))


def test_it_lets_people_do_only_what_their_roles_say(
    bureau: str, zhao: Actor, qian: Actor, sun: Actor, li: Actor, zhou: Actor, now: datetime
) -> None:
    own = replace(sun, agency_id=bureau)
    register_officer(actor=own, now=now, officer=officer(bureau))
    for person in (zhao, qian, li, zhou):
        with pytest.raises(NotPermitted):
            register_officer(actor=person, now=now, officer=officer(bureau, certificate_no="other"))
        with pytest.raises(NotPermitted):
            publish_item(actor=person, now=now, item=ITEM)
        with pytest.raises(NotPermitted):
            register_agency(actor=person, now=now, name="x", region="330100")
        with pytest.raises(NotPermitted):
            appoint(actor=person, now=now, account=account(bureau), password="long enough here")


@pytest.mark.law("APL-017")
def test_it_explains_its_answer(sun: Actor, zhou: Actor) -> None:
    (given,) = may(sun, "registry.register_officer", Thing(region="330100")).because
    where = "for the own agency in 浙江省杭州市 (330100)"
    assert given.en == f"Agency administrator may do this {where}"
    assert given.zh == "岗位“机关管理员”有此权限，范围：浙江省杭州市的本机关"
    (none,) = may(zhou, "registry.read").because
    assert (none.zh, none.en) == ("您没有任何岗位", "you hold no role")
    (other,) = may(sun, "cases.party").because
    assert other.zh == "您的岗位（机关管理员、机关负责人、检查计划员）没有此项权限"


REFUSALS = [
    (
        Thing("agency_other", "US-IL-CHI"),
        "您没有“登记执法人员和证件”的权限：您的此项权限限于浙江省杭州市，所办事项的地区是芝加哥市。",
    ),
    (
        Thing("agency_other", "330100"),
        "您没有“登记执法人员和证件”的权限：您的此项权限只及于本机关，所办事项属于其他机关。",
    ),
    (
        Thing("agency_main"),
        "您没有“登记执法人员和证件”的权限：您的此项权限限于浙江省杭州市，所办事项不限于一个地区。",
    ),
]


@pytest.mark.parametrize(("thing", "zh"), REFUSALS)
def test_a_refusal_speaks_the_readers_language_and_names_no_id(
    thing: Thing, zh: str, sun: Actor
) -> None:
    with pytest.raises(NotPermitted) as caught:
        demand(sun, "registry.register_officer", thing)
    assert caught.value.message("zh") == zh
    said = caught.value.message("en")
    assert said.startswith(
        "You lack the permission “Register officers and certificates”: your power"
    )
    assert "agency_" not in said + zh
    assert "registry." not in said + zh


def test_it_gives_the_system_no_power_to_confirm_or_draw() -> None:
    granted = roles()["system"].actions
    assert "inspection.draft_plan" in granted
    assert not granted & {"inspection.freeze_pool", "inspection.draw", "inspection.enter_result"}
    assert may(system_actor(), "inspection.draft_plan").allowed


@pytest.fixture
def head(bureau: str) -> Actor:
    """The administrator of the bureau."""
    return Actor("account_head", "Head", bureau, "330100", frozenset({"administrator"}))


@pytest.mark.parametrize("role", ["system", "auditor", "emperor"])
def test_an_administrator_gives_no_role_beyond_the_own_reach(
    bureau: str, head: Actor, now: datetime, role: str
) -> None:
    with pytest.raises(RoleNotAppointable, match=role):
        appoint(
            actor=head, now=now, account=account(bureau, roles=(role,)), password="long enough here"
        )


@pytest.mark.parametrize("region", ["", "330000", "440100"])
def test_an_administrator_gives_no_power_beyond_the_own_region(
    bureau: str, head: Actor, now: datetime, region: str
) -> None:
    with pytest.raises(NotPermitted):
        appoint(
            actor=head,
            now=now,
            account=account(bureau, region=region),
            password="long enough here",
        )


def test_nobody_appoints_the_machine(bureau: str, system: Actor, now: datetime) -> None:
    with pytest.raises(RoleNotAppointable):
        appoint(
            actor=system,
            now=now,
            account=account(bureau, roles=("system",)),
            password="long enough here",
        )


def test_an_account_goes_with_an_officer_of_its_own_agency(
    bureau: str, system: Actor, now: datetime
) -> None:
    other = register_agency(actor=system, now=now, name="消防救援局", region="330100")
    theirs = register_officer(actor=system, now=now, officer=officer(other))
    wanted = account(bureau, officer_id=theirs)
    with pytest.raises(OfficerOfAnother, match=theirs):
        appoint(actor=system, now=now, account=wanted, password="long enough here")
    with pytest.raises(UnknownAgency):
        appoint(actor=system, now=now, account=account("agency_none"), password="long enough here")


@pytest.mark.parametrize("password", ["", "short", "password1234"])
def test_it_refuses_a_weak_password(
    bureau: str, system: Actor, now: datetime, password: str
) -> None:
    with pytest.raises(PasswordWeak):
        appoint(actor=system, now=now, account=account(bureau), password=password)


def test_an_actor_holds_each_role_where_it_was_given(
    bureau: str, system: Actor, now: datetime
) -> None:
    appoint(actor=system, now=now, account=account(bureau), password="a long pass phrase")
    assert set(actor_for("zhao", DAY).powers) == {("officer", "330100"), ("steward", "330100")}

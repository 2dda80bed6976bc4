# SPDX-License-Identifier: Apache-2.0
"""Who may do what: one pure decision over the permission table."""

from collections.abc import Mapping
from dataclasses import dataclass

from mingjing.kernel.errors import Language
from mingjing.kernel.places import place_name
from mingjing.kernel.reasons import Reason
from mingjing.registry.types import Actor, Answer, Grant, Thing

MACHINE = "system"


@dataclass(frozen=True, slots=True)
class RoleRow:
    """One row of the permission table (岗位权限): what a role grants, and where."""

    role: str
    zh: str
    en: str
    where: str
    actions: frozenset[str]

    def label(self, language: Language) -> str:
        """The role's name in the given language."""
        return self.zh if language == "zh" else self.en

    @property
    def sorted_actions(self) -> list[str]:
        """The actions by name."""
        return sorted(self.actions)


def role_table(rows: Mapping[str, Mapping[str, object]]) -> dict[str, RoleRow]:
    """The permission table from its data file.

    Raises: ValueError when a row names an unknown scope.
    """
    table = {}
    for role, row in rows.items():
        if row["where"] not in {"region", "agency", "any"}:
            raise ValueError(f"role {role}: unknown scope {row['where']!r}")
        actions = row["actions"]
        assert isinstance(actions, list)  # noqa: S101 - the packaged file's own shape
        table[role] = RoleRow(
            role, str(row["zh"]), str(row["en"]), str(row["where"]), frozenset(actions)
        )
    return table


def _granting(table: Mapping[str, RoleRow], actor: Actor, action: str) -> list[RoleRow]:
    return [table[r] for r in sorted(actor.roles) if r in table and action in table[r].actions]


def grants(table: Mapping[str, RoleRow], actor: Actor, action: str) -> tuple[Grant, ...]:
    """Where each role of the actor lets the action be done, none when no role does.

    Law: APL-017, APL-023, 行政处罚法 §17, §23: within one's legal powers and territory.
    """
    return tuple(
        grant for row in _granting(table, actor, action) for grant in _grants_of(row, actor)
    )


def _grants_of(row: RoleRow, actor: Actor) -> tuple[Grant, ...]:
    if row.where == "any":
        return (Grant(row.role),)
    agency_id = actor.agency_id if row.where == "agency" else None
    return tuple(Grant(row.role, region, agency_id) for region in actor.regions(row.role))


def answer(table: Mapping[str, RoleRow], actor: Actor, action: str, thing: Thing) -> Answer:
    """Whether the actor may do the action to the thing, with the rows that decided.

    Law: APL-017, APL-023, 行政处罚法 §17, §23: within one's legal powers and territory.
    """
    if not _granting(table, actor, action):
        return Answer(False, (_not_held(table, actor),))
    held = grants(table, actor, action)
    for grant in held:
        if grant.admits(thing):
            return Answer(True, (_held(table[grant.role], grant),))
    return Answer(False, (_outside(held, thing),))


def _held(row: RoleRow, grant: Grant) -> Reason:
    where = _within(grant)
    return Reason(f"岗位“{row.zh}”有此权限，范围：{where.zh}", f"{row.en} may do this {where.en}")


def _not_held(table: Mapping[str, RoleRow], actor: Actor) -> Reason:
    rows = [table[role] for role in sorted(actor.roles) if role in table]
    if not rows:
        return Reason("您没有任何岗位", "you hold no role")
    zh, en = "、".join(row.zh for row in rows), ", ".join(row.en for row in rows)
    return Reason(f"您的岗位（{zh}）没有此项权限", f"none of your roles ({en}) grants it")


def _outside(held: tuple[Grant, ...], thing: Thing) -> Reason:
    """Why the thing lies outside: in another region, or of another agency."""
    if any(Grant(region=grant.region).admits(thing) for grant in held):
        return Reason(
            "您的此项权限只及于本机关，所办事项属于其他机关",
            "your power stands for your own agency, and this belongs to another",
        )
    places = [_named(region) for region in sorted({grant.region for grant in held})]
    zh, en = "、".join(one.zh for one in places), ", ".join(one.en for one in places)
    if not thing.region:
        zh_there, en_there = "所办事项不限于一个地区", "this lies in no single region"
    else:
        there = _named(thing.region)
        zh_there, en_there = f"所办事项的地区是{there.zh}", f"this lies in {there.en}"
    return Reason(f"您的此项权限限于{zh}，{zh_there}", f"your power stands in {en}, and {en_there}")


def _within(grant: Grant) -> Reason:
    """The place of a grant in words."""
    if not grant.region and grant.agency_id is None:
        return Reason("不限", "everywhere")
    place = _named(grant.region) if grant.region else Reason("所有地区", "all regions")
    if grant.agency_id is None:
        return Reason(place.zh, f"in {place.en}")
    return Reason(f"{place.zh}的本机关", f"for the own agency in {place.en}")


def _named(region: str) -> Reason:
    """A region as people call it; one that nobody names by its code."""
    zh, en = place_name(region, "zh"), place_name(region, "en")
    return Reason(zh, en if en == region else f"{en} ({region})")


def appointable(table: Mapping[str, RoleRow], actor: Actor, role: str) -> bool:
    """Whether the actor may give the role to a person, the place left aside.

    The machine's own role is nobody's; a role that reaches everywhere is given only by one that
    does.
    """
    if role not in table or role == MACHINE:
        return False
    giving = [
        table[r] for r in actor.roles if r in table and "registry.appoint" in table[r].actions
    ]
    return table[role].where != "any" or any(row.where == "any" for row in giving)

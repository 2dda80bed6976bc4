# SPDX-License-Identifier: Apache-2.0
"""Who may do what: one pure decision over the permission table."""

from collections.abc import Mapping
from dataclasses import dataclass

from mingjing.kernel.errors import Language
from mingjing.kernel.regions import covers
from mingjing.registry.types import Actor, Answer, Thing

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


def _stands_within(thing: Thing, power: str) -> bool:
    """Whether a thing lies where the power stands; a power over "" stands everywhere."""
    if not power or thing == Thing():
        return True
    return not thing.agency_id if not thing.region else covers(power, thing.region)


def _reaches(row: RoleRow, actor: Actor, thing: Thing) -> str | None:
    """Where the row lets the actor act, in words; None when the thing lies outside."""
    if row.where == "any":
        return "everywhere"
    is_own = row.where == "region" or thing.agency_id in ("", actor.agency_id)
    for region in actor.regions(row.role) if is_own else ():
        if _stands_within(thing, region):
            where = region or "all regions"
            return f"in {where}" if row.where == "region" else f"for the own agency in {where}"
    return None


def answer(table: Mapping[str, RoleRow], actor: Actor, action: str, thing: Thing) -> Answer:
    """Whether the actor may do the action to the thing, with the rows that decided.

    Law: APL-017, APL-023, 行政处罚法 §17, §23: within one's legal powers and territory.
    """
    granting = [table[r] for r in sorted(actor.roles) if r in table and action in table[r].actions]
    if not granting:
        held = ", ".join(sorted(actor.roles)) or "-"
        return Answer(False, (f"roles held: {held}; none grants {action}",))
    for row in granting:
        where = _reaches(row, actor, thing)
        if where:
            return Answer(True, (f"{row.role} grants {action} {where}",))
    outside = f"{action} is granted, but not for region {thing.region!r} agency {thing.agency_id!r}"
    return Answer(False, (outside,))


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

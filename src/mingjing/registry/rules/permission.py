# SPDX-License-Identifier: Apache-2.0
"""Who may do what: one pure decision over the permission table."""

from collections.abc import Mapping
from dataclasses import dataclass

from mingjing.kernel.errors import Language
from mingjing.kernel.regions import covers
from mingjing.registry.types import Actor, Answer, Thing


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


def _stands_within(region: str, power: str) -> bool:
    """Whether a region lies where the power stands; "" on either side means no limit."""
    return not region or not power or covers(power, region)


def answer(table: Mapping[str, RoleRow], actor: Actor, action: str, thing: Thing) -> Answer:
    """Whether the actor may do the action to the thing, with the rows that decided.

    Law: APL-017, APL-023, 行政处罚法 §17, §23: within one's legal powers and territory.
    """
    granting = [table[r] for r in sorted(actor.roles) if r in table and action in table[r].actions]
    if not granting:
        held = ", ".join(sorted(actor.roles)) or "-"
        return Answer(False, (f"roles held: {held}; none grants {action}",))
    for row in granting:
        if row.where == "any":
            return Answer(True, (f"{row.role} grants {action} everywhere",))
        if row.where == "agency" and thing.agency_id in ("", actor.agency_id):
            return Answer(True, (f"{row.role} grants {action} within agency {actor.agency_id}",))
        if row.where == "region" and _stands_within(thing.region, actor.region):
            where = actor.region or "all regions"
            return Answer(True, (f"{row.role} grants {action} in {where}",))
    outside = f"{action} is granted, but not for region {thing.region!r} agency {thing.agency_id!r}"
    return Answer(False, (outside,))

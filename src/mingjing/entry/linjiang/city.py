# SPDX-License-Identifier: Apache-2.0
"""What the folder says of the city (城市资料): departments, violations, parties; and its dice."""

import csv
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml

from mingjing.cases.types.codes import PartyKind
from mingjing.cases.types.inputs import NewParty

T = TypeVar("T")
_SEED = "linjiang-1"


@dataclass(frozen=True, slots=True)
class Department:
    """One department (部门) as the folder describes it; `short` stands in its papers' numbers."""

    key: str
    name: str
    short: str
    name_en: str
    field: str
    officers: int


@dataclass(frozen=True, slots=True)
class Violation:
    """One kind of violation (违法行为). Units: yuan; `mild` is below the statutory range."""

    code: str
    dept: str
    name: str
    name_en: str
    forbids: str
    punishes: str
    fine: tuple[int, int]
    mild: tuple[int, int]
    kinds: tuple[str, ...]

    @property
    def may_warn(self) -> bool:
        """Whether the article begins with a warning."""
        return "01" in self.kinds

    @property
    def basis(self) -> tuple[str, str]:
        """The article that forbids and the one that punishes."""
        return (self.forbids, self.punishes)

    @property
    def duty(self) -> str:
        """What must be corrected, in words of an order."""
        return f"立即改正“{self.name}”的违法行为"


@dataclass(frozen=True, slots=True)
class Item:
    """An inspection item (检查事项) with its line in the yearly plan; `ratio` is 0 to 1.

    :ivar checks: the lines of its checklist: code, Chinese, English.
    """

    code: str
    dept: str
    name: str
    name_en: str
    basis: str
    objects: str
    mode: str
    ratio: str
    checks: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class City:
    """The folder as read (临江市)."""

    region: str
    departments: tuple[Department, ...]
    towns: tuple[str, ...]
    roads: tuple[str, ...]
    violations: tuple[Violation, ...]
    parties: tuple[NewParty, ...]
    items: tuple[Item, ...]

    def of(self, dept: str) -> tuple[Violation, ...]:
        """The violations that a department punishes."""
        return tuple(one for one in self.violations if one.dept == dept)

    def town_code(self, place: int) -> str:
        """The code of a town by its place in the list; the codes are not assigned."""
        return f"{self.region}{place + 1:03d}"


def number(*parts: object, below: int) -> int:
    """A number that the seed and the parts fix."""
    key = "|".join(map(str, (_SEED, *parts)))
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big") % below


def pick(options: Sequence[T], *parts: object) -> T:
    """One of the options, fixed by the seed and the parts."""
    return options[number(*parts, below=len(options))]


def read_city(folder: Path) -> City:
    """Reads the folder.

    Raises: KeyError, ValueError for a folder that is not what this reads.
    """
    plan: dict[str, Any] = yaml.safe_load((folder / "city.yaml").read_text(encoding="utf-8"))
    kinds = yaml.safe_load((folder / "violations.yaml").read_text(encoding="utf-8"))
    items = yaml.safe_load((folder / "items.yaml").read_text(encoding="utf-8"))
    roads = tuple(plan["roads"])
    return City(
        region=plan["region"],
        departments=tuple(Department(**row) for row in plan["departments"]),
        towns=tuple(plan["towns"]),
        roads=roads,
        violations=tuple(_violation(row) for row in kinds["violations"]),
        parties=tuple(_parties(folder / "parties.csv", roads)),
        items=tuple(_item(row) for row in items["items"]),
    )


def _item(row: dict[str, Any]) -> Item:  # a YAML row, checked by the dataclass
    checks = tuple((code, zh, en) for code, zh, en in row.get("checks", ()))
    return Item(**{**row, "checks": checks})


def _violation(row: dict[str, Any]) -> Violation:  # a YAML row, checked by the dataclass
    pairs = {name: tuple(row[name]) for name in ("fine", "mild", "kinds")}
    return Violation(**{**row, **pairs})


def _parties(path: Path, roads: Sequence[str]) -> list[NewParty]:
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return [
        NewParty(
            kind=PartyKind(row["kind"]),
            name=row["name"],
            identity_no=row["identity_no"],
            representative=row["representative"],
            address=f"临江市{pick(roads, 'road', n)}{number('door', n, below=300) + 1}号",
        )
        for n, row in enumerate(rows)
    ]

# SPDX-License-Identifier: Apache-2.0
"""An example folder and its mapping, as read (样例文件夹与映射): frozen, checked, plain Python."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from mingjing.catalog.types.codes import (
    DataGrade,
    Delivery,
    ResourceFormat,
    SharingClass,
    SharingMethod,
    UpdateFrequency,
)
from mingjing.catalog.types.refusals import ExampleFileMissing, ExampleFileOutside
from mingjing.kernel.errors import Language

ValueKind = Literal["column", "constant", "each", "record", "concat", "first", "flags"]


@dataclass(frozen=True, slots=True)
class Text:
    """A text in Chinese and English (双语文本)."""

    zh: str
    en: str

    def label(self, language: Language) -> str:
        """The text in the given language."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class ValueSpec:
    """Where the value of one canonical column comes from (取值规则).

    Steps in order: take the value, trim it, `null_if`, `extract`, then `patterns` or `mapping`,
    then `default`, then the canonical type (`format` for dates).
    """

    kind: ValueKind
    column: str = ""
    constant: str = ""
    parts: tuple["ValueSpec", ...] = ()
    flags: tuple[tuple[str, str], ...] = ()
    when: str = "1"
    separator: str = " "
    null_if: tuple[str, ...] = ()
    extract: str = ""
    mapping: tuple[tuple[str, str], ...] = ()
    patterns: tuple[tuple[str, str], ...] = ()
    ignore_case: bool = False
    default: str | None = None
    format: str = ""
    of: str = ""

    def columns(self) -> tuple[str, ...]:
        """Source columns that this value reads."""
        own = (self.column,) if self.kind == "column" else ()
        flags = tuple(column for _, column in self.flags)
        return (*own, *flags, *(name for part in self.parts for name in part.columns()))


@dataclass(frozen=True, slots=True)
class Condition:
    """Which source rows a mapping takes (取行条件); every stated test must hold."""

    column: str
    is_in: tuple[str, ...] = ()
    is_not: tuple[str, ...] = ()
    present: bool | None = None
    ignore_case: bool = False


@dataclass(frozen=True, slots=True)
class Each:
    """One source cell that holds several items (一格多值): one canonical row per item."""

    column: str
    separator: str


@dataclass(frozen=True, slots=True)
class DuplicateRule:
    """The same real visit in another resource (同一检查): equal in all columns `on`.

    `when` narrows which visits of this resource are looked at: canonical column, allowed values.
    """

    resource: str
    on: tuple[str, ...]
    when: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class MapSpec:
    """How rows of a resource become rows of one canonical table (映射).

    `where_it_stands` names the place in the file, for refusals.
    """

    table: str
    columns: tuple[tuple[str, ValueSpec], ...]
    conditions: tuple[Condition, ...] = ()
    each: Each | None = None
    duplicates: tuple[DuplicateRule, ...] = ()
    where_it_stands: str = ""

    def value(self, column: str) -> ValueSpec | None:
        """The rule of one canonical column, or none."""
        return next((value for name, value in self.columns if name == column), None)


@dataclass(frozen=True, slots=True)
class Entry:
    """A catalogue entry (目录条目): what Decree 809 art. 13 wants to know of a resource.

    `provider` and `lead_source` are agency keys of the folder, or agency ids.
    """

    resource_id: str
    name: Text
    summary: Text
    provider: str
    lead_source: str
    format: ResourceFormat
    update_frequency: UpdateFrequency
    sharing: SharingClass
    sharing_methods: tuple[SharingMethod, ...]
    conditions: Text
    grade: DataGrade
    category: Text
    delivery: Delivery
    key: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ResourceSpec:
    """One resource of an example folder (样例中的资源).

    `mapping` is the raw mapping with its code lists written out: what the catalogue stores.
    """

    entry: Entry
    standard: Path
    file: Path
    maps: tuple[MapSpec, ...]
    mapping: tuple[Mapping[str, Any], ...] = field(default=(), compare=False)

    @property
    def id(self) -> str:
        """The resource's id."""
        return self.entry.resource_id


@dataclass(frozen=True, slots=True)
class AgencySpec:
    """An agency that the folder names (样例中的机关); `short` stands in its papers' numbers."""

    key: str
    name: Text
    region: str
    usc_code: str = ""
    short: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """An example folder (样例文件夹): everything needed to connect a department without code.

    `extra` holds the sections that other rooms read (officers, items, plan, evaluation), as
    written and read-only.
    """

    folder: Path
    id: str
    title: Text
    licence: str
    source: str
    is_synthetic: bool
    region: str
    agency: AgencySpec
    agencies: tuple[AgencySpec, ...]
    resources: tuple[ResourceSpec, ...]
    extra: Mapping[str, Any]

    def resource(self, resource_id: str) -> ResourceSpec | None:
        """The resource of that id, or none."""
        return next((spec for spec in self.resources if spec.id == resource_id), None)

    def path_of(self, name: str) -> Path:
        """A file of the folder.

        Raises: ExampleFileOutside, ExampleFileMissing.
        """
        path = (self.folder / name).resolve()
        if not path.is_relative_to(self.folder.resolve()):
            raise ExampleFileOutside(file=str(self.folder / "example.toml"), named=name)
        if not path.is_file():
            raise ExampleFileMissing(file=str(self.folder / "example.toml"), key=name, named=name)
        return path

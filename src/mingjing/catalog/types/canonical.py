# SPDX-License-Identifier: Apache-2.0
"""How the canonical model is described (规范模型的描述): tables, columns, column types."""

from dataclasses import dataclass
from enum import StrEnum

from mingjing.kernel.labels import LabelledEnum


class ColumnType(StrEnum):
    """Type of a canonical column; `VISIT` is text that names a visit across resources."""

    TEXT = "text"
    INT = "int"
    DOUBLE = "double"
    DATE = "date"
    CODE = "code"
    VISIT = "visit"


SQL_TYPES = {
    ColumnType.TEXT: "VARCHAR",
    ColumnType.INT: "BIGINT",
    ColumnType.DOUBLE: "DOUBLE",
    ColumnType.DATE: "DATE",
    ColumnType.CODE: "VARCHAR",
    ColumnType.VISIT: "VARCHAR",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a canonical table (规范表的列).

    `is_derived`: the platform fills it, no mapping may.
    """

    name: str
    kind: ColumnType
    zh: str
    en: str
    is_required: bool = False
    codes: type[LabelledEnum] | None = None
    is_derived: bool = False

    @property
    def sql_type(self) -> str:
        """The column's type in SQL and Parquet."""
        return SQL_TYPES[self.kind]


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the canonical model (规范表). `dated_by` is the day the row speaks of."""

    name: str
    zh: str
    en: str
    meaning_zh: str
    meaning_en: str
    columns: tuple[Column, ...]
    dated_by: str

    def column(self, name: str) -> Column | None:
        """The column of that name, or none."""
        return next((column for column in self.columns if column.name == name), None)

    @property
    def mappable(self) -> tuple[Column, ...]:
        """Columns that a mapping may fill."""
        return tuple(column for column in self.columns if not column.is_derived)

    @property
    def required(self) -> tuple[str, ...]:
        """Names of the columns that every row must have."""
        return tuple(column.name for column in self.mappable if column.is_required)

# SPDX-License-Identifier: Apache-2.0
"""The reference page of the canonical model (规范模型参考页), written from the model itself."""

from mingjing.catalog.rules.canonical import PROVENANCE, TABLES
from mingjing.catalog.types.canonical import Column, Table

_HEAD = """# The canonical model

Every department's records become rows of these tables; every upper room reads only these. A
mapping in an example folder says how ([guide](../guides/connect-a-department.md)). This page is
written from the code by `mingjing catalog model`; a test compares the two.

Types: `text`; `int` (64 bits); `double`; `date` (a calendar day); `code` (one of the listed
values); `visit` (text `resource:number`, so that numbers of two departments never meet). A row
without a **required** value does not enter its table; the batch's page counts it.

In SQL the tables stand under their names. Two of them exist twice: `visit` and `finding` hold
each real visit once, `visit_all` and `finding_all` hold every record (`visit_all.same_as` names
the record that counts). A table that no department fills is there, empty.
"""


def canonical_page() -> str:
    """The whole page, as Markdown."""
    parts = [_HEAD, "\n## Provenance: the first columns of every table\n\n", _columns(PROVENANCE)]
    parts += [_section(table) for table in TABLES.values()]
    return "".join(parts)


def _section(table: Table) -> str:
    dated = f" Dated by `{table.dated_by}`." if table.dated_by else ""
    return (
        f"\n## {table.name} {table.zh}\n\n{table.meaning_en} {table.meaning_zh}{dated}\n\n"
        f"{_columns(table.columns)}"
    )


def _columns(columns: tuple[Column, ...]) -> str:
    rows = "".join(
        f"| `{column.name}` | {column.kind} | {_duty(column)} | {column.en}{_codes(column)} "
        f"| {column.zh} |\n"
        for column in columns
    )
    return f"| column | type | | meaning | 含义 |\n|---|---|---|---|---|\n{rows}"


def _duty(column: Column) -> str:
    if column.is_derived:
        return "filled by the platform"
    return "required" if column.is_required else ""


def _codes(column: Column) -> str:
    if column.codes is None:
        return ""
    values = ", ".join(f"`{code.value}` {code.zh}" for code in column.codes)
    return f": {values}"

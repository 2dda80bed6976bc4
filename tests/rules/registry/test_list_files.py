# SPDX-License-Identifier: Apache-2.0
"""Files of lists: every item reads back as it was written, every mistake is named by its place."""

import json
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.rules.registry.list_samples import ITEM, SAMPLES, power

from mingjing.kernel.labels import LabelledEnum
from mingjing.registry.rules.lists.cells import tidy
from mingjing.registry.rules.lists.columns import (
    COLUMNS,
    DETAIL_NAMES,
    DETAILS,
    CellKind,
    Column,
)
from mingjing.registry.rules.lists.files import read_file, write_csv, write_json
from mingjing.registry.rules.lists.rows import details_from, details_row, row_of
from mingjing.registry.types import (
    ArticleRef,
    ListCellEmpty,
    ListCellFormula,
    ListCellTooLong,
    ListCellUnreadable,
    ListColumnMissing,
    ListColumnUnknown,
    ListFileUnreadable,
    ListItem,
    ListKind,
    ListReading,
    ListTooLong,
    ListValidityInverted,
    PenaltyKind,
)

HEAD = "code,name,basis,power_kind,body_kind,power_source"
GOOD = "A-1,名称,food-safety-law 124,02,1,1"
# Items have up to 23 columns: a slow machine may be slow to draw them, which proves nothing.
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
DRAFTED = [kind for kind in ListKind if kind is not ListKind.INSPECTION]


def reading(*rows: str, head: str = HEAD) -> ListReading:
    return read_file(ListKind.POWER, "\n".join([head, *rows]).encode())


def _texts(column: Column) -> st.SearchStrategy[str]:
    signs = st.characters(exclude_categories=("Cc", "Cs", "Cf"), include_characters="\n")
    return (
        st.text(signs, min_size=1, max_size=min(column.longest, 40))
        .map(tidy)
        .filter(lambda text: text and not text.startswith(("=", "+", "-", "@")))
    )


def _values(column: Column) -> st.SearchStrategy[Any]:
    members: list[LabelledEnum] = list(column.codes or ())
    if column.kind is CellKind.TEXT:
        return _texts(column)
    if column.kind is CellKind.FIELD:
        return st.one_of(st.sampled_from(["food", "public_security"]), st.just("本市特有领域"))
    if column.kind is CellKind.CODE:
        return st.sampled_from(members)
    if column.kind is CellKind.CODES:
        return st.lists(st.sampled_from(members), min_size=1, unique=True).map(tuple)
    return _PLAIN[column.kind]


_REFS = st.builds(
    ArticleRef,
    st.from_regex(r"[a-z][a-z0-9-]{0,20}", fullmatch=True),
    st.from_regex(r"[1-9][0-9]{0,3}(-[1-9])?", fullmatch=True),
)
_PLAIN: dict[CellKind, st.SearchStrategy[Any]] = {
    CellKind.WORD: st.from_regex(r"[0-9A-Za-z\u4e00-\u9fff][0-9A-Za-z._-]{0,40}", fullmatch=True),
    CellKind.SIX_DIGITS: st.from_regex(r"[0-9]{6}", fullmatch=True),
    CellKind.ARTICLES: st.lists(_REFS, min_size=1, max_size=5, unique=True).map(tuple),
    CellKind.DAY: st.dates(date(1949, 10, 1), date(2099, 12, 31)),
    CellKind.MONEY: st.integers(0, 10**12),
    CellKind.FACTOR: st.decimals(Decimal("0.01"), 1000, places=2),
    CellKind.COUNT: st.integers(0, 365),
}


@st.composite
def items(draw: st.DrawFn, kind: ListKind) -> ListItem:
    values = {
        column.name: draw(_values(column))
        for column in COLUMNS[kind]
        if column.is_required or draw(st.booleans())
    }
    if "valid_from" in values and "valid_to" in values:
        values["valid_from"], values["valid_to"] = sorted(
            (values["valid_from"], values["valid_to"])
        )
    names = DETAIL_NAMES[kind]
    details = DETAILS[kind](**{n: v for n, v in values.items() if n in names})
    return ListItem(details=details, **{n: v for n, v in values.items() if n not in names})


@CALM
@given(st.data())
def test_csv_and_json_read_back_what_was_written(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(DRAFTED))
    whole = tuple(data.draw(st.lists(items(kind), min_size=1, max_size=2)))
    for content in (write_csv(kind, whole), write_json(kind, whole, {})):
        assert read_file(kind, content.encode()) == ListReading(whole, ())
        assert read_file(kind, content.encode("utf-8-sig")).items == whole


@CALM
@given(st.data())
def test_the_database_reads_back_the_details(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(DRAFTED))
    item = data.draw(items(kind))
    assert details_from(kind, details_row(kind, item.details)) == item.details


@pytest.mark.parametrize("kind", DRAFTED)
def test_each_kind_has_a_sample_that_reads_back(kind: ListKind) -> None:
    item = SAMPLES[kind]
    assert read_file(kind, write_csv(kind, [item]).encode()) == ListReading((item,), ())


@pytest.mark.parametrize("kind", list(ListKind))
def test_columns_and_fields_of_the_details_are_the_same_set(kind: ListKind) -> None:
    named = {column.name for column in COLUMNS[kind]}
    assert {field.name for field in fields(DETAILS[kind])} <= named
    assert len(named) == len(COLUMNS[kind])
    assert named - DETAIL_NAMES[kind] <= {field.name for field in fields(ListItem)}


def test_money_stands_in_yuan_and_is_kept_in_fen() -> None:
    assert row_of(ListKind.POWER, power(fine_cap=5_000_050))["fine_cap"] == "50000.50"
    (item,) = reading(f"{GOOD},5万元", head=f"{HEAD},fine_cap").items
    assert item.details.fine_cap == 5_000_000  # type: ignore[union-attr]


def test_a_spreadsheet_that_ate_the_zero_and_chinese_names_are_understood() -> None:
    head = "编码,名称,依据,职权类别,实施主体性质,权力来源,处罚种类"
    (item,) = reading("A-1,名称,food-safety-law 124,2,法定机关,1,2；吊销许可证件", head=head).items
    assert item.power_kind == "02"
    assert item.details.penalty_kinds == (PenaltyKind.FINE, PenaltyKind.REVOKE_LICENCE)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("public_security", "public_security"), ("治安管理", "public_security"),
        ("Public  Security", "public_security"), ("本市特有领域", "本市特有领域"),
    ],
)  # fmt: skip
def test_a_field_is_kept_by_its_code_however_it_is_named(typed: str, kept: str) -> None:
    (item,) = reading(f"{GOOD},{typed}", head=f"{HEAD},field").items
    assert item.field == kept


def test_a_separator_at_the_end_is_understood() -> None:
    (item,) = reading(f"{GOOD},02;", head=f"{HEAD},penalty_kinds").items
    assert item.details.penalty_kinds == (PenaltyKind.FINE,)  # type: ignore[union-attr]


def test_a_heading_has_two_names() -> None:
    column = COLUMNS[ListKind.POWER][0]
    assert (column.label("zh"), column.label("en")) == ("编码", "Code")


def test_gb18030_is_understood() -> None:
    content = write_csv(ListKind.POWER, [ITEM]).encode("gb18030")
    assert read_file(ListKind.POWER, content).items == (ITEM,)


@pytest.mark.parametrize(
    ("row", "column", "error"),
    [
        (GOOD.replace("A-1", ""), "code", ListCellEmpty),
        (GOOD.replace("A-1", "A 1"), "code", ListCellUnreadable),
        (GOOD.replace("名称", "=1+1"), "name", ListCellFormula),
        (GOOD.replace("名称", "名\x07称"), "name", ListCellFormula),
        (GOOD.replace("名称", "长" * 201), "name", ListCellTooLong),
        (GOOD.replace("food-safety-law 124", "食品安全法"), "basis", ListCellUnreadable),
        (GOOD.replace(",02,", ",99,"), "power_kind", ListCellUnreadable),
        (GOOD.replace(",1,1", ",1,"), "power_source", ListCellEmpty),
    ],
)
def test_a_mistake_is_named_by_row_and_column(row: str, column: str, error: type) -> None:
    found = reading(GOOD, row)
    assert len(found.items) == 1
    (problem,) = found.problems
    assert (problem.row, problem.column, type(problem.error)) == (2, column, error)
    assert "2" in problem.message("zh")
    assert column in problem.message("en")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("valid_from", "2027/01/01"),
        ("valid_from", "2027-02-30"),
        ("valid_from", "20270101"),
        ("fine_cap", "-5"),
        ("fine_cap", "10000000000000.01"),
        ("fine_cap", "0.001"),
        ("fine_cap", "many"),
        ("fine_cap_multiple", "0"),
        ("fine_cap_multiple", "NaN"),
        ("fine_cap_multiple", "1e5"),
        ("penalty_kinds", "02;99"),
        ("penalty_kinds", "02;;03"),
        ("penalty_kinds", ";"),
        ("level", "0"),
    ],
)
def test_a_value_that_is_not_what_the_column_wants_is_refused(name: str, text: str) -> None:
    (problem,) = reading(f"{GOOD},{text}", head=f"{HEAD},{name}").problems
    assert (problem.column, problem.row) == (name, 1)


def test_an_item_that_ends_before_it_begins_is_refused() -> None:
    head = f"{HEAD},valid_from,valid_to"
    assert reading(f"{GOOD},2027-01-01,2027-01-01", head=head).problems == ()
    (problem,) = reading(f"{GOOD},2027-01-01,2026-12-31", head=head).problems
    assert isinstance(problem.error, ListValidityInverted)


def test_columns_that_are_missing_unknown_or_double_are_named() -> None:
    assert isinstance(reading(head="name").problems[0].error, ListColumnMissing)
    found = reading(GOOD, head=HEAD.replace("name", "title"))
    assert {(p.column, type(p.error)) for p in found.problems} == {
        ("title", ListColumnUnknown),
        ("name", ListColumnMissing),
    }
    (double,) = reading(f"{GOOD},x", head=f"{HEAD},编码").problems
    assert isinstance(double.error, ListColumnUnknown)


def test_a_row_wider_than_the_heading_is_named_and_a_blank_end_is_not() -> None:
    (problem,) = reading(f"{GOOD},more").problems
    assert problem.row == 1
    assert len(reading(GOOD, ",,,", "").items) == 1


@pytest.mark.parametrize(
    "content",
    [b"", b"\n\n", b"\xff\xff\xff", b'code,"name\n', b"{", b"[1]", b'{"items": 3}', b"[" * 100_000,
     b'{"kind": "duty", "items": []}', b" " * (8 * 1024 * 1024 + 1)],
)  # fmt: skip
def test_what_is_no_list_is_refused_whole(content: bytes) -> None:
    with pytest.raises(ListFileUnreadable):
        read_file(ListKind.POWER, content)


def test_more_rows_than_a_list_may_have_are_refused() -> None:
    with pytest.raises(ListTooLong):
        reading(*[GOOD] * 5001)


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [("title", "x", ListColumnUnknown), ("name", True, ListFileUnreadable),
     ("name", ["a"], ListFileUnreadable), ("basis", [{}], ListFileUnreadable)],
)  # fmt: skip
def test_json_of_the_wrong_shape_is_named(name: str, value: object, error: type) -> None:
    item = {**dict(zip(HEAD.split(","), GOOD.split(","), strict=True)), name: value}
    (problem,) = read_file(ListKind.POWER, json.dumps([item]).encode()).problems
    assert (problem.row, problem.column) == (1, name)
    assert isinstance(problem.error, error)


def test_json_numbers_and_nulls_are_understood() -> None:
    item = dict(zip(HEAD.split(","), GOOD.split(","), strict=True))
    body = json.dumps({"items": [{**item, "fine_cap": 50000.5, "level": None}]})
    (read,) = read_file(ListKind.POWER, body.encode()).items
    assert read.details.fine_cap == 5_000_050  # type: ignore[union-attr]


def test_every_column_is_written_in_order() -> None:
    heading = write_csv(ListKind.POWER, [replace(ITEM)]).splitlines()[0]
    assert heading.split(",") == [column.name for column in COLUMNS[ListKind.POWER]]

# SPDX-License-Identifier: Apache-2.0
"""Checking files: every cell as it came, every row accounted for, every failure named."""

import gzip
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.rooms.standards.bad_files import GOOD, HEADER
from tests.rooms.standards.conftest import Checker

from mingjing.standards.public import CheckOptions, Limits, check_file, parse_standard
from mingjing.standards.types import CheckResult, Dimension, Standard, StandardInvalid

HEAD = """
apiVersion: v3.1.0
kind: DataContract
id: test.one
version: 1.0.0
status: active
schema:
  - name: one
    properties:
"""
USC = "91330100MA2ABCDEXG"
CITIZEN = "11010519491231002X"


def one(*properties: str, tail: str = "") -> Standard:
    """A standard of these properties, written as flow mappings."""
    return parse_standard(
        HEAD + "".join(f"      - {item}\n" for item in properties) + tail, name="one.yaml"
    )


def rows(path: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = pq.read_table(path).to_pylist()
    return found


def failures(result: CheckResult) -> dict[int, set[str]]:
    return {row["row_no"]: set(row["failures"]) for row in pq.read_table(result.bad).to_pylist()}


def test_every_cell_stays_what_it_was(check: Checker) -> None:
    result = check(GOOD)
    assert rows(result.good) == [
        {"shop_no": "0164A", "name": "老店", "opened_on": date(2001, 2, 3), "row_no": 1},
        {"shop_no": "#2", "name": "分店, 二", "opened_on": None, "row_no": 2},
        {"shop_no": "3", "name": "两\n行", "opened_on": date(2014, 12, 31), "row_no": 3},
    ]


def test_a_header_that_begins_with_a_hash_is_a_header(check: Checker) -> None:
    standard = one("{name: id, physicalName: '#id', logicalType: string}")
    assert rows(check("#id\n#1\n", standard).good) == [{"id": "#1", "row_no": 1}]


def test_good_and_bad_rows_make_up_the_file(check: Checker) -> None:
    report = check(f"{HEADER}\n1,a,\n1,b,\n,c,\n2,d,2001-02-30\n").report
    assert (report.rows, report.accepted, report.rejected) == (4, 1, 3)


def test_refused_rows_keep_their_number_their_text_and_their_failures(check: Checker) -> None:
    result = check(f'{HEADER}\n1,"two\nlines",\n2,b,2001-2-3\n')
    assert rows(result.bad) == [
        {
            "row_no": 2,
            "shop_no": "2",
            "name": "b",
            "opened_on": "2001-2-3",
            "failures": ["opened_on.type"],
        }
    ]


@pytest.mark.parametrize(
    ("encoding", "found"), [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("gb18030", "gb18030")]
)
def test_it_reads_both_encodings(check: Checker, encoding: str, found: str) -> None:
    result = check(GOOD.encode(encoding))
    assert result.report.encoding == found
    assert rows(result.good)[0]["name"] == "老店"


def test_the_encoding_that_the_standard_states_is_taken(check: Checker) -> None:
    custom = "    customProperties: [{property: encoding, value: GB18030}]\n"
    standard = one("{name: a, logicalType: string}", "{name: b, logicalType: string}", tail=custom)
    assert rows(check("a,b\n镕,x\n".encode("gb18030"), standard).good)[0]["a"] == "镕"


def test_windows_line_ends_and_blank_lines_at_the_end_are_fine(check: Checker) -> None:
    assert check(GOOD.replace("\n", "\r\n") + "\r\n\r\n").report.is_clean


def test_the_last_line_needs_no_end(check: Checker) -> None:
    assert check(GOOD.rstrip("\n")).report.rows == 3


@pytest.mark.parametrize("delimiter", [";", "|", "tab"])
def test_it_takes_the_delimiter_of_the_standard(check: Checker, delimiter: str) -> None:
    custom = f"    customProperties: [{{property: delimiter, value: '{delimiter}'}}]\n"
    standard = one("{name: a, logicalType: string}", "{name: b, logicalType: string}", tail=custom)
    mark = "\t" if delimiter == "tab" else delimiter
    assert rows(check(f"b{mark}a\n1,0{mark}2\n", standard).good) == [
        {"a": "2", "b": "1,0", "row_no": 1}
    ]


def test_columns_may_stand_in_any_order(check: Checker) -> None:
    result = check("开业日期,编号,名称\n2001-02-03,1,a\n")
    assert rows(result.good)[0]["shop_no"] == "1"


def test_unknown_columns_are_passed_over_when_the_standard_says_so(check: Checker) -> None:
    custom = "    customProperties: [{property: unknownColumns, value: ignore}]\n"
    standard = one("{name: a, logicalType: string}", tail=custom)
    assert rows(check("x,a\n1,2\n", standard).good) == [{"a": "2", "row_no": 1}]


@pytest.mark.parametrize("block", [40, 64, 100, 1000])
def test_blocks_make_no_difference(check: Checker, block: int) -> None:
    text = f"{HEADER}\n" + "".join(
        f'{n % 17},"line\nbreak, {n}",{"2001-02-30" if n % 5 == 0 else "2001-02-03"}\n'
        for n in range(60)
    )
    whole = check(text)
    expected = (rows(whole.good), rows(whole.bad))
    limits = Limits(block_bytes=block, kept_bytes=block * 3)
    parts = check(text, options=CheckOptions(limits=limits))
    assert (rows(parts.good), rows(parts.bad)) == expected
    assert len(expected[0]) == 17 - 4  # keys 0 to 16, without 0, 5, 10 and 15


CELLS = st.text(
    st.characters(codec="utf-8", exclude_characters="\0\r", exclude_categories=["Cs"]), max_size=8
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=12), st.integers(30, 200))
def test_any_cells_come_back_as_they_were(
    check: Checker, cells: list[tuple[str, str]], block: int
) -> None:
    def quoted(text: str) -> str:
        return '"' + text.replace('"', '""') + '"'

    standard = one("{name: a, logicalType: string}", "{name: b, logicalType: string}")
    text = "a,b\n" + "".join(f"{quoted(a)},{quoted(b)}\n" for a, b in cells)
    options = CheckOptions(limits=Limits(block_bytes=block))
    found = rows(check(text, standard, options).good)
    assert [(row["a"] or "", row["b"] or "") for row in found] == cells


def test_it_reads_gz_and_zip(check: Checker, tmp_path: Path) -> None:
    packed = tmp_path / "a.csv.gz"
    packed.write_bytes(gzip.compress(GOOD.encode()))
    zipped = tmp_path / "a.zip"
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("deep/门店.csv", GOOD)
    assert check(packed).report.is_clean
    assert check(zipped).report.is_clean


def test_it_reads_a_workbook(check: Checker, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADER.split(","))
    sheet.append([164.0, True, datetime(2001, 2, 3)])  # noqa: DTZ001 - as Excel has them
    sheet.append(["0164A", "b", date(2014, 12, 31)])
    sheet.append([None, None, None])
    book.save(tmp_path / "a.xlsx")
    assert rows(check(tmp_path / "a.xlsx").good) == [
        {"shop_no": "164", "name": "true", "opened_on": date(2001, 2, 3), "row_no": 1},
        {"shop_no": "0164A", "name": "b", "opened_on": date(2014, 12, 31), "row_no": 2},
    ]


def test_it_takes_the_sheet_that_the_standard_names(check: Checker, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("数据")
    sheet.append(["a"])
    sheet.append(["1"])
    book.save(tmp_path / "a.xlsx")
    custom = "    customProperties: [{property: sheet, value: 数据}]\n"
    standard = one("{name: a, logicalType: string}", tail=custom)
    assert rows(check(tmp_path / "a.xlsx", standard).good) == [{"a": "1", "row_no": 1}]


def test_it_reads_parquet(check: Checker, tmp_path: Path) -> None:
    table = pa.table(
        {
            "n": pa.array([1, None], pa.int64()),
            "d": pa.array([Decimal("1.50"), None]),
            "t": pa.array([datetime(2001, 2, 3, 4, 5, 6, tzinfo=UTC), None]).cast(
                pa.timestamp("us")
            ),
            "c": pa.array(["x", ""]).dictionary_encode(),
        }
    )
    pq.write_table(table, tmp_path / "a.parquet")
    standard = one(
        "{name: n, logicalType: integer}",
        "{name: d, logicalType: number, physicalType: 'decimal(9,2)'}",
        "{name: t, logicalType: timestamp}",
        "{name: c, logicalType: string}",
    )
    found = rows(check(tmp_path / "a.parquet", standard).good)
    assert found[0] == {
        "n": 1,
        "d": Decimal("1.50"),
        "t": datetime(2001, 2, 3, 4, 5, 6),  # noqa: DTZ001 - stored without zone
        "c": "x",
        "row_no": 1,
    }
    assert found[1]["c"] is None


TYPES = {
    "integer": (["1", "-007", "+3"], ["0164A", "1.5", "1e3", " 1", "\uff11", "0x1F", "1_000"]),
    "number": (["1", "-1.5", ".5", "1e-9", "00.10"], ["1,5", "nan", "inf", " 1", "1_0", "--1"]),
    "boolean": (["true", "FALSE", "1", "0", "是", "否"], ["yes", "2", "t", "真"]),
    "date": (["2000-02-29", "0001-01-01"], ["2001-02-29", "2001-2-3", "20010203", "epoch"]),
    "timestamp": (
        ["2001-02-03T04:05:06", "2001-02-03 04:05", "2001-02-03T04:05:06.5+08:00"],
        ["2001-02-03", "2001-02-03T25:00:00", "2001-02-30T00:00:00", "now"],
    ),
    "time": (["00:00", "23:59:59"], ["24:00", "1:00", "12:60"]),
}


@pytest.mark.parametrize("kind", list(TYPES))
def test_it_takes_a_type_by_the_letter(check: Checker, kind: str) -> None:
    right, wrong = TYPES[kind]
    standard = one(f"{{name: a, logicalType: {kind}}}", "{name: b, logicalType: string}")
    text = "a,b\n" + "".join(f'"{value}",x\n' for value in [*right, *wrong, ""])
    result = check(text, standard)
    assert set(failures(result)) == set(range(len(right) + 1, len(right) + len(wrong) + 1))
    assert all(failed == {"a.type"} for failed in failures(result).values())


def test_a_written_date_form_is_taken_by_the_letter(check: Checker) -> None:
    standard = one("{name: a, logicalType: date, logicalTypeOptions: {format: MM/dd/yyyy}}")
    result = check("a\n02/03/2001\n2/3/2001\n02/30/2001\n2001-02-03\n", standard)
    assert [row["a"] for row in rows(result.good)] == [date(2001, 2, 3)]
    assert set(failures(result)) == {2, 3, 4}


def test_an_exact_number_is_never_rounded(check: Checker) -> None:
    standard = one("{name: a, logicalType: number, physicalType: 'decimal(5,2)'}")
    result = check("a\n999.99\n1.500\n1.505\n1000\n", standard)
    assert [row["a"] for row in rows(result.good)] == [Decimal("999.99"), Decimal("1.50")]
    assert set(failures(result)) == {3, 4}


QUALITY = "{{name: a, logicalType: string, quality: [{{metric: {}, mustBe: 0}}]}}"
RULES = {
    "required": ("{name: a, logicalType: string, required: true}", ["x"], ["", "   "]),
    "length": (
        "{name: a, logicalType: string, logicalTypeOptions: {minLength: 2, maxLength: 3}}",
        ["文字", "abc"],
        ["a", "四个汉字"],
    ),
    "pattern": (
        "{name: a, logicalType: string, logicalTypeOptions: {pattern: '^[A-Z]+$'}}",
        ["ABC"],
        ["ABc", "A\nB"],
    ),
    "format": (
        "{name: a, logicalType: string, logicalTypeOptions: {format: email}}",
        ["a@b.cn"],
        ["a@b", "a b@c.cn"],
    ),
    "range": (
        "{name: a, logicalType: integer, logicalTypeOptions: {minimum: 1, maximum: 9}}",
        ["1", "9", "05"],
        ["0", "10"],
    ),
    "step": (
        "{name: a, logicalType: number, logicalTypeOptions: {multipleOf: 0.25}}",
        ["0.75", "-1"],
        ["0.3"],
    ),
    "codes": (
        QUALITY.format("invalidValues, arguments: {validValues: [红, 绿]}"),
        ["红"],
        ["蓝", " 红"],
    ),
    "null": (
        QUALITY.format("nullValues"),
        ["x"],
        [""],
    ),
    "missing": (
        QUALITY.format("missingValues, arguments: {missingValues: [null, '', 无]}"),
        ["x"],
        ["", "无"],
    ),
}


@pytest.mark.parametrize("rule", list(RULES))
def test_each_rule_finds_its_rows(check: Checker, rule: str) -> None:
    declared, right, wrong = RULES[rule]
    standard = one(declared, "{name: b, logicalType: string}")
    result = check("a,b\n" + "".join(f'"{v}",x\n' for v in [*right, *wrong]), standard)
    expected = {n: {f"a.{rule}"} for n in range(len(right) + 1, len(right) + len(wrong) + 1)}
    assert failures(result) == expected


def test_bounds_on_dates_include_the_day_itself(check: Checker) -> None:
    standard = one(
        "{name: a, logicalType: date, "
        "logicalTypeOptions: {minimum: 2011-01-01, maximum: 2014-12-31}}"
    )
    result = check("a\n2010-12-31\n2011-01-01\n2014-12-31\n2015-01-01\n", standard)
    assert failures(result) == {1: {"a.range"}, 4: {"a.range"}}
    timeliness = result.report.dimensions[4]
    assert (timeliness.dimension, timeliness.score) == (Dimension.TIMELINESS, 0.5)


def element(name: str, kind: str = "string") -> str:
    link = f"authoritativeDefinitions: [{{type: dataElement, url: 'urn:mingjing:element:{name}'}}]"
    return f"{{name: a, logicalType: {kind}, {link}}}"


def test_codes_with_wrong_check_digits_are_found(check: Checker) -> None:
    text = f"a\n{USC}\n91330100MA2ABCDEXH\n9133010OMA2ABCDEXG\n91330100MA2ABCDE\n"
    result = check(text, one(element("usc_code")))
    assert failures(result) == {2: {"a.check"}, 3: {"a.form"}, 4: {"a.form"}}


def test_a_wrong_organisation_code_inside_is_a_warning_only(check: Checker) -> None:
    from mingjing.kernel.usc_code import check_character

    inner = "91330100MA2ABCDE1"
    result = check(f"a\n{inner}{check_character(inner)}\n", one(element("usc_code")))
    assert result.report.is_clean
    assert [rule.rule_id for rule in result.report.failing_rules] == ["a.note"]


def test_personal_values_are_masked_in_the_report_and_whole_in_quarantine(check: Checker) -> None:
    wrong = "110105194912310021"
    result = check(f"a\n{CITIZEN}\n{wrong}\n", one(element("citizen_id")))
    assert [cell.value for cell in result.report.sample] == ["11***************1"]
    assert rows(result.bad)[0]["a"] == wrong
    assert wrong not in str(result.report.as_dict())


def test_a_code_list_is_looked_up(check: Checker) -> None:
    result = check("a\n330100\n339999\n", one(element("division_code")))
    assert failures(result) == {2: {"a.codes"}}


def test_the_first_row_with_a_key_stands(check: Checker) -> None:
    standard = one(
        "{name: a, logicalType: string, primaryKey: true, primaryKeyPosition: 1}",
        "{name: b, logicalType: string, primaryKey: true, primaryKeyPosition: 2}",
        "{name: c, logicalType: string, unique: true}",
    )
    result = check("a,b,c\n1,1,x\n1,2,y\n1,1,z\n2,1,x\n2,1,\n", standard)
    assert failures(result) == {3: {"key.unique"}, 4: {"c.unique"}, 5: {"key.unique"}}


def test_fields_of_one_row_are_held_against_each_other(check: Checker) -> None:
    tail = (
        "    quality:\n      - {type: sql, id: order, mustBe: 0, description: ends too early, "
        "query: 'SELECT count(*) FROM {object} WHERE b < a'}\n"
    )
    standard = one("{name: a, logicalType: date}", "{name: b, logicalType: date}", tail=tail)
    result = check("a,b\n2001-01-02,2001-01-01\n2001-01-01,2001-01-01\n2001-01-01,\n", standard)
    assert failures(result) == {1: {"rows.order"}}
    assert result.report.sample[0].fields == ("b", "a")
    assert result.report.sample[0].reason("en") == "ends too early"


def test_a_threshold_judges_the_whole_file(check: Checker) -> None:
    declared = (
        "{name: a, logicalType: string, quality: "
        "[{metric: nullValues, mustBeLessThan: 50, unit: percent}]}"
    )
    standard = one(declared, "{name: b, logicalType: string}")
    assert check("a,b\n1,\n,\n2,\n", standard).report.is_acceptable
    report = check("a,b\n1,\n,\n", standard).report
    assert not report.is_acceptable
    assert not report.is_clean
    assert report.rejected == 0


def test_too_few_rows_are_a_matter_of_the_whole_file(check: Checker) -> None:
    tail = "    quality: [{metric: rowCount, mustBeGreaterOrEqualTo: 2}]\n"
    standard = one("{name: a, logicalType: string}", tail=tail)
    assert check("a\n1\n2\n", standard).report.is_acceptable
    assert not check("a\n1\n", standard).report.is_acceptable


def test_a_warning_counts_and_refuses_nothing(check: Checker) -> None:
    declared = (
        "{name: a, logicalType: string, quality: [{metric: invalidValues, severity: warning, "
        "arguments: {pattern: '^[0-9]+$'}, mustBe: 0}]}"
    )
    report = check("a\n1\nx\n", one(declared)).report
    assert report.is_clean
    assert [(rule.rule_id, rule.failing) for rule in report.failing_rules] == [("a.pattern", 1)]


def test_a_reference_is_looked_up_where_the_data_is_at_hand(check: Checker, tmp_path: Path) -> None:
    standard = one("{name: a, logicalType: string, relationships: [{to: shops.shop_no}]}")
    pq.write_table(pa.table({"shop_no": ["1", None]}), tmp_path / "shops.parquet")
    text = "a\n1\n2\n"
    unknown = check(text, standard).report
    assert (unknown.rejected, unknown.rules[0].checked) == (0, False)
    options = CheckOptions(references={"shops.shop_no": tmp_path / "shops.parquet"})
    assert failures(check(text, standard, options)) == {2: {"a.reference"}}


def test_a_condition_that_the_engine_cannot_run_is_the_standards_fault(check: Checker) -> None:
    tail = (
        "    quality:\n      - {type: sql, mustBe: 0, "
        "query: \"SELECT count(*) FROM {object} WHERE a > 'no date'\"}\n"
    )
    standard = one("{name: a, logicalType: date}", tail=tail)
    with pytest.raises(StandardInvalid):
        check("a\n2001-01-01\n", standard)


def test_each_rule_shows_some_rows(check: Checker) -> None:
    standard = one(
        "{name: a, logicalType: integer}",
        "{name: b, logicalType: integer}",
    )
    text = "a,b\n" + "x,1\n" * 300 + "1,x\n"
    report = check(text, standard, CheckOptions(sample=50)).report
    assert {cell.rule_id for cell in report.sample} == {"a.type", "b.type"}
    assert len(report.sample) == 21


def test_the_report_knows_file_and_standard(check: Checker, shops: Standard) -> None:
    import hashlib

    report = check(GOOD).report
    assert report.digest == hashlib.sha256(GOOD.encode()).hexdigest()
    assert (report.standard_id, report.standard_version) == ("test.shops", "1.0.0")
    assert report.standard_digest == shops.digest


def test_the_same_file_gives_the_same_verdict(check: Checker) -> None:
    text = f"{HEADER}\n1,a,\n1,b,x\n"
    first, second = check(text), check(text)
    assert rows(first.bad) == rows(second.bad)
    assert first.report.rules == second.report.rules


def test_many_columns_are_no_matter(tmp_path: Path) -> None:
    standard = one(*(f"{{name: c{n}, logicalType: integer}}" for n in range(300)))
    path = tmp_path / "wide.csv"
    header = ",".join(f"c{n}" for n in range(300))
    path.write_text(f"{header}\n{','.join(['1'] * 300)}\n{','.join(['x'] * 300)}\n")
    report = check_file(standard, path, tmp_path / "out").report
    assert (report.accepted, report.rejected, len(report.rules)) == (1, 1, 300)

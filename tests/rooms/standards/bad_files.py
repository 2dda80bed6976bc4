# SPDX-License-Identifier: Apache-2.0
"""One file per way to be wrong, made from nothing: python -m tests.rooms.standards.bad_files DIR.

Each maker writes one file and says which refusal it must meet and what the refusal must name.
"""

import gzip
import io
import sys
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

STANDARD = """
apiVersion: v3.1.0
kind: DataContract
id: test.shops
version: 1.0.0
status: active
name: 门店
schema:
  - name: shops
    properties:
      - {name: shop_no, physicalName: 编号, logicalType: string, required: true, unique: true}
      - {name: name, physicalName: 名称, logicalType: string}
      - {name: opened_on, physicalName: 开业日期, logicalType: date}
"""
HEADER = "编号,名称,开业日期"
GOOD = f'{HEADER}\n0164A,老店,2001-02-03\n#2,"分店, 二",\n3,"两\n行",2014-12-31\n'


@dataclass(frozen=True)
class BadFile:
    """A file and the refusal that it must meet."""

    path: Path
    code: str
    detail: Mapping[str, object] = field(default_factory=dict)


Maker = Callable[[Path], BadFile]
MAKERS: dict[str, Maker] = {}


def maker(make: Maker) -> Maker:
    MAKERS[make.__name__] = make
    return make


def _text(path: Path, text: str) -> Path:
    path.write_bytes(text.encode())
    return path


@maker
def missing(folder: Path) -> BadFile:
    return BadFile(folder / "nowhere.csv", "standards.file_missing", {"file": "nowhere.csv"})


@maker
def nothing_in_it(folder: Path) -> BadFile:
    return BadFile(_text(folder / "a.csv", ""), "standards.file_empty")


@maker
def header_only(folder: Path) -> BadFile:
    return BadFile(_text(folder / "a.csv", HEADER + "\n"), "standards.file_empty")


@maker
def blank_header(folder: Path) -> BadFile:
    return BadFile(_text(folder / "a.csv", "\n1,2,3\n"), "standards.header_unreadable")


@maker
def column_missing(folder: Path) -> BadFile:
    path = _text(folder / "a.csv", "编号,名字,开业日期\n1,a,\n")
    return BadFile(path, "standards.columns_missing", {"columns": "名称"})


@maker
def column_unknown(folder: Path) -> BadFile:
    path = _text(folder / "a.csv", f"{HEADER},备注\n1,a,,x\n")
    return BadFile(path, "standards.columns_unknown", {"columns": "备注"})


@maker
def column_twice(folder: Path) -> BadFile:
    path = _text(folder / "a.csv", f"{HEADER},名称\n1,a,,b\n")
    return BadFile(path, "standards.columns_duplicated", {"columns": "名称"})


@maker
def cell_too_few(folder: Path) -> BadFile:
    path = _text(folder / "a.csv", f'{HEADER}\n1,"a\nb",\n2,b\n3,c,\n4\n')
    detail = {"row": 2, "line": 4, "found": 2, "expected": 3}
    return BadFile(path, "standards.rows_ragged", detail)


@maker
def cell_too_many(folder: Path) -> BadFile:
    path = _text(folder / "a.csv", f"{HEADER}\n1,a,\n2,b,,\n")
    return BadFile(path, "standards.rows_ragged", {"row": 2, "line": 3, "found": 4})


@maker
def blank_line_inside(folder: Path) -> BadFile:
    path = _text(folder / "a.csv", f"{HEADER}\n1,a,\n\n2,b,\n")
    return BadFile(path, "standards.rows_ragged", {"row": 2, "line": 3, "found": 0})


@maker
def wrong_delimiter(folder: Path) -> BadFile:
    path = _text(folder / "a.csv", f"{HEADER.replace(',', ';')}\n1;a;\n")
    return BadFile(path, "standards.columns_missing")


@maker
def quote_inside_plain_cell(folder: Path) -> BadFile:
    path = _text(folder / "a.csv", f'{HEADER}\n1,a,\n2,5" pipe",\n')
    return BadFile(path, "standards.quote_stray", {"row": 2, "line": 3})


@maker
def text_after_closing_quote(folder: Path) -> BadFile:
    path = _text(folder / "a.csv", f'{HEADER}\n1,"a"b,\n')
    return BadFile(path, "standards.quote_stray", {"row": 1, "line": 2})


@maker
def quote_never_closed(folder: Path) -> BadFile:
    path = _text(folder / "a.csv", f'{HEADER}\n1,a,\n2,"b,\n3,c,\n')
    return BadFile(path, "standards.quote_open", {"row": 2, "line": 3})


@maker
def lone_carriage_return(folder: Path) -> BadFile:
    path = _text(folder / "a.csv", f"{HEADER}\n1,a,\n2,b\rc,\n")
    return BadFile(path, "standards.line_end_wrong", {"row": 2, "line": 3})


@maker
def old_mac_line_ends(folder: Path) -> BadFile:
    return BadFile(_text(folder / "a.csv", GOOD.replace("\n", "\r")), "standards.header_unreadable")


@maker
def utf8_broken(folder: Path) -> BadFile:
    data = f"{HEADER}\n1,完好,\n2,".encode()
    path = folder / "a.csv"
    path.write_bytes(data + b"\xe5\xbf,\n")
    detail = {"line": 3, "offset": len(data), "encoding": "UTF-8"}
    return BadFile(path, "standards.encoding_broken", detail)


@maker
def encodings_mixed(folder: Path) -> BadFile:
    path = folder / "a.csv"
    data = f"{HEADER}\n1,完好,\n2,".encode()
    path.write_bytes(data + "混用".encode("gb18030") + b",\n")
    return BadFile(path, "standards.encoding_broken", {"line": 3})


@maker
def utf16(folder: Path) -> BadFile:
    path = folder / "a.csv"
    path.write_bytes(GOOD.encode("utf-16"))
    return BadFile(path, "standards.nul_byte")


@maker
def nul_byte(folder: Path) -> BadFile:
    path = _text(folder / "a.csv", f"{HEADER}\n1,a\0b,\n")
    return BadFile(path, "standards.nul_byte", {"offset": len(f"{HEADER}\n1,a".encode())})


@maker
def unknown_suffix(folder: Path) -> BadFile:
    return BadFile(_text(folder / "a.docx", GOOD), "standards.format_unknown")


@maker
def workbook_called_csv(folder: Path) -> BadFile:
    path = folder / "a.csv"
    openpyxl.Workbook().save(path)
    return BadFile(path, "standards.format_unknown")


@maker
def old_excel(folder: Path) -> BadFile:
    path = folder / "a.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64))
    return BadFile(path, "standards.format_unknown")


@maker
def text_called_gz(folder: Path) -> BadFile:
    return BadFile(_text(folder / "a.csv.gz", GOOD), "standards.format_unknown")


@maker
def gzip_cut_off(folder: Path) -> BadFile:
    path = folder / "a.csv.gz"
    path.write_bytes(gzip.compress(GOOD.encode() * 50)[:-20])
    return BadFile(path, "standards.archive_damaged")


@maker
def gzip_crc_wrong(folder: Path) -> BadFile:
    path = folder / "a.csv.gz"
    data = bytearray(gzip.compress(GOOD.encode()))
    data[-6] ^= 0xFF
    path.write_bytes(bytes(data))
    return BadFile(path, "standards.archive_damaged")


@maker
def gzip_bomb(folder: Path) -> BadFile:
    path = folder / "a.csv.gz"
    with gzip.open(path, "wb") as stream:
        stream.write(f"{HEADER}\n".encode())
        stream.write(b"1,a,\n" * 1_000_000)
    return BadFile(path, "standards.compression_bomb", {"limit": 250})


def _zip(path: Path, members: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


@maker
def zip_bomb(folder: Path) -> BadFile:
    content = f"{HEADER}\n".encode() + b"1,a,\n" * 1_000_000
    return BadFile(_zip(folder / "a.zip", {"a.csv": content}), "standards.compression_bomb")


@maker
def zip_of_two(folder: Path) -> BadFile:
    path = _zip(folder / "a.zip", {"a.csv": GOOD.encode(), "b.csv": GOOD.encode()})
    return BadFile(path, "standards.archive_ambiguous", {"count": 2})


@maker
def zip_of_none(folder: Path) -> BadFile:
    path = folder / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.mkdir("empty")
    return BadFile(path, "standards.archive_ambiguous", {"count": 0})


@maker
def zip_slip(folder: Path) -> BadFile:
    path = _zip(folder / "a.zip", {"../../etc/a.csv": GOOD.encode()})
    return BadFile(path, "standards.archive_unsafe", {"member": "../../etc/a.csv"})


@maker
def zip_in_zip(folder: Path) -> BadFile:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a.csv", GOOD)
    return BadFile(_zip(folder / "a.zip", {"a.zip": inner.getvalue()}), "standards.archive_unsafe")


@maker
def zip_encrypted(folder: Path) -> BadFile:
    path = _zip(folder / "a.zip", {"a.csv": GOOD.encode()})
    data = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    path.write_bytes(bytes(data))
    return BadFile(path, "standards.archive_unsafe")


@maker
def zip_damaged(folder: Path) -> BadFile:
    path = _zip(folder / "a.zip", {"a.csv": GOOD.encode()})
    data = bytearray(path.read_bytes())
    data[45] ^= 0xFF
    path.write_bytes(bytes(data))
    return BadFile(path, "standards.archive_damaged")


def _changed_zip(folder: Path, method: int, old: bytes, new: bytes) -> Path:
    """A zip with some of its bytes changed after it was packed."""
    path = folder / "a.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("a.csv", GOOD * 50)
    packed = path.read_bytes()
    assert old in packed
    path.write_bytes(packed.replace(old, new, 1))
    return path


@maker
def zip_packed_in_an_unknown_way(folder: Path) -> BadFile:
    path = _changed_zip(folder, zipfile.ZIP_DEFLATED, b"", b"")
    packed = path.read_bytes().replace(b"\x14\0\0\0\x08\0", b"\x14\0\0\0\x63\0")
    path.write_bytes(packed)
    return BadFile(path, "standards.archive_damaged")


@maker
def zip_whose_headers_contradict(folder: Path) -> BadFile:
    path = _changed_zip(folder, zipfile.ZIP_DEFLATED, b"a.csv", b"b.csv")
    return BadFile(path, "standards.archive_damaged")


@maker
def zip_damaged_in_lzma(folder: Path) -> BadFile:
    path = _changed_zip(folder, zipfile.ZIP_LZMA, b"", b"")
    packed = path.read_bytes()
    path.write_bytes(packed[:60] + b"\xff\xff\xff" + packed[63:])
    return BadFile(path, "standards.archive_damaged")


def _book(path: Path, *rows: tuple[object, ...]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


_COLUMNS = tuple(HEADER.split(","))


@maker
def workbook_with_formula(folder: Path) -> BadFile:
    path = _book(folder / "a.xlsx", _COLUMNS, ("1", "a", None), ("2", "=A2&A1", None))
    return BadFile(path, "standards.cell_formula", {"cell": "B3", "row": 2})


@maker
def workbook_with_error(folder: Path) -> BadFile:
    path = _book(folder / "a.xlsx", _COLUMNS, ("1", "#N/A", None))
    return BadFile(path, "standards.cell_unusable", {"cell": "B2", "row": 1, "found": "#N/A"})


@maker
def workbook_with_value_beside_the_table(folder: Path) -> BadFile:
    path = _book(folder / "a.xlsx", _COLUMNS, ("1", "a", None, "合计"))
    return BadFile(path, "standards.cell_unusable", {"cell": "D2"})


@maker
def workbook_with_two_sheets(folder: Path) -> BadFile:
    path = _book(folder / "a.xlsx", _COLUMNS, ("1", "a", None))
    book = openpyxl.load_workbook(path)
    book.create_sheet("说明")
    book.save(path)
    return BadFile(path, "standards.sheet_ambiguous", {"sheets": "Sheet, 说明"})


@maker
def workbook_without_rows(folder: Path) -> BadFile:
    return BadFile(_book(folder / "a.xlsx", _COLUMNS), "standards.file_empty")


@maker
def workbook_with_gap_in_header(folder: Path) -> BadFile:
    path = _book(folder / "a.xlsx", ("编号", None, "开业日期"), ("1", "a", None))
    return BadFile(path, "standards.header_unreadable")


@maker
def workbook_damaged(folder: Path) -> BadFile:
    path = _zip(folder / "a.xlsx", {"not-a-workbook.txt": b"x"})
    return BadFile(path, "standards.archive_damaged")


@maker
def workbook_with_merged_cells(folder: Path) -> BadFile:
    path = _book(folder / "a.xlsx", _COLUMNS, ("1", "a", None), ("2", None, None))
    book = openpyxl.load_workbook(path)
    book["Sheet"].merge_cells("B2:B3")
    book.save(path)
    return BadFile(path, "standards.cell_merged", {"cell": "B2:B3", "row": 1})


@maker
def workbook_with_a_rounded_number(folder: Path) -> BadFile:
    path = _book(folder / "a.xlsx", _COLUMNS, (330106199001010014, "a", None))
    return BadFile(path, "standards.cell_unusable", {"cell": "A2", "row": 1})


@maker
def workbook_with_a_chart_sheet(folder: Path) -> BadFile:
    path = _book(folder / "a.xlsx", _COLUMNS, ("1", "a", None))
    book = openpyxl.load_workbook(path)
    book.create_chartsheet("图")
    book.save(path)
    return BadFile(path, "standards.sheet_ambiguous", {"sheets": "xl/chartsheets/sheet1.xml"})


def _with_part(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """The workbook with one of its parts changed."""
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    assert change(parts[part]) != parts[part]
    return _zip(path, {**parts, part: change(parts[part])})


def _with_sheet(folder: Path, old: bytes, new: bytes) -> Path:
    path = _book(folder / "a.xlsx", _COLUMNS, (1, "a", None), (2, "b", None))
    return _with_part(path, "xl/worksheets/sheet1.xml", lambda text: text.replace(old, new))


@maker
def workbook_with_a_row_twice(folder: Path) -> BadFile:
    path = _with_sheet(folder, b'<row r="3"', b'<row r="2"')
    return BadFile(path, "standards.cell_unusable", {"cell": "2:2", "row": 1})


@maker
def workbook_with_a_cell_twice(folder: Path) -> BadFile:
    path = _with_sheet(folder, b'r="B2"', b'r="A2"')
    return BadFile(path, "standards.cell_unusable", {"cell": "A2", "row": 1})


@maker
def workbook_with_a_place_that_is_none(folder: Path) -> BadFile:
    return BadFile(_with_sheet(folder, b'r="A2"', b'r="!!"'), "standards.cell_unusable")


@maker
def workbook_with_a_number_that_is_none(folder: Path) -> BadFile:
    return BadFile(_with_sheet(folder, b"<v>1</v>", b"<v>abc</v>"), "standards.archive_damaged")


@maker
def workbook_whose_sheet_breaks_off(folder: Path) -> BadFile:
    return BadFile(_with_sheet(folder, b"</sheetData>", b""), "standards.archive_damaged")


@maker
def workbook_with_entities(folder: Path) -> BadFile:
    kind = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><worksheet'
    path = _with_sheet(folder, b"<worksheet", kind)
    return BadFile(path, "standards.archive_damaged")


@maker
def workbook_whose_list_of_sheets_breaks_off(folder: Path) -> BadFile:
    path = _book(folder / "a.xlsx", _COLUMNS, ("1", "a", None))
    _with_part(path, "xl/workbook.xml", lambda text: text[: len(text) // 2])
    return BadFile(path, "standards.archive_damaged")


@maker
def parquet_nested(folder: Path) -> BadFile:
    path = folder / "a.parquet"
    table = pa.table({"编号": ["1"], "名称": [["a", "b"]], "开业日期": [date(2001, 2, 3)]})
    pq.write_table(table, path)
    return BadFile(path, "standards.cell_unusable")


@maker
def parquet_damaged(folder: Path) -> BadFile:
    path = folder / "a.parquet"
    pq.write_table(pa.table({"编号": ["1"], "名称": ["a"], "开业日期": ["2001-02-03"]}), path)
    path.write_bytes(path.read_bytes()[:-30])
    return BadFile(path, "standards.archive_damaged")


@maker
def parquet_without_rows(folder: Path) -> BadFile:
    path = folder / "a.parquet"
    columns = {name: pa.array([], pa.string()) for name in _COLUMNS}
    pq.write_table(pa.table(columns), path)
    return BadFile(path, "standards.file_empty")


def _parquet(path: Path, **changes: pa.Array) -> Path:
    columns = {name: pa.array(["1"]) for name in _COLUMNS}
    pq.write_table(pa.table(columns | changes), path)
    return path


@maker
def parquet_with_text_that_is_none(folder: Path) -> BadFile:
    offsets, data = pa.py_buffer(b"\0\0\0\0\2\0\0\0"), pa.py_buffer(b"\xff\xfe")
    text = pa.Array.from_buffers(pa.string(), 1, [None, offsets, data])
    path = _parquet(folder / "a.parquet", **{_COLUMNS[1]: text})
    return BadFile(path, "standards.cell_unusable", {"cell": f"“{_COLUMNS[1]}”", "row": 1})


@maker
def parquet_with_a_nul(folder: Path) -> BadFile:
    path = _parquet(folder / "a.parquet", **{_COLUMNS[1]: pa.array(["a\0b"])})
    return BadFile(path, "standards.cell_unusable", {"found": "NUL", "row": 1})


@maker
def parquet_with_a_name_that_is_none(folder: Path) -> BadFile:
    path = _parquet(folder / "a.parquet")
    path.write_bytes(path.read_bytes().replace("编号".encode(), b"\xff\xfe\xfd\xff\xfe\xfd"))
    return BadFile(path, "standards.archive_damaged")


if __name__ == "__main__":
    target = Path(sys.argv[1])
    for name, make in MAKERS.items():
        (target / name).mkdir(parents=True, exist_ok=True)
        make(target / name)

# SPDX-License-Identifier: Apache-2.0
"""The same verdict as datacontract-cli and frictionless on the same file.

`make test-peers` makes the interpreter that has them (requirements/bench.lock, an environment of
its own) and names it in MINGJING_PEERS. Without it the tests are skipped.
"""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from mingjing.standards import bench
from mingjing.standards.public import check_file, frictionless_schema, parse_standard
from mingjing.standards.types import QualityReport, Standard

pytestmark = pytest.mark.peers

STANDARD = """\
apiVersion: v3.1.0
kind: DataContract
id: test.peers
version: 1.0.0
status: active
servers:
  - {server: here, type: local, path: PATH, format: csv}
schema:
  - name: shops
    physicalType: file
    properties:
      - {name: shop_no, logicalType: string, required: true, unique: true}
      - {name: name, logicalType: string, required: true, logicalTypeOptions: {maxLength: 10}}
      - name: kind
        logicalType: string
        quality:
          - {metric: invalidValues, arguments: {validValues: [bakery, tavern]}, mustBe: 0}
      - {name: code, logicalType: string, logicalTypeOptions: {pattern: "^[A-Z][0-9]{3}$"}}
      - {name: seats, logicalType: integer, logicalTypeOptions: {minimum: 0, maximum: 500}}
      - {name: opened_on, logicalType: date}
      - {name: note, logicalType: string}
    quality:
      - {type: sql, id: empty, mustBe: 0, query: "SELECT count(*) FROM shops WHERE seats = 13"}
"""
HEADER = "shop_no,name,kind,code,seats,opened_on,note\n"
SOUND = (
    "0164A,Old,bakery,A001,10,2001-02-03,\n"
    'S2,"New, two",tavern,B002,500,2014-12-31,"two\nlines"\n'
    "S3,Third,,,,,#\n"
)
# wrong cell by cell: row number and field
FLAWED = (
    HEADER
    + SOUND
    + "S3,Fourth,bakery,A001,1,2001-02-03,\n"  # 4 shop_no again
    + "S5,,bakery,A001,1,2001-02-03,\n"  # 5 name
    + "S6,A name too long,bakery,A001,1,2001-02-03,\n"  # 6 name
    + "S7,Seventh,butcher,A001,1,2001-02-03,\n"  # 7 kind
    + "S8,Eighth,bakery,a001,1,2001-02-03,\n"  # 8 code
    + "S9,Ninth,bakery,A001,501,2001-02-03,\n"  # 9 seats
)
UNTYPED = (
    FLAWED
    + "S10,Tenth,bakery,A001,1.5,2001-02-03,\n"  # 10 seats
    + "S11,Eleventh,bakery,A001,many,2001-02-03,\n"  # 11 seats
    + "S12,Twelfth,bakery,A001,1,2001-02-30,\n"  # 12 opened_on
    + ",Nothing,bakery,A001,1,2001-02-03,\n"  # 13 shop_no
)


def ask(tool: str, *arguments: Path) -> dict[str, Any]:
    python = os.environ.get("MINGJING_PEERS", "")
    if not python:
        pytest.skip(f"{tool} not compared: MINGJING_PEERS names no interpreter")
    script = Path(bench.__file__).with_name("peer.py")
    done = subprocess.run(
        [python, script, tool, *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode == 3:
        pytest.skip(f"{tool} not compared: it is not installed there")
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return answer


def standard_for(path: Path) -> Standard:
    return parse_standard(STANDARD.replace("PATH", str(path)), name="peers.odcs.yaml")


def ours(text: str, folder: Path) -> tuple[Standard, QualityReport, Path]:
    path = folder / "shops.csv"
    path.write_text(text, encoding="utf-8")
    standard = standard_for(path)
    return standard, check_file(standard, path, folder / "out").report, path


def cells(report: QualityReport) -> set[tuple[int, str]]:
    return {(cell.row_no, cell.fields[0]) for cell in report.sample}


@pytest.mark.parametrize("text", [HEADER + SOUND, FLAWED, UNTYPED], ids=["sound", "flawed", "all"])
def test_the_same_cells_fail_as_with_frictionless(text: str, tmp_path: Path) -> None:
    standard, report, path = ours(text, tmp_path)
    schema = tmp_path / "schema.json"
    schema.write_text(json.dumps(frictionless_schema(standard)), encoding="utf-8")
    answer = ask("frictionless", path, schema)
    # frictionless counts the records with the header, which is number 1
    theirs = {(row - 1, field) for row, field, _ in answer["errors"]}
    assert cells(report) == theirs


@pytest.mark.parametrize("text", [HEADER + SOUND, FLAWED], ids=["sound", "flawed"])
def test_the_same_fields_fail_as_with_datacontract_cli(text: str, tmp_path: Path) -> None:
    standard, report, _ = ours(text, tmp_path)
    contract = tmp_path / "contract.odcs.yaml"
    contract.write_text(standard.document, encoding="utf-8")
    answer = ask("datacontract", contract)
    assert answer["errors"] == []
    theirs = {field for field, _, _ in answer["failed"]}
    assert {field for _, field in cells(report)} == theirs


def test_it_judges_what_datacontract_cli_cannot_read(tmp_path: Path) -> None:
    """A number that is none stops the other tool at the whole column; ours names the row."""
    standard, report, _ = ours(UNTYPED, tmp_path)
    contract = tmp_path / "contract.odcs.yaml"
    contract.write_text(standard.document, encoding="utf-8")
    answer = ask("datacontract", contract)
    assert answer["errors"] or answer["failed"]
    assert {(10, "seats"), (11, "seats"), (12, "opened_on")} <= cells(report)

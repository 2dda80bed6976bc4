# SPDX-License-Identifier: Apache-2.0
"""The standards of the Chicago example on its files: what is refused is truly wrong."""

from pathlib import Path

import pytest

from mingjing.standards.public import check_file, load_standard
from mingjing.standards.types import QualityReport

EXAMPLE = Path(__file__).parents[3] / "examples" / "chicago"
FILES = {
    "canvass": "chicago_canvass_2011_2014.csv.gz",
    "visits": "chicago_visits_all_types_2011_2014.csv.gz",
    "complaints311": "chicago_311_sanitation_complaints.csv.gz",
    "rawtext": "chicago_food_inspections_rawtext_subset.csv.gz",
}
# rows, refused rows, failing rows by rule (errors first, then what is only counted)
EXPECTED = {
    "canvass": (27_600, 0, {"rows.licensed_before": 54, "POLICE_DISTRICT.exists": 3}),
    "visits": (67_497, 0, {"License.usual_form": 1271}),
    # one request exported again with another day of completion; a ward that does not exist
    "complaints311": (74_217, 378, {"Service_Request_Number.unique": 375, "Ward.range": 3}),
    # postcode 66019 is in Kansas: a slip for 60619
    "rawtext": (966, 3, {"rows.failure_has_reason": 24, "zip.pattern": 3}),
}


def report(name: str, tmp_path: Path) -> QualityReport:
    standard = load_standard(EXAMPLE / "standards" / f"{name}.odcs.yaml")
    return check_file(standard, EXAMPLE / "data" / FILES[name], tmp_path).report


@pytest.mark.parametrize("name", list(FILES))
def test_a_file_of_the_example_is_found_as_it_is(name: str, tmp_path: Path) -> None:
    rows, refused, failing = EXPECTED[name]
    found = report(name, tmp_path)
    assert (found.rows, found.rejected) == (rows, refused)
    assert found.accepted == rows - refused
    assert {rule.rule_id: rule.failing for rule in found.failing_rules} == failing
    assert found.is_acceptable


@pytest.mark.parametrize("name", list(FILES))
def test_each_field_says_what_it_means(name: str) -> None:
    standard = load_standard(EXAMPLE / "standards" / f"{name}.odcs.yaml")
    assert [field.name for field in standard.fields if not field.description] == []

# SPDX-License-Identifier: Apache-2.0
"""The canonical score list: the same bytes wherever they are made again."""

import json
from dataclasses import replace

from mingjing.kernel.canonical import canonical_json, sha256_hex
from mingjing.risk.rules.score_list import (
    Scored,
    lines,
    list_digest,
    rounded,
    rounded_reasons,
)

ONE = Scored("subject_a", 1, 0.5, 0.25, (("age", None, -0.1), ("rate", 2.0, 0.3)), "餐饮", "东")


def test_it_writes_one_array_per_line() -> None:
    assert b"".join(lines([ONE])).decode() == (
        '[1,"subject_a","0.500000","0.250000","餐饮","东","",'
        '[["age",null,"-0.100000"],["rate","2.000000","0.300000"]]]\n'
    )


def test_its_lines_are_canonical_json() -> None:
    odd = replace(ONE, category='a"b\\c/\u2028\x1f餐', area="\U0001f600")
    for line in lines([ONE, odd]):
        assert line == canonical_json(json.loads(line)) + b"\n"


def test_its_digest_is_that_of_the_bytes() -> None:
    two = replace(ONE, subject_id="subject_b", rank=2)
    assert list_digest([ONE, two]) == sha256_hex(b"".join(lines([ONE, two])))
    assert list_digest([ONE, two]) != list_digest([two, ONE])


def test_it_says_the_same_after_a_round_trip_through_json() -> None:
    stored = tuple(map(tuple, json.loads(json.dumps(ONE.reasons))))
    assert list_digest([replace(ONE, reasons=stored)]) == list_digest([ONE])


def test_it_rounds_to_six_decimals_and_knows_no_negative_zero() -> None:
    assert rounded(0.12345678) == 0.123457
    assert str(rounded(-0.00000001)) == "0.0"


def test_a_value_that_is_no_number_is_unknown() -> None:
    found = rounded_reasons(["a", "b", "c"], [float("nan"), None, 1.23456789], [1.0, 2.0, -3.0])
    assert found == (("a", None, 1.0), ("b", None, 2.0), ("c", 1.234568, -3.0))

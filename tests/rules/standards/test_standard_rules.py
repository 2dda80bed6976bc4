# SPDX-License-Identifier: Apache-2.0
"""Small rules: forms, thresholds, scores, masks, status, elements, export, compiled text."""

import re
from itertools import pairwise

import pytest
from tests.rules.standards.test_standard_documents import GOOD

from mingjing.standards.rules.document import parse_standard
from mingjing.standards.rules.elements import CODE_LISTS, code_list, element, elements
from mingjing.standards.rules.export import frictionless_schema
from mingjing.standards.rules.formats import TEXT_FORMATS, date_form, pattern_problem
from mingjing.standards.rules.masking import excerpt
from mingjing.standards.rules.quality import OPERATORS, holds
from mingjing.standards.rules.scoring import dimension_scores, grade, overall_score
from mingjing.standards.rules.status import may_follow
from mingjing.standards.rules.verdict import compile_rules
from mingjing.standards.types import (
    Dimension,
    ElementUnknown,
    Grade,
    RuleKind,
    RuleResult,
    Severity,
    StandardStatus,
    Threshold,
)


@pytest.mark.parametrize(
    ("jdk", "strptime", "pattern"),
    [
        ("yyyy-MM-dd", "%Y-%m-%d", r"[0-9]{4}\-[0-9]{2}\-[0-9]{2}"),
        ("M/d/yy", "%m/%d/%y", "[0-9]{1,2}/[0-9]{1,2}/[0-9]{2}"),
        ("yyyyMMdd'T'HHmmss.SSS", "%Y%m%dT%H%M%S.%g", None),
        ("yyyy年MM月dd日", "%Y年%m月%d日", None),
        ("hh:mm a '100%'", "%I:%M %p 100%%", None),
    ],
)
def test_a_jdk_pattern_is_a_form(jdk: str, strptime: str, pattern: str | None) -> None:
    form = date_form(jdk)
    assert form.strptime == strptime
    assert pattern is None or form.pattern == pattern


@pytest.mark.parametrize(
    ("jdk", "part"), [("", "^$"), ("yyy", "yyy"), ("yyyy-QQ", "QQ"), ("yyyy-MM-dd'", "'")]
)
def test_an_unknown_pattern_is_refused(jdk: str, part: str) -> None:
    with pytest.raises(ValueError, match=part):
        date_form(jdk)


@pytest.mark.parametrize(
    ("pattern", "is_fine"),
    [
        ("^[A-Z]+$", True),
        ("(?i)abc", True),
        ("(?:a|b)", True),
        ("a{1000}", True),
        ("a{1001}", False),
        ("(?!a)", False),
        ("(?<=a)", False),
        (r"(a)\1", False),
        ("a++", False),
        ("[", False),
    ],
)
def test_a_pattern_must_be_one_that_both_engines_know(pattern: str, is_fine: bool) -> None:
    assert (pattern_problem(pattern) == "") is is_fine


def test_text_formats_are_patterns() -> None:
    examples = {
        "email": "a@b.cn",
        "uri": "urn:a",
        "uuid": "0" * 8 + "-0000" * 3 + "-" + "0" * 12,
        "ipv4": "255.0.0.1",
        "hostname": "a-b.cn",
    }
    for name, pattern in TEXT_FORMATS.items():
        assert re.fullmatch(pattern, examples[name])
        assert not pattern_problem(pattern)


# threshold operator, bounds, counts that hold, counts that do not
THRESHOLDS = [
    ("mustBe", (2,), [2], [1, 3]),
    ("mustNotBe", (2,), [1, 3], [2]),
    ("mustBeGreaterThan", (2,), [3], [2]),
    ("mustBeGreaterOrEqualTo", (2,), [2], [1]),
    ("mustBeLessThan", (2,), [1], [2]),
    ("mustBeLessOrEqualTo", (2,), [2], [3]),
    ("mustBeBetween", (2, 4), [2, 4], [1, 5]),
    ("mustNotBeBetween", (2, 4), [1, 5], [2, 4]),
]


@pytest.mark.parametrize(("operator", "bounds", "right", "wrong"), THRESHOLDS)
def test_a_threshold_at_its_bounds(
    operator: str, bounds: tuple[float, ...], right: list[int], wrong: list[int]
) -> None:
    threshold = Threshold("failing", operator, tuple(float(b) for b in bounds))
    assert all(holds(threshold, count, 10) for count in right)
    assert not any(holds(threshold, count, 10) for count in wrong)


def test_each_operator_is_tried() -> None:
    assert {row[0] for row in THRESHOLDS} == set(OPERATORS)


def test_a_share_is_of_the_rows() -> None:
    threshold = Threshold("failing", "mustBeLessThan", (50.0,), "percent")
    assert holds(threshold, 4, 10)
    assert not holds(threshold, 5, 10)
    assert holds(threshold, 0, 0)


def result(
    dimension: Dimension,
    failing: int,
    kind: RuleKind = RuleKind.ROW,
    *,
    holds: bool = True,
    checked: bool = True,
) -> RuleResult:
    error = Severity.ERROR
    return RuleResult(
        "r", (), dimension, kind, error, "", "", "", failing, checked=checked, holds=holds
    )


def test_a_dimension_scores_the_mean_of_its_rules() -> None:
    scores = dimension_scores(
        [
            result(Dimension.ACCURACY, 1),
            result(Dimension.ACCURACY, 0),
            result(Dimension.COMPLETENESS, 0, RuleKind.FILE, holds=False),
            result(Dimension.CONSISTENCY, 0, RuleKind.REFERENCE, checked=False),
        ],
        4,
    )
    found = {item.dimension: item.score for item in scores}
    assert found[Dimension.ACCURACY] == (3 / 4 + 1) / 2
    assert found[Dimension.COMPLETENESS] == 0
    assert found[Dimension.CONSISTENCY] is None
    assert found[Dimension.ACCESSIBILITY] == 1
    assert overall_score(scores) == (7 / 8 + 0 + 1) / 3
    assert overall_score([]) == 0


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        (1, "A"),
        (0.99, "A"),
        (0.9899, "B"),
        (0.95, "B"),
        (0.85, "C"),
        (0.6, "D"),
        (0.59, "E"),
        (-1, "E"),
    ],
)
def test_a_grade_begins_at_its_threshold(score: float, expected: str) -> None:
    assert grade(score) is Grade(expected)


@pytest.mark.parametrize(
    ("value", "is_personal", "shown"),
    [
        (None, True, ""),
        ("330102199001011234", True, "33***************4"),
        ("张三", True, "**"),
        ("abcde", True, "*****"),
        ("plain", False, "plain"),
        ("a\nb", False, "a⏎b"),
        ("x" * 41, False, "x" * 40 + "…"),
    ],
)
def test_a_report_shows_little(value: str | None, is_personal: bool, shown: str) -> None:
    assert excerpt(value, is_personal=is_personal) == shown


def test_the_status_goes_one_step_or_out() -> None:
    order = list(StandardStatus)
    allowed = {(a, b) for a in order for b in order if may_follow(a, b)}
    retired = StandardStatus.RETIRED
    steps = set(pairwise(order[:4]))
    assert allowed == steps | {(status, retired) for status in order[:4]}


def test_elements_are_whole() -> None:
    ids = [item.element_id for item in elements()]
    assert len(ids) == len(set(ids))
    for item in elements():
        assert item.label("zh")
        assert item.label("en")
        assert not pattern_problem(item.pattern)
        assert not item.code_list or item.code_list in CODE_LISTS
        for example in item.examples:
            assert not item.pattern or re.fullmatch(item.pattern, example)
    with pytest.raises(ElementUnknown):
        element("nothing")


def test_code_lists_are_packaged() -> None:
    for name in CODE_LISTS:
        assert code_list(name) == tuple(sorted(set(code_list(name))))
    assert "330100" in code_list("divisions")
    with pytest.raises(KeyError):
        code_list("nothing")


def test_an_export_says_what_a_table_schema_can_say() -> None:
    schema = frictionless_schema(parse_standard(GOOD, name="x"))
    assert schema["primaryKey"] == ["shop_no"]
    assert schema["fields"] == [
        {"name": "编号", "type": "string", "constraints": {"required": True, "unique": True}},
        {"name": "capital", "type": "number"},
        {
            "name": "owner",
            "type": "string",
            "title": "经营者",
            "constraints": {"pattern": "^([0-9]{17}[0-9X])$"},
        },
    ]


def test_compiled_text_is_one_query_and_always_the_same() -> None:
    standard = parse_standard(GOOD, name="x")
    verdict = compile_rules(standard)
    assert verdict == compile_rules(standard)
    assert verdict.suspects.count("FROM chunk") == 1
    assert verdict.flagged.endswith("FROM suspects")
    assert verdict.vectors == (
        ("owner", "citizen_id.form", "owner.form"),
        ("owner", "citizen_id.check", "owner.check"),
    )


def test_a_hostile_name_stays_a_name() -> None:
    text = GOOD.replace("physicalName: 编号", "physicalName: 'x\"; DROP TABLE y; --'")
    assert "DROP" not in compile_rules(parse_standard(text, name="x")).flagged

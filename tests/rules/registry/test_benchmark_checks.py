# SPDX-License-Identifier: Apache-2.0
"""What is examined before publishing: found by name, and found exactly (held against counting)."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.registry.tables import FOOD, random_tables, table

from mingjing.kernel.errors import PlatformError
from mingjing.kernel.problems import Problem
from mingjing.registry.rules.discretion import monotony, table_checks
from mingjing.registry.rules.discretion.facts import asked_for
from mingjing.registry.rules.discretion.table_checks import check_table
from mingjing.registry.rules.discretion.tables import evaluate, evaluator
from mingjing.registry.types import (
    DecisionTable,
    Factor,
    FactorKind,
    FactorOrder,
    Facts,
    HitPolicy,
    HitsConflict,
    Outcome,
    PenaltyRange,
    RangeUnit,
    TableRow,
    Tier,
)

HEAD = "次数（整数；递增；至少1）,阶次,幅度,依据\n"


def codes(problems: tuple[Problem, ...], *, notes: bool = True) -> list[str]:
    return [p.code.rpartition(".")[2] for p in problems if notes or not p.is_note]


def sheet(*rows: str, policy: str = "唯一命中", law: str = "10万元以下") -> DecisionTable:
    return table(f"#命中策略,{policy}\n#法定幅度,{law}\n{HEAD}" + "\n".join(rows) + "\n")


def test_the_food_table_has_nothing_wrong() -> None:
    assert check_table(table()) == ()


def test_an_overlap_names_both_rows_and_the_facts_they_share() -> None:
    (problem,) = check_table(sheet("1,从轻,1000元,法 1", ">= 1,从轻,1000元,法 1"))
    assert problem.message("zh") == "第 1 行与第 2 行重叠：{次数: 1}。"
    assert not problem.is_note


def test_rows_that_agree_may_overlap_under_the_any_policy() -> None:
    rows = ("1,从轻,1000元,法 1", ">= 1,从轻,1000元,法 1")
    assert check_table(sheet(*rows, policy="结果相同")) == ()
    differ = ("1,从轻,1000元,法 1", ">= 1,从轻,2000元,法 1")
    assert codes(check_table(sheet(*differ, policy="结果相同"))) == ["overlap"]


def test_a_gap_is_said_as_an_interval() -> None:
    (problem,) = check_table(sheet("< 3,从轻,1000元,法 1", ">= 5,一般,2000元,法 1"))
    assert problem.message("zh") == "没有任何一行适用于：{次数: [3..5)}。"


def test_between_whole_numbers_and_between_fen_there_is_no_gap() -> None:
    assert check_table(sheet("[1..2],从轻,1000元,法 1", ">= 3,一般,2000元,法 1")) == ()
    money = "金额（金额；递增）,阶次,幅度,依据\n<= 9999.99,从轻,1元,法 1\n>= 10000,一般,2元,法 1\n"
    assert codes(check_table(table(money))) == ["bounds_missing"]
    dense = money.replace("金额；", "数字；至少0；")
    assert codes(check_table(table(dense))) == ["bounds_missing", "gap"]


def test_below_the_least_value_nothing_is_missing() -> None:
    assert check_table(sheet("1,从轻,1000元,法 1", "> 1,一般,2000元,法 1")) == ()
    unbounded = HEAD.replace("；至少1", "") + "1,从轻,1元,法 1\n> 1,一般,2元,法 1\n"
    gap = check_table(table(unbounded))[-1]
    assert gap.message("zh") == "没有任何一行适用于：{次数: < 1}。"


def test_days_without_a_row_are_a_gap() -> None:
    days = 'x（日期）,阶次,幅度,依据\n"< date(""2021-07-15"")",从轻,1元,法 1\n'
    days += '"> date(""2021-07-15"")",一般,2元,法 1\n'
    gap = check_table(table(days))[-1]
    assert gap.message("zh") == '没有任何一行适用于：{x: date("2021-07-15")}。'


def test_yes_and_no_are_both_wanted() -> None:
    (_, gap) = check_table(table("首次（是否）,阶次,幅度,依据\n是,从轻,1元,法 1\n"))
    assert gap.message("zh") == "没有任何一行适用于：{首次: false}。"


def test_a_lighter_tier_for_heavier_facts_is_shown_with_an_example() -> None:
    (problem,) = check_table(sheet("1,一般,2000元,法 1", "> 1,从轻,2000元,法 1"))
    assert problem.message("zh") == (
        "轻重倒置：{次数: 1} 适用第 1 行，{次数: > 1} 更重，却适用较轻的第 2 行（阶次）。"
    )


@pytest.mark.parametrize("ends", ["1000元以上3000元以下", "2000元以上4000元以下"])
def test_either_end_of_the_range_counts(ends: str) -> None:
    rows = (f"1,一般,{ends},法 1", "> 1,一般,1500元以上3500元以下,法 1")
    lighter = ends.startswith("2")
    assert codes(check_table(sheet(*rows))) == (["not_monotone"] if lighter else [])


def test_a_falling_factor_turns_the_order_round() -> None:
    rows = "1,从轻,1000元,法 1\n> 1,一般,2000元,法 1\n"
    falling = "#法定幅度,10万元以下\n" + HEAD.replace("递增", "递减") + rows
    assert codes(check_table(table(falling))) == ["not_monotone"]


def test_a_factor_without_order_says_nothing_of_weight() -> None:
    loose = "#法定幅度,10万元以下\n" + HEAD.replace("；递增", "")
    assert check_table(table(loose + "1,从重,5000元,法 1\n> 1,从轻,1000元,法 1\n")) == ()


def test_fixed_sums_and_multiples_meet_at_the_breakpoint() -> None:
    assert check_table(table()) == ()
    low = FOOD.replace("15倍以上20倍", "4倍以上20倍")
    low = low.replace("货值金额15倍以上30倍以下", "货值金额30倍以下", 1)
    problems = check_table(table(low))
    assert "not_monotone" in codes(problems)
    assert "（幅度）" in problems[0].message("zh")


def test_a_multiple_before_a_fixed_sum_is_compared_too() -> None:
    rows = "不满1万元,从轻,金额1倍以上2倍以下,法 1\n1万元以上,从轻,{},法 1\n"
    head = "#法定幅度,100万元以下\n#法定幅度,金额10倍以下\n金额（金额；递增）,阶次,幅度,依据\n"
    assert check_table(table(head + rows.format("1万元以上2万元以下"))) == ()
    assert codes(check_table(table(head + rows.format("1万元以上1.5万元以下")))) == ["not_monotone"]


def test_ranges_that_cannot_be_compared_are_noted() -> None:
    rows = ("1,从轻,甲1倍以下,法 1", "> 1,从轻,乙2倍以下,法 1")
    (problem,) = check_table(sheet(*rows, law="基数5倍以下"))
    assert (problem.code, problem.is_note) == ("registry.benchmark.units_not_comparable", True)


@pytest.mark.law("APL-034", "DIS-3")
def test_a_range_above_the_law_is_refused_and_below_it_only_when_mitigated() -> None:
    law = "5万元以上15万元以下"
    assert codes(check_table(sheet("-,从重,10万元以上16万元以下,法 1", law=law))) == [
        "out_of_statute"
    ]
    assert codes(check_table(sheet("-,从轻,4万元以上8万元以下,法 1", law=law))) == [
        "out_of_statute"
    ]
    assert check_table(sheet("-,减轻,1万元以上4万元以下,法 1", law=law)) == ()
    assert check_table(sheet("-,不予处罚,无,法 1", law=law)) == ()


def test_multiples_are_held_against_the_multiples_of_the_law() -> None:
    law = "货值金额15倍以上30倍以下"
    assert check_table(sheet("-,一般,货值金额15倍以上30倍以下,法 1", law=law)) == ()
    assert codes(check_table(sheet("-,一般,货值金额15倍以上31倍以下,法 1", law=law))) == [
        "out_of_statute"
    ]


def test_the_cap_of_the_power_item_is_kept_too() -> None:
    made = sheet("-,一般,5万元以上8万元以下,法 1")
    assert check_table(made, cap_fen=8_000_000) == ()
    assert codes(check_table(made, cap_fen=7_999_999)) == ["out_of_statute"]


def test_a_multiple_under_a_fixed_cap_needs_an_amount_with_an_end() -> None:
    head = "#法定幅度,3万元以下\n金额（金额；递增）,阶次,幅度,依据\n"
    open_end = table(head + "-,一般,金额3倍以下,法 1\n")
    assert codes(check_table(open_end)) == ["cap_not_proven"]
    bounded = table(head + "1万元以下,一般,金额3倍以下,法 1\n超过1万元,一般,3万元,法 1\n")
    assert codes(check_table(bounded)) == []
    above = table(head + "1万元以下,一般,金额4倍以下,法 1\n超过1万元,一般,3万元,法 1\n")
    assert codes(check_table(above)) == ["out_of_statute", "not_monotone"]


def test_a_row_behind_others_that_never_applies_is_noted() -> None:
    rows = (">= 1,从轻,1000元,法 1", "> 5,从轻,1000元,法 1")
    problems = check_table(sheet(*rows, policy="首行优先"))
    assert [(p.message("zh"), p.is_note) for p in problems] == [("第 2 行永远不会适用。", True)]
    assert codes(check_table(sheet("-,从轻,1000元,法 1", "[3..1],从轻,1元,法 1"))) == [
        "row_never_applies"
    ]


def test_a_list_is_no_answer() -> None:
    problems = check_table(sheet("-,从轻,1000元,法 1", policy="按行列出"))
    assert codes(problems) == ["no_single_answer"]
    joined = sheet("-,从轻,1000元,法 1", policy="汇集\n#汇总方式,合计")
    assert codes(check_table(joined), notes=False) == []


def test_an_article_is_wanted_and_no_penalty_has_no_fine() -> None:
    problems = check_table(sheet("1,不予处罚,100元以下,法 1", "> 1,一般,200元,"))
    assert codes(problems) == ["tier_contradicts_range", "article_missing"]


def test_a_cell_that_moves_with_another_fact_cannot_be_proven() -> None:
    moving = "甲（数字）,乙（数字）,阶次,幅度,依据\n> 乙,-,一般,1元,法 1\n"
    assert codes(check_table(table(moving))) == ["cell_not_constant"]


def test_what_is_too_large_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_checks, "MAX_STATES", 1)
    monkeypatch.setattr(monotony, "MAX_PAIRS", 0)
    low = FOOD.replace("严重,从重,12万元以上", "严重,从轻,12万元以上")
    problems = check_table(table(low))
    assert codes(problems) == ["too_many_combinations"] * 3
    assert all(p.is_note for p in problems)


def test_not_more_than_twenty_of_a_kind_are_reported() -> None:
    rows = [f"{n},从轻,1000元,法 1" for n in range(1, 60, 2)]
    assert codes(check_table(sheet(*rows))) == ["gap"] * 20
    same = ["-,从轻,1000元,法 1"] * 10
    assert codes(check_table(sheet(*same))) == ["overlap"] * 20


# Held against counting: every fact of a small domain is tried.
_ORDERS = st.sampled_from(FactorOrder)
_NUMBERS = st.sampled_from(["-", "0", "<= 1", "[1..2]", "(0..3)", "> 1", "3", "not(2)", "0, 3"])
_CHOICE = st.sampled_from(["-", '"a"', '"b", "c"', 'not("a")', '"c"'])
_RANGES = st.sampled_from([(1, 2), (2, 3), (1, 3)]).map(
    lambda ends: PenaltyRange(RangeUnit.YUAN, Decimal(ends[0]), Decimal(ends[1]))
)
_ROWS = st.builds(
    TableRow,
    st.tuples(_NUMBERS, _CHOICE, st.sampled_from(["-", "true", "false"])),
    st.sampled_from([Tier.LIGHTER, Tier.HEAVIER]),
    _RANGES,
    st.just("法 1"),
)


@st.composite
def small_tables(draw: st.DrawFn) -> DecisionTable:
    factors = (
        Factor(
            "n", "n", "", FactorKind.NUMBER, (), "", draw(_ORDERS), Decimal(0), Decimal(3), True
        ),
        Factor("c", "c", "", FactorKind.CHOICE, ("a", "b", "c"), "", draw(_ORDERS)),
        Factor("b", "b", "", FactorKind.BOOLEAN, (), "", draw(_ORDERS)),
    )
    policies = [HitPolicy.UNIQUE, HitPolicy.ANY, HitPolicy.FIRST, HitPolicy.PRIORITY]
    rows = draw(st.lists(_ROWS, min_size=1, max_size=5))
    return DecisionTable(factors, tuple(rows), draw(st.sampled_from(policies)))


def _everything() -> list[Facts]:
    axes = ([Decimal(n) for n in range(4)], "abc", (False, True))
    return [dict(zip("ncb", facts, strict=True)) for facts in product(*axes)]


def _answer(made: DecisionTable, facts: Facts) -> Outcome | None:
    try:
        return evaluate(made, facts)
    except HitsConflict:
        return None


def _said(ask: Callable[[Facts], Outcome], facts: Facts) -> Outcome | tuple[str, object]:
    """The outcome without its trace, or the refusal."""
    try:
        return replace(ask(facts), trace=())
    except PlatformError as refusal:
        return refusal.code, refusal.detail


@given(random_tables(), st.data())
def test_asking_in_bulk_says_what_asking_once_says(
    made: DecisionTable, data: st.DataObject
) -> None:
    values = st.sampled_from(
        ["1", "5", "10000", "-1", "true", "轻微", "2026-01-01", "nonsense", None]
    )
    names = [factor.name for factor in asked_for(made)]
    ask = evaluator(made)
    for _ in range(6):
        facts = {name: data.draw(values) for name in names if data.draw(st.integers(0, 9))}
        facts |= {
            factor.name: data.draw(st.sampled_from(factor.choices))
            for factor in made.factors
            if factor.choices and factor.name in facts
        }
        expected = _said(lambda given: evaluate(made, given), facts)
        assert _said(ask, facts) == expected == _said(ask, facts)


def _not_heavier(made: DecisionTable, one: Facts, other: Facts) -> bool:
    for factor in made.factors:
        a, b = one[factor.name], other[factor.name]
        if factor.order == FactorOrder.FALLING:
            a, b = b, a
        if a != b and (factor.order == FactorOrder.NONE or a > b):  # type: ignore[operator]
            return False
    return True


def _lighter(one: Outcome, other: Outcome) -> bool:
    """Whether the second is lighter than the first, by tier, low or high."""
    assert one.tier
    assert other.tier
    pairs = (
        (one.tier.rank, other.tier.rank),
        (one.low_fen or 0, other.low_fen or 0),
        (one.high_fen or 0, other.high_fen or 0),
    )
    return any(a > b for a, b in pairs)


@settings(deadline=None)
@given(small_tables())
@pytest.mark.law("APL-034")
def test_gaps_overlaps_and_order_are_exactly_those_that_counting_finds(made: DecisionTable) -> None:
    found = set(codes(check_table(made)))
    answers = [(facts, _answer(made, facts)) for facts in _everything()]
    assert ("overlap" in found) == any(answer is None for _, answer in answers)
    assert ("gap" in found) == any(a is not None and a.tier is None for _, a in answers)
    if "overlap" in found:
        return
    decided = [(facts, a) for facts, a in answers if a is not None and a.tier is not None]
    turned = any(
        _not_heavier(made, one, other) and _lighter(a, b)
        for (one, a), (other, b) in product(decided, repeat=2)
    )
    assert ("not_monotone" in found) == turned


@settings(deadline=None)
@given(small_tables())
def test_rows_that_never_apply_are_exactly_those_that_counting_finds(made: DecisionTable) -> None:
    problems = check_table(made)
    if "overlap" in codes(problems):
        return
    idle = {p.error.detail["row"] for p in problems if p.code.endswith("row_never_applies")}
    answers = [_answer(made, facts) for facts in _everything()]
    if made.hit_policy in (HitPolicy.FIRST, HitPolicy.PRIORITY):
        used = {a.row_no for a in answers if a is not None}
    else:
        used = {t.row_no for a in answers if a is not None for t in a.trace if t.matched}
    assert idle == set(range(1, len(made.rows) + 1)) - used


def test_multiples_of_the_power_item_narrow_those_of_the_table() -> None:
    assert codes(check_table(table(), cap_multiple=Decimal(30))) == []
    assert codes(check_table(table(), cap_multiple=Decimal(29))) == ["out_of_statute"]


def test_a_bound_beyond_the_cells_and_a_column_without_numbers_are_examined_too() -> None:
    bounded = HEAD.replace("至少1", "至少1；至多2") + "1,从轻,1元,法 1\n[2..9],一般,2元,法 1\n"
    assert codes(check_table(table(bounded))) == ["bounds_missing"]
    anything = "x（数字）,阶次,幅度,依据\n-,从轻,1元,法 1\n"
    assert codes(check_table(table(anything))) == ["bounds_missing"]


def test_a_breakpoint_off_the_grid_is_no_fact() -> None:
    off = HEAD + "<= 1.5,从轻,1元,法 1\n> 1.5,一般,2元,法 1\n"
    assert codes(check_table(table(off))) == ["bounds_missing"]


def test_a_law_of_multiples_says_nothing_of_fixed_sums() -> None:
    assert check_table(sheet("-,一般,5万元,法 1", law="基数3倍以下")) == ()


def test_no_fine_is_lighter_than_any_and_an_unknown_amount_is_noted() -> None:
    turned = sheet("1,从轻,1000元,法 1", "> 1,从轻,无,法 1")
    assert codes(check_table(turned)) == ["not_monotone"]
    assert check_table(sheet("1,从轻,无,法 1", "> 1,从轻,1000元,法 1")) == ()
    head = "#法定幅度,5万元以下\n#法定幅度,基数3倍以下\n" + HEAD
    mixed = table(head + "1,从轻,1000元,法 1\n> 1,从轻,违法所得3倍以下,法 1\n")
    assert codes(check_table(mixed)) == ["units_not_comparable"]


def test_amounts_on_a_falling_factor_are_compared_the_other_way_round() -> None:
    head = "#法定幅度,9万元以下\n#法定幅度,金额9倍以下\n金额（金额；递减）,阶次,幅度,依据\n"
    rows = "1万元以上,从轻,{},法 1\n不满1万元,从轻,{},法 1\n"
    turned = table(head + rows.format("1万元以上2万元以下", "金额1倍以上2倍以下"))
    assert "not_monotone" in codes(check_table(turned))
    multiples_first = table(head + rows.format("金额1倍以上2倍以下", "1万元以上2万元以下"))
    assert "not_monotone" in codes(check_table(multiples_first))

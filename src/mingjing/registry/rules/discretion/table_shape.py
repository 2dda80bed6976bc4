# SPDX-License-Identifier: Apache-2.0
"""Whether a table is well made (裁量基准表的形式): names, cells, ranges. Row 0 is the head.

What the law thinks of a well-made table is said by `table_checks`.
"""

import re
import unicodedata
from decimal import Decimal

from mingjing.registry.rules.discretion.expressions import Literal
from mingjing.registry.rules.discretion.facts import needs_base
from mingjing.registry.rules.discretion.feel import parse
from mingjing.registry.types.benchmark_refusals import FeelInvalid, TableInvalid
from mingjing.registry.types.benchmarks import (
    Aggregation,
    DecisionTable,
    Factor,
    FactorKind,
    FactorOrder,
    HitPolicy,
    PenaltyRange,
    RangeUnit,
    StatutoryBounds,
    TableRow,
    Tier,
)

MAX_ROWS = 500
MAX_FACTORS = 20
MAX_PLACES = 8
MAX_DIGITS = 25
_NAME = re.compile(r"[^\W\d]\w*").fullmatch
_KEYWORDS = {"true", "false", "null", "not", "date"}


def wrong(row: int, column: str, zh: str, en: str) -> TableInvalid:
    """One refusal of a table, by row and column, with its reason in both languages."""
    return TableInvalid(row=row, column=column, zh_reason=zh, en_reason=en)


def demand_shape(table: DecisionTable) -> DecisionTable:
    """The table itself when it is well made.

    Raises: TableInvalid, FeelInvalid: the first thing that is wrong.
    """
    _demand_head(table)
    for factor in table.factors:
        _demand_factor(factor)
    for no, row in enumerate(table.rows, 1):
        _demand_row(table, row, no)
    return table


def _demand_head(table: DecisionTable) -> None:
    names = [factor.name for factor in table.factors]
    if not names or len(names) > MAX_FACTORS:
        raise wrong(0, "-", f"因素应为 1 至 {MAX_FACTORS} 个", f"1 to {MAX_FACTORS} factors wanted")
    if not table.rows or len(table.rows) > MAX_ROWS:
        raise wrong(0, "-", f"应有 1 至 {MAX_ROWS} 行", f"1 to {MAX_ROWS} rows are wanted")
    for name in names:
        if names.count(name) > 1:
            raise wrong(0, name, "因素重名", "the factor stands twice")
    if set(table.priority) != set(Tier) or len(table.priority) != len(Tier):
        raise wrong(0, "priority", "应列出全部阶次各一次", "every tier is wanted once")
    if table.aggregation != Aggregation.NONE and table.hit_policy != HitPolicy.COLLECT:
        raise wrong(0, "aggregation", "只有汇集表可以汇总", "only COLLECT aggregates")
    _demand_bounds(table.bounds)
    for extra in table.extras:
        demand_text(0, "extras", extra.place, extra.name, extra.value)


def _demand_bounds(bounds: StatutoryBounds) -> None:
    ends = (
        (bounds.low_fen, bounds.high_fen),
        (bounds.low_multiple, bounds.high_multiple),
        (bounds.low_ratio, bounds.high_ratio),
    )
    for low, high in ends:
        if low is not None and (high is None or low > high):
            raise wrong(0, "bounds", "法定下限须有不小于它的上限", "low needs a high above it")


def _demand_factor(factor: Factor) -> None:
    if not _NAME(factor.name) or factor.name in _KEYWORDS:
        zh, en = "名称只能用文字、数字和下划线，不以数字开头", "not a name that a cell can use"
        raise wrong(0, factor.name, zh, en)
    if not factor.zh:
        raise wrong(0, factor.name, "缺少中文名称", "the Chinese name is missing")
    demand_text(0, factor.name, factor.zh, factor.en, factor.unit, *factor.choices)
    if (factor.kind == FactorKind.CHOICE) != bool(factor.choices):
        raise wrong(
            0, factor.name, "选项类因素须列出选项，其他类不列", "choices are for CHOICE only"
        )
    if len(set(factor.choices)) != len(factor.choices) or "" in factor.choices:
        raise wrong(0, factor.name, "选项为空或者重复", "a choice is empty or stands twice")
    is_number = factor.kind in (FactorKind.NUMBER, FactorKind.MONEY)
    has_bounds = factor.least is not None or factor.most is not None or factor.is_whole
    if has_bounds and not is_number:
        raise wrong(0, factor.name, "只有数字和金额可以限定范围", "bounds are for numbers only")
    if factor.least is not None and factor.most is not None and factor.least > factor.most:
        raise wrong(0, factor.name, "最小值大于最大值", "least is above most")
    if factor.order not in FactorOrder:
        raise wrong(0, factor.name, "轻重方向未知", "unknown order")


def _demand_row(table: DecisionTable, row: TableRow, no: int) -> None:
    if len(row.cells) != len(table.factors):
        raise wrong(no, "-", "单元格数与因素数不符", "cells and factors differ in number")
    names = {factor.name for factor in table.factors}
    for factor, cell in zip(table.factors, row.cells, strict=True):
        try:
            tests = parse(cell)
        except FeelInvalid as refusal:
            raise wrong(no, factor.name, refusal.message("zh"), refusal.message("en")) from refusal
        if not tests.names() <= names:
            unknown = "、".join(sorted(tests.names() - names))
            zh, en = f"“{unknown}”不是因素；文字须加引号", f"“{unknown}” is no factor; quote texts"
            raise wrong(no, factor.name, zh, en)
        _demand_kinds(factor, [e.value for e in tests.expressions() if isinstance(e, Literal)], no)
    demand_text(no, "-", row.article, row.note, row.range.base, *row.cells)
    demand_range(row.range, no)


_TYPES: dict[FactorKind, str] = {
    FactorKind.NUMBER: "Decimal",
    FactorKind.MONEY: "Decimal",
    FactorKind.BOOLEAN: "bool",
    FactorKind.CHOICE: "str",
    FactorKind.DATE: "date",
}


def _demand_kinds(factor: Factor, values: list[object], no: int) -> None:
    for value in values:
        if type(value).__name__ not in (_TYPES[factor.kind], "NoneType"):
            zh, en = f"“{value}”不是{factor.kind.zh}", f"“{value}” is no {factor.kind.en.lower()}"
            raise wrong(no, factor.name, zh, en)
        if isinstance(value, Decimal) and len(value.as_tuple().digits) > MAX_DIGITS:
            raise wrong(no, factor.name, "数字位数过多", f"at most {MAX_DIGITS} digits are wanted")
        if isinstance(value, str) and value not in factor.choices:
            raise wrong(no, factor.name, f"没有选项“{value}”", f"there is no choice “{value}”")


def demand_range(penalty: PenaltyRange, no: int) -> None:
    """Goes on only when a range makes sense.

    Raises: TableInvalid.
    """
    low, high = penalty.low, penalty.high
    if not (low.is_finite() and high.is_finite() and 0 <= low <= high < 10**15):
        raise wrong(no, "range", "下限应不大于上限，且不小于零", "0 ≤ low ≤ high is wanted")
    if any(int(n.as_tuple().exponent) < -MAX_PLACES for n in (low, high)):
        raise wrong(no, "range", "小数位数过多", f"at most {MAX_PLACES} decimals are wanted")
    if low == high and (penalty.low_open or penalty.high_open):
        raise wrong(no, "range", "幅度内没有金额", "the range holds no amount")
    if needs_base(penalty.unit) != bool(penalty.base):
        raise wrong(no, "range", "倍数和百分比须写明基数", "multiples and shares need their base")
    if penalty.base and not _NAME(penalty.base):
        raise wrong(no, "range", "基数名称有误", "the base is no name")
    if penalty.unit == RangeUnit.NONE and penalty != PenaltyRange():
        raise wrong(no, "range", "无罚款时不写数额", "no fine has no numbers")


def demand_text(no: int, column: str, *texts: str) -> None:
    """Goes on only when texts hold no control characters and are not endless.

    Raises: TableInvalid.
    """
    for text in texts:
        if len(text) > 2000 or any(unicodedata.category(c) in ("Cc", "Cs", "Cn") for c in text):
            zh, en = "文字过长或含有控制字符", "the text is too long or holds control characters"
            raise wrong(no, column, zh, en)

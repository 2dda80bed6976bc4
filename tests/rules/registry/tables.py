# SPDX-License-Identifier: Apache-2.0
"""Benchmark tables for the tests: a small known one, and random well-made ones."""

from decimal import Decimal

from hypothesis import strategies as st

from mingjing.registry.rules.discretion.expressions import quoted
from mingjing.registry.rules.discretion.sheet import table_from_csv
from mingjing.registry.types import (
    Aggregation,
    DecisionTable,
    Extra,
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

FOOD = """#法定幅度,5万元以上15万元以下
#法定幅度,货值金额15倍以上30倍以下
货值金额（金额；递增）,情节（选项：轻微/一般/严重；递增）,裁量阶次,幅度,依据,备注
不满1万元,轻微,从轻,5万元以上8万元以下,食品安全法 124,
不满1万元,一般,一般,8万元以上12万元以下,食品安全法 124,
不满1万元,严重,从重,12万元以上15万元以下,食品安全法 124,
1万元以上,轻微,从轻,货值金额15倍以上20倍以下,食品安全法 124,
1万元以上,一般,一般,货值金额20倍以上25倍以下,食品安全法 124,
1万元以上,严重,从重,货值金额25倍以上30倍以下,食品安全法 124,
"""


def table(sheet: str = FOOD) -> DecisionTable:
    return table_from_csv(sheet.encode())


CHOICES = ("轻微", "一般", "严重", 'x, "y"', "a<b>&")
_numbers = st.decimals(0, 1000, places=2)
_words = st.text("食品安全法 124=+-@'\"<>&，。、ab", max_size=12).map(str.strip)


@st.composite
def _spans(draw: st.DrawFn) -> str:
    low, high = draw(_numbers), draw(_numbers)
    return f"{draw(st.sampled_from('[('))}{low}..{high}{draw(st.sampled_from('])'))}"


def _listed(one: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    joined = st.lists(one, min_size=1, max_size=3).map(", ".join)
    return st.just("-") | joined | joined.map(lambda text: f"not({text})")


_tests = st.builds(str.__add__, st.sampled_from(["", "< ", "<=", "> ", ">="]), _numbers.map(str))
_days = st.dates().map(lambda day: f'>= date("{day.isoformat()}")')
_BY_KIND: dict[FactorKind, st.SearchStrategy[str]] = {
    FactorKind.NUMBER: _listed(_tests | _spans()),
    FactorKind.MONEY: _listed(_tests | _spans()),
    FactorKind.BOOLEAN: _listed(st.sampled_from(["true", "false"])),
    FactorKind.CHOICE: _listed(st.sampled_from([quoted(choice) for choice in CHOICES])),
    FactorKind.DATE: _listed(_days),
}


def random_cells() -> st.SearchStrategy[str]:
    return st.one_of(*_BY_KIND.values())


@st.composite
def random_factors(draw: st.DrawFn, name: str) -> Factor:
    kind = draw(st.sampled_from(FactorKind))
    is_number = kind in (FactorKind.NUMBER, FactorKind.MONEY)
    return Factor(
        name=name,
        zh=draw(_words) or name,
        en=draw(st.sampled_from(["", "Value of goods"])),
        kind=kind,
        choices=CHOICES if kind == FactorKind.CHOICE else (),
        unit=draw(st.sampled_from(["", "次"])),
        order=draw(st.sampled_from(FactorOrder)),
        least=Decimal("0.5") if is_number and draw(st.booleans()) else None,
        most=Decimal(900) if is_number and draw(st.booleans()) else None,
        is_whole=kind == FactorKind.NUMBER and draw(st.booleans()),
    )


@st.composite
def random_ranges(draw: st.DrawFn) -> PenaltyRange:
    unit = draw(st.sampled_from(RangeUnit))
    if unit == RangeUnit.NONE:
        return PenaltyRange()
    low, high = sorted((draw(_numbers), draw(_numbers)))
    is_wide = low < high
    base = "" if unit == RangeUnit.YUAN else draw(st.sampled_from(["货值金额", "第1的", "x2"]))
    low_open, high_open = (is_wide and draw(st.booleans()) for _ in range(2))
    return PenaltyRange(unit, low, high, base, low_open, high_open)


@st.composite
def random_tables(draw: st.DrawFn) -> DecisionTable:
    names = draw(
        st.lists(st.sampled_from(["货值金额", "情节", "x", "次数_2"]), min_size=1, unique=True)
    )
    factors = tuple(draw(random_factors(name)) for name in names)
    rows = draw(
        st.lists(
            st.builds(
                TableRow,
                st.tuples(*(_BY_KIND[factor.kind] for factor in factors)),
                st.sampled_from(Tier),
                random_ranges(),
                _words,
                _words,
            ),
            min_size=1,
            max_size=5,
        )
    )
    policy = draw(st.sampled_from(HitPolicy))
    kept = st.builds(
        Extra,
        st.sampled_from(["table", "decision", "definitions", "input 1", "rule 1"]),
        st.sampled_from(["id", "{urn:other}tool", "{urn:third}x"]),
        st.sampled_from(["a1", "b & c"]),
    )
    return DecisionTable(
        factors=factors,
        rows=tuple(rows),
        hit_policy=policy,
        aggregation=draw(st.sampled_from(Aggregation))
        if policy == HitPolicy.COLLECT
        else Aggregation.NONE,
        priority=tuple(draw(st.permutations(list(Tier)))),
        bounds=draw(
            st.sampled_from(
                [
                    StatutoryBounds(),
                    StatutoryBounds(low_fen=100, high_fen=20_000_000),
                    StatutoryBounds(high_multiple=Decimal("1.5"), high_ratio=Decimal("0.1")),
                ]
            )
        ),
        extras=tuple(draw(st.lists(kept, max_size=3, unique_by=lambda e: (e.place, e.name)))),
    )

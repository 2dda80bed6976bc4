# SPDX-License-Identifier: Apache-2.0
"""Money in fen, at the edge in yuan, 万元 and capitals."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjing.kernel import money

LARGEST = 10**18 - 1
amounts = st.integers(-LARGEST, LARGEST) | st.integers(-(10**7), 10**7)


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("12.34", 1234),
        ("12.3", 1230),
        ("12", 1200),
        ("0.05", 5),
        ("1,234.5", 123450),
        ("1,234,567.89", 123456789),
        ("12.340", 1234),
        ("12.", None),
        ("¥12", 1200),
        ("￥1,200元", 120000),
        ("１２．３４", 1234),  # noqa: RUF001 - full width, as typed
        (" 12 ", 1200),
        ("-12.34", -1234),
        ("-¥1", -100),
        ("¥-1", -100),
        ("0.2万元", 200000),
        ("0.000001 万元", 1),
        ("1.5万", 1500000),
        ("3亿元", 30000000000),
        ("2百万元", 200000000),
        ("5千元", 500000),
        ("0", 0),
        ("-0", 0),
    ],
)
def test_it_reads_yuan_exactly(text: str, fen: int | None) -> None:
    if fen is None:
        with pytest.raises(money.MoneyUnreadable):
            money.parse_yuan(text)
    else:
        assert money.parse_yuan(text) == fen


@pytest.mark.parametrize(
    "text",
    [
        "",
        "元",
        "abc",
        "1,23.4",
        "12,34",
        "1.2.3",
        "--1",
        "-¥-1",
        "1e3",
        "1元元",
        "万",
        "nan",
        "1 2x",
    ],
)
def test_it_refuses_what_is_no_amount(text: str) -> None:
    with pytest.raises(money.MoneyUnreadable) as caught:
        money.parse_yuan(text)
    assert caught.value.remedy("zh")


@pytest.mark.parametrize("text", ["0.001", "12.345", "0.0000001万元"])
def test_it_refuses_to_lose_a_part_of_a_fen(text: str) -> None:
    with pytest.raises(money.MoneyInexact):
        money.parse_yuan(text)


@pytest.mark.parametrize(
    ("fen", "yuan", "wan"),
    [
        (0, "0.00", "0"),
        (5, "0.05", "0.000005"),
        (200000, "2,000.00", "0.2"),
        (123456789, "1,234,567.89", "123.456789"),
        (-200000, "-2,000.00", "-0.2"),
        (100000000, "1,000,000.00", "100"),
    ],
)
def test_it_writes_yuan_and_wan(fen: int, yuan: str, wan: str) -> None:
    assert money.format_yuan(fen) == yuan
    assert money.format_yuan(fen, grouped=False) == yuan.replace(",", "")
    assert money.format_wan(fen) == wan


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        # The examples of 正确填写票据和结算凭证的基本规定.
        (140950, "壹仟肆佰零玖元伍角整"),
        (600714, "陆仟零柒元壹角肆分"),
        (168032, "壹仟陆佰捌拾元零叁角贰分"),
        (10700053, "壹拾万柒仟元零伍角叁分"),
        (1640902, "壹万陆仟肆佰零玖元零贰分"),
        (32504, "叁佰贰拾伍元零肆分"),
        # And the edges.
        (12345, "壹佰贰拾叁元肆角伍分"),
        (0, "零元整"),
        (5, "伍分"),
        (50, "伍角整"),
        (55, "伍角伍分"),
        (100, "壹元整"),
        (1000, "壹拾元整"),
        (10000000, "壹拾万元整"),
        (10010000, "壹拾万零壹佰元整"),
        (10000000100, "壹亿零壹元整"),
        (10001000000, "壹亿零壹万元整"),
        (101000000000, "壹拾亿壹仟万元整"),
        (100100000000, "壹拾亿零壹佰万元整"),
        (10**14, "壹万亿元整"),
        (-12345, "负壹佰贰拾叁元肆角伍分"),
    ],
)
def test_it_writes_and_reads_capitals(fen: int, text: str) -> None:
    assert money.to_capitals(fen) == text
    assert money.from_capitals(text) == fen


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("人民币壹仟陆佰捌拾元叁角贰分", 168032),
        ("人民币：壹拾万零柒仟圆伍角叁分", 10700053),
        ("伍佰圆正", 50000),
        ("拾元整", 1000),
        ("壹佰元", 10000),
        ("零元伍角", 50),
        ("壹元零伍分", 105),
    ],
)
def test_it_reads_the_other_ways_to_write_an_amount(text: str, fen: int) -> None:
    assert money.from_capitals(text) == fen


@pytest.mark.parametrize(
    "text",
    [
        "",
        "整",
        "零",
        "人民币",
        "壹拾贰佰元",
        "壹壹元",
        "佰元",
        "亿元",
        "元",
        "一百元",
        "伍分伍角",
        "壹万万元",
    ],
)
def test_it_refuses_capitals_that_nobody_writes(text: str) -> None:
    with pytest.raises(money.MoneyUnreadable):
        money.from_capitals(text)


def test_it_refuses_amounts_too_large_for_capitals() -> None:
    assert money.from_capitals(money.to_capitals(LARGEST)) == LARGEST
    with pytest.raises(money.MoneyTooLarge):
        money.to_capitals(LARGEST + 1)
    with pytest.raises(money.MoneyUnreadable):
        money.from_capitals("壹亿亿元整")


@pytest.mark.parametrize(
    ("fen", "rate", "expected"),
    [
        (49, "0.01", 0),  # 0.49
        (50, "0.01", 1),  # 0.50 goes up
        (51, "0.01", 1),
        (150, "0.01", 2),  # never to even
        (250, "0.01", 3),
        (-50, "0.01", -1),
        (1000000, "0.03", 30000),
        (LARGEST, "1", LARGEST),
    ],
)
def test_a_rate_rounds_half_up_to_the_fen(fen: int, rate: str, expected: int) -> None:
    assert money.apply_rate(fen, Decimal(rate)) == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    # 3 % a day of 10,000 yuan, at most 10,000: reached on day 34.
    [(-1, 0), (0, 0), (1, 30000), (33, 990000), (34, 1000000), (35, 1000000)],
)
def test_a_surcharge_grows_by_the_day_up_to_its_cap(days: int, expected: int) -> None:
    rate = Decimal("0.03")
    assert money.daily_surcharge(10**6, rate_per_day=rate, days=days, cap=10**6) == expected


def test_a_surcharge_without_cap_is_rounded_once_at_the_end() -> None:
    # 17 fen x 0.03 x 10 = 5.1; rounding each day would give 10.
    assert money.daily_surcharge(17, rate_per_day=Decimal("0.03"), days=10) == 5


@given(amounts)
def test_yuan_survive_the_round_trip(fen: int) -> None:
    assert money.parse_yuan(money.format_yuan(fen)) == fen
    assert money.parse_yuan(money.format_wan(fen) + "万元") == fen


@given(amounts)
def test_capitals_survive_the_round_trip(fen: int) -> None:
    text = money.to_capitals(fen)
    assert money.from_capitals(text) == fen
    assert money.from_capitals("人民币" + text.replace("元", "圆")) == fen
    assert "零零" not in text


@given(st.text("零壹贰叁玖拾佰仟万亿元角分整负", max_size=14))
def test_whatever_it_reads_it_would_write_alike(text: str) -> None:
    try:
        fen = money.from_capitals(text)
    except money.MoneyUnreadable:
        return
    assert money.from_capitals(money.to_capitals(fen)) == fen

# SPDX-License-Identifier: Apache-2.0
"""The words of a benchmark sheet (裁量基准表格的写法): heads and cells as lawyers write them.

A head: 货值金额（金额；递增） · 违法次数（整数；递增；至少1） · 首次违法（是否） ·
情节（选项：轻微/一般/严重；递增）. A cell: S-FEEL, or 不限, 是, 严重, 轻微、一般, 不满1万元,
1万元以上不满5万元, 3次以上.
"""

import re
from decimal import Decimal

from mingjing.registry.rules.discretion.expressions import quoted
from mingjing.registry.rules.discretion.feel import parse, texts_in, try_parse
from mingjing.registry.rules.discretion.table_json import plain_number, read_number
from mingjing.registry.rules.discretion.table_shape import wrong
from mingjing.registry.types.benchmarks import Factor, FactorKind, FactorOrder

_HEAD = re.compile(r"(?P<name>\w+)\s*[（(](?P<words>.*)[）)]")
_KINDS = {kind.value: kind for kind in FactorKind} | {kind.zh: kind for kind in FactorKind}
_ORDERS = {"递增": FactorOrder.RISING, "递减": FactorOrder.FALLING} | {
    "rising": FactorOrder.RISING,
    "falling": FactorOrder.FALLING,
}
_ENDS = {"至少": "least", "至多": "most", "least ": "least", "most ": "most"}
_WHOLE = ("整数", "whole")
_SPLIT = re.compile(r"[；;]")
_NUMBER = r"([0-9]+(?:\.[0-9]+)?)(万?)[^0-9以]*?"
_BETWEEN = re.compile(rf"(超过)?{_NUMBER}(?:以上)?[,，、]?(不满)?{_NUMBER}(?:以下)?").fullmatch
_ABOVE = re.compile(rf"(?:(超过){_NUMBER}|{_NUMBER}以上)").fullmatch
_BELOW = re.compile(rf"(?:(不满){_NUMBER}|{_NUMBER}以下)").fullmatch
_ANYTHING = ("", "-", "不限", "—")
_BOOLEANS = {"是": "true", "否": "false"}


def read_head(head: str) -> Factor:
    """The factor that a head describes.

    Raises: TableInvalid.
    """
    found = _HEAD.fullmatch(head.strip())
    if found is None:
        zh, en = "表头应写成“名称（类型；轻重方向）”", "a head is “name(kind; order)”"
        raise wrong(0, head, zh, en)
    name = found["name"]
    body: dict[str, object] = {}
    for word in filter(None, (w.strip() for w in _SPLIT.split(found["words"]))):
        body |= _head_word(word, name)
    if "kind" not in body:
        raise wrong(0, name, "缺少类型", "the kind is missing")
    return Factor(name=name, zh=name, en="", **body)  # type: ignore[arg-type] # made by _head_word


def _head_word(word: str, name: str) -> dict[str, object]:
    key, _, value = word.replace("：", ":").partition(":")
    key, value = key.strip(), value.strip()
    if key in ("选项", "choice") and value:
        choices = tuple(one.strip() for one in value.split("/"))
        return {"kind": FactorKind.CHOICE, "choices": choices}
    if key in ("单位", "unit"):
        return {"unit": value}
    if key in _WHOLE:
        return {"kind": FactorKind.NUMBER, "is_whole": True}
    if key in _KINDS:
        return {"kind": _KINDS[key]}
    if key in _ORDERS:
        return {"order": _ORDERS[key]}
    for prefix, end in (
        ("至少", "least"),
        ("至多", "most"),
        ("least ", "least"),
        ("most ", "most"),
    ):
        if word.startswith(prefix):
            return {end: read_number(word[len(prefix) :].strip(), 0, name)}
    raise wrong(0, name, f"看不懂“{word}”", f"“{word}” is not understood")


def write_head(factor: Factor) -> str:
    """The head of a factor, which `read_head` reads back.

    Raises: TableInvalid when a choice holds a sign that the head needs.
    """
    if any(re.search(r"[/；;：:()（）]", text) for text in (*factor.choices, factor.unit)):
        zh, en = "选项或单位含有分隔符，请改用 DMN 或 JSON", "a choice or unit holds a separator"
        raise wrong(0, factor.name, zh, en)
    words = ["整数" if factor.is_whole and factor.kind == FactorKind.NUMBER else factor.kind.zh]
    if factor.choices:
        words = [f"选项：{'/'.join(factor.choices)}"]
    words += {FactorOrder.RISING: ["递增"], FactorOrder.FALLING: ["递减"]}.get(factor.order, [])
    words += [f"至少{plain_number(factor.least)}"] if factor.least is not None else []
    words += [f"至多{plain_number(factor.most)}"] if factor.most is not None else []
    words += [f"单位：{factor.unit}"] if factor.unit else []
    return f"{factor.name}（{'；'.join(words)}）"


def read_cell(factor: Factor, cell: str) -> str:
    """The S-FEEL of a cell; what is none of our phrases is left as it is, for S-FEEL to judge."""
    text = cell.strip()
    if text in _ANYTHING:
        return "-"
    if factor.kind == FactorKind.BOOLEAN:
        return _BOOLEANS.get(text, text)
    if factor.kind == FactorKind.CHOICE:
        words = [word.strip() for word in text.split("、")]
        if text in factor.choices or all(word in factor.choices for word in words):
            named = [text] if text in factor.choices else words
            return ", ".join(quoted(word) for word in named)
    if factor.kind in (FactorKind.NUMBER, FactorKind.MONEY):
        return _phrase(text) or text
    return text


def write_cell(factor: Factor, cell: str) -> str:
    """A cell as a lawyer would write it, where `read_cell` reads the same from it."""
    if factor.kind == FactorKind.BOOLEAN:
        friendly = {"true": "是", "false": "否"}.get(cell, cell)
    elif factor.kind == FactorKind.CHOICE:
        friendly = "、".join(texts_in(parse(cell)))
    else:
        return cell
    same = try_parse(read_cell(factor, friendly)) == parse(cell)
    return friendly if same else cell


def _phrase(text: str) -> str | None:
    """An interval in the words of a statute: 以上、以下 include the number, 超过、不满 do not."""
    plain = re.sub(r"\s", "", text)
    if not re.search(r"以上|以下|超过|不满", plain):
        return None
    if found := _ABOVE(plain):
        number = _amount(found[2] or found[4], found[3] or found[5])
        return f"{'>' if found[1] else '>='} {number}"
    if found := _BELOW(plain):
        number = _amount(found[2] or found[4], found[3] or found[5])
        return f"{'<' if found[1] else '<='} {number}"
    if found := _BETWEEN(plain):
        low, high = _amount(found[2], found[3]), _amount(found[5], found[6])
        return f"{'(' if found[1] else '['}{low}..{high}{')' if found[4] else ']'}"
    return None


def _amount(number: str, wan: str) -> str:
    return plain_number(Decimal(number) * (10_000 if wan else 1))

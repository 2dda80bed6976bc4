# SPDX-License-Identifier: Apache-2.0
"""Refusals of facts, cells and files of discretion benchmarks."""

from mingjing.kernel.errors import Invalid, Refused

_OPINION = "国办发〔2022〕27号"


class FeelInvalid(Invalid):
    """A cell is not S-FEEL (条件写法有误)."""

    code = "registry.feel_invalid"
    zh = "条件“{text}”第 {position} 个字符处看不懂。"
    en = "The condition '{text}' cannot be read at character {position}."
    remedy_zh = (
        '请写成 < 10000、[10000..50000)、"严重","特别严重"、not("轻微")、true 或 -（不限）。'
    )
    remedy_en = 'Write < 10000, [10000..50000), "a","b", not("a"), true, or - for anything.'


class FactMissing(Invalid):
    """A factor of the table was not given (缺少裁量因素)."""

    code = "registry.fact_missing"
    zh = "缺少裁量因素：{names}。"
    en = "Facts are missing: {names}."
    article = _OPINION
    remedy_zh = "请逐项填写；确实无法查明的，明确填写为未知。"
    remedy_en = "Give each of them; one that cannot be found out is given as unknown."


class FactInvalid(Invalid):
    """A fact is not of its factor's kind or not possible (裁量因素的值有误)."""

    code = "registry.fact_invalid"
    zh = "裁量因素“{name}”的值“{found}”不是{zh_kind}，或者超出其取值范围。"
    en = "The fact “{name}” is “{found}”: not a {en_kind}, or outside what it can be."
    remedy_zh = "请核对类型、选项和取值范围；金额以元为单位。"
    remedy_en = "Check kind, choices and bounds; money is in yuan."


class TableInvalid(Invalid):
    """A table's shape is wrong; row 0 is the head (裁量基准表格式有误)."""

    code = "registry.table_invalid"
    zh = "裁量基准表第 {row} 行“{column}”有误：{zh_reason}。"
    en = "Row {row}, “{column}” of the table is wrong: {en_reason}."
    remedy_zh = "请按《裁量基准》参考文档的格式修改后重新提交。"
    remedy_en = "Mend it as docs/reference/benchmarks.md describes and hand it in again."


class DmnInvalid(Invalid):
    """The file is not a DMN decision table that can be read safely (DMN 文件有误)."""

    code = "registry.dmn_invalid"
    zh = "DMN 文件不能导入：{zh_reason}。"
    en = "The DMN file cannot be imported: {en_reason}."
    remedy_zh = "请从 DMN 1.3 工具重新导出一个决策表，不含 DOCTYPE 和实体。"
    remedy_en = "Export one decision table from a DMN 1.3 tool, without DOCTYPE and entities."


class HitsConflict(Refused):
    """More rows match than the hit policy allows (裁量基准自相矛盾)."""

    code = "registry.hits_conflict"
    zh = "裁量基准第 {rows} 行同时适用而结果不同，基准自相矛盾。"
    en = "Rows {rows} of the benchmark apply at once and differ; the benchmark contradicts itself."
    article = _OPINION
    rule = "APL-034"
    remedy_zh = "请制定机关修改基准；在此之前提交集体讨论。"
    remedy_en = "Ask the agency that made it to mend it; until then take it to deliberation."


class RangeEmpty(Refused):
    """The range holds no amount for this base (幅度内没有可选金额)."""

    code = "registry.range_empty"
    zh = "第 {row} 行的幅度按“{base}”计算后没有可以选择的金额。"
    en = "The range of row {row}, computed on “{base}”, holds no amount."
    article = _OPINION
    rule = "APL-034"
    remedy_zh = "请核对计算基数；基数确为零的，适用没有违法所得或货值的档次。"
    remedy_en = "Check the base; if it is zero indeed, the row for no proceeds applies."

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
    zh = "裁量因素“{zh_name}”的值“{found}”不是{zh_kind}，或者超出其取值范围。"
    en = "The fact “{en_name}” is “{found}”: not a {en_kind}, or outside what it can be."
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


class CellNotConstant(Invalid):
    """A cell asks for another fact, so nothing can be proven of the table (条件引用其他因素)."""

    code = "registry.benchmark.cell_not_constant"
    zh = "第 {row} 行“{column}”引用了其他因素，无法证明基准没有重叠和遗漏。"
    en = "Row {row}, “{column}” refers to another factor: gaps and overlaps cannot be ruled out."
    remedy_zh = "请改为固定数值，或者把比较结果作为一个单独的因素。"
    remedy_en = "Write fixed values, or make the comparison a factor of its own."


class RowsOverlap(Invalid):
    """Two rows apply to the same facts and say different things (档次重叠)."""

    code = "registry.benchmark.overlap"
    zh = "第 {row} 行与第 {other} 行重叠：{where}。"
    en = "Rows {row} and {other} both apply to: {where}."
    remedy_zh = "请修改其中一行的条件，使任何事实只落入一个档次。"
    remedy_en = "Change the condition of one, so that any facts fall into one row."


class FactsUncovered(Invalid):
    """Possible facts fall into no row (档次遗漏)."""

    code = "registry.benchmark.gap"
    zh = "没有任何一行适用于：{where}。"
    en = "No row applies to: {where}."
    remedy_zh = "请增加一行，或者放宽相邻行的条件；不可能出现的数值，请限定因素的取值范围。"
    remedy_en = "Add a row or widen a neighbour; if such values cannot occur, bound the factor."


class HeavierFactsLighter(Invalid):
    """Heavier facts get a lighter tier or range (轻重倒置)."""

    code = "registry.benchmark.not_monotone"
    zh = "轻重倒置：{light} 适用第 {row} 行，{heavy} 更重，却适用较轻的第 {other} 行（{zh_what}）。"
    en = "{light} falls into row {row}; {heavy} is heavier, yet row {other} is lighter ({en_what})."
    remedy_zh = "请调整这两行的阶次或者幅度，或者更正因素的轻重方向。"
    remedy_en = "Change tier or range of the two rows, or the order of the factor."


class RowNeverApplies(Invalid):
    """Earlier rows leave nothing for this one (永不适用的行)."""

    code = "registry.benchmark.row_never_applies"
    zh = "第 {row} 行永远不会适用。"
    en = "Row {row} can never apply."
    remedy_zh = "请删除该行，或者修改它与在先各行的条件。"
    remedy_en = "Take it out, or change its conditions or those of the rows before it."


class OutOfStatute(Invalid):
    """A range leaves what the parent article allows (超出法定幅度)."""

    code = "registry.benchmark.out_of_statute"
    zh = "第 {row} 行的幅度“{zh_range}”超出法定幅度“{zh_bounds}”。"
    en = "The range “{en_range}” of row {row} leaves what the law allows, “{en_bounds}”."
    article = "行政处罚法 §34"
    remedy_zh = "请改到法定幅度之内；低于法定下限的，阶次只能是减轻或者不予处罚。"
    remedy_en = "Keep within the law; below its minimum only mitigated or no penalty may stand."


class CapNotProven(Invalid):
    """Whether a computed fine stays under a fixed cap depends on the amount (上限无法验证)."""

    code = "registry.benchmark.cap_not_proven"
    zh = "第 {row} 行按“{base}”计算，该数额没有上限，不能证明罚款不超过法定最高额。"
    en = "Row {row} multiplies “{base}”, which has no upper end: the fixed cap cannot be proven."
    remedy_zh = "请核对法条：按倍数处罚的，填写法定倍数；按定额处罚的，限定基数范围。"
    remedy_en = "If the law caps by a multiple, state that multiple; otherwise bound the base."


class ArticleMissing(Invalid):
    """A row cites no article (缺少依据)."""

    code = "registry.benchmark.article_missing"
    zh = "第 {row} 行没有法律依据。"
    en = "Row {row} cites no article."
    article = "行政处罚法 §34"
    remedy_zh = "请填写法律名称和条款，例如“食品安全法 124”。"
    remedy_en = "State statute and article."


class TierContradictsRange(Invalid):
    """No penalty and a fine in one row (不予处罚却有罚款)."""

    code = "registry.benchmark.tier_contradicts_range"
    zh = "第 {row} 行的阶次是不予处罚，却有罚款幅度。"
    en = "Row {row} gives no penalty and a fine at once."
    article = "行政处罚法 §33"
    remedy_zh = "请删除幅度，或者改为其他阶次。"
    remedy_en = "Take the range out, or choose another tier."


class NoSingleAnswer(Invalid):
    """The hit policy lists several rows; a benchmark must give one answer (不能得出唯一结果)."""

    code = "registry.benchmark.no_single_answer"
    zh = "命中策略“{zh_policy}”会得出多个结果，不能作为裁量基准公布。"
    en = "The hit policy “{en_policy}” may give several answers; a benchmark must give one."
    remedy_zh = "请改用唯一命中、结果相同、首行优先、阶次优先，或者合计、最小、最大。"
    remedy_en = "Use unique, any, first or priority, or collect with sum, smallest or largest."


class UnitsNotComparable(Invalid):
    """Two ranges cannot be compared without knowing an amount (幅度无法比较)."""

    code = "registry.benchmark.units_not_comparable"
    zh = "第 {row} 行与第 {other} 行的幅度单位不同，只核对了阶次，没有核对幅度的轻重。"
    en = "Ranges of rows {row} and {other} have different units: only their tiers were compared."
    remedy_zh = "请人工核对这两行的幅度。"
    remedy_en = "Compare the two ranges by hand."


class TooManyCombinations(Invalid):
    """The table is too large to be examined whole (组合过多)."""

    code = "registry.benchmark.too_many_combinations"
    zh = "因素组合过多，“{zh_check}”没有全部核对。"
    en = "There are too many combinations of facts: “{en_check}” was not checked whole."
    remedy_zh = "请减少因素或者拆分为几张表。"
    remedy_en = "Use fewer factors, or split the table."


class AggregateUnchecked(Invalid):
    """Whether a collecting table rises with its facts was not examined (汇总表未核对轻重)."""

    code = "registry.benchmark.aggregate_unchecked"
    zh, en = "汇总表的轻重顺序没有核对。", "The order of a collecting table was not checked."
    remedy_zh = "请人工核对，或者改用唯一命中。"
    remedy_en = "Check it by hand, or use the unique hit policy."


class BoundsMissing(Invalid):
    """The table does not say what the parent article allows (未填写法定幅度)."""

    code = "registry.benchmark.bounds_missing"
    zh = "没有填写法定幅度，没有核对是否超出。"
    en = "The table does not state what the law allows, so that was not checked."
    remedy_zh = "请填写上位法条规定的罚款幅度，例如“5万元以上15万元以下”。"
    remedy_en = "State the range of the parent article."

# SPDX-License-Identifier: Apache-2.0
"""What the register of law refuses, and what to do next."""

from mingjing.kernel.errors import Conflict, Invalid, Missing, Refused


class StatuteUnreadable(Invalid):
    """The text of a statute cannot be read article by article (法律文本无法解析)."""

    code = "registry.statute_unreadable"
    zh = "“{name}”的条文不连续：第 {expected} 条之后读到第 {found} 条。"
    en = (
        "The articles of “{name}” do not follow each other: {found} stands where {expected} should."
    )
    remedy_zh = "请核对文本：每一条以“第某条”和空格开头，条号连续。"
    remedy_en = "Check the text: each article opens with its number and a blank, without gaps."


class StatuteRegistered(Conflict):
    """The same text is on the register already (文本已登记)."""

    code = "registry.statute_registered"
    zh = "“{instrument_id}”的同一文本已经登记。"
    en = "The same text of “{instrument_id}” is on the register already."
    remedy_zh = "无需重复登记；修改后的文本请以新的生效日期登记。"
    remedy_en = "Nothing to do; register an amended text under its own first day."


class InstrumentUnknown(Missing):
    """No such instrument in force on the day (没有该法律文件)."""

    code = "registry.instrument_unknown"
    zh = "{on} 没有有效的法律文件“{instrument_id}”。"
    en = "No instrument “{instrument_id}” was in force on {on}."
    remedy_zh = "请从法律文件目录中选择，或者换一个日期。"
    remedy_en = "Choose one from the list of instruments, or another day."


class ArticleUnknown(Missing):
    """No such article in force on the day (没有该条文)."""

    code = "registry.article_unknown"
    zh = "{on} 没有有效的条文“{reference}”。"
    en = "No article “{reference}” was in force on {on}."
    remedy_zh = "请核对条号；未收录全文的文件只有名称。"
    remedy_en = "Check the number; of some instruments only the name is held."


class RuleUnknown(Missing):
    """No rule of that id (没有该规则)."""

    code = "registry.rule_unknown"
    zh = "没有编号为“{rule_id}”的规则。"
    en = "There is no rule “{rule_id}”."
    remedy_zh = "请从规则目录中选择编号。"
    remedy_en = "Choose an id from the list of rules."


class ReferenceUnreadable(Invalid):
    """The reference names no instrument that is known (法律引用无法识别)."""

    code = "registry.reference_unreadable"
    zh = "无法识别法律引用“{text}”。"
    en = "The legal reference “{text}” cannot be read."
    remedy_zh = "请写成“行政处罚法 §60”或者“行政处罚法第六十条”。"
    remedy_en = "Write it as “行政处罚法 §60” or “administrative-penalty-law 60”."


class ParameterFixed(Refused):
    """A number read in the text of the law cannot be set by an agency (法定数值不得自行设定)."""

    code = "registry.parameter_fixed"
    zh = "“{name}”由{basis}规定，没有另行规定的余地，不得自行设定。"
    en = "“{name}” is fixed by the law ({basis}) and leaves no room for another value."
    article = "行政处罚法 §4"
    remedy_zh = "修法后由平台更新；可以设定的只有标注 S 或 M 的数值和法律允许另行规定的数值。"
    remedy_en = (
        "When the law changes the platform's row changes; only values marked S or M, and those "
        "that the text lets another norm set, are open to agencies."
    )


class ParameterInvalid(Invalid):
    """The setting cannot be recorded as it is (参数设定有误)."""

    code = "registry.parameter_invalid"
    zh = "参数“{name}”的设定有误：{zh_reason}。"
    en = "The setting of “{name}” is not usable: {en_reason}."
    remedy_zh = "请更正数值、依据、文号或者有效期后重新提交。"
    remedy_en = "Correct value, basis, document number or validity and submit again."

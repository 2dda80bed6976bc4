# SPDX-License-Identifier: Apache-2.0
"""Refusals about the published leniency lists (不予处罚、首违不罚、从轻、减轻、不予强制清单)."""

from mingjing.cases.types.refusals.course import Worded


class LeniencyUnchecked(Worded):
    """Items of the leniency list were not looked at one by one (清单未逐项核对)."""

    code = "cases.leniency_unchecked"
    rule, article = "LEN-1", "行政处罚法 §32, §33"
    zh = "已公布的免罚减轻清单对本事项列有情形，尚未逐项核对：{items}。"
    en = "The published leniency list has items for this matter that were not looked at: {items}."
    remedy_zh = "请对每一项说明是否符合；符合而不适用的，写明理由并集体讨论。"
    remedy_en = "Say of each whether it is met; not to apply one takes a reason and the heads."


class LeniencyUnreasoned(Worded):
    """A listed item is set aside without a reason (不适用清单未说明理由)."""

    code = "cases.leniency_unreasoned"
    rule, article = "LEN-1", "行政处罚法 §32, §33"
    zh = "认为不符合或者不予适用清单情形，但没有说明理由：{item}。"
    en = "An item of the list is set aside, and nothing says why: {item}."
    remedy_zh = "请写明哪一项条件不具备，或者为什么不予适用。"
    remedy_en = "Say which condition is missing, or why the item is not applied."


class LeniencyNotGiven(Worded):
    """A listed item is said to be applied, and the result does not show it (清单未落实)."""

    code = "cases.leniency_not_given"
    rule, article = "LEN-1", "行政处罚法 §32, §33"
    zh = "清单情形已确认适用（{item}：{leniency}），处理结果与之不符。"
    en = "The item {item} ({leniency}) is said to be applied, and the result is heavier than it."
    remedy_zh = "请按清单作出处理；不予适用的，改选不予适用，写明理由并集体讨论。"
    remedy_en = "Follow the list, or say why it is not applied and have the heads discuss it."


class LeniencyNotListed(Worded):
    """An item is named that is not on the list for this matter and day (清单无此情形)."""

    code = "cases.leniency_not_listed"
    rule, article = "LEN-1", "行政处罚法 §33"
    zh = "现行清单对本事项没有这一情形，或者重复核对：{code}。"
    en = "The list in force has no such item for this matter, or it is named twice: {code}."
    remedy_zh = "请重新打开表单，按现行清单核对。"
    remedy_en = "Open the form again and answer the list in force."

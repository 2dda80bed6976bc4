# SPDX-License-Identifier: Apache-2.0
"""Refusals about the transfer to criminal justice (Decree 310)."""

from mingjing.cases.types.refusals.course import Worded


class NotTheChief(Worded):
    """Only the chief head decides (须由正职负责人决定)."""

    code = "cases.not_the_chief"
    rule, article = "TRF-2", "移送规定 §5"
    zh = "移送由本机关正职负责人或者主持工作的负责人决定；不批准的，应当记录理由。"
    en = "The chief head, or who leads in his place, decides; a refusal needs its reasons on file."
    remedy_zh = "请由正职负责人审批，并写明理由。"
    remedy_en = "Let the chief head decide, with reasons."


class TransferPapersMissing(Worded):
    """Attachments are missing (移送材料不全)."""

    code = "cases.transfer_papers_missing"
    rule, article = "TRF-4", "移送规定 §6"
    zh = "移送应当附移送书、调查报告、涉案物品清单；有检验报告或者鉴定结论的，一并附送。"
    en = "Letter, report and inventory go with it; test reports or expert opinions where there are."
    remedy_zh = "请补齐材料后移送。"
    remedy_en = "Complete the papers, then hand over."


class AskedTooLate(Worded):
    """The three days are over (逾期提请复议)."""

    code = "cases.asked_too_late"
    rule, article = "TRF-7", "移送规定 §9"
    zh = "提请复议或者建议立案监督应当在 {last} 之前。"
    en = "Reconsideration or supervision is asked for by {last}."
    remedy_zh = "请依法对案件作出处理，需要处罚的实施处罚。"
    remedy_en = "Handle the case itself, with a penalty if one is due."


class PartyNotTold(Worded):
    """The party was not told that held goods go along (未书面告知当事人)."""

    code = "cases.party_not_told"
    rule, article = "ACL-021", "行政强制法 §21"
    zh = "查封、扣押、冻结的财物一并移送的，应当书面告知当事人。"
    en = "Where sealed, seized or frozen goods go along, the party is told in writing."
    remedy_zh = "请书面告知当事人并填写日期。"
    remedy_en = "Tell the party in writing and enter the day."

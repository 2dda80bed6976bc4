# SPDX-License-Identifier: Apache-2.0
"""Refusals about clues and complaints (线索与投诉)."""

from mingjing.cases.types.refusals.course import Worded
from mingjing.kernel.errors import Conflict, Missing


class UnknownComplaint(Missing):
    """No such complaint (投诉不存在)."""

    code = "cases.unknown_complaint"
    rule, article = "CLU-5", "投诉举报办法 §3, §7"
    zh, en = "没有投诉“{complaint_id}”。", "There is no complaint “{complaint_id}”."
    remedy_zh = "请核对编号；举报登记为线索，与投诉分别办理。"
    remedy_en = "Check the number; a report is a clue and is handled apart from complaints."


class ComplaintStateWrong(Worded):
    """The complaint is at another state (投诉不在该环节)."""

    code = "cases.complaint_state_wrong"
    rule, article = "CLU-1", "投诉举报办法 §14, §21"
    zh, en = "投诉处于“{state}”，不能办理。", "The complaint is “{state}”; this cannot be done."
    remedy_zh = "先决定是否受理，受理后再调解；已终结的投诉不再办理，违法线索另行登记举报。"
    remedy_en = (
        "Accept it first, then mediate; what has ended stays ended, a violation is reported."
    )


class MediationOver(Conflict):
    """An agreement is dated after the longest mediation (调解期限已过)."""

    code = "cases.mediation_over"
    rule, article = "CLU-1", "投诉举报办法 §21"
    zh = "调解期限为受理之日起 {days} 个工作日，于 {due} 届满，{on} 不能再记为调解达成。"
    en = "Mediation lasts {days} working days from acceptance and ended on {due}; {on} is too late."
    remedy_zh = "请终止调解并告知双方可以仲裁、诉讼；双方自行和解的，记为撤回投诉。"
    remedy_en = (
        "End the mediation and point both sides to arbitration or a court; "
        "a settlement of their own is a withdrawal."
    )


class ClueExtended(Conflict):
    """The check was extended before, or its term is over (不能再延长核查)."""

    code = "cases.clue_extended"
    rule, article = "CLU-2", "投诉举报办法 §23, §31"
    zh = "核查期限于 {due} 届满，此前已延长 {before} 个工作日，不能延长。"
    en = "The check is due by {due}, extended before by {before} working days; no more is possible."
    remedy_zh = "请在期限内作出是否立案的决定；已逾期的，尽快决定并说明原因。"
    remedy_en = "Decide on filing in time; what is late is decided at once, with the cause."


class ExtensionTooLong(Conflict):
    """More working days than the extension may have (延长期限过长)."""

    code = "cases.extension_too_long"
    rule, article = "CLU-2", "投诉举报办法 §23, §31"
    zh, en = (
        "延长 {days} 个工作日，超过 {most} 个工作日。",
        "{days} working days are more than {most}.",
    )
    remedy_zh, remedy_en = "请缩短延长的时间。", "Extend by fewer days."


class NobodyToTell(Worded):
    """No decision on filing yet, no name given, or told already (无须告知举报人)."""

    code = "cases.nobody_to_tell"
    rule, article = "CLU-3", "投诉举报办法 §31"
    zh = "线索处于“{state}”，或者不是实名举报，或者已经告知，现在不需要告知举报人。"
    en = "The clue is “{state}”, gave no name, or the reporter was told: nobody is to be told now."
    remedy_zh = "作出是否立案的决定之后，五个工作日内告知实名举报人。"
    remedy_en = "Decide on filing first; then tell a reporter who gave a name in five working days."


class CompetenceDisputed(Conflict):
    """Two agencies dispute who has the clue (处理权限有争议)."""

    code = "cases.competence_disputed"
    rule, article = "CLU-4", "投诉举报办法 §30"
    zh = "该线索自 {since} 起与“{agency}”有处理权限争议，解决之前不能决定是否立案。"
    en = "Competence is disputed with “{agency}” since {since}; filing is not decided meanwhile."
    remedy_zh = "请先协商解决，协商不成的报请共同上级指定。"
    remedy_en = "Settle it by talks, or have the common superior name the agency."


class NotDisputed(Conflict):
    """Nobody disputes the clue, or not with that agency (没有处理权限争议)."""

    code = "cases.not_disputed"
    rule, article = "CLU-4", "投诉举报办法 §30"
    zh = "该线索与“{agency}”没有处理权限争议。"
    en = "There is no dispute over this clue with “{agency}”."
    remedy_zh = "处理机关只能是争议双方之一；请先登记争议。"
    remedy_en = "Only one of the two agencies can have it; put the dispute on record first."


class TalksOver(Conflict):
    """Talks had their time; the common superior names the agency (协商期限已过)."""

    code = "cases.talks_over"
    rule, article = "CLU-4", "投诉举报办法 §30"
    zh = "协商期限于 {due} 届满，{on} 不能再以协商解决；指定处理须有上级文书文号。"
    en = "The talks had to end by {due}, {on} is too late; a naming needs its document number."
    remedy_zh = "请报请共同的上一级机关指定，并填写文号。"
    remedy_en = "Have the common superior name the agency and enter the number of its paper."

# SPDX-License-Identifier: Apache-2.0
"""Refusals about measures, preservation and orders to correct."""

from mingjing.cases.types.refusals.course import Worded


class NothingToDo(Worded):
    """The file has nothing that the step could be about (案卷中没有相应事项)."""

    code = "cases.nothing_to_do"
    rule, article = "APL-047", "行政处罚法 §47"
    zh = "案卷中没有待办理的“{what}”。"
    en = "The file has no “{what}” that waits for this."
    remedy_zh = "请先办理并登记该事项；已办结的无需再办。"
    remedy_en = "Take that step first; what is done need not be done again."


class AlreadyDone(Worded):
    """The same was done before, or the id is used (事项已办理或者编号重复)."""

    code = "cases.already_done"
    rule, article = "APL-047", "行政处罚法 §47"
    zh = "“{step}”的编号“{about}”为空、已使用或者该事项已办结。"
    en = "“{step}”: the id “{about}” is empty or used, or it was done already."
    remedy_zh = "请核对案卷；新的事项使用新的编号。"
    remedy_en = "Look at the file; give a new matter a new id."


class ApprovalMissing(Worded):
    """The head did not approve before (未经负责人事先批准)."""

    code = "cases.approval_missing"
    rule, article = "ACL-018", "行政强制法 §18(1)；行政处罚法 §56"
    zh = "没有该负责人在实施之前对“{what}”的批准，或者该批准已经使用。"
    en = "That head gave no approval of “{what}” before it, or the approval was used already."
    remedy_zh = "请先报行政机关负责人批准；情况紧急的，注明紧急并在二十四小时内补办批准。"
    remedy_en = "Have the head approve first; if urgent, say so and make it up within 24 hours."


class CoercionItemMissing(Worded):
    """No coercion item in force carries it (无有效行政强制事项)."""

    code = "cases.coercion_item_missing"
    rule, article = "ACL-017", "行政强制法 §13, §17, §22"
    zh = "{on} 本机关的权责清单中没有有效的行政强制事项“{item}”。"
    en = "On {on} this agency's power list has no coercion item “{item}” in force."
    remedy_zh = "请选择权责清单中有效的行政强制事项；没有的，不得实施，可以请有权机关实施。"
    remedy_en = "Choose an item in force; without one, leave it to an agency with the power."


class MeasureBasisTooLow(Worded):
    """The basis may not set such a measure (强制措施依据层级不足)."""

    code = "cases.measure_basis_too_low"
    rule, article = "ACL-010", "行政强制法 §10, §11, §29"
    zh = "依据“{basis}”不能设定“{kind}”，或者未登记其效力层级。"
    en = "“{basis}” may not set “{kind}”, or its level is not registered."
    remedy_zh = (
        "冻结须由法律规定；查封、扣押须由法律、行政法规或者地方性法规规定，"
        "格式如“food-safety-law 110”。"
    )
    remedy_en = (
        "Freezing needs a law; sealing and seizure a law, administrative or local regulation, "
        "written like “food-safety-law 110”."
    )


class MeasureProcedureMissing(Worded):
    """Steps of the procedure are missing (强制措施程序缺失)."""

    code = "cases.measure_procedure_missing"
    rule, article = "ACL-018", "行政强制法 §18, §24, §30"
    zh = "实施行政强制措施缺少：{missing}。"
    en = "The measure lacks: {missing}."
    remedy_zh = "请当场补足后再登记；不能补足的，不得实施并立即解除。"
    remedy_en = "Do it on the spot, then enter it; what cannot be done forbids the measure."


class HeldAlready(Worded):
    """A thing is held already (重复查封、扣押、冻结)."""

    code = "cases.held_already"
    rule, article = "ACL-023", "行政强制法 §23, §29"
    zh = "已被查封、扣押、冻结或者登记保存，不得重复：{marks}。"
    en = "Already sealed, seized, frozen or preserved, not again: {marks}."
    remedy_zh = "请核对标识；本案登记保存的物品，先作出处理决定再转为查封、扣押。"
    remedy_en = "Check the marks; dispose of what this case preserved before sealing it."


class NecessitiesHeld(Worded):
    """Living necessities may not be held (不得查封、扣押生活必需品)."""

    code = "cases.necessities_held"
    rule, article = "ACL-023", "行政强制法 §23"
    zh = "不得查封、扣押公民个人及其所扶养家属的生活必需品。"
    en = "Living necessities of a citizen and those maintained by them may not be held."
    remedy_zh = "请从清单中去除生活必需品。"
    remedy_en = "Take the necessities off the inventory."


class KeeperNotAllowed(Worded):
    """Only sealed things may be kept by others (不得委托第三人保管)."""

    code = "cases.keeper_not_allowed"
    rule, article = "ACL-026", "行政强制法 §26"
    zh = "“{kind}”的财物不能委托第三人保管。"
    en = "Things under “{kind}” may not be kept by a third person."
    remedy_zh = "请由行政机关妥善保管，或者改用查封。"
    remedy_en = "Let the agency keep them, or seal them instead."


class FrozenTooMuch(Worded):
    """More is frozen than the act concerns (冻结数额不相当)."""

    code = "cases.frozen_too_much"
    rule, article = "ACL-029", "行政强制法 §29"
    zh = "冻结 {frozen} 元，超过违法行为涉及的金额 {concerned} 元。"
    en = "{frozen} yuan are frozen, more than the {concerned} yuan that the act concerns."
    remedy_zh = "请按违法行为涉及的金额冻结。"
    remedy_en = "Freeze what the act concerns."


class MeasureTooLong(Worded):
    """Term or extension is longer than the law's (强制措施期限过长)."""

    code = "cases.measure_too_long"
    rule, article = "ACL-025", "行政强制法 §25, §32"
    zh = "{zh_what}为 {days} 日，应当大于零且不超过 {most} 日。"
    en = "The {en_what} is {days} days; it must be above zero and at most {most}."
    remedy_zh = "请缩短期限；到期前作出处理决定或者解除。"
    remedy_en = "Shorten it; decide or release before it ends."


class MeasureEnded(Worded):
    """The measure does not run any more, or not yet lawfully (强制措施不在有效期内)."""

    code = "cases.measure_ended"
    rule, article = "ACL-028", "行政强制法 §19, §28, §33"
    zh = "强制措施“{measure}”已解除、已届满（{on}）或者尚未补办批准。"
    en = "Measure “{measure}” is released, over ({on}), or its approval is not made up."
    remedy_zh = "期限届满的，应当立即解除并退还财物；确需再次采取的，重新办理批准。"
    remedy_en = "Release it and return the goods; to hold them again needs a new approval."


class UrgentApprovalLate(Worded):
    """Approval was not made up in time (逾期补办批准)."""

    code = "cases.urgent_approval_late"
    rule, article = "ACL-019", "行政强制法 §19"
    zh = "紧急强制措施应当在 {hours} 小时内（至 {last}）报告并补办批准，已经逾期。"
    en = "An urgent measure is reported and approved within {hours} hours (by {last}); it is late."
    remedy_zh = "请立即解除；确需采取的，按普通程序事先批准。"
    remedy_en = "Release it at once; if it is needed, have it approved beforehand."


class TestingNotAllowed(Worded):
    """Money is not tested (冻结不适用检测期间)."""

    code = "cases.testing_not_allowed"
    rule, article = "ACL-025", "行政强制法 §25(3)"
    zh = "冻结存款、汇款没有检测、检验、检疫或者技术鉴定期间。"
    en = "There is no testing time for frozen deposits."
    remedy_zh = "请选择查封、扣押的物品。"
    remedy_en = "Choose a sealing or seizure."


class ReleaseGroundWrong(Worded):
    """The ground of the release is not there (解除理由不成立)."""

    code = "cases.release_ground_wrong"
    rule, article = "ACL-028", "行政强制法 §19, §27, §28"
    zh = "不能以“{ground}”解除：案卷中没有相应的事实。"
    en = "“{ground}” is no ground here: the file does not show it."
    remedy_zh = "请选择与案卷相符的理由；不再需要的，随时可以解除。"
    remedy_en = "Choose the ground the file shows; what is no longer needed may always be released."


class NotLapsed(Worded):
    """The term has not run out, or its effect was carried out (期限未届满)."""

    code = "cases.not_lapsed"
    rule, article = "ACL-028", "行政强制法 §28"
    zh = "期限 {deadline_id}（{about}）没有届满、已经处理，或者届满没有自动后果。"
    en = "Term {deadline_id} ({about}) is not over, was carried out, or has no effect of its own."
    remedy_zh = "无需办理；案件页列出了各期限的状态。"
    remedy_en = "Nothing to do; the page of the case lists its terms."


class ThingsStillHeld(Worded):
    """The case holds things still (尚有在押财物)."""

    code = "cases.things_still_held"
    rule, article = "ACL-027", "行政强制法 §27, §28；行政处罚法 §56"
    zh = "本案尚有 {count} 件财物处于保存、查封、扣押或者冻结中（{by}），不能结案。"
    en = "The case still holds {count} things ({by}) and cannot be closed."
    remedy_zh = "请先作出处理决定：没收、销毁、退还或者解除。"
    remedy_en = "Decide on them first: confiscate, destroy, return or release."

# SPDX-License-Identifier: Apache-2.0
"""Refusals of filing and about officers."""

from mingjing.cases.types.refusals.course import Worded
from mingjing.kernel.errors import Conflict, Invalid


class TooFewQualified(Worded):
    """Fewer officers than the law wants (执法人员不足)."""

    code = "cases.too_few_qualified"
    rule, article = "APL-042", "行政处罚法 §42"
    zh = "执法人员为 {found} 人，不得少于 {least} 人。"
    en = "Officers named: {found}; the law takes {least} at least."
    remedy_zh = "请增加具有执法资格的人员。"
    remedy_en = "Add officers with enforcement qualification."


class OfficerNotQualified(Worded):
    """An officer holds no certificate in force (无有效执法证件)."""

    code = "cases.officer_not_qualified"
    rule, article = "APL-042", "行政处罚法 §42"
    zh = "执法人员 {officer} 在 {on} 没有有效的执法证件。"
    en = "Officer {officer} holds no enforcement certificate in force on {on}."
    remedy_zh = "请换由持有有效执法证件的人员办理，或者先更新证件登记。"
    remedy_en = "Let an officer with a certificate in force act, or renew the certificate first."


class IdNotShown(Worded):
    """Credentials were not shown (未出示执法证件)."""

    code = "cases.id_not_shown"
    rule, article = "APL-055", "行政处罚法 §55"
    zh = "执法人员没有主动出示执法证件，当事人有权拒绝接受调查或者检查。"
    en = "The officers did not show their credentials; the party may refuse to be investigated."
    remedy_zh = "请主动出示执法证件后重新进行，并在笔录中记明。"
    remedy_en = "Show the credentials, do it again, and note it in the record."


class PowerMissing(Worded):
    """No power item in force carries the act (无有效权责事项)."""

    code = "cases.power_missing"
    rule, article = "APL-017", "行政处罚法 §17"
    zh = "{on} 本机关没有有效的处罚事项“{item}”。"
    en = "On {on} this agency has no penalty item “{item}” in force."
    remedy_zh = "请选择权责清单中有效的事项；不属于本机关的，移送有权机关。"
    remedy_en = "Choose an item in force, or transfer to the agency with the power."


class BasisMissing(Worded):
    """The filing names no provision (未列明依据)."""

    code = "cases.basis_missing"
    rule, article = "APL-038", "行政处罚法 §38"
    zh = "没有列明违法行为涉嫌违反的条款和处罚依据。"
    en = "The provisions that were broken and the basis of the penalty are not named."
    remedy_zh = "请列明法律、法规、规章的名称和条款。"
    remedy_en = "Name the statute and the articles."


class FieldOfAnotherItem(Worded):
    """The field of enforcement is not that of the power item (执法领域与事项不符)."""

    code = "cases.field_of_another_item"
    rule, article = "APL-017", "行政处罚法 §17"
    zh = "权责事项“{item}”的执法领域是“{field_is}”，不是“{given}”。"
    en = "Power item “{item}” belongs to the field “{field_is}”, not to “{given}”."
    remedy_zh = "执法领域以权责清单登记的为准；事项选错的，请改选。"
    remedy_en = "The field is the one on the power list; if it is wrong, choose another item."


class ProvisionUnknown(Worded):
    """A provision is cited that the register of law does not have (条款不在册)."""

    code = "cases.provision_unknown"
    rule, article = "APL-038", "行政处罚法 §5, §38"
    zh = "“{found}”不是法律登记册或者权责清单中的条款。"
    en = "“{found}” is no provision of the register of law or of the power list."
    remedy_zh = "请从列出的条款中选择，或者按名称、条号、文字检索后选择；未登记的法律文件请先登记。"
    remedy_en = "Choose one that is offered, or find it by name, number or words; register a new instrument first."  # noqa: E501


class BasisOfAnotherItem(Worded):
    """None of the provisions cited punishes the act of this power item (依据与事项不符)."""

    code = "cases.basis_of_another_item"
    rule, article = "APL-038", "行政处罚法 §5, §38, §44"
    zh = "所引条款（{found}）都不是本案权责事项或者其裁量基准的处罚依据。"
    en = "None of the provisions cited ({found}) is a basis of this power item or its benchmark."
    remedy_zh = "请至少引用其一：{wanted}；其他条款可以一并引用。案由不对的，请改选权责事项。"
    remedy_en = (
        "Cite one of these at least: {wanted}; others may stand beside it, or choose another item."
    )


class NotOurPlace(Worded):
    """The act happened elsewhere (不属本机关地域管辖)."""

    code = "cases.not_our_place"
    rule, article = "APL-022", "行政处罚法 §22, §25"
    zh = "违法行为发生地 {place} 不在本机关管辖区域，且没有指定管辖或者移送管辖的文号。"
    en = "The act happened in {place}, outside this agency's region, and no document designates it."
    remedy_zh = "请移送违法行为发生地的行政机关，或者填写指定管辖、移送管辖文书的文号。"
    remedy_en = "Transfer to the agency of the place, or state the number of the designation."


class LimitationOver(Worded):
    """The act was discovered too late (超过追责时效)."""

    code = "cases.limitation_over"
    rule, article = "APL-036", "行政处罚法 §36"
    zh = "违法行为终了于 {ended}，{years} 年内（至 {last}）未被发现，不再给予行政处罚。"
    en = "The act ended on {ended} and was not found within {years} years (by {last})."
    remedy_zh = "请作不予立案处理；涉及公民生命健康安全、金融安全且有危害后果的，请注明。"
    remedy_en = "Decline to file; state it if life, health or financial safety was harmed."


class ActHasCase(Worded):
    """Another case on the same act exists (同一违法行为已立案)."""

    code = "cases.act_has_case"
    rule, article = "APL-025", "行政处罚法 §25, §29"
    zh = "同一违法行为已由机关 {agency} 在案件 {case_id} 中立案或者已被罚款。"
    en = "Agency {agency} has filed case {case_id} on the same act, or has fined it already."
    remedy_zh = "由最先立案的机关管辖；有争议的协商，协商不成报请共同的上一级机关指定管辖。"
    remedy_en = "The first to file has it; in dispute negotiate, then ask the common superior."


class OtherActsAtThatTime(Worded):
    """The party has other acts at that time; are they the same (疑似同一违法行为)."""

    code = "cases.other_acts_at_that_time"
    rule, article = "APL-029", "行政处罚法 §29"
    zh = "当事人在同一时间另有案件：{cases}。须先确认不是同一违法行为。"
    en = "The party has other cases on the same time: {cases}. Make sure that it is another act."
    remedy_zh = "是同一违法行为的，选择该行为；不是的，填写区分理由。"
    remedy_en = "If it is the same act choose that act; if not, state what tells them apart."


class ClueNotChecked(Worded):
    """The clue is not at the point where filing can be decided (线索未核查)."""

    code = "cases.clue_not_checked"
    rule, article = "APL-054", "行政处罚法 §54"
    zh = "线索状态为“{state}”，尚不能决定是否立案。"
    en = "The clue is “{state}”; filing cannot be decided."
    remedy_zh = "请先由执法人员核查并提出立案建议。"
    remedy_en = "Let an officer check it and propose filing first."


class ClueSettled(Worded):
    """The clue is decided already (线索已办结)."""

    code = "cases.clue_settled"
    rule, article = "APL-054", "行政处罚法 §54"
    zh = "线索已办结（{state}）。"
    en = "The clue is settled ({state})."
    remedy_zh = "有新情况的，请作为新线索登记。"
    remedy_en = "Take new facts on record as a new clue."


class ClueKnown(Conflict):
    """The same clue is on record (线索重复)."""

    code = "cases.clue_known"
    zh, en = (
        "线索“{reference}”已登记。",
        "A clue with reference “{reference}” is known.",
    )
    remedy_zh, remedy_en = "请使用已登记的线索。", "Use the clue on record."


class PartyIncomplete(Invalid):
    """The party has no name (当事人信息不全)."""

    code = "cases.party_incomplete"
    zh, en = "当事人的名称不能为空。", "The name of the party is empty."
    remedy_zh, remedy_en = "请按证照填写名称和号码。", "Enter name and number as the document says."


class AlreadyFiled(Worded):
    """The case is open already (已经立案)."""

    code = "cases.already_filed"
    rule, article = "APL-054", "行政处罚法 §54"
    zh = "案件已经立案。"
    en = "The case is filed already."
    remedy_zh = "无需再次立案；另一违法行为请登记新的线索。"
    remedy_en = "There is nothing to file; take another act on record as a new clue."

# SPDX-License-Identifier: Apache-2.0
"""What the law does not allow of a power: on a list, and when an act cites it."""

from mingjing.kernel.errors import Missing, Refused

_POWERS = "行政处罚法 §17、行政强制法 §17"


class BasisTooLow(Refused):
    """The instruments cited may not set such a power (设定依据层级不足)."""

    code = "registry.basis_too_low"
    zh = "“{item_code}”是{zh_kind}，所引依据最高为{zh_level}，无权设定。"
    en = "“{item_code}” is {en_kind}; its highest basis is {en_level}, which cannot set it."
    article = "行政处罚法 §16、行政强制法 §10、行政许可法 §17"
    rule = "APL-016"
    remedy_zh = "请引用有权设定的法律、法规或者规章的条款；没有的，应当取消该事项。"
    remedy_en = "Cite a law, regulation or rule that may set it; if there is none, strike the item."


class BasisUnknown(Refused):
    """The instrument cited is not in the law register, so its level is not known (依据未登记)."""

    code = "registry.basis_unknown"
    zh = "“{item_code}”引用的“{instrument_id}”没有登记，无法核对其层级和公布情况。"
    en = "“{item_code}” cites “{instrument_id}”, which is not on the register of law."
    article = "行政处罚法 §5、§16"
    rule = "APL-005"
    remedy_zh = "请先登记该法律文件；未经公布的不得作为依据。"
    remedy_en = "Register the instrument first; what is not published cannot be a basis."


class PenaltyKindsMissing(Refused):
    """A penalty item that names no kind of penalty (处罚种类缺失)."""

    code = "registry.penalty_kinds_missing"
    zh = "“{item_code}”是行政处罚，但没有写明处罚种类。"
    en = "“{item_code}” is a penalty and names no kind of penalty."
    article = "行政处罚法 §9"
    rule = "APL-009"
    remedy_zh = "请填写处罚种类代码。"
    remedy_en = "Give the codes of the penalties."


class DelegationIncomplete(Refused):
    """A delegation without document, body and its standing, term or publication (委托要件不全)."""

    code = "registry.delegation_incomplete"
    zh = "“{item_code}”属于委托行使，缺少：{zh_missing}。"
    en = "“{item_code}” is delegated and lacks: {en_missing}."
    article = "行政处罚法 §20, §21"
    rule = "APL-020"
    remedy_zh = "委托书应当载明事项、权限、期限并公布，受委托组织应当符合法定条件；请补齐。"
    remedy_en = (
        "A delegation is in writing, with items and term, published, to a body that meets the "
        "conditions; complete it."
    )


class DelegationForbidden(Refused):
    """Coercive measures cannot be delegated (强制措施权不得委托)."""

    code = "registry.delegation_forbidden"
    zh = "“{item_code}”是行政强制，不得委托。"
    en = "“{item_code}” is coercion and cannot be delegated."
    article = "行政强制法 §17"
    rule = "ACL-017"
    remedy_zh = "请改为法定机关行使。"
    remedy_en = "Leave the power with the agency that the statute names."


class DelegationPassedOn(Refused):
    """A delegated body delegates further (再委托)."""

    code = "registry.delegation_passed_on"
    zh = "“{item_code}”由受委托组织“{agency}”再次委托。"
    en = "“{item_code}” is delegated further by “{agency}”, itself a delegated body."
    article = "行政处罚法 §20"
    rule = "APL-020"
    remedy_zh = "受委托组织不得再委托；请由委托机关直接委托。"
    remedy_en = "A delegated body cannot delegate; let the delegating agency do so itself."


class EmpowermentIncomplete(Refused):
    """A town's power without decision, publication or evaluation (赋权要件不全)."""

    code = "registry.empowerment_incomplete"
    zh = "“{item_code}”由乡镇、街道行使，缺少：{zh_missing}。"
    en = "“{item_code}” is used by a town or sub-district and lacks: {en_missing}."
    article = "行政处罚法 §24"
    rule = "APL-024"
    remedy_zh = "请填写省级赋权决定的文号、公布载体和下次评估日期。"
    remedy_en = "Give the decision's number and publication, and the day of the next evaluation."


class EvaluationOverdue(Refused):
    """The regular evaluation of a town's power is overdue; a note, not a bar (评估逾期)."""

    code = "registry.evaluation_overdue"
    zh = "“{item_code}”的赋权评估应于 {evaluation_on} 前完成，已逾期。"
    en = "The evaluation of “{item_code}” was due on {evaluation_on} and is overdue."
    article = "行政处罚法 §24"
    rule = "APL-024"
    remedy_zh = "请报请省级机关组织评估，并更新下次评估日期。"
    remedy_en = "Ask the province for the evaluation and enter the next day."


class OutsideListRegion(Refused):
    """An item for a region that the list does not cover (超出清单区域)."""

    code = "registry.outside_list_region"
    zh = "“{item_code}”的区域 {region} 不在清单的区域 {list_region} 之内。"
    en = "“{item_code}” is for region {region}, outside the list's region {list_region}."
    article = "行政处罚法 §22"
    rule = "APL-022"
    remedy_zh = "请改写区域，或者由有权机关公布。"
    remedy_en = "Correct the region, or let the agency concerned publish it."


class PowerCodeUnlisted(Missing):
    """A linked power that is on no list in force; a note (关联的权力事项不在列)."""

    code = "registry.power_code_unlisted"
    zh = "“{item_code}”关联的权力事项“{power_code}”不在有效的权力清单中。"
    en = "“{item_code}” is linked to “{power_code}”, which is on no power list in force."
    remedy_zh = "请核对权力事项编码，或者先公布权力清单。"
    remedy_en = "Check the code, or publish the power list first."


class PowerItemNotInForce(Refused):
    """Base of the refusals of an act that cites no power in force (无有效权力事项)."""


class PowerItemUnlisted(PowerItemNotInForce):
    """The item is on no published list of the agency (权力事项不在本机关清单)."""

    code = "registry.power_item_unlisted"
    zh = "{on} 本机关的权力清单中没有事项“{item_code}”。"
    en = "On {on} the agency's power list holds no item “{item_code}”."
    article = _POWERS
    rule = "APL-017"
    remedy_zh = "请选用清单内的事项；属于其他机关的，移送有管辖权的机关。"
    remedy_en = "Cite an item of the list; what belongs to another agency goes to that agency."


class PowerItemExpired(PowerItemNotInForce):
    """The item is not valid on the day (权力事项当日无效)."""

    code = "registry.power_item_expired"
    zh = "事项“{item_code}”在 {on} 无效（有效期 {valid_from} 至 {valid_to}）。"
    en = "Item “{item_code}” is not valid on {on} (valid {valid_from} to {valid_to})."
    article = _POWERS
    rule = "APL-017"
    remedy_zh = "请选用当日有效的事项。"
    remedy_en = "Cite an item that is valid on the day."


class PowerItemElsewhere(PowerItemNotInForce):
    """The item does not reach the place of the act (权力事项不适用于该区域)."""

    code = "registry.power_item_elsewhere"
    zh = "事项“{item_code}”适用于区域 {item_region}，不包括 {region}。"
    en = "Item “{item_code}” is for region {item_region}, which does not contain {region}."
    article = "行政处罚法 §22"
    rule = "APL-022"
    remedy_zh = "请移送违法行为发生地有管辖权的机关。"
    remedy_en = "Hand the matter to the agency of the place where the act occurred."


class PowerItemOtherKind(PowerItemNotInForce):
    """The item gives another kind of power (权力类型不符)."""

    code = "registry.power_item_other_kind"
    zh = "事项“{item_code}”是{zh_kind}，不能作为{zh_wanted}的依据。"
    en = "Item “{item_code}” is {en_kind} and gives no power for {en_wanted}."
    article = _POWERS
    rule = "APL-017"
    remedy_zh = "请选用对应类型的权力事项。"
    remedy_en = "Cite an item of the kind that the act is."


class PowerItemUnfounded(PowerItemNotInForce):
    """The item's basis may not set the power, so it cannot carry an act (权力事项依据不合法)."""

    code = "registry.power_item_unfounded"
    zh = "事项“{item_code}”不能作为执法依据：{zh_reason}"
    en = "Item “{item_code}” cannot carry an act: {en_reason}"
    article = "行政处罚法 §16、§20、§24、§38"
    rule = "APL-016"
    remedy_zh = "请报告清单管理人员更正清单；在此之前不得据以执法。"
    remedy_en = "Report it to the keeper of the list; until it is mended no act may stand on it."


class PowerItemUnknown(Missing):
    """No such power in force on the day (没有该权力事项)."""

    code = "registry.power_item_unknown"
    zh = "{on} 没有有效的权力事项“{item_code}”。"
    en = "No power item “{item_code}” was in force on {on}."
    remedy_zh, remedy_en = "请核对编码和日期。", "Check the code and the day."

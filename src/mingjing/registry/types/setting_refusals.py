# SPDX-License-Identifier: Apache-2.0
"""What an instrument may not set, and who may not hold a power (设定权与实施主体的界限)."""

from mingjing.kernel.errors import Refused


class PenaltyBeyondLevel(Refused):
    """Base of the refusals of a penalty that the instruments cited may not set (超出设定权)."""

    zh = "“{item_code}”列有“{zh_penalty}”，所引依据最高为{zh_level}，无权设定该种处罚。"
    en = "“{item_code}” lists “{en_penalty}”; its highest basis is {en_level}, which cannot set it."
    remedy_zh = "请补充有权设定该种处罚的上位法条款，或者删除该种处罚。"
    remedy_en = "Add the higher article that sets it, or strike the penalty."


class LibertyNeedsLaw(PenaltyBeyondLevel):
    """Only a law may restrict personal liberty (限制人身自由只能由法律设定)."""

    code = "registry.liberty_needs_law"
    article, rule = "行政处罚法 §10", "APL-010"


class LibertyByRegulation(PenaltyBeyondLevel):
    """An administrative regulation sets every penalty but this (行政法规不得限制人身自由)."""

    code = "registry.liberty_by_regulation"
    article, rule = "行政处罚法 §11", "APL-011"


class PenaltyKindUnfounded(PenaltyBeyondLevel):
    """A kind outside the law's list is set by law or administrative regulation (其他处罚种类)."""

    code = "registry.penalty_kind_unfounded"
    article, rule = "行政处罚法 §9", "APL-009"


class PenaltyBeyondRule(PenaltyBeyondLevel):
    """A rule by itself sets warning, public criticism and a capped fine (规章设定权)."""

    code = "registry.penalty_beyond_rule"
    article, rule = "行政处罚法 §13, §14", "APL-013"


class BusinessLicenceRevoked(Refused):
    """A local regulation may not revoke the business licence (地方性法规不得吊销营业执照)."""

    code = "registry.business_licence_revoked"
    zh = "“{item_code}”以地方性法规吊销许可证件，未写明是哪一种证件，或者写的是营业执照。"
    en = (
        "“{item_code}” revokes a licence by a local regulation and does not say which, "
        "or says the business licence."
    )
    article, rule = "行政处罚法 §12", "APL-012"
    remedy_zh = "请在处罚幅度中写明吊销的证件；吊销营业执照须引用法律或者行政法规。"
    remedy_en = (
        "Name the licence in the range of the penalty; for the business licence cite a law or "
        "an administrative regulation."
    )


class RuleFineAboveCap(Refused):
    """A fine that a rule sets by itself is above its cap, or has none (规章罚款超过限额)."""

    code = "registry.rule_fine_above_cap"
    zh = "“{item_code}”仅以{zh_level}设定罚款，上限为 {fine} 元，限额为 {cap} 元。"
    en = "“{item_code}” rests its fine on {en_level} alone: up to {fine} yuan, the cap is {cap}."
    article, rule = "行政处罚法 §13, §14", "APL-013"
    remedy_zh = "请填写不超过限额的罚款上限，或者补充法律、法规依据。"
    remedy_en = "State a highest fine within the cap, or add an article of a law or regulation."


class LibertyNotByStatute(Refused):
    """Liberty is restricted only by whom a law names (限制人身自由的机关)."""

    code = "registry.liberty_not_by_statute"
    zh = "“{item_code}”列有行政拘留，限制人身自由的处罚权不得下放、授权或者委托行使。"
    en = "“{item_code}” lists detention, which is neither passed down, authorised nor delegated."
    article, rule = "行政处罚法 §18", "APL-018"
    remedy_zh = "请删除行政拘留；该处罚只能由公安机关和法律规定的其他机关行使。"
    remedy_en = "Strike it: only the police and other bodies named by a law may detain."


class TakeoverUndecided(Refused):
    """Another agency's power without the decision that gives it (相对集中处罚权无决定)."""

    code = "registry.takeover_undecided"
    zh = "“{item_code}”的处罚权来自其他机关，缺少：{zh_missing}。"
    en = "The power “{item_code}” comes from another agency and lacks: {en_missing}."
    article, rule = "行政处罚法 §18", "APL-018"
    remedy_zh = "请填写国务院或者省级人民政府决定的文号和公布载体。"
    remedy_en = "Give number and publication of the decision of the State Council or the province."


class OrganisationNotEmpowered(Refused):
    """An organisation without law or regulation that empowers it (组织未获法律法规授权)."""

    code = "registry.organisation_not_empowered"
    zh = "“{item_code}”由授权组织实施，所引依据最高为{zh_level}，规章和其他文件不能授权。"
    en = (
        "“{item_code}” is used by an empowered organisation; its highest basis is {en_level}, "
        "and only a law or regulation empowers."
    )
    article, rule = "行政处罚法 §19", "APL-019"
    remedy_zh = "请补充授权的法律、法规条款；没有的，由行政机关自行实施或者依法委托。"
    remedy_en = (
        "Add the article of the law or regulation that empowers it; without one the agency acts "
        "itself or delegates."
    )

# SPDX-License-Identifier: Apache-2.0
"""Refusals about help, the criminal court, money that is due to the treasury, and secrets."""

from mingjing.cases.types.refusals.course import Worded


class HelpUndescribed(Worded):
    """A request for help or its answer says too little (协助事项不明)."""

    code = "cases.help_undescribed"
    rule, article = "APL-026", "行政处罚法 §26"
    zh = "协助请求应当写明被请求机关和协助事项，答复应当写明结果；不予协助的写明理由。"
    en = "A request names agency and matter, an answer the result, or why no help is given."
    remedy_zh = "请补充写明。"
    remedy_en = "State it."


class FinedByCourt(Worded):
    """The court imposed a criminal fine: no administrative fine after it (已判处罚金)."""

    code = "cases.fined_by_court"
    rule, article = "APL-035", "行政处罚法 §35(2)"
    zh = "人民法院已就同一违法行为判处罚金 {fine} 元，行政机关不再给予罚款。"
    en = "The court imposed a criminal fine of {fine} yuan for the act; no fine is added to it."
    remedy_zh = "请删除罚款；其他种类的行政处罚依法可以给予。"
    remedy_en = "Strike the fine; penalties of other kinds may be imposed by law."


class JudgementUnfit(Worded):
    """A criminal result contradicts itself (刑事处理结果自相矛盾)."""

    code = "cases.judgement_unfit"
    rule, article = "APL-035", "行政处罚法 §27, §35"
    zh = "应当填写机关和文书号；只有判处刑罚的，才能填写罚金或者拘役、有期徒刑。"
    en = "Name organ and document; a criminal fine or imprisonment goes with a sentence only."
    remedy_zh = "请按照裁判文书填写。"
    remedy_en = "Enter it as the document says."


class MoneyKeptBack(Worded):
    """Not all of the money goes to the treasury (罚没款项未全部上缴)."""

    code = "cases.money_kept_back"
    rule, article = "APL-074", "行政处罚法 §74(2)"
    zh = "应当上缴 {due} 元，填写 {given} 元。罚没款项必须全部上缴国库，不得截留、私分。"
    en = "{due} yuan are to be handed in, {given} are entered; all of it goes to the treasury."
    remedy_zh = "请全额上缴并按实填写。"
    remedy_en = "Hand in the whole and enter it."


class GoodsUnaccounted(Worded):
    """What became of confiscated goods is not said (没收物品处理不明)."""

    code = "cases.goods_unaccounted"
    rule, article = "APL-074", "行政处罚法 §74(1)"
    zh = "没收的非法财物应当公开拍卖、按照国家规定处理或者依法销毁，拍卖的填写所得款项。"
    en = "Confiscated goods are auctioned in public, dealt with by rule or destroyed by law."
    remedy_zh = "请选择处理方式；拍卖的，填写所得款项和上缴国库数额。"
    remedy_en = "Choose which; for an auction enter the proceeds and what went to the treasury."


class CourtFeeCharged(Worded):
    """The agency pays no fee for its application (行政机关不缴纳申请费)."""

    code = "cases.court_fee_charged"
    rule, article = "ACL-060", "行政强制法 §60(1)"
    zh = "行政机关申请人民法院强制执行，不缴纳申请费；填写的申请费为 {fee} 元。"
    en = "The agency pays no fee for the application; {fee} yuan are entered."
    remedy_zh = "请不缴纳申请费；已经缴纳的，请求退还。"
    remedy_en = "Pay none; ask for the return of what was paid."


class ExecutionCostEarly(Worded):
    """Cost of an execution that the court did not order (执行费用无执行裁定)."""

    code = "cases.execution_cost_early"
    rule, article = "ACL-060", "行政强制法 §60(1)"
    zh = "强制执行的费用由被执行人承担，法院裁定执行之后才能填写。"
    en = "The party bears the cost of execution, once the court has ruled on it."
    remedy_zh = "请在裁定执行时填写费用。"
    remedy_en = "Enter the cost with the ruling."


class RemedyChannelMissing(Worded):
    """Served online without an online way to reconsideration (未提供互联网复议渠道)."""

    code = "cases.remedy_channel_missing"
    rule, article = "REM-3", "行政复议法 §22"
    zh = "通过互联网渠道送达决定书的，应当同时提供提交行政复议申请书的互联网渠道。"
    en = "A decision served online comes with an online channel for the application to review it."
    remedy_zh = "请填写提交行政复议申请书的网址（http:// 或者 https:// 开头）。"
    remedy_en = "Give the address of that channel (it begins with http:// or https://)."


class DutyCluePapersMissing(Worded):
    """A clue of a duty crime without organ, letter or slip (职务犯罪线索移送手续不全)."""

    code = "cases.duty_clue_papers_missing"
    rule, article = "TRF-12", "移送规定 §19"
    zh = "移送职务犯罪线索，应当写明受理的监察机关或者人民检察院、移送函号和回执。"
    en = "Handing on a clue of a duty crime names the organ, the letter and the return slip."
    remedy_zh = "请补齐后填写。"
    remedy_en = "Complete them."


class HearingMustBeClosed(Worded):
    """The file holds secrets, so the hearing is not public (涉密听证不公开)."""

    code = "cases.hearing_must_be_closed"
    rule, article = "APL-050", "行政处罚法 §50, §64(3)"
    zh = "案卷含有{secrets}，听证不得公开举行。"
    en = "The file holds {secrets}; the hearing is not public."
    remedy_zh = "请改为不公开举行，并说明理由。"
    remedy_en = "Close it, and say why."

# SPDX-License-Identifier: Apache-2.0
"""Refusals about payment, demand, execution, court, and remedies."""

from mingjing.cases.types.refusals.course import NextDay, Worded


class NothingOwed(Worded):
    """Nothing is left to perform (没有待履行的义务)."""

    code = "cases.nothing_owed"
    rule, article = "APL-066", "行政处罚法 §66"
    zh = "没有待履行的义务：决定没有该项内容、已经履行或者已被撤销。"
    en = "Nothing is owed: the decision does not say it, it was performed, or it was revoked."
    remedy_zh = "请核对决定和缴款记录；已履行完毕的，可以结案。"
    remedy_en = "Look at the decision and the payments; close the case if all is performed."


class PaymentTooMuch(Worded):
    """More is entered than is owed (缴款超过应缴数额)."""

    code = "cases.payment_too_much"
    rule, article = "APL-072", "行政处罚法 §67, §72；行政强制法 §45"
    zh = "填写 {paid} 元，当日应缴罚没款 {rest} 元、加处罚款 {surcharge} 元。"
    en = "{paid} yuan are entered; owed that day: {rest} yuan, and {surcharge} yuan surcharge."
    remedy_zh = "请核对金额，罚没款与加处罚款分别填写；多收的应当退还。"
    remedy_en = "Enter fine and surcharge apart; return what was paid too much."


class OfficerMayNotCollect(Worded):
    """Officers may not collect this money (不得当场收缴)."""

    code = "cases.officer_may_not_collect"
    rule, article = "APL-068", "行政处罚法 §67, §68, §69"
    zh = "罚款决定与收缴应当分离，本案不符合当场收缴的情形（一百元一类上限现为 {most} 元）。"
    en = "Deciding and collecting are apart; this is no case for the spot (small is {most} yuan)."
    remedy_zh = (
        "请由当事人到指定银行或者电子支付系统缴纳；简易程序小额或者事后难以执行的、"
        "边远地区当事人提出的，选择相应理由。"
    )
    remedy_en = (
        "Let the party pay at the bank or electronically; else give the ground: small or hard to "
        "execute in simple procedure, or remote and asked for."
    )


class ReceiptMissing(Worded):
    """No receipt of the finance authority (未出具专用票据)."""

    code = "cases.receipt_missing"
    rule, article = "APL-070", "行政处罚法 §70"
    zh = "没有填写财政部门统一制发的专用票据号码，当事人有权拒绝缴纳。"
    en = "No number of the finance authority's receipt; the party may refuse to pay."
    remedy_zh = "请出具专用票据并填写号码。"
    remedy_en = "Give the official receipt and enter its number."


class PenaltyNotDecided(Worded):
    """The decision has no such penalty (决定没有该处罚)."""

    code = "cases.penalty_not_decided"
    rule, article = "APL-066", "行政处罚法 §66"
    zh = "决定中没有需要这样履行的处罚，或者已经履行。"
    en = "The decision has no such penalty, or it was performed already."
    remedy_zh = "请按决定书选择处罚种类；罚款通过缴款登记。"
    remedy_en = "Choose a penalty of the decision; money is entered as a payment."


class NotYetDue(NextDay):
    """The party still has time (履行期限未满)."""

    code = "cases.not_yet_due"
    rule, article = "ACL-034", "行政强制法 §34, §35；行政处罚法 §66, §67"
    last_name = "last"
    zh = "当事人的履行期限至 {last} 届满，{on} 不能催告。"
    en = "The party may perform until {last}; no demand on {on}."
    remedy_zh = "{first} 起可以催告；已批准暂缓或者分期的，以批准的期限为准。"
    remedy_en = "The demand can be made from {first} on; a deferral that was granted counts."


class AmountWrong(Worded):
    """The demand does not state the exact amount (催告金额不准确)."""

    code = "cases.amount_wrong"
    rule, article = "ACL-035", "行政强制法 §35(3)"
    zh = "催告书应当有明确的金额：{on} 应缴 {rest} 元，加处罚款 {surcharge} 元。"
    en = "A demand states the exact amount: {rest} yuan, {surcharge} yuan surcharge on {on}."
    remedy_zh = "请按系统计算的金额填写；无金钱给付义务的填零。"
    remedy_en = "Enter the computed amounts; zero where no money is owed."


class RightsNotTold(Worded):
    """The demand is silent on statement and defence (未告知陈述申辩权)."""

    code = "cases.rights_not_told"
    rule, article = "ACL-035", "行政强制法 §35(4)"
    zh = "催告书没有载明当事人依法享有的陈述权和申辩权。"
    en = "The demand does not tell the party of its right to state and defend."
    remedy_zh = "请补充后重新制作催告书。"
    remedy_en = "Add it and make the demand again."


class DemandMissing(Worded):
    """No demand was served before (未经催告)."""

    code = "cases.demand_missing"
    rule, article = "ACL-035", "行政强制法 §35, §54"
    zh = "没有送达催告书。"
    en = "No demand was served."
    remedy_zh = "请先送达催告书，催告期满仍未履行的再办理。"
    remedy_en = "Serve a demand first, and wait for its term."


class DemandRunning(NextDay):
    """The demand's term still runs (催告期限未满)."""

    code = "cases.demand_running"
    rule, article = "ACL-054", "行政强制法 §35, §37, §54"
    last_name = "last"
    zh = "催告期限至 {last} 届满，{on} 不能办理。"
    en = "The demand runs until {last}; not on {on}."
    remedy_zh = "请等待期满，{first} 起可以办理；有证据证明转移、隐匿财物的，可以立即强制执行。"
    remedy_en = (
        "Wait, until {first}; where assets are shown to be hidden, say so and execute at once."
    )


class DefenceAdopted(Worded):
    """The party's defence against the demand was adopted (催告申辩已采纳)."""

    code = "cases.defence_adopted"
    rule, article = "ACL-036", "行政强制法 §36"
    zh = "当事人在催告期间提出的事实、理由成立并已采纳，不能据此催告强制执行。"
    en = "What the party said to the demand holds and was adopted; it carries no execution."
    remedy_zh = "请按采纳的意见处理；仍需执行的，重新催告。"
    remedy_en = "Act on what was adopted; if execution is still due, serve a new demand."


class ExecutionStayed(Worded):
    """Execution stands still now (执行停止、中止或者有执行协议)."""

    code = "cases.execution_stayed"
    rule, article = "ACL-039", "行政强制法 §39, §42；行政复议法 §42"
    zh = "现在不能执行：复议或者诉讼期间决定停止执行、已中止执行，或者执行协议尚在履行期内。"
    en = "No execution now: stayed in a remedy, suspended, or an agreement still runs."
    remedy_zh = "请等待救济结果、恢复执行，或者在协议期满未履行后恢复。"
    remedy_en = "Wait for the remedy, resume, or wait for the agreement's last day."


class ExecutionOver(Worded):
    """Execution has ended (已终结执行)."""

    code = "cases.execution_over"
    rule, article = "ACL-040", "行政强制法 §39, §40"
    zh = "已终结执行或者不再执行。"
    en = "Execution has ended for good."
    remedy_zh = "请以终结执行为理由结案。"
    remedy_en = "Close the case on that ground."


class NoPowerToExecute(Worded):
    """No law gives the agency the power (没有行政强制执行权)."""

    code = "cases.no_power_to_execute"
    rule, article = "ACL-012", "行政强制法 §13"
    zh = "行政强制执行由法律设定，“{basis}”不是已登记的法律条款。"
    en = "Only a law gives the power to execute; “{basis}” is no article of a known law."
    remedy_zh = "法律没有规定行政机关强制执行的，应当申请人民法院强制执行。"
    remedy_en = "Where no law gives the power, apply to the court."


class NightOrHoliday(Worded):
    """Not at night, not on statutory holidays (夜间、法定节假日不得强制执行)."""

    code = "cases.night_or_holiday"
    rule, article = "ACL-043", "行政强制法 §43"
    zh = "{at} 处于夜间（{night_from} 时至次日 {night_to} 时）或者法定节假日。"
    en = "{at} lies at night ({night_from} to {night_to} o'clock) or on a statutory holiday."
    remedy_zh = "请改在工作时间实施；情况紧急的，注明紧急情形。"
    remedy_en = "Choose another time; if it is urgent, say so."


class UtilitiesCut(Worded):
    """Nobody's water, power, heat or gas is cut (不得停止居民水电热气)."""

    code = "cases.utilities_cut"
    rule, article = "ACL-043", "行政强制法 §43"
    zh = "不得对居民生活采取停止供水、供电、供热、供燃气等方式迫使当事人履行。"
    en = "Water, power, heat and gas of residents are never cut to force performance."
    remedy_zh = "请选择其他执行方式。"
    remedy_en = "Choose another way."


class RemediesOpen(NextDay):
    """The party may still seek a remedy, or has (救济期限未满或者正在救济)."""

    code = "cases.remedies_open"
    rule, article = "ACL-053", "行政强制法 §44, §46, §53"
    last_name = "last"
    zh = "当事人申请复议或者提起诉讼的期限未满（至 {last}）。"
    en = "The party may still go to review or court (until {last})."
    remedy_zh = "当事人不申请复议也不起诉的，{first} 起可以办理；履行期满的，先催告。"
    remedy_en = "Without review or suit it is open from {first} on; make the demand before."


class RemedyUnderWay(RemediesOpen):
    """The party is in review or in court, or nothing was served (正在救济)."""

    code = "cases.remedy_under_way"
    zh = "决定尚未送达，或者当事人正在复议、诉讼。"
    en = "The decision is not served, or the party is in review or in court."
    remedy_zh = "请在复议、诉讼结束并登记结果之后办理。"
    remedy_en = "Wait for its end, and enter the result."


class DemolitionNotAnnounced(Worded):
    """No public notice with a term before demolition (强制拆除未公告限期)."""

    code = "cases.demolition_not_announced"
    rule, article = "ACL-044", "行政强制法 §44"
    zh = "强制拆除应当先公告并限期当事人自行拆除，且期限已满。"
    en = "Demolition needs a public notice, a term to do it oneself, and its end."
    remedy_zh = "请发布公告、写明自行拆除的期限，期满后再决定。"
    remedy_en = "Publish the notice with its term and decide after it."


class SurchargeTooShort(Worded):
    """The surcharge has not run long enough (加处罚款未超过三十日)."""

    code = "cases.surcharge_too_short"
    rule, article = "ACL-046", "行政强制法 §46"
    zh = "加处罚款至 {on} 实施了 {days} 日，应当超过 {least} 日并经催告。"
    en = "The surcharge has run {days} days on {on}; it must be more than {least}, with a demand."
    remedy_zh = "请等待，或者在法定期限内申请人民法院强制执行。"
    remedy_en = "Wait, or apply to the court in its window."


class NothingToAuction(Worded):
    """Nothing is sealed or seized (没有可拍卖的查封、扣押财物)."""

    code = "cases.nothing_to_auction"
    rule, article = "ACL-046", "行政强制法 §46(3)"
    zh = "本案没有在有效期内的查封、扣押财物。"
    en = "The case has nothing sealed or seized that is still held."
    remedy_zh = "请选择其他执行方式，或者申请人民法院强制执行。"
    remedy_en = "Choose another way, or apply to the court."


class SubstituteUnfounded(Worded):
    """Substitute performance lacks what its decision must say (代履行决定要件不全)."""

    code = "cases.substitute_unfounded"
    rule, article = "ACL-051", "行政强制法 §50, §51"
    zh = "代履行缺少对交通安全、环境或者自然资源的危害、费用预算，或者无利害关系的代履行人。"
    en = "Harm to traffic, environment or resources, a budget, or an uninvolved performer lack."
    remedy_zh = "请补充危害、费用预算、代履行人。"
    remedy_en = "Add harm, budget and performer."


class SecondDemandMissing(Worded):
    """No second demand in time (代履行三日前未再次催告)."""

    code = "cases.second_demand_missing"
    rule, article = "ACL-051", "行政强制法 §51(2)"
    zh = "代履行三日前应当再次催告，最迟于 {last} 送达。"
    en = "A second demand is due three working days before, served by {last}."
    remedy_zh = "请送达再次催告，并相应推迟代履行时间。"
    remedy_en = "Serve it, and put the performance off accordingly."


class CourtWindowClosed(Worded):
    """Too late for the court (超过申请法院强制执行期限)."""

    code = "cases.court_window_closed"
    rule, article = "ACL-053", "行政强制法 §53"
    zh = "申请人民法院强制执行的期限已于 {last} 届满。"
    en = "The time to apply to the court ended on {last}."
    remedy_zh = "不能再申请；请查明未按期申请的责任，并继续督促履行。"
    remedy_en = "It cannot be asked any more; find who is answerable, and keep urging."


class CourtPapersMissing(Worded):
    """Papers for the court are missing (申请材料不全)."""

    code = "cases.court_papers_missing"
    rule, article = "ACL-055", "行政强制法 §55"
    zh = "申请材料不全：须有签名盖章的申请书、决定书及理由、当事人意见和催告情况、标的情况。"
    en = "Missing papers: signed application, decision, the party's opinion and demand, object."
    remedy_zh = "请补齐材料。"
    remedy_en = "Complete them."


class EndGroundWrong(Worded):
    """The ground for the end is not there (终结执行理由不成立)."""

    code = "cases.end_ground_wrong"
    rule, article = "ACL-040", "行政强制法 §39, §40"
    zh = "不能以“{ground}”终结执行：与当事人或者案卷情况不符。"
    en = "“{ground}” does not end execution here: party or file do not show it."
    remedy_zh = "请选择与事实相符的理由；暂时不能执行的，中止执行。"
    remedy_en = "Choose the ground that is there; what is only hindered is suspended."


class AgreementUnlawful(Worded):
    """The agreement gives away what the law does not let (执行协议违法)."""

    code = "cases.agreement_unlawful"
    rule, article = "ACL-042", "行政强制法 §42"
    zh = "当事人采取补救措施的，只能减免加处的罚款（现为 {surcharge} 元），不得减免本数。"
    en = "Only surcharge ({surcharge} yuan) may be reduced, once it was made good; not the fine."
    remedy_zh = "请写明补救措施，减免额不超过加处罚款。"
    remedy_en = "State what was made good; reduce no more than the surcharge."


class ReviewFirst(Worded):
    """Reconsideration comes before the suit (复议前置)."""

    code = "cases.review_first"
    rule, article = "ARL-023", "行政复议法 §23"
    zh = "对当场作出的行政处罚决定不服的，应当先申请行政复议。"
    en = "Against an on-the-spot penalty reconsideration comes first, then the suit."
    remedy_zh = "请先登记行政复议及其结果。"
    remedy_en = "Enter the reconsideration and its result first."

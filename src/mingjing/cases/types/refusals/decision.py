# SPDX-License-Identifier: Apache-2.0
"""Refusals of review, notice, hearing, discussion, decision and service."""

from mingjing.cases.types.field_names import field_name
from mingjing.cases.types.refusals.course import NextDay, Worded
from mingjing.kernel.errors import Language


class LegalReviewMissing(Worded):
    """The decision was not reviewed in law, or did not pass (未经法制审核)."""

    code = "cases.legal_review_missing"
    rule, article = "APL-058", "行政处罚法 §58"
    zh = "本案应当法制审核（{triggers}），未经审核或者审核未通过，不得作出决定。"
    en = "The case must be reviewed in law ({triggers}); unreviewed, no decision."
    remedy_zh = "请将案件送法制审核；听证之后须再次审核。"
    remedy_en = "Send it to legal review; after a hearing it is reviewed again."


class ReviewerUnqualified(Worded):
    """A first-time reviewer lacks the qualification (审核人员无法律职业资格)."""

    code = "cases.reviewer_unqualified"
    rule, article = "APL-058", "行政处罚法 §58"
    zh = "初次从事法制审核的人员应当取得法律职业资格。"
    en = "Who reviews for the first time must hold the legal-profession qualification."
    remedy_zh = "请由取得法律职业资格的人员审核。"
    remedy_en = "Let a qualified person review."


class TriggersOverlooked(Worded):
    """The review misses a reason for which it is due (遗漏审核情形)."""

    code = "cases.triggers_overlooked"
    rule, article = "APL-058", "行政处罚法 §58"
    zh = "审核意见没有列明应当审核的情形：{triggers}。"
    en = "The review does not name why it is due: {triggers}."
    remedy_zh = "请逐项列明审核情形。"
    remedy_en = "Name each of them."


class NoticeMissing(Worded):
    """There is no report or notice to go on from (未经告知)."""

    code = "cases.notice_missing"
    rule, article = "APL-044", "行政处罚法 §44, §57"
    zh = "没有拟给予处罚的调查终结报告，或者尚未就其告知当事人。"
    en = "There is no report that proposes a penalty, or the party was not told of it."
    remedy_zh = "请先完成调查终结报告，再事先告知当事人。"
    remedy_en = "Finish the report, then tell the party."


class NoticeIncomplete(Worded):
    """The notice does not tell what it must (告知内容不全)."""

    code = "cases.notice_incomplete"
    rule, article = "APL-044", "行政处罚法 §44, §63"
    zh = "告知书应写明拟处罚内容、事实、理由、依据以及陈述申辩权；符合听证条件的还应告知听证权。"
    en = "Tell content, facts, reasons, basis and rights, the hearing where it is due."
    remedy_zh = "请补全后告知。"
    remedy_en = "Complete it, then serve it."


class NotHeard(NextDay):
    """The party has not had its say (未听取意见)."""

    code = "cases.not_heard"
    rule, article = "APL-062", "行政处罚法 §44, §45, §62"
    zh = "当事人没有陈述申辩，也没有明确放弃，期限至 {until}。"
    en = "The party has neither spoken nor waived; its period runs until {until}."
    remedy_zh = "请等待期限届满（{first} 起可以决定），或者取得当事人明确放弃的材料。"
    remedy_en = "Wait for the period to end (from {first} on), or obtain an express waiver."


class DefenceUnreviewed(Worded):
    """What the party said was not reviewed (未复核陈述申辩)."""

    code = "cases.defence_unreviewed"
    rule, article = "APL-045", "行政处罚法 §45"
    zh = "当事人提出的事实、理由和证据尚未复核。"
    en = "The facts, reasons and evidence of the party were not reviewed."
    remedy_zh = "请先复核并写明是否采纳。"
    remedy_en = "Review them and say what is adopted."


class NothingToReview(Worded):
    """There is no statement to review (没有待复核意见)."""

    code = "cases.nothing_to_review"
    rule, article = "APL-045", "行政处罚法 §45"
    zh = "没有待复核的陈述申辩。"
    en = "There is no statement that waits for review."
    remedy_zh = "当事人提出意见后再复核。"
    remedy_en = "Review when the party has spoken."


class BasisNotTold(Worded):
    """The basis of the decision is not the one that the party was told (决定依据与告知不一致)."""

    code = "cases.basis_not_told"
    rule, article = "APL-044", "行政处罚法 §44, §62"
    zh = "决定的依据与事先告知的不一致：{found}。"
    en = "The decision does not rest on the basis that was told: {found}."
    remedy_zh = "请写明告知过的全部依据；改变依据的，重新告知并听取陈述、申辩后再作决定。"
    remedy_en = "State all of the basis that was told; to change it tell anew and hear the party."


class HeavierThanNotified(Worded):
    """The decision is heavier than what was told (重于告知内容)."""

    code = "cases.heavier_than_notified"
    rule, article = "APL-045", "行政处罚法 §45, §62"
    zh = "拟决定的{kind}（{decided} 元）重于告知的内容（{told} 元）。"
    en = "{kind} of {decided} yuan is heavier than what was told ({told} yuan)."
    remedy_zh = "不得因申辩加重；因新的事实需要加重的，重新调查报告并告知。"
    remedy_en = "Never heavier for a defence; for new facts report and notify again."


class PenaltyNotTold(HeavierThanNotified):
    """A penalty is decided of which the party was not told (处罚种类未经告知)."""

    code = "cases.penalty_not_told"
    zh = "事先告知中没有“{kind}”，不得在决定中增加。"
    en = "The party was not told of “{kind}”: the decision cannot add it."


class HeavierThanDecided(Worded):
    """A change is heavier than the decision that stands (变更后重于原决定)."""

    code = "cases.heavier_than_decided"
    rule, article = "APL-045", "行政处罚法 §44, §45, §62"
    zh = "变更后的{kind}（{changed} 元）重于现行决定（{decided} 元）。"
    en = "{kind} of {changed} yuan is heavier than the decision that stands ({decided} yuan)."
    remedy_zh = "变更不得加重；因新的事实需要加重的，依法撤销后重新立案、告知并听取意见。"
    remedy_en = "A change makes nothing heavier; for new facts revoke, file, notify and hear anew."


class PenaltyAdded(HeavierThanDecided):
    """A change adds a penalty that the decision does not have (变更增加处罚种类)."""

    code = "cases.penalty_added"
    zh = "现行决定中没有“{kind}”，变更时不得增加。"
    en = "The decision that stands has no “{kind}”: a change cannot add it."


class HearingDue(NextDay):
    """The right to a hearing is still open (听证权未了结)."""

    code = "cases.hearing_due"
    rule, article = "APL-063", "行政处罚法 §62, §63, §64"
    zh = "听证尚未举行，当事人也没有放弃；申请期限至 {until}。"
    en = "The hearing was neither held nor waived; it can be asked for until {until}."
    remedy_zh = "请等待期限届满（{first} 起可以决定），或者取得明确放弃的材料。"
    remedy_en = "Wait for the term (from {first} on), or obtain an express waiver."


class HearingPending(HearingDue):
    """A hearing was asked for and not held (听证尚未举行)."""

    code = "cases.hearing_pending"
    zh = "当事人已于 {asked} 要求听证，听证尚未举行。"
    en = "A hearing was asked for on {asked} and has not been held."
    remedy_zh = "请通知时间、地点并举行听证，或者取得当事人明确放弃的材料。"
    remedy_en = "Tell time and place and hold it, or obtain an express waiver."


class NoRightToWaive(Worded):
    """There is no such right that the party could waive (没有可以放弃的权利)."""

    code = "cases.no_right_to_waive"
    rule, article = "APL-062", "行政处罚法 §62, §63"
    zh = "“{right}”没有告知、已经行使或者已经放弃，不能放弃。"
    en = "“{right}” was not told, was used or was waived already; it cannot be given up."
    remedy_zh = "请核对最近一次告知书；只能放弃已经告知、尚未行使的权利。"
    remedy_en = "Look at the last notice: only what was told and not used can be given up."


class HearingNotAsked(Worded):
    """Nobody asked for a hearing (没有听证申请)."""

    code = "cases.hearing_not_asked"
    rule, article = "APL-063", "行政处罚法 §63, §64"
    zh = "当事人没有要求听证。"
    en = "The party has not asked for a hearing."
    remedy_zh = "收到当事人的听证申请后登记，再通知听证。"
    remedy_en = "Enter the request when it comes, then tell time and place."


class HearingNotTold(HearingNotAsked):
    """The notice told no right to a hearing (没有告知听证权利)."""

    code = "cases.hearing_not_told"
    zh = "告知书没有告知听证权利。"
    en = "The notice told no right to a hearing."
    remedy_zh = "当事人可以陈述和申辩；符合听证条件的，请重新告知。"
    remedy_en = "The party may state and defend; where a hearing is due, serve the notice again."


class HearingOver(HearingNotAsked):
    """The hearing was held, or the right to it waived or lost (听证权利已经了结)."""

    code = "cases.hearing_over"
    zh = "本次告知后的听证已经举行，或者当事人已经放弃、逾期。"
    en = "The hearing after this notice was held, or the right to it was waived or ran out."
    remedy_zh = "请继续办理；重新告知的，听证权利随新的告知书产生。"
    remedy_en = "Go on; a new notice gives the right anew."


class HearingNotScheduled(HearingNotAsked):
    """Time and place of the hearing were not told (尚未通知听证)."""

    code = "cases.hearing_not_scheduled"
    rule, article = "APL-064b", "行政处罚法 §64"
    zh = "听证的时间、地点尚未通知当事人。"
    en = "Time and place of the hearing were not told."
    remedy_zh = "请先通知听证，举行七个工作日以前通知。"
    remedy_en = "Tell time and place first, seven working days before."


class HearingNotYet(Worded):
    """The day of the hearing has not come (未到听证日期)."""

    code = "cases.hearing_not_yet"
    rule, article = "APL-064b", "行政处罚法 §64"
    zh = "听证定于 {first} 举行，尚未到期。"
    en = "The hearing is on {first}."
    remedy_zh = "{first} 起可以登记听证；改期的，请重新通知。"
    remedy_en = "It can be entered from {first} on; to move it, tell the new day."


class HearingAsked(Worded):
    """A hearing was asked for already (已申请听证)."""

    code = "cases.hearing_asked"
    rule, article = "APL-064a", "行政处罚法 §64"
    zh = "本次告知之后已经申请听证。"
    en = "A hearing was asked for already after this notice."
    remedy_zh = "等待行政机关通知听证的时间和地点。"
    remedy_en = "Wait for the agency to tell time and place."


class HearingTooLate(Worded):
    """The hearing was asked for too late (逾期申请听证)."""

    code = "cases.hearing_too_late"
    rule, article = "APL-064a", "行政处罚法 §64"
    zh = "听证申请期限至 {until}，已逾期。"
    en = "A hearing could be asked for until {until}."
    remedy_zh = "逾期视为放弃听证；仍可陈述申辩。"
    remedy_en = "The right is waived; the party may still state and defend."


class HearingNoticeShort(Worded):
    """The hearing was told too late (听证通知过晚)."""

    code = "cases.hearing_notice_short"
    rule, article = "APL-064b", "行政处罚法 §64"
    zh = "听证定于 {on}，最迟应于 {latest} 通知当事人。"
    en = "For a hearing on {on} the party must be told by {latest}."
    remedy_zh = "请推迟听证日期。"
    remedy_en = "Move the hearing to a later day."


class HostNotApart(Worded):
    """The host investigated the case (主持人参与调查)."""

    code = "cases.host_not_apart"
    rule, article = "APL-064d", "行政处罚法 §64"
    zh = "听证主持人不得是本案调查人员。"
    en = "The host must not be an investigator of the case."
    remedy_zh = "请指定非本案调查人员主持。"
    remedy_en = "Name a host who took no part in the investigation."


class NotTheHost(Worded):
    """Only the host keeps the record (非听证主持人)."""

    code = "cases.not_the_host"
    rule, article = "APL-064d", "行政处罚法 §64"
    zh = "您不是通知书确定的听证主持人。"
    en = "You are not the host whom the notice names."
    remedy_zh = "请由主持人办理，或者重新通知。"
    remedy_en = "Let the host do it, or give a new notice."


class TooManyAgents(Worded):
    """Too many agents at the hearing (代理人过多)."""

    code = "cases.too_many_agents"
    rule, article = "APL-064e", "行政处罚法 §64"
    zh = "代理人 {found} 人，最多 {most} 人。"
    en = "There are {found} agents; at most {most} are allowed."
    remedy_zh = "请核对代理人人数。"
    remedy_en = "Check the number of agents."


class DeliberationMissing(Worded):
    """The heads have not discussed the case (未经集体讨论)."""

    code = "cases.deliberation_missing"
    rule, article = "APL-057", "行政处罚法 §57"
    zh = "情节复杂、处罚重大或者偏离基准的，应当由机关负责人集体讨论，并有记录。"
    en = "A complex, grave or deviating case is discussed by the heads, with a record."
    remedy_zh = "请先集体讨论；听证或者复核之后的变化须再次讨论。"
    remedy_en = "Have it discussed first, again after a hearing or a review."


class DiscussionDeparted(Worded):
    """The decision is not what the heads concluded together (决定与集体讨论结论不一致)."""

    code = "cases.discussion_departed"
    rule, article = "APL-057", "行政处罚法 §57"
    zh = "集体讨论的结论是“{discussed}”，拟作的决定是“{decided}”。"
    en = "The heads concluded “{discussed}” together; the decision would be “{decided}”."
    remedy_zh = "请按集体讨论的结论决定；需要改变的，再次集体讨论并记录后决定。"
    remedy_en = "Decide as it was concluded; to change it, discuss it again and record that first."


class DecisionIncomplete(Worded):
    """A document does not state what it must (内容不全)."""

    code = "cases.decision_incomplete"
    rule, article = "APL-059", "行政处罚法 §52, §59"
    zh = "缺少应当载明的内容：{field}。"
    en = "It lacks what it must state: {field}."
    remedy_zh = "请补全后提交。"
    remedy_en = "Complete it and submit again."

    def message(self, language: Language) -> str:
        """What was refused, one sentence."""
        field, act = str(self.detail.get("field", "")), str(self.detail.get("act", ""))
        detail = {**self.detail, "field": field_name(field, act, language)}
        return (self.zh if language == "zh" else self.en).format(**detail)


class CorrectionMissing(Worded):
    """No order to correct goes with the penalty (未责令改正)."""

    code = "cases.correction_missing"
    rule, article = "APL-028", "行政处罚法 §28"
    zh = "实施行政处罚应当责令当事人改正或者限期改正违法行为。"
    en = "With a penalty goes an order to correct the act."
    remedy_zh = "请填写责令改正的内容，或者先下达责令改正通知。"
    remedy_en = "State the correction, or order it first."


class FinedAlready(Worded):
    """The act was fined already (一事不二罚款)."""

    code = "cases.fined_already"
    rule, article = "APL-029", "行政处罚法 §29"
    zh = "同一违法行为已在案件 {case_id} 中被罚款，不得再次罚款。"
    en = "The same act was fined in case {case_id}; no second fine."
    remedy_zh = "可以给予罚款以外的处罚，或者撤销案件。"
    remedy_en = "Decide penalties other than a fine, or dismiss the case."


class TransferPending(Worded):
    """A transfer to the police is under way (移送未了结)."""

    code = "cases.transfer_pending"
    rule, article = "TRF-10", "行政处罚法 §27；移送规定 §11"
    zh = "案件正在移送或者已决定移送司法机关，不得以行政处罚代替。"
    en = "A transfer to the justice system is under way; no penalty in its place."
    remedy_zh = "请等待移送审批或者公安机关的决定。"
    remedy_en = "Wait for the head or the police to decide."


class ConsentMissing(Worded):
    """There is no consent to electronic service (无电子送达确认书)."""

    code = "cases.consent_missing"
    rule, article = "APL-061", "行政处罚法 §61"
    zh = "当事人没有签订确认书，不能电子送达。"
    en = "The party has not signed a consent to electronic service."
    remedy_zh = "请取得确认书并填写编号，或者改用其他方式送达。"
    remedy_en = "Obtain the consent and state its number, or serve another way."


class ServedTooSoon(Worded):
    """The period of public notice is not over (公告期未满)."""

    code = "cases.served_too_soon"
    rule, article = "APL-061", "民事诉讼法 §95"
    zh = "公告送达自发出公告之日起经过 {days} 日视为送达。"
    en = "Public notice counts as service after {days} days."
    remedy_zh = "请填写公告期满之日。"
    remedy_en = "State the day on which the period ended."


class NotSimple(Worded):
    """The case is not for the simple procedure (不符合简易程序)."""

    code = "cases.not_simple"
    rule, article = "APL-051", "行政处罚法 §51"
    zh = "当场处罚仅限警告，或者 {limit} 元以下罚款。"
    en = "On the spot only a warning, or a fine up to {limit} yuan."
    remedy_zh = "请适用普通程序立案。"
    remedy_en = "Use the ordinary procedure."


class RemedyOrderUntold(Worded):
    """The party was not told that reconsideration comes first (未告知复议前置)."""

    code = "cases.remedy_order_untold"
    rule, article = "ARL-023", "行政复议法 §23"
    zh = "对当场作出的处罚决定，应当告知先申请行政复议。"
    en = "For a decision on the spot the party is told to ask for reconsideration first."
    remedy_zh = "请在救济途径中写明复议前置。"
    remedy_en = "State it among the remedies."


class ClosingGroundMissing(Worded):
    """The file does not carry the ground for closing (不符合结案条件)."""

    code = "cases.closing_ground_missing"
    rule, article = "APL-057", "行政处罚法 §57, §66"
    zh = "案卷不能证明“{ground}”。"
    en = "The file does not show “{ground}”."
    remedy_zh = "请补录相应步骤，或者选择符合事实的结案理由。"
    remedy_en = "Take the step that is missing, or choose the ground that fits."


class EducationMissing(Worded):
    """No education is recorded (未进行教育)."""

    code = "cases.education_missing"
    rule, article = "APL-033d", "行政处罚法 §33"
    zh = "不予行政处罚的，应当对当事人进行教育并记录。"
    en = "Where no penalty is given the party is educated, and it is recorded."
    remedy_zh = "请填写教育情况。"
    remedy_en = "Write down how the party was educated."


class RemedyOpen(Worded):
    """A remedy is under way (复议诉讼未结)."""

    code = "cases.remedy_open"
    rule, article = "APL-073", "行政处罚法 §73"
    zh = "复议或者诉讼尚未结束。"
    en = "A reconsideration or a suit is under way."
    remedy_zh = "请登记其结果后再结案。"
    remedy_en = "Record how it ended first."


class NothingToClose(Worded):
    """No ground for closing is in the file (尚无结案理由)."""

    code = "cases.nothing_to_close"
    rule, article = "APL-057", "行政处罚法 §57, §66, §67"
    zh = "案卷中还没有结案的理由：决定尚未送达，或者处罚尚未履行完毕。"
    en = "No ground for closing is in the file: the decision is not served, or not performed."
    remedy_zh = "请先送达决定、登记缴款和履行；不履行的，催告后申请法院强制执行。"
    remedy_en = "Serve it, enter payment and performance; else make the demand and ask the court."


class FileIncomplete(Worded):
    """The file does not show the whole process (案卷不完整)."""

    code = "cases.file_incomplete"
    rule, article = "APL-047", "行政处罚法 §47"
    zh = "全过程记录缺少：{missing}。"
    en = "The whole-process record lacks: {missing}."
    remedy_zh = "请补齐后归档。"
    remedy_en = "Complete it before archiving."


class AlreadyExtended(Worded):
    """The term was extended already (已经延期)."""

    code = "cases.already_extended"
    rule, article = "APL-060", "行政处罚法 §60"
    zh = "办案期限已经延长过。"
    en = "The term was extended already."
    remedy_zh = "再次延长须有法律、法规、规章依据，请由负责人登记参数。"
    remedy_en = "A second extension needs a basis in law."


class NotSuspended(Worded):
    """The case does not stand still (案件未中止)."""

    code = "cases.not_suspended"
    rule, article = "APL-054", "行政处罚法 §54"
    zh = "案件没有中止。"
    en = "The case is not suspended."
    remedy_zh = "无需恢复。"
    remedy_en = "There is nothing to resume."


class StatementsEnough(Worded):
    """Statements online have reached the limit of the page (网上陈述次数已满)."""

    code = "cases.statements_enough"
    rule, article = "APL-045", "行政处罚法 §45"
    zh = "本次告知后已在网上提交 {most} 份陈述、申辩，网上不能再提交。"
    en = "{most} statements came online after this notice; the page takes no more."
    remedy_zh = "已提交的均已入卷；还要补充的，请书面或者当面向承办机关提出，机关同样必须听取。"
    remedy_en = (
        "All of them are in the file. Say more on paper or in person; that must be heard too."
    )


class RetentionTooShort(Worded):
    """The file would be kept for too short a time (保管期限过短)."""

    code = "cases.retention_too_short"
    rule, article = "APL-047", "行政处罚法 §47; 本机关档案保管期限表"
    zh = "案卷至少保管 {least} 年，填写的是 {given} 年。"
    en = "The file is kept for {least} years at least; {given} were given."
    remedy_zh = "请按本机关档案保管期限表填写，不少于 {least} 年；永久保管的，在备注中写明。"
    remedy_en = "State the years of your archive's table, {least} or more."


class ReviewIncomplete(Worded):
    """A legal review passed what it did not look at (审核内容不全)."""

    code = "cases.review_incomplete"
    rule, article = "TS-10", "行政处罚法 §58, 国办发〔2018〕118号"
    zh = "审核意见为同意，但没有审核：{missing}。"
    en = "The review passed the case without looking at: {missing}."
    remedy_zh = "请逐项审核后再提出意见。"
    remedy_en = "Look at each point, then give the opinion."


class PrivateInPublication(Worded):
    """A text for the public shows what must stay closed (公开内容含隐私)."""

    code = "cases.private_in_publication"
    rule, article = "TS-4", "行政处罚法 §48, §50; 处罚信息公示规定 §6"
    zh = "供公众阅读的文字中含有：{found}。"
    en = "The text for the public shows: {found}."
    remedy_zh = "请遮蔽姓名、证件号码、电话、住址等内容后再公开。"
    remedy_en = "Mask names, identity numbers, telephones and addresses, then publish."


class NotForPublication(Worded):
    """The decision is not published (不予公示)."""

    code = "cases.not_for_publication"
    rule, article = "TS-3", "行政处罚法 §48, 处罚信息公示规定 §2"
    zh = "该决定不予公示：仅受警告，或者作出决定时已说明不公开的理由。"
    en = "This decision is not published: a mere warning, or closed with a reason when it was made."
    remedy_zh = "不公开的理由不再存在的，由负责人变更决定。"
    remedy_en = "Where the reason is gone, the head changes the decision."


class DecisionUnserved(Worded):
    """The party has not got the decision (尚未送达)."""

    code = "cases.decision_unserved"
    rule, article = "APL-061", "行政处罚法 §48, §61; 处罚信息公示规定 §7, §8"
    zh = "处罚决定尚未送达当事人，不得先行公示。"
    en = "The decision was not served on the party; it does not go public before that."
    remedy_zh = (
        "请先送达决定书并书面告知将予公示，再在公示期限内公示；"
        "无法直接送达的，依法公告送达，自送达之日起公示。"
    )
    remedy_en = (
        "Serve the decision and tell the party in writing that it will be published, then publish "
        "it in time. Where nobody can be found, serve it by public notice and publish it then."
    )


class WithdrawFirst(Worded):
    """What is public is no longer what stands (应当先撤回)."""

    code = "cases.withdraw_first"
    rule, article = "APL-048", "行政处罚法 §48"
    zh = "已公开的决定已经变更或者撤销，应当先撤回并说明理由。"
    en = "What is public was changed or revoked since; it is taken down first, with the reason."
    remedy_zh = "请先撤回公开，再公示变更后的决定。"
    remedy_en = "Withdraw it, then publish what stands."


class DeviationUnreasoned(Worded):
    """The benchmark is left without an explanation (偏离裁量基准未说明理由)."""

    code = "cases.deviation_unreasoned"
    rule, article = "DIS-2", "国办发〔2022〕27号"
    zh = "选择了偏离裁量基准，但没有说明具体情况。"
    en = "The benchmark is left, but nothing says why in this case."
    remedy_zh = "请说明偏离的具体理由，并经集体讨论；或者在基准的幅度内提出处罚。"
    remedy_en = "Explain it and have the heads discuss it, or stay within the benchmark."

# SPDX-License-Identifier: Apache-2.0
"""What the room refuses, by which article, and what to do next."""

from dataclasses import dataclass

from mingjing.kernel.errors import (
    Conflict,
    Corrupt,
    Invalid,
    Language,
    Missing,
    Refused,
    SaidInWords,
)


@dataclass(frozen=True, slots=True)
class Words:
    """A phrase in both languages, to stand inside a refusal."""

    zh: str
    en: str

    def label(self, language: Language) -> str:
        """The phrase in the given language."""
        return self.zh if language == "zh" else self.en


class PlanInvalid(SaidInWords, Invalid):
    """A field of the plan is not usable (计划字段有误)."""

    code = "inspection.plan_invalid"
    zh = "计划字段“{field}”有误：{reason}。"
    en = "Field “{field}” of the plan is not usable: {reason}."
    remedy_zh = "请更正后重新提交。"
    remedy_en = "Correct it and submit again."


class ScoresOfAnotherDay(Refused):
    """The scores in force are of an earlier day than the plan says (评分日期不符)."""

    code = "inspection.scores_of_another_day"
    zh = "没有 {as_of} 的评分；在此之前最近一次评分的日期是 {newest}。"
    en = "Nothing was scored for {as_of}; the last scoring before it is of {newest}."
    remedy_zh = (
        "将“评分日期”改为 {newest}，或先为 {as_of} 评分：mingjing risk score --as-of {as_of}。"
    )
    remedy_en = (
        "Plan with the scores of {newest}, or score for {as_of} first: "
        "mingjing risk score --as-of {as_of}."
    )


class RandomShareOutside(Refused):
    """The random share lies outside the range in force (随机比例超出范围)."""

    code = "inspection.random_share_outside"
    zh = "随机抽取比例 {share} 不在 {low} 至 {high} 之间。"
    en = "The random share {share} is not between {low} and {high}."
    article = "营商环境条例 §54"
    rule = "INS-RND"
    remedy_zh = "请调整随机比例；不得以风险评分取代随机抽取。"
    remedy_en = "Change the random share; a risk score does not replace the random draw."


class BudgetExceeded(Refused):
    """More visits are wanted than the budget holds (超出检查预算)."""

    code = "inspection.budget_exceeded"
    zh = "计划预算 {budget} 次，其中随机抽取 {random} 次；其他来源需要 {wanted} 次，超出预算。"
    en = "The budget is {budget} visits, {random} of them random; the other lanes need {wanted}."
    article = "国办发〔2024〕54号"
    rule = "INS-5"
    remedy_zh = "请减少人工增列，或另拟计划。"
    remedy_en = "Add fewer by hand, or draft another plan."


class ItemNotPublished(Refused):
    """An item is not on the published list in force (检查事项未公布)."""

    code = "inspection.item_not_published"
    zh = "检查事项“{item_code}”在 {on} 未公布或已失效，不得检查。"
    en = "Inspection item “{item_code}” is not published and in force on {on}: no inspection."
    article = "国办发〔2024〕54号"
    rule = "INS-2"
    remedy_zh = "请选择已公布的检查事项，或先公布该事项及其依据。"
    remedy_en = "Choose a published item, or publish it with its legal basis first."


class NothingToInspect(Refused):
    """No candidate may be visited (没有可检查对象)."""

    code = "inspection.nothing_to_inspect"
    zh = "共有候选对象 {candidates} 个，均不可安排检查。"
    en = "None of {candidates} candidates may be visited."
    article = "国办发〔2024〕54号"
    rule = "INS-3"
    remedy_zh = "请核对事项适用类别、区域、年度频次上限和评分日期。"
    remedy_en = "Check the items' categories, the region, the yearly cap and the day of the scores."


class CapReached(Refused):
    """The subject was visited as often as the year allows (已达年度频次上限)."""

    code = "inspection.cap_reached"
    zh = "对象 {subject_id} 本年已检查 {visits} 次，达到上限 {cap} 次。"
    en = "Subject {subject_id} had {visits} visits this year; the cap is {cap}."
    article = "国办发〔2024〕54号"
    rule = "INS-3"
    remedy_zh = "除有线索触发并记录理由外，不得再安排。"
    remedy_en = "No further visit this year, unless a lead triggers it and the reason is recorded."


class AlreadyPlanned(Refused):
    """Another plan has an open visit to the subject (重复检查)."""

    code = "inspection.already_planned"
    zh = "对象 {subject_id} 已在其他计划中安排检查。"
    en = "Another plan has an open visit to subject {subject_id}."
    article = "营商环境条例 §54"
    rule = "INS-6"
    remedy_zh = "请合并为一次检查（综合查一次）。"
    remedy_en = "Merge the items into that one visit."


class SubjectNotCandidate(Missing):
    """The subject is not on the plan's register of objects (不在检查对象名录)."""

    code = "inspection.subject_not_candidate"
    zh = "对象 {subject_id} 不在本计划的检查对象名录中。"
    en = "Subject {subject_id} is not on this plan's register of objects."
    remedy_zh = "请核对对象、区域与事项适用类别。"
    remedy_en = "Check the subject, the region and the categories of the items."


class ReasonMissing(Invalid):
    """A decision by hand needs its reason (缺少理由)."""

    code = "inspection.reason_missing"
    zh = "“{what}”应当写明理由。"
    en = "“{what}” needs a reason."
    article = "国办发〔2024〕54号"
    rule = "INS-4"
    remedy_zh = "请填写理由。"
    remedy_en = "State the reason."


class WrongStage(SaidInWords, Refused):
    """The plan or task is not at the stage that this act needs (阶段不符)."""

    code = "inspection.wrong_stage"
    zh = "“{what}”现处于“{stage}”阶段，不能{act}。"
    en = "“{what}” is at the stage “{stage}”; it cannot be {act}."
    article = "国发〔2019〕5号"
    rule = "DRO-1"
    remedy_zh = "请按“拟定、锁定名单、抽取”的次序办理。"
    remedy_en = "Keep the order: draft, freeze the pool, draw."


class TooFewOfficers(Refused):
    """Fewer officers than the law demands (执法人员不足)."""

    code = "inspection.too_few_officers"
    zh = "持有效证件的执法人员 {found} 名，不得少于 {needed} 名。"
    en = "{found} officers with a certificate in force; not fewer than {needed} are needed."
    article = "行政处罚法 §42"
    rule = "APL-042"
    remedy_zh = "请增补有执法资格的人员；辅助人员不得计入。"
    remedy_en = "Add officers with enforcement qualification; auxiliaries do not count."


class NoLawfulPair(Refused):
    """No two officers of the pool may visit the subject together (无可派人员)."""

    code = "inspection.no_lawful_pair"
    zh = "名单中有 {count} 个对象（如 {example}）没有两名可派执法人员（区域、技能或回避）。"
    en = "{count} subjects (e.g. {example}) lack two officers who may go: region, skill, recusal."
    article = "行政处罚法 §42、§43"
    rule = "APL-042"
    remedy_zh = "请增补人员或调整事项后再锁定名单。"
    remedy_en = "Add officers or change the items before freezing the pool."


class CertificateNotInForce(Refused):
    """An officer's certificate is not in force on the day (执法证件无效)."""

    code = "inspection.certificate_not_in_force"
    zh = "执法人员 {officer_id} 在 {on} 没有有效执法证件。"
    en = "Officer {officer_id} holds no certificate in force on {on}."
    article = "行政处罚法 §42"
    rule = "APL-042"
    remedy_zh = "请从候补名单中更换人员。"
    remedy_en = "Replace the officer from the reserve list."


class OfficerRecused(Refused):
    """The officer has a conflict of interest (应当回避)."""

    code = "inspection.officer_recused"
    zh = "执法人员 {officer_id} 与该检查对象有利害关系，应当回避。"
    en = "Officer {officer_id} has a conflict of interest with this subject and must stand aside."
    article = "行政处罚法 §43"
    rule = "APL-043"
    remedy_zh = "请从候补名单中更换人员。"
    remedy_en = "Replace the officer from the reserve list."


class NotTheDrawnPair(Refused):
    """Somebody other than the drawn officers went, or enters the result (非抽取人员)."""

    code = "inspection.not_the_drawn_pair"
    zh = "到场或录入人员与抽取结果不符：抽取 {drawn}，实际 {present}。"
    en = "Not the officers who were drawn: drawn {drawn}, present {present}."
    article = "营商环境条例 §54"
    rule = "DRO-2"
    remedy_zh = "执法人员只能由抽取产生；确需更换的，先办理更换并记录理由。"
    remedy_en = "Officers come from the draw only; replace one first, with the reason."


class NoReserveLeft(Refused):
    """No officer of the reserve list may take over (候补已用尽)."""

    code = "inspection.no_reserve_left"
    zh = "候补名单中没有可以接替的执法人员。"
    en = "No officer of the reserve list may take over."
    article = "行政处罚法 §42"
    rule = "APL-042"
    remedy_zh = "请取消该任务并写明理由，或列入下一计划重新抽取。"
    remedy_en = "Cancel the visit with the reason, or put it in the next plan for a new draw."


class VisitOutsidePeriod(Refused):
    """The visit lies outside the plan's period (检查日期超出计划)."""

    code = "inspection.visit_outside_period"
    zh = "检查日期 {on} 不在计划期限 {start} 至 {end} 之内。"
    en = "The visit of {on} lies outside the plan's period, {start} to {end}."
    article = "国办发〔2024〕54号"
    rule = "INS-5"
    remedy_zh = "请核对检查时间。"
    remedy_en = "Check the time of the visit."


class VisitNotOver(Refused):
    """The visit is to end later than now (检查尚未结束)."""

    code = "inspection.visit_not_over"
    zh = "检查结束时间 {end} 尚未到来，现在是 {now}。"
    en = "The visit is said to end at {end}; now it is {now}."
    article = "国办发〔2024〕54号"
    rule = "INS-5"
    remedy_zh = "请在检查结束后录入，或核对日期和时间。"
    remedy_en = "Enter the result when the visit is over, or check day and time."


class ResultInvalid(SaidInWords, Invalid):
    """The result does not fit the checklist (检查结果与检查单不符)."""

    code = "inspection.result_invalid"
    zh = "检查结果有误：{reason}。"
    en = "The result is not usable: {reason}."
    article = "国办发〔2024〕54号"
    rule = "INS-2"
    remedy_zh = "请按检查单逐项录入。"
    remedy_en = "Enter it line by line of the checklist."


class PaperIncomplete(SaidInWords, Refused):
    """The paper lacks what it must state (检查文书要素缺失)."""

    code = "inspection.paper_incomplete"
    zh = "《{form}》缺少应当载明的内容：{words}。"
    en = "“{form}” lacks what it must state: {words}."
    article = "国办发〔2024〕54号"
    rule = "INS-10"
    remedy_zh = (
        "审批表在锁定名单、抽取检查人员后制作，现场检查笔录在录入检查结果后制作；"
        "名称和地址由数据来源补充，检查事项应先公布。"
    )
    remedy_en = (
        "Make the approval once the pool is frozen and officers are drawn, the record once the "
        "result is entered; names come from the sources, and items are published first."
    )


class PaperExists(SaidInWords, Conflict):
    """The paper was made and nothing has changed since (检查文书已制作)."""

    code = "inspection.paper_exists"
    zh = "《{form}》已经制作，编号{number}，此后内容没有变化。"
    en = "“{form}” was made with the number {number}, and nothing has changed since."
    article = "国办发〔2024〕54号"
    rule = "INS-10"
    remedy_zh = "请在任务页下载已制作的文书；更换检查人员后可以重新制作。"
    remedy_en = "Take it from the page of the visit; after a change of officers make it anew."


class PaperMissing(Missing):
    """No such paper or form (检查文书不存在)."""

    code = "inspection.paper_missing"
    zh = "没有检查文书“{what}”。"
    en = "There is no inspection paper “{what}”."
    remedy_zh = "请从任务页进入。"
    remedy_en = "Start from the page of the visit."


class PoolUndrawn(Refused):
    """Objects of the pool wait for another draw (名单已锁定未抽取)."""

    code = "inspection.pool_undrawn"
    zh = "名单中有 {count} 个对象已在计划“{plan}”（{plan_id}）的锁定名单中，尚未抽取。"
    en = "{count} objects stand in the frozen pool of the plan “{plan}” ({plan_id}), not drawn yet."
    article = "营商环境条例 §54"
    rule = "DRO-1"
    remedy_zh = "请先完成该计划的抽取；同一对象不得重复锁定、择优抽取。"
    remedy_en = "Run that draw first: an object waits for one draw at a time, nobody picks a seed."


class CheckpointMissing(Refused):
    """No published checkpoint covers the freezing yet, so there is no seed (检查点未公布)."""

    code = "inspection.checkpoint_missing"
    zh = "账本尚无包含名单锁定条目 {entry_id} 的检查点，随机种子还不存在。"
    en = "No checkpoint of the ledger covers the freezing entry {entry_id}: there is no seed yet."
    article = "国发〔2019〕5号"
    rule = "DRO-1"
    remedy_zh = "请等待账本公布下一个检查点（或运行 mingjing ledger sequence）后再抽取。"
    remedy_en = (
        "Wait for the ledger's next checkpoint (or run mingjing ledger sequence), then draw."
    )


class PublicStringWrong(SaidInWords, Refused):
    """The public string was announced and is missing, or was not announced (公开字符串不符)."""

    code = "inspection.public_string_wrong"
    zh = "公开字符串与锁定名单时的公告不符：{reason}。"
    en = "The public string does not fit the announcement at freezing: {reason}."
    article = "国发〔2019〕5号"
    rule = "DRO-1"
    remedy_zh = "公告了来源的，抽取时必须提供；没有公告的，不得提供。"
    remedy_en = "Supply it when its source was announced; supply none when it was not."


class PlanMissing(Missing):
    """No such plan (计划不存在)."""

    code = "inspection.plan_missing"
    zh = "没有检查计划 {plan_id}。"
    en = "There is no inspection plan {plan_id}."
    remedy_zh = "请从计划列表进入。"
    remedy_en = "Start from the list of plans."


class TaskMissing(Missing):
    """No such task (任务不存在)."""

    code = "inspection.task_missing"
    zh = "没有检查任务 {task_id}。"
    en = "There is no inspection task {task_id}."
    remedy_zh = "请从计划进入。"
    remedy_en = "Start from the plan."


class LeadMissing(Missing):
    """No such lead (线索不存在)."""

    code = "inspection.lead_missing"
    zh = "没有线索 {lead_id}。"
    en = "There is no lead {lead_id}."
    remedy_zh = "请从线索列表进入。"
    remedy_en = "Start from the list of leads."


class DrawMissing(Missing):
    """The plan has not been drawn (尚未抽取)."""

    code = "inspection.draw_missing"
    zh = "检查计划 {plan_id} 尚未抽取。"
    en = "Inspection plan {plan_id} has not been drawn."
    remedy_zh = "请先锁定名单并抽取。"
    remedy_en = "Freeze the pool and draw first."


class LeadTaken(Conflict):
    """The lead was taken before (线索已登记)."""

    code = "inspection.lead_taken"
    zh = "来源记录 {source_record} 已登记为线索。"
    en = "The record {source_record} was taken as a lead before."
    remedy_zh = "请使用已有线索。"
    remedy_en = "Use the existing lead."


class AlreadyDeclared(Conflict):
    """The recusal is on record already (回避已登记)."""

    code = "inspection.already_declared"
    zh = "该回避已登记。"
    en = "This recusal is on record already."
    remedy_zh = "无需重复登记。"
    remedy_en = "Nothing further to do."


class DrawFileUnreadable(Invalid):
    """The file is not a draw file (抽取文件无法读取)."""

    code = "inspection.draw_file_unreadable"
    zh = "不是可读的抽取文件：{where}：{reason}。"
    en = "Not a readable draw file: {where}: {reason}."
    remedy_zh = "请从抽取公示页重新下载文件。"
    remedy_en = "Download the file again from the public page of the draw."


class DrawDiffers(Corrupt):
    """The replay gives something else than the file says (复算不一致)."""

    code = "inspection.draw_differs"
    zh = "复算与文件不一致：{steps}。"
    en = "The replay differs from the file in: {steps}."
    article = "国发〔2019〕5号"
    rule = "DRO-1"
    remedy_zh = "请保存该文件，并与公示页的文件、账本检查点核对。"
    remedy_en = "Keep the file; compare it with the published one and with the ledger's checkpoint."

# SPDX-License-Identifier: Apache-2.0
"""What inspection promises to firms and the public: yearly plan, results, the firm's evaluation."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from mingjing.inspection.types.codes import Conduct, VisitFound, VisitMode
from mingjing.inspection.types.refusals import Words
from mingjing.kernel.errors import Conflict, Invalid, Language, Missing, Refused


@dataclass(frozen=True, slots=True)
class YearLine:
    """One line of a yearly plan (年度检查计划事项): item, objects, mode, ratio (0 to 1)."""

    item_code: str
    objects: str
    mode: VisitMode
    ratio: Decimal


@dataclass(frozen=True, slots=True)
class NewYearPlan:
    """A yearly plan to be published (年度检查计划)."""

    year: int
    document_no: str
    lines: tuple[YearLine, ...]


@dataclass(frozen=True, slots=True)
class YearPlanView:
    """A published yearly plan (已公布的年度检查计划).

    :ivar number: version of the year's plan; the last one holds.
    :ivar due_on: the last day on which it was in time.
    """

    year_plan_id: str
    agency_id: str
    region: str
    year: int
    number: int
    document_no: str
    lines: tuple[YearLine, ...]
    published_on: date
    due_on: date
    entry_id: str

    @property
    def is_late(self) -> bool:
        """Whether the year's first version came after the term."""
        return self.number == 1 and self.published_on > self.due_on


@dataclass(frozen=True, slots=True)
class PublishedVisit:
    """A visit as the public reads it (公示的检查结果), with the plan that it was drawn in."""

    plan_id: str
    plan: Words
    agency_id: str
    subject: str
    items: tuple[str, ...]
    visited_on: date
    found: VisitFound
    published_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What a firm says of a visit (企业评价); 5 is best."""

    rating: int
    conduct: tuple[Conduct, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class EvaluationView:
    """An evaluation as supervisors read it (企业评价)."""

    task_id: str
    agency_id: str
    visited_on: date | None
    evaluation: Evaluation
    at: datetime


class VisitCodeUnknown(Missing):
    """No visit has this code (检查码无效)."""

    code = "inspection.visit_code_unknown"
    zh = "检查码不正确或者已经失效。"
    en = "The code is wrong or no longer valid."
    remedy_zh = "请核对检查通知上的检查码，或者请执法人员重新出具。"
    remedy_en = "Compare it with the notice, or ask the officers for a new one."


class CodeNotForInspectors(Refused):
    """Whoever inspects does not hold the code of the firm (检查人员不得经手检查码)."""

    code = "inspection.code_not_for_inspectors"
    rule, article = "INS-7", "国办发〔2024〕54号"
    zh = "您是本次检查的执法人员；检查码供企业评价检查使用，不得由被评价的人制作。"
    en = "You are one of the officers of this visit; who is evaluated does not make the code."
    remedy_zh = "请由本机关其他人员制作检查码告知单，密封后交企业。"
    remedy_en = "Somebody else of the agency makes the letter and seals it for the firm."


class PageForTheFirm(Refused):
    """An account of an agency does not use the firm's page (机关账号不得使用企业检查页)."""

    code = "inspection.page_for_the_firm"
    rule, article = "INS-7", "国办发〔2024〕54号"
    zh = "企业检查页供被检查企业使用；您正以机关工作人员的账号登录。"
    en = "This page is for the firm; you are signed in with an account of an agency."
    remedy_zh = "检查的情况请在检查任务页查看；企业无需账号，凭检查码进入。"
    remedy_en = "Read the visit on its own page. A firm needs no account and enters by its code."


class VisitNotMade(Refused):
    """The visit has no result yet (检查尚未完成)."""

    code = "inspection.visit_not_made"
    rule, article = "INS-7", "国办发〔2024〕54号"
    zh = "检查结果尚未录入，还不能评价。"
    en = "The result of the visit is not in yet; it cannot be evaluated."
    remedy_zh = "请在检查结束、结果录入后评价。"
    remedy_en = "Evaluate it when the visit is over and its result is in."


class EvaluatedAlready(Conflict):
    """The firm has evaluated this visit (已经评价)."""

    code = "inspection.evaluated_already"
    rule, article = "INS-7", "国办发〔2024〕54号"
    zh = "这次检查已经评价，每次检查评价一次。"
    en = "This visit was evaluated; each visit is evaluated once."
    remedy_zh = "还有要反映的，请向执法监督机关投诉。"
    remedy_en = "What remains to be said goes to the supervisors as a complaint."


class EvaluationInvalid(Invalid):
    """A rating is missing or a text too long (评价内容有误)."""

    code = "inspection.evaluation_invalid"
    zh = "请选择一至五星，文字不超过 {most} 字。"
    en = "Choose one to five stars; write at most {most} characters."
    remedy_zh = "请更正后提交。"
    remedy_en = "Correct it and send it again."


class TooManyTries(Refused):
    """Wrong codes again and again (尝试次数过多)."""

    code = "inspection.too_many_tries"
    http_status = 429
    zh = "检查码多次输入错误，请十分钟后再试。"
    en = "The code was wrong too often. Try again in ten minutes."
    remedy_zh = "请核对检查通知。"
    remedy_en = "Look at the notice."


class YearPlanInvalid(Invalid):
    """A yearly plan does not say what it must (年度计划内容不全)."""

    code = "inspection.year_plan_invalid"
    rule, article = "INS-PLAN", "国办发〔2024〕54号"
    zh = "年度检查计划第 {line} 行有误：{zh_reason}。"
    en = "Line {line} of the yearly plan is not usable: {en_reason}."
    remedy_zh = "每行写明事项、对象范围、方式和比例。"
    remedy_en = "Each line states item, objects, mode and ratio."

    def message(self, language: Language) -> str:
        """What was refused, one sentence."""
        return (self.zh if language == "zh" else self.en).format(**self.detail)


class YearPlanThere(Conflict):
    """The plan is public already, or another was published just now (年度计划已公布)."""

    code = "inspection.year_plan_there"
    rule, article = "INS-PLAN", "国办发〔2024〕54号"
    zh = "{year} 年的年度检查计划已经公布，内容没有变化，或者刚刚由他人公布。"
    en = "The plan of {year} is public already: nothing in it has changed, or it came just now."
    remedy_zh = "请查看已公布的计划；有变化的，再公布一次。"
    remedy_en = "Look at the published plan, and publish again what differs."


class NothingToPublish(Refused):
    """No result of the plan waits for publication (没有待公示的结果)."""

    code = "inspection.nothing_to_publish"
    rule, article = "TS-3", "国发〔2019〕5号"
    zh = "该计划没有待公示的检查结果。"
    en = "No result of the plan waits for publication."
    remedy_zh = "请先录入检查结果。"
    remedy_en = "Enter the results first."


__all__ = [
    "CodeNotForInspectors",
    "EvaluatedAlready",
    "Evaluation",
    "EvaluationInvalid",
    "EvaluationView",
    "NewYearPlan",
    "NothingToPublish",
    "PageForTheFirm",
    "PublishedVisit",
    "TooManyTries",
    "VisitCodeUnknown",
    "VisitNotMade",
    "YearLine",
    "YearPlanInvalid",
    "YearPlanThere",
    "YearPlanView",
]

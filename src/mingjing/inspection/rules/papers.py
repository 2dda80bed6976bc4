# SPDX-License-Identifier: Apache-2.0
"""What the papers of a visit say (检查文书内容): the approval form and the record."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from mingjing.engines.papers.forms import Form, lacking
from mingjing.engines.papers.words import Content, Table
from mingjing.inspection.rules.checklist import questions
from mingjing.inspection.types import CheckOutcome, PaperIncomplete, ResultView, TaskDetail, Words
from mingjing.kernel.clock import BEIJING
from mingjing.registry.types import ItemView, OfficerView

_OPTIONAL = frozenset({"address", "grounds"})


@dataclass(frozen=True, slots=True)
class Approval:
    """Who confirmed the plan, when, and the entry that says so (检查批准)."""

    by: str
    at: datetime
    entry_id: str


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What a paper is made of: the visit, and what other rooms know of it."""

    detail: TaskDetail
    agency: str
    subject: str
    address: str
    officers: Mapping[str, OfficerView]
    items: tuple[ItemView, ...]
    approval: Approval | None


def demand_contents(form: Form, words: Mapping[str, str], names: Mapping[str, Words]) -> None:
    """The paper states what the model form asks for.

    Law: INS-10, 国办发〔2024〕54号; INS-4 (approval, two officers), INS-7 (entry registered).
    Raises: PaperIncomplete, with every word that is missing.
    """
    missing = lacking(form, words, _OPTIONAL)
    if missing:
        known = [names.get(one, Words(one, one)) for one in missing]
        said = Words("、".join(one.zh for one in known), ", ".join(one.en for one in known))
        raise PaperIncomplete(form=form, words=said)


def paper_words(facts: PaperFacts) -> dict[str, str]:
    """The words of both forms; empty where the visit has not come so far."""
    detail = facts.detail
    plan, task = detail.plan, detail.task
    words = {
        "agency": facts.agency,
        "subject": facts.subject,
        "address": facts.address,
        "plan": plan.title,
        "period": f"{_day(plan.period_from)}至{_day(plan.period_to)}",
        "lane": task.lane.zh,
        "grounds": f"{detail.cap_exception}。" if detail.cap_exception else "",
        "items": _item_names(facts),
        "officers": _officer_names(facts),
    }
    if facts.approval is not None:
        words["approver"] = facts.approval.by
        words["approved_at"] = _moment(facts.approval.at)
        words["approval_entry"] = facts.approval.entry_id
    return words | (_result_words(detail.result) if detail.result else {})


def paper_tables(form: Form, facts: PaperFacts) -> tuple[Table, ...]:
    """The lists of a form, in its order."""
    makers = {"items": _items_table, "findings": _findings_table}
    return tuple(makers[name](facts) for name in form.tables)


def dated_on(form: Form, facts: PaperFacts, today: date) -> str:
    """The day of what the paper is about: the approval, or the visit (落款日期)."""
    result = facts.detail.result
    if result and "findings" in form.tables:
        return _day(result.ended_at.astimezone(BEIJING).date())
    approval = facts.approval
    return _day(approval.at.astimezone(BEIJING).date() if approval else today)


def says_the_same(one: Content, other: Content) -> bool:
    """Whether two papers differ in nothing but their number."""
    return replace(one, number="") == replace(other, number="")


def _item_names(facts: PaperFacts) -> str:
    """Names of the items; empty unless each of them is published."""
    known = {item.item_code: item.name for item in facts.items}
    if any(code not in known for code in facts.detail.task.items):
        return ""
    return "、".join(known[code] for code in facts.detail.task.items)


def _officer_names(facts: PaperFacts) -> str:
    """Officers with certificate; empty unless each of them has one in force."""
    result = facts.detail.result
    wanted = result.officers if result else facts.detail.task.officers
    if any(one not in facts.officers for one in wanted):
        return ""
    found = [facts.officers[one] for one in wanted]
    return "、".join(f"{one.name}（执法证号{one.certificate_no}）" for one in found)


def _result_words(result: ResultView) -> dict[str, str]:
    return {
        "started": _moment(result.started_at),
        "ended": _moment(result.ended_at),
        "scanned": "已扫码登记" if result.is_entry_scanned else "未扫码登记",
        "outcome": _outcome(result),
    }


def _outcome(result: ResultView) -> str:
    counts = [
        (outcome.zh, sum(line.outcome is outcome for line in result.lines))
        for outcome in (CheckOutcome.OK, CheckOutcome.VIOLATION, CheckOutcome.NOT_CHECKED)
    ]
    said = "，".join(f"{name}{count}项" for name, count in counts if count)
    return f"共检查{len(result.lines)}项，其中{said}"


def _items_table(facts: PaperFacts) -> Table:
    """Law: INS-2, 国办发〔2024〕54号: each item with its legal basis."""
    rows = [
        (
            str(number),
            item.name,
            item.legal_basis,
            "；".join(point.text for point in item.checklist),
        )
        for number, item in enumerate(facts.items, 1)
    ]
    return Table("检查事项和依据", ("序号", "检查事项", "依据", "检查内容"), tuple(rows))


def _findings_table(facts: PaperFacts) -> Table:
    """The result of each line of the checklist, as it was entered (逐项结果)."""
    asked = questions(facts.detail.task.items, facts.items)
    texts = {(one.item_code, one.check_code): one.text for one in asked}
    names = {item.item_code: item.name for item in facts.items}
    lines = facts.detail.result.lines if facts.detail.result else ()
    rows = [
        (
            str(number),
            names.get(line.item_code, line.item_code),
            texts.get((line.item_code, line.check_code), line.check_code),
            line.outcome.zh,
            line.severity.zh if line.severity else "",
            line.notes,
        )
        for number, line in enumerate(lines, 1)
    ]
    headers = ("序号", "检查事项", "检查内容", "结果", "程度", "说明")
    return Table("逐项检查结果", headers, tuple(rows))


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _moment(at: datetime) -> str:
    local = at.astimezone(BEIJING)
    return f"{_day(local.date())}{local.hour}时{local.minute}分"

# SPDX-License-Identifier: Apache-2.0
"""Reads of papers: their forms, what a visit gives for them, what was made."""

from datetime import datetime
from functools import cache
from typing import Any

from mingjing.engines.papers.forms import Form, fill, forms_in
from mingjing.engines.papers.words import Content, Table
from mingjing.inspection.models import Pool, VisitPaper
from mingjing.inspection.queries.outlook import cards
from mingjing.inspection.queries.tasks import task
from mingjing.inspection.rules.papers import Approval, PaperFacts
from mingjing.inspection.types import PaperMissing, PaperView, TaskDetail, Words
from mingjing.kernel.clock import local_date
from mingjing.kernel.resources import load_yaml
from mingjing.registry.public import account_name, agency, inspection_items, officers

_FILE = "inspection.yaml"


def paper_forms() -> tuple[Form, ...]:
    """The forms of a visit: approval, record."""
    return forms_in(_FILE)


def paper_form(form_id: str) -> Form:
    """One form.

    Raises: PaperMissing.
    """
    found = next((one for one in paper_forms() if one.id == form_id), None)
    if found is None:
        raise PaperMissing(what=form_id)
    return found


@cache
def word_names() -> dict[str, Words]:
    """What the words of the forms are called."""
    return {name: Words(**row) for name, row in load_yaml("forms", _FILE)["words"].items()}


def paper_facts(task_id: str) -> PaperFacts:
    """What the papers of a visit are made of.

    Raises: TaskMissing.
    """
    detail = task(task_id)
    plan = detail.plan
    card = cards([detail.task.subject_id]).get(detail.task.subject_id)
    wanted = set(detail.task.items)
    on = detail.task.visited_on or plan.period_from
    return PaperFacts(
        detail=detail,
        agency=agency(plan.agency_id).name,
        subject=card.name if card else "",
        address=card.address if card else "",
        officers={view.officer_id: view for view in officers(plan.agency_id, on)},
        items=tuple(one for one in inspection_items(plan.period_from) if one.item_code in wanted),
        approval=_approval(detail),
    )


def code_letter(task_id: str, code: str, address: str, now: datetime) -> PaperView:
    """The letter that takes the code to the firm (检查码告知单); it is printed and kept nowhere.

    Law: INS-7, 国办发〔2024〕54号. Raises: TaskMissing.
    """
    (form,) = forms_in("visit_code.yaml")
    facts, today = paper_facts(task_id), local_date(now)
    words = {
        "agency": facts.agency,
        "subject": facts.subject or facts.detail.task.subject_id,
        "code": code,
        "address": address,
    }
    dated = f"{today.year}年{today.month}月{today.day}日"
    content = fill(form, words, number="", dated=dated, tables=())
    return PaperView("", task_id, form, "", "", now, content)


def papers_of(task_id: str) -> tuple[PaperView, ...]:
    """Papers of a visit, oldest first, at most 200."""
    return tuple(paper_view(row) for row in VisitPaper.objects.filter(task_id=task_id)[:200])


def paper(paper_id: str) -> PaperView:
    """One paper.

    Raises: PaperMissing.
    """
    row = VisitPaper.objects.filter(paper_id=paper_id).first()
    if row is None:
        raise PaperMissing(what=paper_id)
    return paper_view(row)


def paper_view(row: VisitPaper) -> PaperView:
    """A row as pages see it."""
    return PaperView(
        paper_id=row.paper_id,
        task_id=row.task_id,
        form=paper_form(row.form),
        number=row.number,
        entry_id=row.entry_id,
        issued_at=row.issued_at,
        content=_content(row.content),
    )


def _approval(detail: TaskDetail) -> Approval | None:
    pool = Pool.objects.filter(plan_id=detail.plan.plan_id).first()
    return Approval(account_name(pool.frozen_by), pool.frozen_at, pool.entry_id) if pool else None


def _content(said: dict[str, Any]) -> Content:  # the JSON of a Content
    tables = [
        Table(one["title"], tuple(one["headers"]), tuple(tuple(row) for row in one["rows"]))
        for one in said["tables"]
    ]
    lists = {name: tuple(said[name]) for name in ("paragraphs", "signers")}
    return Content(**(said | lists | {"tables": tuple(tables)}))

# SPDX-License-Identifier: Apache-2.0
"""Act: make a paper of a visit (制作检查文书): the approval form, the record."""

import json
from dataclasses import asdict
from datetime import datetime

from mingjing.engines.papers.forms import fill
from mingjing.inspection.models import PaperSerial, VisitPaper
from mingjing.inspection.queries.facts import task_row
from mingjing.inspection.queries.papers import paper_facts, paper_form, papers_of, word_names
from mingjing.inspection.rules import papers
from mingjing.inspection.types import PaperExists, TaskState, Words, WrongStage
from mingjing.kernel.clock import local_date
from mingjing.kernel.ids import new_nonce
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import agency, demand
from mingjing.registry.types import Actor, Thing


@official_act
def issue_paper(*, actor: Actor, now: datetime, task_id: str, form_id: str) -> str:
    """Puts a visit into a form, numbers it, and returns the id of the paper.

    The ledger keeps the digest of what the paper says; files are laid out when asked for.

    Law: INS-10, INS-4, INS-7, 国办发〔2024〕54号.
    Raises: NotPermitted, TaskMissing, PaperMissing, WrongStage, PaperIncomplete, PaperExists.
    """
    task = task_row(task_id, lock=True)
    demand(actor, "inspection.issue_paper", Thing(task.plan.agency_id, task.plan.region))
    form = paper_form(form_id)
    if task.state == TaskState.CANCELLED:
        raise WrongStage(
            what=task.subject_id, stage=TaskState(task.state), act=Words("制作文书", "put on paper")
        )
    facts, today = paper_facts(task_id), local_date(now)
    words = papers.paper_words(facts)
    papers.demand_contents(form, words, word_names())
    content = fill(
        form,
        words,
        number="",
        dated=papers.dated_on(form, facts, today),
        tables=papers.paper_tables(form, facts),
    )
    made = [one for one in papers_of(task_id) if one.form == form]
    if made and papers.says_the_same(made[-1].content, content):
        raise PaperExists(form=form, number=made[-1].number)
    number = _next_number(task.plan.agency_id, form.series, today.year)
    row = VisitPaper(
        task=task,
        form=form.id,
        number=number,
        content=json.loads(json.dumps(asdict(content) | {"number": number})),
        nonce=new_nonce(),
        issued_by=actor.account_id,
        issued_at=now,
    )
    row.entry_id = record(
        "inspection.paper_issued",
        kind="inspection_task",
        object_id=task.task_id,
        actor=actor,
        now=now,
        payload={"paper_id": row.paper_id, "content": row.content, "nonce": row.nonce},
    ).entry_id
    row.save(force_insert=True)
    return row.paper_id


def _next_number(agency_id: str, series: str, year: int) -> str:
    """The next number of a series; two acts at once wait for each other."""
    PaperSerial.objects.get_or_create(agency_id=agency_id, series=series, year=year)
    row = PaperSerial.objects.select_for_update().get(agency_id=agency_id, series=series, year=year)
    row.last += 1
    row.save()
    return f"{agency(agency_id).signs}{series}〔{year}〕{row.last}号"

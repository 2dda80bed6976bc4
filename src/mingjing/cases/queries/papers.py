# SPDX-License-Identifier: Apache-2.0
"""Documents as gates see them (文书情况), and documents that wait for their step."""

from django.db.models import Count, Q, QuerySet

from mingjing.cases.models import Case, CaseStep, Document
from mingjing.cases.queries.document_words import case_words, tables_of
from mingjing.cases.queries.documents import document_view
from mingjing.cases.queries.files import case_row, file_of
from mingjing.cases.queries.law import LawOn
from mingjing.cases.rules.codec import from_json, payload_from
from mingjing.cases.rules.documents import compose
from mingjing.cases.rules.papers import Wanted, paper_before, papers_due
from mingjing.cases.rules.sayings import day_words
from mingjing.cases.types.casefile import CaseFile, Paper, Step
from mingjing.cases.types.documents import DocumentView
from mingjing.cases.types.steps import (
    Archived,
    Closed,
    DecisionMade,
    DecisionServed,
    FiledBack,
    MeasureExtended,
    MeasureNoticeServed,
    Payload,
    Remedies,
)
from mingjing.engines.papers.forms import OFFICERS_SIGN, Form
from mingjing.engines.papers.words import Content
from mingjing.kernel.clock import local_date
from mingjing.registry.types import Actor

_AFTER = (
    Archived, Closed, DecisionServed, FiledBack, MeasureExtended, MeasureNoticeServed,
)  # fmt: skip


def papers_for(
    row: Case, file: CaseFile, payload: Payload | None, *, law: LawOn, actor: Actor
) -> tuple[Paper, ...]:
    """The case's documents; read for steps that serve one or close the file, and for lists."""
    before = paper_before(type(payload)) if payload is not None else None
    is_asked = payload is None or before is not None or isinstance(payload, _AFTER)
    if row._state.adding or not is_asked:
        return ()
    says = Q(signatures__role=OFFICERS_SIGN)
    rows = Document.objects.filter(case=row).annotate(
        signed=Count("signatures__name", filter=says, distinct=True)  # two lines of one are one
    )
    found = [
        Paper(
            one.form,
            one.seq or 0,
            one.signed,
            document_id=one.document_id,
            made_on=local_date(one.issued_at),
        )
        for one in rows.exclude(seq=None).order_by("seq", "form").defer("content", "prepared")
    ]
    waiting = list(rows.filter(seq=None).order_by("issued_at", "document_id"))
    if not waiting:
        return tuple(found)
    text = (
        content_of(row, file, step_to_be(file, payload, law, actor), law=law, wanted=before)
        if before and payload
        else None
    )
    return (*found, *(_waiting(one, before, text) for one in waiting))


def _waiting(row: Document, before: Form | None, text: Content | None) -> Paper:
    is_of = before is not None and row.form == before.id
    says = is_of and text is not None and _says(row, text)
    made_on = local_date(row.issued_at)
    return Paper(row.form, says_this=says, document_id=row.document_id, made_on=made_on)


def _says(row: Document, text: Content) -> bool:
    """Whether a document says that text; its number and its day aside."""
    made = from_json(Content, row.content)
    return (made.paragraphs, made.tables) == (text.paragraphs, text.tables)


def step_to_be(file: CaseFile, payload: Payload, law: LawOn, actor: Actor) -> Step:
    """The step that would come next, if it were taken now."""
    seq = file.steps[-1].seq + 1 if file.steps else 1
    return Step(seq, law.now, actor.account_id, actor.officer_id or "", payload)


def content_of(row: Case, file: CaseFile, step: Step, *, law: LawOn, wanted: Form) -> Content:
    """What the form says of a step that is still to be taken; it has no number yet."""
    after = file.with_step(step)
    return compose(
        wanted,
        case_words(row, after, step, law, wanted),
        number="",
        dated=day_words(local_date(step.at)),
        tables=tables_of(wanted, row, after, step),
    )


def papers_missing(case_id: str) -> Wanted:
    """Documents that the law asks for of the steps taken so far, and that were not made.

    Raises: UnknownCase.
    """
    row = case_row(case_id)
    made = set(Document.objects.filter(case=row).exclude(seq=None).values_list("form", "seq"))
    return tuple(
        (form, seq) for form, seq in papers_due(file_of(row)) if (form.id, seq) not in made
    )


def waiting_papers(case_id: str, kind: type[Payload]) -> QuerySet[Document]:
    """Documents that wait for a step of that kind, the newest first."""
    form = paper_before(kind)
    rows = Document.objects.filter(case_id=case_id, seq=None, form=form.id if form else "")
    return rows.order_by("-issued_at", "-document_id")


def waiting_views(case_id: str, kind: type[Payload]) -> tuple[DocumentView, ...]:
    """The same as pages show them; at most five."""
    return tuple(document_view(one) for one in waiting_papers(case_id, kind)[:5])


def prepared(case_id: str, kind: type[Payload]) -> Payload | None:
    """What the newest waiting document was made of; None where none waits."""
    row = waiting_papers(case_id, kind).first()
    return payload_from(kind.act, row.prepared) if row and row.prepared else None


def last_remedies(agency_id: str) -> Remedies | None:
    """Where the agency's last decision told the party to turn (救济途径), for the next form."""
    steps = CaseStep.objects.filter(act=DecisionMade.act, case__agency_id=agency_id)
    row = steps.order_by("-pk").first()
    made = payload_from(row.act, row.payload) if row else None
    return made.remedies if isinstance(made, DecisionMade) else None

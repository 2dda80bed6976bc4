# SPDX-License-Identifier: Apache-2.0
"""Reads of documents: the forms, and what was issued."""

from mingjing.cases.models import CaseStep, Document
from mingjing.cases.queries.files import case_row, file_of, step_of
from mingjing.cases.rules.codec import from_json
from mingjing.cases.rules.documents import forms_for
from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.documents import DocumentLine, DocumentUnknown, DocumentView
from mingjing.cases.types.steps import DecidedOnTheSpot
from mingjing.engines.papers.forms import Form, forms_in
from mingjing.engines.papers.words import Content, SignatureView
from mingjing.registry.public import account_name, officer_names


def forms() -> tuple[Form, ...]:
    """The statutory forms of a case, as packaged."""
    return forms_in("cases.yaml")


def form(form_id: str) -> Form | None:
    """One form by its id."""
    return next((one for one in forms() if one.id == form_id), None)


def forms_of(file: CaseFile) -> tuple[tuple[int, Form], ...]:
    """Forms that the file can be put into, each with the number of its step (0: whole file)."""
    of_steps = [(step.seq, one) for step in file.steps for one in forms_for(forms(), step.payload)]
    return (*of_steps, *((0, one) for one in forms() if not one.acts))


def forms_of_step(case_id: str, seq: int) -> tuple[Form, ...]:
    """Forms that one step can be put into; those of the whole file for 0.

    Raises: UnknownCase.
    """
    return tuple(one for at, one in forms_of(file_of(case_row(case_id))) if at == seq)


def documents_of(case_id: str) -> tuple[DocumentLine, ...]:
    """Documents of a case, oldest first, at most 500. One query."""
    rows = Document.objects.filter(case_id=case_id).order_by("issued_at", "document_id")
    columns = ("document_id", "form", "number", "issued_at", "seq")
    by_id = {one.id: one for one in forms()}
    return tuple(
        DocumentLine(document_id, by_id[form_id], number, at, seq)
        for document_id, form_id, number, at, seq in rows.values_list(*columns)[:500]
        if form_id in by_id
    )


def document(document_id: str) -> DocumentView:
    """One document.

    Raises: DocumentUnknown.
    """
    row = Document.objects.filter(document_id=document_id).first()
    if row is None:
        raise DocumentUnknown(document_id=document_id)
    return document_view(row)


def signing_officers(document_id: str) -> tuple[str, ...]:
    """Registered names of the officers who alone can sign a decision on the spot for the agency.

    Law: APL-052, 行政处罚法 §52(2). Empty for other documents.
    """
    row = Document.objects.filter(document_id=document_id, seq__isnull=False).first()
    stored = (
        row
        and CaseStep.objects.filter(
            case_id=row.case_id, seq=row.seq or 0, act=DecidedOnTheSpot.act
        ).first()
    )
    said = step_of(stored).payload if stored else None
    if not isinstance(said, DecidedOnTheSpot):
        return ()
    names = officer_names(said.officers)
    return tuple(names[one] for one in said.officers if one in names)


def document_view(row: Document) -> DocumentView:
    """A document with its signatures."""
    found = form(row.form)
    if found is None:
        raise DocumentUnknown(document_id=row.document_id)
    return DocumentView(
        document_id=row.document_id,
        case_id=row.case_id,
        form=found,
        number=row.number,
        issued_at=row.issued_at,
        digest=row.digest,
        content=from_json(Content, row.content),
        signatures=tuple(
            SignatureView(
                one.name,
                one.role,
                one.signed_at,
                _strokes(one.strokes),
                account_name(one.taken_by),
            )
            for one in row.signatures.order_by("signed_at")
        ),
    )


def _strokes(value: list[list[list[int]]]) -> tuple[tuple[tuple[int, int], ...], ...]:
    return tuple(tuple((int(x), int(y)) for x, y in stroke) for stroke in value)

# SPDX-License-Identifier: Apache-2.0
"""What making a document shares (制作文书): its words, its number, what its ledger entry says."""

from dataclasses import dataclass
from datetime import datetime

from mingjing.cases.acts.numbering import next_number
from mingjing.cases.models import Case, Document
from mingjing.cases.queries.document_words import case_words, tables_of, word_name
from mingjing.cases.queries.law import LawOn
from mingjing.cases.rules.codec import to_json
from mingjing.cases.rules.documents import compose, lacking_words
from mingjing.cases.rules.sayings import day_words
from mingjing.cases.types.casefile import CaseFile, Paper, Step
from mingjing.cases.types.documents import DocumentIncomplete
from mingjing.engines.papers.forms import Form
from mingjing.kernel.canonical import digest
from mingjing.kernel.clock import local_date
from mingjing.kernel.ids import new_nonce
from mingjing.registry.types import Actor


@dataclass(frozen=True, slots=True)
class MadeOf:
    """What a document is made of: a form of a case, and the file as it is after the step."""

    row: Case
    form: Form
    file: CaseFile
    step: Step | None
    law: LawOn


def write_document(made_of: MadeOf, *, actor: Actor, now: datetime) -> Document:
    """Puts a step, or the whole file, into its form and numbers it, dated as its law is.

    Not saved yet: the act says of which step it is. Raises: DocumentIncomplete.
    """
    row, wanted, file, step = made_of.row, made_of.form, made_of.file, made_of.step
    words = case_words(row, file, step, made_of.law, wanted)
    _demand_words(wanted, words)
    content = compose(
        wanted,
        words,
        number=next_number(row.agency_id, wanted.series, local_date(now).year),
        dated=day_words(made_of.law.today),
        tables=tables_of(wanted, row, file, step),
    )
    return Document(
        case=row, form=wanted.id, number=content.number, issued_at=now,
        issued_by=actor.account_id, content=to_json(content), nonce=new_nonce(),
    )  # fmt: skip


def _demand_words(wanted: Form, words: dict[str, str]) -> None:
    """The document states what its law asks.

    Raises: DocumentIncomplete.
    """
    lacking = lacking_words(wanted, words)
    if lacking:
        names = tuple(word_name(wanted, one) for one in lacking)
        raise DocumentIncomplete(form=wanted, words=names, basis=wanted.article)


def save_document(document: Document) -> dict[str, object]:
    """Saves it with its digest; what the ledger's digest is of."""
    entry = {
        "document_id": document.document_id,
        "content": document.content,
        "nonce": document.nonce,
    }
    document.digest = digest(entry)
    document.save(force_insert=True)
    return entry


def hand_over(papers: tuple[Paper, ...], seq: int) -> None:
    """The document that waited is of the step that handed it over, from now on.

    Its gate has found that it says the same, word for word.
    """
    found = [one.document_id for one in papers if one.says_this]
    if found:
        document = Document.objects.get(document_id=found[-1])
        document.seq = seq
        document.save(update_fields=["seq"])

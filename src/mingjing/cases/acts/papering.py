# SPDX-License-Identifier: Apache-2.0
"""What making a document shares (制作文书): its number, its row, what its ledger entry says."""

from datetime import datetime

from mingjing.cases.acts.numbering import next_number
from mingjing.cases.models import Case, Document
from mingjing.cases.queries.document_words import word_name
from mingjing.cases.rules.codec import to_json
from mingjing.cases.rules.documents import lacking_words
from mingjing.cases.types.casefile import Paper
from mingjing.cases.types.documents import DocumentIncomplete
from mingjing.engines.papers.forms import Form
from mingjing.engines.papers.words import Content
from mingjing.kernel.canonical import digest
from mingjing.kernel.clock import local_date
from mingjing.kernel.ids import new_nonce
from mingjing.registry.types import Actor


def demand_words(wanted: Form, words: dict[str, str]) -> None:
    """The document states what its law asks.

    Raises: DocumentIncomplete.
    """
    lacking = lacking_words(wanted, words)
    if lacking:
        names = tuple(word_name(wanted, one) for one in lacking)
        raise DocumentIncomplete(form=wanted, words=names, basis=wanted.article)


def number_of(row: Case, wanted: Form, now: datetime) -> str:
    """The next number of the form's series."""
    return next_number(row.agency_id, wanted.series, local_date(now).year)


def keep_document(
    row: Case, wanted: Form, content: Content, *, actor: Actor, now: datetime
) -> Document:
    """A document not saved yet: its caller says of which step it is."""
    return Document(
        case=row, form=wanted.id, number=content.number, issued_at=now,
        issued_by=actor.account_id, content=to_json(content), nonce=new_nonce(),
    )  # fmt: skip


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

# SPDX-License-Identifier: Apache-2.0
"""Whether a document still stands (文书效力状态): replaced, changed or not served yet.

For anybody who verifies it, so it names documents and days and never a party.
"""

from collections.abc import Iterator

from mingjing.cases.models import Document
from mingjing.cases.queries.files import case_row, file_of
from mingjing.cases.rules.publication import LOST, private_in
from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.codes import PaperState
from mingjing.cases.types.documents import DocumentStanding
from mingjing.cases.types.steps import DecisionChanged, RemedyClosed
from mingjing.kernel.clock import local_date

_TOLD_ANEW = ("prior_notice", "hearing_notice")
"""A later one of these takes the place of the earlier; other forms may stand side by side."""
_DECISIONS = ("decision", "no_penalty_decision", "spot_decision")


def standing_of(document_id: str) -> DocumentStanding:
    """What became of a document since it was made.

    Law: APL-044, APL-048, 行政处罚法 §44, §48.
    Raises: UnknownCase.
    """
    row = Document.objects.get(document_id=document_id)
    later = Document.objects.filter(case=row.case_id, form=row.form, issued_at__gt=row.issued_at)
    if row.seq is None or row.form in _TOLD_ANEW:
        if row.seq is not None:
            later = later.exclude(seq=None)  # until it is served the earlier one holds
        by = later.order_by("issued_at", "document_id").last()
        if by is not None:
            return DocumentStanding(PaperState.REPLACED, by.number, local_date(by.issued_at))
        if row.seq is None:
            return DocumentStanding(PaperState.UNSERVED)
    if row.form in _DECISIONS:
        changes = dict(_changes(file_of(case_row(row.case_id))))
        if changes:
            return changes[max(changes)]
    return DocumentStanding(PaperState.AS_MADE)


def _changes(file: CaseFile) -> Iterator[tuple[int, DocumentStanding]]:
    """What took the decision's place or set it aside, by the number of its step."""
    for step, said in file.each(DecisionChanged):
        kind = PaperState(said.kind.value)
        yield step.seq, DocumentStanding(kind, _plain(said.document_no), said.on)
    for step, closed in file.each(RemedyClosed):
        if closed.result in LOST:
            kind = PaperState(closed.result.value)
            yield step.seq, DocumentStanding(kind, _plain(closed.document_no), closed.on)


def _plain(document_no: str) -> str:
    """A number as it was typed, unless it shows what is private."""
    return "" if private_in(document_no, {}) else document_no

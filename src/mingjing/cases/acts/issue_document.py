# SPDX-License-Identifier: Apache-2.0
"""Act: make a document of a case (制作文书)."""

from datetime import datetime

from mingjing.cases.acts.papering import MadeOf, save_document, write_document
from mingjing.cases.models import Document
from mingjing.cases.queries.documents import form
from mingjing.cases.queries.files import case_row, file_of
from mingjing.cases.queries.law import LawOn
from mingjing.cases.rules.documents import forms_for
from mingjing.cases.types.casefile import CaseFile, Step
from mingjing.cases.types.documents import DocumentExists, FormUnknown
from mingjing.engines.papers.forms import Form
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def issue_document(*, actor: Actor, now: datetime, case_id: str, form_id: str, seq: int = 0) -> str:
    """Puts a step (or the whole file, `seq` 0) into its form and numbers it; the document's id.

    Law: APL-047, APL-052, APL-059, 行政处罚法 §47, §52, §59; ACL-024, ACL-035.
    Raises: NotPermitted, UnknownCase, FormUnknown, DocumentExists, DocumentIncomplete.
    """
    row = case_row(case_id, lock=True)
    demand(actor, "cases.issue", Thing(row.agency_id, row.region))
    file = file_of(row)
    wanted, step = _wanted(form_id, seq, file)
    place = step.seq if step else row.version
    if Document.objects.filter(case=row, form=form_id, seq=place).exists():
        raise DocumentExists(form=wanted)
    law = LawOn(step.at if step else now, row.region, row.field)
    so_far = file.before(place + 1)
    document = write_document(MadeOf(row, wanted, so_far, step, law), actor=actor, now=now)
    document.seq = place
    record(
        "case.document_issued",
        kind="case_document",
        object_id=document.document_id,
        actor=actor,
        now=now,
        payload=save_document(document),
    )
    return document.document_id


def _wanted(form_id: str, seq: int, file: CaseFile) -> tuple[Form, Step | None]:
    """The form and the step it is of.

    Raises: FormUnknown.
    """
    wanted = form(form_id)
    step = next((one for one in file.steps if one.seq == seq), None)
    is_whole = wanted is not None and not wanted.acts and seq == 0
    if wanted is None or not (is_whole or (step and wanted in forms_for([wanted], step.payload))):
        raise FormUnknown(form=form_id, seq=seq)
    return wanted, step

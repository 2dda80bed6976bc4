# SPDX-License-Identifier: Apache-2.0
"""Act: take a signature on a document, drawn here or noted from its printed copy (文书签名)."""

from datetime import datetime

from mingjing.cases.models import Document, DocumentSignature
from mingjing.cases.queries.documents import document_view, signing_officers
from mingjing.cases.types.documents import (
    DocumentUnknown,
    SignatureEmpty,
    SignerNotOfStep,
    SignerUnknown,
)
from mingjing.engines.papers.forms import OFFICERS_SIGN
from mingjing.engines.papers.words import FIELD, SEAL
from mingjing.kernel.canonical import digest
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing

_MOST_POINTS = 20_000


@official_act
def sign_document(
    *,
    actor: Actor,
    now: datetime,
    document_id: str,
    name: str,
    role: str,
    strokes: list[list[list[int]]],
    is_on_paper: bool = False,
) -> str:
    """Keeps the strokes of a signature, who signed, as what, before which officer; its digest.

    With `is_on_paper` there are no strokes: who takes it has seen it on the printed copy. The
    document's nonce is in what is digested: the ledger is public, and a name is soon guessed.

    Law: APL-052, APL-055, APL-064g, 行政处罚法 §52, §55, §64(8).
    Raises: NotPermitted, DocumentUnknown, SignerUnknown, SignatureEmpty,
    SignerNotOfStep: a decision on the spot is signed by the officers who took it.
    """
    row = Document.objects.select_related("case").filter(document_id=document_id).first()
    if row is None:
        raise DocumentUnknown(document_id=document_id)
    demand(actor, "cases.issue", Thing(row.case.agency_id, row.case.region))
    if not name.strip() or not (_is_drawn(strokes) or (is_on_paper and not strokes)):
        raise SignatureEmpty
    if role not in [one for one in document_view(row).content.signers if one != SEAL]:
        raise SignerUnknown(role=role)
    name = name.strip()[:100]
    deciders = signing_officers(document_id) if role == OFFICERS_SIGN else ()
    if deciders and name not in deciders:
        raise SignerNotOfStep
    drawn = {
        "document": row.digest, "nonce": row.nonce, "name": name, "role": role, "strokes": strokes,
    }  # fmt: skip
    signature = DocumentSignature.objects.create(
        document=row,
        name=name,
        role=role,
        strokes=strokes,
        signed_at=now,
        taken_by=actor.account_id,
        digest=digest(drawn),
    )
    record(
        "case.document_signed",
        kind="case_document",
        object_id=document_id,
        actor=actor,
        now=now,
        payload=drawn,
    )
    return signature.digest


def _is_drawn(strokes: list[list[list[int]]]) -> bool:
    points = [point for stroke in strokes for point in stroke]
    is_within = all(0 <= x <= FIELD[0] and 0 <= y <= FIELD[1] for x, y in points)
    return 1 < len(points) <= _MOST_POINTS and is_within

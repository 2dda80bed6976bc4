# SPDX-License-Identifier: Apache-2.0
"""Makes the documents that a case must have in writing, as its officers would."""

from datetime import datetime

from mingjing.cases import public
from mingjing.cases.types.steps import Payload
from mingjing.engines.papers.forms import OFFICERS_SIGN
from mingjing.registry.types import Actor

DECISIONS = ("decision", "no_penalty_decision")


def prepare(actor: Actor, now: datetime, case_id: str, payload: Payload) -> None:
    """The document that the step hands over, where it hands over one."""
    if public.paper_before(type(payload)) is not None:
        public.prepare_document(actor=actor, now=now, case_id=case_id, payload=payload)


def write(actor: Actor, now: datetime, case_id: str, *forms: str) -> None:
    """What is missing of those forms, of all without any; a decision on the spot signed in ink."""
    for form, seq in public.papers_missing(case_id):
        if forms and form.id not in forms:
            continue
        document_id = public.issue_document(
            actor=actor, now=now, case_id=case_id, form_id=form.id, seq=seq
        )
        if form.id == "spot_decision":
            sign(actor, now, document_id)


def sign(actor: Actor, now: datetime, document_id: str, *names: str) -> None:
    """Both officers sign the printed copy."""
    for name in names or public.signing_officers(document_id):
        public.sign_document(
            actor=actor, now=now, document_id=document_id, name=name, role=OFFICERS_SIGN,
            strokes=[], is_on_paper=True,
        )  # fmt: skip

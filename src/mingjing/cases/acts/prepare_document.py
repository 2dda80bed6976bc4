# SPDX-License-Identifier: Apache-2.0
"""Act: make the document that a step will hand over (送达前制作文书)."""

from dataclasses import replace
from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.acts.papering import MadeOf, save_document, write_document
from mingjing.cases.queries.around import person_of
from mingjing.cases.queries.naming import named
from mingjing.cases.queries.papers import step_to_be
from mingjing.cases.queries.surroundings import surroundings_of
from mingjing.cases.rules.codec import to_json
from mingjing.cases.rules.course import demand_worded
from mingjing.cases.rules.papers import paper_before
from mingjing.cases.rules.situation import Situation
from mingjing.cases.rules.table import step_rules
from mingjing.cases.types.casefile import Paper
from mingjing.cases.types.documents import DocumentExists, FormUnknown
from mingjing.cases.types.steps import Payload
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def prepare_document(
    *, actor: Actor, now: datetime, case_id: str, payload: Payload, version: int | None = None
) -> str:
    """Puts a notice or demand into its form and numbers it, before it is served; its id.

    Every gate on its words is asked; how it is served is asked when it is.

    Law: APL-044, APL-064b, 行政处罚法 §44, §64(2); ACL-035, 行政强制法 §35.
    Raises: NotPermitted, UnknownCase, CaseMoved, FormUnknown, DocumentExists, DocumentIncomplete,
    and the gates of the step.
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    rule = step_rules()[type(payload)]
    demand(actor, "cases.issue", desk.thing)
    demand(actor, rule.action, desk.thing)
    wanted = paper_before(type(payload))
    if wanted is None:
        raise FormUnknown(form=payload.act, seq=desk.row.version)
    around = surroundings_of(desk.row, desk.file, payload, law=desk.law, actor=actor)
    is_made = any(one.says_this for one in around.papers)
    around = replace(around, papers=(*around.papers, Paper(wanted.id)))  # this one, being made
    with named():
        demand_worded(rule, Situation(desk.file, desk.law, person_of(actor), around), payload)
    if is_made:
        raise DocumentExists(form=wanted)
    step = step_to_be(desk.file, payload, desk.law, actor)
    made_of = MadeOf(desk.row, wanted, desk.file.with_step(step), step, desk.law)
    document = write_document(made_of, actor=actor, now=now)
    document.seq, document.prepared = None, to_json(payload)
    record(
        "case.document_issued",
        kind="case_document",
        object_id=document.document_id,
        actor=actor,
        now=now,
        payload=save_document(document),
    )
    return document.document_id

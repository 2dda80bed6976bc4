# SPDX-License-Identifier: Apache-2.0
"""Act: the firm evaluates a visit (企业评价)."""

import secrets
from datetime import datetime

from mingjing.inspection.models import VisitEvaluation
from mingjing.inspection.queries.facts import task_row
from mingjing.inspection.queries.openness import is_evaluated
from mingjing.inspection.rules.openness import demand_evaluation
from mingjing.inspection.types import Evaluation, TaskState
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def evaluate(*, actor: Actor, now: datetime, task_id: str, said: Evaluation) -> str:
    """Keeps what the firm says of its visit, once. The id of the evaluation.

    The entry names the evaluation and not the visit: who reads the ledger does not learn which
    firm spoke.

    Law: INS-7, 国办发〔2024〕54号.
    Raises: NotPermitted, TaskMissing, VisitNotMade, EvaluatedAlready, EvaluationInvalid.
    """
    demand(actor, "inspection.evaluate")
    task = task_row(task_id, lock=True)
    demand_evaluation(TaskState(task.state), said, is_evaluated=is_evaluated(task_id))
    row = VisitEvaluation.objects.create(
        task=task,
        rating=said.rating,
        conduct=sorted({one.value for one in said.conduct}),
        text=said.text.strip(),
        nonce=secrets.token_hex(16),
        at=now,
    )
    record(
        "inspection.evaluated",
        kind="inspection_evaluation",
        object_id=row.evaluation_id,
        actor=actor,
        now=now,
        payload={
            "task_id": task_id,
            "rating": row.rating,
            "conduct": row.conduct,
            "text": row.text,
            "nonce": row.nonce,
        },
    )
    return row.evaluation_id

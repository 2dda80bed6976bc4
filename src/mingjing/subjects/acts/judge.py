# SPDX-License-Identifier: Apache-2.0
"""Judge whether two records are about one subject (认定是否同一对象)."""

from datetime import datetime

from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor
from mingjing.subjects.models import Judgement
from mingjing.subjects.queries.review import (
    is_known,
    judgement_view,
    lock_judgements,
    pair_of,
    region_of,
)
from mingjing.subjects.types import (
    JudgementOfOne,
    JudgementOvertaken,
    JudgementView,
    ReasonMissing,
    RecordUnlinked,
    Verdict,
    lying_in,
)


@official_act
def judge(
    *,
    actor: Actor,
    now: datetime,
    left_record: str,
    right_record: str,
    verdict: Verdict,
    reason: str,
    knowing: str | None = None,
) -> JudgementView:
    """Decide about a pair of records; the next resolution applies it.

    `left_record` is the one that moves. An earlier judgement of the pair is superseded, not
    changed. `knowing` is the id of the judgement in force that the judge saw, "" for none; an
    act that rests on an older state is refused. Law: 国发〔2019〕5号. Ledger: `subjects.judged`.
    Raises: NotPermitted, JudgementOfOne, RecordUnlinked, ReasonMissing, JudgementOvertaken.
    """
    lock_judgements()
    pair = pair_of(left_record, right_record)
    in_force = Judgement.objects.filter(pair=pair, superseded_by__isnull=True)
    earlier = in_force.select_for_update(of=("self",))  # the other side of the join may be null
    superseded = earlier.first()
    demand(actor, "subjects.judge")
    if left_record == right_record:
        raise JudgementOfOne(record_id=left_record)
    for record_id in (left_record, right_record):
        if not is_known(record_id):
            raise RecordUnlinked(record_id=record_id)
        demand(actor, "subjects.judge", lying_in(region_of(record_id)))
    if not reason.strip():
        raise ReasonMissing
    if knowing is not None and knowing != (superseded.judgement_id if superseded else ""):
        raise JudgementOvertaken
    row = Judgement.objects.create(
        left_record=left_record,
        right_record=right_record,
        pair=pair,
        verdict=verdict,
        reason=reason.strip(),
        account_id=actor.account_id,
        agency_id=actor.agency_id,
        at=now,
        supersedes=superseded,
    )
    record(
        "subjects.judged",
        kind="judgement",
        object_id=row.judgement_id,
        actor=actor,
        now=now,
        payload={
            "judgement": row.judgement_id,
            "left": left_record,
            "right": right_record,
            "verdict": verdict.value,
            "reason": row.reason,
            "supersedes": superseded.judgement_id if superseded else None,
        },
    )
    return judgement_view(row)

# SPDX-License-Identifier: Apache-2.0
"""Act: take a clue on record (受理线索)."""

from datetime import datetime

from mingjing.cases.models import Clue
from mingjing.cases.queries.law import LawOn
from mingjing.cases.rules.dates import demand_between
from mingjing.cases.types.codes import ClueState
from mingjing.cases.types.inputs import NewClue
from mingjing.cases.types.refusals import ClueKnown, FieldWrong
from mingjing.kernel.clock import local_date
from mingjing.kernel.terms import due
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def take_clue(*, actor: Actor, now: datetime, clue: NewClue) -> str:
    """Takes a clue on record, with the day by which it must be checked; its id.

    Law: APL-054, 行政处罚法 §54; DL-49, 市场监管投诉举报处理暂行办法: 15 working days.
    Raises: NotPermitted, FieldWrong, DateImpossible, ClueKnown.
    """
    demand(actor, "cases.take_clue", Thing(clue.agency_id, clue.region))
    if not clue.text.strip():
        raise FieldWrong(field="text", zh_reason="线索内容不能为空", en_reason="it is empty")
    today = local_date(now)
    demand_between("received_on", clue.received_on, clue.received_on.min, today)
    known = Clue.objects.filter(source=clue.source.value, reference=clue.reference)
    if clue.reference and known.exists():
        raise ClueKnown(reference=clue.reference)
    law = LawOn(now, clue.region)
    row = Clue.objects.create(
        source=clue.source.value,
        reference=clue.reference,
        agency_id=clue.agency_id,
        region=clue.region,
        subject_id=clue.subject_id,
        text=clue.text.strip(),
        received_on=clue.received_on,
        is_named_reporter=clue.is_named_reporter,
        state=ClueState.OPEN.value,
        due_on=due(clue.received_on, law.limit("clue.check_days").term, calendar=law.calendar).on,
        taken_at=now,
    )
    record(
        "clue.taken",
        kind="clue",
        object_id=row.clue_id,
        actor=actor,
        now=now,
        payload={
            "clue_id": row.clue_id,
            "source": row.source,
            "reference": row.reference,
            "received_on": row.received_on.isoformat(),
            "text": row.text,
        },
    )
    return row.clue_id

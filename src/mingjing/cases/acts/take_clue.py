# SPDX-License-Identifier: Apache-2.0
"""Act: take a clue on record (受理线索)."""

from datetime import datetime

from mingjing.cases.acts.informants import new_informant
from mingjing.cases.acts.opening import keep_clue
from mingjing.cases.models import Clue, Complaint, Informant
from mingjing.cases.rules.dates import demand_between
from mingjing.cases.types.codes import ClueSource, ClueState
from mingjing.cases.types.inputs import NewClue
from mingjing.cases.types.refusals import ClueKnown, FieldWrong
from mingjing.kernel.clock import local_date
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing

_VISIT = "task_"
"""How ids of planned visits begin: what they found is taken by the system, and by nobody before."""


@official_act
def take_clue(*, actor: Actor, now: datetime, clue: NewClue) -> str:
    """Takes a clue on record, with the day by which it must be checked; its id.

    A violation that a complaint tells of becomes a clue of its own, with the complainant as its
    reporter; the complaint goes on apart from it.

    Law: APL-054, 行政处罚法 §54; CLU-2, CLU-5, DL-49, 投诉举报办法 §3, §7, §23.
    Raises: NotPermitted, FieldWrong, DateImpossible, ClueKnown.
    """
    demand(actor, "cases.take_clue", Thing(clue.agency_id, clue.region))
    if not clue.text.strip():
        raise FieldWrong(field="text", zh_reason="线索内容不能为空", en_reason="it is empty")
    today = local_date(now)
    demand_between("received_on", clue.received_on, clue.received_on.min, today)
    if clue.reference.startswith(_VISIT) and "system" not in actor.roles:
        raise FieldWrong(
            field="reference",
            zh_reason="检查结果形成的线索由系统登记，人工登记不填来源编号",
            en_reason="the system takes what a visit found; leave it empty",
        )
    known = Clue.objects.filter(
        agency_id=clue.agency_id, source=clue.source.value, reference=clue.reference
    )
    if clue.reference and known.exists():
        raise ClueKnown(reference=clue.reference)
    informant = _informant(actor, clue)
    row = Clue(
        source=clue.source.value,
        reference=clue.reference,
        agency_id=clue.agency_id,
        region=clue.region,
        subject_id=clue.subject_id,
        text=clue.text.strip(),
        received_on=clue.received_on,
        reached_on=clue.received_on,
        informant=informant,
        is_named_reporter=informant is not None,
        state=ClueState.OPEN.value,
        taken_at=now,
    )
    keep_clue(row, now)
    record(
        "clue.taken",
        kind="clue",
        object_id=row.clue_id,
        actor=actor,
        now=now,
        payload={
            "clue_id": row.clue_id,
            "nonce": row.nonce,
            "source": row.source,
            "reference": row.reference,
            "received_on": row.received_on.isoformat(),
            "text": row.text,
        },
    )
    return row.clue_id


def _informant(actor: Actor, clue: NewClue) -> Informant | None:
    """Who reports: a name that was given, or whoever made the complaint it comes from.

    Raises: NotPermitted, where the complaint lies with another agency.
    """
    if clue.reporter is not None:
        return new_informant(clue.reporter)
    if clue.source is not ClueSource.COMPLAINT:
        return None
    made = Complaint.objects.filter(complaint_id=clue.reference).select_related("informant")
    complaint = made.first()
    if complaint is None:
        return None
    demand(actor, "cases.handle_complaint", Thing(complaint.agency_id, complaint.region))
    return complaint.informant

# SPDX-License-Identifier: Apache-2.0
"""Act: declare a recusal (登记回避)."""

from datetime import datetime

from mingjing.inspection.models import Recusal
from mingjing.inspection.rules.gates import demand_reason
from mingjing.inspection.types import AlreadyDeclared, NewRecusal, PlanInvalid, Words
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand, officer_place
from mingjing.registry.types import Actor


@official_act
def declare_recusal(*, actor: Actor, now: datetime, recusal: NewRecusal) -> str:
    """Keeps an officer away from a subject, or from every premises of an owner; returns its id.

    The reason stays in the register; pool and ledger carry the pair of ids only.

    Law: APL-043, 行政处罚法 §43: an officer with an interest stands aside.
    An officer declares it alone; for another, whoever may put a reserve in that one's place.

    Raises: NotPermitted, UnknownOfficer, ReasonMissing, PlanInvalid, AlreadyDeclared.
    """
    demand(actor, "inspection.declare_recusal")
    if recusal.officer_id != actor.officer_id:
        demand(actor, "inspection.replace_officer", officer_place(recusal.officer_id))
    demand_reason(recusal.reason, "recusal")
    if bool(recusal.subject_id) == bool(recusal.owner_key):
        raise PlanInvalid(
            field="subject_id",
            reason=Words("检查对象与经营者应当二选一", "name either the subject or the owner"),
        )
    known = Recusal.objects.filter(
        officer_id=recusal.officer_id,
        subject_id=recusal.subject_id,
        owner_key=recusal.owner_key,
    )
    if known.exists():
        raise AlreadyDeclared
    row = Recusal.objects.create(
        officer_id=recusal.officer_id,
        subject_id=recusal.subject_id,
        owner_key=recusal.owner_key,
        reason=recusal.reason.strip(),
        declared_on=recusal.declared_on,
        declared_by=actor.account_id,
    )
    record(
        "inspection.recusal_declared",
        kind="inspection_recusal",
        object_id=row.recusal_id,
        actor=actor,
        now=now,
        payload={
            "recusal_id": row.recusal_id,
            "officer_id": recusal.officer_id,
            "subject_id": recusal.subject_id,
            "owner_key": recusal.owner_key,
            "reason": recusal.reason.strip(),
            "declared_on": recusal.declared_on.isoformat(),
        },
    )
    return row.recusal_id

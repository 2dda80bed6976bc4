# SPDX-License-Identifier: Apache-2.0
"""Act: give the party a way to its page (发放当事人查询码)."""

from datetime import datetime, timedelta

from mingjing.cases.models import PartyAccess
from mingjing.cases.queries.access import code_digest, new_code
from mingjing.cases.queries.files import case_row
from mingjing.kernel.clock import local_date
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing

_DAYS = 365  # the page serves notice, hearing, decision and payment of one case


@official_act
def issue_access(*, actor: Actor, now: datetime, case_id: str) -> str:
    """Makes a code that goes with the notice; only its digest is kept. The code.

    Law: APL-044, APL-045, APL-064a, 行政处罚法 §44, §45, §64: the rights can be used online too.
    Raises: NotPermitted, UnknownCase.
    """
    row = case_row(case_id, lock=True)
    demand(actor, "cases.serve", Thing(row.agency_id, row.region))
    today = local_date(now)
    earlier = PartyAccess.objects.filter(case=row, expires_on__gte=today)
    earlier.update(expires_on=today - timedelta(days=1))  # one code opens the page: the newest
    code = new_code()
    access = PartyAccess.objects.create(
        code_digest=code_digest(code),
        case=row,
        issued_at=now,
        expires_on=today + timedelta(days=_DAYS),
    )
    record(
        "case.access_issued",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload={"case_id": case_id, "code_digest": access.code_digest},
    )
    return code

# SPDX-License-Identifier: Apache-2.0
"""Act: check a clue (核查线索)."""

from datetime import datetime

from mingjing.cases.queries.around import certified
from mingjing.cases.queries.clues import clue_row
from mingjing.cases.rules.dates import demand_between
from mingjing.cases.types.codes import ClueState
from mingjing.cases.types.inputs import ClueCheck
from mingjing.cases.types.refusals import ClueSettled, FieldWrong, OfficerNotQualified
from mingjing.kernel.clock import local_date
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def check_clue(*, actor: Actor, now: datetime, clue_id: str, check: ClueCheck) -> None:
    """An officer writes down what the check found and whether filing is proposed.

    No number of officers is asked for: the law names one for penalties (行政处罚法 §42), none for
    a check before filing (decision 0097).

    Law: APL-054, 行政处罚法 §54; CLU-2, 投诉举报办法 §23.
    Raises: NotPermitted, UnknownClue, ClueSettled, FieldWrong, DateImpossible, OfficerNotQualified.
    """
    row = clue_row(clue_id, lock=True)
    demand(actor, "cases.check_clue", Thing(row.agency_id, row.region))
    if row.state not in (ClueState.OPEN.value, ClueState.CHECKED.value):
        raise ClueSettled(state=ClueState(row.state))
    if not check.finding.strip():
        raise FieldWrong(field="finding", zh_reason="核查情况不能为空", en_reason="it is empty")
    today = local_date(now)
    demand_between("checked_on", check.checked_on, row.received_on, today)
    for officer in check.officers:
        if officer not in certified(row.agency_id, check.checked_on):
            raise OfficerNotQualified(officer=officer, on=check.checked_on.isoformat())
    row.state = ClueState.CHECKED.value
    row.finding = check.finding.strip()
    row.proposes_filing = check.proposes_filing
    row.officers = sorted(check.officers)
    row.checked_by, row.checked_on = actor.account_id, check.checked_on
    row.save()
    record(
        "clue.checked",
        kind="clue",
        object_id=row.clue_id,
        actor=actor,
        now=now,
        payload={
            "clue_id": row.clue_id,
            "nonce": row.nonce,
            "finding": row.finding,
            "proposes_filing": row.proposes_filing,
            "officers": row.officers,
            "checked_on": check.checked_on.isoformat(),
        },
    )

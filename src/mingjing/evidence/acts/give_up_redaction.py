# SPDX-License-Identifier: Apache-2.0
"""Act: end the making of a redacted copy, by a person or because it failed (终止制作脱敏件)."""

from datetime import datetime

from mingjing.evidence.models import FilmJob
from mingjing.evidence.queries.recordings import recording_row
from mingjing.evidence.queries.redactions import demand_redaction_state, demand_run, redaction_row
from mingjing.evidence.types.redaction import FilmJobState, RedactionState
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def give_up_redaction(
    *, actor: Actor, now: datetime, redaction_id: str, failure: str = "", run: str = ""
) -> None:
    """Nothing of it is kept. Without a failure a person cancels; the machine names its code.

    A worker says its `run`, and gives up nothing that another has by now.

    Law: 公安机关现场执法视音频记录工作规定 (copies are on record).
    Raises: NotPermitted, RedactionMissing, RedactionNotThere.
    """
    row = redaction_row(redaction_id, lock=True)
    original = recording_row(row.recording_id)
    action = "evidence.keep" if failure else "evidence.redact"
    demand(actor, action, Thing(original.agency_id, original.region))
    demand_redaction_state(row, RedactionState.PLANNED)
    demand_run(row, run)
    record(
        "evidence.redaction_given_up",
        kind="redaction",
        object_id=redaction_id,
        actor=actor,
        now=now,
        payload={"recording": row.recording_id, "failure": failure},
    )
    row.state = (RedactionState.FAILED if failure else RedactionState.CANCELLED).value
    row.failure = failure
    row.save()
    state = FilmJobState.FAILED if failure else FilmJobState.CANCELLED
    FilmJob.objects.filter(redaction=row).update(state=state.value, failure=failure, run="")

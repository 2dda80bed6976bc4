# SPDX-License-Identifier: Apache-2.0
"""Act: take a recording off the list of what is due, as it is kept longer now (移出到期清单)."""

from datetime import datetime

from mingjing.evidence.queries.recordings import recording_row
from mingjing.evidence.queries.retention import term_of
from mingjing.evidence.queries.undecided import undecided_row
from mingjing.evidence.rules.retention import has_run_out
from mingjing.evidence.types import DeletionState, NotProposed, RecordingState
from mingjing.kernel.clock import local_date
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def unlist_as_due(*, actor: Actor, now: datetime, recording_id: str) -> None:
    """Takes it off while nobody has decided: it is kept longer meanwhile, or it goes on.

    Law: REC-1, 公安机关现场执法视音频记录工作规定 §13.
    Raises: NotPermitted, RecordingUnknown, NotProposed.
    """
    row = recording_row(recording_id, lock=True)
    demand(actor, "evidence.keep", Thing(row.agency_id, row.region))
    found = undecided_row(recording_id, DeletionState.DUE, DeletionState.PROPOSED)
    today = local_date(now)
    term = term_of(row, today)
    if has_run_out(term, today) and row.state != RecordingState.OPEN:
        state = DeletionState(found.state)
        raise NotProposed(zh_state=state.zh, en_state=state.en)
    record(
        "evidence.term_runs_on",
        kind="recording",
        object_id=recording_id,
        actor=actor,
        now=now,
        payload={"policy": term.zh, "until": term.until.isoformat() if term.until else ""},
    )
    found.delete()

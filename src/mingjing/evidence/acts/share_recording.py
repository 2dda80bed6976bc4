# SPDX-License-Identifier: Apache-2.0
"""Act: lend a recording, or a part of it, to a named person for a time (限时共享录像)."""

from dataclasses import dataclass
from datetime import datetime

from mingjing.evidence.acts.reasons import demand_reason
from mingjing.evidence.models import Redaction, Share
from mingjing.evidence.queries.bundle import Part
from mingjing.evidence.queries.deletions import demand_bodies
from mingjing.evidence.queries.limits import keeping
from mingjing.evidence.queries.recordings import recording_row
from mingjing.evidence.queries.redactions import demand_redaction_state, redaction_row
from mingjing.evidence.queries.releasing import demand_released
from mingjing.evidence.rules.codes import code_digest, new_code
from mingjing.evidence.types import NotSealed, PartInvalid, RecordingState, ShareInvalid
from mingjing.evidence.types.redaction import RedactionState
from mingjing.evidence.types.redaction_refusals import RedactionMissing
from mingjing.kernel.canonical import digest
from mingjing.kernel.ids import new_id
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing

_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Loan:
    """To whom a recording is lent, what for, until when; which links, or which redacted copy."""

    recipient: str
    purpose: str
    until: datetime
    part: Part | None = None
    redaction_id: str = ""


@official_act
def share_recording(*, actor: Actor, now: datetime, recording_id: str, loan: Loan) -> str:
    """Lends it and returns the code, which is shown once and kept nowhere.

    Law: 公共安全视频图像信息系统管理条例 (Decree 799) §20: handed on within powers, by procedure.
    Raises: NotPermitted, SealedByLaw, RecordingUnknown, NotSealed, BodiesDeleted, ShareInvalid,
    PartInvalid, ReasonMissing, RedactionMissing, RedactionNotThere.
    """
    row = recording_row(recording_id, lock=True)
    demand(actor, "evidence.share", Thing(row.agency_id, row.region))
    demand_released(actor, row)
    state = RecordingState(row.state)
    if state is not RecordingState.COMPLETE:
        raise NotSealed(zh_state=state.zh, en_state=state.en)
    demand_bodies(recording_id)
    why, recipient = demand_reason(loan.purpose), loan.recipient.strip()
    longest = keeping().share
    if not 0 < len(recipient) <= _LONGEST or not now < loan.until <= now + longest:
        raise ShareInvalid(days=longest.days)
    part = loan.part
    if part is not None and not 0 <= part.first <= part.last <= (row.end_seq or 0):
        raise PartInvalid
    copy = _approved(loan, recording_id)
    code, share_id = new_code(), new_id("share")
    links = [part.first, part.last] if part else []
    entry = record(
        "evidence.recording_shared",
        kind="recording",
        object_id=recording_id,
        actor=actor,
        now=now,
        payload={
            "share": share_id,
            "recipient": digest([share_id, recipient]),
            "purpose": why,
            "until": loan.until.isoformat(),
            "links": links,
            **({"redaction": copy.redaction_id, "film": copy.sha256} if copy else {}),
        },
    )
    Share.objects.create(
        share_id=share_id,
        recording=row,
        code_sha256=code_digest(code),
        recipient=recipient,
        purpose=why,
        until=loan.until,
        redaction=copy,
        first=part.first if part else None,
        last=part.last if part else None,
        account_id=actor.account_id,
        at=now,
        entry_id=entry.entry_id,
    )
    return code


def _approved(loan: Loan, recording_id: str) -> Redaction | None:
    """The approved copy that is lent in place of the original; it is lent whole."""
    if not loan.redaction_id:
        return None
    row = redaction_row(loan.redaction_id)
    if row.recording_id != recording_id:
        raise RedactionMissing
    demand_redaction_state(row, RedactionState.APPROVED)
    if loan.part is not None:
        raise PartInvalid
    return row

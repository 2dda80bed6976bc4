# SPDX-License-Identifier: Apache-2.0
"""Act: let the machine look for faces, or follow a mask, in a recording (查找人脸、跟踪框选)."""

from datetime import datetime
from typing import Any

from mingjing.evidence.acts.accessing import keep_access
from mingjing.evidence.acts.reasons import demand_reason
from mingjing.evidence.models import FilmJob
from mingjing.evidence.queries.deletions import demand_bodies
from mingjing.evidence.queries.limits import keeping
from mingjing.evidence.queries.recordings import recording_row
from mingjing.evidence.queries.redactions import GOING, draft
from mingjing.evidence.queries.scene_film import scene_length
from mingjing.evidence.rules.redaction import box_at
from mingjing.evidence.types import AccessHow, Mode, NotSealed, RecordingState
from mingjing.evidence.types.redaction import FilmJobState, FilmWork
from mingjing.evidence.types.redaction_refusals import FilmJobRuns, NoFilm, PartOfPlanMissing
from mingjing.kernel.ids import new_id
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def search_film(
    *, actor: Actor, now: datetime, recording_id: str, purpose: str, follow: tuple[str, int] | None
) -> str:
    """Asks for suggestions; `follow` names a mask of the draft and the instant to go on from.

    Machine reading of pictures of people is reading: it has a purpose and is on record.

    Law: 个人信息保护法 §6, §28; 公共安全视频图像信息系统管理条例 (Decree 799) §16.
    Raises: NotPermitted, RecordingUnknown, NotSealed, BodiesDeleted, NoFilm, ReasonMissing,
    FilmJobRuns, PartOfPlanMissing.
    """
    row = recording_row(recording_id, lock=True)
    demand(actor, "evidence.redact", Thing(row.agency_id, row.region))
    state = RecordingState(row.state)
    if state is not RecordingState.COMPLETE:
        raise NotSealed(zh_state=state.zh, en_state=state.en)
    demand_bodies(recording_id)
    if row.mode != Mode.VIDEO.value:
        raise NoFilm
    why, work = demand_reason(purpose), FilmWork.FOLLOW if follow else FilmWork.FACES
    mine = FilmJob.objects.filter(recording=row, account_id=actor.account_id)
    if mine.filter(work=work.value, state__in=GOING).exists():
        raise FilmJobRuns
    asked = _asked(recording_id, actor.account_id, follow) if follow else {}
    entry = record(
        "evidence.faces_searched",
        kind="recording",
        object_id=recording_id,
        actor=actor,
        now=now,
        payload={"purpose": why, "work": work.value},
    )
    how, entry_id = AccessHow.SEARCHED, entry.entry_id
    keep_access(row, how, actor=actor, now=now, purpose=why, entry_id=entry_id)
    length = scene_length(row)
    total = min(keeping().follow_longest, length - asked["key"][0]) if asked else length
    job = FilmJob.objects.create(
        job_id=new_id("film"),
        work=work.value,
        recording=row,
        account_id=actor.account_id,
        asked=asked,
        state=FilmJobState.WAITING.value,
        total=total,
        asked_at=now,
    )
    return str(job.job_id)


def _asked(recording_id: str, account_id: str, follow: tuple[str, int]) -> dict[str, Any]:
    """The mask's name, and where it stands at that instant."""
    name, at = follow
    for mask in draft(recording_id, account_id).plan.masks:
        key = box_at(mask, at, 0) if mask.id == name else None
        if key is not None:
            box = [key.at, key.x, key.y, key.width, key.height]
            return {"mask": name, "key": box}
    raise PartOfPlanMissing

# SPDX-License-Identifier: Apache-2.0
"""Act: search what is said in recordings (检索说明和文字稿)."""

from datetime import datetime

from mingjing.evidence.acts.reasons import demand_reason
from mingjing.evidence.models import Access
from mingjing.evidence.queries.notes import Found, find_words
from mingjing.evidence.types import AccessHow, SearchTooShort
from mingjing.kernel.canonical import digest
from mingjing.kernel.ids import new_id, new_nonce
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand, reach
from mingjing.registry.types import Actor

_SHORTEST, _LONGEST = 2, 100


@official_act
def search_words(*, actor: Actor, now: datetime, words: str, purpose: str) -> tuple[Found, ...]:
    """Finds words within what the reader may watch; each recording found keeps who saw it, why.

    Law: 公共安全视频图像信息系统管理条例 (Decree 799) §16: viewing is authorised and logged.
    Raises: NotPermitted, ReasonMissing, SearchTooShort.
    """
    demand(actor, "evidence.watch")
    why, sought = demand_reason(purpose), words.strip()
    if not _SHORTEST <= len(sought) <= _LONGEST:
        raise SearchTooShort
    found = find_words(sought, reach(actor, "evidence.watch"))
    recordings = sorted({one.recording_id for one in found})
    said = {"words": digest([new_nonce(), sought]), "purpose": why, "found": recordings}
    entry = record(
        "evidence.words_searched",
        kind="recording_search",
        object_id=new_id("search"),
        actor=actor,
        now=now,
        payload=said,
    )
    Access.objects.bulk_create(
        Access(
            recording_id=recording_id,
            account_id=actor.account_id,
            purpose=why,
            how=AccessHow.FOUND.value,
            at=now,
            entry_id=entry.entry_id,
        )
        for recording_id in recordings
    )
    return found

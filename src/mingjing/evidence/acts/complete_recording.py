# SPDX-License-Identifier: Apache-2.0
"""Act: close the file of a recording whose links are all there (录像归整)."""

from datetime import datetime

from mingjing.evidence.acts.saying import record_said
from mingjing.evidence.models import Link, Recording
from mingjing.evidence.queries import store
from mingjing.evidence.queries.limits import keeping
from mingjing.evidence.queries.links import link_rows
from mingjing.evidence.rules import chain
from mingjing.evidence.rules.acks import chain_line
from mingjing.evidence.rules.header import parse_header
from mingjing.evidence.types import NotSealed, RecordingState
from mingjing.kernel.canonical import sha256_hex
from mingjing.ledger.public import official_act
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def complete_recording(*, actor: Actor, now: datetime, recording_id: str) -> str:
    """Puts headers, signatures and acknowledgements into one object and returns the root.

    The object is durable before the rows go; both are one step for whoever looks.

    Law: 公安机关现场执法视音频记录工作规定 (kept whole); decision 0100.
    Raises: NotPermitted, NotSealed, ChainBroken, StoreFull, StoreAway.
    """
    row = Recording.objects.select_for_update().get(recording_id=recording_id)
    demand(actor, "evidence.keep", Thing(row.agency_id, row.region))
    links = link_rows(recording_id)
    if row.state != RecordingState.SEALED or len(links) != (row.end_seq or 0) + 1:
        state = RecordingState(row.state)
        raise NotSealed(zh_state=state.zh, en_state=state.en)
    chain.demand_whole([parse_header(link.raw, keeping().media) for link in links])
    content = b"".join([chain_line(recording_id, link) for link in links])
    store.keep(store.chain_key(recording_id), content)
    row.state = RecordingState.COMPLETE.value
    row.root = chain.root([link.raw for link in links])
    row.chain_sha256 = sha256_hex(content)
    row.save()
    Link.objects.filter(recording_id=recording_id).delete()
    record_said(
        "evidence.recording_completed",
        kind="recording",
        object_id=recording_id,
        actor=actor,
        now=now,
        payload={"links": len(links), "root": row.root, "chain": row.chain_sha256},
    )
    return row.root

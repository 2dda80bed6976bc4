# SPDX-License-Identifier: Apache-2.0
"""Deleting bodies (删除录像内容): decided on record first, then the objects go, then it is closed.

Files first and row last is how things come (decision 0041); they go the other way round. Whoever
is killed in between leaves a decided deletion, and the pulse carries it out.
"""

from datetime import datetime

from mingjing.evidence.acts.delete_bodies import delete_bodies
from mingjing.evidence.acts.finish_deletion import finish_deletion
from mingjing.evidence.queries import store
from mingjing.evidence.queries.links import links
from mingjing.evidence.queries.received import is_received
from mingjing.evidence.queries.recordings import recording_row
from mingjing.evidence.queries.redactions import redacted_films
from mingjing.evidence.types import NotProposed
from mingjing.registry.public import system_actor
from mingjing.registry.types import Actor


def delete_recording(*, actor: Actor, now: datetime, recording_id: str, reason: str) -> None:
    """Decides and carries out; what the store cannot do now the pulse does later.

    Raises: what `delete_bodies` refuses; StoreAway.
    """
    delete_bodies(actor=actor, now=now, recording_id=recording_id, reason=reason)
    carry_out(recording_id, now)


def carry_out(recording_id: str, now: datetime) -> None:
    """Removes every body of a recording whose deletion is decided, and the redacted films that
    were made of them. Safe to run twice.

    Raises: StoreAway, ChainDamaged.
    """
    for sha256 in sorted({link.body for link in links(recording_row(recording_id)) if link.length}):
        store.remove_body(recording_id, sha256)
    for sha256 in redacted_films(recording_id):
        if not is_received(sha256):
            store.remove_file(sha256)
    try:
        finish_deletion(actor=system_actor(), now=now, recording_id=recording_id)
    except NotProposed:  # somebody else was faster
        return

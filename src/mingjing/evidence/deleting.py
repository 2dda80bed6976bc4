# SPDX-License-Identifier: Apache-2.0
"""Deleting content (删除内容): decided on record first, then the objects go, then it is closed.

Files first and row last is how things come (decision 0041); they go the other way round. Whoever
is killed in between leaves a decided deletion, and the pulse carries it out.
"""

from datetime import datetime

from django.db import transaction

from mingjing.evidence.acts.delete_bodies import delete_bodies
from mingjing.evidence.acts.finish_deletion import finish_deletion
from mingjing.evidence.models import ReceivedFile
from mingjing.evidence.queries import store
from mingjing.evidence.queries.deletions import deleted_among
from mingjing.evidence.queries.kept import kept_row
from mingjing.evidence.queries.received import receipts_of
from mingjing.evidence.queries.redactions import recordings_behind, redacted_films
from mingjing.evidence.types import KeptItem, NotProposed
from mingjing.registry.public import system_actor
from mingjing.registry.types import Actor


def delete_kept(*, actor: Actor, now: datetime, item: KeptItem, reason: str) -> None:
    """Decides and carries out; what the store cannot do now the pulse does later.

    Raises: what `delete_bodies` refuses; StoreAway.
    """
    delete_bodies(actor=actor, now=now, item=item, reason=reason)
    carry_out(item, now)


def carry_out(item: KeptItem, now: datetime) -> None:
    """Removes what lies in the store of a decided deletion. Safe to run twice.

    Of a recording all but its chain: bodies of links that were refused as well, and the redacted
    films that were made of it.

    Raises: StoreAway.
    """
    row = kept_row(item)
    if isinstance(row, ReceivedFile):
        remove_unowned(row.sha256)
    else:
        for name in store.names_held(item.id):
            store.remove_body(item.id, name)
        for sha256 in redacted_films(item.id):
            remove_unowned(sha256)
    try:
        finish_deletion(actor=system_actor(), now=now, item=item)
    except NotProposed:  # somebody else was faster
        return


def remove_unowned(sha256: str) -> None:
    """Removes the object of equal files that nobody has, or once the deletion of all
    that have it is decided.

    Those are receipts, and recordings of which it is a redacted copy. The receipts are locked
    meanwhile: the same bytes that come again at this moment wait, find the object gone, and are
    stored anew.

    Raises: StoreAway.
    """
    with transaction.atomic():
        owners = {*receipts_of(sha256, lock=True), *recordings_behind(sha256)}
        if len(deleted_among(owners)) == len(owners):
            store.remove_file(sha256)

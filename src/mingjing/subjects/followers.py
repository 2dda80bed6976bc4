# SPDX-License-Identifier: Apache-2.0
"""What the room does when a lower room acts: new records are resolved, by the job worker.

The job stands here and not in `jobs`: only this follower asks for it, and the two are peers.
"""

import structlog
from django_tasks import task

from mingjing.kernel.clock import system_now
from mingjing.ledger.public import EntryView, Follower
from mingjing.registry.public import system_actor
from mingjing.subjects.public import is_due, resolve
from mingjing.subjects.types import NothingToResolve

_log = structlog.get_logger()


@task()
def resolve_records(batch_id: str) -> None:
    """Resolves the records in the lake after a batch came in; nothing when that was done already.

    Safe to run twice. Several batches at once make one resolution: the first job reads them all.
    """
    _log.info("resolving", batch_id=batch_id)
    if is_due():
        try:
            resolve(actor=system_actor(), now=system_now())
        except NothingToResolve:
            _log.info("nothing_to_resolve", batch_id=batch_id)
    _log.info("resolved", batch_id=batch_id)


def resolve_after(entry: EntryView) -> None:
    """Asks the job worker for a resolution when the records changed since the last one."""
    if is_due():
        resolve_records.enqueue(entry.object_id)


RESOLVE = Follower(
    name="subjects.resolve",
    handle=resolve_after,
    acts=frozenset({"catalog.batch_accepted", "catalog.rows_corrected"}),
)

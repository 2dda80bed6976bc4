# SPDX-License-Identifier: Apache-2.0
"""Act: look subjects up for a stated purpose (查询监管对象)."""

from datetime import datetime

from mingjing.kernel.ids import new_id
from mingjing.kernel.paging import Page, PageRequest
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor
from mingjing.subjects.queries.places import within
from mingjing.subjects.queries.search import search
from mingjing.subjects.types import LookUpPurpose, SubjectClass, SubjectView

_READ = "subjects.read"


@official_act
def look_up(
    *,
    actor: Actor,
    now: datetime,
    text: str,
    purpose: LookUpPurpose,
    page: PageRequest,
    kind: SubjectClass | None = None,
) -> Page[SubjectView]:
    """Subjects that a text describes, of the actor's regions; asker, purpose, answer are recorded.

    The ledger holds the digest of the words, not the words.

    Law: 政务数据共享条例 §25: shared data are used for the stated purpose only.
    Raises: NotPermitted.
    """
    demand(actor, _READ)
    found = search(text, page, kind=kind, where=within(actor, _READ))
    record(
        "subjects.looked_up",
        kind="look_up",
        object_id=new_id("lookup"),
        actor=actor,
        now=now,
        payload={
            "purpose": purpose.value,
            "text": text,
            "kind": kind.value if kind else "",
            "page": page.number,
            "total": found.total,
            "subjects": [view.subject_id for view in found.items],
        },
    )
    return found

# SPDX-License-Identifier: Apache-2.0
"""Reads of frozen pools and draws: what the public sees and can take away."""

from typing import Any

from mingjing.inspection.models import Draw, Plan, Pool
from mingjing.inspection.rules.pool import ALGORITHM
from mingjing.inspection.rules.pool_reading import read_pool
from mingjing.inspection.rules.register import unpack
from mingjing.inspection.rules.replay import DrawFile, draw_document, frozen_payload
from mingjing.inspection.types import DrawMissing, DrawView
from mingjing.kernel.canonical import canonical_json
from mingjing.ledger.public import checkpoint_covering


def draw_view(plan_id: str) -> DrawView:
    """What is public of a plan's pool and draw.

    Raises: DrawMissing before the pool is frozen.
    """
    pool = Pool.objects.filter(plan_id=plan_id).defer("content").first()
    if pool is None:
        raise DrawMissing(plan_id=plan_id)
    drawn = Draw.objects.filter(plan_id=plan_id).defer("result").first()
    return DrawView(
        plan_id=plan_id,
        pool_digest=pool.digest,
        frozen_at=pool.frozen_at,
        frozen_entry_id=pool.entry_id,
        announcement=pool.announcement,
        algorithm=drawn.algorithm if drawn else ALGORITHM,
        is_covered=drawn is not None or checkpoint_covering(pool.entry_id) is not None,
        checkpoint_size=drawn.checkpoint_size if drawn else None,
        checkpoint_root=drawn.checkpoint_root if drawn else "",
        checkpoint_note=drawn.proof.partition("\n\n")[2] if drawn else "",
        public_string=drawn.public_string if drawn else "",
        seed=drawn.seed if drawn else "",
        drawn_at=drawn.drawn_at if drawn else None,
        drawn_entry_id=drawn.entry_id if drawn else "",
        officers=pool.officers_count,
        objects=pool.objects_count,
    )


def draw_file(plan_id: str) -> bytes:
    """The draw file: pool, proof, seed and result, canonical JSON, the same bytes at any time.

    Raises: DrawMissing.
    """
    drawn = Draw.objects.select_related("plan__pool").filter(plan_id=plan_id).first()
    if drawn is None:
        raise DrawMissing(plan_id=plan_id)
    frozen = drawn.plan.pool
    document = unpack(bytes(frozen.content))
    pool = read_pool(document)
    file = DrawFile(
        pool=pool,
        pool_digest=frozen.digest,
        frozen_entry=frozen.entry_id,
        frozen_payload=frozen_payload(pool, frozen.digest),
        proof=drawn.proof,
        log_key=drawn.log_key,
        checkpoint_size=drawn.checkpoint_size,
        checkpoint_root=drawn.checkpoint_root,
        public_string=drawn.public_string,
        seed=drawn.seed,
        result=unpack(bytes(drawn.result)),
    )
    return canonical_json(draw_document(file, document))


def drawn_tasks(plan_id: str) -> list[dict[str, Any]]:  # rows of the result document
    """The drawn visits as the draw file lists them, in order of assignment.

    Raises: DrawMissing.
    """
    return list(_result(plan_id)["tasks"])


def drawn_strata(plan_id: str) -> list[tuple[str, int, int]]:
    """Stratum, population, taken; in the order of the strata.

    Raises: DrawMissing.
    """
    return [
        (str(row["stratum"]), int(row["population"]), int(row["taken"]))
        for row in _result(plan_id)["strata"]
    ]


def reserves_of(plan: Plan, subject_id: str) -> tuple[str, ...]:
    """The reserve officers of a visit, in the order drawn.

    Raises: DrawMissing.
    """
    for row in drawn_tasks(plan.plan_id):
        if row["id"] == subject_id:
            return tuple(row["reserves"])
    return ()


def _result(plan_id: str) -> dict[str, Any]:
    drawn = Draw.objects.filter(plan_id=plan_id).only("result").first()
    if drawn is None:
        raise DrawMissing(plan_id=plan_id)
    result: dict[str, Any] = unpack(bytes(drawn.result))
    return result

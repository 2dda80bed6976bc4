# SPDX-License-Identifier: Apache-2.0
"""Act: draw the random lane and the officers of every visit (双随机抽取)."""

from collections.abc import Sequence
from datetime import datetime

from mingjing.inspection.acts.choosing import WRITE_BATCH, new_task
from mingjing.inspection.models import Draw, Plan, Task, TaskOfficer
from mingjing.inspection.models import Pool as PoolRow
from mingjing.inspection.queries.facts import plan_row, register_of
from mingjing.inspection.rules.draw import (
    DrawnTask,
    DrawResult,
    derive_seed,
    result_document,
    run_draw,
)
from mingjing.inspection.rules.gates import demand_public_string
from mingjing.inspection.rules.pool import ALGORITHM, Pool
from mingjing.inspection.rules.pool_reading import read_pool
from mingjing.inspection.rules.register import pack, unpack
from mingjing.inspection.types import CheckpointMissing, Lane, Stage, TaskState, Words, WrongStage
from mingjing.ledger.public import (
    Head,
    checkpoint_covering,
    first_proof,
    official_act,
    record,
    verifier_key,
)
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def draw(*, actor: Actor, now: datetime, plan_id: str, public_string: str = "") -> str:
    """Derives the seed, draws, writes visits and officers, and returns the seed.

    The seed comes from the first published checkpoint that covers the freezing of the pool, and
    from the public string if one was announced. Nobody chooses; anybody can replay.

    Law: DRO-1, 国发〔2019〕5号; 营商环境条例 §54; APL-042, APL-043, 行政处罚法 §42, §43.
    Raises: NotPermitted, PlanMissing, WrongStage, PublicStringWrong, CheckpointMissing.
    """
    plan = plan_row(plan_id, lock=True)
    demand(actor, "inspection.draw", Thing(plan.agency_id, plan.region))
    if plan.stage != Stage.FROZEN:
        raise WrongStage(what=plan.title, stage=Stage(plan.stage), act=Words("抽取", "drawn"))
    frozen = PoolRow.objects.get(plan=plan)
    demand_public_string(frozen.announcement, public_string)
    head = _checkpoint(frozen)
    seed = derive_seed(frozen.digest, head.size, head.root, public_string)
    pool = read_pool(unpack(bytes(frozen.content)))
    result = run_draw(pool, seed)
    _write_tasks(plan, pool, result, now)
    content, digest = pack(result_document(result))
    entry = record(
        "inspection.drawn",
        kind="inspection_plan",
        object_id=plan.plan_id,
        actor=actor,
        now=now,
        payload={
            "algorithm": ALGORITHM,
            "pool_digest": frozen.digest,
            "checkpoint": {"size": head.size, "root": head.root},
            "public_string": public_string,
            "seed": seed,
            "result_digest": digest,
        },
    )
    Draw.objects.create(
        plan=plan,
        algorithm=ALGORITHM,
        checkpoint_size=head.size,
        checkpoint_root=head.root,
        proof=first_proof(frozen.entry_id),
        log_key=verifier_key(),
        public_string=public_string,
        seed=seed,
        result=content,
        entry_id=entry.entry_id,
        drawn_by=actor.account_id,
        drawn_at=now,
    )
    plan.stage = Stage.DRAWN.value
    plan.save()
    return seed


def _checkpoint(frozen: PoolRow) -> Head:
    """The first checkpoint that covers the freezing of the pool.

    Raises: CheckpointMissing.
    """
    covering = checkpoint_covering(frozen.entry_id)
    if covering is None:
        raise CheckpointMissing(entry_id=frozen.entry_id)
    return covering[0]


def _write_tasks(plan: Plan, pool: Pool, result: DrawResult, now: datetime) -> None:
    """The random visits as tasks, the officers' turns, and every task as drawn."""
    _write_random_tasks(plan, pool, [t for t in result.tasks if t.lane == Lane.RANDOM])
    Task.objects.filter(plan=plan).update(state=TaskState.DRAWN)
    ids = dict(Task.objects.filter(plan=plan).values_list("subject_id", "task_id"))
    TaskOfficer.objects.bulk_create(
        (
            TaskOfficer(
                task_id=ids[task.subject_id], officer_id=officer_id, position=place, since=now
            )
            for task in result.tasks
            for place, officer_id in enumerate(task.officers, start=1)
        ),
        batch_size=WRITE_BATCH,
    )


def _write_random_tasks(plan: Plan, pool: Pool, drawn: Sequence[DrawnTask]) -> None:
    register = {one.subject_id: one for one in register_of(plan)}
    items = {kind.kind: kind.items for kind in pool.kinds}
    tasks = []
    for one in drawn:
        candidate = register[one.subject_id]
        task = new_task(plan, candidate, Lane.RANDOM, items[candidate.category])
        task.stratum = one.stratum
        task.taken, task.population = one.taken, one.population
        tasks.append(task)
    Task.objects.bulk_create(tasks, batch_size=WRITE_BATCH)

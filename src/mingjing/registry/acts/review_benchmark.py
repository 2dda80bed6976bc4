# SPDX-License-Identifier: Apache-2.0
"""Act: pass a discretion benchmark in legal review (裁量基准合法性审核通过)."""

from datetime import datetime

from mingjing.ledger.public import official_act, record
from mingjing.registry.acts.benchmark_frame import (
    advance,
    locked_benchmark,
    payload_of,
    thing_of,
)
from mingjing.registry.acts.permission import demand
from mingjing.registry.rules.discretion.procedure import Step, demand_other_person
from mingjing.registry.types import Actor


@official_act
def review_benchmark(*, actor: Actor, now: datetime, benchmark_id: str) -> None:
    """Passes a version in review; the reviewer did not draft it.

    Law: APL-034, 行政处罚法 §34; 国办发〔2022〕27号: legal review before publication.
    Raises: BenchmarkUnknown, NotPermitted, BenchmarkStateWrong, BenchmarkSamePerson.
    """
    row = locked_benchmark(benchmark_id)
    demand(actor, "registry.review_benchmark", thing_of(row))
    advance(row, Step.REVIEW)
    demand_other_person(Step.REVIEW, actor.account_id, row.drafted_by)
    row.reviewed_by = actor.account_id
    row.save()
    record(
        "registry.benchmark_reviewed",
        kind="benchmark",
        object_id=benchmark_id,
        actor=actor,
        now=now,
        payload=payload_of(row),
    )

# SPDX-License-Identifier: Apache-2.0
"""Act: submit a discretion benchmark for review (提交裁量基准审核)."""

from datetime import datetime

from mingjing.ledger.public import official_act, record
from mingjing.registry.acts.benchmark_frame import (
    advance,
    locked_benchmark,
    payload_of,
    thing_of,
)
from mingjing.registry.acts.permission import demand
from mingjing.registry.rules.discretion.procedure import Step
from mingjing.registry.types import Actor


@official_act
def submit_benchmark(*, actor: Actor, now: datetime, benchmark_id: str) -> None:
    """Hands a draft to the legal reviewers; from here it cannot be changed, only returned.

    Law: APL-034, 行政处罚法 §34; 国办发〔2022〕27号: legal review before publication.
    Raises: BenchmarkUnknown, NotPermitted, BenchmarkStateWrong.
    """
    row = locked_benchmark(benchmark_id)
    demand(actor, "registry.draft_benchmark", thing_of(row))
    advance(row, Step.SUBMIT)
    row.return_reason = ""
    row.save()
    record(
        "registry.benchmark_submitted",
        kind="benchmark",
        object_id=benchmark_id,
        actor=actor,
        now=now,
        payload=payload_of(row),
    )

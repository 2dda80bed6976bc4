# SPDX-License-Identifier: Apache-2.0
"""Act: change a draft of a discretion benchmark (修改裁量基准草案)."""

from datetime import datetime

from mingjing.ledger.public import official_act, record
from mingjing.registry.acts.benchmark_frame import (
    advance,
    fill,
    locked_benchmark,
    payload_of,
    thing_of,
)
from mingjing.registry.acts.permission import demand
from mingjing.registry.rules.discretion.procedure import Step
from mingjing.registry.types import Actor, BenchmarkHeadInvalid, NewBenchmark


@official_act
def revise_benchmark(
    *, actor: Actor, now: datetime, benchmark_id: str, draft: NewBenchmark
) -> None:
    """Replaces what a draft says; item, agency and region stay, and who changes it drafted it.

    Law: APL-034, 行政处罚法 §34.
    Raises: BenchmarkUnknown, NotPermitted, BenchmarkStateWrong, BenchmarkHeadInvalid, TableInvalid.
    """
    row = locked_benchmark(benchmark_id)
    demand(actor, "registry.draft_benchmark", thing_of(row))
    advance(row, Step.REVISE)
    kept = (row.power_item_code, row.agency_id, row.region)
    if (draft.power_item_code, draft.agency_id, draft.region) != kept:
        raise BenchmarkHeadInvalid(zh_field="事项、机关、区划", en_field="item, agency, region")
    fill(row, draft)
    row.drafted_by = actor.account_id
    row.save()
    record(
        "registry.benchmark_revised",
        kind="benchmark",
        object_id=benchmark_id,
        actor=actor,
        now=now,
        payload=payload_of(row),
    )

# SPDX-License-Identifier: Apache-2.0
"""Act: draft a discretion benchmark (拟定裁量基准)."""

from datetime import datetime

from django.db.models import Max

from mingjing.ledger.public import official_act, record
from mingjing.registry.acts.benchmark_frame import fill, lock_agency, payload_of
from mingjing.registry.acts.permission import demand
from mingjing.registry.models import Benchmark
from mingjing.registry.types import Actor, BenchmarkState, NewBenchmark, Thing


@official_act
def draft_benchmark(*, actor: Actor, now: datetime, draft: NewBenchmark) -> str:
    """Writes the next version of a benchmark as a draft and returns its id.

    Law: APL-034, 行政处罚法 §34: agencies may make benchmarks of discretion.
    Raises: NotPermitted, UnknownAgency, BenchmarkHeadInvalid, TableInvalid.
    """
    lock_agency(draft.agency_id)
    demand(actor, "registry.draft_benchmark", Thing(draft.agency_id, draft.region))
    row = Benchmark(state=BenchmarkState.DRAFT.value, drafted_by=actor.account_id)
    fill(row, draft)
    same = Benchmark.objects.filter(power_item_code=row.power_item_code, region=row.region)
    row.version = (same.aggregate(last=Max("version"))["last"] or 0) + 1
    row.save()
    record(
        "registry.benchmark_drafted",
        kind="benchmark",
        object_id=row.benchmark_id,
        actor=actor,
        now=now,
        payload=payload_of(row),
    )
    return row.benchmark_id

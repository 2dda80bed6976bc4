# SPDX-License-Identifier: Apache-2.0
"""Act: put the replay of a benchmark on record (裁量基准回放留痕)."""

from datetime import datetime

from mingjing.cases.models import ReplayRecord
from mingjing.cases.types.benchmark_replay import BenchmarkReplay, ReplayStale
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import benchmark, demand
from mingjing.registry.types import Actor, Thing


@official_act
def record_replay(*, actor: Actor, now: datetime, replay: BenchmarkReplay) -> str:
    """Keeps the figures of a replay, for who reviews and publishes the draft; the record's id.

    Law: APL-034, 行政处罚法 §34; 国办发〔2022〕27号.
    Raises: BenchmarkUnknown, NotPermitted, ReplayStale.
    """
    view = benchmark(replay.benchmark_id)
    demand(actor, "cases.replay_benchmark", Thing(view.agency_id, view.region))
    if view.digest != replay.table_digest:
        raise ReplayStale
    row = ReplayRecord(
        benchmark_id=view.benchmark_id, table_digest=view.digest, since=replay.period.since,
        until=replay.period.until, summary=replay.summary(), digest=replay.digest,
        recorded_at=now, recorded_by=actor.account_id,
    )  # fmt: skip
    row.save(force_insert=True)
    record(
        "case.benchmark_replayed",
        kind="benchmark",
        object_id=view.benchmark_id,
        actor=actor,
        now=now,
        payload={
            "replay_id": row.replay_id,
            "table_digest": row.table_digest,
            "period": [day.isoformat() if day else "" for day in (row.since, row.until)],
            "summary": row.summary,
            "digest": row.digest,
        },
    )
    return row.replay_id

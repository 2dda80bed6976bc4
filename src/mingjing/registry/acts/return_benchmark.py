# SPDX-License-Identifier: Apache-2.0
"""Act: return a discretion benchmark to its drafters (退回裁量基准)."""

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
from mingjing.registry.types import Actor, BenchmarkReasonMissing, BenchmarkState

_RETURNS = {BenchmarkState.REVIEWED.value: "registry.publish_benchmark"}


@official_act
def return_benchmark(*, actor: Actor, now: datetime, benchmark_id: str, reason: str) -> None:
    """Makes a draft of a version again: from review by the reviewer, after it by the head.

    Law: APL-034, 行政处罚法 §34: what does not hold is not published.
    Raises: BenchmarkUnknown, NotPermitted, BenchmarkStateWrong, BenchmarkReasonMissing.
    """
    row = locked_benchmark(benchmark_id)
    demand(actor, _RETURNS.get(row.state, "registry.review_benchmark"), thing_of(row))
    advance(row, Step.RETURN)
    if not reason.strip():
        raise BenchmarkReasonMissing
    row.reviewed_by = ""
    row.return_reason = reason.strip()
    row.save()
    record(
        "registry.benchmark_returned",
        kind="benchmark",
        object_id=benchmark_id,
        actor=actor,
        now=now,
        payload=payload_of(row, reason=reason.strip()),
    )

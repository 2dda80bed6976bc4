# SPDX-License-Identifier: Apache-2.0
"""Act: publish a discretion benchmark (公布裁量基准)."""

from datetime import datetime, timedelta

from mingjing.kernel.clock import local_date
from mingjing.ledger.public import official_act, record
from mingjing.registry.acts.benchmark_frame import (
    advance,
    locked_benchmark,
    payload_of,
    thing_of,
)
from mingjing.registry.acts.permission import demand
from mingjing.registry.models import Benchmark
from mingjing.registry.queries.benchmarks import benchmark_problems
from mingjing.registry.rules.discretion.procedure import (
    Step,
    demand_from_publication,
    demand_other_person,
)
from mingjing.registry.types import (
    Actor,
    BenchmarkDefective,
    BenchmarkDocumentMissing,
    BenchmarkNotNewer,
    BenchmarkOfAnother,
    BenchmarkState,
)


@official_act
def publish_benchmark(
    *, actor: Actor, now: datetime, benchmark_id: str, document_no: str = ""
) -> None:
    """Publishes a reviewed version from its first day; the version before ends the day before.

    The publisher neither drafted nor reviewed it; the checks must leave no problem but notes.
    Law: APL-034, 行政处罚法 §34: benchmarks are published; APL-005, §5; 国办发〔2022〕27号.
    Raises: BenchmarkUnknown, NotPermitted, BenchmarkStateWrong, BenchmarkSamePerson,
    BenchmarkDocumentMissing, BenchmarkRetroactive, BenchmarkDefective, BenchmarkOfAnother,
    BenchmarkNotNewer.
    """
    row = locked_benchmark(benchmark_id)
    demand(actor, "registry.publish_benchmark", thing_of(row))
    advance(row, Step.PUBLISH)
    demand_other_person(Step.PUBLISH, actor.account_id, row.drafted_by, row.reviewed_by)
    row.document_no = document_no.strip() or row.document_no
    if not row.document_no:
        raise BenchmarkDocumentMissing
    demand_from_publication(row.valid_from, local_date(now))
    _demand_sound(row)
    before = _published(row)
    if before is not None:
        _end(before, row)
    row.published_by = actor.account_id
    row.published_at = now
    row.save()
    record(
        "registry.benchmark_published",
        kind="benchmark",
        object_id=benchmark_id,
        actor=actor,
        now=now,
        payload=payload_of(
            row,
            document_no=row.document_no,
            supersedes=before.benchmark_id if before else "",
        ),
    )


def _demand_sound(row: Benchmark) -> None:
    """Raises: BenchmarkDefective."""
    wrong = [problem for problem in benchmark_problems(row) if not problem.is_note]
    if wrong:
        raise BenchmarkDefective(
            count=len(wrong),
            zh_first=wrong[0].message("zh"),
            en_first=wrong[0].message("en"),
        )


def _published(row: Benchmark) -> Benchmark | None:
    """The published version of the same item and region, locked."""
    return (
        Benchmark.objects.select_for_update()
        .filter(
            power_item_code=row.power_item_code,
            region=row.region,
            state=BenchmarkState.PUBLISHED.value,
        )
        .first()
    )


def _end(before: Benchmark, row: Benchmark) -> None:
    """Raises: BenchmarkOfAnother, BenchmarkNotNewer."""
    if before.agency_id != row.agency_id:
        raise BenchmarkOfAnother
    if before.valid_from >= row.valid_from:
        raise BenchmarkNotNewer(version=before.version, valid_from=before.valid_from.isoformat())
    before.state = BenchmarkState.SUPERSEDED.value
    last_day = row.valid_from - timedelta(days=1)
    before.valid_to = min(before.valid_to or last_day, last_day)
    before.save()

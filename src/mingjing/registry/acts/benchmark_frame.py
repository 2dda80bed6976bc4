# SPDX-License-Identifier: Apache-2.0
"""What the acts on benchmarks share: lock a version, move it on, say what the entry covers."""

from datetime import date

from mingjing.kernel.canonical import digest
from mingjing.registry.models import Agency, Benchmark
from mingjing.registry.rules.discretion.procedure import Step, demand_head, next_state
from mingjing.registry.rules.discretion.table_json import table_from_json, table_to_json
from mingjing.registry.types import (
    BenchmarkState,
    BenchmarkUnknown,
    NewBenchmark,
    Thing,
    UnknownAgency,
)


def lock_agency(agency_id: str) -> None:
    """Locks the agency: all acts on its benchmarks wait for each other.

    Raises: UnknownAgency.
    """
    if not Agency.objects.select_for_update().filter(agency_id=agency_id).first():
        raise UnknownAgency(agency_id=agency_id)


def locked_benchmark(benchmark_id: str) -> Benchmark:
    """The version, locked with its agency.

    Raises: BenchmarkUnknown.
    """
    rows = Benchmark.objects.filter(benchmark_id=benchmark_id)
    agency_id = rows.values_list("agency_id", flat=True).first()
    if agency_id is None:
        raise BenchmarkUnknown(benchmark_id=benchmark_id)
    lock_agency(agency_id)
    return rows.select_for_update().get()


def thing_of(row: Benchmark) -> Thing:
    """The version as permissions see it."""
    return Thing(row.agency_id, row.region)


def advance(row: Benchmark, step: Step) -> None:
    """Moves the version on, not saved yet.

    Raises: BenchmarkStateWrong.
    """
    row.state = next_state(BenchmarkState(row.state), step).value


def fill(row: Benchmark, draft: NewBenchmark) -> None:
    """Writes what the drafter handed in, not saved yet.

    Raises: BenchmarkHeadInvalid, TableInvalid.
    """
    demand_head(draft)
    body = table_to_json(table_from_json(table_to_json(draft.table)))
    row.power_item_code = draft.power_item_code.strip()
    row.title, row.title_en = draft.title.strip(), draft.title_en.strip()
    row.agency_id, row.region = draft.agency_id, draft.region.strip()
    row.valid_from, row.valid_to = draft.valid_from, draft.valid_to
    row.document_no = draft.document_no.strip()
    row.table, row.digest = body, digest(body)


def payload_of(row: Benchmark, **more: object) -> dict[str, object]:
    """What the ledger entry of a step covers."""
    return {
        "power_item_code": row.power_item_code,
        "agency_id": row.agency_id,
        "region": row.region,
        "version": row.version,
        "state": row.state,
        "valid_from": row.valid_from.isoformat(),
        "valid_to": _day(row.valid_to),
        "digest": row.digest,
        **more,
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""

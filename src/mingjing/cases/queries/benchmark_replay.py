# SPDX-License-Identifier: Apache-2.0
"""Reads past decisions in bulk and lays a benchmark over them (裁量基准回放).

A decision's own step holds facts and penalties, its receipt what the benchmark of that day said.
Neither party nor text is read.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.db.models.fields.json import KT

from mingjing.cases.models import Case, CaseStep, ReplayRecord
from mingjing.cases.rules.benchmark_replay import Asked, Facts, Says, replayed
from mingjing.cases.types.benchmark_replay import (
    BenchmarkReplay,
    Fork,
    LeftOut,
    PastDecision,
    Period,
    RecordedReplay,
    Silence,
    Unsaid,
)
from mingjing.cases.types.codes import ChangeKind, Outcome, RemedyResult
from mingjing.cases.types.steps import (
    DecidedOnTheSpot,
    DecisionChanged,
    DecisionMade,
    RemedyClosed,
)
from mingjing.kernel.regions import covers
from mingjing.registry.public import benchmark_for, evaluator
from mingjing.registry.types import (
    BenchmarkView,
    DecisionTable,
    FactInvalid,
    FactMissing,
    HitsConflict,
    PenaltyKind,
    RangeEmpty,
    Tier,
)

_DECIDING = (DecisionMade.act, DecidedOnTheSpot.act, DecisionChanged.act)
_FELLED = (RemedyResult.REVOKED.value, RemedyResult.ILLEGAL.value)
_PAGE = 5_000


EVER = Period()


def replay_benchmark(view: BenchmarkView, period: Period = EVER) -> BenchmarkReplay:
    """What a version, in whatever state, would have meant for the decided cases of its item.

    Cases of every agency in its region, but where a benchmark of a smaller region stands.

    Law: APL-034, 行政处罚法 §34; 国办发〔2022〕27号.
    """
    where = _where(view.power_item_code, period)
    heads = Case.objects.filter(**where)
    regions = heads.values_list("region", flat=True).order_by().distinct()
    within = {one for one in regions if covers(view.region, one)}
    own = {one for one in within if _is_own(view, one)}
    past, left_out = _decided({**where, "region__in": own})
    elsewhere = heads.filter(region__in=within - own).count()
    asked = Asked(view.benchmark_id, view.digest, period)
    return replayed(asked, past, says(view.table), replace(left_out, elsewhere=elsewhere))


def _where(item_code: str, period: Period) -> dict[str, object]:
    """Which cases are decided ones of an item, as conditions on a head."""
    first, last = period.since or date.min, period.until or date.max
    return {"power_item_code": item_code, "decided_on__range": (first, last)}


def _is_own(view: BenchmarkView, region: str) -> bool:
    """Whether no published benchmark of a smaller region stands before the draft there."""
    found = benchmark_for(view.power_item_code, view.valid_from, region)
    return found is None or found.region == view.region or not covers(view.region, found.region)


def says(table: DecisionTable) -> Says:
    """The table as the replay asks it: a fork, or why there is none."""

    ask = evaluator(table)

    def said(facts: Facts) -> Fork | Silence:
        try:
            found = ask(dict(facts))
        except FactMissing as missing:
            return Silence(Unsaid.FACT_MISSING, tuple(str(missing.detail["names"]).split("、")))
        except FactInvalid as invalid:
            return Silence(Unsaid.FACT_INVALID, (str(invalid.detail["name"]),))
        except HitsConflict:
            return Silence(Unsaid.ROWS_CONFLICT)
        except RangeEmpty:
            return Silence(Unsaid.NO_AMOUNT)
        if found.tier is None:
            return Silence(Unsaid.NO_SINGLE if found.count else Unsaid.NO_ROW)
        return Fork(found.tier, found.low_fen or 0, found.high_fen or 0, found.row_no or 0)

    return said


@dataclass(frozen=True, slots=True)
class _Said:
    """What a proposal says, as far as a replay needs it."""

    is_penalty: bool
    facts: Facts
    fine_fen: int
    deviation: str


def _decided(where: dict[str, object]) -> tuple[list[PastDecision], LeftOut]:
    """The penalties that stand, as last changed, and how many cases ended otherwise."""
    fallen = _fallen(where)
    last: dict[str, tuple[int, bool, PastDecision]] = {}
    for seq, is_penalty, one in _decisions(where):
        if one.case_id not in last or last[one.case_id][0] < seq:
            last[one.case_id] = (seq, is_penalty, one)
    other = {case_id for case_id, (_, is_penalty, _) in last.items() if not is_penalty}
    gone = fallen | other
    past = [one for case_id, (_, _, one) in last.items() if case_id not in gone]
    return past, LeftOut(other_end=len(other), fallen=len(fallen - other))


def _steps(acts: tuple[str, ...], where: dict[str, object]) -> QuerySet[CaseStep, CaseStep]:
    """Steps of some acts in the cases of the conditions, in no order."""
    heads = {f"case__{name}": value for name, value in where.items()}
    return CaseStep.objects.filter(act__in=acts, **heads).order_by()


def _fallen(where: dict[str, object]) -> set[str]:
    """Cases whose decision no longer stands, as `rules.owed.is_revoked` reads a file."""
    rows = _steps((DecisionChanged.act, RemedyClosed.act), where).order_by("case_id", "seq")
    columns = ("case_id", "act", KT("payload__kind"), KT("payload__result"))
    changed: dict[str, bool] = {}
    felled: set[str] = set()
    for case_id, act, kind, result in rows.values_list(*columns):
        if act == DecisionChanged.act:
            changed[case_id] = kind != ChangeKind.CHANGED.value
        elif result in _FELLED:
            felled.add(case_id)
    return felled | {case_id for case_id, is_gone in changed.items() if is_gone}


def _decisions(where: dict[str, object]) -> Iterator[tuple[int, bool, PastDecision]]:
    """Each step that decides: its number, whether it punishes, what it says."""
    columns = (
        "case_id", "seq", "case__agency_id", "case__region", "case__decided_on",
        KT("payload__proposal"), KT("receipt__around__ranged"),
    )  # fmt: skip
    proposals: dict[str | None, _Said | None] = {None: None}
    forks: dict[str | None, Fork | None] = {None: None}
    found = _steps(_DECIDING, where).values_list(*columns).iterator(chunk_size=_PAGE)
    for case_id, seq, agency_id, region, on, proposal, ranged in found:
        if proposal not in proposals:
            proposals[proposal] = _said(json.loads(proposal))
        if ranged not in forks:
            forks[ranged] = _fork(json.loads(ranged))
        said = proposals[proposal]
        if said is None:  # a revocation proposes nothing
            continue
        past = PastDecision(
            case_id, agency_id, region, on, said.facts, forks[ranged], said.fine_fen, said.deviation
        )
        yield seq, said.is_penalty, past


def _said(proposal: dict[str, Any] | None) -> _Said | None:
    if proposal is None:
        return None
    penalties = proposal["penalties"]
    return _Said(
        is_penalty=proposal["outcome"] == Outcome.PENALTY.value,
        facts=tuple(sorted((one["name"], one["value"]) for one in proposal["facts"])),
        fine_fen=sum(one["fen"] for one in penalties if one["kind"] == PenaltyKind.FINE.value),
        deviation=proposal.get("deviation", ""),
    )


def _fork(ranged: dict[str, Any] | None) -> Fork | None:
    if ranged is None:
        return None
    tier = Tier(ranged["tier"]) if ranged["tier"] else None
    return Fork(tier, ranged["low_fen"] or 0, ranged["high_fen"] or 0, ranged["row_no"])


def recorded_replay(view: BenchmarkView) -> RecordedReplay | None:
    """The newest replay of a version that was put on record."""
    row = (
        ReplayRecord.objects.filter(benchmark_id=view.benchmark_id)
        .order_by("-recorded_at", "-replay_id")
        .first()
    )
    if row is None:
        return None
    period, is_current = Period(row.since, row.until), row.table_digest == view.digest
    return RecordedReplay(row.summary, period, row.digest, row.recorded_at, is_current)

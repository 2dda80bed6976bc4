# SPDX-License-Identifier: Apache-2.0
"""What the benchmark says for a proposal (适用裁量基准), on the act's day and today."""

from dataclasses import dataclass
from datetime import date

from mingjing.cases.types.casefile import Ranged
from mingjing.cases.types.steps import Proposal
from mingjing.registry.public import asked_for, benchmark_for, compare_law, refs_in
from mingjing.registry.types import BenchmarkView, FactMissing, Factor, LawTime, Outcome


@dataclass(frozen=True, slots=True)
class Ranges:
    """The outcome that applies, the other one, and which day it is of (从旧兼从轻)."""

    applied: Ranged | None = None
    other: Ranged | None = None
    law_time: str = ""


def ranges_for(
    item_code: str, proposal: Proposal, *, act_on: date, decide_on: date, region: str
) -> Ranges:
    """The lighter of the benchmark of the act's day and of the decision's day.

    A benchmark whose facts are not all given says nothing but that no row matched.

    Law: APL-034, APL-037, 行政处罚法 §34, §37 (从旧兼从轻).
    Raises: FactInvalid.
    """
    facts = {fact.name: fact.value for fact in proposal.facts}
    try:
        found = compare_law(item_code, facts, act_on=act_on, decide_on=decide_on, region=region)
    except FactMissing:
        version = benchmark_for(item_code, decide_on, region)
        return Ranges(_ranged(version or benchmark_for(item_code, act_on, region), None))
    if found.act_version is None and found.decision_version is None:
        return Ranges()
    then = _ranged(found.act_version, found.act)
    now = _ranged(found.decision_version, found.decision)
    if found.applies is LawTime.ACT:
        return Ranges(then, now, LawTime.ACT.value)
    return Ranges(now or then, then, LawTime.DECISION.value)


def factors_on(item_code: str, on: date, region: str) -> tuple[Factor, ...]:
    """The factors of the benchmark in force; none without one."""
    version = benchmark_for(item_code, on, region)
    return asked_for(version.table) if version else ()


def benchmark_provisions(item_code: str, days: set[date], region: str) -> tuple[str, ...]:
    """The articles that the rows of the item's benchmark cite, on any of the days.

    Law: APL-034, APL-037, 行政处罚法 §34, §37.
    """
    versions = (benchmark_for(item_code, on, region) for on in sorted(days))
    found = (refs_in(row.article) for one in versions if one for row in one.table.rows)
    return tuple(dict.fromkeys(ref.text for refs in found for ref in refs))


def _ranged(version: BenchmarkView | None, outcome: Outcome | None) -> Ranged | None:
    if version is None:
        return None
    return Ranged(
        benchmark_id=version.benchmark_id,
        version=version.version,
        digest=version.digest,
        row_no=(outcome.row_no or 0) if outcome else 0,
        tier=outcome.tier.value if outcome and outcome.tier else "",
        low_fen=outcome.low_fen if outcome else None,
        high_fen=outcome.high_fen if outcome else None,
        article=outcome.article if outcome else "",
        note=outcome.note if outcome else "",
    )

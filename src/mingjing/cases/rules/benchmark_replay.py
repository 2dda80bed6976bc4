# SPDX-License-Identifier: Apache-2.0
"""Lays a draft over past decisions (裁量基准回放): tiers, sums, outliers. Pure; decides nothing."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from mingjing.cases.rules.spread import quarters
from mingjing.cases.types.benchmark_replay import (
    BenchmarkReplay,
    Fork,
    LeftOut,
    PastDecision,
    Period,
    Replayed,
    Silence,
    TierMove,
    TierSpread,
    Undecided,
)
from mingjing.kernel.canonical import stream_digest
from mingjing.registry.types import Tier

Facts = tuple[tuple[str, str], ...]
Says = Callable[[Facts], Fork | Silence]
"""What a table says of facts."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which table is laid over the past (回放对象)."""

    benchmark_id: str
    table_digest: str
    period: Period


def replayed(
    asked: Asked, past: Iterable[PastDecision], says: Says, left_out: LeftOut
) -> BenchmarkReplay:
    """The past decisions beside what the table says; equal facts are asked once.

    Law: APL-034, 行政处罚法 §34; 国办发〔2022〕27号.
    """
    known: dict[Facts, Fork | Silence] = {}
    rows, silent = [], Counter[Silence]()
    for one in past:
        if one.facts not in known:
            known[one.facts] = says(one.facts)
        said = known[one.facts]
        if isinstance(said, Silence):
            silent[said] += 1
        else:
            rows.append(Replayed(one, said, said.nearest(one.fine_fen)))
    rows.sort(key=lambda row: (-row.gap_fen, row.past.case_id))
    moves = Counter((row.past.tier, row.now.tier) for row in rows)
    outside = [row for row in rows if row.gap_fen]
    return BenchmarkReplay(
        benchmark_id=asked.benchmark_id,
        table_digest=asked.table_digest,
        period=asked.period,
        rows=tuple(rows),
        undecided=tuple(Undecided(one, count) for one, count in silent.most_common()),
        left_out=left_out,
        moves=tuple(
            TierMove(old, new, moves[old, new])
            for old in (*Tier, None)
            for new in Tier
            if (old, new) in moves
        ),
        before=_spreads((row.past.tier, row.past.fine_fen) for row in rows),
        after=_spreads((row.now.tier, row.moved_fen) for row in rows),
        decided_fen=sum(row.past.fine_fen for row in rows),
        moved_fen=sum(row.moved_fen for row in rows),
        outside=len(outside),
        newly_outside=sum(row.past.was_inside for row in outside),
        digest=_digest(asked, rows, silent),
    )


def _spreads(fines: Iterable[tuple[Tier | None, int]]) -> tuple[TierSpread, ...]:
    """The spread of each tier that occurs, lightest first, without a tier last."""
    found: dict[Tier | None, list[int]] = defaultdict(list)
    for tier, fen in fines:
        found[tier].append(fen)
    return tuple(
        TierSpread(tier, len(found[tier]), quarters(found[tier]))
        for tier in (*Tier, None)
        if tier in found
    )


def _digest(asked: Asked, rows: Iterable[Replayed], silent: Counter[Silence]) -> str:
    """What two replays share when they say the same of the same cases."""
    lines = [
        f"{row.past.case_id} {row.past.fine_fen} {row.now.tier} "
        f"{row.now.low_fen} {row.now.high_fen}\n"
        for row in rows
    ]
    lines += sorted(f"{one.why} {one.factors} {count}\n" for one, count in silent.items())
    return stream_digest(line.encode() for line in [f"{asked.table_digest}\n", *lines])

# SPDX-License-Identifier: Apache-2.0
"""Time on the scene (现场时间): stated gaps, and holes that nobody states."""

from collections.abc import Sequence

from mingjing_verify.canonical import formats
from mingjing_verify.chain import Chain, Range
from mingjing_verify.findings import Finding
from mingjing_verify.links import Link


def judge_time(chain: Chain) -> None:
    """Each stated gap is named; each hole without one as well."""
    tolerance = int(formats()["tolerance_ms"])
    before: Link | None = None
    stated: list[Range] = []
    reached = -1
    for link in chain.ordered():
        is_next = link.seq == reached + 1
        reached = link.seq
        if not is_next:
            before, stated = None, []
        if link.seq in chain.bad:
            before, stated = None, []
        elif link.kind == "gap":
            said = link.header["says"]
            stated.append((said["from"], said["to"]))
            values = {"reason": said["reason"], "from_ms": said["from"], "to_ms": said["to"]}
            values["note"] = said["note"]
            chain.findings.append(Finding("gap_stated", link.seq, said["from"], values))
        elif link.kind == "media" and link.header["dur"]:
            if before is not None:
                _judge_hole(chain, (before, link), stated, tolerance)
            before, stated = link, []


def _judge_hole(
    chain: Chain, pair: tuple[Link, Link], stated: Sequence[Range], tolerance: int
) -> None:
    before, link = pair
    start = before.header["wall"]
    stop = link.begin
    if before.header["clock"] == link.header["clock"]:
        stop = start + link.header["mono"] - link.header["dur"] - before.header["mono"]
    if stop - start - _covered(stated, start, stop) > tolerance:
        values = {"from_ms": start, "to_ms": stop}
        chain.findings.append(Finding("hole_unexplained", link.seq, start, values))


def _covered(stated: Sequence[Range], start: int, stop: int) -> int:
    """Milliseconds between start and stop that lie in a stated gap."""
    total = 0
    for first, last in sorted(stated):
        first, last = max(first, start), min(last, stop)
        if last > first:
            total += last - first
            start = last
    return total

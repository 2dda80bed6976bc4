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
    start, stop = before.header["wall"], link.begin
    if _bare(stated, start, stop) > tolerance:
        values = {"from_ms": start, "to_ms": stop}
        chain.findings.append(Finding("hole_unexplained", link.seq, start, values))


def _bare(stated: Sequence[Range], start: int, stop: int) -> int:
    """The longest stretch between start and stop, in milliseconds, that no stated gap covers."""
    longest, at = 0, start
    for first, last in sorted(stated):
        longest = max(longest, min(first, stop) - at)
        at = max(at, last)
    return max(longest, stop - at)

# SPDX-License-Identifier: Apache-2.0
"""Judging links against each other and their signatures (链的核验)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from mingjing_verify.canonical import Malformed
from mingjing_verify.findings import Barrier, Finding
from mingjing_verify.keys import PublicKey
from mingjing_verify.links import Link, read_line
from mingjing_verify.signatures import Answer

MAX_CHAIN_BYTES = 1 << 29

Range = tuple[int, int]
"""First and last."""


@dataclass(slots=True)
class Chain:
    """The links of a bundle and what is wrong with them."""

    links: list[Link] = field(default_factory=list)
    """All readable lines, in the order of the file."""
    by_seq: dict[int, Link] = field(default_factory=dict)
    """The link at each number: the recording's own, where several claim it."""
    bad: set[int] = field(default_factory=set)
    """Numbers with a suspect finding, also of lines that cannot be read."""
    findings: list[Finding] = field(default_factory=list)

    def suspect(self, code: str, link: Link, **values: object) -> None:
        """Note a finding on a link that makes it suspect."""
        self.bad.add(link.seq)
        self.findings.append(Finding(code, link.seq, link.header["wall"], values))

    def ordered(self) -> list[Link]:
        """The links by number."""
        return [self.by_seq[seq] for seq in sorted(self.by_seq)]


def read_chain(raw: bytes, each: Callable[[Link], None]) -> Chain:
    """All lines; one that cannot be read is a finding at the number it should have had.

    `each` is told of every link as soon as it is read.

    Raises: Barrier when there is no link at all.
    """
    chain = Chain()
    lines = raw.split(b"\n")
    last = -1
    if lines and not lines[-1]:
        lines.pop()
    elif lines:
        chain.findings.append(Finding("chain_unfinished"))
    for line in lines:
        try:
            link = read_line(line)
        except Malformed as error:
            last += 1
            chain.bad.add(last)
            chain.findings.append(Finding("link_unreadable", last, None, {"where": str(error)}))
            continue
        chain.links.append(link)
        each(link)
        last = link.seq
    if not chain.links:
        raise Barrier("chain_empty")
    return chain


def judge_links(chain: Chain, recording: str, device: PublicKey, server: PublicKey) -> None:
    """Identity, order and places of all links."""
    _judge_identity(chain, recording, device)
    _judge_order(chain)
    ordered = chain.ordered()
    for before, link in zip([None, *ordered], ordered, strict=False):
        if before is not None and before.seq == link.seq - 1:
            _judge_neighbours(chain, before, link)
    _judge_kinds(chain, ordered)
    for link in chain.links:
        ack, header = link.ack, link.header
        expected = (recording, header["seq"], link.hash, header["sha256"], header["len"])
        said = (ack["recording"], ack["seq"], ack["link"], ack["sha256"], ack["len"])
        if said != expected or ack["key"] != server.key_id:
            chain.suspect("ack_differs", link)


def judge_signatures(chain: Chain, device: PublicKey, answers: Iterable[Answer]) -> None:
    """The signatures of the recorder and of the server on every link, as they were checked."""
    for link, (is_device, is_server) in zip(chain.links, answers, strict=True):
        if link.header["key"] == device.key_id and not is_device:
            chain.suspect("signature_wrong", link)
        if not is_server:
            chain.suspect("ack_signature_wrong", link)


def _judge_identity(chain: Chain, recording: str, device: PublicKey) -> None:
    foreign = []
    for link in chain.links:
        if link.header["recording"] != recording:
            chain.suspect("recording_differs", link)
            foreign.append(link)
        elif link.header["key"] != device.key_id:
            chain.suspect("key_differs", link)
            foreign.append(link)
        else:
            chain.by_seq.setdefault(link.seq, link)
    for link in foreign:
        chain.by_seq.setdefault(link.seq, link)


def _judge_order(chain: Chain) -> None:
    seen: set[int] = set()
    last = -1
    for link in chain.links:
        if link.seq in seen:
            chain.suspect("link_doubled", link)
        elif link.seq < last:
            chain.suspect("link_out_of_order", link)
        seen.add(link.seq)
        last = max(last, link.seq)


def _judge_neighbours(chain: Chain, before: Link, link: Link) -> None:
    if not chain.bad & {before.seq, link.seq} and link.header["prev"] != before.hash:
        chain.suspect("prev_differs", link)
    is_same_run = before.header["clock"] == link.header["clock"]
    if is_same_run and link.header["mono"] < before.header["mono"]:
        chain.suspect("clock_fell", link)


def _judge_kinds(chain: Chain, ordered: Sequence[Link]) -> None:
    """Nothing behind `end`; each `media` behind the `init` it names."""
    inits: set[str] = set()
    is_begun = False
    end: int | None = None
    for place, link in enumerate(ordered):
        if end is not None:
            chain.suspect("behind_end", link, end=end)
        if link.kind == "init":
            is_begun = True
            inits.add(link.header["sha256"])
        if link.kind == "end" and end is None:
            end = link.seq
        if link.kind == "media" and link.seq not in chain.bad:
            wanted = link.header["init"]
            is_known = wanted in inits if wanted else is_begun
            if not is_known and place == link.seq:
                chain.suspect("init_unknown", link)
            elif not is_known:
                chain.findings.append(Finding("init_missing", link.seq, link.header["wall"]))


def absent_ranges(present: Iterable[int], size: int) -> Iterator[Range]:
    """The numbers below `size` that are not present, as ranges."""
    expected = 0
    for seq in sorted(set(present)):
        if seq >= size:
            break
        if seq > expected:
            yield expected, seq - 1
        expected = seq + 1
    if expected < size:
        yield expected, size - 1


def split(whole: Range, parts: Sequence[Range]) -> Iterator[tuple[Range, bool]]:
    """The range cut along `parts` (in order, disjoint): each piece, and whether a part has it."""
    start, end = whole
    for first, last in parts:
        if last < start or first > end:
            continue
        if start < first:
            yield (start, first - 1), False
        yield (max(start, first), min(end, last)), True
        start = last + 1
    if start <= end:
        yield (start, end), False


def merge_runs(findings: Iterable[Finding]) -> list[Finding]:
    """Findings of one kind on links that follow each other become one, with `to`."""
    merged: list[Finding] = []
    for finding in sorted(findings, key=_by_code):
        last = merged[-1] if merged else None
        if last is not None and _continues(last, finding):
            values = {**last.values, "to": finding.values.get("to", finding.link)}
            merged[-1] = Finding(last.code, last.link, last.at, values)
        else:
            merged.append(finding)
    return merged


def _by_code(finding: Finding) -> tuple[str, str, int]:
    same = sorted(f"{k}={v}" for k, v in finding.values.items() if k != "to")
    return finding.code, ";".join(same), -1 if finding.link is None else finding.link


def _continues(last: Finding, finding: Finding) -> bool:
    if last.code != finding.code or last.link is None or finding.link is None:
        return False
    if "from_ms" in finding.values or "name" in finding.values:
        return False
    return _by_code(last)[:2] == _by_code(finding)[:2] and (
        finding.link == last.values.get("to", last.link) + 1
    )

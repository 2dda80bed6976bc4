# SPDX-License-Identifier: Apache-2.0
"""Holding the links against the entries of the ledger (链与账本的对照): opening, anchors, end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mingjing_verify import proofs
from mingjing_verify.chain import Chain, Range, absent_ranges, split
from mingjing_verify.findings import Barrier, Finding
from mingjing_verify.keys import PublicKey
from mingjing_verify.log.merkle import hash_leaf
from mingjing_verify.proofs import Entry, Ledger
from mingjing_verify.tree import CoverWrong, Withheld, root_of

LATE_MS = 600_000
AHEAD_MS = 300_000
CLOCK_MAY_ERR_MS = 86_400_000
"""What the door lets a recorder's clock be wrong when it opens a recording."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """An entry that names the hash of one link: the link was held then (已存见证)."""

    seq: int
    hash: str
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Extent:
    """How long the chain is, and which links need not be here."""

    size: int
    root: str
    withheld: Sequence[Withheld]
    never_came: int | None
    """How many links the server never got; None where the ledger does not say."""


def sightings(ledger: Ledger) -> list[Sighting]:
    """All links that entries name, the opening's first."""
    seen: list[Sighting] = []
    for entry in ledger.entries:
        said = entry.payload
        if entry.act == proofs.OPENED:
            seen.append(Sighting(0, said["link"], entry.at, entry.index))
        elif entry.act in {proofs.ANCHORED, proofs.RESUMED}:
            seen.append(Sighting(said["seq"], said["link"], entry.at, entry.index))
        elif entry.act == proofs.BROKEN_OFF:
            seen.append(Sighting(said["behind"], said["link"], entry.at, entry.index))
        elif entry.act == proofs.SEALED:
            seen.append(Sighting(said["links"] - 1, said["link"], entry.at, entry.index))
    return seen


def judge_opening(chain: Chain, ledger: Ledger, device: Entry, server: PublicKey) -> None:
    """Who opened the recording, with which key, on which server."""
    found = chain.findings
    first = chain.by_seq.get(0)
    account = device.payload["account_id"]
    if first is not None and 0 not in chain.bad and first.header["says"]["officer"] != account:
        officer = first.header["says"]["officer"]
        chain.suspect("officer_differs", first, account=account, officer=officer)
    if first is not None and device.at > first.header["wall"] + CLOCK_MAY_ERR_MS:
        found.append(Finding("registered_late", 0, device.at))
    opened = ledger.first(proofs.OPENED)
    if opened is None:
        found.append(Finding("opening_unproven", 0))
        return
    if opened.payload["key"] != device.object_id:
        found.append(Finding("opening_differs", 0, opened.at))
    until = max(proofs.moment(e.payload["until"]) for e in _renewals(ledger, device, opened))
    if opened.at > until:
        found.append(Finding("key_expired", 0, opened.at, {"until_ms": until}))
    revoked = [e for e in ledger.all(proofs.REVOKED) if e.object_id == device.object_id]
    if any(entry.index < opened.index for entry in revoked):
        found.append(Finding("key_revoked", 0, opened.at))
    named = opened.payload.get("server_key")
    if named is None:
        found.append(Finding("server_key_unproven"))
    elif named != server.key_id:
        found.append(Finding("server_key_differs", 0))


def _renewals(ledger: Ledger, device: Entry, opened: Entry) -> list[Entry]:
    """The registrations of the key that were there when the recording was opened."""
    same = [e for e in ledger.all(proofs.REGISTERED) if e.object_id == device.object_id]
    return [e for e in same if e.index < opened.index] or [device]


def judge_alarms(chain: Chain, ledger: Ledger, recording: str, *, pushed: bool) -> None:
    """Alarms that the ledger holds on this recording; `pushed`: by a source that signs nothing."""
    code = "alarm_pushed" if pushed else "alarm_raised"
    for entry in ledger.all(proofs.ALARM):
        seq = entry.payload.get("seq")
        if entry.object_id == recording and type(seq) is int:
            chain.findings.append(Finding(code, seq, entry.at))


def extent_of(bundle: Mapping[str, Any], ledger: Ledger, found: list[Finding]) -> Extent:
    """What the ledger says about the length and the root of the chain.

    Raises: Barrier when a part is handed in of a chain that is not complete.
    """
    closing = ledger.last(*proofs.STATES)
    state = proofs.STATES[closing.act] if closing else "open"
    if state != bundle["state"]:
        found.append(Finding("state_not_proven", values={"state": bundle["state"]}))
    said = closing.payload if closing else {}
    size, root = bundle["links"], said.get("root", "") if state == "complete" else ""
    never: int | None = None
    if state in {"complete", "sealed"}:
        size = said["links"]
    elif state == "broken_off":
        size = said["behind"] + 1
        never = max(0, size - said["held"])
    if (size, root) != (bundle["links"], bundle["root"]):
        found.append(Finding("bundle_differs"))
    size = _seen_size(ledger, size, state, found)
    withheld = [
        Withheld(part["from"], part["to"], [bytes.fromhex(node) for node in part["nodes"]])
        for part in bundle["withheld"]
    ]
    _demand_ranges([(part.first, part.last) for part in withheld], size)
    if withheld and not root:
        raise Barrier("bundle_malformed", where="withheld")
    return Extent(size, root, withheld, never)


def _seen_size(ledger: Ledger, size: int, state: str, found: list[Finding]) -> int:
    """The length, at least up to the last link that an entry names."""
    for seen in sightings(ledger):
        if seen.seq >= size and state == "open":
            size = seen.seq + 1
        elif seen.seq >= size:
            found.append(Finding("anchor_differs", seen.seq, seen.at))
    return size


def _demand_ranges(ranges: Sequence[Range], size: int) -> None:
    """Ranges in order, apart and inside.

    Raises: Barrier.
    """
    last = -1
    for first, end in ranges:
        if not last < first <= end < size:
            raise Barrier("bundle_malformed", where="withheld")
        last = end


def judge_presence(chain: Chain, ledger: Ledger, extent: Extent) -> None:
    """Which links are not here, and who says why; which are here and should not be.

    Raises: Barrier when a link is handed in and withheld at once.
    """
    found = chain.findings
    withheld = [(part.first, part.last) for part in extent.withheld]
    present = set(chain.by_seq) | chain.bad
    if any(first <= seq <= last for first, last in withheld for seq in present):
        raise Barrier("bundle_malformed", where="withheld")
    for link in chain.ordered():
        if link.seq >= extent.size:
            chain.suspect("link_beyond", link, links=extent.size)
    gone: list[Range] = []
    for whole in absent_ranges(present, extent.size):
        for piece, is_withheld in split(whole, withheld):
            if is_withheld:
                found.append(_of_range("links_withheld", piece))
            else:
                gone.append(piece)
    _judge_gone(found, gone, ledger, extent)


def _judge_gone(
    found: list[Finding], gone: Sequence[Range], ledger: Ledger, extent: Extent
) -> None:
    """Links that are not here and not withheld: cut out, never come, or not known."""
    seen = sorted({(sighting.seq, sighting.seq) for sighting in sightings(ledger)})
    count = sum(last - first + 1 for first, last in gone)
    if extent.root or (extent.never_came is not None and count > extent.never_came):
        found += [_of_range("links_cut", piece) for piece in gone]
        return
    code = "links_not_there" if extent.never_came is None else "links_never_came"
    for piece in gone:
        for part, is_seen in split(piece, seen):
            found.append(_of_range("links_cut" if is_seen else code, part))


def _of_range(code: str, part: Range) -> Finding:
    return Finding(code, part[0], None, {"to": part[1]} if part[1] > part[0] else {})


def judge_sightings(chain: Chain, ledger: Ledger) -> None:
    """Each entry names the header that is here."""
    for seen in sightings(ledger):
        link = chain.by_seq.get(seen.seq)
        if link is not None and seen.seq not in chain.bad and link.hash != seen.hash:
            code = "anchor_differs" if seen.seq else "opening_differs"
            chain.findings.append(Finding(code, seen.seq, seen.at))


def judge_root(chain: Chain, extent: Extent) -> None:
    """The root over all links is the one in the ledger."""
    if not extent.root or any(f.weight == "suspect" for f in chain.findings):
        return  # a link that is suspect gives another root by itself
    leaves = {seq: hash_leaf(link.raw) for seq, link in chain.by_seq.items()}
    try:
        root = root_of(extent.size, leaves, extent.withheld).hex()
    except CoverWrong:
        root = ""
    if root != extent.root:
        chain.findings.append(Finding("root_differs"))


def judge_end(chain: Chain, ledger: Ledger, state: str, size: int) -> None:
    """How the recording ended: with its end link, broken off, or not yet."""
    ordered = [link for link in chain.ordered() if link.seq not in chain.bad]
    last = ordered[-1] if ordered else None
    number, wall = (last.seq, last.header["wall"]) if last else (None, None)
    if state in {"sealed", "complete"}:
        end = chain.by_seq.get(size - 1)
        if end is not None and end.kind != "end" and end.seq not in chain.bad:
            chain.suspect("end_missing", end)
    elif state == "broken_off":
        chain.findings.append(Finding("broken_off", number, wall))
    else:
        chain.findings.append(Finding("still_open", number, wall))


def judge_delays(chain: Chain, ledger: Ledger) -> None:
    """When each link stood in the ledger at the latest, against the clock of the recorder."""
    bounds = [(seen.seq, seen.at) for seen in sightings(ledger)]
    bounds += [(entry.payload["links"] - 1, entry.at) for entry in ledger.all(proofs.COMPLETED)]
    bounds.sort(key=lambda bound: (-bound[0], bound[1]))
    latest: list[tuple[int, int]] = []  # from the highest number down: the earliest entry over it
    for seq, at in bounds:
        latest.append((seq, min(at, latest[-1][1] if latest else at)))
    for link in chain.ordered():
        while latest and latest[-1][0] < link.seq:
            latest.pop()
        if link.seq in chain.bad:
            continue
        if not latest:
            chain.findings.append(Finding("not_anchored", link.seq, link.header["wall"]))
            continue
        at = latest[-1][1]
        if at - link.header["wall"] > LATE_MS:
            values = {"by_ms": at}
            chain.findings.append(Finding("anchored_late", link.seq, link.header["wall"], values))
        elif link.header["wall"] - at > AHEAD_MS:
            chain.findings.append(Finding("clock_ahead", link.seq, link.header["wall"]))

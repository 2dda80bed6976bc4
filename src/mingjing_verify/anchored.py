# SPDX-License-Identifier: Apache-2.0
"""Holding the links against the entries of the ledger (链与账本的对照): opening, anchors, end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mingjing_verify.chain import Chain, Range, absent_ranges, split
from mingjing_verify.findings import Barrier, Finding
from mingjing_verify.keys import PublicKey
from mingjing_verify.proofs import Entry, Ledger
from mingjing_verify.tree import CoverWrong, Withheld, hash_header, root_of

LATE_MS = 600_000
AHEAD_MS = 300_000
CLOCK_MAY_ERR_MS = 86_400_000
"""What the door lets a recorder's clock be wrong when it opens a recording."""
_CLOSING = {"sealed": "recording.sealed", "broken_off": "recording.broken_off"}


@dataclass(frozen=True, slots=True)
class Extent:
    """How long the chain is, and which links need not be here."""

    size: int
    root: str
    withheld: Sequence[Withheld]
    never_came: Sequence[Range]


def judge_opening(chain: Chain, ledger: Ledger, device: Entry, server: PublicKey) -> None:
    """Who opened the recording, with which key, on which server."""
    found = chain.findings
    first = chain.by_seq.get(0)
    if first is not None and 0 not in chain.bad:
        if first.header["says"]["officer"] != device.payload["account"]:
            account = device.payload["account"]
            officer = first.header["says"]["officer"]
            chain.suspect("officer_differs", first, account=account, officer=officer)
    if first is not None and device.at > first.header["wall"] + CLOCK_MAY_ERR_MS:
        found.append(Finding("registered_late", 0, device.at))
    opened = ledger.first("recording.opened")
    if opened is None:
        found.append(Finding("opening_unproven", 0))
        return
    if opened.payload["key"] != device.payload["key"] or (
        first is not None and opened.payload["link"] != first.hash and 0 not in chain.bad
    ):
        found.append(Finding("opening_differs", 0, opened.at))
    if opened.at > device.payload["until"]:
        found.append(Finding("key_expired", 0, opened.at, {"until_ms": device.payload["until"]}))
    if opened.payload["server_key"] != server.key_id:
        found.append(Finding("server_key_differs", 0))


def extent_of(bundle: Mapping[str, Any], ledger: Ledger, found: list[Finding]) -> Extent:
    """What the ledger says about the length and the root of the chain.

    Raises: Barrier when a part is handed in of a chain that has no root yet.
    """
    state, size, root = bundle["state"], bundle["links"], bundle["root"]
    closing = ledger.first("recording.sealed") or ledger.first("recording.broken_off")
    act = closing.act if closing else ""
    if act != _CLOSING.get(state, ""):
        found.append(Finding("state_not_proven", values={"state": state}))
    never: list[Range] = []
    if closing is not None:
        said = closing.payload
        if (said["links"], said["root"]) != (size, root):
            found.append(Finding("bundle_differs"))
        size, root = said["links"], said["root"]
        never = _ranges(said.get("missing", []), size)
    elif root:
        found.append(Finding("bundle_differs"))
    for anchor in ledger.all("recording.anchored"):
        if anchor.payload["seq"] >= size:
            if closing is not None:
                found.append(Finding("anchor_differs", anchor.payload["seq"], anchor.at))
            else:
                size = anchor.payload["seq"] + 1
    withheld = [
        Withheld(part["from"], part["to"], [bytes.fromhex(node) for node in part["nodes"]])
        for part in bundle["withheld"]
    ]
    _ranges([[part.first, part.last] for part in withheld], size)
    if withheld and closing is None:
        raise Barrier("bundle_malformed", where="withheld")
    return Extent(size, root, withheld, never)


def _ranges(pairs: Sequence[Sequence[int]], size: int) -> list[Range]:
    """Ranges in order, apart and inside.

    Raises: Barrier.
    """
    last = -1
    for pair in pairs:
        if len(pair) != 2 or not last < pair[0] <= pair[1] < size:
            raise Barrier("bundle_malformed", where="ranges")
        last = pair[1]
    return [(pair[0], pair[1]) for pair in pairs]


def judge_presence(chain: Chain, ledger: Ledger, extent: Extent) -> None:
    """Which links are not here, and who says why; which are here and should not be.

    Raises: Barrier when a link is handed in and withheld at once.
    """
    found = chain.findings
    withheld = [(part.first, part.last) for part in extent.withheld]
    present = set(chain.by_seq) | chain.bad
    for first, last in (*withheld, *extent.never_came):
        if any(first <= seq <= last for seq in present):
            raise Barrier("bundle_malformed", where="withheld")
    for link in chain.ordered():
        if link.seq >= extent.size:
            chain.suspect("link_beyond", link, links=extent.size)
    anchors = ledger.all("recording.anchored")
    vouched = max((a.payload["seq"] for a in anchors), default=-1)
    is_open = not extent.root
    for whole in absent_ranges(present, extent.size):
        for piece, is_withheld in split(whole, withheld):
            if is_withheld:
                _add_range(found, "links_withheld", piece)
                continue
            for part, is_named in split(piece, extent.never_came):
                if is_named:
                    _add_range(found, "links_never_came", part)
                    continue
                for gone, is_seen in split(part, [(0, vouched)] if is_open else [(0, extent.size)]):
                    _add_range(found, "links_cut" if is_seen else "links_not_there", gone)


def _add_range(found: list[Finding], code: str, part: Range) -> None:
    found.append(Finding(code, part[0], None, {"to": part[1]} if part[1] > part[0] else {}))


def judge_anchors(chain: Chain, ledger: Ledger) -> None:
    """Each anchor names the header that is here."""
    for anchor in ledger.all("recording.anchored"):
        seq = anchor.payload["seq"]
        link = chain.by_seq.get(seq)
        if link is not None and seq not in chain.bad and link.hash != anchor.payload["head"]:
            chain.findings.append(Finding("anchor_differs", seq, anchor.at))


def judge_root(chain: Chain, extent: Extent) -> None:
    """The root over all links is the one in the ledger."""
    if not extent.root or any(f.weight == "suspect" for f in chain.findings):
        return  # a link that is suspect gives another root by itself
    leaves = {seq: hash_header(link.raw) for seq, link in chain.by_seq.items()}
    for first, last in extent.never_came:
        if last - first > 1_000_000:
            raise Barrier("bundle_malformed", where="missing")
        leaves.update(dict.fromkeys(range(first, last + 1), hash_header(b"")))
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
    if state == "sealed":
        end = chain.by_seq.get(size - 1)
        if end is not None and end.kind != "end" and end.seq not in chain.bad:
            chain.suspect("end_missing", end)
    elif state == "broken_off":
        closing = ledger.first("recording.broken_off")
        values = {"by_ms": closing.at} if closing else {}
        chain.findings.append(Finding("broken_off", number, wall, values))
    else:
        chain.findings.append(Finding("still_open", number, wall))


def judge_delays(chain: Chain, ledger: Ledger) -> None:
    """When each link stood in the ledger at the latest, against the clock of the recorder."""
    bounds = [(a.payload["seq"], a.at) for a in ledger.all("recording.anchored")]
    for act in _CLOSING.values():
        bounds += [(entry.payload["links"] - 1, entry.at) for entry in ledger.all(act)]
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

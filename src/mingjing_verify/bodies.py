# SPDX-License-Identifier: Apache-2.0
"""The bodies (数据体): each has the length and hash of its link, and films hold nothing else."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from mingjing_verify.bundle import Bundle, Unreadable
from mingjing_verify.chain import Chain
from mingjing_verify.findings import Finding
from mingjing_verify.links import Link
from mingjing_verify.stamped import STAMP_FILES

_FIXED = frozenset({"bundle.json", "chain.jsonl", "log.vkey", "README.md", *STAMP_FILES})
_PROVING = ("recording", "bodies/", "proofs/")
_LINKS_PER_TASK = 64


@dataclass(frozen=True, slots=True)
class Group:
    """Links whose bodies lie in one file, and the digests to come."""

    file: str
    links: Sequence[Link]
    digests: "Future[list[str | None]]"


def judge_files(chain: Chain, bundle: Bundle, listed: Sequence[dict[str, str]]) -> None:
    """Files that nobody vouches for, and those that are named and not there."""
    known = set(_FIXED)
    for item in listed:
        known |= {f"proofs/{item['name']}.json", f"proofs/{item['name']}.tlog-proof"}
    known |= {link.file for link in chain.links if link.file}
    for name in sorted(bundle.names - known):
        code = "file_foreign" if name.startswith(_PROVING) else "file_unproven"
        chain.findings.append(Finding(code, values={"name": name[:200]}))


def start_hashing(chain: Chain, bundle: Bundle, pool: ThreadPoolExecutor) -> list[Group]:
    """Begin to hash all bodies, in threads: the hash lets other threads run."""
    groups: list[Group] = []
    for file, links in _by_file(chain).items():
        if file not in bundle.names:
            for link in links:
                chain.suspect("body_file_missing", link, name=file)
            continue
        _judge_film(chain, file, links, bundle.size(file))
        links.sort(key=lambda link: link.at)
        place = bundle.place(file)
        width = _LINKS_PER_TASK if place else len(links)
        for start in range(0, len(links), width):
            part = links[start : start + width]
            spans = [(link.at, link.header["len"]) for link in part]
            if place:
                future = pool.submit(lambda p, s: list(p.digests(s)), place, spans)
            else:
                future = pool.submit(lambda f, s: list(bundle.digests(f, s)), file, spans)
            groups.append(Group(file, part, future))
    return groups


def pool_for_hashing() -> ThreadPoolExecutor:
    """Threads for hashing: as many as there are processors, at most eight."""
    return ThreadPoolExecutor(max_workers=min(8, os.cpu_count() or 1))


def judge_bodies(chain: Chain, groups: Sequence[Group]) -> None:
    """Compare what was hashed with what the links say."""
    for group in groups:
        try:
            digests = group.digests.result()
        except (Unreadable, OSError):
            digests = [None] * len(group.links)
        for link, digest in zip(group.links, digests, strict=True):
            if digest != link.header["sha256"]:
                chain.suspect("body_differs", link)
    for link in chain.ordered():
        if link.absent:
            values = {"why": link.absent}
            chain.findings.append(Finding("body_absent", link.seq, link.header["wall"], values))


def _by_file(chain: Chain) -> dict[str, list[Link]]:
    groups: dict[str, list[Link]] = {}
    for link in chain.links:
        if link.file:
            groups.setdefault(link.file, []).append(link)
    return groups


def _judge_film(chain: Chain, file: str, links: Sequence[Link], size: int) -> None:
    """The bodies lie one behind the other, fill the file, and belong together."""
    for at, link in _reached(links):
        if link.at != at:
            chain.suspect("film_order", link, name=file)
            return
    end = links[-1].at + links[-1].header["len"]
    if end != size:
        chain.suspect("film_rest", links[-1], name=file)
    if file.startswith("bodies/"):
        number = file.removeprefix("bodies/").partition(".")[0]
        if len(links) != 1 or number != str(links[0].seq):
            chain.suspect("film_order", links[0], name=file)
        return
    init = links[0].header["sha256"]
    if links[0].kind != "init":
        chain.suspect("film_mixed", links[0], name=file)
    for link in links[1:]:
        if link.header["init"] != init:
            chain.suspect("film_mixed", link, name=file)


def _reached(links: Sequence[Link]) -> Iterator[tuple[int, Link]]:
    at = 0
    for link in links:
        yield at, link
        at += link.header["len"]

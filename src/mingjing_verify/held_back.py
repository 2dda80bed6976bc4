# SPDX-License-Identifier: Apache-2.0
"""Looking for entries that a bundle holds back (未提交的条目), in the whole ledger.

A bundle shows what it wants to show. Whoever has the ledger (it is public) can see what else it
says of this recording: a later seal, another opening, an alarm.
"""

import base64
import json
from collections.abc import Callable, Iterator, Sequence

from mingjing_verify import proofs
from mingjing_verify.findings import Barrier, Finding
from mingjing_verify.log.errors import Broken, Unreachable
from mingjing_verify.log.files import WIDTH, File, read_file
from mingjing_verify.log.notes import SignedHead, VerifierKey
from mingjing_verify.log.sources import Source, source_of
from mingjing_verify.log.whole import verify_log
from mingjing_verify.proofs import Ledger

_TELLING = frozenset({*proofs.STATES, proofs.ANCHORED, proofs.ALARM, proofs.REVOKED})
_TELLING_OF_COPY = frozenset(
    {*proofs.COPY_STEPS, "evidence.redaction_refused", "evidence.redaction_given_up"}
)

Entries = Sequence[tuple[int, dict[str, object]]]
"""Entries with their numbers."""


def judge_whole_ledger(
    place: str, key: VerifierKey, ledger: Ledger, about: tuple[str, str]
) -> list[Finding]:
    """Check the whole ledger, that the bundle's proofs are of it, and what else it holds.

    `about` are the ids of the recording and of the device key.

    Raises: Barrier when the ledger cannot be read.
    """
    return _judge(place, key, ledger, lambda entries, _: _untold(entries, ledger, about, _TELLING))


def judge_ledger_of_copy(
    place: str, key: VerifierKey, ledger: Ledger, about: tuple[str, str]
) -> list[Finding]:
    """The same for a redacted copy, and whether its original was deleted (原始录像是否删除).

    `about` are the ids of the copy and of the recording.

    Raises: Barrier when the ledger cannot be read.
    """
    copy, recording = about

    def look(entries: Entries, size: int) -> list[Finding]:
        deleted = [
            Finding("original_deleted", values={"index": index, "moment": entry.get("at")})
            for index, entry in entries
            if (entry.get("act"), entry.get("object")) == (proofs.DELETED, recording)
        ]
        kept = Finding("original_kept", values={"size": size})
        return (deleted or [kept]) + _untold(entries, ledger, (copy,), _TELLING_OF_COPY)

    return _judge(place, key, ledger, look)


def _judge(
    place: str, key: VerifierKey, ledger: Ledger, look: Callable[[Entries, int], list[Finding]]
) -> list[Finding]:
    heads = [
        SignedHead(origin=key.name, size=size, root=base64.b64decode(root))
        for size, root in ledger.heads.items()
    ]
    try:
        source = source_of(place)
        size = verify_log(source, key, known=heads).size
        telling = {*_TELLING, *_TELLING_OF_COPY, proofs.DELETED}
        return look([one for one in _entries(source, size) if one[1].get("act") in telling], size)
    except Unreachable as error:
        raise Barrier("ledger_unreachable", why=str(error)) from error
    except Broken as error:
        values = {"where": error.where, "zh": error.reason.zh, "en": error.reason.en}
        return [Finding("ledger_differs", values=values)]


def _untold(
    entries: Entries, ledger: Ledger, about: Sequence[str], acts: frozenset[str]
) -> list[Finding]:
    """Entries of these acts on these objects that the bundle does not bring."""
    told = {entry.index for entry in ledger.entries}
    exported = max(ledger.heads, default=0)
    return [
        _finding(index, entry, is_later=index >= exported)
        for index, entry in entries
        if entry.get("object") in about and entry.get("act") in acts and index not in told
    ]


def _finding(index: int, entry: dict[str, object], *, is_later: bool) -> Finding:
    code = "entry_later" if is_later else "entry_held_back"
    return Finding(code, values={"act": entry["act"], "index": index, "moment": entry.get("at")})


def _entries(source: Source, size: int) -> Iterator[tuple[int, dict[str, object]]]:
    """Every entry of a log that was found whole, with its number."""
    for number in range(-(-size // WIDTH)):
        width = min(WIDTH, size - number * WIDTH)
        content = read_file(source, File(None, number, width))
        at = 0
        for place in range(width):
            start = at + 2
            at = start + int.from_bytes(content[at:start], "big")
            try:
                fields = json.loads(content[start:at])
            except ValueError:
                continue
            if isinstance(fields, dict):
                yield number * WIDTH + place, fields

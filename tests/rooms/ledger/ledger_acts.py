# SPDX-License-Identifier: Apache-2.0
"""Helpers: acts that write some entries, and a look at the published log from outside."""

from datetime import UTC, datetime
from pathlib import Path

from mingjing.ledger.public import Draft, EntryRef, official_act, record_many
from mingjing.registry.types import Actor
from mingjing_verify.log.notes import SignedHead, open_checkpoint, parse_vkey
from mingjing_verify.log.sources import FolderSource
from mingjing_verify.log.whole import Report, verify_log

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
ZHAO = Actor("account_zhao", "Zhao", "agency_main", "330100", frozenset())


@official_act
def write(count: int, *, kind: str = "case", act: str = "case.filed") -> list[EntryRef]:
    """Leave `count` entries."""
    drafts = [Draft(act, kind, f"{kind}_{number}", {"n": number}) for number in range(count)]
    return record_many(drafts, actor=ZHAO, now=NOW)


def look(home: Path, *known: SignedHead) -> Report:
    """Verify the published log with the public key that lies beside the private one."""
    key = parse_vkey((home / "keys" / "ledger.vkey").read_text())
    return verify_log(FolderSource(home / "ledger"), key, known=known)


def published_head(home: Path) -> SignedHead:
    """The checkpoint as it is published now."""
    key = parse_vkey((home / "keys" / "ledger.vkey").read_text())
    return open_checkpoint((home / "ledger" / "checkpoint").read_bytes(), key)


def published_files(home: Path) -> dict[str, bytes]:
    """Every published file by its path."""
    root = home / "ledger"
    return {str(f.relative_to(root)): f.read_bytes() for f in root.rglob("*") if f.is_file()}

# SPDX-License-Identifier: Apache-2.0
"""The audit of a recording (保管记录): each entry of the ledger with the reason that was given.

Who did what and when is the ledger's; why is read from the tables, by the entry's id.
"""

from django.db.models import QuerySet

from mingjing.evidence.models import (
    Access,
    Classification,
    Deletion,
    Export,
    Hold,
    Note,
    Recording,
    Redaction,
    Share,
    Transcript,
    Viewing,
)
from mingjing.evidence.types import AuditLine
from mingjing.ledger.public import EntryView, entry_for

_KIND = "recording"
_MOST = 10_000
_MOST_COPIES = 100
_UNNAMED = frozenset({"evidence.recording_anchored"})
_FOUND_ACT = "evidence.words_searched"


def audit_of(recording_id: str) -> tuple[AuditLine, ...]:
    """Who did what with a recording, when and why, oldest first; anchors are left out.

    A fixed number of queries, however long the recording, and one for each redacted copy.
    """
    rows = Redaction.objects.filter(recording_id=recording_id).order_by("planned_at")
    copies = rows.prefetch_related("handouts")[:_MOST_COPIES]
    why = _reasons(recording_id) | _reasons_of(copies)
    names = dict(
        Viewing.objects.filter(share__recording_id=recording_id).values_list("entry_id", "name")
    )
    lines = [
        AuditLine(
            at=one.at,
            act=one.act,
            account_id=one.account_id,
            name=names.get(one.entry_id, ""),
            because=why.get(one.entry_id, why.get(one.act, "")),
            entry_id=one.entry_id,
        )
        for one in (*entry_for(_KIND, recording_id, _MOST), *_entries_of(copies))
        if one.act not in _UNNAMED
    ]
    searches = Access.objects.filter(recording_id=recording_id, how="search")
    lines += [
        AuditLine(row.at, _FOUND_ACT, row.account_id, "", row.purpose, row.entry_id)
        for row in searches
    ]
    return tuple(sorted(lines, key=lambda one: (one.at, one.entry_id)))


def _entries_of(copies: QuerySet[Redaction, Redaction]) -> list[EntryView]:
    """Entries of the redacted copies: one query for each of the few there are."""
    return [one for row in copies for one in entry_for("redaction", row.redaction_id, _MOST)]


def _reasons_of(copies: QuerySet[Redaction, Redaction]) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in copies:
        found[row.planned_entry_id] = row.because
        found[row.decided_entry_id] = row.decided_because
        found |= {one.entry_id: one.purpose for one in row.handouts.all()}
    found.pop("", None)
    return found


_SOURCES: tuple[tuple[type, str, str, str], ...] = (
    (Access, "recording_id", "entry_id", "purpose"),
    (Export, "recording_id", "entry_id", "purpose"),
    (Note, "recording_id", "entry_id", "because"),
    (Transcript, "recording_id", "entry_id", "source"),
    (Classification, "recording_id", "entry_id", "because"),
    (Classification, "recording_id", "withdrawn_entry_id", "withdrawn_because"),
    (Hold, "recording_id", "entry_id", "because"),
    (Hold, "recording_id", "lifted_entry_id", "lifted_because"),
    (Deletion, "recording_id", "proposed_entry_id", "proposed_because"),
    (Deletion, "recording_id", "decided_entry_id", "decided_because"),
    (Share, "recording_id", "entry_id", "purpose"),
    (Share, "recording_id", "revoked_entry_id", "revoked_because"),
    (Viewing, "share__recording_id", "entry_id", "share__purpose"),
)
"""Table, its way to the recording, the column of the entry, the column of the reason."""


def _reasons(recording_id: str) -> dict[str, str]:
    """Reasons by entry; what stands in the row of the recording itself, by act."""
    found: dict[str, str] = {}
    for model, to_recording, entry, reason in _SOURCES:
        rows = model.objects.filter(**{to_recording: recording_id})  # type: ignore[attr-defined]
        found |= {name: said for name, said in rows.values_list(entry, reason) if name}
    row = Recording.objects.get(recording_id=recording_id)
    found["evidence.recording_joined"] = row.joined_because
    return found

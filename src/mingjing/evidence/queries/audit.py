# SPDX-License-Identifier: Apache-2.0
"""The audit of what is kept (保管记录): each entry of the ledger with the reason that was given.

Who did what and when is the ledger's; why is read from the tables, by the entry's id.
"""

from django.db.models import QuerySet

from mingjing.evidence.models import (
    Access,
    Classification,
    Deletion,
    Export,
    FileAccess,
    Hold,
    Note,
    Redaction,
    Share,
    Transcript,
    Viewing,
)
from mingjing.evidence.queries.kept import kept_row
from mingjing.evidence.types import AuditLine, KeptItem
from mingjing.ledger.public import EntryView, entry_for

_MOST = 10_000
_MOST_COPIES = 100
_UNNAMED = frozenset({"evidence.recording_anchored"})
_FOUND_ACT = "evidence.words_searched"


def audit_of(item: KeptItem) -> tuple[AuditLine, ...]:
    """Who did what with it, when and why, oldest first; anchors are left out.

    A fixed number of queries, however long a recording is, and one for each redacted copy.

    Raises: RecordingUnknown, FileNotThere.
    """
    rows = Redaction.objects.filter(recording_id=item.id).order_by("planned_at")
    copies = rows.prefetch_related("handouts")[:_MOST_COPIES]
    why = _reasons(item) | _reasons_of(copies)
    names = dict(
        Viewing.objects.filter(share__recording_id=item.id).values_list("entry_id", "name")
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
        for one in (*entry_for(item.kind, item.id, _MOST), *_entries_of(copies))
        if one.act not in _UNNAMED
    ]
    searches = Access.objects.filter(recording_id=item.id, how="search")
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
    (FileAccess, "file_id", "entry_id", "purpose"),
    (Export, "recording_id", "entry_id", "purpose"),
    (Note, "recording_id", "entry_id", "because"),
    (Transcript, "recording_id", "entry_id", "source"),
    (Classification, "kept_id", "entry_id", "because"),
    (Classification, "kept_id", "withdrawn_entry_id", "withdrawn_because"),
    (Hold, "kept_id", "entry_id", "because"),
    (Hold, "kept_id", "lifted_entry_id", "lifted_because"),
    (Deletion, "kept_id", "proposed_entry_id", "proposed_because"),
    (Deletion, "kept_id", "decided_entry_id", "decided_because"),
    (Share, "recording_id", "entry_id", "purpose"),
    (Share, "recording_id", "revoked_entry_id", "revoked_because"),
    (Viewing, "share__recording_id", "entry_id", "share__purpose"),
)
"""Table, its way to what is kept, the column of the entry, the column of the reason."""


def _reasons(item: KeptItem) -> dict[str, str]:
    """Reasons by entry; what stands in the row of the thing itself, by act."""
    found: dict[str, str] = {}
    for model, to_item, entry, reason in _SOURCES:
        rows = model.objects.filter(**{to_item: item.id})  # type: ignore[attr-defined]
        found |= {name: said for name, said in rows.values_list(entry, reason) if name}
    because = kept_row(item).joined_because
    return found | dict.fromkeys(("evidence.recording_joined", "evidence.file_joined"), because)

# SPDX-License-Identifier: Apache-2.0
"""Reads of the ledger."""

from django.conf import settings
from django.db.models import Count, Max, Q, QuerySet

from mingjing.kernel.paging import Page, PageRequest
from mingjing.ledger.models import AttesterState, Checkpoint, Entry, FollowerCursor, Stamp
from mingjing.ledger.rules.leaf import Fields, encode
from mingjing.ledger.types import (
    EntryFilter,
    EntryMissing,
    EntryView,
    FollowReport,
    Head,
    NothingPublished,
)

EVERYTHING = EntryFilter()


def entry_view(row: Entry, size: int) -> EntryView:
    """A row as other rooms see it, in a log published up to `size`."""
    index = row.leaf_index
    return EntryView(
        entry_id=row.entry_id,
        act=row.act,
        kind=row.kind,
        object_id=row.object_id,
        agency_id=row.agency_id,
        account_id=row.account_id,
        at=row.at,
        digest=row.digest,
        leaf_index=index if index is not None and index < size else None,
    )


def leaf_of(row: Entry) -> bytes:
    """The bytes that stand in the log for a row."""
    return encode(Fields(*(getattr(row, name) for name in Fields._fields)))


def entries(page: PageRequest, where: EntryFilter = EVERYTHING) -> Page[EntryView]:
    """Entries, newest first."""
    chosen = _chosen(where)
    rows = chosen.order_by("-id")[page.offset : page.offset + page.size]
    size = published_size()
    items = tuple(entry_view(row, size) for row in rows)
    total = chosen.count() if where != EVERYTHING else _count_all()
    return Page(items, page.number, page.size, total)


def entry(entry_id: str) -> EntryView:
    """One entry.

    Raises: EntryMissing.
    """
    return entry_view(entry_row(entry_id), published_size())


def entry_row(entry_id: str) -> Entry:
    """One entry as it is stored.

    Raises: EntryMissing.
    """
    row = Entry.objects.filter(entry_id=entry_id).first()
    if row is None:
        raise EntryMissing(entry_id=entry_id)
    return row


def entry_for(kind: str, object_id: str, limit: int = 1000) -> list[EntryView]:
    """All entries about one object, oldest first, at most `limit`."""
    rows = Entry.objects.filter(kind=kind, object_id=object_id).order_by("id")
    size = published_size()
    return [entry_view(row, size) for row in rows[:limit]]


def next_leaf() -> int:
    """The leaf number after the last one given."""
    last: int | None = Entry.objects.aggregate(last=Max("leaf_index"))["last"]
    return 0 if last is None else last + 1


def published_size() -> int:
    """How many entries the newest published checkpoint covers."""
    size: int | None = Checkpoint.objects.aggregate(size=Max("size"))["size"]
    return size or 0


def waiting_entries() -> int:
    """How many committed entries no published checkpoint covers yet."""
    return _count_all() - published_size()


def _count_all() -> int:
    """Every committed entry, without counting the numbered ones one by one."""
    return next_leaf() + Entry.objects.filter(leaf_index=None).count()


def checkpoints(limit: int = 5) -> list[Head]:
    """The newest published states, newest first."""
    return [_head(row) for row in Checkpoint.objects.order_by("-size")[:limit]]


def cursors() -> list[FollowReport]:
    """How far each follower has read, by name."""
    rows = FollowerCursor.objects.order_by("name")
    return [FollowReport(row.name, 0, row.position, row.failure) for row in rows]


def newest_checkpoint() -> Checkpoint | None:
    """The newest published checkpoint."""
    return Checkpoint.objects.order_by("-size").first()


def checkpoint_of(size: int) -> Checkpoint:
    """The published checkpoint of that size, which must be there."""
    return Checkpoint.objects.get(size=size)


def newest_stamp() -> Stamp | None:
    """The timestamp of the newest checkpoint that has one."""
    return Stamp.objects.select_related("checkpoint").first()


def stamp_covering(index: int) -> Stamp | None:
    """The first timestamp whose checkpoint covers a leaf; the newest one while none does."""
    rows = Stamp.objects.select_related("checkpoint")
    first = rows.filter(checkpoint__size__gt=index).order_by("checkpoint__size").first()
    return first or rows.first()


def head() -> Head | None:
    """The newest published state, None before the first."""
    row = newest_checkpoint()
    return _head(row) if row else None


def checkpoint_note() -> str:
    """The newest published checkpoint, as signed and cosigned.

    Raises: NothingPublished.
    """
    row = newest_checkpoint()
    if row is None:
        raise NothingPublished
    return cosigned_note(row)


def cosigned_note(row: Checkpoint) -> str:
    """A checkpoint with every cosignature that it has."""
    return row.note + "".join(row.cosignatures.values_list("line", flat=True))


def provable_checkpoint(index: int) -> Checkpoint | None:
    """The checkpoint to prove a leaf against, None while none covers it.

    Of the newest one and those that each witness of the settings signed last: the one that most
    of them signed, then the newest.
    """
    keys = [address.vkey.split("+", 2)[1] for address in settings.MINGJING_WITNESSES]
    sizes = [published_size()]
    if keys:
        sizes += AttesterState.objects.filter(key_id__in=keys).values_list("size", flat=True)
    signed = Count("cosignatures", filter=Q(cosignatures__key_id__in=keys))
    rows = Checkpoint.objects.filter(size__in=sizes, size__gt=index).annotate(signed=signed)
    return rows.order_by("-signed", "-size").first()


def checkpoint_covering(entry_id: str) -> tuple[Head, str] | None:
    """The first published checkpoint that covers an entry, and its note; None when none does yet.

    The note is the log's own: the cosignatures come later, and what is made of it stays the same.

    Raises: EntryMissing.
    """
    index = entry_row(entry_id).leaf_index
    if index is None:
        return None
    row = Checkpoint.objects.filter(size__gt=index).order_by("size").first()
    return (_head(row), row.note) if row else None


def _head(row: Checkpoint) -> Head:
    return Head(size=row.size, root=row.root, at=row.at)


def _chosen(where: EntryFilter) -> QuerySet[Entry]:
    chosen = Entry.objects.all()
    if where.act:
        chosen = chosen.filter(act=where.act)
    if where.kind:
        chosen = chosen.filter(kind=where.kind)
    if where.object_id:
        chosen = chosen.filter(object_id=where.object_id)
    return chosen

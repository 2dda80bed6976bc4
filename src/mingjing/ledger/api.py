# SPDX-License-Identifier: Apache-2.0
"""JSON of the ledger (账本接口): head, entries, proofs. The log itself is static files."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from ninja.params.functions import Query

from mingjing.kernel.paging import Page, PageRequest
from mingjing.ledger import public
from mingjing.ledger.types import EntryFilter, EntryView

router = Router(tags=["ledger"])
ACCESS = {
    "ledger-api-head": "public",
    "ledger-api-entries": "public",
    "ledger-api-entry": "public",
    "ledger-api-proof": "public",
}


class WitnessOut(Schema):
    """How far a witness has cosigned; `trouble` is empty when all is well."""

    name: str
    vkey: str
    size: int
    at: datetime | None
    trouble: str


class StampOut(Schema):
    """The newest timestamped state of the log (RFC 3161)."""

    size: int
    at: datetime
    authority: str


class HeadOut(Schema):
    """The published state of the log; `note` is the signed checkpoint, empty before the first."""

    size: int
    root: str
    at: datetime | None
    note: str
    vkey: str
    waiting: int
    witnesses: list[WitnessOut]
    stamp: StampOut | None


class EntryOut(Schema):
    """One entry: digests and opaque ids only; `leaf_index` is null until a checkpoint covers it."""

    entry_id: str
    act: str
    kind: str
    object_id: str
    agency_id: str
    account_id: str
    at: datetime
    digest: str
    leaf_index: int | None


class EntriesOut(Schema):
    """One page of entries, the newest first."""

    items: list[EntryOut]
    number: int
    size: int
    total: int


@router.get("/head", response=HeadOut, url_name="ledger-api-head")
def get_head(request: HttpRequest) -> dict[str, object]:
    """The newest signed checkpoint and how many entries wait for the next."""
    head = public.head()
    stamps = public.stamps()
    rest: dict[str, object] = {
        "waiting": public.waiting_entries(),
        "witnesses": public.witnesses(),
        "stamp": stamps.newest if stamps else None,
    }
    if head is None:
        return {"size": 0, "root": "", "at": None, "note": "", "vkey": ""} | rest
    return rest | {
        "size": head.size,
        "root": head.root,
        "at": head.at,
        "note": public.checkpoint_note(),
        "vkey": public.verifier_key(),
    }


@router.get("/entries", response=EntriesOut, url_name="ledger-api-entries")
def list_entries(
    request: HttpRequest,
    act: str = Query("", max_length=80, description="Name of an act, as in the event list."),
    kind: str = Query("", max_length=80),
    object_id: str = Query("", max_length=80),
    page: int = Query(1, ge=1, le=9_999_999),
) -> Page[EntryView]:
    """Entries of the ledger, the newest first."""
    where = EntryFilter(act=act, kind=kind, object_id=object_id)
    return public.entries(PageRequest(page), where)


@router.get("/entries/{entry_id}", response=EntryOut, url_name="ledger-api-entry")
def get_entry(request: HttpRequest, entry_id: str) -> EntryView:
    """One entry."""
    return public.entry(entry_id)


@router.get("/entries/{entry_id}/proof", url_name="ledger-api-proof")
def get_proof(request: HttpRequest, entry_id: str) -> HttpResponse:
    """The entry's proof as a C2SP `tlog-proof` text file."""
    return HttpResponse(public.proof(entry_id), content_type="text/plain; charset=utf-8")

# SPDX-License-Identifier: Apache-2.0
"""JSON of the catalogue (目录接口): resources with their entry, batches with their quality."""

from datetime import datetime

from django.http import HttpRequest
from ninja import Router, Schema
from ninja.params.functions import Query

from mingjing.catalog import public
from mingjing.catalog.types import (
    BatchKind,
    BatchView,
    DataGrade,
    Delivery,
    ResourceFormat,
    ResourceView,
    SharingClass,
    SharingMethod,
    UpdateFrequency,
)
from mingjing.kernel.paging import Page, PageRequest

router = Router(tags=["catalog"])
ACCESS = {
    "catalog-api-resources": "public",
    "catalog-api-resource": "public",
    "catalog-api-batches": "public",
    "catalog-api-batch": "public",
}


class TextOut(Schema):
    """A text in both languages."""

    zh: str
    en: str


class CatalogEntryOut(Schema):
    """What article 13 of 政务数据共享条例 wants to know of a resource."""

    resource_id: str
    name: TextOut
    summary: TextOut
    format: ResourceFormat
    update_frequency: UpdateFrequency
    sharing: SharingClass
    sharing_methods: list[SharingMethod]
    conditions: TextOut
    grade: DataGrade
    category: TextOut
    delivery: Delivery


class ResourceOut(Schema):
    """One resource; `rows` count today."""

    entry: CatalogEntryOut
    version: int
    region: str
    agency_id: str
    provider: TextOut
    lead_source: TextOut
    standard: str
    standard_digest: str
    mapping_digest: str
    listed_at: datetime
    rows: int

    @staticmethod
    def resolve_provider(view: ResourceView) -> dict[str, str]:
        """Name of the agency that provides it."""
        return {"zh": view.agency_zh, "en": view.agency_en}

    @staticmethod
    def resolve_lead_source(view: ResourceView) -> dict[str, str]:
        """Name of the agency that answers for the datum."""
        return {"zh": view.lead_zh, "en": view.lead_en}


class BatchOut(Schema):
    """One batch with counts, quality, and where it came from."""

    batch_id: str
    resource_id: str
    kind: BatchKind
    file_digest: str
    file_bytes: int
    rows: int
    accepted: int
    quarantined: int
    score: float
    grade: str
    taken_in_at: datetime
    agency_id: str
    standard: str
    standard_digest: str
    mapping_digest: str
    corrects: str | None
    replaced_by: str | None


class ResourcesOut(Schema):
    """One page of resources."""

    items: list[ResourceOut]
    number: int
    size: int
    total: int


class BatchesOut(Schema):
    """One page of batches, the newest first."""

    items: list[BatchOut]
    number: int
    size: int
    total: int


@router.get("/resources", response=ResourcesOut, url_name="catalog-api-resources")
def list_resources(
    request: HttpRequest,
    q: str = Query("", max_length=100, description="Words of id, name or summary."),
    page: int = Query(1, ge=1, le=9_999_999),
) -> Page[ResourceView]:
    """Resources of the catalogue (政务数据目录), by id."""
    return public.resources(PageRequest(page), q)


@router.get("/resources/{resource_id}", response=ResourceOut, url_name="catalog-api-resource")
def get_resource(request: HttpRequest, resource_id: str) -> ResourceView:
    """One resource with its entry."""
    return public.resource(resource_id)


@router.get("/resources/{resource_id}/batches", response=BatchesOut, url_name="catalog-api-batches")
def list_batches(
    request: HttpRequest, resource_id: str, page: int = Query(1, ge=1, le=9_999_999)
) -> Page[BatchView]:
    """What was taken in for a resource, the newest first."""
    public.resource(resource_id)
    return public.batches(resource_id, PageRequest(page))


@router.get("/batches/{batch_id}", response=BatchOut, url_name="catalog-api-batch")
def get_batch(request: HttpRequest, batch_id: str) -> BatchView:
    """One batch."""
    return public.batch(batch_id)

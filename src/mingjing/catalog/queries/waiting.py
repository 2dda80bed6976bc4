# SPDX-License-Identifier: Apache-2.0
"""What pages need of a resource's standard: its fields, and quarantined rows (待更正数据)."""

from mingjing.catalog.models import Resource
from mingjing.catalog.queries import quarantine
from mingjing.catalog.queries.resources import batch_row
from mingjing.catalog.types.refusals import UnknownResource
from mingjing.catalog.types.views import QuarantinedRow
from mingjing.kernel.errors import Language
from mingjing.kernel.paging import Page, PageRequest
from mingjing.standards.public import registered_standard
from mingjing.standards.types import Field


def fields_of(resource_id: str) -> tuple[Field, ...]:
    """The data items of a resource (信息项), as its standard defines them.

    Raises: UnknownResource, StandardUnknown.
    """
    row = Resource.objects.filter(resource_id=resource_id).first()
    if row is None:
        raise UnknownResource(resource=resource_id)
    return registered_standard(row.standard_id, row.standard_version).fields


def waiting_rows(batch_id: str, page: PageRequest, language: Language) -> Page[QuarantinedRow]:
    """Rows of a delivery that wait for correction, masked; of a correction, its delivery's.

    Raises: UnknownBatch.
    """
    row = batch_row(batch_id)
    delivery = row.corrects or row
    standard = registered_standard(delivery.standard_id, delivery.standard_version)
    words = quarantine.words_of(delivery, standard)
    return quarantine.waiting_rows(delivery, words, page=page, language=language)

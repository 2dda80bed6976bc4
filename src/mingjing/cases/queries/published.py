# SPDX-License-Identifier: Apache-2.0
"""Reads the decisions that are public (公示的处罚决定)."""

from mingjing.cases.models import Publication
from mingjing.cases.queries.document_words import cited
from mingjing.cases.rules.codec import from_json
from mingjing.cases.types.steps import Proposal
from mingjing.cases.types.views import PublishedLine
from mingjing.kernel.paging import Page, PageRequest
from mingjing.registry.public import agencies


def published(page: PageRequest) -> Page[PublishedLine]:
    """Published and withdrawn decisions, the newest first. Three queries.

    Law: TS-3, APL-048, 行政处罚法 §48.
    """
    rows = Publication.objects.select_related("case").order_by("-published_on", "case")
    names = {one.agency_id: one.name for one in agencies()}
    found = rows[page.offset : page.offset + page.size]
    items = tuple(_line(row, names.get(row.agency_id, row.agency_id)) for row in found)
    return Page(items, page.number, page.size, rows.count())


def _line(row: Publication, agency: str) -> PublishedLine:
    return PublishedLine(
        number=row.case.number,
        agency=agency,
        party=row.party,
        summary=row.summary,
        result=from_json(Proposal, row.result) if row.result else None,
        basis=tuple(cited(one) for one in row.basis),
        decided_on=row.decided_on,
        published_on=row.published_on,
        withdrawn_on=row.withdrawn_on,
        withdrawn_because=row.withdrawn_because,
    )

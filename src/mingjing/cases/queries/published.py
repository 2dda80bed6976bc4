# SPDX-License-Identifier: Apache-2.0
"""Reads the decisions that are public (公示的处罚决定)."""

from django.db.models import Q, QuerySet

from mingjing.cases.models import Document, Publication
from mingjing.cases.queries.document_words import cited
from mingjing.cases.rules.codec import from_json
from mingjing.cases.types.codes import Procedure
from mingjing.cases.types.steps import Proposal
from mingjing.cases.types.views import PublishedFilter, PublishedLine
from mingjing.kernel.paging import Page, PageRequest
from mingjing.registry.public import agencies, read_provision
from mingjing.registry.types import ArticleRef

_LOOKED_THROUGH, _SHOWN = 1000, 10
_ALL = PublishedFilter()

_DECISIONS = ("decision", "no_penalty_decision", "spot_decision")


def published(page: PageRequest, where: PublishedFilter = _ALL) -> Page[PublishedLine]:
    """Published and withdrawn decisions, the newest first. Four queries.

    A decision bears the number of its paper, not that of the file.

    Law: TS-3, APL-048, 行政处罚法 §48.
    """
    rows = _chosen(where).select_related("case").order_by("-published_on", "case")
    names = {one.agency_id: one.name for one in agencies()}
    found = list(rows[page.offset : page.offset + page.size])
    numbers = _numbers([row.case_id for row in found])
    items = tuple(
        _line(row, names.get(row.agency_id, row.agency_id), numbers.get(row.case_id, ""))
        for row in found
    )
    return Page(items, page.number, page.size, rows.count())


def published_choices() -> tuple[tuple[str, ...], tuple[int, ...]]:
    """What can be asked for: the agencies that published, and the years, the newest first."""
    agency_ids = Publication.objects.order_by("agency_id").values_list("agency_id", flat=True)
    days = Publication.objects.dates("decided_on", "year", order="DESC")
    return tuple(agency_ids.distinct()), tuple(day.year for day in days)


def _chosen(where: PublishedFilter) -> QuerySet[Publication, Publication]:
    """What was withdrawn is found by its agency and year only: its words are not public."""
    rows = Publication.objects.all()
    if where.agency_id:
        rows = rows.filter(agency_id=where.agency_id)
    if where.year:
        rows = rows.filter(decided_on__year=where.year)
    if where.text:
        papers = Document.objects.filter(form__in=_DECISIONS, number__contains=where.text)
        says = Q(party__icontains=where.text) | Q(summary__icontains=where.text)
        shown = rows.filter(withdrawn_on=None)
        rows = shown.filter(says | Q(case_id__in=papers.values("case_id")))
    return rows


def published_citing(ref: ArticleRef) -> tuple[PublishedLine, ...]:
    """Published decisions that cite an article, the newest ten of the last thousand (引用)."""
    rows = Publication.objects.filter(withdrawn_on=None).order_by("-published_on", "case")
    bases = rows.values_list("pk", "basis")[:_LOOKED_THROUGH]
    ids = [pk for pk, basis in bases if any(_is_of(str(one), ref) for one in basis)][:_SHOWN]
    names = {one.agency_id: one.name for one in agencies()}
    found = rows.filter(pk__in=ids).select_related("case")
    numbers = _numbers(ids)
    return tuple(
        _line(row, names.get(row.agency_id, row.agency_id), numbers.get(row.pk, ""))
        for row in found
    )


def _is_of(basis: str, ref: ArticleRef) -> bool:
    found = read_provision(basis)
    return found is not None and found.ref == ref


def _numbers(case_ids: list[str]) -> dict[str, str]:
    """The numbers of the papers by which cases were decided, the last one of each (决定书文号)."""
    rows = Document.objects.filter(case_id__in=case_ids, form__in=_DECISIONS).order_by("seq")
    return dict(rows.values_list("case_id", "number"))


def _line(row: Publication, agency: str, number: str) -> PublishedLine:
    is_spot = row.case.procedure == Procedure.SIMPLE.value  # its number is that of the decision
    return PublishedLine(
        number=number or (row.case.number if is_spot else ""),
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

# SPDX-License-Identifier: Apache-2.0
"""Papers of a visit (检查文书): make one, take it as a file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mingjing.engines.papers.docx import docx_of
from mingjing.engines.papers.pdf import pdf_of
from mingjing.inspection import public
from mingjing.registry.public import attempt, demand, now_of, signed_in
from mingjing.registry.types import Thing

_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_MAKERS = {"pdf": pdf_of, "docx": docx_of}


@require_POST
def issue(request: HttpRequest, task_id: str, form: str) -> HttpResponse:
    """Makes the approval form or the record."""
    attempt(
        request,
        lambda: public.issue_paper(
            actor=signed_in(request), now=now_of(request), task_id=task_id, form_id=form
        ),
        _("The paper is made and numbered."),
    )
    return redirect("inspection-task", task_id)


def pdf(request: HttpRequest, paper_id: str) -> HttpResponse:
    """The paper as PDF."""
    return _file(request, paper_id, "pdf")


def docx(request: HttpRequest, paper_id: str) -> HttpResponse:
    """The paper as DOCX."""
    return _file(request, paper_id, "docx")


def _file(request: HttpRequest, paper_id: str, kind: str) -> HttpResponse:
    """The code on the paper leads to its public ledger entry."""
    view = public.paper(paper_id)
    plan = public.task(view.task_id).plan
    demand(signed_in(request), "inspection.read", Thing(plan.agency_id, plan.region))
    address = request.build_absolute_uri(reverse("ledger-entry", args=[view.entry_id]))
    answer = HttpResponse(_MAKERS[kind](view, address), content_type=_TYPES[kind])
    answer["Content-Disposition"] = f'attachment; filename="{view.paper_id}.{kind}"'
    return answer

# SPDX-License-Identifier: Apache-2.0
"""Pages of documents (文书): make one, read it, take it as a file, sign it, verify it."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mingjing.cases import public
from mingjing.cases.queries.files import case_row
from mingjing.cases.types.documents import DocumentView
from mingjing.cases.web.shared import demand_readable
from mingjing.engines.papers.docx import docx_of
from mingjing.engines.papers.pdf import pdf_of
from mingjing.engines.papers.sheet import is_sealed, lines_to_sign
from mingjing.engines.papers.words import SEAL
from mingjing.kernel.errors import PlatformError
from mingjing.ledger.public import entry_for
from mingjing.registry.public import attempt, may, now_of, signed_in, tell_refusal
from mingjing.registry.types import Thing

_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_MAKERS = {"pdf": pdf_of, "docx": docx_of}


@require_POST
def issue(request: HttpRequest, case_id: str, form: str, seq: int) -> HttpResponse:
    """Makes a document and shows it."""
    try:
        document_id = public.issue_document(
            actor=signed_in(request), now=now_of(request), case_id=case_id, form_id=form, seq=seq
        )
    except PlatformError as refusal:
        tell_refusal(request, refusal)
        return redirect("cases-case", case_id)
    return redirect("cases-document", document_id)


def document(request: HttpRequest, document_id: str) -> HttpResponse:
    """A document as it reads, with its signatures."""
    view, thing = _readable(request, document_id)
    context = {
        "view": view,
        "to_sign": lines_to_sign(view),
        "is_sealed": is_sealed(view),
        "officers": public.signing_officers(document_id),
        "roles": [one for one in view.content.signers if one != SEAL],
        "may_issue": may(signed_in(request), "cases.issue", thing).allowed,
    }
    return render(request, "cases/document.html", context)


def document_file(request: HttpRequest, document_id: str, kind: str) -> HttpResponse:
    """The document as PDF or DOCX."""
    view, _thing = _readable(request, document_id)
    return paper_file(request, view, kind)


def paper_file(request: HttpRequest, view: DocumentView, kind: str) -> HttpResponse:
    """A document that may be read, as a file (文书下载)."""
    answer = HttpResponse(_MAKERS[kind](view, _address(request, view)), content_type=_TYPES[kind])
    answer["Content-Disposition"] = f'attachment; filename="{view.document_id}.{kind}"'
    return answer


@require_POST
def sign(request: HttpRequest, document_id: str) -> HttpResponse:
    """Takes a drawn signature."""
    try:
        strokes = json.loads(request.POST.get("strokes", "[]") or "[]")
        plain = [[[int(x), int(y)] for x, y in stroke] for stroke in strokes]
    except (ValueError, TypeError, OverflowError, RecursionError):
        plain = []
    attempt(
        request,
        lambda: public.sign_document(
            actor=signed_in(request),
            now=now_of(request),
            document_id=document_id,
            name=request.POST.get("name", ""),
            role=request.POST.get("role", ""),
            strokes=plain,
            is_on_paper="on_paper" in request.POST,
        ),
        _("The signature is on the document."),
    )
    return redirect("cases-document", document_id)


def verify(request: HttpRequest, document_id: str) -> HttpResponse:
    """Public: whether it is in the ledger and still stands; no party, no content (文书核验)."""
    view = public.document(document_id)
    entries = entry_for("case_document", document_id)
    issued = next((one for one in entries if one.act == "case.document_issued"), None)
    is_same = issued is not None and issued.digest == view.digest
    standing = public.standing_of(document_id)
    context = {"view": view, "issued": issued, "is_same": is_same, "standing": standing}
    return render(request, "cases/verify.html", context)


def _readable(request: HttpRequest, document_id: str) -> tuple[DocumentView, Thing]:
    """A document that the person may read, and the case as permission sees it.

    Raises: DocumentUnknown, NotPermitted.
    """
    view = public.document(document_id)
    row = case_row(view.case_id)
    demand_readable(request, row.agency_id, row.region)
    return view, Thing(row.agency_id, row.region)


def _address(request: HttpRequest, view: DocumentView) -> str:
    return request.build_absolute_uri(reverse("cases-verify", args=[view.document_id]))

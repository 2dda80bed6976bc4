# SPDX-License-Identifier: Apache-2.0
"""Pages of received files (接收文件页面): list, upload, one file, its join and its download."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from mingjing.engines.workspace import remove_folder, temporary_folder
from mingjing.evidence import public
from mingjing.evidence.queries.filelines import file_lines
from mingjing.evidence.queries.store import writing
from mingjing.evidence.types.received import Incoming, UploadPass
from mingjing.kernel.errors import PlatformError
from mingjing.kernel.filetypes import plain_name
from mingjing.kernel.ids import new_id
from mingjing.kernel.paging import PageRequest
from mingjing.registry.public import (
    account_names,
    attempt,
    demand,
    may,
    now_of,
    reach,
    signed_in,
    tell_refusal,
)
from mingjing.registry.types import Thing


def files(request: HttpRequest) -> HttpResponse:
    """Received files that the reader may know of, newest first."""
    actor = signed_in(request)
    is_mine = request.GET.get("mine") == "1"
    where = public.FileFilter(
        account_id=actor.account_id if is_mine else "",
        is_orphan=request.GET.get("orphan") == "1",
    )
    asked = PageRequest.parse(request.GET.get("page"))
    page = public.received_files(where, asked, reach(actor, "evidence.watch"))
    context = {
        "page": page,
        "lines": file_lines(page.items),
        "is_orphan": where.is_orphan,
        "is_mine": is_mine,
        "may_upload": may(actor, "evidence.upload").allowed,
        "may_manage": may(actor, "evidence.manage_docks").allowed,
    }
    return render(request, "evidence/files.html", context)


def upload(request: HttpRequest) -> HttpResponse:
    """Chooses files; with script they go to the upload door, without through the site."""
    actor, now = signed_in(request), now_of(request)
    if request.method == "POST" and _take_in(request):
        return redirect("evidence-files")
    context = {
        "occasions": public.occasions(actor, now),
        "chosen": request.POST.get("occasion") or request.GET.get("occasion", ""),
        "gigabytes": public.keeping().upload_bytes // 1024**3,
    }
    return render(request, "evidence/upload.html", context)


@require_POST
def upload_pass(request: HttpRequest) -> JsonResponse:
    """A pass for the script of the page, and where the upload door is."""
    kind, _slash, occasion_id = request.POST.get("occasion", "").partition("/")
    text, until = public.issue_upload_pass(
        actor=signed_in(request), now=now_of(request), kind=kind, occasion_id=occasion_id
    )
    door = settings.MINGJING_DOORS_URL.rstrip("/") + "/files/"
    return JsonResponse({"pass": text, "door": door, "until": int(until.timestamp() * 1000)})


def file(request: HttpRequest, file_id: str) -> HttpResponse:
    """One received file: what it is, where it belongs, who was handed it."""
    actor, now = signed_in(request), now_of(request)
    row = public.received(file_id)
    thing = Thing(row.agency_id, row.region)
    demand(actor, "evidence.watch", thing)
    may_join = row.is_orphan and may(actor, "evidence.join", thing).allowed
    seen, gone = public.file_accesses(file_id), public.deletion(file_id)
    decided_by = gone.decided_by if gone else ""
    names = account_names({one.account_id for one in seen} | {decided_by})
    context = {
        "row": row,
        "line": file_lines((row,))[0],
        "deletion": gone if gone and gone.is_decided else None,
        "decided_by": names.get(decided_by, "–"),
        "may_audit": may(actor, "evidence.audit", thing).allowed,
        "is_sealed": public.is_sealed(row.occasion_kind, row.occasion_id),
        "may_export": may(actor, "evidence.export", thing).allowed,
        "may_join": may_join,
        "suggestions": (
            public.occasions(public.joining_for(actor, row.account_id, now), now)
            if may_join
            else ()
        ),
        "accesses": [(one.at, names.get(one.account_id, "–"), one.purpose) for one in seen],
    }
    return render(request, "evidence/file.html", context)


@require_POST
def join_file(request: HttpRequest, file_id: str) -> HttpResponse:
    """Joins a file to an occasion."""
    kind, _slash, occasion_id = request.POST.get("occasion", "").partition("/")
    attempt(
        request,
        lambda: public.join_file(
            actor=signed_in(request),
            now=now_of(request),
            file_id=file_id,
            kind=kind,
            occasion_id=occasion_id,
            reason=request.POST.get("reason", ""),
        ),
        _("Joined."),
    )
    return redirect("evidence-file", file_id)


@require_POST
def download(request: HttpRequest, file_id: str) -> HttpResponseBase:
    """The file as it came, as an attachment, for a purpose that stays on record."""
    try:
        row = public.hand_out_file(
            actor=signed_in(request),
            now=now_of(request),
            file_id=file_id,
            purpose=request.POST.get("purpose", ""),
        )
    except PlatformError as refusal:
        tell_refusal(request, refusal)
        return redirect("evidence-file", file_id)
    answer = StreamingHttpResponse(public.file_blocks(row.sha256), content_type=row.media)
    answer.headers["Content-Length"] = str(row.size)
    name = content_disposition_header(True, PurePath(row.name).name)
    answer.headers["Content-Disposition"] = name or "attachment"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def _take_in(request: HttpRequest) -> bool:
    """Receives the files of the form, each by itself; False when one was refused or none came."""
    actor, now = signed_in(request), now_of(request)
    kind, _slash, occasion_id = request.POST.get("occasion", "").partition("/")
    given = request.FILES.getlist("files")
    try:
        sender = public.upload_pass_for(actor, now, kind, occasion_id)
        for one in given:
            with _staged(one, sender) as incoming:
                public.receive(incoming, now)
    except PlatformError as refusal:
        tell_refusal(request, refusal)
        return False
    if not given:
        messages.error(request, _("Choose a file."))
        return False
    count = len(given)
    told = ngettext("%(count)d file was received.", "%(count)d files were received.", count)
    messages.success(request, told % {"count": count})
    return True


@contextmanager
def _staged(given: UploadedFile[Any], sender: UploadPass) -> Iterator[Incoming]:
    """The file on the disk of the store, measured while it is written down."""
    folder = temporary_folder(Path(settings.MINGJING_HOME), "upload")
    try:
        seen, path = hashlib.sha256(), folder / "file"
        with writing(), path.open("wb") as target:
            for block in given.chunks():
                seen.update(block)
                target.write(block)
        name = plain_name(given.name or "")
        yield Incoming(new_id("upload"), path, seen.hexdigest(), name, sender)
    finally:
        remove_folder(folder)

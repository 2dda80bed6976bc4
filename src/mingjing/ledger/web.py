# SPDX-License-Identifier: Apache-2.0
"""Public pages of the ledger (账本浏览): head, entries, proofs, the files of the log."""

import re
from collections.abc import Sequence

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from mingjing.engines.languages import language
from mingjing.kernel.paging import PageRequest
from mingjing.ledger import public, words
from mingjing.ledger.types import (
    EntryFilter,
    NotYetSequenced,
    ProofSteps,
    StampStanding,
    WitnessStanding,
)

_LOG_FILE = re.compile(
    r"checkpoint|vkey|tile/(?:entries|[0-9]|[1-5][0-9]|6[0-3])"
    r"/(?:x[0-9]{3}/)*[0-9]{3}(?:\.p/[1-9][0-9]{0,2})?"
    r"|stamp/[1-9][0-9]{0,18}\.(?:checkpoint|tsr)"
)
_FOREVER = "public, max-age=31536000, immutable"
_BRIEFLY = "public, max-age=2"
_PAGE = 25


def explorer(request: HttpRequest) -> HttpResponse:
    """The published head and the newest entries, by act, kind or object."""
    where = EntryFilter(
        act=request.GET.get("act", "").strip(),
        kind=request.GET.get("kind", "").strip(),
        object_id=request.GET.get("object", "").strip(),
    )
    head = public.head()
    vkey = public.verifier_key() if head else ""
    witnesses, stamps = public.witnesses(), public.stamps()
    cosigners = [one for one in witnesses if head and one.size == head.size]
    acts, kinds = words.acts(language()), words.kinds(language())
    context = {
        "head": head,
        "acts": acts,
        "kinds": kinds,
        "is_other_act": bool(where.act) and where.act not in dict(acts),
        "is_other_kind": bool(where.kind) and where.kind not in dict(kinds),
        "checkpoints": public.checkpoints(),
        "waiting": public.waiting_entries(),
        "vkey": vkey,
        "command": _verify_command(request, vkey, cosigners),
        "witnesses": witnesses,
        "refusing": [w for w in witnesses if w.trouble.is_alarm],
        "stamps": stamps,
        "stamp_url": _stamp_url(stamps),
        "where": where,
        "is_filtered": where != EntryFilter(),
        "page": public.entries(PageRequest.parse(request.GET.get("page"), _PAGE), where),
    }
    return render(request, "ledger/explorer.html", context)


def entry(request: HttpRequest, entry_id: str) -> HttpResponse:
    """One entry and, once it is published, its inclusion proof step by step."""
    found = public.entry(entry_id)
    steps = _steps(entry_id)
    context = {
        "entry": found,
        "proof": steps,
        "command": _proof_command(request, entry_id) if steps else "",
        "related": public.entry_for(found.kind, found.object_id, 50),
    }
    return render(request, "ledger/entry.html", context)


def proof(request: HttpRequest, entry_id: str) -> HttpResponse:
    """The entry's tlog-proof file."""
    name = f"{re.sub(r'[^A-Za-z0-9_-]', '', entry_id)}.tlog-proof"
    return HttpResponse(
        public.proof(entry_id),
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def log_file(request: HttpRequest, path: str) -> FileResponse:
    """A file of the published log (C2SP tlog-tiles); anyone may read it from anywhere."""
    if not _LOG_FILE.fullmatch(path):
        raise Http404
    try:
        content = (public.published_folder() / path).open("rb")
    except OSError as error:
        raise Http404 from error
    is_tile = path.startswith("tile/")
    kind = "application/octet-stream" if is_tile else "text/plain; charset=utf-8"
    if path.endswith(".tsr"):
        kind = "application/timestamp-reply"
    response = FileResponse(content, content_type=kind)
    response["Cache-Control"] = _FOREVER if is_tile else _BRIEFLY
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _stamp_url(stamps: StampStanding | None) -> str:
    """Both files of the newest timestamp, without what their names end in."""
    if stamps is None or stamps.newest is None:
        return ""
    url = reverse("ledger-log-file", args=[f"stamp/{stamps.newest.size}.tsr"])
    return url.removesuffix(".tsr")


def _log_url(request: HttpRequest) -> str:
    """The prefix of the log, as `mingjing ledger verify` takes it."""
    checkpoint = reverse("ledger-log-file", args=["checkpoint"])
    return request.build_absolute_uri(checkpoint.removesuffix("/checkpoint"))


def _verify_command(request: HttpRequest, vkey: str, cosigners: Sequence[WitnessStanding]) -> str:
    """Check the whole log, demanding the witnesses that have signed its newest checkpoint."""
    demanded = "".join(f' --witness "{one.vkey}"' for one in cosigners)
    return f'mingjing ledger verify {_log_url(request)} --vkey "{vkey}"{demanded}'


def _proof_command(request: HttpRequest, entry_id: str) -> str:
    """Fetch the proof and check it, in one line."""
    url = request.build_absolute_uri(reverse("ledger-proof", args=[entry_id]))
    return f'curl -sO {url} && mingjing ledger verify-proof proof --vkey "{public.verifier_key()}"'


def _steps(entry_id: str) -> ProofSteps | None:
    try:
        return public.proof_steps(entry_id)
    except NotYetSequenced:
        return None

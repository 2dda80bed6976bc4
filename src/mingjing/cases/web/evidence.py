# SPDX-License-Identifier: Apache-2.0
"""Evidence on the page of a case (证据栏), and its files, sent as attachments only."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import TypeVar

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

from mingjing.cases.queries.files import case_row, file_of
from mingjing.cases.queries.stored_files import file_blocks, small_picture
from mingjing.cases.rules.evidence import standing_of
from mingjing.cases.rules.files import SHOWN
from mingjing.cases.rules.secrecy import shown_to
from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.codes import Standing
from mingjing.cases.types.files import EvidenceFile
from mingjing.cases.types.refusals import UnknownFile
from mingjing.cases.types.steps import EvidenceAdded
from mingjing.cases.web.shared import demand_readable
from mingjing.kernel.filetypes import TYPES
from mingjing.registry.public import signed_in

Answer = TypeVar("Answer", HttpResponse, StreamingHttpResponse)
_TONES = {Standing.SOUND: "good", Standing.FAILED: "bad", Standing.OUT: "bad"}


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file as the page shows it (文件)."""

    file: EvidenceFile
    is_shown: bool


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """A piece of evidence as the page shows it (证据), with what became of it."""

    evidence: EvidenceAdded
    standing: Standing
    tone: str
    reason: str
    files: tuple[FileLine, ...]


def evidence_lines(file: CaseFile, *, is_own: bool) -> list[EvidenceLine]:
    """The evidence of a case in order; of secrets others see only that they are there."""
    lines = []
    for added in file.all(EvidenceAdded):
        standing, reason = standing_of(file, added.evidence_id)
        shown = shown_to(added, is_own=is_own)
        assert isinstance(shown, EvidenceAdded)  # noqa: S101  # a secret stays evidence
        is_hidden = shown is not added
        files = tuple(FileLine(one, one.type in SHOWN) for one in shown.files)
        tone = _TONES.get(standing, "warn")
        lines.append(EvidenceLine(shown, standing, tone, "" if is_hidden else reason, files))
    return lines


def evidence_file(request: HttpRequest, case_id: str, digest: str) -> StreamingHttpResponse:
    """A file of the case, to be kept by whoever may read the case (下载证据文件)."""
    one = _readable(request, case_id, digest)
    facts = TYPES[one.type]
    answer = StreamingHttpResponse(file_blocks(case_id, digest), content_type=facts.media)
    answer.headers["Content-Length"] = str(one.size)
    name = PurePath(one.name).stem + facts.suffixes[0]
    answer.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return _guarded(answer)


def evidence_picture(request: HttpRequest, case_id: str, digest: str) -> HttpResponse:
    """A small picture of a photo, made anew from its pixels (缩略图)."""
    one = _readable(request, case_id, digest)
    small = small_picture(case_id, digest) if one.type in SHOWN else None
    if small is None:
        raise UnknownFile
    return _guarded(HttpResponse(small, content_type="image/jpeg"))


def _readable(request: HttpRequest, case_id: str, digest: str) -> EvidenceFile:
    """The file, for somebody who may read it.

    Law: APL-050, 行政处罚法 §50.
    Raises: NotPermitted, UnknownCase, UnknownFile.
    """
    row = case_row(case_id)
    demand_readable(request, row.agency_id, row.region)
    is_own = signed_in(request).agency_id == row.agency_id
    lines = evidence_lines(file_of(row), is_own=is_own)
    found = _of(lines, digest)
    if found is None:
        raise UnknownFile
    return found


def _of(lines: Iterable[EvidenceLine], digest: str) -> EvidenceFile | None:
    return next((o.file for line in lines for o in line.files if o.file.digest == digest), None)


def _guarded(answer: Answer) -> Answer:
    """Nothing of it runs, whatever it turns out to be."""
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer

# SPDX-License-Identifier: Apache-2.0
"""The audit of a recording (保管记录), as a page and as PDF."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from mingjing.engines.papers.pdf import pdf_of
from mingjing.engines.papers.words import Content, SignatureView, Table
from mingjing.evidence import public
from mingjing.evidence.queries.recordings import recording_row
from mingjing.evidence.types import AuditLine, RecordingView
from mingjing.evidence.web.shared import actor_of, now_of
from mingjing.kernel.clock import BEIJING
from mingjing.ledger.public import act_name
from mingjing.registry.public import account_names, agency, demand
from mingjing.registry.types import Thing


@dataclass(frozen=True, slots=True)
class AuditPaper:
    """The audit as it is printed (保管记录表)."""

    content: Content
    issued_at: datetime
    signatures: tuple[SignatureView, ...] = ()


def audit(request: HttpRequest, recording_id: str) -> HttpResponse:
    """Who recorded, joined, saw, noted, exported, lent, deleted; when and why."""
    row, lines = _asked(request, recording_id)
    names = _names(lines)
    context = {
        "row": row,
        "lines": [(one, _who(one, names)) for one in lines],
        "anchors": public.anchor_count(recording_id),
    }
    return render(request, "evidence/audit.html", context)


def pdf(request: HttpRequest, recording_id: str) -> HttpResponse:
    """The same, to be filed; the code on it leads to the entry of the opening."""
    row, lines = _asked(request, recording_id)
    address = request.build_absolute_uri(reverse("ledger-entry", args=[lines[0].entry_id]))
    content = _content(row, lines, now_of(request))
    answer = HttpResponse(
        pdf_of(AuditPaper(content, now_of(request)), address), content_type="application/pdf"
    )
    answer["Content-Disposition"] = f'attachment; filename="{recording_id}-audit.pdf"'
    return answer


def _asked(request: HttpRequest, recording_id: str) -> tuple[RecordingView, tuple[AuditLine, ...]]:
    row = recording_row(recording_id)
    demand(actor_of(request), "evidence.audit", Thing(row.agency_id, row.region))
    return public.recording(recording_id, now_of(request)), public.audit_of(recording_id)


def _names(lines: tuple[AuditLine, ...]) -> dict[str, str]:
    return account_names({one.account_id for one in lines})


def _who(line: AuditLine, names: dict[str, str]) -> str:
    return line.name or names.get(line.account_id, "")


def _content(row: RecordingView, lines: tuple[AuditLine, ...], now: datetime) -> Content:
    """The words of the paper; official papers are Chinese."""
    names = _names(lines)
    rows = tuple(
        (
            f"{one.at.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}",
            act_name(one.act, "zh"),
            _who(one, names) or "系统",
            one.because or "—",
            one.entry_id,
        )
        for one in lines
    )
    return Content(
        title="录像保管记录",
        number="",
        agency=agency(row.agency_id).name,
        paragraphs=(
            f"录像编号：{row.recording_id}",
            f"开始时间：{row.begun_at.astimezone(BEIJING):%Y年%m月%d日 %H时%M分}",
            f"链根：{row.root or '尚未归整'}",
            "以下各行均在账本中留有条目，可凭条目编号查验；录制期间每分钟的链头锚定未列。",
        ),
        tables=(Table("保管记录", ("时间", "事项", "人员", "事由", "账本条目"), rows),),
        signers=(),
        dated=f"{now.astimezone(BEIJING):%Y年%m月%d日}",
    )

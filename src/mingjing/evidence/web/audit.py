# SPDX-License-Identifier: Apache-2.0
"""The audit of what is kept (保管记录), as a page and as PDF."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from mingjing.engines.papers.pdf import pdf_of
from mingjing.engines.papers.words import Content, SignatureView, Table
from mingjing.evidence import public
from mingjing.evidence.models import Recording
from mingjing.evidence.queries.kept import KeptRow
from mingjing.evidence.types import AuditLine, KeptItem
from mingjing.evidence.web.custody import item_of, page_of
from mingjing.kernel.clock import BEIJING
from mingjing.ledger.public import act_name
from mingjing.registry.public import account_names, agency, demand, now_of, signed_in
from mingjing.registry.types import Thing


@dataclass(frozen=True, slots=True)
class AuditPaper:
    """The audit as it is printed (保管记录表)."""

    content: Content
    issued_at: datetime
    signatures: tuple[SignatureView, ...] = ()


def audit(request: HttpRequest, kind: str, kept_id: str) -> HttpResponse:
    """Who recorded, joined, saw, noted, exported, lent, deleted; when and why."""
    item = item_of(kind, kept_id)
    _row, lines = _asked(request, item)
    names = _names(lines)
    context = {
        "item": item,
        "page": page_of(item),
        "lines": [(one, _who(one, names)) for one in lines],
        "anchors": public.anchor_count(kept_id),
    }
    return render(request, "evidence/audit.html", context)


def pdf(request: HttpRequest, kind: str, kept_id: str) -> HttpResponse:
    """The same, to be filed; the code on it leads to the entry of the opening."""
    row, lines = _asked(request, item_of(kind, kept_id))
    address = request.build_absolute_uri(reverse("ledger-entry", args=[lines[0].entry_id]))
    content = _content(row, lines, now_of(request))
    answer = HttpResponse(
        pdf_of(AuditPaper(content, now_of(request)), address), content_type="application/pdf"
    )
    answer["Content-Disposition"] = f'attachment; filename="{kept_id}-audit.pdf"'
    return answer


def _asked(request: HttpRequest, item: KeptItem) -> tuple[KeptRow, tuple[AuditLine, ...]]:
    row = public.kept_row(item)
    demand(signed_in(request), "evidence.audit", Thing(row.agency_id, row.region))
    return row, public.audit_of(item)


def _names(lines: tuple[AuditLine, ...]) -> dict[str, str]:
    return account_names({one.account_id for one in lines})


def _who(line: AuditLine, names: dict[str, str]) -> str:
    return line.name or names.get(line.account_id, "")


def _facts(row: KeptRow) -> tuple[str, ...]:
    """What it is and what proves it."""
    if isinstance(row, Recording):
        return (
            f"录像编号：{row.recording_id}",
            f"开始时间：{row.begun_at.astimezone(BEIJING):%Y年%m月%d日 %H时%M分}",
            f"链根：{row.root or '尚未归整'}",
        )
    return (
        f"接收编号：{row.file_id}",
        f"接收时间：{row.received_at.astimezone(BEIJING):%Y年%m月%d日 %H时%M分}",
        f"文件摘要（SHA-256）：{row.sha256}",
    )


def _content(row: KeptRow, lines: tuple[AuditLine, ...], now: datetime) -> Content:
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
        title=f"{row.item.kind.zh}保管记录",
        number="",
        agency=agency(row.agency_id).name,
        paragraphs=(
            *_facts(row),
            "以下各行均在账本中留有条目，可凭条目编号查验；录制期间每分钟的链头锚定未列。",
        ),
        tables=(Table("保管记录", ("时间", "事项", "人员", "事由", "账本条目"), rows),),
        signers=(),
        dated=f"{now.astimezone(BEIJING):%Y年%m月%d日}",
    )

# SPDX-License-Identifier: Apache-2.0
"""How documents say it (文书用语): days, amounts, penalties, the party, what was heard."""

from datetime import date
from typing import Any

from mingjing.cases.rules.evidence import sound_evidence
from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.codes import PartyKind
from mingjing.cases.types.steps import (
    HearingHeld,
    NoticeServed,
    Proposal,
    StatementMade,
    StatementReviewed,
)
from mingjing.kernel.clock import BEIJING
from mingjing.kernel.labels import LabelledEnum
from mingjing.kernel.money import format_yuan, to_capitals


def words_of(payload: Any) -> dict[str, str]:
    """The fields of a step in Chinese words, as documents say them."""
    return {
        name: money_words(value) if name.endswith("fen") else in_words(value)
        for name, value in ((name, getattr(payload, name)) for name in payload.__dataclass_fields__)
    }


def money_words(fen: int) -> str:
    """An amount in capitals and in figures (大写、小写金额). Units: fen."""
    return f"人民币{to_capitals(fen)}（¥{format_yuan(fen)}）"


def in_words(value: Any) -> str:
    """A value as documents say it: days with 年月日, lists with commas, codes by name."""
    if isinstance(value, LabelledEnum):
        return value.zh
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Proposal):
        return proposal_words(value)
    if isinstance(value, tuple):
        return "、".join(filter(None, map(in_words, value)))
    if hasattr(value, "hour"):
        local = value.astimezone(BEIJING)
        return f"{day_words(local)}{local.hour}时{local.minute:02}分"
    if hasattr(value, "year"):
        return day_words(value)
    if hasattr(value, "__dataclass_fields__"):
        return " ".join(words_of(value).values()).strip()
    return "" if value is None else str(value)


def proposal_words(proposal: Proposal) -> str:
    """What is proposed or decided, amounts in figures and in capitals.

    Law: APL-059, 行政处罚法 §59: kind and amount of the penalty.
    """
    if not proposal.penalties:
        ground = f"（{proposal.no_penalty.zh}）" if proposal.no_penalty else ""
        return f"{proposal.outcome.zh}{ground}"
    parts = [
        f"{one.kind.zh}{money_words(one.fen) if one.fen else ''}{one.text}"
        for one in proposal.penalties
    ]
    if len(parts) == 1:
        return parts[0]
    return "；".join(f"{number}、{part}" for number, part in enumerate(parts, 1))


def heard_words(file: CaseFile) -> str:
    """When the party was told, what it said and what came of it (告知和听取意见情况).

    Law: APL-044, APL-045, 行政处罚法 §44, §45, §63.
    """
    notice = file.last(NoticeServed)
    if notice is None:
        return ""
    rights = "陈述、申辩和要求听证" if notice.tells_hearing else "陈述、申辩"
    told = (
        f"本机关于{day_words(notice.served_on)}送达行政处罚事先告知书，告知当事人享有{rights}的权利"
    )
    review = file.last(StatementReviewed)
    if review is not None:
        heard = (
            f"当事人提出了陈述、申辩意见，经复核，{'予以采纳' if review.is_adopted else '不予采纳'}"
        )
    elif file.has(StatementMade):
        heard = "当事人提出了陈述、申辩意见"
    else:
        heard = "当事人在规定期限内未提出陈述、申辩意见"
    held = file.last(HearingHeld)
    hearing = f"；本机关于{day_words(held.on)}举行了听证" if held else ""
    return f"{told}；{heard}{hearing}。"


def evidence_words(file: CaseFile) -> str:
    """The evidence that was found to hold, by its titles (证据).

    Law: APL-046, APL-059, 行政处罚法 §46, §59: facts and the evidence that proves them.
    """
    return "、".join(one.title for one in sound_evidence(file)) or "没有查证属实的证据"


def identity_words(kind: PartyKind, number: str) -> str:
    """The party's number by its name (公民身份号码、统一社会信用代码)."""
    return f"{'公民身份号码' if kind is PartyKind.CITIZEN else '统一社会信用代码'}：{number}"


def day_words(value: date) -> str:
    """A day as documents write it: 2026年11月26日."""
    return f"{value.year}年{value.month}月{value.day}日"

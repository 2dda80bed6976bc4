# SPDX-License-Identifier: Apache-2.0
"""What a document says (文书内容): the words of a step put into the sentences of its form."""

from collections.abc import Iterable, Mapping
from string import Formatter
from typing import Any

from mingjing.cases.rules.codec import to_json
from mingjing.cases.types.casefile import CaseFile, Step
from mingjing.cases.types.documents import Content, DocumentIncomplete, Form, Table
from mingjing.cases.types.steps import EvidenceAdded, Proposal
from mingjing.kernel.clock import BEIJING
from mingjing.kernel.labels import LabelledEnum
from mingjing.kernel.money import format_yuan, to_capitals

OPTIONAL = frozenset({"note", "returned", "party_address", "hearing_right"})
_SIGNERS = {
    "party": "当事人（签名或者盖章）",
    "officers": "执法人员（签名）",
    "witness": "见证人（签名）",
    "head": "机关负责人（签名）",
    "host": "听证主持人（签名）",
    "reviewer": "审核人员（签名）",
    "agency": "（行政机关印章）",
}


def forms_for(forms: Iterable[Form], step: Step) -> tuple[Form, ...]:
    """Forms that a step can be put into."""
    body = to_json(step.payload)
    return tuple(
        form
        for form in forms
        if form.act == step.payload.act
        and (not form.when_field or _dig(body, form.when_field) in form.when_values)
    )


def compose(
    form: Form, words: Mapping[str, str], *, number: str, dated: str, tables: tuple[Table, ...]
) -> Content:
    """The document in words.

    Law: APL-052, APL-059, ACL-024, ACL-035, 行政处罚法 §52, §59; 行政强制法 §24, §35.
    Raises: DocumentIncomplete naming every word that is empty.
    """
    wanted = {name for line in form.text for name in placeholders(line)}
    missing = sorted(
        name for name in wanted if not words.get(name, "").strip() and name not in OPTIONAL
    )
    if missing:
        raise DocumentIncomplete(form=form, words=", ".join(missing), basis=form.article)
    filled = {name: words.get(name, "") for name in wanted}
    lines = [line.format(**filled).strip() for line in form.text]
    return Content(
        title=form.zh,
        number=number,
        agency=words["agency"],
        paragraphs=tuple(line for line in lines if line),
        tables=tables,
        signers=tuple(_SIGNERS[one] for one in form.signers),
        dated=dated,
    )


def placeholders(line: str) -> tuple[str, ...]:
    """Names of the words in a sentence."""
    return tuple(name for _, name, _, _ in Formatter().parse(line) if name)


def words_of(payload: Any) -> dict[str, str]:
    """The fields of a step in Chinese words, as documents say them."""
    return {name: in_words(getattr(payload, name)) for name in payload.__dataclass_fields__}


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
        return f"{_day(local)}{local.hour}时{local.minute:02}分"
    if hasattr(value, "year"):
        return _day(value)
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
    parts = []
    for number, one in enumerate(proposal.penalties, 1):
        money = f"人民币{to_capitals(one.fen)}（¥{format_yuan(one.fen)}）" if one.fen else ""
        parts.append(f"{number}、{one.kind.zh}{money}{one.text}")
    return "；".join(parts)


def evidence_table(file: CaseFile) -> Table:
    """The evidence of the file (证据目录).

    Law: APL-046, 行政处罚法 §46.
    """
    rows = [
        (
            str(number),
            one.title,
            one.kind.zh,
            one.source.zh,
            one.collected_on.isoformat(),
            "、".join(fact.zh for fact in one.proves),
        )
        for number, one in enumerate(file.all(EvidenceAdded), 1)
    ]
    headers = ("序号", "名称", "种类", "来源", "日期", "证明对象")
    return Table("证据目录", headers, tuple(rows))


def items_table(payload: Any) -> Table:
    """The inventory of a step (物品清单).

    Law: ACL-024, 行政强制法 §24.
    """
    rows = [
        (str(number), one.name, one.quantity, one.mark, one.note)
        for number, one in enumerate(getattr(payload, "items", ()), 1)
    ]
    return Table("物品清单", ("序号", "名称", "数量", "标识", "备注"), tuple(rows))


def index_table(file: CaseFile) -> Table:
    """Every step of the file, in order (卷内目录).

    Law: APL-047, 行政处罚法 §47: the whole process on record.
    """
    rows = [
        (str(step.seq), type(step.payload).zh, _day(step.at.astimezone(BEIJING)))
        for step in file.steps
    ]
    return Table("卷内目录", ("序号", "内容", "日期"), tuple(rows))


def _day(value: Any) -> str:
    return f"{value.year}年{value.month}月{value.day}日"


def _dig(body: Any, path: str) -> Any:
    for part in path.split("."):
        body = body.get(part) if isinstance(body, dict) else None
    return body

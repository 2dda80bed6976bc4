# SPDX-License-Identifier: Apache-2.0
"""What a document says (文书内容): the words of a step put into the sentences of its form."""

from collections.abc import Iterable, Mapping
from typing import Any

from mingjing.cases.rules.codec import to_json
from mingjing.cases.rules.sayings import day_words, money_words
from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.files import RecordingRef
from mingjing.cases.types.steps import EvidenceAdded, Item, Payload
from mingjing.engines.papers.forms import Form, fill, lacking
from mingjing.engines.papers.words import Content, Table
from mingjing.kernel.clock import BEIJING

OPTIONAL = frozenset(
    {
        "note",
        "returned",
        "hearing_right",
        "witness",
        "keeper",
        "education",
        "correction",
        "heard",
        "sent_to",
        "decided_proposal",
        "surcharge",
        "representative",
        "triggers",
    }
)


def forms_for(forms: Iterable[Form], said: Payload) -> tuple[Form, ...]:
    """Forms that what a step says can be put into."""
    found = tuple(form for form in forms if said.act in form.acts)
    if not any(form.when_field for form in found):
        return found
    body = to_json(said)
    return tuple(
        form
        for form in found
        if not form.when_field or _dig(body, form.when_field) in form.when_values
    )


def compose(
    form: Form, words: Mapping[str, str], *, number: str, dated: str, tables: tuple[Table, ...]
) -> Content:
    """The document in words. A line whose every word may be empty, and is, is left out.

    Law: APL-052, APL-059, ACL-024, ACL-035, 行政处罚法 §52, §59; 行政强制法 §24, §35.
    """
    return fill(form, words, number=number, dated=dated, tables=tables)


def lacking_words(form: Form, words: Mapping[str, str]) -> tuple[str, ...]:
    """Names of the words that the document must state and that are empty (缺少的要素).

    Law: APL-052, APL-059, ACL-024, ACL-031, ACL-035, ACL-037, 行政处罚法 §52, §59;
    行政强制法 §24, §31, §35, §37.
    """
    return lacking(form, words, OPTIONAL)


def evidence_table(file: CaseFile) -> Table:
    """The evidence of the file (证据目录).

    Law: APL-046, 行政处罚法 §46.
    """
    rows = [
        (
            str(number),
            one.title + _recordings_words(one.recordings),
            one.kind.zh,
            one.source.zh,
            one.collected_on.isoformat(),
            "、".join(fact.zh for fact in one.proves),
        )
        for number, one in enumerate(file.all(EvidenceAdded), 1)
    ]
    headers = ("序号", "名称", "种类", "来源", "日期", "证明对象")
    return Table("证据目录", headers, tuple(rows))


def _recordings_words(refs: tuple[RecordingRef, ...]) -> str:
    return "".join(f"（录像 {one.links} 环，根摘要 {one.root}）" for one in refs)


def items_table(file: CaseFile, payload: Any) -> Table:
    """The inventory of a step, or of the step whose things it is about (物品清单).

    Law: ACL-024, ACL-028, 行政强制法 §24, §28; APL-056, 行政处罚法 §56; TRF-4, 国务院令第310号 §6.
    """
    rows = [
        (str(number), one.name, one.quantity, one.mark, one.note)
        for number, one in enumerate(_items(file, payload), 1)
    ]
    return Table("物品清单", ("序号", "名称", "数量", "标识", "备注"), tuple(rows))


def _items(file: CaseFile, payload: Any) -> tuple[Item, ...]:
    """The things of a step; by the id of its preservation or measure; else all of the file."""
    holding = [step.payload for step in file.steps if getattr(step.payload, "items", ())]
    for name in ("preservation_id", "measure_id"):
        key = getattr(payload, name, None)
        if key is not None:
            holding = [one for one in holding if getattr(one, name, None) == key]
    found: dict[tuple[str, str], Item] = {}
    for one in holding:
        found |= {(item.name, item.mark): item for item in getattr(one, "items", ())}
    return tuple(found.values())


def instalments_table(payload: Any) -> Table:
    """The instalments that were approved (分期缴纳计划).

    Law: APL-066, 行政处罚法 §66.
    """
    rows = [
        (str(number), day_words(one.by_on), money_words(one.fen))
        for number, one in enumerate(getattr(payload, "instalments", ()), 1)
    ]
    return Table("分期缴纳计划", ("期次", "缴纳期限", "金额"), tuple(rows))


def index_table(file: CaseFile, numbers: Mapping[int, str]) -> Table:
    """Every step of the file, in order, with the documents made of it (卷内目录).

    Law: APL-047, 行政处罚法 §47: the whole process on record.
    """
    rows = [
        (
            str(step.seq),
            type(step.payload).zh,
            numbers.get(step.seq, ""),
            day_words(step.at.astimezone(BEIJING)),
        )
        for step in file.steps
    ]
    return Table("卷内目录", ("序号", "内容", "文书文号", "日期"), tuple(rows))


def _dig(body: Any, path: str) -> Any:
    for part in path.split("."):
        body = body.get(part) if isinstance(body, dict) else None
    return body

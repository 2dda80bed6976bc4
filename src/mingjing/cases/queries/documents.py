# SPDX-License-Identifier: Apache-2.0
"""Reads of documents: the forms, the words of a case, what was issued."""

from functools import cache
from typing import Any

from mingjing.cases.models import Case, Document
from mingjing.cases.queries.files import file_of
from mingjing.cases.queries.law import LawOn
from mingjing.cases.rules.codec import from_json
from mingjing.cases.rules.documents import (
    evidence_table,
    forms_for,
    in_words,
    index_table,
    items_table,
    placeholders,
    words_of,
)
from mingjing.cases.types.casefile import CaseFile, Step
from mingjing.cases.types.codes import PartyKind
from mingjing.cases.types.documents import (
    Content,
    DocumentUnknown,
    DocumentView,
    Form,
    SignatureView,
    Table,
)
from mingjing.cases.types.steps import DecisionMade, Filed, NoticeServed
from mingjing.kernel.resources import load_yaml
from mingjing.registry.public import agency, cite, officers
from mingjing.registry.types import ArticleRef, ArticleUnreadable, parse_article


@cache
def forms() -> tuple[Form, ...]:
    """The statutory forms of a case, as packaged."""
    return tuple(_form(row) for row in load_yaml("forms", "cases.yaml")["forms"])


def form(form_id: str) -> Form | None:
    """One form by its id."""
    return next((one for one in forms() if one.id == form_id), None)


def forms_of(file: CaseFile) -> tuple[tuple[int, Form], ...]:
    """Forms that the file can be put into, each with the number of its step (0: whole file)."""
    of_steps = [(step.seq, one) for step in file.steps for one in forms_for(forms(), step)]
    return (*of_steps, *((0, one) for one in forms() if not one.act))


def case_words(row: Case, step: Step | None, law: LawOn, wanted: Form) -> dict[str, str]:
    """All words that a form of this case can ask for."""
    file = file_of(row)
    words = {"reconsideration_to": "本级人民政府", "suit_to": "有管辖权的人民法院"}
    made = file.last(DecisionMade)
    if made is not None:
        words |= words_of(made.remedies)
    if file.has(Filed):
        words |= {name: in_words(getattr(file.filed, name)) for name in ("place", "basis")}
    if step is not None:
        said = words_of(step.payload)
        remedies = getattr(step.payload, "remedies", None)
        words |= said | (words_of(remedies) if remedies else {})
        words["closing_text"] = said.get("summary", "")
    words["basis"] = cited(words.get("basis", ""))
    words |= _head_words(row)
    words["officers"] = _officer_names(row, words.get("officers", ""), law)
    words["is_public_words"] = "公开举行" if words.get("is_public") == "是" else "不公开举行"
    notice = file.last(NoticeServed)
    words["hearing_right"] = _hearing_words(law) if notice and notice.tells_hearing else ""
    return words | _numbers(wanted, law)


def cited(basis: str) -> str:
    """Article references as documents write them; anything else as it was typed."""
    return "、".join(_cited(one.strip()) for one in basis.split("、") if one.strip())


def _cited(one: str) -> str:
    try:
        ref = parse_article(one)
    except ArticleUnreadable:
        return one
    name = cite(ArticleRef(ref.instrument_id), "zh")
    return f"《{name}》第{ref.number}条"


def tables_of(wanted: Form, file: CaseFile, step: Step | None) -> tuple[Table, ...]:
    """The lists that stand behind the text of a form."""
    made = {
        "evidence": lambda: evidence_table(file),
        "index": lambda: index_table(file),
        "items": lambda: items_table(step.payload if step else None),
    }
    return tuple(made[name]() for name in wanted.tables)


def documents_of(case_id: str) -> tuple[DocumentView, ...]:
    """Documents of a case, oldest first, at most 500."""
    rows = Document.objects.filter(case_id=case_id).order_by("issued_at", "document_id")[:500]
    return tuple(document_view(row) for row in rows)


def issued_places(case_id: str) -> frozenset[tuple[str, int]]:
    """Form and step of each document that was made."""
    rows = Document.objects.filter(case_id=case_id).values_list("form", "seq")
    return frozenset((str(form_id), int(seq)) for form_id, seq in rows)


def document(document_id: str) -> DocumentView:
    """One document.

    Raises: DocumentUnknown.
    """
    row = Document.objects.filter(document_id=document_id).first()
    if row is None:
        raise DocumentUnknown(document_id=document_id)
    return document_view(row)


def document_view(row: Document) -> DocumentView:
    """A document with its signatures."""
    found = form(row.form)
    if found is None:
        raise DocumentUnknown(document_id=row.document_id)
    return DocumentView(
        document_id=row.document_id,
        case_id=row.case_id,
        form=found,
        number=row.number,
        issued_at=row.issued_at,
        digest=row.digest,
        content=from_json(Content, row.content),
        signatures=tuple(
            SignatureView(one.name, one.role, one.signed_at, _strokes(one.strokes))
            for one in row.signatures.order_by("signed_at")
        ),
    )


def _strokes(value: list[list[list[int]]]) -> tuple[tuple[tuple[int, int], ...], ...]:
    return tuple(tuple((int(x), int(y)) for x, y in stroke) for stroke in value)


def _form(row: dict[str, Any]) -> Form:  # a packaged YAML row
    when = row.get("when", {})
    texts: dict[str, Any] = {k: v for k, v in row.items() if isinstance(v, str)}
    lists: dict[str, Any] = {k: tuple(v) for k, v in row.items() if isinstance(v, list)}
    return Form(
        **texts,
        **lists,
        when_field=when.get("field", ""),
        when_values=tuple(when.get("values", ())),
    )


def _head_words(row: Case) -> dict[str, str]:
    return {
        "number": row.number,
        "summary": row.summary,
        "agency": agency(row.agency_id).name,
        "party": row.party.name,
        "party_kind": PartyKind(row.party.kind).zh,
        "party_no": row.party.identity_no,
        "party_address": row.party.address,
    }


def _officer_names(row: Case, ids: str, law: LawOn) -> str:
    wanted = set(ids.split("、")) if ids else set(row.officers.values_list("officer_id", flat=True))
    people = officers(row.agency_id, law.today)
    return "、".join(
        f"{one.name}（{one.certificate_no}）" for one in people if one.officer_id in wanted
    )


def _hearing_words(law: LawOn) -> str:
    days = law.limit("penalty.hearing_request_days").whole
    return (
        f"你（单位）有要求听证的权利，可以自收到本告知书之日起{days}个工作日内向本机关提出；"
        "逾期未提出的，视为放弃听证权利。当事人不承担听证的费用。"
    )


def _numbers(wanted: Form, law: LawOn) -> dict[str, str]:
    """Numbers of the law that a form cites: `n_penalty_payment_days` is penalty.payment_days."""
    found = {}
    for name in {one for line in wanted.text for one in placeholders(line)}:
        if name.startswith("n_"):
            limit = law.limit(name.removeprefix("n_").replace("_", ".", 1))
            is_ratio = limit.unit.startswith("ratio")
            found[name] = f"{(limit.value * 100).normalize():f}%" if is_ratio else limit.plain_value
    return found

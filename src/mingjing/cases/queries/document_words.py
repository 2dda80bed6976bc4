# SPDX-License-Identifier: Apache-2.0
"""The words of a case that a form asks for (文书用词), as they were at the step it is of."""

from collections.abc import Iterable

from mingjing.cases.models import Case, Document
from mingjing.cases.queries.documents import form, forms
from mingjing.cases.queries.law import LawOn
from mingjing.cases.rules import sayings
from mingjing.cases.rules.documents import (
    evidence_table,
    forms_for,
    index_table,
    instalments_table,
    items_table,
)
from mingjing.cases.rules.evidence import sound_evidence
from mingjing.cases.types.casefile import CaseFile, Step
from mingjing.cases.types.codes import MeasureKind, PartyKind
from mingjing.cases.types.steps import (
    DecidedOnTheSpot,
    DecisionMade,
    DecisionServed,
    Filed,
    MeasureNoticeServed,
    MeasureTaken,
    NoticeServed,
    Payload,
    Proposal,
    Remedies,
)
from mingjing.cases.words import FieldWords, field_words
from mingjing.engines.papers.forms import Form, placeholders
from mingjing.engines.papers.words import Table
from mingjing.kernel.resources import load_yaml
from mingjing.registry.public import account_names, agency, cite_in_full, officers
from mingjing.registry.types import ArticleUnreadable, Limit, PenaltyKind, parse_provision

_DEFAULT_REMEDIES = Remedies("本级人民政府", "有管辖权的人民法院")
_SERVED: dict[type[Payload], type[Payload]] = {
    DecisionServed: DecisionMade,
    MeasureNoticeServed: MeasureTaken,
}
_ACCOUNTS = ("members", "host")


def case_words(
    row: Case, file: CaseFile, step: Step | None, law: LawOn, wanted: Form
) -> dict[str, str]:
    """All words that the form asks for, and some more; `file` as it was after the step.

    What costs a query is read only for a form that has the word.
    """
    asked = {name for line in wanted.text for name in placeholders(line)}
    words = _head_words(row)
    if file.has(Filed):
        words |= {name: sayings.in_words(getattr(file.filed, name)) for name in ("place", "basis")}
    if step is not None:
        words |= _step_words(row, file, step, asked)
    words["basis"] = cited(words.get("basis", ""))
    words["power_basis"] = cited(words.get("power_basis", ""))
    named = words.get("officers", "")
    words["officers"] = _officer_names(row, named, law) if "officers" in asked else ""
    words["is_public_words"] = "公开举行" if words.get("is_public") == "是" else "不公开举行"
    words["hearing_right"] = _hearing_words(file, law)
    words["heard"] = sayings.heard_words(file)
    words["evidence"] = found = sayings.evidence_words(file)
    has_some = bool(sound_evidence(file))
    words["evidence_said"] = f"以上事实有下列证据证明：{found}" if has_some else found
    words["remedies"] = _remedy_words(file, law)
    decided = file.last(DecisionMade) or file.last(DecidedOnTheSpot)
    words["decided_proposal"] = sayings.proposal_words(decided.proposal) if decided else ""
    words["surcharge"] = _surcharge_words(decided.proposal, law) if decided else ""
    words["measure_days"] = _measure_days(step, law)
    return words | _numbers(wanted, law)


def word_name(wanted: Form, name: str) -> FieldWords:
    """What a word is called, for a person who must supply it."""
    of_form = load_yaml("forms", "cases.yaml")["words"]
    if name in of_form:
        return FieldWords(name, **of_form[name])
    table = field_words()
    named = (table.get(f"{act}.{name}") for act in wanted.acts)
    return next(filter(None, named), None) or table.get(name) or FieldWords(name, name, name)


def tables_of(wanted: Form, row: Case, file: CaseFile, step: Step | None) -> tuple[Table, ...]:
    """The lists that stand behind the text of a form."""
    made = {
        "evidence": lambda: evidence_table(file),
        "index": lambda: index_table(file, _numbers_of(row)),
        "instalments": lambda: instalments_table(step.payload if step else None),
        "items": lambda: items_table(file, step.payload if step else None),
    }
    return tuple(made[name]() for name in wanted.tables)


def cited(basis: str) -> str:
    """Article references as documents write them; anything else as it was typed."""
    return "、".join(_cited(one.strip()) for one in basis.split("、") if one.strip())


def _cited(one: str) -> str:
    try:
        return cite_in_full(parse_provision(one))
    except ArticleUnreadable:
        return one


def _head_words(row: Case) -> dict[str, str]:
    party = row.party
    kind = PartyKind(party.kind)
    return {
        "number": row.number,
        "summary": row.summary,
        "agency": agency(row.agency_id).name,
        "party": party.name,
        "party_kind": kind.zh,
        "party_no": party.identity_no,
        "party_address": party.address,
        "party_id": sayings.identity_words(kind, party.identity_no),
        "representative": party.representative,
    }


def _step_words(row: Case, file: CaseFile, step: Step, asked: set[str]) -> dict[str, str]:
    """What the step says; accounts by name, and what it served."""
    said = sayings.words_of(step.payload)
    said["closing_text"] = said.get("summary", "")
    said.pop("summary", None)  # of the case
    for name in asked.intersection(_ACCOUNTS):
        said[name] = _names(getattr(step.payload, name, ()))
    said["served_on"] = said.get("served_on", "") or said.get("on", "")
    said["served"] = _served(row, file, step) if "served" in asked else ""
    return said


def _names(accounts: str | Iterable[str]) -> str:
    """Names of accounts; what is no account as it was typed."""
    ids = [accounts] if isinstance(accounts, str) else list(accounts)
    known = account_names(ids)
    return "、".join(known.get(one, one) for one in ids)


def _served(row: Case, file: CaseFile, step: Step) -> str:
    """The document that a step served, with its number where it was made (送达文书)."""
    kind = _SERVED.get(type(step.payload))
    source = file.last_step(kind) if kind else step
    if source is None:
        return ""
    made = [one for one in forms_for(forms(), source.payload) if one.id != "service_receipt"]
    if not made:
        return ""
    found = Document.objects.filter(case=row, form=made[0].id, seq=source.seq).first()
    return f"《{made[0].zh}》" + (f"（{found.number}）" if found else "")


def _numbers_of(row: Case) -> dict[int, str]:
    """Names and numbers of the documents that were made, by step."""
    found: dict[int, str] = {}
    for one in Document.objects.filter(case=row).exclude(seq=None).order_by("seq", "number"):
        made = form(one.form)
        said = f"{made.zh if made else one.form} {one.number}"
        seq = one.seq or 0
        found[seq] = f"{found[seq]}；{said}" if seq in found else said
    return found


def _officer_names(row: Case, ids: str, law: LawOn) -> str:
    wanted = set(ids.split("、")) if ids else set(row.officers.values_list("officer_id", flat=True))
    people = officers(row.agency_id, law.today)
    return "、".join(
        f"{one.name}（{one.certificate_no}）" for one in people if one.officer_id in wanted
    )


def _hearing_words(file: CaseFile, law: LawOn) -> str:
    notice = file.last(NoticeServed)
    if notice is None or not notice.tells_hearing:
        return ""
    days = law.limit("penalty.hearing_request_days").whole
    return (
        f"你（单位）有要求听证的权利，可以自收到本告知书之日起{days}个工作日内向本机关提出；"
        "逾期未提出的，视为放弃听证权利。当事人不承担听证的费用。"
    )


def _remedy_words(file: CaseFile, law: LawOn) -> str:
    """Ways and periods of reconsideration and suit, as told to the party (救济途径和期限)."""
    made = file.last(DecisionMade) or file.last(DecidedOnTheSpot)
    told = made.remedies if made else _DEFAULT_REMEDIES
    days = law.limit("remedy.reconsideration_days").whole
    if told.is_reconsideration_first:
        after = law.limit("remedy.suit_after_review_days").whole
        return (
            f"应当先自收到本决定书之日起{days}日内向{told.reconsideration_to}申请行政复议；"
            f"对复议决定不服的，可以自收到复议决定书之日起{after}日内向{told.suit_to}提起行政诉讼"
        )
    months = law.limit("remedy.suit_months").whole
    return (
        f"可以自收到本决定书之日起{days}日内向{told.reconsideration_to}申请行政复议，"
        f"也可以自收到本决定书之日起{months}个月内向{told.suit_to}提起行政诉讼"
    )


def _surcharge_words(proposal: Proposal, law: LawOn) -> str:
    """What a fine costs that is paid late (加处罚款)."""
    if not any(one.kind is PenaltyKind.FINE for one in proposal.penalties):
        return ""
    rate = _said(law.limit("penalty.surcharge_rate"))
    return f"到期不缴纳罚款的，每日按罚款数额的{rate}加处罚款，加处罚款的数额不超过罚款的数额。"


def _measure_days(step: Step | None, law: LawOn) -> str:
    """The term that a measure states, or the longest that the law allows."""
    taken = step.payload if step else None
    if not isinstance(taken, MeasureTaken):
        return ""
    is_frozen = taken.kind is MeasureKind.FREEZING
    longest = law.limit("coercion.freeze_days" if is_frozen else "coercion.seal_days")
    return str(taken.days or longest.whole)


def _numbers(wanted: Form, law: LawOn) -> dict[str, str]:
    """Numbers of the law that a form cites: `n_penalty_payment_days` is penalty.payment_days."""
    found = {}
    for name in {one for line in wanted.text for one in placeholders(line)}:
        if name.startswith("n_"):
            found[name] = _said(law.limit(name.removeprefix("n_").replace("_", ".", 1)))
    return found


def _said(limit: Limit) -> str:
    is_ratio = limit.unit.startswith("ratio")
    return f"{(limit.value * 100).normalize():f}%" if is_ratio else limit.plain_value

# SPDX-License-Identifier: Apache-2.0
"""What a form begins with (预填): what the file already says, and from which step it comes.

A fact is written once. Report, notice, discussion and decision each begin with the words of the
one before; all of it can be changed, and the gates look at what is sent, not at what was offered.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from typing import Any

from django.utils.translation import gettext as _

from mingjing.cases.models import Case
from mingjing.cases.queries.around import power_on
from mingjing.cases.queries.law import LawOn
from mingjing.cases.queries.papers import last_remedies, prepared
from mingjing.cases.rules.hearing import is_hearing_due
from mingjing.cases.rules.owed import money_of
from mingjing.cases.rules.sayings import day_words
from mingjing.cases.rules.situation import Person, Situation
from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.steps import (
    CorrectionOrdered,
    DecisionMade,
    DecisionPublished,
    Deliberated,
    DemandServed,
    EvidenceAdded,
    NoticeServed,
    Payload,
    PaymentReceived,
    Proposal,
    Remedies,
    ReportMade,
)
from mingjing.cases.words import words_for
from mingjing.kernel.errors import Language
from mingjing.kernel.money import format_yuan
from mingjing.registry.types import PenaltyKind

_MONEY = (PenaltyKind.FINE, PenaltyKind.CONFISCATE_GAINS, PenaltyKind.CONFISCATE_GOODS)
_TEXTS = ("proposal", "found", "reasons", "basis")
_FROM: dict[type[Payload], tuple[tuple[type[Payload], tuple[str, ...]], ...]] = {
    ReportMade: ((ReportMade, _TEXTS),),
    NoticeServed: ((ReportMade, _TEXTS),),
    Deliberated: ((NoticeServed, ("proposal",)), (ReportMade, ("proposal",))),
    DecisionMade: (
        (Deliberated, ("proposal",)),
        (NoticeServed, _TEXTS),
        (ReportMade, _TEXTS),
    ),
}
"""For a step the steps that it repeats, the nearest first, and which of their words."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words on record that a form repeats (已有文字): where they stand, by field.

    :ivar seq: the step; 0 where it is none.
    """

    label: str
    seq: int
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where words of a form come from (文字来源)."""

    label: str
    seq: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """What a form begins with (预填内容), and where each word of it comes from."""

    values: dict[str, Any]
    origins: tuple[Origin, ...] = ()


def filled(row: Case, file: CaseFile, kind: type[Payload], law: LawOn, lang: Language) -> Filled:
    """What the form of a step begins with: its waiting document, else what the file says."""
    values: dict[str, Any] = {}
    origins: list[Origin] = []
    for said in _said(row, file, kind, law, lang):
        new = {name: one for name, one in said.values.items() if one and name not in values}
        values |= new
        if new:
            names = tuple(words_for(kind, name).label(lang) for name in new)
            origins.append(Origin(said.label, said.seq, names))
    return Filled(_as_entered(kind, values), tuple(origins))


def _said(
    row: Case, file: CaseFile, kind: type[Payload], law: LawOn, lang: Language
) -> Iterator[Said]:
    """What is on record for a step's form, the nearest first."""
    made = prepared(row.case_id, kind)
    if made is not None:
        values = {one.name: getattr(made, one.name) for one in fields(made)}
        yield Said(_("the document that was made"), 0, values)
        return
    since = 0
    for source, names in _FROM.get(kind, ()):
        step = file.last_step(source)
        if step is None or step.seq < since:
            continue
        since = step.seq if source is ReportMade else since
        yield Said(source.label(lang), step.seq, {n: getattr(step.payload, n) for n in names})
    for maker in _OTHERS.get(kind, ()):
        yield from maker(row, file, law, lang)


def _from_filing(row: Case, file: CaseFile, law: LawOn, lang: Language) -> Iterator[Said]:
    """The facts as filed, and the provisions of the power item."""
    opening = file.opening
    if opening is None:
        return
    days = day_words(opening.happened_from)
    if opening.happened_to != opening.happened_from:
        days = f"{days}至{day_words(opening.happened_to)}"
    act = opening.summary.removeprefix("涉嫌")
    yield Said(type(opening).label(lang), 1, {"found": f"当事人于{days}在{opening.place}{act}"})
    power = power_on(row.power_item_code, law.today, agency_id=row.agency_id, region=row.region)
    if power is not None:
        yield Said(_("the power list"), 0, {"basis": power.basis})
    yield Said(type(opening).label(lang), 1, {"basis": opening.basis})


def _place(row: Case, file: CaseFile, law: LawOn, lang: Language) -> Iterator[Said]:
    if file.opening is not None:
        yield Said(type(file.opening).label(lang), 1, {"place": file.opening.place})


def _rights(row: Case, file: CaseFile, law: LawOn, lang: Language) -> Iterator[Said]:
    """The rights that the law wants told, by what is intended."""
    report = file.last(ReportMade)
    if report is None:
        return
    is_due = is_hearing_due(Situation(file, law, Person("")), report.proposal)
    yield Said(_("the law in force"), 0, {"tells_statement": True, "tells_hearing": is_due})


def _decision(row: Case, file: CaseFile, law: LawOn, lang: Language) -> Iterator[Said]:
    """How it is performed, what is to be corrected, where to turn against it."""
    ordered = file.last_step(CorrectionOrdered)
    if ordered is not None and isinstance(ordered.payload, CorrectionOrdered):
        yield Said(CorrectionOrdered.label(lang), ordered.seq, {"correction": ordered.payload.text})
    notice = file.last(NoticeServed) or file.last(ReportMade)
    kinds = {one.kind for one in notice.proposal.penalties} if notice else set()
    if PenaltyKind.FINE in kinds:
        days = law.limit("penalty.payment_days").whole
        said = f"自收到本决定书之日起{days}日内到指定银行或者通过电子支付系统缴纳"
        yield Said(_("the law in force"), 0, {"performance": said})
    told = last_remedies(row.agency_id)
    if told is not None:
        yield Said(_("the agency’s last decision"), 0, {"remedies": told})


def _sums(row: Case, file: CaseFile, law: LawOn, lang: Language) -> Iterator[Said]:
    """What is owed today."""
    owed = money_of(file, law)
    values = {"fen": owed.rest_fen, "surcharge_fen": owed.rest_surcharge_fen}
    yield Said(_("what is owed today"), 0, values)


def _demanded(row: Case, file: CaseFile, law: LawOn, lang: Language) -> Iterator[Said]:
    """The exact sums, how they are paid, and the least time that the law gives."""
    yield from _sums(row, file, law, lang)
    made = file.last_step(DecisionMade)
    if made is not None and isinstance(made.payload, DecisionMade):
        said = {"manner": made.payload.performance, "text": "请在期限内履行行政处罚决定"}
        yield Said(DecisionMade.label(lang), made.seq, said)


def _published(row: Case, file: CaseFile, law: LawOn, lang: Language) -> Iterator[Said]:
    if file.opening is not None:
        said = file.opening.summary.removeprefix("涉嫌")
        yield Said(type(file.opening).label(lang), 1, {"public_summary": said})


_OTHERS: dict[
    type[Payload], tuple[Callable[[Case, CaseFile, LawOn, Language], Iterator[Said]], ...]
] = {
    EvidenceAdded: (_place,),
    ReportMade: (_from_filing,),
    NoticeServed: (_rights,),
    DecisionMade: (_decision,),
    DemandServed: (_demanded,),
    PaymentReceived: (_sums,),
    DecisionPublished: (_published,),
}
"""What else is on record for a step."""


def _as_entered(kind: type[Payload], values: dict[str, Any]) -> dict[str, Any]:
    """Values of a step as its form's fields show them."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        word = words_for(kind, name).kind
        if isinstance(value, Proposal):
            found |= _proposal(value)
        elif isinstance(value, Remedies):
            found |= {one.name: getattr(value, one.name) for one in fields(value)}
        elif word == "yuan":
            found[name] = _yuan(value)
        elif word in ("lines", "long", "names") and isinstance(value, tuple):
            found[name] = "\n".join(value)
        else:
            found[name] = list(value) if isinstance(value, tuple) else value
    return found


def _proposal(one: Proposal) -> dict[str, Any]:
    return {
        "outcome": one.outcome.value,
        "penalties": [each.kind.value for each in one.penalties if each.kind not in _MONEY],
        **{
            f"money_{each.kind.value}": _yuan(each.fen)
            for each in one.penalties
            if each.kind in _MONEY
        },
        "no_penalty": one.no_penalty.value if one.no_penalty else "",
        "lenient": [each.value for each in one.lenient],
        **{f"fact_{each.name}": each.value for each in one.facts},
        **{f"listed_{each.code}": each.found.value for each in one.listed},
        **{f"listed_reason_{each.code}": each.reason for each in one.listed},
        "deviation": one.deviation,
        "deviation_text": one.deviation_text,
    }


def _yuan(fen: int) -> str:
    return format_yuan(fen, grouped=False) if fen else ""

# SPDX-License-Identifier: Apache-2.0
"""Gates of changing a decision and withdrawing what was published (变更、撤销、撤回)."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from mingjing.cases.rules.asking import inner_gate
from mingjing.cases.rules.clocks import Clock
from mingjing.cases.rules.dates import demand_between
from mingjing.cases.rules.halting import demand_reason
from mingjing.cases.rules.owed import in_force, received_on
from mingjing.cases.rules.proposals import demand_proposal
from mingjing.cases.rules.situation import LawInForce, Situation
from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.codes import (
    ChangeKind,
    Outcome,
    PartyKind,
    PrivateKind,
    PublicationPlace,
    RemedyResult,
)
from mingjing.cases.types.named import Named
from mingjing.cases.types.refusals import (
    DecisionIncomplete,
    DecisionUnserved,
    FieldWrong,
    HeavierThanDecided,
    NotForPublication,
    NothingToDo,
    ObjectUnknown,
    PenaltyAdded,
    PrivateInPublication,
    WithdrawFirst,
)
from mingjing.cases.types.steps import (
    DecisionChanged,
    DecisionMade,
    DecisionPublished,
    Proposal,
    PublicationWithdrawn,
    RemedyClosed,
)
from mingjing.kernel.money import format_yuan
from mingjing.kernel.reasons import Reason
from mingjing.kernel.terms import Due, due
from mingjing.registry.types import PenaltyKind


@inner_gate
def demand_decision_stands(situation: Situation) -> None:
    """There is a decision that can be changed or revoked: made, and not gone already.

    Law: APL-048, 行政处罚法 §48.
    Raises: NothingToDo.
    """
    if in_force(situation.file) is None:
        raise NothingToDo(what=DecisionMade)


def demand_change(situation: Situation, changed: DecisionChanged) -> None:
    """A change has a reason and a document; a changed decision says what holds instead.

    Law: APL-048, APL-075, 行政处罚法 §48, §75; never heavier: §45.
    Raises: FieldWrong, DecisionIncomplete, HeavierThanDecided, DateImpossible.
    """
    demand_reason(changed.reason)
    demand_reason(changed.document_no, "document_no")
    made, before = situation.file.last(DecisionMade), situation.file.last(DecisionChanged)
    received = received_on(situation.file) or changed.on
    earliest = max(made.decided_on if made else received, before.on if before else date.min)
    demand_between("on", changed.on, earliest, situation.law.today)
    if changed.kind is ChangeKind.CHANGED and changed.proposal is None:
        raise DecisionIncomplete(field="proposal")
    if changed.proposal is not None:  # whatever the change is called: it would stand
        demand_proposal(situation, changed.proposal)
        demand_no_heavier_change(situation, changed.proposal)


@inner_gate
def demand_no_heavier_change(situation: Situation, proposal: Proposal) -> None:
    """What holds instead is not heavier than what stands: nobody is heard on a change.

    Law: APL-044, APL-045, 行政处罚法 §44, §45(2), §62.
    Raises: HeavierThanDecided, PenaltyAdded.
    """
    standing = in_force(situation.file)
    decided = {one.kind: one.fen for one in standing.penalties} if standing else {}
    for one in proposal.penalties:
        if one.kind not in decided:
            raise PenaltyAdded(kind=one.kind)
        if one.fen > decided[one.kind]:
            raise HeavierThanDecided(
                kind=one.kind,
                decided=format_yuan(decided[one.kind]),
                changed=format_yuan(one.fen),
            )


LOST = (RemedyResult.CHANGED, RemedyResult.REVOKED, RemedyResult.ILLEGAL)
_SLIGHT = frozenset({PenaltyKind.WARNING})


def demand_closed_with_reason(situation: Situation, made: DecisionMade) -> None:
    """A decision is open unless a reason says why it stays closed: secrets, privacy, safety.

    Law: TS-4, APL-048, APL-050, 行政处罚法 §48, §50.
    Raises: FieldWrong.
    """
    if not made.is_public:
        demand_reason(made.closed_reason, "closed_reason")


def must_publish(file: CaseFile) -> bool:
    """Whether what stands must be published: an ordinary penalty, not a mere warning, not closed.

    Law: TS-3, APL-048, 行政处罚法 §48; 处罚信息公示规定 §2.
    """
    made, standing = file.last(DecisionMade), in_force(file)
    if made is None or not made.is_public or standing is None:
        return False
    if standing.outcome is not Outcome.PENALTY:
        return True
    return not {one.kind for one in standing.penalties} <= _SLIGHT


def demand_publishable(situation: Situation) -> None:
    """There is a decision that stands, is open, is more than a warning, and was served.

    Law: TS-3, TS-4, 行政处罚法 §48, §50; 处罚信息公示规定 §2.
    Raises: NothingToDo, NotForPublication, DecisionUnserved, WithdrawFirst.
    """
    demand_decision_stands(situation)
    if not must_publish(situation.file):
        raise NotForPublication
    demand_served_first(situation)
    if is_withdrawal_due(situation.file):
        raise WithdrawFirst


@inner_gate
def demand_served_first(situation: Situation) -> None:
    """The party got the decision: what the public reads is the decision that was served.

    Law: APL-061, TS-3, 行政处罚法 §48, §61; 处罚信息公示规定 §7, §8.
    Raises: DecisionUnserved.
    """
    if received_on(situation.file) is None:
        raise DecisionUnserved


def demand_published_lawfully(situation: Situation, published: DecisionPublished) -> None:
    """The public reads what was done and served, and nothing private, secret or unsafe.

    Law: TS-3, TS-4, APL-050, DL-33, DL-35, 行政处罚法 §48, §50; 处罚信息公示规定 §4, §6, §7.
    Raises: FieldWrong, DateImpossible, PrivateInPublication.
    """
    demand_reason(published.public_summary, "public_summary")
    if not published.places:
        raise FieldWrong(field="places", zh_reason="应选择公示渠道", en_reason="choose where")
    earliest = received_on(situation.file) or published.on
    demand_between("on", published.on, earliest, situation.law.today)
    if situation.around.private:
        raise PrivateInPublication(found=situation.around.private)


def publication_clocks(file: CaseFile, law: LawInForce) -> Iterator[Clock]:
    """Seven working days for a penalty on the credit site, twenty in the enterprise register.

    A decision that gives no penalty is another enforcement decision: twenty working days. What
    was served later than that, by public notice, goes public on the day on which it was served.

    Law: TS-3, DL-33, DL-34, DL-35, 国办发〔2018〕118号; 处罚信息公示规定 §7, §9.
    """
    made, standing = file.last(DecisionMade), in_force(file)
    if made is None or standing is None or not must_publish(file):
        return
    is_penalty = standing.outcome is Outcome.PENALTY
    wanted = [("DL-33", "penalty.publish_days", PublicationPlace.CREDIT)]
    if not is_penalty:
        wanted = [("DL-34", "publicity.other_decision_days", PublicationPlace.CREDIT)]
    elif file.party.kind is not PartyKind.CITIZEN:
        wanted.append(("DL-35", "publicity.same_province_days", PublicationPlace.REGISTER))
    for deadline_id, name, place in wanted:
        count = due(made.decided_on, law.limit(name).term, calendar=law.calendar)
        yield Clock(deadline_id, "", _once_served(count, file), published_on(file, place))


def open_publications(file: CaseFile, law: LawInForce) -> tuple[Clock, ...]:
    """What must still be published, or taken down again, when the file is archived.

    Law: APL-048, TS-3, DL-08, DL-33, DL-34, DL-35, 行政处罚法 §48; 处罚信息公示规定 §2, §9.
    """
    found = (*publication_clocks(file, law), *withdrawal_clock(file, law))
    return tuple(one for one in found if one.met_on is None)


def _once_served(count: Due, file: CaseFile) -> Due:
    """A term that ended before the decision could go public ends on the day of its service."""
    served_on = received_on(file)
    if served_on is None or served_on <= count.on:
        return count
    day = served_on.isoformat()
    why = Reason(f"决定书于 {day} 送达，送达后方可公示", f"served on {day}, and public only then")
    return replace(count, on=served_on, reasons=(*count.reasons, why))


def published_on(file: CaseFile, place: PublicationPlace) -> date | None:
    """The day on which the decision was first published at a place."""
    found = (said.on for said in file.all(DecisionPublished) if place in said.places)
    return next(found, None)


def is_public_at(file: CaseFile, seq: int | None = None) -> bool:
    """Whether the decision is public, now or just before a step."""
    seen = file if seq is None else file.before(seq)
    step = seen.last_step(DecisionPublished, PublicationWithdrawn)
    return step is not None and isinstance(step.payload, DecisionPublished)


def is_withdrawal_due(file: CaseFile) -> bool:
    """Whether what was public when the decision last changed is public still.

    Law: TS-4, APL-048, 行政处罚法 §48(2).
    """
    change = last_change(file)
    if change is None or not is_public_at(file, change[0]):
        return False
    withdrawn = file.last_step(PublicationWithdrawn)
    return withdrawn is None or withdrawn.seq < change[0]


def last_change(file: CaseFile) -> tuple[int, date] | None:
    """Step and day on which the decision last ceased to stand as decided.

    The agency changed or revoked it, or a reconsideration or a court did.

    Law: APL-048, 行政处罚法 §48(2).
    """
    own = [(step.seq, said.on) for step, said in file.each(DecisionChanged)]
    lost = [(step.seq, said.on) for step, said in file.each(RemedyClosed) if said.result in LOST]
    return max((*own, *lost), default=None)


def demand_changed(situation: Situation) -> None:
    """The decision was published, ceased to stand as published, and was not taken down since.

    Law: TS-4, APL-048, 行政处罚法 §48(2).
    Raises: ObjectUnknown.
    """
    if not is_withdrawal_due(situation.file):
        raise ObjectUnknown(
            what=Named("change", "已公开的决定的变更或者撤销", "change of the published decision")
        )


def demand_withdrawal(situation: Situation, withdrawn: PublicationWithdrawn) -> None:
    """The reason of the withdrawal is published too, and shows nothing private either.

    Law: TS-4, APL-048, APL-050, 行政处罚法 §48(2), §50; 处罚信息公示规定 §6.
    Raises: FieldWrong, DateImpossible, PrivateInPublication.
    """
    demand_reason(withdrawn.reason)
    change = last_change(situation.file)
    earliest = change[1] if change else withdrawn.on
    demand_between("on", withdrawn.on, earliest, situation.law.today)
    if situation.around.private:
        raise PrivateInPublication(found=situation.around.private)


def withdrawal_clock(file: CaseFile, law: LawInForce) -> Iterator[Clock]:
    """Three working days to take down what was published.

    Law: APL-048, DL-08, 行政处罚法 §48(2).
    """
    change = last_change(file)
    if change is None or not is_public_at(file, change[0]):
        return
    term = law.limit("penalty.withdraw_days").term
    withdrawn = file.last(PublicationWithdrawn)
    is_done = withdrawn is not None and not is_withdrawal_due(file)
    count = due(change[1], term, calendar=law.calendar)
    yield Clock("DL-08", "", count, withdrawn.on if withdrawn and is_done else None)


# Between the digits of one number a writer may leave blanks or hyphens.
_PART = r"[\s\-\u2010-\u2015\u2212]{1,3}"
_GAP = rf"(?:{_PART})?"
_PERSON = rf"[1-9]{_GAP}" + rf"\d{_GAP}" * 5  # 公民身份号码: region, day of birth, number, check
_BORN = (
    rf"(?:1{_GAP}[89]|2{_GAP}0){_GAP}\d{_GAP}\d{_GAP}"
    rf"(?:0{_GAP}[1-9]|1{_GAP}[0-2]){_GAP}(?:[0-2]{_GAP}\d|3{_GAP}[01]){_GAP}"
)
_AREA = r"(?:10|2\d|[3-9]\d{2})"
_SHAPES = (
    (PrivateKind.IDENTITY, re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")),
    (
        PrivateKind.IDENTITY,
        re.compile(rf"(?<!\d){_PERSON}{_BORN}" + rf"\d{_GAP}" * 3 + r"[\dXx](?!\d)"),
    ),
    (
        PrivateKind.PHONE,
        re.compile(
            rf"(?<!\d)(?:(?:00)?86{_GAP})?1{_GAP}[3-9]" + rf"(?:{_GAP}\d)" * 9 + r"(?!\d)"
        ),
    ),
    (
        PrivateKind.PHONE,
        re.compile(
            rf"(?<!\d)(?:0|(?:00)?86[\s(\-]*0?){_AREA}\)?{_GAP}[2-9]"
            + rf"(?:{_GAP}\d)" * 6 + rf"(?:{_GAP}\d)?(?!\d)"
        ),
    ),
    (PrivateKind.ACCOUNT, re.compile(r"(?<!\d)(?:\d{16}|\d{19})(?!\d)")),
    (
        PrivateKind.ACCOUNT,
        re.compile(rf"(?<!\d)\d{{4}}(?:{_PART}\d{{4}}){{3}}(?:{_PART}\d{{3}})?(?!\d)"),
    ),
)  # fmt: skip
_UNSEEN = ("Cf", "Mn")
_FILLERS = frozenset("\u115f\u1160\u2800")
_BETWEEN = ("Cc", "Pd", "Zl", "Zp", "Zs")
_DOTS = frozenset("\u2212\u00b7\u30fb\u2022")


def private_in(text: str, known: Mapping[PrivateKind, str]) -> tuple[PrivateKind, ...]:
    """Kinds of private data in a text for the public; `known` is what the file knows of people.

    Signs of any width count; blanks, hyphens and what no reader sees hide nothing.

    Law: TS-4, APL-050, 行政处罚法 §50; 处罚信息公示规定 §6.
    """
    seen = _seen(text)
    whole = _whole(seen)
    words = {kind: _whole(_seen(word)) for kind, word in known.items()}
    found = {kind for kind, word in words.items() if word and word in whole}
    for kind, shape in _SHAPES:
        seen, times = shape.subn("#", seen)  # so that no digit counts twice
        found |= {kind} if times else set()
    return tuple(one for one in PrivateKind if one in found)


def _seen(text: str) -> str:
    """A text as a reader sees it: one width, nothing invisible."""
    wide = unicodedata.normalize("NFKC", text)
    return "".join(
        one for one in wide if unicodedata.category(one) not in _UNSEEN and one not in _FILLERS
    )


def _whole(seen: str) -> str:
    """A text without the blanks, hyphens and dots inside its words."""
    return "".join(
        one
        for one in seen.casefold()
        if unicodedata.category(one) not in _BETWEEN and one not in _DOTS
    )


def shown_name(name: str, kind: PartyKind) -> str:
    """A party as the public reads it: a person by the family name alone (周某).

    Law: TS-4, 处罚信息公示规定 §6.
    """
    return f"{name.strip()[:1]}某" if kind is PartyKind.CITIZEN else name

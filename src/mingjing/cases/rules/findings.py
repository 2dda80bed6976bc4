# SPDX-License-Identifier: Apache-2.0
"""What is unlawful in a case, seen from outside (执法监督): gates asked again, terms, results.

The gates stop what they can see when a step is taken. A certificate that turns out not to have
been in force, a list that was mended, a term that ran out, a step that came from elsewhere show
later. All of it follows from the file, from what the registers say now of the day of each step,
and from today.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from mingjing.cases.rules.clocks import Clock, ClockMaker
from mingjing.cases.rules.course import demand_in_turn
from mingjing.cases.rules.measures import in_force as measures_in_force
from mingjing.cases.rules.situation import LawInForce, Situation
from mingjing.cases.rules.stages import decided
from mingjing.cases.rules.table import clock_makers, step_rules
from mingjing.cases.types.casefile import CaseFile, Step
from mingjing.cases.types.codes import (
    ChangeKind,
    ClockState,
    ClueState,
    MeasureKind,
    Outcome,
    RemedyResult,
)
from mingjing.cases.types.findings import Finding, FindingKind
from mingjing.cases.types.refusals import (
    NightOrHoliday,
    OfficerNotQualified,
    PenaltyBeyondPower,
    TooFewQualified,
    UtilitiesCut,
)
from mingjing.cases.types.steps import DecisionChanged, ExecutionDecided, MeasureTaken, RemedyClosed
from mingjing.kernel.clock import local_date as day_of
from mingjing.kernel.errors import PlatformError

Seen = Callable[[Step, CaseFile], Situation]
"""What was to be seen when a step was taken, as the registers know it now."""
PowerOf = Callable[[Step], PlatformError | None]
"""Why the power that a step cites did not carry it; None when it did or none is cited."""

K = FindingKind
_BY_REFUSAL: dict[type[PlatformError], FindingKind] = {
    OfficerNotQualified: K.NO_CERTIFICATE,
    TooFewQualified: K.NO_CERTIFICATE,
    PenaltyBeyondPower: K.CHANGED,
    NightOrHoliday: K.NIGHT,
    UtilitiesCut: K.UTILITIES,
}
_BY_RULE = {
    **dict.fromkeys(
        (
            "APL-005", "APL-009", "APL-010", "APL-011", "APL-012", "APL-013", "APL-016",
            "APL-017", "APL-018", "APL-019", "APL-022", "APL-024",
        ),
        K.NO_BASIS,
    ),
    "APL-020": K.DELEGATION,
    **dict.fromkeys(("APL-034", "APL-038", "APL-045"), K.CHANGED),
    **dict.fromkeys(("ACL-010", "ACL-012", "ACL-017"), K.NO_COERCION_BASIS),
    **dict.fromkeys(("ACL-044", "ACL-046", "ACL-050", "ACL-051"), K.COERCION_CHANGED),
    **dict.fromkeys(("ACL-023", "ACL-029"), K.WIDENED),
}  # fmt: skip
_BY_TERM = {
    **dict.fromkeys(
        ("DL-01", "DL-02", "DL-03", "DL-07", "DL-08", "DL-28", "DL-29", "DL-32"), K.PROCEDURE
    ),
    **dict.fromkeys(("DL-10", "DL-13"), K.COERCION_PROCEDURE),
    "DL-11": K.NOT_RELEASED,
    "DL-12": K.NOT_UNFROZEN,
}
TERMS = tuple(sorted(_BY_TERM))
"""Deadlines that the agency itself must keep."""
FELL_BY_CHANGE = tuple(kind for kind in ChangeKind if kind is not ChangeKind.CHANGED)
FELL_IN_REMEDY = (RemedyResult.REVOKED, RemedyResult.ILLEGAL)
"""What a decision did not survive: its own agency's change, or the end of a remedy."""


def findings_of(
    file: CaseFile, law: LawInForce, *, seen: Seen, power_of: PowerOf
) -> tuple[Finding, ...]:
    """Everything in the case that the agency must correct and answer for, by day.

    Law: APL-076, 行政处罚法 §76; ACL-061, ACL-062, 行政强制法 §61, §62.
    """
    found = [*_breaches(file, seen, power_of), *_late(file, law), *_kept(file), *_fallen(file)]
    return tuple(sorted(found, key=lambda one: (one.on, one.seq)))


def kind_of(refusal: PlatformError, step: Step) -> FindingKind:
    """What a refusal amounts to when the step was taken nevertheless.

    Law: APL-076, 行政处罚法 §76; ACL-061, ACL-062, 行政强制法 §61, §62.
    """
    found = _BY_REFUSAL.get(type(refusal)) or _BY_RULE.get(refusal.rule)
    is_coercion = isinstance(step.payload, MeasureTaken | ExecutionDecided)
    if found is K.NO_BASIS and is_coercion:
        return K.NO_COERCION_BASIS
    if found is not None:
        return found
    is_by_coercion_law = refusal.rule.startswith("ACL-")
    return K.COERCION_PROCEDURE if is_coercion or is_by_coercion_law else K.PROCEDURE


def _breaches(file: CaseFile, seen: Seen, power_of: PowerOf) -> Iterator[Finding]:
    """Steps that a gate would stop: every gate is asked. Law: APL-076, ACL-061, ACL-062."""
    for step in file.steps:
        found: dict[tuple[FindingKind, str], PlatformError] = {}
        for refusal in (power_of(step), *_refusals(step, seen(step, file.before(step.seq)))):
            if refusal is not None:
                found.setdefault((kind_of(refusal, step), refusal.rule), refusal)
        for (kind, rule), refusal in found.items():
            words = refusal.message("zh"), refusal.message("en")
            yield Finding(kind, rule, step.seq, day_of(step.at), *words)


def _refusals(step: Step, situation: Situation) -> Iterator[PlatformError]:
    """What each gate of the step says no to. An act stops at the first; here all count."""
    rule = step_rules()[type(step.payload)]
    gates: list[Callable[[], None]] = [partial(demand_in_turn, rule, situation)]
    gates += [partial(gate, situation) for gate in rule.ready]
    gates += [partial(gate, situation, step.payload) for gate in (*rule.lawful, *rule.serving)]
    for gate in gates:
        try:
            gate()
        except PlatformError as refusal:
            yield refusal


def _late(file: CaseFile, law: LawInForce) -> Iterator[Finding]:
    """Terms of the agency that ran out, or were kept too late. Law: APL-076, ACL-061, ACL-062."""
    for maker in clock_makers():
        for clock in maker(file, law):
            kind = _BY_TERM.get(clock.deadline_id)
            if kind is not None and is_late(clock, law):
                last = clock.due.on
                yield Finding(
                    kind,
                    _rule_of(maker),
                    0,
                    last,
                    f"期限于 {last.isoformat()} 届满，未按期完成。",
                    f"The term ended on {last.isoformat()} and was not kept.",
                    clock.deadline_id,
                )


def _rule_of(maker: ClockMaker) -> str:
    """The first rule that a clock's docstring names."""
    text = (maker.__doc__ or "").partition("Law: ")[2]
    return text.partition(",")[0].strip()


def is_late(clock: Clock, law: LawInForce) -> bool:
    """Whether the agency let a term run out, or acted after it.

    A measure whose term let it go by itself was not released by the agency either.

    Law: APL-076, 行政处罚法 §76(1); ACL-062, 行政强制法 §62(3)-(4).
    """
    state = clock.state(law.today, law.now)
    if state in (ClockState.OVER, ClockState.LAPSED):
        return clock.is_ours
    return clock.met_on is not None and clock.due.on < clock.met_on


def _kept(file: CaseFile) -> Iterator[Finding]:
    """Things held although no violation was found. Law: ACL-062, 行政强制法 §62(3)-(4), §28."""
    proposal = decided(file)
    if proposal is None or proposal.outcome is not Outcome.NOT_ESTABLISHED:
        return
    for one in measures_in_force(file):
        is_frozen = one.taken.kind is MeasureKind.FREEZING
        yield Finding(
            K.NOT_UNFROZEN if is_frozen else K.NOT_RELEASED,
            "ACL-028",
            0,
            one.started_on,
            "违法事实不能成立，强制措施仍未解除。",
            "The fact is not established, and the measure is still in force.",
        )


def _fallen(file: CaseFile) -> Iterator[Finding]:
    """Decisions that did not stand. Law: APL-076, 行政处罚法 §76; APL-038, §38."""
    for step in file.steps:
        said = step.payload
        label: ChangeKind | RemedyResult | None = None
        if isinstance(said, DecisionChanged) and said.kind in FELL_BY_CHANGE:
            label = said.kind
        if isinstance(said, RemedyClosed) and said.result in FELL_IN_REMEDY:
            label = said.result
        if label is not None:
            words = (f"决定：{label.zh}。", f"The decision: {label.en}.")
            yield Finding(K.SET_ASIDE, "APL-038", step.seq, day_of(step.at), *words)


def unfiled(
    state: ClueState, due_on: date | None, *, proposes_filing: bool, today: date
) -> Finding | None:
    """A clue that meets the filing standard, and was not filed in its term.

    Law: APL-076, 行政处罚法 §76(2); APL-054, §54; DL-49.
    """
    if state is not ClueState.CHECKED or not proposes_filing or due_on is None or today <= due_on:
        return None
    last = due_on.isoformat()
    return Finding(
        K.NOT_FILED,
        "APL-054",
        0,
        due_on,
        f"经核查达到立案标准，{last} 前应当立案，至今没有立案。",
        f"It meets the filing standard and was to be filed by {last}; it is not.",
    )

# SPDX-License-Identifier: Apache-2.0
"""Gates of papers (文书闸口): what the law wants in writing is written before it is served.

A step that says what was decided (a decision, a measure) has its document made of it afterwards;
a step that at once tells and serves (notice, hearing notice, demand) hands over a document that
was made before. Which forms are asked for stands in the list of forms.
"""

from datetime import date

from mingjing.cases.rules.documents import forms_for
from mingjing.cases.rules.situation import Situation
from mingjing.cases.types.casefile import CaseFile, Paper, Step
from mingjing.cases.types.documents import (
    PaperDiffers,
    PaperMissing,
    PaperNotPrepared,
    ServedBeforeMade,
    SignatureMissing,
)
from mingjing.cases.types.steps import (
    DecidedOnTheSpot,
    DecisionMade,
    DecisionServed,
    DemandServed,
    HearingScheduled,
    MeasureNoticeServed,
    MeasureTaken,
    NoticeServed,
    Payload,
)
from mingjing.engines.papers.forms import Form, forms_in

Wanted = tuple[tuple[Form, int], ...]
"""Forms, each with the number of its step; 0 for a paper that is made before its step."""
_BEFORE = "before"


def case_forms() -> tuple[Form, ...]:
    """The statutory forms of a case, as packaged (执法文书格式)."""
    return forms_in("cases.yaml")


def paper_before(kind: type[Payload]) -> Form | None:
    """The form of the document that such a step hands over, made before it (送达前制作的文书)."""
    found = (one for one in case_forms() if one.asked == _BEFORE and kind.act in one.acts)
    return next(found, None)


def forms_asked(payload: Payload) -> tuple[Form, ...]:
    """The forms that the law asks for of such a step."""
    return tuple(one for one in forms_for(case_forms(), payload) if one.asked)


def papers_of(step: Step) -> Wanted:
    """The documents that the law asks for of one step."""
    return tuple((one, step.seq) for one in forms_asked(step.payload))


def papers_due(file: CaseFile) -> Wanted:
    """The documents that the course of the case must have left (应当存卷的文书), by its steps.

    Law: APL-047, 行政处罚法 §47.
    """
    return tuple(one for step in file.steps for one in papers_of(step))


def demand_decision_paper(situation: Situation) -> None:
    """The decision stands in a numbered document before it is served.

    Law: APL-059, APL-061, 行政处罚法 §59, §61; APL-057, §57.
    Raises: PaperMissing.
    """
    step = situation.file.last_step(DecisionMade)
    if step is not None:
        _demand(situation, papers_of(step), "APL-059", "行政处罚法 §59, §61")


def demand_spot_paper(situation: Situation) -> None:
    """A decision on the spot is filled in, numbered and signed by its officers.

    Law: APL-052, 行政处罚法 §52(1), §52(2).
    Raises: PaperMissing, SignatureMissing.
    """
    step = situation.file.last_step(DecidedOnTheSpot)
    if step is None or not isinstance(step.payload, DecidedOnTheSpot):
        return
    wanted = papers_of(step)
    _demand(situation, wanted, "APL-052", "行政处罚法 §52")
    for form, seq in wanted:
        found = [one for one in situation.around.papers if (one.form, one.seq) == (form.id, seq)]
        signed, needed = max(one.signed for one in found), len(step.payload.officers)
        if signed < needed:
            raise SignatureMissing(form=form, wanted=needed, found=signed)


def demand_measure_paper(situation: Situation, served: MeasureNoticeServed) -> None:
    """The decision on the measure stands in a document before it is served.

    Law: ACL-024, ACL-031, 行政强制法 §24, §31.
    Raises: PaperMissing.
    """
    for step, taken in situation.file.each(MeasureTaken):
        if taken.measure_id == served.measure_id:
            _demand(situation, papers_of(step), "ACL-024", "行政强制法 §24, §31")


def demand_measures_written(situation: Situation) -> None:
    """Each measure stands in a decision with its inventory before its term is drawn out.

    Law: ACL-018, ACL-024, ACL-025, 行政强制法 §18, §24, §25.
    Raises: PaperMissing.
    """
    taken = (papers_of(step) for step, _ in situation.file.each(MeasureTaken))
    wanted = tuple(one for papers in taken for one in papers)
    _demand(situation, wanted, "ACL-024", "行政强制法 §24")


def demand_notice_paper(situation: Situation) -> None:
    """The prior notice was made as a document, to be handed over.

    Law: APL-044, 行政处罚法 §44.
    Raises: PaperNotPrepared.
    """
    _demand_waiting(situation, NoticeServed, "APL-044", "行政处罚法 §44")


def demand_hearing_paper(situation: Situation) -> None:
    """The notice of time and place was made as a document, to be handed over.

    Law: APL-064b, 行政处罚法 §64(2).
    Raises: PaperNotPrepared.
    """
    _demand_waiting(situation, HearingScheduled, "APL-064b", "行政处罚法 §64(2)")


def demand_demand_paper(situation: Situation) -> None:
    """The demand was made in writing, to be handed over.

    Law: ACL-035, 行政强制法 §35.
    Raises: PaperNotPrepared.
    """
    _demand_waiting(situation, DemandServed, "ACL-035", "行政强制法 §35")


def demand_paper_says(situation: Situation, served: Payload) -> None:
    """What is told is what the document says, word for word.

    Law: APL-044, APL-064b, 行政处罚法 §44, §64(2); ACL-035, 行政强制法 §35.
    Raises: PaperDiffers.
    """
    form = paper_before(type(served))
    papers = situation.around.papers
    if form and not any(one.form == form.id and one.says_this for one in papers):
        raise PaperDiffers(form=form)


def demand_made_before_service(situation: Situation, served: Payload) -> None:
    """A paper is served on the day on which it was made, or later: no term begins before it.

    Law: APL-044, APL-061, APL-064b, 行政处罚法 §44, §61, §64(2); ACL-024, ACL-035, 行政强制法 §24,
    §31, §35.
    Raises: ServedBeforeMade.
    """
    day_of, rule, article = _SERVED[type(served)]
    served_on: date = getattr(served, day_of)
    for form, made_on in _handed_over(situation, served):
        if served_on < made_on:
            raise ServedBeforeMade(
                rule=rule,
                article=article,
                form=form,
                made_on=made_on.isoformat(),
                served_on=served_on.isoformat(),
            )


_SERVED: dict[type[Payload], tuple[str, str, str]] = {
    NoticeServed: ("served_on", "APL-044", "行政处罚法 §44, §61"),
    HearingScheduled: ("told_on", "APL-064b", "行政处罚法 §61, §64(2)"),
    DecisionServed: ("served_on", "APL-061", "行政处罚法 §61"),
    MeasureNoticeServed: ("on", "ACL-024", "行政强制法 §24, §31"),
    DemandServed: ("served_on", "ACL-035", "行政强制法 §35, §38"),
}
"""Steps that serve a paper: which of their fields is the day of service, and the law of it."""


def _handed_over(situation: Situation, served: Payload) -> list[tuple[Form, date]]:
    """The papers that the step serves, each with the day on which it was made."""
    papers = [one for one in situation.around.papers if one.made_on]
    before = paper_before(type(served))
    if before is not None:
        return _first_made(before, [one for one in papers if one.says_this][-1:])
    return [
        found
        for form, seq in _papers_served(situation.file, served)
        for found in _first_made(form, [p for p in papers if (p.form, p.seq) == (form.id, seq)])
    ]


def _first_made(form: Form, papers: list[Paper]) -> list[tuple[Form, date]]:
    return [(form, min(one.made_on for one in papers if one.made_on))] if papers else []


def _papers_served(file: CaseFile, served: Payload) -> Wanted:
    """Documents of the earlier step that this one serves: of the decision, or of its measure."""
    if isinstance(served, MeasureNoticeServed):
        taken = [s for s, one in file.each(MeasureTaken) if one.measure_id == served.measure_id]
    else:
        taken = [step for step, _ in file.each(DecisionMade)][-1:]
    return tuple(one for step in taken for one in papers_of(step))


def demand_file_papers(situation: Situation) -> None:
    """The file holds every document that its own course must have left.

    Law: APL-047, 行政处罚法 §47.
    Raises: PaperMissing.
    """
    _demand(situation, papers_due(situation.file), "APL-047", "行政处罚法 §47")


def _demand(situation: Situation, wanted: Wanted, rule: str, article: str) -> None:
    made = {(one.form, one.seq) for one in situation.around.papers}
    missing = tuple((form, seq) for form, seq in wanted if (form.id, seq) not in made)
    if missing:
        raise PaperMissing(missing, rule=rule, article=article)


def _demand_waiting(situation: Situation, kind: type[Payload], rule: str, article: str) -> None:
    form = paper_before(kind)
    if form and not any((one.form, one.seq) == (form.id, 0) for one in situation.around.papers):
        raise PaperNotPrepared(((form, 0),), rule=rule, article=article)

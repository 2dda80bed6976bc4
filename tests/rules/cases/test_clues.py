# SPDX-License-Identifier: Apache-2.0
"""Clues and complaints: their terms, the last day and the day after."""

from dataclasses import replace
from datetime import date

import pytest
from tests.rules.cases.files import PackagedLaw, noon

from mingjing.cases.rules.clues import (
    clue_clocks,
    complaint_clocks,
    demand_answer,
    demand_dispute,
    demand_extension,
    demand_mediation_end,
    demand_reporter_due,
    demand_settled,
    demand_undisputed,
    first_due,
)
from mingjing.cases.types import codes as c
from mingjing.cases.types.clues import ClueFacts, ComplaintFacts
from mingjing.cases.types.inputs import (
    ComplaintDecision,
    DisputeSettled,
    Mediation,
    ReporterTold,
)
from mingjing.cases.types.refusals import (
    ClueExtended,
    ClueSettled,
    CompetenceDisputed,
    ComplaintStateWrong,
    DateImpossible,
    ExtensionTooLong,
    FieldWrong,
    MediationOver,
    NobodyToTell,
    NotDisputed,
    TalksOver,
)
from mingjing.kernel.errors import PlatformError

MONDAY = date(2026, 11, 2)
"""From here working days are Monday to Friday until the new year."""
CLUE = ClueFacts("bureau", c.ClueState.OPEN, MONDAY)
DECLINED = replace(
    CLUE, state=c.ClueState.DECLINED, is_named_reporter=True, decided_on=date(2026, 11, 9)
)
DISPUTED = replace(CLUE, disputed_on=MONDAY, disputed_with="other")
COMPLAINT = ComplaintFacts(c.ComplaintState.OPEN, MONDAY)
ACCEPTED = ComplaintFacts(c.ComplaintState.ACCEPTED, MONDAY, decided_on=MONDAY)


def law_of(day: date) -> PackagedLaw:
    return PackagedLaw(noon(day))


def law_on(month: int, day: int) -> PackagedLaw:
    return law_of(date(2026, month, day))


def terms(clue: ClueFacts) -> dict[tuple[str, str], date]:
    return {(o.deadline_id, o.about): o.due.on for o in clue_clocks(clue, law_on(11, 9))}


@pytest.mark.law("CLU-2", "DL-49")
def test_a_clue_has_fifteen_working_days_and_fifteen_more() -> None:
    assert terms(CLUE) == {("DL-49", ""): date(2026, 11, 23)}
    assert terms(replace(CLUE, extended_days=15)) == {("DL-49", ""): date(2026, 12, 14)}


@pytest.mark.law("CLU-2", "DL-49")
def test_the_check_is_extended_to_its_last_day_only() -> None:
    demand_extension(CLUE, 15, "需要检验", law_on(11, 23))
    with pytest.raises(ClueExtended):
        demand_extension(CLUE, 15, "需要检验", law_on(11, 24))


@pytest.mark.law("CLU-2")
@pytest.mark.parametrize(
    ("clue", "days", "reason", "refusal"),
    [
        (CLUE, 16, "需要检验", ExtensionTooLong),
        (CLUE, 0, "需要检验", ExtensionTooLong),
        (CLUE, 15, " ", FieldWrong),
        (replace(CLUE, extended_days=1), 14, "需要检验", ClueExtended),
        (DECLINED, 15, "需要检验", ClueSettled),
    ],
)
def test_the_check_is_not_extended(
    clue: ClueFacts, days: int, reason: str, refusal: type[PlatformError]
) -> None:
    with pytest.raises(refusal):
        demand_extension(clue, days, reason, law_on(11, 9))


@pytest.mark.law("CLU-3", "DL-50")
def test_a_named_reporter_is_told_in_five_working_days() -> None:
    assert terms(DECLINED)[("DL-50", "")] == date(2026, 11, 16)
    assert ("DL-50", "") not in terms(replace(DECLINED, is_named_reporter=False))
    assert first_due(clue_clocks(DECLINED, law_on(11, 9))) == date(2026, 11, 16)
    told = replace(DECLINED, told_on=date(2026, 11, 10))
    assert first_due(clue_clocks(told, law_on(11, 10))) is None


@pytest.mark.law("CLU-3")
@pytest.mark.parametrize(
    ("clue", "told", "refusal"),
    [
        (replace(CLUE, is_named_reporter=True), ReporterTold(MONDAY, "电话"), NobodyToTell),
        (replace(DECLINED, is_named_reporter=False), ReporterTold(MONDAY, "电话"), NobodyToTell),
        (
            replace(DECLINED, told_on=date(2026, 11, 9)),
            ReporterTold(date(2026, 11, 9), "电话"),
            NobodyToTell,
        ),
        (DECLINED, ReporterTold(date(2026, 11, 8), "电话"), DateImpossible),
        (DECLINED, ReporterTold(date(2026, 11, 9), ""), FieldWrong),
    ],
)
def test_nobody_is_told_before_the_decision_or_twice(
    clue: ClueFacts, told: ReporterTold, refusal: type[PlatformError]
) -> None:
    with pytest.raises(refusal):
        demand_reporter_due(clue, told, law_on(11, 12))


@pytest.mark.law("CLU-4")
def test_talks_have_seven_working_days_then_the_superior_names() -> None:
    last, after = date(2026, 11, 11), date(2026, 11, 12)
    assert terms(DISPUTED)[("DL-49", "competence")] == last
    demand_settled(DISPUTED, DisputeSettled("other", c.DisputeEnd.TALKS, last), law_of(after))
    with pytest.raises(TalksOver):
        demand_settled(DISPUTED, DisputeSettled("other", c.DisputeEnd.TALKS, after), law_of(after))
    named = DisputeSettled("bureau", c.DisputeEnd.SUPERIOR, after, "临市监〔2026〕8号")
    demand_settled(DISPUTED, named, law_of(after))
    with pytest.raises(TalksOver):
        demand_settled(DISPUTED, replace(named, document_no=""), law_of(after))


@pytest.mark.law("CLU-4")
def test_only_a_clue_in_dispute_is_settled_and_only_for_one_of_two() -> None:
    settled = DisputeSettled("third", c.DisputeEnd.TALKS, MONDAY)
    with pytest.raises(NotDisputed):
        demand_settled(DISPUTED, settled, law_on(11, 9))
    with pytest.raises(NotDisputed):
        demand_settled(CLUE, replace(settled, agency_id="bureau"), law_on(11, 9))


@pytest.mark.law("CLU-4")
def test_a_dispute_is_with_another_agency_over_an_open_clue_once() -> None:
    demand_dispute(CLUE, "other", "住所地不在本辖区")
    with pytest.raises(NotDisputed):
        demand_dispute(CLUE, "bureau", "住所地不在本辖区")
    with pytest.raises(ClueSettled):
        demand_dispute(DECLINED, "other", "住所地不在本辖区")
    with pytest.raises(CompetenceDisputed):
        demand_dispute(DISPUTED, "other", "住所地不在本辖区")
    with pytest.raises(CompetenceDisputed):
        demand_undisputed(DISPUTED)


@pytest.mark.law("CLU-1", "DL-48")
def test_a_complaint_has_seven_working_days_then_forty_five() -> None:
    law = law_on(11, 9)
    assert first_due(complaint_clocks(COMPLAINT, law)) == date(2026, 11, 11)
    assert first_due(complaint_clocks(ACCEPTED, law)) == date(2027, 1, 5)
    refused = replace(ACCEPTED, state=c.ComplaintState.REFUSED)
    assert first_due(complaint_clocks(refused, law)) is None


@pytest.mark.law("CLU-1")
def test_an_agreement_comes_within_the_mediation() -> None:
    law = law_of(date(2027, 1, 6))
    demand_mediation_end(ACCEPTED, Mediation(c.MediationEnd.AGREED, date(2027, 1, 5)), law)
    with pytest.raises(MediationOver):
        demand_mediation_end(ACCEPTED, Mediation(c.MediationEnd.AGREED, date(2027, 1, 6)), law)
    demand_mediation_end(ACCEPTED, Mediation(c.MediationEnd.NOT_AGREED, date(2027, 1, 6)), law)
    with pytest.raises(ComplaintStateWrong):
        demand_mediation_end(COMPLAINT, Mediation(c.MediationEnd.AGREED, MONDAY), law)


@pytest.mark.law("CLU-1", "DL-48")
def test_a_refusal_has_a_reason_and_is_told() -> None:
    law = law_on(11, 9)
    demand_answer(COMPLAINT, ComplaintDecision(True, "", MONDAY), law)
    with pytest.raises(FieldWrong):
        demand_answer(COMPLAINT, ComplaintDecision(False, "", MONDAY), law)
    with pytest.raises(DateImpossible):
        demand_answer(COMPLAINT, ComplaintDecision(True, "", date(2026, 11, 10)), law)
    with pytest.raises(ComplaintStateWrong):
        demand_answer(ACCEPTED, ComplaintDecision(True, "", MONDAY), law)

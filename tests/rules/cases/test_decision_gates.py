# SPDX-License-Identifier: Apache-2.0
"""Gates of evidence, of what is proposed, of the hearing and of the end, each by its article."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from tests.rules.cases.files import OFFICERS, a_file, ask, decision, look, noon, served, taken
from tests.rules.cases.steps_of_terms import (
    AROUND,
    BASIS,
    evidence,
    filed_on,
    fine,
    notice,
    report,
)

from mingjing.cases.types import codes as c
from mingjing.cases.types import steps as s
from mingjing.cases.types.casefile import OtherAct, PartyFacts, Ranged
from mingjing.cases.types.refusals import (
    CapacityMissing,
    DecisionIncomplete,
    DeviceNotReviewed,
    EducationMissing,
    FactsUnproven,
    FieldWrong,
    FileIncomplete,
    FirstOffenceNot,
    HearingDue,
    HostNotApart,
    IdNotShown,
    LeniencyIgnored,
    NotCorrected,
    NotOurPlace,
    NotTheHost,
    PowerMissing,
    ProposalIncoherent,
    RemedyOrderUntold,
    SamePerson,
)
from mingjing.kernel.errors import PlatformError
from mingjing.registry.types import PenaltyKind

ON = date(2026, 3, 2)
DAY = timedelta(days=1)
SUN, QIAN = "account_sun", "account_qian"


def reported(proposal: s.Proposal, *before: object, **around: Any) -> None:
    """The report proposes it, with sound evidence in the file."""
    file = a_file(filed_on(ON), *evidence(ON), *before, **_party(around))  # type: ignore[arg-type]
    said = s.ReportMade("事实", "理由", BASIS, proposal)
    ask(look(file, ON, around=replace(AROUND, **around)), said)


def _party(around: dict[str, Any]) -> dict[str, Any]:
    return {"party": around.pop("party")} if "party" in around else {}


def none(ground: c.NoPenaltyGround) -> s.Proposal:
    return s.Proposal(c.Outcome.NO_PENALTY, no_penalty=ground)


CHECKED = taken(s.CorrectionChecked(ON, True, "已改正"), ON)
UNDONE = taken(s.CorrectionChecked(ON, False, "未改正"), ON)


@pytest.mark.law("APL-031")
def test_who_cannot_answer_for_acts_is_not_punished() -> None:
    party = PartyFacts(c.PartyKind.CITIZEN, capacity=c.Capacity.NONE)
    with pytest.raises(CapacityMissing):
        reported(fine(100), party=party)
    reported(none(c.NoPenaltyGround.CAPACITY), party=party)


@pytest.mark.law("APL-032")
@pytest.mark.parametrize(
    ("tier", "is_lawful"), [("lighter", True), ("mitigated", True), ("ordinary", False)]
)
def test_a_ground_for_leniency_lightens(tier: str, is_lawful: bool) -> None:
    ranged = Ranged("b", 1, "", 2, tier, 0, 1_000_000, "food-safety-law 124", "")
    lenient = replace(fine(50_000), lenient=(c.LenientFactor.CONFESSED,))
    if is_lawful:
        reported(lenient, ranged=ranged)
        return
    with pytest.raises(LeniencyIgnored):
        reported(lenient, ranged=ranged)


@pytest.mark.law("APL-033a")
def test_minor_and_corrected_is_not_punished_only_when_it_is_corrected() -> None:
    minor = none(c.NoPenaltyGround.MINOR_CORRECTED)
    for before in ((), (UNDONE,)):
        with pytest.raises(NotCorrected):
            reported(minor, *before)
    reported(minor, CHECKED)


@pytest.mark.law("APL-033b")
def test_a_first_act_is_the_first_at_every_agency() -> None:
    first = none(c.NoPenaltyGround.FIRST)
    other = OtherAct("a", "case_2", "agency_else", ON, ON, is_open=False, is_fined=True)
    with pytest.raises(FirstOffenceNot):
        reported(first, CHECKED, others=(other,))
    reported(first, CHECKED, others=(replace(other, is_fined=False),))


@pytest.mark.law("APL-033c")
def test_no_fault_is_proven_by_the_party() -> None:
    proof = s.EvidenceAdded("e2", c.EvidenceKind.DOCUMENT, "进货凭证", ON, c.EvidenceSource.PARTY,
                            (), (c.FactElement.ACT,), kept_at="案卷")  # fmt: skip
    given = (taken(proof, ON), taken(s.EvidenceVerified("e2", True, "属实"), ON))
    with pytest.raises(ProposalIncoherent):
        reported(none(c.NoPenaltyGround.NO_FAULT))
    reported(none(c.NoPenaltyGround.NO_FAULT), *given)


@pytest.mark.law("APL-033d")
@pytest.mark.parametrize(("taught", "is_lawful"), [("", False), ("已当面教育", True)])
def test_without_a_penalty_the_party_is_taught(taught: str, is_lawful: bool) -> None:
    made = decision(on=ON)
    assert isinstance(made.payload, s.DecisionMade)
    mild = replace(made.payload, proposal=none(c.NoPenaltyGround.OTHER))
    file = a_file(filed_on(ON), replace(made, payload=mild), served(ON))
    closing = s.Closed(c.ClosingGround.NO_PENALTY, "结案", taught)
    if is_lawful:
        ask(look(file, ON, SUN), closing)
        return
    with pytest.raises(EducationMissing):
        ask(look(file, ON, SUN), closing)


@pytest.mark.law("APL-040", "APL-046")
@pytest.mark.parametrize(
    "verdict",
    [
        (),
        (s.EvidenceVerified("e1", False, "与事实不符"),),
        (s.EvidenceVerified("e1", True, "印证"), s.EvidenceExcluded("e1", "非法取得")),
    ],
)
def test_facts_rest_on_evidence_that_was_verified_and_not_excluded(
    verdict: tuple[s.Payload, ...],
) -> None:
    added, verified = evidence(ON)
    said = s.ReportMade("事实", "理由", BASIS, fine(100))
    with pytest.raises(FactsUnproven):
        ask(look(a_file(filed_on(ON), added, *verdict), ON, around=AROUND), said)
    ask(look(a_file(filed_on(ON), added, verified), ON, around=AROUND), said)


@pytest.mark.law("APL-040")
def test_gains_are_confiscated_only_when_they_are_proven() -> None:
    added, verified = evidence(ON)
    assert isinstance(added.payload, s.EvidenceAdded)
    less = replace(
        added.payload, proves=(c.FactElement.PARTY, c.FactElement.ACT, c.FactElement.TIME)
    )
    gains = s.Proposal(c.Outcome.PENALTY, (s.Penalty(PenaltyKind.CONFISCATE_GAINS, 100_000),))
    file = a_file(filed_on(ON), replace(added, payload=less), verified)
    with pytest.raises(FactsUnproven):
        ask(look(file, ON, around=AROUND), s.ReportMade("事实", "理由", BASIS, gains))


@pytest.mark.law("APL-041")
@pytest.mark.parametrize("is_reviewed", [False, True])
def test_a_record_of_a_device_is_reviewed_before_it_counts(is_reviewed: bool) -> None:
    record = s.EvidenceAdded(
        "e9", c.EvidenceKind.ELECTRONIC, "抓拍", ON, c.EvidenceSource.DEVICE, (),
        (c.FactElement.ACT,), kept_at="案卷", is_device_reviewed=is_reviewed,
    )  # fmt: skip
    situation = look(a_file(filed_on(ON)), ON, around=AROUND)
    if is_reviewed:
        ask(situation, record)
        return
    with pytest.raises(DeviceNotReviewed):
        ask(situation, record)


@pytest.mark.law("APL-022")
@pytest.mark.parametrize(
    ("is_own", "number", "is_lawful"),
    [(True, "", True), (False, "", False), (False, "指定 1 号", True)],
)
def test_the_place_of_the_act_gives_the_power_or_a_designation(
    is_own: bool, number: str, is_lawful: bool
) -> None:
    ground = c.JurisdictionGround.DESIGNATED if number else c.JurisdictionGround.PLACE
    filing = filed_on(ON, jurisdiction=ground, designation_no=number).payload
    situation = look(a_file(), ON, SUN, replace(AROUND, is_region_own=is_own))
    if is_lawful:
        ask(situation, filing)
        return
    with pytest.raises(NotOurPlace):
        ask(situation, filing)


@pytest.mark.law("APL-023", "APL-017")
def test_without_an_item_in_force_nothing_is_filed() -> None:
    with pytest.raises(PowerMissing):
        ask(look(a_file(), ON, SUN, replace(AROUND, power=None)), filed_on(ON).payload)


def spot(**changes: Any) -> s.DecidedOnTheSpot:
    plain = s.DecidedOnTheSpot(
        "330200-0001", "占道", fine(5_000), "事实", BASIS, noon(ON), "路口", "330100", OFFICERS,
        True, True, "十五日内缴纳", s.Remedies("市政府", "市法院", True), c.Signature.SIGNED, "改",
    )  # fmt: skip
    return replace(plain, **changes)


@pytest.mark.law("APL-052", "TS-2")
@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"is_id_shown": False}, IdNotShown),
        ({"found": " "}, DecisionIncomplete),
        ({"basis": ()}, DecisionIncomplete),
        ({"place": ""}, DecisionIncomplete),
        ({"performance": ""}, DecisionIncomplete),
        ({"remedies": s.Remedies("", "市法院", True)}, DecisionIncomplete),
        ({"remedies": s.Remedies("市政府", "市法院", False)}, RemedyOrderUntold),
    ],
)
def test_on_the_spot_credentials_are_shown_and_the_form_is_complete(
    changes: dict[str, Any], refusal: type[PlatformError]
) -> None:
    situation = look(a_file(procedure=c.Procedure.SIMPLE), noon(ON), around=AROUND)
    with pytest.raises(refusal):
        ask(situation, spot(**changes))
    ask(situation, spot())


@pytest.mark.law("APL-059")
@pytest.mark.parametrize(
    "changes",
    [
        {"found": ""},
        {"reasons": " "},
        {"basis": ()},
        {"performance": ""},
        {"remedies": s.Remedies("", "市法院")},
        {"remedies": s.Remedies("市政府", " ")},
    ],
)
def test_a_decision_says_what_the_law_lists(changes: dict[str, Any]) -> None:
    waived = taken(s.RightWaived(c.Right.STATEMENT, ON, "声明"), ON)
    file = a_file(filed_on(ON), *evidence(ON), report(ON), notice(ON), waived)
    made = replace(decision(on=ON).payload, proposal=fine(100_000), correction="改正")  # type: ignore[call-arg]
    situation = look(file, ON, SUN, AROUND)
    with pytest.raises(DecisionIncomplete):
        ask(situation, replace(made, **changes))
    ask(situation, made)


def asked(*more: object) -> Any:
    """A hearing asked for on the day of the notice."""
    request = taken(s.HearingRequested(ON), ON)
    return a_file(filed_on(ON), *evidence(ON), report(ON), notice(ON, hearing=True), request, *more)  # type: ignore[arg-type]


def plan(**changes: Any) -> s.HearingScheduled:
    return replace(s.HearingScheduled(noon(ON + 14 * DAY), "三楼", QIAN, ON), **changes)


@pytest.mark.law("APL-064c")
@pytest.mark.parametrize(("reason", "is_lawful"), [("", False), ("涉及商业秘密", True)])
def test_a_hearing_behind_closed_doors_has_its_reason(reason: str, is_lawful: bool) -> None:
    closed = plan(is_public=False, closed_reason=reason)
    situation = look(asked(), ON, QIAN, AROUND)
    if is_lawful:
        ask(situation, closed)
        return
    with pytest.raises(FieldWrong):
        ask(situation, closed)


@pytest.mark.law("APL-064d")
def test_who_investigated_neither_hosts_nor_schedules() -> None:
    with pytest.raises(HostNotApart):
        ask(look(asked(), ON, QIAN, AROUND), plan(host="account_zhao"))
    with pytest.raises(SamePerson):
        ask(look(asked(), ON, "account_zhao", AROUND), plan())


def held(end: c.HearingEnd, record: str = "笔录") -> s.HearingHeld:
    return s.HearingHeld(ON + 14 * DAY, end, record=record, opinion="维持")


@pytest.mark.law("APL-064d")
def test_another_than_the_host_does_not_hold_it() -> None:
    file = asked(taken(plan(), ON))
    with pytest.raises(NotTheHost):
        ask(look(file, ON + 14 * DAY, "account_fan", AROUND), held(c.HearingEnd.HELD))


@pytest.mark.law("APL-064f")
@pytest.mark.parametrize("end", [c.HearingEnd.ABSENT, c.HearingEnd.LEFT])
def test_who_stays_away_or_leaves_has_waived_the_hearing(end: c.HearingEnd) -> None:
    spoken = (
        taken(s.StatementMade("意见", ON), ON),
        taken(s.StatementReviewed(False, "不采纳"), ON),
    )
    made = replace(decision(on=ON + 14 * DAY).payload, proposal=fine(100_000), correction="改正")  # type: ignore[call-arg]
    before, day = asked(*spoken, taken(plan(), ON)), ON + 14 * DAY
    with pytest.raises(HearingDue):
        ask(look(before, day, SUN, AROUND), made)
    after = asked(*spoken, taken(plan(), ON), taken(held(end), day, QIAN))
    ask(look(after, day, SUN, AROUND), made)


@pytest.mark.law("APL-065", "APL-064g")
def test_a_hearing_leaves_its_record_before_anything_is_decided() -> None:
    file, day = asked(taken(plan(), ON)), ON + 14 * DAY
    with pytest.raises(FieldWrong):
        ask(look(file, day, QIAN, AROUND), held(c.HearingEnd.HELD, record=" "))
    ask(look(file, day, QIAN, AROUND), held(c.HearingEnd.HELD))


@pytest.mark.law("APL-047")
def test_a_file_without_a_volume_number_is_not_archived() -> None:
    closed = taken(s.Closed(c.ClosingGround.DISMISSED, "撤案"), ON)
    with pytest.raises(FileIncomplete):
        ask(look(a_file(filed_on(ON), *evidence(ON), closed), ON), s.Archived(" ", 30))

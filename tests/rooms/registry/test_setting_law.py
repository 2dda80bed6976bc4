# SPDX-License-Identifier: Apache-2.0
"""Who may set and who may hold which penalty: the wrong item is stopped, the right one goes out.

Each wrong item is brought to the desk of the reviewer by the public acts; the law stops it there,
and the draft stays a draft.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from tests.rooms.registry.conftest import FIRST, City, Publish
from tests.rules.registry.list_samples import power

from mingjing.kernel.errors import PlatformError
from mingjing.ledger.public import entry_for
from mingjing.registry.public import (
    demand_power,
    draft_list,
    list_problems,
    list_version,
    power_item,
    submit_list,
)
from mingjing.registry.types import (
    ArticleRef,
    BodyKind,
    BusinessLicenceRevoked,
    DelegationIncomplete,
    DelegationPassedOn,
    EmpowermentIncomplete,
    EvaluationOverdue,
    LibertyByRegulation,
    LibertyNeedsLaw,
    LibertyNotByStatute,
    ListItem,
    ListProblemsLeft,
    ListState,
    OrganisationNotEmpowered,
    PenaltyBeyondRule,
    PenaltyKind,
    PenaltyKindsMissing,
    PenaltyKindUnfounded,
    PowerItemExpired,
    PowerItemUnlisted,
    PowerKind,
    PowerSource,
    RuleFineAboveCap,
    TakeoverUndecided,
    UseLevel,
)

pytestmark = pytest.mark.django_db
LAW, REGULATION = "food-safety-law", "business-environment-regulation"
LOCAL, MINISTRY = "shandong-supervision-regulation", "penalty-publicity-provisions"
K = PenaltyKind


def item(basis: str = LAW, **details: Any) -> ListItem:
    """An item open as to agency, region and first day, on one article."""
    plain = power(**details)
    ref = ArticleRef(basis, "1")
    return replace(plain, basis=(ref,), agency_id="", region="", valid_from=None)


def stopped(
    city: City, now: datetime, *items: ListItem, by: type[PlatformError], rule: str, article: str
) -> None:
    """The list is drafted, and the law keeps it from review; nothing else is written."""
    made = draft_list(actor=city.drafter, now=now, draft=city.draft(*items))
    found = [one for one in list_problems(made, FIRST) if not one.is_note]
    assert [(type(one.error), one.error.rule) for one in found] == [(by, rule)]
    assert article in found[0].error.article
    assert found[0].remedy("zh")
    with pytest.raises(ListProblemsLeft):
        submit_list(actor=city.drafter, now=now, list_version_id=made)
    assert list_version(made).state is ListState.DRAFT
    assert [entry.act for entry in entry_for("list", made)] == ["registry.list_drafted"]


def goes_out(city: City, publish: Publish, *items: ListItem) -> None:
    """The list is published, and an act can stand on its first item."""
    made = publish(city.draft(*items))
    assert list_version(made).state is ListState.PUBLISHED
    code = items[0].code
    view = demand_power(code, FIRST, agency_id=city.market, region="330100", kind=PowerKind.PENALTY)
    assert view.list_version_id == made


@pytest.mark.law("APL-009")
def test_a_penalty_names_its_kinds_and_other_kinds_need_a_law_or_administrative_regulation(
    city: City, now: datetime, publish: Publish
) -> None:
    nothing = item(penalty_kinds=())
    stopped(city, now, nothing, by=PenaltyKindsMissing, rule="APL-009", article="§9")
    other = item(LOCAL, penalty_kinds=(K.WARNING, K.OTHER))
    stopped(city, now, other, by=PenaltyKindUnfounded, rule="APL-009", article="§9")
    goes_out(city, publish, item(REGULATION, penalty_kinds=(K.WARNING, K.OTHER)))


@pytest.mark.law("APL-010")
@pytest.mark.parametrize("basis", [LOCAL, MINISTRY])
def test_only_a_law_sets_detention(city: City, now: datetime, publish: Publish, basis: str) -> None:
    wrong = item(basis, penalty_kinds=(K.WARNING, K.DETENTION))
    stopped(city, now, wrong, by=LibertyNeedsLaw, rule="APL-010", article="§10")
    goes_out(city, publish, item(LAW, penalty_kinds=(K.WARNING, K.DETENTION)))


@pytest.mark.law("APL-011")
def test_an_administrative_regulation_sets_every_penalty_but_detention(
    city: City, now: datetime, publish: Publish
) -> None:
    wrong = item(REGULATION, penalty_kinds=tuple(K))
    stopped(city, now, wrong, by=LibertyByRegulation, rule="APL-011", article="§11")
    goes_out(city, publish, item(REGULATION, penalty_kinds=tuple(set(K) - {K.DETENTION})))


@pytest.mark.law("APL-012")
@pytest.mark.parametrize("text", ["", "情节严重的，吊销营业执照"])
def test_a_local_regulation_revokes_no_business_licence(
    city: City, now: datetime, publish: Publish, text: str
) -> None:
    kinds = (K.FINE, K.REVOKE_LICENCE)
    wrong = item(LOCAL, penalty_kinds=kinds, range_text=text)
    stopped(city, now, wrong, by=BusinessLicenceRevoked, rule="APL-012", article="§12")
    goes_out(
        city, publish, item(LOCAL, penalty_kinds=kinds, range_text="情节严重的，吊销燃气经营许可证")
    )


@pytest.mark.law("APL-012")
def test_a_law_may_revoke_the_business_licence(city: City, publish: Publish) -> None:
    goes_out(city, publish, item(LAW, penalty_kinds=(K.REVOKE_LICENCE,), range_text="吊销营业执照"))


@pytest.mark.law("APL-013")
@pytest.mark.parametrize("kind", sorted(set(K) - {K.WARNING, K.PUBLIC_CRITICISM, K.FINE}))
def test_a_rule_sets_no_penalty_but_warning_criticism_and_fine(
    city: City, now: datetime, kind: PenaltyKind
) -> None:
    wrong = item(MINISTRY, penalty_kinds=(K.WARNING, kind))
    by: type[PlatformError] = PenaltyBeyondRule
    if kind is K.DETENTION:
        by = LibertyNeedsLaw
    stopped(city, now, wrong, by=by, rule=by.rule, article="§1")


@pytest.mark.law("APL-013")
@pytest.mark.parametrize("cap", [None, 10_000_001])
def test_a_fine_by_a_rule_alone_stays_within_its_cap(
    city: City, now: datetime, publish: Publish, cap: int | None
) -> None:
    kinds = (K.WARNING, K.PUBLIC_CRITICISM, K.FINE)
    wrong = item(MINISTRY, penalty_kinds=kinds, fine_cap=cap)
    stopped(city, now, wrong, by=RuleFineAboveCap, rule="APL-013", article="§13")
    goes_out(city, publish, item(MINISTRY, penalty_kinds=kinds, fine_cap=10_000_000))


@pytest.mark.law("APL-013")
def test_a_law_behind_the_rule_lifts_the_cap(city: City, publish: Publish) -> None:
    both = item(MINISTRY, fine_cap=50_000_000)
    goes_out(city, publish, replace(both, basis=(*both.basis, ArticleRef(LAW, "124"))))


@pytest.mark.law("APL-018")
@pytest.mark.parametrize("source", [PowerSource.PASSED_DOWN, PowerSource.AUTHORISED_PEER])
def test_the_power_of_another_agency_comes_with_its_published_decision(
    city: City, now: datetime, publish: Publish, source: PowerSource
) -> None:
    taken = item(power_source=source, document_no="浙政发〔2026〕9号")
    stopped(city, now, taken, by=TakeoverUndecided, rule="APL-018", article="§18")
    decided = item(
        power_source=source, document_no="浙政发〔2026〕9号", published_in="浙江省人民政府公报"
    )
    goes_out(city, publish, decided)


@pytest.mark.law("APL-018")
def test_detention_is_not_taken_over_by_any_decision(city: City, now: datetime) -> None:
    wrong = item(
        penalty_kinds=(K.DETENTION,),
        power_source=PowerSource.AUTHORISED_PEER,
        document_no="浙政发〔2026〕9号",
        published_in="浙江省人民政府公报",
    )
    stopped(city, now, wrong, by=LibertyNotByStatute, rule="APL-018", article="§18")


@pytest.mark.law("APL-019")
def test_an_organisation_is_empowered_by_law_or_regulation_only(
    city: City, now: datetime, publish: Publish
) -> None:
    wrong = item(MINISTRY, body_kind=BodyKind.AUTHORISED)
    stopped(city, now, wrong, by=OrganisationNotEmpowered, rule="APL-019", article="§19")
    goes_out(city, publish, item(LOCAL, body_kind=BodyKind.AUTHORISED))


@pytest.mark.law("APL-019")
def test_an_organisation_stays_within_what_was_given_to_it(city: City, publish: Publish) -> None:
    granted = item(LOCAL, body_kind=BodyKind.AUTHORISED, penalty_kinds=(K.WARNING,))
    goes_out(city, publish, granted)
    assert power_item(granted.code, FIRST, city.market).penalty_kinds == (K.WARNING,)
    with pytest.raises(PowerItemUnlisted) as refusal:
        demand_power(
            "330100-02-999",
            FIRST,
            agency_id=city.market,
            region="330100",
            kind=PowerKind.PENALTY,
        )
    assert (refusal.value.rule, "§17" in refusal.value.article) == ("APL-017", True)


def delegated(**changes: Any) -> ListItem:
    whole: dict[str, Any] = {
        "body_kind": BodyKind.DELEGATED,
        "power_source": PowerSource.DELEGATED_PEER,
        "document_no": "临市监委〔2027〕1号",
        "to_body": "城东市场监管所",
        "body_standing": "依法成立的事业单位，有执法资格人员 6 名",
        "published_in": "临江市政府公报",
    }
    return replace(item(**(whole | changes)), valid_to=date(2027, 12, 31))


@pytest.mark.law("APL-020")
@pytest.mark.parametrize("lacking", ["document_no", "to_body", "published_in", "body_standing"])
def test_a_delegation_is_a_published_paper_to_a_named_body(
    city: City, now: datetime, publish: Publish, lacking: str
) -> None:
    wrong = delegated(**{lacking: ""})
    stopped(city, now, wrong, by=DelegationIncomplete, rule="APL-020", article="§20")
    goes_out(city, publish, delegated())


@pytest.mark.law("APL-020")
def test_a_delegation_ends_with_its_term(city: City, now: datetime, publish: Publish) -> None:
    endless = replace(delegated(), valid_to=None)
    stopped(city, now, endless, by=DelegationIncomplete, rule="APL-020", article="§20")
    goes_out(city, publish, delegated())
    asked = {"agency_id": city.market, "region": "330100", "kind": PowerKind.PENALTY}
    last = date(2027, 12, 31)
    assert demand_power(delegated().code, last, **asked).to_body == "城东市场监管所"  # type: ignore[arg-type]
    with pytest.raises(PowerItemExpired):
        demand_power(delegated().code, last + timedelta(days=1), **asked)  # type: ignore[arg-type]


@pytest.mark.law("APL-020")
def test_a_delegated_body_passes_nothing_on(city: City, now: datetime) -> None:
    given = replace(delegated(to_body="生态环境局"), region="330102")
    further = replace(delegated(to_body="某协会"), agency_id=city.green, region="330105")
    stopped(city, now, given, further, by=DelegationPassedOn, rule="APL-020", article="§20")


def of_a_town(**changes: Any) -> ListItem:
    whole: dict[str, Any] = {
        "power_source": PowerSource.PASSED_DOWN,
        "document_no": "浙政发〔2026〕9号",
        "published_in": "浙江省人民政府公报",
        "evaluation_on": date(2027, 6, 30),
    }
    return replace(item(**(whole | changes)), level=UseLevel.TOWN)


@pytest.mark.law("APL-024")
@pytest.mark.parametrize(
    ("name", "value"), [("document_no", ""), ("published_in", ""), ("evaluation_on", None)]
)
def test_a_town_punishes_under_a_published_and_evaluated_decision(
    city: City, now: datetime, publish: Publish, name: str, value: str | None
) -> None:
    wrong = of_a_town(**{name: value})
    stopped(city, now, wrong, by=EmpowermentIncomplete, rule="APL-024", article="§24")
    goes_out(city, publish, of_a_town())


@pytest.mark.law("APL-024")
@pytest.mark.parametrize(("days", "told"), [(-1, False), (0, False), (1, True)])
def test_an_overdue_evaluation_is_shown_and_bars_nothing(
    city: City, publish: Publish, days: int, told: bool
) -> None:
    made = publish(city.draft(of_a_town()))
    on = date(2027, 6, 30) + timedelta(days=days)
    notes = list_problems(made, on)
    assert [type(one.error) for one in notes if one.is_note] == [EvaluationOverdue] * told
    assert all(one.error.rule == "APL-024" for one in notes)
    view = demand_power(
        of_a_town().code, on, agency_id=city.market, region="330100", kind=PowerKind.PENALTY
    )
    assert view.evaluation_on == date(2027, 6, 30)

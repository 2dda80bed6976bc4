# SPDX-License-Identifier: Apache-2.0
"""Files of cases for pure tests: steps put together by hand, the law as packaged.

Zhao and Chen handle, Qian reviews, Sun is the head. A payload alone is a step that Zhao took at
`NOW`; `at` and `by` say otherwise.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import yaml

from mingjing.cases.rules.course import demand_lawful, demand_ready
from mingjing.cases.rules.papers import case_forms, papers_due
from mingjing.cases.rules.situation import Person, Situation
from mingjing.cases.rules.table import step_rules
from mingjing.cases.types.casefile import CaseFile, Paper, PartyFacts, Power, Step, Surroundings
from mingjing.cases.types.codes import Outcome, PartyKind, Procedure, ServiceKind, Signature
from mingjing.cases.types.steps import (
    DecidedOnTheSpot,
    DecisionMade,
    DecisionServed,
    Filed,
    Payload,
    Penalty,
    Proposal,
    Remedies,
)
from mingjing.kernel.calendar import WorkingCalendar, national
from mingjing.kernel.clock import BEIJING, local_date
from mingjing.registry import law as registry_law
from mingjing.registry.types import InstrumentLevel, Limit, PenaltyKind

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=BEIJING)
ZHAO, CHEN, SUN = "account_zhao", "account_chen", "account_sun"
OFFICERS = ("officer_zhao", "officer_chen")
SHOP = PartyFacts(PartyKind.ORGANISATION)
CITIZEN = PartyFacts(PartyKind.CITIZEN)
COERCION = Power("330200-0101", "查封扣押涉案财物", ("food-safety-law 110",), (), None, "0" * 64)
AROUND = Surroundings(certified=OFFICERS, basis_level=InstrumentLevel.LAW, coercion=COERCION)
REMEDIES = Remedies("临江市人民政府", "临江市人民法院")


@dataclass(frozen=True)
class PackagedLaw:
    """The numbers of the packaged rows on the day of an instant."""

    now: datetime
    field: str = ""

    @property
    def today(self) -> date:
        return local_date(self.now)

    @property
    def calendar(self) -> WorkingCalendar:
        return national()

    def limit(self, name: str) -> Limit:
        return registry_law.limit(name, self.today, field=self.field)


def noon(day: date, hour: int = 12) -> datetime:
    """That hour of a day in Beijing."""
    return datetime.combine(day, time(hour), BEIJING)


@dataclass(frozen=True)
class Taken:
    """A payload with when and by whom."""

    payload: Payload
    at: datetime = NOW
    account_id: str = ZHAO


def taken(payload: Payload, on: date | datetime = NOW, by: str = ZHAO) -> Taken:
    """A step on a day (at noon) or at an instant."""
    return Taken(payload, on if isinstance(on, datetime) else noon(on), by)


def a_file(
    *steps: Payload | Taken,
    party: PartyFacts = SHOP,
    procedure: Procedure = Procedure.ORDINARY,
) -> CaseFile:
    """A file with these steps."""
    made = [step if isinstance(step, Taken) else Taken(step) for step in steps]
    return CaseFile(
        case_id="case_1",
        agency_id="agency_main",
        region="330100",
        procedure=procedure,
        party=party,
        steps=tuple(
            Step(
                seq,
                one.at,
                one.account_id,
                one.account_id.replace("account", "officer"),
                one.payload,
            )
            for seq, one in enumerate(made, 1)
        ),
    )


def look(
    file: CaseFile,
    now: date | datetime = NOW,
    by: str = ZHAO,
    around: Surroundings = AROUND,
) -> Situation:
    """The situation of somebody who would take a step now."""
    at = now if isinstance(now, datetime) else noon(now)
    person = Person(by, by.replace("account", "officer"), "agency_main")
    filed = file.last(Filed)
    around = around if around.papers else replace(around, papers=papers(file))
    return Situation(file, PackagedLaw(at, filed.field if filed else ""), person, around)


def papers(file: CaseFile) -> tuple[Paper, ...]:
    """Every document that the law asks for: made, signed, and what a step hands over waiting."""
    made = tuple(Paper(form.id, seq, signed=2) for form, seq in papers_due(file))
    before = tuple(Paper(one.id, says_this=True) for one in case_forms() if one.asked == "before")
    return (*made, *before)


def ask(situation: Situation, payload: Payload) -> None:
    """Asks every gate of the step."""
    demand_lawful(step_rules()[type(payload)], situation, payload)


def ready(situation: Situation, kind: type[Payload]) -> None:
    """Asks what can be asked before the step says anything."""
    demand_ready(step_rules()[kind], situation)


def filed(**changes: Any) -> Taken:
    """A filing of 1 March 2026, of an act of that day."""
    plain = Filed(
        clue_id="clue_1",
        power_item_code="330200-0001",
        summary="经营超过保质期的食品",
        happened_from=date(2026, 1, 5),
        happened_to=date(2026, 1, 5),
        discovered_on=date(2026, 1, 5),
        place="江北路 1 号",
        place_region="330100",
        officers=OFFICERS,
        basis=("food-safety-law 124",),
    )
    return taken(replace(plain, **changes), date(2026, 1, 5), SUN)


def decision(
    *penalties: Penalty, on: date = date(2026, 3, 2), outcome: Outcome = Outcome.PENALTY
) -> Taken:
    """A decision; a fine of 10,000 yuan if no penalty is named."""
    proposal = Proposal(outcome, penalties or (Penalty(PenaltyKind.FINE, 1_000_000),))
    made = DecisionMade(
        proposal=proposal,
        found="事实",
        reasons="理由",
        basis=("food-safety-law 124",),
        performance="十五日内缴至指定银行",
        remedies=REMEDIES,
        decided_on=on,
    )
    return taken(made, on, SUN)


def served(on: date = date(2026, 3, 2)) -> Taken:
    """The decision handed over."""
    return taken(DecisionServed(ServiceKind.DIRECT, on, "送达回证 1 号"), on)


def on_the_spot(yuan: int = 100, day: date = date(2026, 3, 2)) -> Taken:
    """A fine decided and handed over on the spot at noon."""
    spot = DecidedOnTheSpot(
        power_item_code="330200-0001",
        summary="占道经营",
        proposal=Proposal(Outcome.PENALTY, (Penalty(PenaltyKind.FINE, yuan * 100),)),
        found="事实",
        basis=(),
        decided_at=noon(day),
        place="路口",
        place_region="330100",
        officers=OFFICERS,
        is_id_shown=True,
        is_party_heard=True,
        performance="缴纳",
        remedies=REMEDIES,
        signature=Signature.SIGNED,
    )
    return taken(spot, noon(day))


def rows(name: str) -> list[dict[str, Any]]:
    """The rows of a table beside the tests, for people who read law rather than programs."""
    path = Path(__file__).with_name(name)
    found: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


Gate = Callable[[Situation, Any], None]

# SPDX-License-Identifier: Apache-2.0
"""Plays one case (办案演练): each method is one step by the right person, through the room's door.

`now` moves with the play: minutes between the steps of a day, working days between the days.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from mingjing.cases import public
from mingjing.cases.types.codes import ClueSource
from mingjing.cases.types.inputs import ClueCheck, NewClue, NewInformant, NewParty, ReporterTold
from mingjing.cases.types.steps import Filed, Payload, Proposal
from mingjing.engines.papers.forms import OFFICERS_SIGN, Form
from mingjing.entry.linjiang.city import City, Violation, number, pick
from mingjing.entry.linjiang.town import Bureau
from mingjing.kernel.calendar import national
from mingjing.kernel.clock import BEIJING, local_date
from mingjing.registry.public import officers, system_actor
from mingjing.registry.types import Actor

_PAIRS = ((0, 1), (0, 1), (2, 3), (0, 2))
_OPENS = time(9, 10)
_SPOT = "spot_decision"
_SOURCES = (ClueSource.INSPECTION, ClueSource.COMPLAINT, ClueSource.TRANSFER, ClueSource.ASSIGNED)
_CLUE_TEXT = {
    ClueSource.INSPECTION: "日常检查发现",
    ClueSource.COMPLAINT: "群众举报反映",
    ClueSource.TRANSFER: "兄弟单位移送",
    ClueSource.ASSIGNED: "上级交办",
}


@dataclass(frozen=True, slots=True)
class Cast:
    """Who and what a case is about (案件要素), fixed by its reference."""

    reference: str
    city: City
    bureau: Bureau
    violation: Violation
    party: NewParty
    is_own_time: bool = True

    def dice(self, what: str, below: int) -> int:
        """A number that this case fixes."""
        return number(self.reference, what, below=below)

    @property
    def source(self) -> ClueSource:
        """Where the clue comes from."""
        return pick(_SOURCES, self.reference, "source")

    @property
    def town(self) -> int:
        """Where it happened: place in the list of towns."""
        return self.dice("town", len(self.city.towns))

    @property
    def place(self) -> str:
        """Where it happened, as an address."""
        road = pick(self.city.roads, self.reference, "road")
        return f"临江市{self.city.towns[self.town]}{road}{self.dice('door', 200) + 1}号"

    @property
    def region(self) -> str:
        """Where it happened, as a code."""
        return self.city.town_code(self.town)


class Play:
    """A case on its way; it stops silently at `stop`, for cases that are still open."""

    def __init__(
        self, cast: Cast, begins: date, stop: datetime, *, has_papers: bool = False
    ) -> None:
        self.cast, self.stop, self.has_papers = cast, stop, has_papers
        first = national().next_working(begins)
        self.now = datetime.combine(first, _OPENS, BEIJING) + timedelta(
            minutes=cast.dice("minute", 90)
        )
        self.case_id = ""
        self.party_code = ""
        self.is_hearing_told = False
        self.decided: Proposal | None = None
        self.pair = self._pair()

    def beside(self) -> "Play":
        """Another case of the same party, begun on the same day."""
        return Play(replace(self.cast, reference=f"{self.cast.reference}-2"), self.today, self.stop)

    def _pair(self) -> tuple[int, int]:
        """The two officers who handle it; the first pair has most."""
        pairs = (
            ((0, 1), (0, 1), (2, 3), (0, 2)) if len(self.cast.bureau.handlers) > 3 else ((0, 1),)
        )
        return pick(pairs, self.cast.reference, "pair")

    @property
    def today(self) -> date:
        """The day of the play."""
        return local_date(self.now)

    @property
    def officers(self) -> tuple[str, str]:
        """The officers' ids."""
        first, second = self.pair
        return self.cast.bureau.officer(first), self.cast.bureau.officer(second)

    @property
    def handler(self) -> Actor:
        """Who handles the case."""
        return self.cast.bureau.handlers[self.pair[0]]

    @property
    def colleague(self) -> Actor:
        """Who handles it with the handler."""
        return self.cast.bureau.handlers[self.pair[1]]

    @property
    def party(self) -> Actor:
        """The party, on its own page."""
        return Actor("party", "party", "", "", frozenset({"party"}))

    def staff(self, name: str) -> Actor:
        """Somebody of the department."""
        return self.cast.bureau.staff[name]

    def wait(self, days: int = 1) -> "Play":
        """Some working days later, in the morning.

        Raises: Paused, when the play would go beyond the day of loading.
        """
        return self.go_to(national().add(self.today, days))

    def go_to(self, day: date) -> "Play":
        """The morning of a day. Raises: Paused."""
        minutes = timedelta(minutes=self.cast.dice(day.isoformat(), 240))
        return self._at(datetime.combine(day, _OPENS, BEIJING) + minutes)

    def _at(self, instant: datetime) -> "Play":
        if instant > self.stop:
            raise Paused
        self.now = instant
        return self

    def do(self, actor: Actor, payload: Payload) -> int:
        """Take a step, then some minutes pass. The number of the step.

        What the step hands over is made before it; what the law asks for of it, after it.
        """
        if public.paper_before(type(payload)) is not None:
            public.prepare_document(
                actor=actor, now=self.now, case_id=self.case_id, payload=payload
            )
        seq = public.take_step(actor=actor, now=self.now, case_id=self.case_id, payload=payload)
        self.write(actor, seq, payload)
        self.now += timedelta(minutes=5)
        return seq

    def write(self, actor: Actor, seq: int, payload: Payload | None = None) -> None:
        """The documents of a step, made by who took it; of the whole file with 0.

        In most cases those that the law asks for in writing; with `has_papers` all there are.
        """
        for form in self._forms(seq, payload):
            document_id = public.issue_document(
                actor=actor, now=self.now, case_id=self.case_id, form_id=form.id, seq=seq
            )
            if form.id == _SPOT:
                self._sign(document_id)

    def _forms(self, seq: int, payload: Payload | None) -> list[Form]:
        if self.has_papers:
            found = public.forms_of_step(self.case_id, seq)
        else:
            found = public.forms_asked(payload) if payload else ()
        return [one for one in found if one.asked != "before"]

    def _sign(self, document_id: str) -> None:
        """Both officers sign the printed copy, before the handler."""
        names = {
            one.officer_id: one.name for one in officers(self.cast.bureau.agency_id, self.today)
        }
        for officer_id in self.officers:
            public.sign_document(
                actor=self.handler,
                now=self.now,
                document_id=document_id,
                name=names[officer_id],
                role=OFFICERS_SIGN,
                strokes=[],
                is_on_paper=True,
            )

    def lapse(self, deadline_id: str, about: str = "") -> None:
        """What the sweep of that day does to this case."""
        public.lapse_clock(
            actor=system_actor(),
            now=self.now,
            case_id=self.case_id,
            deadline_id=deadline_id,
            about=about,
        )

    def give_access(self) -> None:
        """The code of the party's page goes with the notice."""
        self.party_code = public.issue_access(
            actor=self.handler, now=self.now, case_id=self.case_id
        )

    def take_clue(self, *, is_named: bool = False) -> str:
        """A clue arrives, from one of the usual sources. Its id."""
        cast = self.cast
        clue = NewClue(
            source=cast.source,
            text=f"{_CLUE_TEXT[cast.source]}：{cast.place}，涉嫌{cast.violation.name}",
            received_on=self.today,
            agency_id=cast.bureau.agency_id,
            region=cast.bureau.region,
            reference=cast.reference,
            reporter=NewInformant("临江市民", "12345 热线留言") if is_named else None,
        )
        return public.take_clue(actor=self.handler, now=self.now, clue=clue)

    def check_clue(self, clue_id: str, *, proposes: bool = True) -> None:
        """Two officers look at the place."""
        finding = "情况属实，达到立案标准" if proposes else "未发现所反映的违法行为"
        check = ClueCheck(finding, proposes, self.officers, self.today)
        public.check_clue(actor=self.handler, now=self.now, clue_id=clue_id, check=check)

    def tell_reporter(self, clue_id: str) -> None:
        """The reporter is told what was decided."""
        told = ReporterTold(self.today, "电话告知")
        public.tell_reporter(actor=self.handler, now=self.now, clue_id=clue_id, told=told)

    def file(self, **changes: object) -> "Play":
        """From the clue to the filing, in three working days."""
        clue_id = self.take_clue()
        self.wait(1 + self.cast.dice("check", 3)).check_clue(clue_id)
        self.wait(1).open_case(clue_id, **changes)
        return self

    def open_case(self, clue_id: str, **changes: object) -> None:
        """The head files the case."""
        cast, one = self.cast, self.cast.violation
        on = self.today - timedelta(days=12)
        filed = Filed(
            clue_id=clue_id,
            power_item_code=one.code,
            summary=f"涉嫌{one.name}",
            happened_from=on,
            happened_to=on,
            discovered_on=on,
            place=cast.place,
            place_region=cast.region,
            officers=self.officers,
            basis=one.basis,
            distinct_reason="行为、时间、地点均不同",
            field=cast.bureau.field,
        )
        self.case_id = public.file_case(
            actor=self.staff("head"),
            now=self.now,
            filed=replace(filed, **changes),  # type: ignore[arg-type]  # fields of the filing
            party=cast.party,
        )
        self.write(self.staff("head"), 1)
        self.now += timedelta(minutes=20)


class Paused(Exception):
    """The play has come to the day of loading: the case stays open where it is."""

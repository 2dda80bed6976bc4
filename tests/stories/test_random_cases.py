# SPDX-License-Identifier: Apache-2.0
"""Random acts by random people, for a year and a half: what must hold of every case holds.

Each seed is its own town. Acts go through the public door only; after each one somebody who knows
no gate looks at the case (`randomly.watching`), at the ledger, and at what is derived from it.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from mingjing.cases import public
from mingjing.cases.acts.projecting import clocks_of, fine_of
from mingjing.cases.models import (
    Case,
    CaseClock,
    CaseStep,
    Document,
    DocumentSignature,
    HeldThing,
    UnlawfulAct,
)
from mingjing.cases.queries.around import person_of
from mingjing.cases.queries.files import case_row, file_of
from mingjing.cases.queries.law import LawOn
from mingjing.cases.rules.course import demand_ready
from mingjing.cases.rules.measures import held
from mingjing.cases.rules.situation import Situation
from mingjing.cases.rules.stages import stage_of
from mingjing.cases.rules.table import step_rules
from mingjing.cases.types import codes as c
from mingjing.cases.types import steps as s
from mingjing.cases.types.casefile import CaseFile, Surroundings
from mingjing.cases.types.inputs import ClueCheck, NewClue
from mingjing.kernel.canonical import digest
from mingjing.kernel.clock import local_date
from mingjing.kernel.errors import PlatformError
from mingjing.ledger.models import Entry
from mingjing.registry.types import Actor, PenaltyKind
from tests.conftest import ON_POSTGRES
from tests.rooms.cases.course import BASIS, REMEDIES
from tests.rooms.cases.papering import sign
from tests.rules.cases.files import papers as rule_papers
from tests.stories.randomly.chance import Chance
from tests.stories.randomly.leaning import leaning, person_for
from tests.stories.randomly.saying import SAYINGS, Talk, checked_list, spoiled
from tests.stories.randomly.town import CAPS, PARTIES, Town, make_town
from tests.stories.randomly.watching import faults

BEGIN = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
ATTEMPTS = 1_300 if ON_POSTGRES else 2_600  # the law does not know the engine
OPEN_CASES = 7
SEEDS = ("spring", "summer", "autumn", "winter")
_DAY = timedelta(days=1)
_NEED_PAPERS = (
    s.DecisionServed, s.FiledBack, s.MeasureExtended, s.MeasureNoticeServed, s.Closed, s.Archived,
)  # fmt: skip


@dataclass
class Story:
    """One town under random acts."""

    chance: Chance
    town: Town
    now: datetime = BEGIN
    files: dict[str, CaseFile] = field(default_factory=dict)
    items: dict[str, str] = field(default_factory=dict)
    entries: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    taken: Counter[type[s.Payload]] = field(default_factory=Counter)

    @property
    def open_cases(self) -> list[str]:
        return [one for one, file in self.files.items() if not file.has(s.Archived)]

    def go(self) -> None:
        """One attempt of somebody at something."""
        self._time()
        what = self.chance.below(100)
        if what < 2:
            self._sweep()
        elif len(self.open_cases) < OPEN_CASES:
            self._spot() if what < 25 else self._file()
        else:
            self._step()

    def _time(self) -> None:
        odds = self.chance.below(1000)
        hours = 30 * 24 if odds < 3 else 8 * 24 if odds < 12 else 24 if odds < 90 else 1
        self.now += timedelta(hours=self.chance.below(hours), minutes=1)
        if local_date(self.now) > datetime(2027, 5, 1, tzinfo=UTC).date():
            self.now = self.now.replace(month=4, day=1)

    def _person(self, action: str, file: CaseFile | None = None) -> Actor:
        people = self.town.people
        handling = [
            name for name, one in people.items()
            if file and one.officer_id in file.officers and name != "both"
        ]  # fmt: skip
        return people[person_for(action, self.chance, tuple(people), handling)]

    def _pays(self, case_id: str) -> bool:
        return tuple(self.files).index(case_id) % 3 > 0

    def _file(self) -> None:
        item = self.chance.pick(tuple(CAPS))
        today = local_date(self.now)
        officers = self.town.officers("zhao", self.chance.pick(("chen", "chen", "wang", "lao")))
        zhao, head = self.town.people["zhao"], self._person("cases.file")
        acted = today - self.chance.pick((3, 3, 9, 400, 800)) * _DAY
        try:
            clue_id = public.take_clue(actor=zhao, now=self.now, clue=NewClue(
                c.ClueSource.INSPECTION, "过期食品", today, self.town.agency_id, zhao.region,
            ))  # fmt: skip
            self.entries += 1
            check = ClueCheck("属实", self.chance.odds(95), officers, today)
            public.check_clue(actor=zhao, now=self.now, clue_id=clue_id, check=check)
            self.entries += 1
            filed = s.Filed(
                clue_id, item, "涉嫌经营过期食品", acted, acted, today, "江北路", zhao.region,
                officers, BASIS, field="food", act_id=self._known_act(),
                distinct_reason="另一门店" if self.chance.odds(80) else "",
                is_safety=self.chance.odds(30), has_harm=self.chance.odds(50),
            )  # fmt: skip
            party = self.chance.pick(PARTIES[:2] if self.chance.odds(75) else PARTIES)
            case_id = public.file_case(actor=head, now=self.now, filed=filed, party=party)
        except PlatformError as refusal:
            self._refuse(refusal)
        else:
            self._took(case_id, s.Filed, item)

    def _known_act(self) -> str:
        """Mostly a new act; sometimes one that another case has or had."""
        acts = [one.opening.act_id for one in self.files.values() if one.opening]
        return self.chance.pick(acts) if acts and self.chance.odds(20) else ""

    def _spot(self) -> None:
        yuan = self.chance.pick((50, 100, 200, 201, 3_000, 3_001))
        item = self.chance.pick(tuple(CAPS))
        listed = checked_list(self.chance, item, is_lighter=False)
        fine = s.Penalty(PenaltyKind.FINE, yuan * 100)
        penalty = s.Proposal(c.Outcome.PENALTY, (fine,), listed=listed)
        spot = s.DecidedOnTheSpot(
            item, "现场查处", penalty, "事实", BASIS, self.now, "江北路",
            "330100", self.town.officers("zhao", self.chance.pick(("chen", "lao"))), True, True,
            "当场缴纳", REMEDIES_FIRST, c.Signature.SIGNED, "立即改正", self._known_act(),
            "另一门店" if self.chance.odds(70) else "",
        )  # fmt: skip
        try:
            case_id = public.decide_on_the_spot(
                actor=self._person("cases.investigate"), now=self.now, decision=spot,
                party=self.chance.pick(PARTIES),
            )  # fmt: skip
        except PlatformError as refusal:
            self._refuse(refusal)
        else:
            self._took(case_id, s.DecidedOnTheSpot, spot.power_item_code)

    def _step(self) -> None:
        every = tuple(self.files) if self.chance.odds(8) else tuple(self.open_cases)
        case_id = self.chance.pick(every)
        file = self.files[case_id]
        kind, actor = self._lean(file, pays=self._pays(case_id))
        if self.chance.odds(22):
            kind = self.chance.pick(tuple(SAYINGS))
            actor = self._person(step_rules()[kind].action, file)
        plan = file.last(s.HearingScheduled)
        if kind is s.HearingHeld and plan is not None and self.chance.odds(90):
            hosts = [one for one in self.town.people.values() if one.account_id == plan.host]
            actor = hosts[0] if hosts else actor
        talk = Talk(self.chance, self.town, file, self.now, self.items[case_id], actor.account_id)
        payload = SAYINGS[kind](talk)
        if self.chance.odds(10):
            payload = spoiled(payload, talk)
        version = len(file.steps) - 1 if self.chance.odds(3) else len(file.steps)
        self._write(case_id, actor, payload)
        try:
            public.take_step(
                actor=actor, now=self.now, case_id=case_id, payload=payload, version=version
            )
        except PlatformError as refusal:
            self._refuse(refusal, case_id)
        else:
            self._took(case_id, kind)

    def _write(self, case_id: str, actor: Actor, payload: s.Payload) -> None:
        """Mostly somebody makes the documents first; sometimes they are forgotten."""
        if self.chance.odds(8):
            return
        zhao, made = self.town.people["zhao"], Document.objects.count()
        at: dict[str, Any] = {"now": self.now, "case_id": case_id}
        try:
            if public.paper_before(type(payload)) is not None:
                public.prepare_document(actor=actor, payload=payload, **at)
            if isinstance(payload, _NEED_PAPERS):
                for form, seq in public.papers_missing(case_id):
                    one = public.issue_document(actor=zhao, form_id=form.id, seq=seq, **at)
                    if form.id == "spot_decision" and self.chance.odds(90):
                        sign(zhao, self.now, one)
                        self.entries += 2
        except PlatformError as refusal:
            self.refused[refusal.code] += 1
        self.entries += Document.objects.count() - made

    def _lean(self, file: CaseFile, *, pays: bool) -> tuple[type[s.Payload], Actor]:
        """A step that looks open to somebody, as the page would show it; after four, any."""
        law, stage = LawOn(self.now), stage_of(file)
        papers = Surroundings(papers=rule_papers(file))  # somebody will have made them
        for left in (3, 2, 1, 0):
            kind = leaning(file, stage, chance=self.chance, pays=pays)
            actor = self._person(step_rules()[kind].action, file)
            try:
                demand_ready(step_rules()[kind], Situation(file, law, person_of(actor), papers))
            except PlatformError:
                if left:
                    continue
            return kind, actor
        raise AssertionError("there is always a step")

    def _sweep(self) -> None:
        report = public.sweep(actor=self.town.people["system"], now=self.now)
        assert not report.stuck, report.stuck
        self.entries += len(report.done)
        for case_id in {one.case_id for one in report.done}:
            self.look(case_id)
        self.taken[s.ClockLapsed] += len(report.done)

    def _refuse(self, refusal: PlatformError, case_id: str = "") -> None:
        """Nothing has changed, and the refusal says so in both languages."""
        if case_id:
            seen = Case.objects.values_list("version", flat=True).get(case_id=case_id)
            steps = self.files[case_id].steps
            assert seen == len(steps), f"refused {refusal.code}, and the case changed"
        assert refusal.http_status < 500, repr(refusal)
        assert refusal.message("zh")
        assert refusal.message("en")
        self.refused[refusal.code] += 1
        assert Entry.objects.count() == self.entries, f"refused {refusal.code}, but in the ledger"

    def _took(self, case_id: str, kind: type[s.Payload], item: str = "") -> None:
        self.taken[kind] += 1
        self.entries += 1
        if item:
            self.items[case_id] = item
        self.look(case_id)

    def look(self, case_id: str) -> None:
        """Everything that must hold of a case after a step."""
        row = case_row(case_id)
        file = self.files[case_id] = file_of(row)
        wrong = list(faults(file, self.items[case_id], self.town))
        last = file.steps[-1]
        assert not wrong, f"{self.chance.seed} {type(last.payload).__name__}: {wrong}\n{last}"
        _books_agree(row, self.entries)
        _derived_agree(row, file)
        _written(row, file)
        fined = Case.objects.filter(unlawful_act=row.unlawful_act_id, fine_fen__gt=0)
        assert fined.count() <= 1, "one act was fined twice"
        if len(file.steps) == 1 and file.opening and not file.opening.distinct_reason.strip():
            assert not _on_these_days(row), "another act of these days, and nobody told them apart"


def _written(row: Case, file: CaseFile) -> None:
    """What was served was written: notice and demand before, the decision of that very step."""
    made = set(Document.objects.filter(case=row).values_list("form", "seq"))
    for kind, form in (
        (s.NoticeServed, "prior_notice"),
        (s.HearingScheduled, "hearing_notice"),
        (s.DemandServed, "demand"),
    ):
        assert all(
            (form, step.seq) in made for step in file.steps if isinstance(step.payload, kind)
        )
    decided = file.last_step(s.DecisionMade)
    if decided and file.has(s.DecisionServed):
        assert {("decision", decided.seq), ("no_penalty_decision", decided.seq)} & made
    spot = file.last_step(s.DecidedOnTheSpot)
    if spot and file.has(s.FiledBack, s.Closed):
        signed = DocumentSignature.objects.filter(document__case=row, document__seq=spot.seq)
        assert signed.count() >= 2, "filed back, and nobody signed it"


def _on_these_days(row: Case) -> bool:
    """Whether the party had another case on the days of the act when this one was opened."""
    act = row.unlawful_act
    others = Case.objects.filter(
        unlawful_act__identity_key=act.identity_key,
        unlawful_act__happened_from__lte=act.happened_to,
        unlawful_act__happened_to__gte=act.happened_from,
    )
    opened = CaseStep.objects.get(case=row, seq=1).pk
    others = others.exclude(unlawful_act=act)
    return others.filter(steps__seq=1, steps__pk__lt=opened).exists()


def _books_agree(row: Case, entries: int) -> None:
    """Steps, ledger and version say the same."""
    assert Entry.objects.count() == entries
    stored = list(CaseStep.objects.filter(case=row).order_by("seq"))
    assert [one.seq for one in stored] == list(range(1, row.version + 1))
    digests = [
        digest({"case_id": row.case_id, "seq": one.seq, "step": one.payload, "nonce": one.nonce})
        for one in stored[-2:]
    ]
    assert digests == [one.digest for one in stored[-2:]]
    logged = Entry.objects.filter(kind="case", object_id=row.case_id).order_by("id")
    assert list(logged.values_list("digest", "act")) == [(o.digest, o.act) for o in stored]


def _derived_agree(row: Case, file: CaseFile) -> None:
    """Head, officers, clocks and held things are those of the steps."""
    law = LawOn(file.steps[-1].at, row.region, row.field)
    assert row.stage == stage_of(file).value
    assert row.is_open is not file.has(s.Closed)
    assert row.fine_fen == fine_of(file)
    known = set(row.officers.values_list("officer_id", flat=True))
    assert known == (set() if file.has(s.Archived) else set(file.officers))
    clocks = {
        (one.deadline_id, one.about, one.due.on, one.state(law.today, law.now).value)
        for one in clocks_of(file, law)
    }
    stored = CaseClock.objects.filter(case=row)
    assert set(stored.values_list("deadline_id", "about", "due_on", "state")) == clocks
    things = {one.mark for one in held(file)}
    kept = HeldThing.objects.filter(case=row).values_list("mark", flat=True)
    assert {mark.partition(":")[2] for mark in kept} == things


REMEDIES_FIRST = s.Remedies(REMEDIES.reconsideration_to, REMEDIES.suit_to, True)


@pytest.fixture
def story(db: None, home: object, system: Actor, request: pytest.FixtureRequest) -> Story:
    town = make_town(system, BEGIN)
    return Story(Chance(request.param), town, entries=Entry.objects.count())


@pytest.mark.parametrize("story", SEEDS, indirect=True)
def test_whatever_people_try_the_law_is_kept(story: Story) -> None:
    for _ in range(ATTEMPTS):
        story.go()
    for case_id in story.files:
        story.look(case_id)
        report = public.replay_case(case_id)
        assert report.is_clean, report.differences
    marks = [one.mark for one in HeldThing.objects.all()]
    assert len(marks) == len(set(marks))
    for act in UnlawfulAct.objects.exclude(fined_by=None):
        assert act.fined_by is not None
        assert act.fined_by.unlawful_act_id == act.act_id
    ended = Counter(stage_of(file) for file in story.files.values())
    taken = sum(story.taken.values())
    print(  # noqa: T201 - how far the people got
        f"{story.chance.seed}: {ATTEMPTS} attempts, {taken} succeeded, {len(story.files)} cases, "
        f"{len(story.taken)} kinds of steps, {dict(ended)}, {dict(story.refused.most_common(9))}"
    )
    assert taken > ATTEMPTS // 4, "people did get somewhere"
    assert ended[c.Stage.ARCHIVED] >= 5
    assert {s.DecisionMade, s.DecisionServed} <= set(story.taken)

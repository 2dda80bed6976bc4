# SPDX-License-Identifier: Apache-2.0
"""The river (全流程): an example folder's steps from file to drawn plan, each safe to run twice."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from django.conf import settings

from mingjing.catalog import public as catalog
from mingjing.entry import people
from mingjing.entry.linjiang import load as city
from mingjing.entry.sections import plan_wish
from mingjing.inspection import public as inspection
from mingjing.inspection.types import NewPlan, Stage
from mingjing.kernel.paging import PageRequest
from mingjing.kernel.progress import Progress
from mingjing.ledger import public as ledger
from mingjing.registry import public as registry
from mingjing.risk import public as risk
from mingjing.subjects import public as subjects

_CITY = "linjiang"


@dataclass(slots=True)
class River:
    """What one run knows as it goes along."""

    example_dir: Path
    clock: Callable[[], datetime]
    agency_id: str = ""
    plan_id: str = ""
    accounts: Path = field(default_factory=Path)

    @property
    def now(self) -> datetime:
        """The present instant; each act of a long run has its own."""
        return self.clock()

    @property
    def as_of(self) -> date:
        """The day of planning, from the folder."""
        return plan_wish(catalog.load_example(self.example_dir)).as_of


@dataclass(frozen=True, slots=True)
class RiverStep:
    """One step with its title on the screen.

    :ivar section: the section of `example.toml` without which the step is left out.
    """

    title: str
    do: Callable[[River, Progress], None]
    section: str = ""

    def is_wanted(self, example_dir: Path) -> bool:
        """Whether the folder asks for this step."""
        return not self.section or self.section in catalog.load_example(example_dir).extra


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the summary."""

    what: str
    found: str


def _connect(river: River, tell: Progress) -> None:
    connected = catalog.connect_example(
        actor=registry.system_actor(),
        now=river.now,
        example_dir=river.example_dir,
        progress=tell,
    )
    river.agency_id = connected.agency_id


def _people(river: River, tell: Progress) -> None:
    example = catalog.load_example(river.example_dir)
    actor = registry.system_actor()
    agencies = {example.agency.key: river.agency_id}
    tell("officers", 0.1)
    people.add_officers(actor, river.now, example, agencies)
    tell("inspection items", 0.5)
    people.add_items(actor, river.now, example)
    tell("accounts", 0.8)
    river.accounts = people.add_accounts(
        actor,
        river.now,
        home=settings.MINGJING_HOME,
        example=example,
        agency_id=river.agency_id,
    )


def _resolve(river: River, tell: Progress) -> None:
    subjects.resolve(actor=registry.system_actor(), now=river.now, progress=tell)


def _learn(river: River, tell: Progress) -> None:
    actor, as_of = registry.system_actor(), river.as_of
    setting = risk.example_setting(river.example_dir)
    model = risk.train(actor=actor, now=river.now, as_of=as_of, setting=setting, progress=tell)
    if risk.active_model() is None:
        risk.activate(actor=actor, now=river.now, model_id=model.model_id)


def _score(river: River, tell: Progress) -> None:
    risk.score(actor=registry.system_actor(), now=river.now, as_of=river.as_of, progress=tell)


def _new_plan(river: River) -> NewPlan:
    example = catalog.load_example(river.example_dir)
    wish, model = plan_wish(example), risk.active_model()
    return NewPlan(
        title=wish.title,
        title_en=wish.title_en,
        period_from=wish.period_from,
        period_to=wish.period_to,
        as_of=wish.as_of,
        region=example.region,
        agency_id=river.agency_id,
        budget=wish.budget,
        random_share=wish.random_share,
        items=tuple(i.item_code for i in registry.inspection_items(wish.period_from)),
        statutory_share=wish.statutory_share,
        area_floor=wish.area_floor,
        model_id=model.model_id if model else "",
    )


def _plan(river: River, tell: Progress) -> None:
    planner = registry.actor_for("planner", river.as_of)
    wanted = _new_plan(river)
    known = {p.title: p for p in inspection.plans(PageRequest(1, 200)).items}
    if wanted.title in known:
        river.plan_id = known[wanted.title].plan_id
        return
    tell("candidates", 0.1)
    candidates = inspection.candidates(wanted)
    tell("lanes", 0.5)
    river.plan_id = inspection.draft_plan(
        actor=planner, now=river.now, plan=wanted, candidates=candidates
    )


def _draw(river: River, tell: Progress) -> None:
    planner = registry.actor_for("planner", river.as_of)
    said = plan_wish(catalog.load_example(river.example_dir)).public_string
    named = f"example.toml, [plan] public_string: {said}" if said else ""
    stage = inspection.plan(river.plan_id).stage
    if stage == Stage.DRAFTED:
        tell("freeze the pool", 0.1)
        inspection.freeze_pool(
            actor=planner, now=river.now, plan_id=river.plan_id, announcement=named
        )
        stage = Stage.FROZEN
    if stage == Stage.FROZEN:
        tell("sequence the ledger", 0.3)
        ledger.sequence(river.now)
        tell("draw", 0.6)
        is_announced = bool(inspection.draw_view(river.plan_id).announcement)
        inspection.draw(
            actor=planner,
            now=river.now,
            plan_id=river.plan_id,
            public_string=said if is_announced else "",
        )


def _linjiang(river: River) -> city.Linjiang:
    home: Path = settings.MINGJING_HOME
    return city.open_linjiang(river.example_dir.parent / _CITY, river.now, home)


def _city(river: River, tell: Progress) -> None:
    city.load_people(_linjiang(river), tell)


def _city_records(river: River, tell: Progress) -> None:
    catalog.connect_example(
        actor=registry.system_actor(),
        now=river.now,
        example_dir=river.example_dir.parent / _CITY,
        progress=tell,
    )


def _lists(river: River, tell: Progress) -> None:
    city.load_lists(_linjiang(river), tell)


def _cases(river: River, tell: Progress) -> None:
    linjiang = _linjiang(river)
    city.load_cases(linjiang, tell)
    tell("yearly plans and statistics", 0.99)
    city.load_openness(linjiang)


def _inspections(river: River, tell: Progress) -> None:
    city.load_inspections(_linjiang(river), tell)


def _seal(river: River, tell: Progress) -> None:
    tell("sequence the ledger", 0.1)
    ledger.sequence(river.now)


FOLDER_STEPS = (
    RiverStep("Take in the records", _connect),
    RiverStep("Officers and items", _people),
)
CITY_FIRST = (
    RiverStep("The city of Linjiang", _city),
    RiverStep("Its places of business", _city_records),
)
"""Before subjects are recognised, so that one resolution sees both."""
STEPS = (
    RiverStep("Recognise subjects", _resolve),
    RiverStep("Learn and evaluate", _learn, section="plan"),
    RiverStep("Score every premises", _score, section="plan"),
    RiverStep("Plan the next window", _plan, section="plan"),
    RiverStep("Draw, replayable", _draw, section="plan"),
)
CITY_STEPS = (
    RiverStep("Lists and benchmarks", _lists),
    RiverStep("Four hundred cases", _cases),
    RiverStep("Random inspections", _inspections),
)
SEAL = RiverStep("Seal the ledger", _seal)


def steps_for(example_dir: Path) -> tuple[RiverStep, ...]:
    """The steps of a folder; the synthetic city comes in where it lies beside the folder."""
    has_city = (example_dir.parent / _CITY / "city.yaml").exists()
    if not has_city:
        return (*FOLDER_STEPS, *STEPS, SEAL)
    return (*FOLDER_STEPS, *CITY_FIRST, *STEPS, *CITY_STEPS, SEAL)


def _records() -> Line:
    held = catalog.totals()
    found = (
        f"{held.accepted:,} accepted, {held.quarantined:,} in quarantine, {held.batches} batches"
    )
    return Line("records", found)


def _subjects() -> Line:
    run = subjects.latest_run()
    if run is None:
        return Line("subjects", "not resolved yet")
    return Line("subjects", f"{run.premises:,} premises, {run.entities:,} owners")


def _model() -> Line:
    model, scored = risk.active_model(), risk.latest_run()
    if model is None or scored is None:
        return Line("risk", "no active model")
    return Line("risk", f"{scored.count:,} premises scored as of {scored.as_of}")


def _planned(plan_id: str) -> Line:
    if not plan_id:
        return Line("plan", "none")
    found = inspection.plan(plan_id)
    lanes = ", ".join(
        f"{row.lane.label('en').lower()} {row.tasks}" for row in inspection.lane_counts(plan_id)
    )
    return Line("plan", f"{found.label('en')}: {lanes}")


def _cases_found(river: River) -> Line:
    if not (river.example_dir.parent / _CITY / "city.yaml").exists():
        return Line("cases", "none")
    found = city.counts(_linjiang(river))
    replayed = f"replay of {found.steps:,} steps "
    replayed += "clean" if found.is_clean else f"with {found.differences} differences"
    return Line(
        "cases",
        f"{found.cases} in {found.branches} branches, {found.open_cases} open; {replayed}",
    )


def _visits_found(river: River) -> Line:
    if not (river.example_dir.parent / _CITY / "city.yaml").exists():
        return Line("inspections", "none")
    drawn, made, public = city.visit_counts(_linjiang(river))
    return Line("inspections", f"{drawn} drawn in Linjiang, {made} visited, {public} public")


def _ledger() -> Line:
    head = ledger.head()
    return Line("ledger", f"{head.size:,} entries, root {head.root[:12]}…" if head else "empty")


def summary(river: River) -> list[Line]:
    """What the store holds now, a line per room."""
    return [
        _records(),
        _subjects(),
        _model(),
        _planned(river.plan_id),
        _cases_found(river),
        _visits_found(river),
        _ledger(),
    ]

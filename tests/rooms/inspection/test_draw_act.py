# SPDX-License-Identifier: Apache-2.0
"""Freezing the pool, drawing, and replaying what was drawn."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from tests.rooms.inspection.conftest import Town, item

from mingjing.inspection import public
from mingjing.inspection.types import (
    AlreadyDeclared,
    AlreadyPlanned,
    CheckpointMissing,
    DrawDiffers,
    DrawFileUnreadable,
    DrawMissing,
    Lane,
    NewRecusal,
    NoLawfulPair,
    NoReserveLeft,
    NotTheDrawnPair,
    PlanInvalid,
    PoolUndrawn,
    PublicStringWrong,
    ReasonMissing,
    Stage,
    TaskState,
    TooFewOfficers,
    WrongStage,
)
from mingjing.kernel.canonical import sha256_hex
from mingjing.kernel.paging import PageRequest
from mingjing.ledger.public import checkpoint_covering, entry, entry_for, verifier_key
from mingjing.registry.public import publish_item
from mingjing.registry.types import Actor, NotPermitted, UnknownOfficer

ALL = PageRequest(1, 100)
Publish = Callable[[], None]


def freeze(town: Town, now: datetime, plan_id: str, announcement: str = "") -> str:
    return public.freeze_pool(
        actor=town.planner, now=now, plan_id=plan_id, announcement=announcement
    )


def draw(town: Town, now: datetime, plan_id: str, public_string: str = "") -> str:
    return public.draw(actor=town.planner, now=now, plan_id=plan_id, public_string=public_string)


def test_an_object_waits_for_one_draw_at_a_time(
    town: Town, drafted: str, now: datetime, transactional_ledger: Publish
) -> None:
    again = public.draft_plan(
        actor=town.planner,
        now=now,
        plan=replace(town.plan, title="Second try"),
        candidates=town.candidates[10:],
    )
    freeze(town, now, drafted)
    transactional_ledger()  # from here on the seed of the first pool can be worked out
    with pytest.raises(PoolUndrawn) as caught:
        freeze(town, now, again)
    assert (caught.value.detail["plan_id"], caught.value.detail["count"]) == (drafted, 2)
    draw(town, now, drafted)
    freeze(town, now, again)


def test_officers_of_a_city_go_to_its_districts(
    town: Town, now: datetime, transactional_ledger: Publish
) -> None:
    below = [replace(one, region="330106") for one in town.candidates]
    plan_id = public.draft_plan(actor=town.planner, now=now, plan=town.plan, candidates=below)
    freeze(town, now, plan_id)
    transactional_ledger()
    draw(town, now, plan_id)
    assert all(len(one.officers) == 2 for one in public.tasks(plan_id, ALL).items)
    assert public.replay_file(public.draw_file(plan_id)).tasks == 10


def recuse(town: Town, now: datetime, officer_id: str, **whom: str) -> str:
    return public.declare_recusal(
        actor=town.planner,
        now=now,
        recusal=NewRecusal(
            officer_id=officer_id, reason="relative works there", declared_on=now.date(), **whom
        ),
    )


def test_it_puts_the_pool_hash_into_the_ledger(town: Town, drafted: str, now: datetime) -> None:
    digest = freeze(town, now, drafted)
    view = public.draw_view(drafted)
    assert (view.pool_digest, view.objects, view.officers) == (digest, 20, 4)
    assert entry(view.frozen_entry_id).act == "inspection.pool_frozen"
    assert public.plan(drafted).stage == Stage.FROZEN


def test_it_waits_for_a_checkpoint_before_there_is_a_seed(
    town: Town, drafted: str, now: datetime
) -> None:
    freeze(town, now, drafted)
    with pytest.raises(CheckpointMissing) as refusal:
        draw(town, now, drafted)
    assert "ledger sequence" in refusal.value.remedy("en")
    assert public.plan(drafted).stage == Stage.FROZEN


@pytest.mark.law("DRO-1")
def test_it_draws_objects_and_a_pair_for_every_visit(town: Town, drawn: str) -> None:
    assert public.plan(drawn).stage == Stage.DRAWN
    found = public.tasks(drawn, ALL).items
    assert len(found) == 10
    assert all(len(set(task.officers)) == 2 for task in found)
    assert {task.state for task in found} == {TaskState.DRAWN}
    by_chance = [task for task in found if task.lane == Lane.RANDOM]
    assert len(by_chance) == 2
    assert {task.inclusion for task in by_chance} == {Fraction(2, 12)}


def test_it_takes_the_first_checkpoint_that_covers_the_freezing(
    town: Town, drafted: str, now: datetime, transactional_ledger: Publish
) -> None:
    freeze(town, now, drafted)
    transactional_ledger()
    size = public_size(drafted)
    recuse(town, now, town.officers[0], subject_id="subject_01")
    transactional_ledger()
    draw(town, now, drafted)
    view = public.draw_view(drafted)
    assert view.checkpoint_size == size
    assert public.replay_file(public.draw_file(drafted)).seed == view.seed


def public_size(plan_id: str) -> int:
    covering = checkpoint_covering(public.draw_view(plan_id).frozen_entry_id)
    assert covering
    return covering[0].size


def test_it_replays_bit_for_bit_from_the_file_alone(
    town: Town, drawn: str, django_assert_num_queries: Any
) -> None:
    content = public.draw_file(drawn)
    assert content == public.draw_file(drawn)
    with django_assert_num_queries(0):
        report = public.replay_file(content)
    assert (report.plan_id, report.objects, report.tasks) == (drawn, 20, 10)
    assert report.pool_digest == public.draw_view(drawn).pool_digest


def test_it_replays_with_the_key_of_the_log_given(town: Town, drawn: str) -> None:
    assert public.replay_file(public.draw_file(drawn), verifier_key()).is_key_given


def test_it_names_a_forged_result(town: Town, drawn: str) -> None:
    file = json.loads(public.draw_file(drawn))
    file["result"]["tasks"][3]["officers"].reverse()
    with pytest.raises(DrawDiffers, match="from number 3"):
        public.replay_file(json.dumps(file).encode())


def test_it_names_a_forged_checkpoint(town: Town, drawn: str) -> None:
    file = json.loads(public.draw_file(drawn))
    lines = file["proof"].split("\n")
    at = next(n for n, line in enumerate(lines) if line == "" and n > 1) + 2
    lines[at] = str(int(lines[at]) + 1)
    file["proof"] = "\n".join(lines)
    with pytest.raises(DrawDiffers, match="ledger proof"):
        public.replay_file(json.dumps(file).encode())


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"{", b"[" * 100_000, b"null"])
def test_it_refuses_a_file_that_is_not_json(content: bytes) -> None:
    with pytest.raises(DrawFileUnreadable):
        public.replay_file(content)


def test_it_publishes_no_name_and_no_certificate_number(town: Town, drawn: str) -> None:
    text = public.draw_file(drawn).decode()
    assert "执法员" not in text
    assert "3301-0" not in text


def test_it_uses_the_public_string_that_was_announced(
    town: Town, drafted: str, now: datetime, transactional_ledger: Publish
) -> None:
    freeze(town, now, drafted, "lottery of 2026-11-25, draw 2026135")
    transactional_ledger()
    with pytest.raises(PublicStringWrong, match="missing"):
        draw(town, now, drafted)
    seed = draw(town, now, drafted, "03 11 17 22 29 31")
    view = public.draw_view(drafted)
    text = (
        f"mingjing-draw/1 seed\n{view.pool_digest}\n{view.checkpoint_size}\n"
        f"{view.checkpoint_root}\n03 11 17 22 29 31\n"
    )
    assert seed == sha256_hex(text.encode())
    assert public.replay_file(public.draw_file(drafted)).seed == seed


def test_it_refuses_a_public_string_nobody_announced(
    town: Town, drafted: str, now: datetime, transactional_ledger: Publish
) -> None:
    freeze(town, now, drafted)
    transactional_ledger()
    with pytest.raises(PublicStringWrong):
        draw(town, now, drafted, "03 11 17")


def test_it_refuses_an_announcement_nobody_can_read(
    town: Town, drafted: str, now: datetime
) -> None:
    for wrong in ("two\nlines", "x" * 301):
        with pytest.raises(PublicStringWrong):
            freeze(town, now, drafted, wrong)


def test_it_refuses_a_file_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mingjing.inspection.replaying.MAX_FILE_BYTES", 3)
    with pytest.raises(DrawFileUnreadable, match="larger"):
        public.replay_file(b"null")


def test_it_refuses_to_replace_before_the_draw(town: Town, drafted: str, now: datetime) -> None:
    with pytest.raises(WrongStage):
        public.replace_officer(
            actor=town.planner,
            now=now,
            task_id=public.tasks(drafted, ALL).items[0].task_id,
            officer_id=town.officers[0],
            reason="ill",
        )
    with pytest.raises(DrawMissing):
        public.drawn_tasks(drafted)


def test_it_lists_the_visits_of_an_officer_and_of_a_subject(town: Town, drawn: str) -> None:
    mine = public.TaskFilter(state="drawn", officer_id=town.officers[0])
    found = public.tasks(drawn, ALL, mine).items
    assert found
    assert all(town.officers[0] in task.officers for task in found)
    assert public.tasks_of_subject(found[0].subject_id)[0].task_id == found[0].task_id


def test_it_refuses_steps_out_of_order(
    town: Town, drafted: str, now: datetime, transactional_ledger: Publish
) -> None:
    with pytest.raises(WrongStage):
        draw(town, now, drafted)
    freeze(town, now, drafted)
    with pytest.raises(WrongStage):
        freeze(town, now, drafted)
    transactional_ledger()
    draw(town, now, drafted)
    with pytest.raises(WrongStage):
        draw(town, now, drafted)


def test_it_refuses_a_planner_of_another_agency_and_an_officer(
    town: Town, drafted: str, li: Actor, zhao: Actor, now: datetime
) -> None:
    for stranger in (li, zhao):
        with pytest.raises(NotPermitted):
            public.freeze_pool(actor=stranger, now=now, plan_id=drafted)


def test_it_shows_no_draw_before_the_pool_is_frozen(town: Town, drafted: str) -> None:
    with pytest.raises(DrawMissing):
        public.draw_view(drafted)
    with pytest.raises(DrawMissing):
        public.draw_file(drafted)


@pytest.mark.law("APL-043")
def test_it_never_draws_a_recused_officer(
    town: Town, drafted: str, now: datetime, transactional_ledger: Publish
) -> None:
    recuse(town, now, town.officers[0], subject_id="subject_01")
    recuse(town, now, town.officers[1], owner_key="owner_2")
    freeze(town, now, drafted)
    transactional_ledger()
    draw(town, now, drafted)
    teams = {task.subject_id: task.officers for task in public.tasks(drafted, ALL).items}
    assert town.officers[0] not in teams["subject_01"]
    assert town.officers[1] not in {*teams["subject_02"], *teams["subject_07"]}


def test_it_refuses_a_pool_in_which_a_subject_has_no_pair(
    town: Town, drafted: str, now: datetime
) -> None:
    for officer_id in town.officers[:3]:
        recuse(town, now, officer_id, subject_id="subject_12")
    with pytest.raises(NoLawfulPair, match="subject_12"):
        freeze(town, now, drafted)


def test_it_refuses_an_item_whose_skill_nobody_has(
    town: Town, system: Actor, now: datetime
) -> None:
    publish_item(actor=system, now=now, item=item("pressure", skill="pressure"))
    plan_id = public.draft_plan(
        actor=town.planner,
        now=now,
        plan=replace(town.plan, items=("pressure",)),
        candidates=town.candidates,
    )
    with pytest.raises(NoLawfulPair, match="20 subjects"):
        freeze(town, now, plan_id)


def test_it_counts_only_certificates_that_last_through_the_period(
    town: Town, now: datetime
) -> None:
    plan_id = public.draft_plan(
        actor=town.planner,
        now=now,
        plan=replace(town.plan, period_from=date(2027, 12, 1), period_to=date(2028, 1, 1)),
        candidates=town.candidates,
    )
    with pytest.raises(TooFewOfficers):
        freeze(town, now, plan_id)


def test_it_checks_again_at_freezing_that_nobody_was_drawn_elsewhere(
    town: Town, drafted: str, now: datetime, transactional_ledger: Publish
) -> None:
    freeze(town, now, drafted)
    everybody_left = replace(town.plan, budget=15)
    second = public.draft_plan(
        actor=town.planner, now=now, plan=everybody_left, candidates=town.candidates
    )
    transactional_ledger()
    draw(town, now, drafted)
    with pytest.raises(AlreadyPlanned):
        freeze(town, now, second)


def test_it_declares_a_recusal_once_and_for_one_kind_of_thing(town: Town, now: datetime) -> None:
    recuse(town, now, town.officers[0], subject_id="subject_01")
    with pytest.raises(AlreadyDeclared):
        recuse(town, now, town.officers[0], subject_id="subject_01")
    with pytest.raises(PlanInvalid):
        recuse(town, now, town.officers[0])
    with pytest.raises(PlanInvalid):
        recuse(town, now, town.officers[0], subject_id="s", owner_key="o")


def replace_first(town: Town, now: datetime, plan_id: str, reason: str = "ill") -> tuple[str, str]:
    task = public.tasks(plan_id, ALL).items[0]
    successor = public.replace_officer(
        actor=town.planner,
        now=now,
        task_id=task.task_id,
        officer_id=public.task(task.task_id).task.officers[0],
        reason=reason,
    )
    return task.task_id, successor


def test_it_replaces_an_officer_by_the_first_reserve(town: Town, drawn: str, now: datetime) -> None:
    before = public.task(public.tasks(drawn, ALL).items[0].task_id)
    task_id, successor = replace_first(town, now + timedelta(hours=1), drawn)
    after = public.task(task_id)
    assert successor == before.reserves[0]
    assert after.task.officers == (successor, before.task.officers[1])
    assert [turn.reason for turn in after.turns] == ["ill", "ill", ""]
    assert [e.act for e in entry_for("inspection_task", task_id)] == ["inspection.officer_replaced"]
    assert public.replay_file(public.draw_file(drawn)).tasks == 10  # the draw stays what it was


def test_it_passes_over_a_reserve_who_is_recused_by_now(
    town: Town, drawn: str, now: datetime
) -> None:
    task = public.tasks(drawn, ALL).items[0]
    first, second = public.task(task.task_id).reserves
    recuse(town, now, first, subject_id=task.subject_id)
    assert replace_first(town, now, drawn)[1] == second


def test_it_refuses_when_the_reserves_are_used_up(town: Town, drawn: str, now: datetime) -> None:
    replace_first(town, now, drawn)
    replace_first(town, now, drawn)
    with pytest.raises(NoReserveLeft):
        replace_first(town, now, drawn)


def test_it_refuses_to_replace_without_reason_or_somebody_who_is_not_on(
    town: Town, drawn: str, now: datetime
) -> None:
    with pytest.raises(ReasonMissing):
        replace_first(town, now, drawn, reason="")
    task = public.tasks(drawn, ALL).items[0]
    with pytest.raises(NotTheDrawnPair):
        public.replace_officer(
            actor=town.planner,
            now=now,
            task_id=task.task_id,
            officer_id=public.task(task.task_id).reserves[0],
            reason="ill",
        )


def test_an_officer_declares_an_interest_of_the_own_only(
    town: Town, zhao: Actor, now: datetime
) -> None:
    me = replace(zhao, agency_id=town.agency_id, officer_id=town.officers[0])

    def declare(actor: Actor, officer_id: str) -> None:
        about = NewRecusal(officer_id, "relative works there", now.date(), subject_id="subject_01")
        public.declare_recusal(actor=actor, now=now, recusal=about)

    declare(me, town.officers[0])
    with pytest.raises(NotPermitted):
        declare(me, town.officers[1])
    with pytest.raises(NotPermitted):
        declare(replace(town.planner, agency_id="agency_other"), town.officers[1])
    with pytest.raises(UnknownOfficer):
        declare(town.planner, "officer_none")

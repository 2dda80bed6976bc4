# SPDX-License-Identifier: Apache-2.0
"""Terms, holds, and deletion by two people; what stays when the bodies are gone."""

import zipfile
from datetime import date, timedelta

import pytest
from pytest_django.fixtures import Settings
from tests.conftest import NOW
from tests.recorder import Recorder
from tests.rooms.evidence.custody import DUE, WIRED, Custody, acts_on, last_day, person
from tests.rooms.evidence.whole import registered, taken_in

from mingjing.evidence import public
from mingjing.evidence.door.commit import Kept
from mingjing.evidence.door.hints import read_recording
from mingjing.evidence.jobs import carry_out_deletions, sweep_terms
from mingjing.evidence.models import Deletion, Recording
from mingjing.evidence.queries import store
from mingjing.evidence.types import (
    BodiesDeleted,
    CategoryStands,
    CategoryUnknown,
    DeletionState,
    HoldMissing,
    KeptUntil,
    NotProposed,
    NotSealed,
    OnHold,
    ReasonMissing,
    SamePerson,
    StoreAway,
    TermRuns,
)
from mingjing.kernel.clock import local_date
from mingjing.kernel.paging import PageRequest
from mingjing.ledger.public import sequence
from mingjing.registry.public import reach, system_actor
from mingjing.registry.types import NotPermitted
from mingjing_verify.findings import Verdict, Weight
from mingjing_verify.judge import judge

pytestmark = pytest.mark.django_db
LATER = DUE + timedelta(days=3660)


def term(custody: Custody) -> KeptUntil:
    return public.term_of(Recording.objects.get(recording_id=custody.id), local_date(NOW))


def state(custody: Custody) -> DeletionState | None:
    found = public.deletion(custody.id)
    return found.state if found else None


def test_a_recording_of_the_scene_is_kept_six_months(custody: Custody) -> None:
    assert term(custody).until == last_day()
    assert "§13" in term(custody).zh
    assert sweep_terms(DUE - timedelta(days=1)) == 0
    assert sweep_terms(DUE) == 1
    assert sweep_terms(DUE) == 0
    assert state(custody) is DeletionState.DUE
    assert acts_on(custody.id)[-1] == "evidence.term_ran_out"


def test_of_several_categories_the_longest_wins(custody: Custody) -> None:
    custody.put("sun", "public_video")
    assert term(custody).until == date(2026, 12, 23)
    custody.put("zhao", "on_scene")
    assert term(custody).until == last_day()
    custody.put("qian", "obstruction")
    assert term(custody).until is None
    assert sweep_terms(LATER) == 0
    public.withdraw_category(
        actor=person("sun"), now=NOW, recording_id=custody.id, name="obstruction", reason="error"
    )
    assert term(custody).until == last_day()


def test_a_category_needs_power_reason_and_a_name_of_the_list(custody: Custody) -> None:
    for name in ("li", "zhou"):
        with pytest.raises(NotPermitted):
            custody.put(name, "evidence")
    with pytest.raises(CategoryUnknown):
        custody.put("sun", "nonsense")
    with pytest.raises(ReasonMissing):
        custody.put("sun", "evidence", "")
    custody.put("sun", "evidence")
    with pytest.raises(CategoryStands):
        custody.put("zhao", "evidence")

    def withdraw(who: str, name: str = "evidence", reason: str = "error") -> None:
        public.withdraw_category(
            actor=person(who), now=NOW, recording_id=custody.id, name=name, reason=reason
        )

    with pytest.raises(NotPermitted):
        withdraw("li")
    with pytest.raises(ReasonMissing):
        withdraw("sun", reason="")
    withdraw("sun")
    with pytest.raises(CategoryUnknown):
        withdraw("sun")


def test_in_a_case_it_is_kept_as_long_as_the_file(custody: Custody) -> None:
    WIRED["task_1"] = KeptUntil(None, "未归档", "not archived")
    assert sweep_terms(LATER) == 0
    WIRED["task_1"] = KeptUntil(date(2036, 1, 1), "案卷", "file")
    assert term(custody).label("en") == "file"
    WIRED["task_1"] = KeptUntil(date(2026, 12, 1), "案卷", "file")
    assert term(custody).until == last_day()


def test_what_is_kept_longer_meanwhile_is_taken_off_the_list(custody: Custody) -> None:
    sweep_terms(DUE)
    custody.propose()
    custody.put("zhao", "evidence")
    with pytest.raises(TermRuns):
        custody.delete()
    sweep_terms(DUE)
    assert state(custody) is None
    assert acts_on(custody.id)[-1] == "evidence.term_runs_on"


def test_two_people_delete_and_what_proves_stays(custody: Custody) -> None:
    held = custody.bodies()
    assert held == 5
    sweep_terms(DUE)
    custody.propose()
    custody.delete()
    assert custody.bodies() == 0
    found = public.deletion(custody.id)
    assert found is not None
    assert (found.state, found.bodies) == (DeletionState.DONE, held)
    assert acts_on(custody.id)[-3:] == [
        "evidence.deletion_proposed", "evidence.bodies_deleted", "evidence.deletion_finished",
    ]  # fmt: skip
    row = Recording.objects.get(recording_id=custody.id)
    assert len(store.chain(custody.id, row.chain_sha256)) == len(custody.recorder.links)
    assert row.root
    for refused in (custody.hold, custody.share, lambda: custody.put("sun", "evidence")):
        with pytest.raises(BodiesDeleted):
            refused()
    with pytest.raises(BodiesDeleted):
        public.issue_pass(actor=person("sun"), now=DUE, recording_id=custody.id, purpose="x")


def test_who_proposes_may_not_decide_and_each_needs_the_power(custody: Custody) -> None:
    with pytest.raises(NotProposed):
        custody.propose()
    sweep_terms(DUE)
    with pytest.raises(NotProposed):
        custody.delete()
    for name in ("zhao", "li", "zhou"):
        with pytest.raises(NotPermitted):
            custody.propose(name)
    with pytest.raises(ReasonMissing):
        custody.propose(reason="")
    custody.propose("sun")
    with pytest.raises(NotProposed):
        custody.propose("qian")
    for name in ("qian", "zhao", "li", "zhou"):
        with pytest.raises(NotPermitted):
            custody.delete(name)
    with pytest.raises(SamePerson):
        custody.delete("sun")
    assert custody.bodies() == 5


def test_a_decision_needs_a_reason_and_comes_once(custody: Custody) -> None:
    sweep_terms(DUE)
    custody.propose()
    with pytest.raises(ReasonMissing):
        custody.delete(reason=" ")
    custody.delete()
    with pytest.raises(NotProposed):
        custody.delete()


def test_nobody_deletes_under_a_hold_until_the_last_is_lifted(custody: Custody) -> None:
    first, second = custody.hold(), custody.hold("sun")
    sweep_terms(DUE)
    with pytest.raises(OnHold):
        custody.propose()
    lift(first)
    with pytest.raises(OnHold):
        custody.propose()
    lift(second)
    custody.propose()
    third = custody.hold(now=DUE)
    with pytest.raises(OnHold):
        custody.delete()
    assert custody.bodies() == 5
    lift(third)
    custody.delete()


def lift(hold_id: str, who: str = "qian", reason: str = "the trial is over") -> None:
    public.lift_hold(actor=person(who), now=DUE, hold_id=hold_id, reason=reason)


def test_a_hold_needs_power_and_reason_and_is_lifted_once(custody: Custody) -> None:
    for name in ("zhao", "li", "zhou"):
        with pytest.raises(NotPermitted):
            custody.hold(name)
    with pytest.raises(ReasonMissing):
        custody.hold(reason="")
    hold_id = custody.hold()
    with pytest.raises(NotPermitted):
        lift(hold_id, "zhao")
    with pytest.raises(ReasonMissing):
        lift(hold_id, reason="")
    lift(hold_id)
    for gone in (hold_id, "hold_x"):
        with pytest.raises(HoldMissing):
            lift(gone)


def test_a_crash_between_decision_and_store_is_carried_out_by_the_pulse(
    custody: Custody, monkeypatch: pytest.MonkeyPatch
) -> None:
    sweep_terms(DUE)
    custody.propose()
    removed: list[str] = []

    def dies(recording_id: str, sha256: str) -> None:
        if len(removed) == 2:
            raise StoreAway
        removed.append(sha256)
        store.objects().delete(store.body_key(recording_id, sha256))

    with monkeypatch.context() as broken:
        broken.setattr(store, "remove_body", dies)
        with pytest.raises(StoreAway):
            custody.delete()
        assert carry_out_deletions(DUE) == 0
    assert state(custody) is DeletionState.DECIDED
    assert custody.bodies() == 3
    with pytest.raises(BodiesDeleted):  # decided is gone, for whoever asks
        public.issue_pass(actor=person("sun"), now=DUE, recording_id=custody.id, purpose="x")
    assert carry_out_deletions(DUE) == 1
    assert carry_out_deletions(DUE) == 0
    assert custody.bodies() == 0
    assert state(custody) is DeletionState.DONE
    assert acts_on(custody.id).count("evidence.bodies_deleted") == 1
    assert acts_on(custody.id).count("evidence.deletion_finished") == 1


def test_a_crash_before_the_decision_is_on_record_removes_nothing(
    custody: Custody, monkeypatch: pytest.MonkeyPatch
) -> None:
    sweep_terms(DUE)
    custody.propose()

    def dies(*args: object, **kwargs: object) -> None:
        raise StoreAway

    monkeypatch.setattr("mingjing.evidence.acts.delete_bodies.record_said", dies)
    with pytest.raises(StoreAway):
        custody.delete()
    assert custody.bodies() == 5
    assert state(custody) is DeletionState.PROPOSED


def test_only_the_machine_lists_and_closes(custody: Custody) -> None:
    sun = person("sun")
    for act in (public.list_as_due, public.unlist_as_due):
        with pytest.raises(NotPermitted):
            act(actor=sun, now=DUE, recording_id=custody.id)
    with pytest.raises(TermRuns):
        public.list_as_due(actor=system_actor(), now=NOW, recording_id=custody.id)
    with pytest.raises(NotProposed):
        public.unlist_as_due(actor=system_actor(), now=NOW, recording_id=custody.id)
    public.list_as_due(actor=system_actor(), now=DUE, recording_id=custody.id)
    with pytest.raises(NotSealed):
        public.list_as_due(actor=system_actor(), now=DUE, recording_id=custody.id)
    with pytest.raises(NotProposed):
        public.unlist_as_due(actor=system_actor(), now=DUE, recording_id=custody.id)


def test_the_list_of_what_is_due_stays_within_reach(custody: Custody) -> None:
    sweep_terms(DUE)
    page = PageRequest(1, 10)
    mine = public.deletions("", page, reach(person("sun"), "evidence.delete"))
    assert [one.recording_id for one in mine.items] == [custody.id]
    assert mine.items[0].due_on == last_day()
    assert public.deletions("done", page, reach(person("sun"), "evidence.delete")).total == 0
    assert public.deletions("", page, reach(person("li"), "evidence.watch")).total == 0
    assert Deletion.objects.count() == 1


def test_a_bundle_holds_words_and_says_what_was_deleted(
    custody: Custody, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mingjing.evidence.queries.bundle._proofs", lambda row: [])
    monkeypatch.setattr("mingjing.evidence.queries.bundle.verifier_key", lambda: "key")
    custody.note(begin=0, end=500, text="early")
    custody.note(begin=3500, end=4000, text="late")

    def names(part: public.Part | None = None) -> dict[str, bytes]:
        with (
            public.bundle_of(
                actor=person("sun"), now=DUE, recording_id=custody.id, purpose="court", part=part
            ) as path,
            zipfile.ZipFile(path) as bundle,
        ):
            inside = [one for one in bundle.namelist() if one.startswith("extra/")]
            return {one: bundle.read(one) for one in inside}

    whole = names()
    assert set(whole) == {"extra/notes.json"}
    assert b"early" in whole["extra/notes.json"]
    part = names(public.Part(4, 5))  # the third and fourth second
    assert b"late" in part["extra/notes.json"]
    assert b"early" not in part["extra/notes.json"]
    sweep_terms(DUE)
    custody.propose()
    custody.delete()
    assert b"Bodies deleted under policy" in names()["extra/deletion.json"]


def test_after_deletion_the_verifier_finds_every_link_proven_and_the_bodies_named_as_gone(
    custody: Custody, settings: Settings
) -> None:
    sweep_terms(DUE)
    custody.propose()
    custody.delete()
    sequence(DUE)
    with public.bundle_of(
        actor=person("sun"), now=DUE, recording_id=custody.id, purpose="court"
    ) as path:
        outcome = judge(path)
    assert outcome.verdict is Verdict.INCOMPLETE
    assert {one.weight for one in outcome.findings} <= {Weight.MISSING, Weight.NOTE}
    gone = [one for one in outcome.findings if one.weight is Weight.MISSING]
    assert {one.code for one in gone} == {"body_absent"}
    assert gone[0].values["why"] == "deleted"


@pytest.fixture
def broken_off(custody: Custody) -> Recorder:
    """Three seconds of a scene, then silence until the pulse found that it broke off."""
    recorder = registered(person("zhao"), NOW)
    recorder.open()
    recorder.init()
    for number in range(3):
        recorder.media(b"second %d" % number)
    taken_in(recorder.links, NOW, custody.home)
    later = NOW + timedelta(minutes=20)
    public.break_off(actor=system_actor(), now=later, recording_id=recorder.id)
    return recorder


def test_a_recording_that_broke_off_is_due_like_any_other_unless_it_goes_on(
    custody: Custody, broken_off: Recorder
) -> None:
    assert sweep_terms(DUE - timedelta(days=1)) == 0
    assert sweep_terms(DUE) == 2
    broken = public.deletion(broken_off.id)
    assert broken is not None
    assert (broken.state, broken.due_on) == (DeletionState.DUE, last_day())
    taken_in([broken_off.media(b"late")], DUE, custody.home)
    assert sweep_terms(DUE) == 0
    assert public.deletion(broken_off.id) is None
    assert acts_on(broken_off.id)[-2:] == ["evidence.recording_resumed", "evidence.term_runs_on"]
    with pytest.raises(NotSealed):
        public.list_as_due(actor=system_actor(), now=LATER, recording_id=broken_off.id)


def test_the_term_of_one_without_an_end_runs_from_the_last_sign_of_it(
    custody: Custody, broken_off: Recorder
) -> None:
    next_day = NOW + timedelta(days=1)
    taken_in([broken_off.media(b"late")], next_day, custody.home)
    row = Recording.objects.get(recording_id=broken_off.id)
    until = public.term_of(row, local_date(next_day)).until
    assert until == last_day() + timedelta(days=1)


def test_nothing_comes_to_a_recording_whose_bodies_were_deleted(
    custody: Custody, broken_off: Recorder
) -> None:
    sweep_terms(DUE)
    deleted = Custody(broken_off, custody.home)
    deleted.propose()
    deleted.delete()
    assert deleted.bodies() == 0
    held, late = broken_off.links[-1], broken_off.media(b"late")
    again, refused = taken_in([held, late], DUE, custody.home)
    assert isinstance(again, Kept)
    assert not again.is_new
    assert isinstance(refused, BodiesDeleted)
    assert Recording.objects.get(recording_id=broken_off.id).state == "broken_off"
    hint = read_recording(broken_off.id)
    assert hint is not None
    assert hint.is_deleted

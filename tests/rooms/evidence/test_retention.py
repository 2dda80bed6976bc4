# SPDX-License-Identifier: Apache-2.0
"""Terms, holds, and deletion by two people; what stays when the bodies are gone."""

import zipfile
from datetime import UTC, date, datetime, timedelta

import pytest
from pytest_django.fixtures import Settings
from tests.conftest import NOW
from tests.recorder import Recorder
from tests.rooms.evidence.custody import (
    DUE,
    WIRED,
    Custody,
    Keeping,
    acts_on,
    last_day,
    person,
)
from tests.rooms.evidence.whole import registered, taken_in

from mingjing.evidence import public
from mingjing.evidence.acts.delete_bodies import delete_bodies
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
    KeptItem,
    KeptKind,
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


def term(kept: Keeping) -> KeptUntil:
    return public.term_of(public.kept_row(kept.item), local_date(NOW))


def state(kept: Keeping) -> DeletionState | None:
    found = public.deletion(kept.id)
    return found.state if found else None


@pytest.mark.law("REC-1", "DL-45")
def test_what_was_taken_on_the_scene_is_kept_six_months(kept: Keeping) -> None:
    assert term(kept).until == last_day()
    assert "§13" in term(kept).zh
    assert sweep_terms(DUE - timedelta(days=1)) == 0
    assert sweep_terms(DUE) == 1
    assert sweep_terms(DUE) == 0
    assert state(kept) is DeletionState.DUE
    assert acts_on(kept.id)[-1] == "evidence.term_ran_out"


@pytest.mark.law("REC-1", "DL-45")
def test_of_several_categories_the_longest_wins(kept: Keeping) -> None:
    kept.put("sun", "public_video")
    assert term(kept).until == date(2026, 12, 23)
    kept.put("zhao", "on_scene")
    assert term(kept).until == last_day()
    kept.put("qian", "obstruction")
    assert term(kept).until is None
    assert sweep_terms(LATER) == 0
    public.withdraw_category(
        actor=person("sun"), now=NOW, item=kept.item, name="obstruction", reason="error"
    )
    assert term(kept).until == last_day()


@pytest.mark.law("REC-2", "DL-46")
def test_public_video_is_due_the_day_after_its_thirtieth(kept: Keeping) -> None:
    kept.put("sun", "public_video")
    last = datetime(2026, 12, 23, 15, 59, tzinfo=UTC)  # the last minute of the day in Beijing
    assert sweep_terms(last - timedelta(days=1)) == 0
    assert sweep_terms(last) == 0
    first = last + timedelta(minutes=1)
    assert sweep_terms(first) == 1
    kept.propose(at=first)
    kept.delete(at=first)
    assert kept.bodies() == 0
    assert state(kept) is DeletionState.DONE


def test_a_category_needs_power_reason_and_a_name_of_the_list(kept: Keeping) -> None:
    for name in ("li", "zhou"):
        with pytest.raises(NotPermitted):
            kept.put(name, "evidence")
    with pytest.raises(CategoryUnknown):
        kept.put("sun", "nonsense")
    with pytest.raises(ReasonMissing):
        kept.put("sun", "evidence", "")
    kept.put("sun", "evidence")
    with pytest.raises(CategoryStands):
        kept.put("zhao", "evidence")

    def withdraw(who: str, name: str = "evidence", reason: str = "error") -> None:
        public.withdraw_category(
            actor=person(who), now=NOW, item=kept.item, name=name, reason=reason
        )

    with pytest.raises(NotPermitted):
        withdraw("li")
    with pytest.raises(ReasonMissing):
        withdraw("sun", reason="")
    withdraw("sun")
    with pytest.raises(CategoryUnknown):
        withdraw("sun")


def test_in_a_case_it_is_kept_as_long_as_the_file(kept: Keeping) -> None:
    WIRED["task_1"] = KeptUntil(None, "未归档", "not archived")
    assert sweep_terms(LATER) == 0
    WIRED["task_1"] = KeptUntil(date(2036, 1, 1), "案卷", "file")
    assert term(kept).label("en") == "file"
    WIRED["task_1"] = KeptUntil(date(2026, 12, 1), "案卷", "file")
    assert term(kept).until == last_day()


def test_what_is_kept_longer_meanwhile_is_taken_off_the_list(kept: Keeping) -> None:
    sweep_terms(DUE)
    kept.propose()
    kept.put("zhao", "evidence")
    with pytest.raises(TermRuns):
        kept.delete()
    sweep_terms(DUE)
    assert state(kept) is None
    assert acts_on(kept.id)[-1] == "evidence.term_runs_on"


@pytest.mark.law("REC-6")
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


@pytest.mark.law("REC-6")
def test_who_proposes_may_not_decide_and_each_needs_the_power(kept: Keeping) -> None:
    held = kept.bodies()
    with pytest.raises(NotProposed):
        kept.propose()
    sweep_terms(DUE)
    with pytest.raises(NotProposed):
        kept.delete()
    for name in ("zhao", "li", "zhou"):
        with pytest.raises(NotPermitted):
            kept.propose(name)
    with pytest.raises(ReasonMissing):
        kept.propose(reason="")
    kept.propose("sun")
    with pytest.raises(NotProposed):
        kept.propose("qian")
    for name in ("qian", "zhao", "li", "zhou"):
        with pytest.raises(NotPermitted):
            kept.delete(name)
    with pytest.raises(SamePerson):
        kept.delete("sun")
    assert kept.bodies() == held


def test_a_decision_needs_a_reason_and_comes_once(kept: Keeping) -> None:
    sweep_terms(DUE)
    kept.propose()
    with pytest.raises(ReasonMissing):
        kept.delete(reason=" ")
    kept.delete()
    with pytest.raises(NotProposed):
        kept.delete()


def test_nobody_deletes_under_a_hold_until_the_last_is_lifted(kept: Keeping) -> None:
    held = kept.bodies()
    first, second = kept.hold(), kept.hold("sun")
    sweep_terms(DUE)
    with pytest.raises(OnHold):
        kept.propose()
    lift(first)
    with pytest.raises(OnHold):
        kept.propose()
    lift(second)
    kept.propose()
    third = kept.hold(now=DUE)
    with pytest.raises(OnHold):
        kept.delete()
    assert kept.bodies() == held
    lift(third)
    kept.delete()


def lift(hold_id: str, who: str = "qian", reason: str = "the trial is over") -> None:
    public.lift_hold(actor=person(who), now=DUE, hold_id=hold_id, reason=reason)


def test_a_hold_needs_power_and_reason_and_is_lifted_once(kept: Keeping) -> None:
    for name in ("zhao", "li", "zhou"):
        with pytest.raises(NotPermitted):
            kept.hold(name)
    with pytest.raises(ReasonMissing):
        kept.hold(reason="")
    hold_id = kept.hold()
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
    kept: Keeping, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = kept.bodies()
    sweep_terms(DUE)
    kept.propose()

    def dies(*args: object, **kwargs: object) -> None:
        raise StoreAway

    monkeypatch.setattr("mingjing.evidence.acts.delete_bodies.record_said", dies)
    with pytest.raises(StoreAway):
        kept.delete()
    assert kept.bodies() == held
    assert state(kept) is DeletionState.PROPOSED


def test_only_the_machine_lists_and_closes(kept: Keeping) -> None:
    sun = person("sun")
    for act in (public.list_as_due, public.unlist_as_due):
        with pytest.raises(NotPermitted):
            act(actor=sun, now=DUE, item=kept.item)
    with pytest.raises(TermRuns):
        public.list_as_due(actor=system_actor(), now=NOW, item=kept.item)
    with pytest.raises(NotProposed):
        public.unlist_as_due(actor=system_actor(), now=NOW, item=kept.item)
    public.list_as_due(actor=system_actor(), now=DUE, item=kept.item)
    with pytest.raises(NotSealed):
        public.list_as_due(actor=system_actor(), now=DUE, item=kept.item)
    with pytest.raises(NotProposed):
        public.unlist_as_due(actor=system_actor(), now=DUE, item=kept.item)


def test_the_list_of_what_is_due_stays_within_reach(kept: Keeping) -> None:
    sweep_terms(DUE)
    page = PageRequest(1, 10)
    mine = public.deletions("", page, reach(person("sun"), "evidence.delete"))
    assert [one.item.id for one in mine.items] == [kept.id]
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
    assert set(whole) == {"extra/about.json", "extra/notes.json"}
    assert b"early" in whole["extra/notes.json"]
    part = names(public.Part(4, 5))  # the third and fourth second
    assert b"late" in part["extra/notes.json"]
    assert b"early" not in part["extra/notes.json"]
    sweep_terms(DUE)
    custody.propose()
    custody.delete()
    assert b"Bodies deleted under policy" in names()["extra/deletion.json"]


def test_between_decision_and_store_no_bundle_and_no_loan_shows_a_body(
    custody: Custody, settings: Settings
) -> None:
    sun, until = person("sun"), datetime(2027, 8, 1, tzinfo=UTC)
    loan = public.Loan("Court", "trial", until, None)
    code = public.share_recording(actor=sun, now=DUE, recording_id=custody.id, loan=loan)
    viewing = public.view_share(actor=system_actor(), now=DUE, code=code, name="Wu")
    sweep_terms(DUE)
    custody.propose()
    delete_bodies(actor=sun, now=DUE, item=custody.item, reason="agreed")
    assert custody.bodies() == 5
    with pytest.raises(BodiesDeleted):
        public.lent(viewing, DUE)
    with pytest.raises(BodiesDeleted):
        public.view_share(actor=system_actor(), now=DUE, code=code, name="Wu")
    sequence(DUE)
    with (
        public.bundle_of(actor=sun, now=DUE, recording_id=custody.id, purpose="court") as path,
        zipfile.ZipFile(path) as bundle,
    ):
        assert "extra/deletion.json" in bundle.namelist()
        assert not [one for one in bundle.namelist() if one.startswith(("recording", "bodies/"))]


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
        public.list_as_due(
            actor=system_actor(), now=LATER, item=KeptItem(KeptKind.RECORDING, broken_off.id)
        )


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
    deleted = Custody(KeptItem(KeptKind.RECORDING, broken_off.id), custody.home, broken_off)
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

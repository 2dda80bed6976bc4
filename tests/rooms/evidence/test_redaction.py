# SPDX-License-Identifier: Apache-2.0
"""Redacted copies: drafts, plans, two people, handing out, lending, going with the original."""

import json
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings
from tests.conftest import NOW
from tests.recorder import Recorder
from tests.rooms.evidence.custody import DUE, Custody, acts_on, person
from tests.rooms.evidence.redacting import (
    FILM,
    MASK,
    approved,
    change,
    decide,
    look,
    planned,
    rendered,
)
from tests.rooms.evidence.whole import whole_recording

from mingjing.evidence import public
from mingjing.evidence.jobs import sweep_terms
from mingjing.evidence.models import FilmJob, Recording, Redaction, Said
from mingjing.evidence.public import Loan, MadeFilm, Part
from mingjing.evidence.queries import store
from mingjing.evidence.queries.shares import lent_body, lent_playlist
from mingjing.evidence.rules.plan_edits import mask_added, part_removed, stretch_added
from mingjing.evidence.types import (
    BodiesDeleted,
    KeptItem,
    KeptKind,
    NotSealed,
    PartInvalid,
    ReasonMissing,
    ShareMissing,
)
from mingjing.evidence.types.redaction import (
    FilmJobState,
    HidingReason,
    HidingStyle,
    Key,
    RedactionState,
)
from mingjing.evidence.types.redaction_refusals import (
    DraftChanged,
    FilmJobRuns,
    HidingOutside,
    MaskOutside,
    NoFilm,
    NotWatched,
    PartOfPlanMissing,
    PlanEmpty,
    RedactionMissing,
    RedactionNotThere,
    SameRedactor,
)
from mingjing.kernel.canonical import digest, sha256_hex
from mingjing.ledger.public import sequence, verifier_key
from mingjing.registry.public import system_actor
from mingjing.registry.types import NotPermitted
from mingjing_verify.judge import judge

pytestmark = pytest.mark.django_db
UNTIL = NOW + timedelta(days=7)


def test_a_draft_is_kept_at_each_change_and_is_ones_own(custody: Custody) -> None:
    assert change(custody) == 1
    assert change(custody, stretch_added(0, 4000, HidingReason.HOME, is_sound=True)) == 2
    found = public.draft(custody.id, person("qian").account_id)
    assert [one.id for one in found.plan.masks] == ["m1"]
    assert public.draft(custody.id, person("sun").account_id).plan.is_empty
    assert acts_on(custody.id)[-1] == "evidence.recording_completed"


def test_a_change_of_an_older_version_is_refused_and_nothing_is_lost(custody: Custody) -> None:
    change(custody)
    with pytest.raises(DraftChanged, match="version 1"):
        change(custody, part_removed("m1"), version=0)
    assert len(public.draft(custody.id, person("qian").account_id).plan.masks) == 1


def test_what_does_not_fit_the_recording_is_refused_and_the_draft_stays(custody: Custody) -> None:
    change(custody)
    with pytest.raises(HidingOutside, match=r"0 to 4\.0"):
        change(custody, stretch_added(0, 4001, HidingReason.HOME, is_sound=True))
    wide = (Key(0, 9000, 0, 1001, 10),)
    with pytest.raises(MaskOutside):
        change(custody, mask_added(wide, HidingReason.HOME, HidingStyle.SOLID))
    assert public.draft(custody.id, person("qian").account_id).version == 1


def test_only_who_may_redact_drafts_and_plans(custody: Custody) -> None:
    for name in ("li", "zhou"):
        with pytest.raises(NotPermitted):
            change(custody, who=name)
    change(custody, who="zhao")


def test_a_settled_plan_is_on_record_without_what_it_shows(custody: Custody) -> None:
    redaction_id = planned(custody)
    found = public.redaction(redaction_id)
    assert found.state is RedactionState.PLANNED
    assert found.root == Recording.objects.get().root
    assert dict(found.reasons) == {HidingReason.MINOR: 1}
    assert found.plan_sha256 == digest(Redaction.objects.get().plan)
    assert acts_on(redaction_id) == ["evidence.redaction_planned"]
    assert Said.objects.get(object_id=redaction_id).payload == {
        "recording": custody.id,
        "root": found.root,
        "plan": found.plan_sha256,
        "reasons": {"minor": 1},
    }
    assert FilmJob.objects.get().state == FilmJobState.WAITING
    assert public.draft(custody.id, person("qian").account_id).plan.is_empty
    public.take_up(actor=person("sun"), now=NOW, redaction_id=redaction_id)
    assert public.draft(custody.id, person("sun").account_id).plan == found.plan


def plan_now(custody: Custody, version: int, purpose: str = "publication") -> str:
    return public.plan_redaction(
        actor=person("qian"), now=NOW, recording_id=custody.id, version=version, purpose=purpose
    )


def test_an_empty_plan_a_stale_one_and_one_without_purpose_are_refused(custody: Custody) -> None:
    with pytest.raises(PlanEmpty):
        plan_now(custody, 0)
    change(custody)
    with pytest.raises(DraftChanged):
        plan_now(custody, 0)
    with pytest.raises(ReasonMissing):
        plan_now(custody, 1, " ")
    assert not Redaction.objects.exists()


def test_what_is_not_complete_is_not_redacted(custody: Custody) -> None:
    from tests.rooms.evidence.taking import recording_for

    begun = recording_for(person("zhao"), NOW, "inspection_task", "task_1")
    with pytest.raises(NotSealed):
        public.plan_redaction(
            actor=person("qian"), now=NOW, recording_id=begun, version=0, purpose="x"
        )


def test_a_hold_hinders_no_copy(custody: Custody) -> None:
    custody.hold()
    assert planned(custody)


def test_a_made_copy_is_a_new_object_that_names_its_original(custody: Custody) -> None:
    redaction_id = rendered(custody)
    found = public.redaction(redaction_id)
    assert found.state is RedactionState.RENDERED
    assert b"".join(store.file_blocks(found.sha256)) == FILM
    said = Said.objects.get(act="evidence.redaction_rendered").payload
    assert (said["root"], said["sha256"], said["plan"]) == (
        found.root, found.sha256, found.plan_sha256,
    )  # fmt: skip
    assert FilmJob.objects.get().state == FilmJobState.DONE
    with pytest.raises(RedactionNotThere):  # twice is once
        public.finish_redaction(
            actor=system_actor(), now=NOW, redaction_id=redaction_id,
            film=MadeFilm("0" * 64, 1, 1, ""),
        )  # fmt: skip


def test_another_person_who_has_looked_approves(custody: Custody) -> None:
    redaction_id = rendered(custody)
    with pytest.raises(SameRedactor):
        decide(redaction_id, "qian")
    for name in ("zhao", "li"):
        with pytest.raises(NotPermitted):
            decide(redaction_id, name)
    with pytest.raises(NotWatched):
        decide(redaction_id)
    look(custody)
    with pytest.raises(NotWatched):
        decide(redaction_id, now=NOW + timedelta(minutes=31))
    decide(redaction_id)
    found = public.redaction(redaction_id)
    assert (found.state, found.decided_by) == (RedactionState.APPROVED, person("sun").account_id)
    with pytest.raises(RedactionNotThere):
        decide(redaction_id)


def test_nobody_approves_a_plan_of_ones_own_that_another_settled(custody: Custody) -> None:
    first = planned(custody, "sun")
    public.give_up_redaction(actor=person("sun"), now=NOW, redaction_id=first)
    public.take_up(actor=person("qian"), now=NOW, redaction_id=first)
    redaction_id = rendered(custody, edit=None)
    look(custody)
    assert public.redaction(redaction_id).plan_sha256 == public.redaction(first).plan_sha256
    with pytest.raises(SameRedactor):
        decide(redaction_id)
    assert public.redaction(redaction_id).state is RedactionState.RENDERED


def test_nobody_approves_the_plan_of_ones_own_draft(custody: Custody) -> None:
    redaction_id = rendered(custody)
    change(custody, who="sun")
    look(custody)
    with pytest.raises(SameRedactor):
        decide(redaction_id)
    change(custody, stretch_added(0, 500, HidingReason.HOME, is_sound=False), who="sun")
    decide(redaction_id)
    assert public.redaction(redaction_id).state is RedactionState.APPROVED


def test_what_is_not_approved_does_not_leave(custody: Custody) -> None:
    redaction_id = rendered(custody)
    look(custody)
    for purpose in ("court", ""):
        with pytest.raises(RedactionNotThere), _bundle(redaction_id, purpose):
            pass
    decide(redaction_id, is_approved=False)
    assert acts_on(redaction_id)[-1] == "evidence.redaction_refused"
    with pytest.raises(RedactionNotThere):
        _lend(custody, redaction_id)


def _bundle(
    redaction_id: str, purpose: str = "court", who: str = "zhao"
) -> AbstractContextManager[Path]:
    return public.redacted_bundle_of(
        actor=person(who), now=NOW, redaction_id=redaction_id, purpose=purpose
    )


def _lend(custody: Custody, redaction_id: str, part: Part | None = None) -> str:
    loan = Loan("Court", "trial", UNTIL, part, redaction_id)
    return public.share_recording(actor=person("sun"), now=NOW, recording_id=custody.id, loan=loan)


def test_an_approved_copy_is_handed_out_and_says_what_it_is(
    custody: Custody, tmp_path: Path
) -> None:
    redaction_id = approved(custody)
    sequence(NOW)
    with _bundle(redaction_id) as path:
        bundle = zipfile.ZipFile(path)
        names = set(bundle.namelist())
        film, about = bundle.read("redacted.mp4"), json.loads(bundle.read("redaction.json"))
        plan, readme = json.loads(bundle.read("plan.json")), bundle.read("README.md").decode()
        said = json.loads(bundle.read("proofs/2-redaction_approved.json"))
        proof = bundle.read("proofs/2-redaction_approved.tlog-proof").decode()
    root = Recording.objects.get().root
    assert film == FILM
    assert (about["root"], about["sha256"]) == (root, sha256_hex(FILM))
    assert about["sha256"] == said["sha256"]
    assert about["plan"] == digest(plan) == said["plan"]
    assert proof.startswith("c2sp.org/tlog-proof@v1")
    for word in (root, "这不是原始录像", "This is not the original", "未成年人", "Minor"):
        assert word in readme
    assert "log.vkey" in names
    (handed,) = public.redaction(redaction_id).handouts
    assert handed.purpose == "court"
    assert acts_on(redaction_id)[-1] == "evidence.redaction_handed_out"
    with pytest.raises(NotPermitted), _bundle(redaction_id, who="li"):
        pass


def test_an_outsider_judges_what_was_handed_out(custody: Custody, tmp_path: Path) -> None:
    redaction_id = approved(custody)
    sequence(NOW)
    with _bundle(redaction_id) as path:
        outcome = judge(path, verifier_key())
    assert (outcome.verdict, [one.code for one in outcome.findings]) == (
        "whole", ["original_unknown"],
    )  # fmt: skip
    told = {name: outcome.facts[name] for name in ("root", "reasons", "planned_by", "approved_by")}
    assert told == {
        "root": Recording.objects.get().root,
        "reasons": {"minor": 1},
        "planned_by": person("qian").account_id,
        "approved_by": person("sun").account_id,
    }


def test_a_lent_copy_shows_the_copy_and_nothing_of_the_original(custody: Custody) -> None:
    redaction_id = approved(custody)
    code = _lend(custody, redaction_id)
    viewing = public.view_share(actor=system_actor(), now=NOW, code=code, name="Wu")
    found = public.lent(viewing, NOW)
    assert found.film == sha256_hex(FILM)
    media = next(one for one in custody.recorder.links if one.value["kind"] == "media")
    reads: tuple[Callable[[], object], ...] = (
        lambda: lent_playlist(found),
        lambda: lent_body(found, str(media.value["sha256"])),
    )
    for read in reads:
        with pytest.raises(ShareMissing):
            read()
    with pytest.raises(PartInvalid):
        _lend(custody, redaction_id, Part(0, 1))
    with pytest.raises(RedactionMissing):
        _lend(custody, "redaction_none")


def test_a_lent_copy_without_its_film_does_not_become_the_original(custody: Custody) -> None:
    redaction_id = approved(custody)
    code = _lend(custody, redaction_id)
    viewing = public.view_share(actor=system_actor(), now=NOW, code=code, name="Wu")
    found = replace(public.lent(viewing, NOW), film="")
    media = next(one for one in custody.recorder.links if one.value["kind"] == "media")
    with pytest.raises(ShareMissing):
        lent_playlist(found)
    with pytest.raises(ShareMissing):
        lent_body(found, str(media.value["sha256"]))


def test_a_copy_goes_with_its_original(custody: Custody) -> None:
    redaction_id = approved(custody)
    sweep_terms(DUE)
    custody.propose()
    custody.delete()
    found = public.redaction(redaction_id)
    assert store.held_bytes(found.sha256) is None
    assert found.state is RedactionState.APPROVED
    with pytest.raises(BodiesDeleted), _bundle(redaction_id):
        pass
    change(custody)
    with pytest.raises(BodiesDeleted):
        plan_now(custody, 1)


def test_the_audit_of_the_recording_tells_of_its_copies(custody: Custody) -> None:
    approved(custody)
    told = {one.act: one.because for one in public.audit_of(custody.item)}
    assert told["evidence.redaction_planned"] == "publication"
    assert told["evidence.redaction_approved"] == "ok"


def test_a_person_cancels_and_the_plan_stays(custody: Custody) -> None:
    redaction_id = planned(custody)
    with pytest.raises(NotPermitted):
        public.give_up_redaction(actor=person("li"), now=NOW, redaction_id=redaction_id)
    public.give_up_redaction(actor=person("qian"), now=NOW, redaction_id=redaction_id)
    assert public.redaction(redaction_id).state is RedactionState.CANCELLED
    asked: list[str] = []
    assert public.ask_for_films(NOW, asked.append) == 0


def test_the_machine_looks_for_a_purpose_and_on_record(custody: Custody) -> None:
    def search(who: str, purpose: str, follow: tuple[str, int] | None = None) -> str:
        return public.search_film(
            actor=person(who), now=NOW, recording_id=custody.id, purpose=purpose, follow=follow
        )

    with pytest.raises(NotPermitted):
        search("li", "publication")
    with pytest.raises(ReasonMissing):
        search("qian", "")
    job_id = search("qian", "publication")
    assert acts_on(custody.id)[-1] == "evidence.faces_searched"
    with pytest.raises(FilmJobRuns):
        search("qian", "publication")
    with pytest.raises(PartOfPlanMissing):
        search("qian", "publication", ("m1", 0))
    change(custody, MASK)
    with pytest.raises(PartOfPlanMissing):
        search("qian", "publication", ("m1", 3000))  # it is not there then
    search("qian", "publication", ("m1", 1000))
    public.cancel_search(job_id=job_id, account_id=person("sun").account_id)
    assert public.film_job(job_id).state is FilmJobState.WAITING
    public.cancel_search(job_id=job_id, account_id=person("qian").account_id)
    assert public.film_job(job_id).state is FilmJobState.CANCELLED


def test_nothing_is_hidden_before_a_person_accepts_it(custody: Custody) -> None:
    qian = person("qian")
    job_id = public.search_film(
        actor=qian, now=NOW, recording_id=custody.id, purpose="publication", follow=None
    )
    found = [{"keys": [[0, 1, 1, 5, 5]]}, {"keys": [[9, 1, 1, 5, 5]]}]
    FilmJob.objects.filter(job_id=job_id).update(state="done", result=found)
    assert public.draft(custody.id, qian.account_id).plan.is_empty
    assert [one.begin for one in public.suggestions(custody.id, qian.account_id)] == [0, 9]
    public.settle_suggestion(actor=qian, job_id=job_id, number=0)
    assert [one.begin for one in public.suggestions(custody.id, qian.account_id)] == [9]
    for number in (0, 2, -1):
        with pytest.raises(PartOfPlanMissing):
            public.settle_suggestion(actor=qian, job_id=job_id, number=number)
    with pytest.raises(PartOfPlanMissing):
        public.settle_suggestion(actor=person("sun"), job_id=job_id, number=1)


def test_photos_are_not_redacted_here(
    people: tuple[str, ...], settings: Settings, home: Path
) -> None:
    settings.RECORDING_OCCASIONS = "tests.rooms.evidence.custody.MAKERS"

    def photos(recorder: Recorder) -> None:
        recorder.open(mode="photo", mime="image/jpeg")
        recorder.add("media", b"a photo", dur=0)
        recorder.end()

    recorder = whole_recording(person("zhao"), NOW, home, scene=photos)
    one = Custody(KeptItem(KeptKind.RECORDING, recorder.id), home, recorder)
    with pytest.raises(NoFilm):
        plan_now(one, 0)

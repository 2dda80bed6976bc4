# SPDX-License-Identifier: Apache-2.0
"""Acts of the evidence room: success, each refusal, who may."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from pytest_django.fixtures import Settings
from tests.conftest import NOW
from tests.recorder import Key, Recorder

from mingjing.evidence import public
from mingjing.evidence.jobs import sweep_recordings
from mingjing.evidence.models import Access, Link, Progress, Recording
from mingjing.evidence.public import NewDevice, RecordingFilter
from mingjing.evidence.rules.header import parse_header
from mingjing.evidence.types import (
    AlreadyJoined,
    DeviceInvalid,
    DeviceMissing,
    DeviceOfAnother,
    Header,
    KeyAlgorithm,
    KeyExpired,
    KeyRevoked,
    KeyUnknown,
    NonceUsed,
    NotSealed,
    Occasion,
    OccasionUnknown,
    ReasonMissing,
    RecordingState,
    RecordingUnknown,
    UploadNotLate,
)
from mingjing.kernel.clock import local_date
from mingjing.kernel.paging import PageRequest
from mingjing.ledger.models import Entry
from mingjing.registry.public import actor_for, system_actor
from mingjing.registry.types import Actor, NotPermitted

pytestmark = pytest.mark.django_db
WALL = int(NOW.timestamp() * 1000)
VISIT = Occasion("inspection_task", "task_1", "Shop", "Street 1", "agency_visit", "330102")


def visits(actor: Actor, now: datetime) -> tuple[Occasion, ...]:
    """The one visit of Zhao."""
    return (replace(VISIT, agency_id=actor.agency_id),) if actor.name == "Zhao" else ()


MAKERS = (visits,)


@pytest.fixture(autouse=True)
def wired(settings: Settings) -> None:
    settings.RECORDING_OCCASIONS = f"{__name__}.MAKERS"


@pytest.fixture
def who(people: tuple[str, ...]) -> Callable[[str], Actor]:
    """The standing people, with accounts."""
    return lambda name: actor_for(name, local_date(NOW))


def device(key: Key, actor: Actor, **changes: object) -> NewDevice:
    given = {
        "algorithm": KeyAlgorithm(key.algorithm),
        "spki": key.spki,
        "name": "phone",
        "proof": key.proof(actor.account_id),
    }
    return NewDevice(**(given | changes))  # type: ignore[arg-type]


def registered(actor: Actor, key: Key) -> str:
    made = public.register_device(actor=actor, now=NOW, device=device(key, actor))
    return public.give_tickets(actor=actor, now=NOW, key=made.key)[0].nonce


def acts_on(object_id: str) -> list[str]:
    rows = Entry.objects.filter(object_id=object_id).order_by("id")
    return list(rows.values_list("act", flat=True))


def opening(
    actor: Actor, key: Key, nonce: str, occasion: dict[str, str] | None = None
) -> tuple[Recorder, Header]:
    recorder = Recorder(key, actor.account_id, nonce, WALL, occasion)
    return recorder, parse_header(recorder.open().raw, public.keeping().media)


def begun(actor: Actor, occasion: dict[str, str] | None = None) -> Recorder:
    """A recording on record, of a fresh recorder."""
    key = Key()
    recorder, header = opening(actor, key, registered(actor, key), occasion)
    public.open_recording(actor=actor, now=NOW, header=header)
    return recorder


def test_an_officer_registers_a_recorder_and_renews_it(who: Callable[[str], Actor]) -> None:
    zhao, key = who("zhao"), Key("P-256")
    made = public.register_device(actor=zhao, now=NOW, device=device(key, zhao))
    assert made.key == key.id
    assert made.until == NOW + timedelta(days=365)
    later = NOW + timedelta(days=300)
    again = public.register_device(actor=zhao, now=later, device=device(key, zhao, name="new"))
    assert (again.until, again.name) == (later + timedelta(days=365), "new")
    assert [one.key for one in public.devices_of(zhao.account_id)] == [key.id]
    assert acts_on(key.id) == ["evidence.device_registered"] * 2


def test_only_officers_register_recorders(who: Callable[[str], Actor]) -> None:
    for name in ("qian", "sun", "zhou"):
        with pytest.raises(NotPermitted):
            public.register_device(actor=who(name), now=NOW, device=device(Key(), who(name)))


@pytest.mark.parametrize(
    "change",
    [
        {"proof": b"\0" * 64},
        {"name": "  "},
        {"name": "x" * 81},
        {"name": "a\nb"},
        {"spki": b"nonsense"},
        {"algorithm": KeyAlgorithm.P256},
    ],
)
def test_a_recorder_that_does_not_prove_itself_is_refused(
    who: Callable[[str], Actor], change: dict[str, object]
) -> None:
    zhao = who("zhao")
    with pytest.raises(DeviceInvalid):
        public.register_device(actor=zhao, now=NOW, device=device(Key(), zhao, **change))


def test_a_key_of_another_or_withdrawn_is_not_registered_again(
    who: Callable[[str], Actor],
) -> None:
    zhao, li, key = who("zhao"), who("li"), Key()
    registered(zhao, key)
    with pytest.raises(DeviceOfAnother):
        public.register_device(actor=li, now=NOW, device=device(key, li))
    public.revoke_device(actor=zhao, now=NOW, key=key.id, reason="lost")
    with pytest.raises(DeviceOfAnother):
        public.register_device(actor=zhao, now=NOW, device=device(key, zhao))


def test_a_recorder_is_withdrawn_by_its_officer_or_by_who_may(
    who: Callable[[str], Actor],
) -> None:
    zhao, key = who("zhao"), Key()
    registered(zhao, key)
    for name in ("qian", "li", "zhou"):
        with pytest.raises(NotPermitted):
            public.revoke_device(actor=who(name), now=NOW, key=key.id, reason="lost")
    with pytest.raises(ReasonMissing):
        public.revoke_device(actor=who("sun"), now=NOW, key=key.id, reason=" ")
    with pytest.raises(DeviceMissing):
        public.revoke_device(actor=zhao, now=NOW, key="0" * 64, reason="lost")
    public.revoke_device(actor=who("sun"), now=NOW, key=key.id, reason="lost")
    with pytest.raises(KeyRevoked):
        public.revoke_device(actor=zhao, now=NOW, key=key.id, reason="lost")
    with pytest.raises(KeyRevoked):
        public.give_tickets(actor=zhao, now=NOW, key=key.id)


def test_a_recorder_holds_ten_tickets_and_gets_what_it_lacks(
    who: Callable[[str], Actor],
) -> None:
    zhao, key = who("zhao"), Key()
    nonce = registered(zhao, key)
    _, header = opening(zhao, key, nonce)
    public.open_recording(actor=zhao, now=NOW, header=header)
    held = public.tickets_of(key.id, NOW)
    assert len(held) == 9
    given = public.give_tickets(actor=zhao, now=NOW + timedelta(days=1), key=key.id)
    assert len(given) == 10
    assert set(held) < set(given)
    assert public.tickets_of(key.id, NOW + timedelta(days=8)) == ()


def test_tickets_are_given_to_the_officers_own_recorder_while_its_key_is_good(
    who: Callable[[str], Actor],
) -> None:
    zhao, key = who("zhao"), Key()
    registered(zhao, key)
    with pytest.raises(NotPermitted):
        public.give_tickets(actor=who("li"), now=NOW, key=key.id)
    with pytest.raises(KeyExpired):
        public.give_tickets(actor=zhao, now=NOW + timedelta(days=365), key=key.id)


def test_a_recording_of_an_own_visit_is_joined_by_construction(
    who: Callable[[str], Actor],
) -> None:
    recorder = begun(who("zhao"), {"kind": "inspection_task", "id": "task_1"})
    view = public.recording(recorder.id, NOW)
    assert (view.occasion_kind, view.occasion_id) == ("inspection_task", "task_1")
    assert (view.agency_id, view.region) == (who("zhao").agency_id, "330102")
    assert view.state is RecordingState.OPEN
    assert acts_on(recorder.id) == ["evidence.recording_opened"]
    assert [
        one.recording_id for one in public.recordings_for("inspection_task", "task_1", NOW)
    ] == [recorder.id]


@pytest.mark.parametrize("occasion", [None, {"kind": "inspection_task", "id": "task_of_another"}])
def test_a_recording_without_an_occasion_of_the_officer_waits_in_the_inbox(
    who: Callable[[str], Actor], occasion: dict[str, str] | None
) -> None:
    recorder = begun(who("zhao"), occasion)
    waiting = public.recordings(RecordingFilter(is_orphan=True), PageRequest(1, 10), NOW)
    assert [one.recording_id for one in waiting.items] == [recorder.id]
    assert waiting.items[0].is_orphan
    assert Recording.objects.get().claimed_id == (occasion or {}).get("id", "")


def test_an_opening_needs_the_officers_own_key_power_and_ticket(
    who: Callable[[str], Actor],
) -> None:
    zhao, key = who("zhao"), Key()
    nonce = registered(zhao, key)
    _, header = opening(zhao, key, nonce)
    with pytest.raises(KeyUnknown):
        public.open_recording(actor=who("li"), now=NOW, header=header)
    powerless = Actor(zhao.account_id, "Zhao", zhao.agency_id, "330100", frozenset({"analyst"}))
    with pytest.raises(NotPermitted):
        public.open_recording(actor=powerless, now=NOW, header=header)
    public.open_recording(actor=zhao, now=NOW, header=header)
    _, again = opening(zhao, key, nonce)
    with pytest.raises(NonceUsed):
        public.open_recording(actor=zhao, now=NOW, header=again)


def test_a_recording_is_joined_later_with_a_reason_and_once(
    who: Callable[[str], Actor],
) -> None:
    zhao = who("zhao")
    recorder = begun(zhao)

    def join(actor: Actor, occasion_id: str = "task_1", reason: str = "the same visit") -> None:
        public.join_recording(
            actor=actor,
            now=NOW,
            recording_id=recorder.id,
            kind="inspection_task",
            occasion_id=occasion_id,
            reason=reason,
        )

    for name in ("qian", "li", "zhou"):
        with pytest.raises(NotPermitted):
            join(who(name))
    with pytest.raises(ReasonMissing):
        join(zhao, reason="")
    with pytest.raises(OccasionUnknown):
        join(zhao, "task_of_another")
    join(who("sun"))
    assert public.recording(recorder.id, NOW).occasion_id == "task_1"
    with pytest.raises(AlreadyJoined):
        join(zhao)


@pytest.mark.law("REC-5")
def test_a_pass_asks_permission_and_purpose_and_leaves_an_entry(
    who: Callable[[str], Actor],
) -> None:
    recorder = begun(who("zhao"))

    def let_in(name: str, purpose: str = "review of the visit") -> str:
        return public.issue_pass(
            actor=who(name), now=NOW, recording_id=recorder.id, purpose=purpose
        )

    for name in ("li", "zhou"):
        with pytest.raises(NotPermitted):
            let_in(name)
    with pytest.raises(ReasonMissing):
        let_in("sun", "")
    with pytest.raises(RecordingUnknown):
        public.issue_pass(actor=who("sun"), now=NOW, recording_id="recording_x", purpose="x")
    for name in ("zhao", "qian", "sun"):
        assert let_in(name)
    assert Access.objects.count() == 3
    assert acts_on(recorder.id).count("evidence.pass_issued") == 3


def test_what_the_machine_finds_only_the_machine_records(who: Callable[[str], Actor]) -> None:
    zhao = who("zhao")
    recorder = begun(zhao)
    header = parse_header(recorder.links[0].raw, public.keeping().media)
    with pytest.raises(NotPermitted):
        public.break_off(actor=zhao, now=NOW, recording_id=recorder.id)
    with pytest.raises(NotPermitted):
        public.complete_recording(actor=zhao, now=NOW, recording_id=recorder.id)
    with pytest.raises(NotPermitted):
        public.anchor_recordings(actor=zhao, now=NOW, heads=())
    with pytest.raises(NotPermitted):
        public.seal_recording(actor=zhao, now=NOW, header=header)
    with pytest.raises(NotPermitted):
        public.resume_recording(actor=zhao, now=NOW, header=header)
    with pytest.raises(NotPermitted):
        public.raise_alarm(actor=zhao, now=NOW, header=header, signature=b"", held="")


def test_a_recording_is_broken_off_after_its_time_and_not_before(
    who: Callable[[str], Actor],
) -> None:
    recorder = begun(who("zhao"))
    early, due = NOW + timedelta(minutes=14, seconds=59), NOW + timedelta(minutes=15)
    assert public.recording(recorder.id, early).is_stalled
    assert sweep_recordings(early).broken_off == 0
    with pytest.raises(NotSealed):
        public.break_off(actor=system_actor(), now=early, recording_id=recorder.id)
    assert sweep_recordings(due).broken_off == 1
    assert sweep_recordings(due).broken_off == 0
    assert public.recording(recorder.id, due).state is RecordingState.BROKEN_OFF


@pytest.mark.law("REC-4")
def test_an_upload_that_is_late_is_on_record_once_and_what_comes_late_is_not_refused(
    who: Callable[[str], Actor],
) -> None:
    recorder = begun(who("zhao"))
    sweep_recordings(NOW + timedelta(minutes=15))
    in_time, late = NOW + timedelta(hours=24), NOW + timedelta(hours=24, seconds=1)
    assert sweep_recordings(in_time).late == 0
    with pytest.raises(UploadNotLate):
        public.note_late_upload(actor=system_actor(), now=in_time, recording_id=recorder.id)
    with pytest.raises(NotPermitted):
        public.note_late_upload(actor=who("zhao"), now=late, recording_id=recorder.id)
    assert not public.recording(recorder.id, in_time).is_upload_late
    assert sweep_recordings(late).late == 1
    assert sweep_recordings(late).late == 0
    assert acts_on(recorder.id).count("evidence.upload_late") == 1
    assert public.recording(recorder.id, late).is_upload_late
    header = parse_header(recorder.init().raw, public.keeping().media)
    public.resume_recording(actor=system_actor(), now=late, header=header)
    assert public.recording(recorder.id, late).state is RecordingState.OPEN


def test_what_is_not_sealed_is_not_completed(who: Callable[[str], Actor]) -> None:
    recorder = begun(who("zhao"))
    with pytest.raises(NotSealed):
        public.complete_recording(actor=system_actor(), now=NOW, recording_id=recorder.id)


def test_lists_read_one_row_a_recording_however_many_links(
    who: Callable[[str], Actor], django_assert_num_queries: Callable[[int], object]
) -> None:
    zhao = who("zhao")
    own = RecordingFilter(account_id=zhao.account_id)
    for _ in range(3):
        begun(zhao)
    with django_assert_num_queries(2):  # type: ignore[attr-defined]
        page = public.recordings(own, PageRequest(1, 9), NOW)
    assert page.total == 3
    assert Progress.objects.count() == 3
    assert Link.objects.count() == 0

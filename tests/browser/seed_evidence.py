# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: E402 - Django must be ready before the rooms are imported
"""One of each thing that pages of recordings show: `python -m tests.browser.seed_evidence`.

The recording is bytes that no player knows (synthetic); the account may open every page.
"""

import os
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.browser.settings")
django.setup()

from datetime import UTC, date, datetime, timedelta

from django.conf import settings

from mingjing.evidence import public
from mingjing.evidence.jobs import sweep_terms
from mingjing.evidence.types import KeptItem, KeptKind
from mingjing.evidence.types.received import Incoming, UploadPass
from mingjing.kernel.canonical import sha256_hex
from mingjing.kernel.clock import local_date, system_now
from mingjing.registry.public import NewAccount, actor_for, appoint, system_actor
from mingjing.registry.types import Actor
from tests.browser.seed import PASSWORD, USER
from tests.recorder import Recorder
from tests.rooms.evidence.redacting import MASK
from tests.rooms.evidence.whole import registered, taken_in, whole_recording

KEEPER = "keeper"
ROLES = ("officer", "head", "legal", "administrator", "auditor")
_OPENED = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
_LATER = timedelta(days=213)
"""Behind the six months that everything is kept at least."""


def main() -> None:
    """Opens the account and fills the store in its name."""
    home, now = Path(settings.MINGJING_HOME), system_now()
    agency_id = actor_for(USER, local_date(now)).agency_id
    account = NewAccount(KEEPER, "Ke", agency_id, "", ROLES, valid_from=date(2026, 1, 1))
    appoint(actor=system_actor(), now=_OPENED, account=account, password=PASSWORD)
    actor = actor_for(KEEPER, local_date(now))
    recording = whole_recording(actor, now, home, scene=_scene).id
    _keep(actor, now, recording)
    going = registered(actor, now)
    going.open()
    taken_in(going.links, now, home)
    _receive(actor, now, home)
    public.register_dock(actor=actor, now=now, name="Dock 1", recorders=["REC-0001"])
    source = public.NewSource("Hall", "fixed_camera", 2)
    public.register_source(actor=actor, now=now, source=source)
    sweep_terms(now + _LATER)


def _scene(recorder: Recorder) -> None:
    recorder.open()
    recorder.init()
    recorder.media(b"one")
    recorder.mark()
    recorder.gap(2000)
    recorder.media(b"two")
    recorder.end()


def _keep(actor: Actor, now: datetime, recording: str) -> None:
    """A note, a hold, a loan and a planned copy."""
    words = public.Words(0, 500, "The licence hangs on the wall.")
    public.add_note(actor=actor, now=now, recording_id=recording, words=words)
    item = KeptItem(KeptKind.RECORDING, recording)
    public.place_hold(actor=actor, now=now, item=item, reason="the court asked")
    loan = public.Loan("People's Court", "trial", now + timedelta(days=7), None)
    public.share_recording(actor=actor, now=now, recording_id=recording, loan=loan)
    version = public.draft(recording, actor.account_id).version
    version = public.change_draft(
        actor=actor, now=now, recording_id=recording, version=version, edit=MASK
    ).version
    public.plan_redaction(
        actor=actor, now=now, recording_id=recording, version=version, purpose="publication"
    )


def _receive(actor: Actor, now: datetime, home: Path) -> None:
    path = home / "sent"
    path.write_bytes(b"\xff\xd8\xff" + bytes(range(200)))
    sender = UploadPass(actor.account_id, actor.agency_id, actor.region, "")
    digest = sha256_hex(path.read_bytes())
    public.receive(Incoming("upload_seed", path, digest, "0001.jpg", sender), now)


if __name__ == "__main__":
    main()

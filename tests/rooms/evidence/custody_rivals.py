# SPDX-License-Identifier: Apache-2.0
"""Scenes of custody in which many act at once, or one is killed; told by the town's process.

Each answers what they met and what stands after. Django must be set up before this is imported.
"""

import os
import signal
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from tests.rivals import aside, rivals
from tests.rooms.evidence.custody import DUE, FILM, Keeping, acts_on, person, received_file
from tests.rooms.evidence.whole import whole_recording

from mingjing.evidence import public
from mingjing.evidence.acts.delete_bodies import delete_bodies
from mingjing.evidence.jobs import carry_out_deletions
from mingjing.evidence.models import Hold, ReceivedFile, Viewing
from mingjing.evidence.queries import store
from mingjing.evidence.types import KeptItem, KeptKind
from mingjing.kernel.canonical import sha256_hex
from mingjing.kernel.ids import new_id
from mingjing.registry.public import system_actor

WRITERS = 16


def _home() -> Path:
    return Path(settings.MINGJING_HOME)


def _proposed(content: bytes, *, is_decided: bool = False) -> Keeping:
    """A file whose deletion is proposed, or decided and not carried out."""

    def make() -> str:
        kept = received_file(_home(), content)
        public.list_as_due(actor=system_actor(), now=DUE, item=kept.item)
        kept.propose()
        if is_decided:
            delete_bodies(actor=person("sun"), now=DUE, item=kept.item, reason="agreed")
        return kept.id

    return Keeping(KeptItem(KeptKind.FILE, aside(make)), _home())


def _some_bytes() -> bytes:
    return FILM + new_id("film").encode()


def _is_held(content: bytes) -> bool:
    return aside(lambda: store.held_bytes(sha256_hex(content)) is not None)


def hold_against_delete() -> dict[str, Any]:
    """Half place a hold, half decide the deletion."""
    content = _some_bytes()
    kept = _proposed(content)
    met = rivals(lambda n: kept.hold(now=DUE) if n % 2 else kept.delete(), WRITERS)
    acts = acts_on(kept.id)
    return {
        "met": met,
        "holds": Hold.objects.filter(kept_id=kept.id).count(),
        "hold_entries": acts.count("evidence.hold_placed"),
        "decided": acts.count("evidence.bodies_deleted"),
        "held": _is_held(content),
    }


def many_finish() -> dict[str, Any]:
    """All carry out one decided deletion."""
    content = _some_bytes()
    kept = _proposed(content, is_decided=True)
    met = rivals(lambda n: public.carry_out(kept.item, DUE), WRITERS)
    finished = acts_on(kept.id).count("evidence.deletion_finished")
    return {"met": met, "finished": finished, "held": _is_held(content)}


def same_bytes() -> dict[str, Any]:
    """Half send the bytes again while the others carry out the deletion of their last receipt."""
    content = _some_bytes()
    kept = _proposed(content, is_decided=True)

    def work(number: int) -> object:
        if number % 2:
            return received_file(_home(), content, f"{number}.mp4", DUE)
        public.carry_out(kept.item, DUE)
        return None

    met = rivals(work, WRITERS)
    rows = ReceivedFile.objects.filter(sha256=sha256_hex(content)).exclude(file_id=kept.id)
    return {"met": met, "receipts": rows.count(), "held": _is_held(content)}


def revoke_against_view() -> dict[str, Any]:
    """A quarter withdraws a share, the others view it."""
    sun = person("sun")

    def make() -> list[str]:
        recorder = whole_recording(person("zhao"), DUE - timedelta(days=1), _home())
        loan = public.Loan("Court", "trial", DUE + timedelta(days=1), None)
        code = public.share_recording(actor=sun, now=DUE, recording_id=recorder.id, loan=loan)
        return [recorder.id, code, public.shares(recorder.id)[0].share_id]

    recording_id, code, share_id = aside(make)

    def work(number: int) -> object:
        if number % 4:
            return public.view_share(actor=system_actor(), now=DUE, code=code, name=f"W{number}")
        public.revoke_share(actor=sun, now=DUE, share_id=share_id, reason="wrong")
        return None

    met = rivals(work, WRITERS)
    acts = acts_on(recording_id)
    return {
        "met": met,
        "viewings": Viewing.objects.filter(share_id=share_id).count(),
        "views": acts.count("evidence.share_viewed"),
        "revoked": acts.count("evidence.share_revoked"),
        "last": acts[-1],
    }


def killed(*, after: float) -> dict[str, Any]:
    """Who decides and deletes is killed so many seconds after it began; then the pulse comes."""
    content = _some_bytes()
    kept = _proposed(content)
    connection.close()
    pid = os.fork()
    if pid == 0:
        kept.delete()
        os._exit(0)
    time.sleep(after)  # the instant of the kill is what is tested
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    decided, held = "evidence.bodies_deleted" in acts_on(kept.id), _is_held(content)
    aside(lambda: carry_out_deletions(DUE))
    return {
        "decided": decided,
        "held": held,
        "held_after": _is_held(content),
        "finished": acts_on(kept.id).count("evidence.deletion_finished"),
    }


DO = {
    one.__name__: one
    for one in (hold_against_delete, many_finish, same_bytes, revoke_against_view, killed)
}

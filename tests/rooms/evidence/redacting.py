# SPDX-License-Identifier: Apache-2.0
"""What the tests of redaction share: a plan, a copy whose film is only named one, two people."""

from datetime import datetime
from pathlib import Path

from tests.conftest import NOW
from tests.rooms.evidence.custody import Custody, person

from mingjing.evidence import public
from mingjing.evidence.public import MadeFilm
from mingjing.evidence.queries import store
from mingjing.evidence.rules.plan_edits import Edit, mask_added
from mingjing.evidence.types.redaction import HidingReason, HidingStyle, Key
from mingjing.kernel.canonical import sha256_hex
from mingjing.registry.public import system_actor

FILM = b"no film at all, but its bytes are kept as one"
MASK = mask_added(
    (Key(0, 1000, 1000, 2000, 2000), Key(2000, 3000, 1000, 2000, 2000)),
    HidingReason.MINOR,
    HidingStyle.MOSAIC,
)


def change(
    custody: Custody, edit: Edit = MASK, who: str = "qian", version: int | None = None
) -> int:
    """Changes the draft of a person; its new version."""
    actor = person(who)
    known = public.draft(custody.id, actor.account_id).version if version is None else version
    return public.change_draft(
        actor=actor, now=NOW, recording_id=custody.id, version=known, edit=edit
    ).version


def planned(
    custody: Custody,
    who: str = "qian",
    purpose: str = "publication",
    edit: Edit | None = MASK,
) -> str:
    """A settled plan; the copy's id."""
    if edit is None:
        version = public.draft(custody.id, person(who).account_id).version
    else:
        version = change(custody, edit, who)
    return public.plan_redaction(
        actor=person(who), now=NOW, recording_id=custody.id, version=version, purpose=purpose
    )


def rendered(custody: Custody, content: bytes = FILM, edit: Edit | None = MASK) -> str:
    """A copy that is made; without an edit, of the draft as it is."""
    redaction_id = planned(custody, edit=edit)
    path = Path(custody.home) / "film"
    path.write_bytes(content)
    sha256 = sha256_hex(content)
    store.adopt(sha256, path)
    public.finish_redaction(
        actor=system_actor(),
        now=NOW,
        redaction_id=redaction_id,
        film=MadeFilm(sha256, len(content), 4000, "ffmpeg version 0"),
    )
    return redaction_id


def look(custody: Custody, who: str = "sun") -> None:
    """Says what for, as watching asks."""
    public.issue_pass(actor=person(who), now=NOW, recording_id=custody.id, purpose="review")


def decide(
    redaction_id: str, who: str = "sun", *, is_approved: bool = True, now: datetime = NOW
) -> None:
    """What the second person says."""
    public.decide_redaction(
        actor=person(who), now=now, redaction_id=redaction_id, is_approved=is_approved, reason="ok"
    )


def approved(custody: Custody) -> str:
    """A copy that may leave the house."""
    redaction_id = rendered(custody)
    look(custody)
    decide(redaction_id)
    return redaction_id

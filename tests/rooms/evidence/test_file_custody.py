# SPDX-License-Identifier: Apache-2.0
"""Received files under custody: what recordings do not have, as one object with many receipts."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from tests.conftest import NOW
from tests.pages import PageClient
from tests.rooms.evidence.custody import DUE, FILM, Keeping, acts_on, person, received_file

from mingjing.evidence import public
from mingjing.evidence.jobs import carry_out_deletions, sweep_terms
from mingjing.evidence.models import Deletion
from mingjing.evidence.queries import store
from mingjing.evidence.types import BodiesDeleted, DeletionState, KeptItem, KeptKind, StoreAway
from mingjing.evidence.types.received import FileNotKept
from mingjing.kernel.canonical import sha256_hex
from mingjing.ledger.public import entry_for

pytestmark = pytest.mark.django_db
LATER = DUE + timedelta(days=400)


@pytest.fixture
def file(wired: None, home: Path) -> Keeping:
    return received_file(home)


def remove(kept: Keeping) -> None:
    sweep_terms(LATER)
    kept.propose(at=LATER)
    kept.delete(at=LATER)


def state(kept: Keeping) -> DeletionState:
    return DeletionState(Deletion.objects.get(kept_id=kept.id).state)


def test_a_deleted_file_leaves_its_receipt_its_hash_and_its_entries(file: Keeping) -> None:
    remove(file)
    assert file.bodies() == 0
    assert state(file) is DeletionState.DONE
    assert public.received(file.id).sha256 == sha256_hex(FILM)
    assert acts_on(file.id) == [
        "evidence.file_received", "evidence.term_ran_out", "evidence.deletion_proposed",
        "evidence.bodies_deleted", "evidence.deletion_finished",
    ]  # fmt: skip
    with pytest.raises(BodiesDeleted):
        public.hand_out_file(actor=person("sun"), now=LATER, file_id=file.id, purpose="court")
    for refused in (file.hold, lambda: file.put("sun", "evidence")):
        with pytest.raises(BodiesDeleted):
            refused()


def test_equal_bytes_stay_until_the_last_of_their_receipts_is_decided(
    file: Keeping, home: Path
) -> None:
    second = received_file(home, name="again.mp4", now=NOW + timedelta(days=1))
    held = second.hold(now=DUE)
    remove(file)
    assert file.bodies() == 1
    assert state(file) is DeletionState.DONE
    given = public.hand_out_file(actor=person("sun"), now=LATER, file_id=second.id, purpose="x")
    assert b"".join(public.file_blocks(given.sha256)) == FILM
    public.lift_hold(actor=person("qian"), now=LATER, hold_id=held, reason="over")
    remove(second)
    assert file.bodies() == 0


def test_the_same_bytes_sent_after_the_deletion_are_a_new_receipt_with_a_term_of_its_own(
    file: Keeping, home: Path
) -> None:
    remove(file)
    again = received_file(home, now=LATER)
    assert again.id != file.id
    assert again.bodies() == 1
    assert carry_out_deletions(LATER) == 0
    assert public.deletion(again.id) is None


def test_an_object_that_goes_between_store_and_receipt_is_not_receipted(
    file: Keeping, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody deletes the last receipt after the store said that it holds these bytes."""
    adopt = store.adopt

    def slow(sha256: str, path: Path) -> None:
        adopt(sha256, path)
        remove(file)

    with monkeypatch.context() as late:
        late.setattr(store, "adopt", slow)
        with pytest.raises(FileNotKept):
            received_file(home, name="again.mp4", now=LATER)
    assert received_file(home, name="again.mp4", now=LATER).bodies() == 1


def test_a_store_that_is_away_leaves_a_decision_that_the_pulse_carries_out(
    file: Keeping, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(sha256: str) -> None:
        raise StoreAway

    with monkeypatch.context() as broken:
        broken.setattr(store, "remove_file", away)
        with pytest.raises(StoreAway):
            remove(file)
        assert carry_out_deletions(LATER) == 0
    assert state(file) is DeletionState.DECIDED
    with pytest.raises(BodiesDeleted):
        public.hand_out_file(actor=person("sun"), now=LATER, file_id=file.id, purpose="court")
    assert carry_out_deletions(LATER) == 1
    assert file.bodies() == 0


@pytest.fixture
def late(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mingjing.entry.middleware.system_now", lambda: LATER)


def client(name: str) -> PageClient:
    made = PageClient()
    made.sign_in(name)
    made.speak("en")
    return made


def test_the_pages_of_a_deleted_file_say_when_and_by_what(file: Keeping, late: None) -> None:
    sun, at = client("sun"), ("received_file", file.id)
    given = sun.post(reverse("evidence-file-download", args=[file.id]), {"purpose": "court"})
    assert b"".join(given.streaming_content) == FILM  # type: ignore[attr-defined]
    page = sun.get(reverse("evidence-custody", args=at)).content.decode()
    assert "6 months" in page
    assert "Lend it" not in page
    remove(file)
    page = sun.get(reverse("evidence-file", args=[file.id])).content.decode()
    assert "Deleted under policy on" in page
    assert '<time datetime="2028-06-27">' in page
    assert "who sent which bytes and when can still be proven" in page
    assert sha256_hex(FILM) in page
    assert "To whom and what for" not in page
    assert "deleted 2028-06-27" in sun.get(reverse("evidence-files")).content.decode()
    refused = sun.post(
        reverse("evidence-file-download", args=[file.id]), {"purpose": "court"}, follow=True
    )
    assert "The content was deleted by policy on 2028-06-27" in refused.content.decode()
    page = sun.get(reverse("evidence-audit", args=at)).content.decode()
    for told in ("File received", "File handed out", "court", "Deletion decided", "agreed"):
        assert told in page
    assert sun.get(reverse("evidence-audit-pdf", args=at)).content.startswith(b"%PDF")


def test_two_people_delete_a_file_on_the_page_of_what_is_due(file: Keeping, late: None) -> None:
    sweep_terms(LATER)
    qian, sun, at = client("qian"), client("sun"), ("received_file", file.id)
    assert "Received file" in qian.get(reverse("evidence-due")).content.decode()
    qian.post(reverse("evidence-propose", args=at), {"reason": "old"})
    page = sun.post(reverse("evidence-delete", args=at), {"reason": "agreed"}, follow=True)
    assert "The content is deleted" in page.content.decode()
    assert file.bodies() == 0


def test_a_kind_that_is_none_is_not_found(file: Keeping) -> None:
    sun = client("sun")
    assert sun.get(reverse("evidence-custody", args=["film", file.id])).status_code == 404
    assert sun.get(reverse("evidence-custody", args=["recording", file.id])).status_code == 404
    for name in ("li", "zhou"):
        address = reverse("evidence-custody", args=["received_file", file.id])
        assert client(name).get(address).status_code == 403


def test_the_entry_of_the_deletion_holds_the_digest(file: Keeping) -> None:
    remove(file)
    entries = entry_for("received_file", file.id, 10)
    assert [one.act for one in entries if one.act == "evidence.bodies_deleted"]
    gone = public.deletion(file.id)
    assert gone is not None
    assert gone.item == KeptItem(KeptKind.FILE, file.id)
    assert gone.bodies == 1

# SPDX-License-Identifier: Apache-2.0
"""Pages of redaction: a plan without script, progress, copy and original, hand out, lend."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from tests.conftest import NOW
from tests.pages import PageClient
from tests.rooms.evidence.custody import Custody, acts_on, person
from tests.rooms.evidence.redacting import FILM, approved, change, planned, rendered
from tests.rooms.evidence.test_custody_pages import client, post, shown

from mingjing.evidence import public
from mingjing.evidence.models import FilmJob, Redaction
from mingjing.evidence.public import Loan
from mingjing.evidence.types.redaction import HidingStyle, Key, RedactionState
from mingjing.ledger.public import sequence

pytestmark = pytest.mark.django_db
BOX = {"left": "10", "top": "20.5", "width": "30", "height": "40,25"}
MASK = {"change": "mask", "from": "0", "to": "0:02", "reason": "minor", "style": "solid"} | BOX


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mingjing.entry.middleware.system_now", lambda: NOW)


def plan_of(custody: Custody, who: str = "qian") -> Any:
    return public.draft(custody.id, person(who).account_id).plan


def film(reader: PageClient, redaction_id: str, part: str = "") -> Any:
    address = reverse("evidence-redaction-film", args=[redaction_id])
    return reader.get(address, headers={"Range": part} if part else None)


def test_a_plan_is_written_without_script(custody: Custody) -> None:
    qian = client("qian")
    assert "No redacted copy yet" in shown(qian, "evidence-redactions", custody.id)
    assert "None yet." in shown(qian, "evidence-redact", custody.id)
    page = post(qian, "evidence-redact-change", custody.id, version="0", **MASK)
    assert "Kept." in page
    assert "m1 · 0:00.0–0:02.0 · Minor · One colour" in page
    (mask,) = plan_of(custody).masks
    assert mask.style is HidingStyle.SOLID
    assert mask.keys == (Key(0, 1000, 2050, 3000, 4025), Key(2000, 1000, 2050, 3000, 4025))
    key = {"change": "key", "mask": "m1", "at": "1.5"} | BOX | {"left": "0.5"}
    post(qian, "evidence-redact-change", custody.id, version="1", **key)
    assert plan_of(custody).masks[0].keys[1] == Key(1500, 50, 2050, 3000, 4025)
    gone = {"change": "remove-key", "mask": "m1", "at": "1.500"}
    post(qian, "evidence-redact-change", custody.id, version="2", **gone)
    assert len(plan_of(custody).masks[0].keys) == 2
    quiet = {"change": "stretch", "what": "sound", "from": "1", "to": "3", "reason": "informant"}
    page = post(qian, "evidence-redact-change", custody.id, version="3", **quiet)
    assert "Sound muted 0:01.0–0:03.0" in page
    post(qian, "evidence-redact-change", custody.id, version="4", change="remove", part="m1")
    assert plan_of(custody).masks == ()
    assert len(plan_of(custody).muted) == 1


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"left": "90"}, "outside the picture"), ({"left": "x"}, "cannot be read"),
        ({"left": "-1"}, "outside the picture"), ({"to": "99"}, "outside the recording"),
        ({"from": "1:99"}, "cannot be read"), ({"reason": "because"}, "no reason of the list"),
        ({"change": "nothing"}, "cannot be read"), ({"version": "7"}, "another window"),
        ({"version": ""}, "another window"),
    ],
)  # fmt: skip
def test_what_is_written_wrongly_is_refused_with_what_to_do(
    custody: Custody, wrong: dict[str, str], told: str
) -> None:
    said: dict[str, Any] = {"version": "0"} | MASK | wrong
    assert told in post(client("qian"), "evidence-redact-change", custody.id, **said)
    assert plan_of(custody).is_empty


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (MASK | {"left": "90"}, "Mask &#x27;the new mask&#x27; lies outside the picture"),
        (MASK | {"to": "99"}, "Times of &#x27;the new mask&#x27; lie outside the recording"),
        (
            {"change": "stretch", "what": "sound", "from": "1", "to": "99", "reason": "minor"},
            "Times of &#x27;the new stretch&#x27; lie outside the recording",
        ),
        (
            {"change": "key", "mask": "m1", "at": "1"} | dict.fromkeys(BOX, "90"),
            "Mask &#x27;m1&#x27; lies outside the picture",
        ),
    ],
)
def test_a_refusal_stands_in_its_form_and_names_what_the_page_names(
    custody: Custody, said: dict[str, str], told: str
) -> None:
    version = str(change(custody))
    page = post(client("qian"), "evidence-redact-change", custody.id, version=version, **said)
    before, _, _ = page.partition("data-refused")
    form = before.rpartition("<form")[2]
    assert f'name="change" value="{said["change"]}"' in form
    assert said["change"] != "key" or 'name="mask" value="m1"' in form
    assert page.count(told) == page.count("data-refused") == 1


def test_a_plan_that_hides_nothing_is_refused_where_it_is_settled(custody: Custody) -> None:
    said = {"version": "0", "purpose": "publication"}
    page = post(client("qian"), "evidence-redact-plan", custody.id, **said)
    assert "data-refused" in page.partition('id="settle"')[2].partition("</form>")[0]
    assert "The plan hides nothing" in page


def test_a_settled_plan_leads_to_its_progress_and_can_be_cancelled(custody: Custody) -> None:
    qian = client("qian")
    version = str(change(custody))
    page = post(qian, "evidence-redact-plan", custody.id, version=version, purpose="publication")
    copy = Redaction.objects.get()
    assert "It is being made" in page
    FilmJob.objects.update(state="running", done=1000)
    assert 'value="25"' in shown(qian, "evidence-redaction", copy.redaction_id)
    page = post(qian, "evidence-redaction-cancel", copy.redaction_id)
    assert "Cancelled; nothing of it is kept." in page
    assert "Go on from this plan" in page
    post(qian, "evidence-redaction-take-up", copy.redaction_id)
    assert len(plan_of(custody).masks) == 1
    assert "Cancelled" in shown(client("sun"), "evidence-redactions", custody.id)


def test_a_copy_that_failed_says_by_which_code(custody: Custody) -> None:
    redaction_id = planned(custody)
    from mingjing.registry.public import system_actor

    public.give_up_redaction(
        actor=system_actor(), now=NOW, redaction_id=redaction_id, failure="engines.film_tool_absent"
    )
    page = shown(client("qian"), "evidence-redaction", redaction_id)
    assert "It could not be made" in page
    assert "engines.film_tool_absent" in page


def test_who_decides_says_what_for_looks_and_approves(custody: Custody) -> None:
    redaction_id = rendered(custody)
    qian, sun = client("qian"), client("sun")
    assert "another person who may approve" in shown(qian, "evidence-redaction", redaction_id)
    assert film(sun, redaction_id).status_code == 403
    assert "<video controls" not in shown(sun, "evidence-redaction", redaction_id)
    said = {"answer": "approve", "reason": "enough"}
    assert "Look before you approve" in post(sun, "evidence-redaction-decide", redaction_id, **said)
    page = post(sun, "evidence-redaction-watch", redaction_id, purpose="Review")
    assert "data-copy" in page
    answer = film(sun, redaction_id)
    assert b"".join(answer.streaming_content) == FILM
    assert answer["Cache-Control"] == "private, no-store"
    assert "Approved." in post(sun, "evidence-redaction-decide", redaction_id, **said)
    assert Redaction.objects.get().state == RedactionState.APPROVED


@pytest.mark.parametrize(
    ("asked", "status", "expected"),
    [
        ("bytes=0-3", 206, FILM[:4]), ("bytes=3-", 206, FILM[3:]), ("bytes=-4", 206, FILM[-4:]),
        ("bytes=5-999", 206, FILM[5:]), ("bytes=999-", 416, b""), ("bytes=5-4", 416, b""),
        ("bytes=0-1,3-4", 200, FILM), ("bytes=-", 200, FILM), ("nonsense", 200, FILM),
    ],
)  # fmt: skip
def test_a_player_gets_the_part_that_it_asks_for(
    custody: Custody, asked: str, status: int, expected: bytes
) -> None:
    redaction_id = rendered(custody)
    sun = client("sun")
    post(sun, "evidence-redaction-watch", redaction_id, purpose="Review")
    answer = film(sun, redaction_id, asked)
    assert answer.status_code == status
    assert b"".join(answer.streaming_content) == expected


def test_an_approved_copy_is_handed_out_and_offered_where_recordings_are(custody: Custody) -> None:
    redaction_id = approved(custody)
    zhao, sun = client("zhao"), client("sun")
    assert "Hand out a redacted copy" in shown(zhao, "evidence-recording", custody.id)
    assert f'value="{redaction_id}"' in shown(sun, "evidence-custody", "recording", custody.id)
    sequence(NOW)
    address = reverse("evidence-redaction-hand-out", args=[redaction_id])
    answer: Any = zhao.post(address, {"purpose": "the party asked"})
    assert answer["Content-Disposition"] == f'attachment; filename="{redaction_id}.zip"'
    assert b"".join(answer.streaming_content).startswith(b"PK")
    assert "the party asked" in shown(sun, "evidence-redaction", redaction_id)
    assert acts_on(redaction_id)[-1] == "evidence.redaction_handed_out"
    assert "reason" in post(zhao, "evidence-redaction-hand-out", redaction_id, purpose=" ").lower()


def test_whoever_has_a_code_sees_the_copy_and_that_it_is_one(custody: Custody) -> None:
    redaction_id = approved(custody)
    said = {
        "recipient": "Court", "purpose": "trial", "until": "2026-12-01", "redaction": redaction_id,
    }  # fmt: skip
    page = post(client("sun"), "evidence-share", custody.id, **said)
    assert "shown only now" in page
    loan = Loan("Court", "trial", NOW + timedelta(days=2), None, redaction_id)
    code = public.share_recording(actor=person("sun"), now=NOW, recording_id=custody.id, loan=loan)
    guest = client()
    page = post(guest, "evidence-shared", code=code, name="Wu")
    assert "This is a redacted copy, not the original" in page
    assert "People" not in page
    answer: Any = guest.get(reverse("evidence-shared-film"))
    assert b"".join(answer.streaming_content) == FILM
    assert guest.get(reverse("evidence-shared-playlist")).status_code == 404
    assert client().get(reverse("evidence-shared-film")).status_code in (302, 404)


def test_suggestions_are_taken_or_put_aside_by_a_person(custody: Custody) -> None:
    qian = client("qian")
    page = post(qian, "evidence-redact-search", custody.id, purpose="publication")
    assert "The machine looks." in page
    job = FilmJob.objects.get()
    found = [{"keys": [[0, 1, 1, 50, 50]]}, {"keys": [[900, 1, 1, 50, 50], [990, 2, 2, 50, 50]]}]
    FilmJob.objects.update(state="done", result=found)
    page = shown(qian, "evidence-redact", custody.id)
    assert "Suggestions (2)" in page
    said = {"version": "0", "suggestion": f"{job.job_id}/1", "reason": "victim"}
    page = post(qian, "evidence-redact-suggestion", custody.id, answer="accept", **said)
    assert "Taken into the plan." in page
    assert [one.at for one in plan_of(custody).masks[0].keys] == [900, 990]
    said = {"version": "1", "suggestion": f"{job.job_id}/0"}
    assert "Put aside." in post(qian, "evidence-redact-suggestion", custody.id, answer="no", **said)
    page = post(qian, "evidence-redact-suggestion", custody.id, answer="accept", **said)
    assert "no such part" in page
    assert "Suggestions (" not in page


def test_a_search_is_stopped_by_who_began_it(custody: Custody) -> None:
    qian = client("qian")
    post(qian, "evidence-redact-search", custody.id, purpose="publication")
    job = FilmJob.objects.get()
    page = post(qian, "evidence-redact-search", custody.id, stop=job.job_id)
    assert "Looking for faces: Cancelled" in page

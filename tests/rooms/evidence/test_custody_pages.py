# SPDX-License-Identifier: Apache-2.0
"""Pages of custody: words for a purpose, custody, what is due, sharing by code, the audit."""

from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.conftest import NOW
from tests.pages import PageClient
from tests.rooms.evidence.custody import DUE, Custody, Keeping, acts_on, person
from tests.rooms.evidence.test_notes import SRT

from mingjing.evidence import public
from mingjing.evidence.jobs import sweep_terms
from mingjing.evidence.models import Share, Transcript

pytestmark = pytest.mark.django_db
LATE = datetime(2027, 6, 1, 4, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mingjing.entry.middleware.system_now", lambda: NOW)
    cache.clear()


def client(name: str = "") -> PageClient:
    made = PageClient()
    if name:
        made.sign_in(name)
    made.speak("en")
    return made


def at(kept: Keeping) -> tuple[str, str]:
    return kept.item.kind.value, kept.id


def shown(reader: PageClient, page: str, *names: str) -> str:
    return reader.get(reverse(page, args=names)).content.decode()


def post(reader: PageClient, page: str, *names: str, **said: object) -> str:
    answer = reader.post(reverse(page, args=names), said, follow=True)
    return answer.content.decode()


def test_words_are_shown_once_a_purpose_is_said(custody: Custody) -> None:
    custody.note(text="licence on the wall")
    sun = client("sun")
    page = shown(sun, "evidence-recording", custody.id)
    assert "licence on the wall" not in page
    assert "Notes: 1, transcripts: 0" in page
    assert "licence on the wall" not in post(sun, "evidence-read", custody.id, purpose=" ")
    assert "licence on the wall" in post(sun, "evidence-read", custody.id, purpose="review")
    assert "licence on the wall" not in shown(client("qian"), "evidence-recording", custody.id)


def test_notes_and_transcripts_are_written_on_the_page(custody: Custody) -> None:
    zhao = client("zhao")
    post(zhao, "evidence-read", custody.id, purpose="work")
    said = {"from": "0:01", "to": "2.5", "text": "shows the licence"}
    assert "shows the licence" in post(zhao, "evidence-note", custody.id, **said)
    (note,) = public.notes(custody.id)
    assert (note.begin, note.end) == (1000, 2500)
    assert "must lie within" in post(zhao, "evidence-note", custody.id, **(said | {"to": "99"}))
    fixed = said | {"text": "<b>the</b> permit", "reason": "wrong word", "version": "1"}
    page = post(zhao, "evidence-note-correct", custody.id, note.note_id, **fixed)
    assert "&lt;b&gt;the&lt;/b&gt; permit" in page
    assert "What it said before" in page
    stale = post(zhao, "evidence-note-correct", custody.id, note.note_id, **fixed)
    assert "version 2 stands" in stale

    def bring(name: str, content: str) -> str:
        sent = SimpleUploadedFile(name, content.encode())
        return post(zhao, "evidence-transcript", custody.id, file=sent, source="by hand")

    assert "Line 2 of the transcript is wrong" in bring("a.srt", SRT.replace(",500", ".5"))
    assert "must end with .srt" in bring("a.txt", SRT)
    assert not Transcript.objects.exists()
    assert "请出示执照" in bring("a.SRT", SRT)


def test_a_search_is_posted_and_its_words_stand_in_no_address(custody: Custody) -> None:
    custody.note(text="licence on the wall")
    sun = client("sun")
    page = post(sun, "evidence-search", words="licence", purpose="complaint")
    assert "licence on the wall" in page
    assert custody.id in page
    answer = sun.post(reverse("evidence-search"), {"words": "licence", "purpose": ""})
    assert answer.status_code == 422
    assert "licence on the wall" not in answer.content.decode()
    assert "Nothing was found" in post(
        client("li"), "evidence-search", words="licence", purpose="x"
    )


def test_custody_shows_terms_holds_and_loans_and_takes_what_each_may_do(custody: Custody) -> None:
    qian, zhao = client("qian"), client("zhao")
    page = shown(zhao, "evidence-custody", *at(custody))
    assert "6 months" in page
    assert "Place a hold" not in page
    page = post(zhao, "evidence-category", *at(custody), category="evidence", reason="case 1")
    assert "for ever" in page
    page = post(qian, "evidence-category-withdraw", *at(custody), category="evidence", reason="no")
    assert "6 months" in page
    assert "a court asked" in post(qian, "evidence-hold", *at(custody), reason="a court asked")
    hold_id = public.holds(custody.id)[0].hold_id
    page = post(qian, "evidence-hold-lift", *at(custody), hold_id, reason="over")
    assert "The hold is lifted." in page
    assert client("li").get(reverse("evidence-custody", args=at(custody))).status_code == 403


def test_what_is_due_is_proposed_and_deleted_by_two_on_one_page(
    custody: Custody, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mingjing.entry.middleware.system_now", lambda: LATE)
    sweep_terms(DUE)
    sun, qian = client("sun"), client("qian")
    assert "Term ran out" in shown(qian, "evidence-due")
    page = post(qian, "evidence-propose", *at(custody), reason="nobody needs it")
    assert "Proposed by Qian" in page
    assert "Delete for good" not in page
    assert "Delete for good" in shown(sun, "evidence-due")
    page = post(sun, "evidence-delete", *at(custody), reason="agreed")
    assert "Decided by Sun" in page
    assert custody.bodies() == 0
    page = shown(sun, "evidence-recording", custody.id)
    assert "Deleted under policy" in page
    assert "decided by Sun" in page
    assert "data-player" not in page
    refused = sun.post(
        reverse("evidence-pass", args=[custody.id]), '{"purpose": "x"}', "application/json",
        headers={"accept": "application/json"},
    )  # fmt: skip
    assert refused.status_code == 410


def test_who_proposed_is_offered_no_decision_and_refused_one(
    custody: Custody, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mingjing.entry.middleware.system_now", lambda: LATE)
    sweep_terms(DUE)
    sun = client("sun")
    assert "Delete for good" not in post(sun, "evidence-propose", *at(custody), reason="old")
    page = post(sun, "evidence-delete", *at(custody), reason="agreed")
    assert "may not decide it" in page
    assert custody.bodies() == 5


def lend(custody: Custody, **changes: str) -> str:
    said = {"recipient": "Court", "purpose": "trial", "until": "2026-12-01"} | changes
    page = post(client("sun"), "evidence-share", custody.id, **said)
    return page.split('code-once">')[1].split("<")[0] if "code-once" in page else page


def test_a_code_is_shown_once_and_opens_the_recording_for_a_stranger(custody: Custody) -> None:
    code = lend(custody)
    assert len(code) == 23
    assert code not in shown(client("sun"), "evidence-custody", *at(custody))
    judge = client()
    assert "Your name" in shown(judge, "evidence-shared")
    assert judge.get(reverse("evidence-shared-playlist")).status_code == 302
    page = post(judge, "evidence-shared", code=code, name="Wu")
    assert "You watch as Wu" in page
    assert page.count("Court · Wu") == 9
    playlist = judge.get(reverse("evidence-shared-playlist"))
    assert playlist.headers["Content-Type"] == "application/vnd.apple.mpegurl"
    bodies = [one for one in playlist.content.decode().splitlines() if one.startswith("bodies/")]
    assert len(bodies) == 4
    sha256 = bodies[0].removeprefix("bodies/")
    answer = judge.get(reverse("evidence-shared-body", args=[sha256]))
    assert answer.content == custody.recorder.links[2].body
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert client().get(reverse("evidence-shared-body", args=[sha256])).status_code == 404
    assert "Wu" in shown(client("sun"), "evidence-custody", *at(custody))
    assert acts_on(custody.id)[-1] == "evidence.share_viewed"
    assert "Your name" in post(judge, "evidence-shared-leave")
    assert judge.get(reverse("evidence-shared-playlist")).status_code == 302


def test_a_withdrawn_share_shows_nothing_more_and_says_so(custody: Custody) -> None:
    code, judge = lend(custody), client()
    post(judge, "evidence-shared", code=code, name="Wu")
    share_id = Share.objects.get().share_id
    post(client("sun"), "evidence-share-revoke", custody.id, share_id, reason="wrong person")
    assert judge.get(reverse("evidence-shared-playlist")).status_code == 410
    assert "was withdrawn by the agency" in shown(judge, "evidence-shared")
    assert "was withdrawn by the agency" in post(judge, "evidence-shared", code=code, name="Wu")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"until": "nonsense"}, "ends within 90 days"),
        ({"until": "9999-12-31"}, "ends within 90 days"),
        ({"recipient": ""}, "ends within 90 days"),
        ({"first": "2"}, "two link numbers"),
        ({"purpose": ""}, "No reason is given"),
    ],
)
def test_a_share_that_cannot_be_says_why(
    custody: Custody, change: dict[str, str], told: str
) -> None:
    assert told in lend(custody, **change)
    assert not Share.objects.exists()


def test_wrong_codes_of_one_address_are_counted(custody: Custody) -> None:
    code, stranger = lend(custody), client()

    def enter(what: str) -> int:
        answer = stranger.post(reverse("evidence-shared"), {"code": what, "name": "Wu"})
        return int(answer.status_code)

    assert [enter("nonsense") for _ in range(10)] == [404] * 10
    assert enter("nonsense") == 429
    assert enter(code) == 429
    cache.clear()
    assert enter("") == 422
    assert enter(code) == 302


def test_the_audit_is_a_page_and_a_paper(custody: Custody) -> None:
    public.issue_pass(actor=person("sun"), now=NOW, recording_id=custody.id, purpose="look at it")
    qian = client("qian")
    page = shown(qian, "evidence-audit", *at(custody))
    assert "look at it" in page
    assert "Recording complete" in page
    answer = qian.get(reverse("evidence-audit-pdf", args=at(custody)))
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    for name in ("zhao", "li"):
        assert client(name).get(reverse("evidence-audit", args=at(custody))).status_code == 403

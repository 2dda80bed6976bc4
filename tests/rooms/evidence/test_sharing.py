# SPDX-License-Identifier: Apache-2.0
"""Lending: to whom, until when, which links; receipts; and the audit of a recording."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from tests.conftest import NOW
from tests.recorder import Link
from tests.rooms.evidence.custody import DUE, Custody, acts_on, person

from mingjing.evidence import public
from mingjing.evidence.jobs import sweep_terms
from mingjing.evidence.models import Share
from mingjing.evidence.public import Loan, Part
from mingjing.evidence.queries.shares import lent_body, lent_photos, lent_playlist
from mingjing.evidence.types import (
    BodiesDeleted,
    NameMissing,
    NotSealed,
    PartInvalid,
    ReasonMissing,
    ShareInvalid,
    ShareMissing,
    ShareOver,
)
from mingjing.registry.public import system_actor
from mingjing.registry.types import NotPermitted

pytestmark = pytest.mark.django_db
END = datetime(2026, 12, 1, tzinfo=UTC)


def view(code: str, name: str = "Judge Wu", at: datetime = NOW) -> str:
    return public.view_share(actor=system_actor(), now=at, code=code, name=name)


def revoke(share_id: str, who: str = "sun", reason: str = "wrong person") -> None:
    public.revoke_share(actor=person(who), now=NOW, share_id=share_id, reason=reason)


def sha256_of(link: Link) -> str:
    return str(link.value["sha256"])


def test_whoever_holds_the_code_watches_under_a_name_and_leaves_a_receipt(
    custody: Custody,
) -> None:
    code = custody.share()
    assert code not in str(Share.objects.values().get())
    found = public.lent(view(code.lower()), NOW)
    assert (found.recipient, found.name) == ("People's Court", "Judge Wu")
    (loan,) = public.shares(custody.id)
    assert [one.name for one in loan.viewings] == ["Judge Wu"]
    assert acts_on(custody.id)[-2:] == ["evidence.recording_shared", "evidence.share_viewed"]


def test_a_share_needs_power_recipient_purpose_and_an_end_that_is_near(custody: Custody) -> None:
    for name in ("zhao", "li", "zhou"):
        with pytest.raises(NotPermitted):
            custody.share(name)
    with pytest.raises(ReasonMissing):
        custody.share(purpose=" ")
    for until in (NOW, NOW + timedelta(days=90, seconds=1)):
        with pytest.raises(ShareInvalid):
            custody.share(until=until)
    for recipient in (" ", "x" * 121):
        with pytest.raises(ShareInvalid):
            custody.share(recipient=recipient)
    for part in (Part(3, 2), Part(0, 7), Part(-1, 2)):
        with pytest.raises(PartInvalid):
            custody.share(part=part)
    custody.share("qian", until=NOW + timedelta(days=90))


def test_what_is_not_complete_is_not_lent(custody: Custody) -> None:
    from tests.rooms.evidence.taking import recording_for

    begun = recording_for(person("zhao"), NOW, "inspection_task", "task_1")
    with pytest.raises(NotSealed):
        public.share_recording(
            actor=person("sun"), now=NOW, recording_id=begun, loan=Loan("Court", "trial", END)
        )


def test_a_code_is_refused_when_it_is_wrong_or_no_name_is_typed(custody: Custody) -> None:
    code = custody.share()
    for wrong in ("", "nonsense", code[:-1] + ("2" if code[-1] != "2" else "3")):
        with pytest.raises(ShareMissing):
            view(wrong)
    for name in ("", "x" * 81, "a\nb"):
        with pytest.raises(NameMissing):
            view(code, name)
    with pytest.raises(NotPermitted):
        public.view_share(actor=person("sun"), now=NOW, code=code, name="Wu")


def test_a_share_that_ran_out_or_was_withdrawn_says_so(custody: Custody) -> None:
    code = custody.share(until=END)
    viewing = view(code, at=END - timedelta(seconds=1))
    with pytest.raises(ShareOver, match="ran out"):
        view(code, at=END)
    with pytest.raises(ShareOver, match="ran out"):
        public.lent(viewing, END)
    other = custody.share(until=END)
    viewing = view(other)
    revoke(Share.objects.order_by("-pk").first().share_id)  # type: ignore[union-attr]
    with pytest.raises(ShareOver, match="withdrawn"):
        view(other)
    with pytest.raises(ShareOver, match="withdrawn"):
        public.lent(viewing, NOW)


def test_a_viewing_ends_after_two_hours(custody: Custody) -> None:
    viewing = view(custody.share())
    public.lent(viewing, NOW + timedelta(minutes=119))
    with pytest.raises(ShareOver, match="again"):
        public.lent(viewing, NOW + timedelta(minutes=120))
    with pytest.raises(ShareMissing):
        public.lent("viewing_x", NOW)


def test_a_share_is_withdrawn_with_power_and_reason_and_once(custody: Custody) -> None:
    custody.share()
    share_id = Share.objects.get().share_id
    for name in ("zhao", "li", "zhou"):
        with pytest.raises(NotPermitted):
            revoke(share_id, name)
    with pytest.raises(ReasonMissing):
        revoke(share_id, reason="")
    with pytest.raises(ShareMissing):
        revoke("share_x")
    revoke(share_id, "qian")
    with pytest.raises(ShareOver):
        revoke(share_id)


def test_of_a_part_nothing_else_is_shown(custody: Custody) -> None:
    links = custody.recorder.links  # open, init, four media, end
    found = public.lent(view(custody.share(part=Part(3, 4))), NOW)
    text = lent_playlist(found)
    assert [sha256_of(one) in text for one in links] == [
        False, True, False, True, True, False, False,
    ]  # fmt: skip
    assert text.rstrip().endswith("#EXT-X-ENDLIST")
    assert lent_photos(found) == (sha256_of(links[3]), sha256_of(links[4]))
    assert lent_body(found, sha256_of(links[3])) == links[3].body
    assert lent_body(found, sha256_of(links[1])) == links[1].body
    for hidden in (sha256_of(links[2]), sha256_of(links[5]), "0" * 64, ""):
        with pytest.raises(ShareMissing):
            lent_body(found, hidden)


def test_when_the_bodies_are_gone_a_share_is_over(custody: Custody) -> None:
    code = public.share_recording(
        actor=person("sun"), now=DUE, recording_id=custody.id,
        loan=Loan("Court", "trial", DUE + timedelta(days=9)),
    )  # fmt: skip
    viewing = view(code, at=DUE)
    sweep_terms(DUE)
    custody.propose()
    custody.delete()
    with pytest.raises(BodiesDeleted):
        view(code, at=DUE)
    with pytest.raises(BodiesDeleted):
        public.lent(viewing, DUE)


def test_the_audit_names_who_did_what_and_why_with_each_entry(
    custody: Custody, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    sun = person("sun")
    public.issue_pass(actor=sun, now=NOW, recording_id=custody.id, purpose="look at it")
    note_id = custody.note(text="secret words")
    public.correct_note(
        actor=sun, now=NOW, note_id=note_id, version=1, words=public.Words(0, 1, "x"), reason="typo"
    )
    public.search_words(actor=sun, now=NOW, words="secret", purpose="no hit any more")
    public.add_note(
        actor=sun, now=NOW, recording_id=custody.id, words=public.Words(0, 1, "found me")
    )
    public.search_words(actor=sun, now=NOW, words="found", purpose="complaint")
    custody.put("sun", "evidence", "case 12")
    custody.hold(reason="court 7")
    view(custody.share(purpose="trial"))
    with django_assert_max_num_queries(20):  # type: ignore[attr-defined]
        lines = public.audit_of(custody.item)
    told = {(one.act.removeprefix("evidence."), one.because) for one in lines}
    assert {
        ("recording_opened", ""), ("recording_completed", ""), ("pass_issued", "look at it"),
        ("note_added", ""), ("note_corrected", "typo"), ("words_searched", "complaint"),
        ("category_put", "case 12"), ("hold_placed", "court 7"), ("recording_shared", "trial"),
        ("share_viewed", "trial"),
    } <= told  # fmt: skip
    assert ("words_searched", "no hit any more") not in told
    assert [one.name for one in lines if one.name] == ["Judge Wu"]
    assert all(one.entry_id for one in lines)
    assert not any("secret" in one.because for one in lines)

# SPDX-License-Identifier: Apache-2.0
"""What the law seals is handed out by the head alone, and never by who recorded it."""

from collections.abc import Callable, Collection
from datetime import timedelta

import pytest
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests.conftest import NOW
from tests.pages import PageClient
from tests.rooms.evidence.custody import Custody, person
from tests.rooms.evidence.redacting import approved

from mingjing.cases.rules.sealed import is_sealed
from mingjing.evidence import public
from mingjing.evidence.queries.bundle import Part
from mingjing.evidence.rules.releasing import demand_release
from mingjing.evidence.types.custody_refusals import SealedByLaw
from mingjing.ledger.public import sequence
from mingjing.registry.public import system_actor

pytestmark = pytest.mark.django_db


def sealed(ids: Collection[str]) -> Collection[str]:
    return ids


SEALS = (("inspection_task", sealed),)


def export(who: str, custody: Custody) -> None:
    with public.bundle_of(actor=person(who), now=NOW, recording_id=custody.id, purpose="court"):
        pass


def lend(who: str, custody: Custody) -> str:
    loan = public.Loan("Court", "trial", NOW + timedelta(days=3), Part(0, 1))
    return public.share_recording(actor=person(who), now=NOW, recording_id=custody.id, loan=loan)


@pytest.mark.law("REC-8")
@pytest.mark.parametrize(
    ("is_answering", "is_own", "is_lawful"),
    [(True, False, True), (True, True, False), (False, False, False), (False, True, False)],
)
def test_the_head_decides_and_not_on_their_own(
    is_answering: bool, is_own: bool, is_lawful: bool
) -> None:
    if is_lawful:
        demand_release(is_answering=is_answering, is_own=is_own)
        return
    with pytest.raises(SealedByLaw):
        demand_release(is_answering=is_answering, is_own=is_own)


@pytest.mark.law("REC-8")
@pytest.mark.parametrize(("act", "others"), [(export, ("zhao", "qian")), (lend, ("qian",))])
def test_a_sealed_recording_leaves_by_the_head_alone(
    act: Callable[[str, Custody], object],
    others: tuple[str, ...],
    custody: Custody,
    settings: Settings,
) -> None:
    sequence(NOW)
    for who in others:
        act(who, custody)  # nothing is sealed
    settings.RECORDING_SEALS = "tests.rooms.evidence.test_sealed.SEALS"
    for who in others:
        with pytest.raises(SealedByLaw):
            act(who, custody)
    act("sun", custody)


@pytest.mark.law("REC-8")
def test_a_loan_from_before_ends_unless_the_head_lent_it(
    custody: Custody, settings: Settings
) -> None:
    sequence(NOW)
    codes = {who: lend(who, custody) for who in ("qian", "sun")}
    settings.RECORDING_SEALS = "tests.rooms.evidence.test_sealed.SEALS"
    with pytest.raises(SealedByLaw):
        public.view_share(actor=system_actor(), now=NOW, code=codes["qian"], name="Wu")
    assert public.view_share(actor=system_actor(), now=NOW, code=codes["sun"], name="Wu")


@pytest.mark.law("REC-8")
def test_a_viewing_that_is_open_ends_when_it_is_sealed(
    custody: Custody, settings: Settings
) -> None:
    sequence(NOW)
    codes = {who: lend(who, custody) for who in ("qian", "sun")}
    opened = {
        who: public.view_share(actor=system_actor(), now=NOW, code=code, name="Wu")
        for who, code in codes.items()
    }
    settings.RECORDING_SEALS = "tests.rooms.evidence.test_sealed.SEALS"
    with pytest.raises(SealedByLaw):
        public.lent(opened["qian"], NOW)
    assert public.lent(opened["sun"], NOW).recording_id == custody.id


@pytest.mark.law("REC-8")
def test_nothing_of_it_is_written_before_the_refusal(
    custody: Custody, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.RECORDING_SEALS = "tests.rooms.evidence.test_sealed.SEALS"
    monkeypatch.setattr("mingjing.evidence.exporting.write_bundle", None)
    with pytest.raises(SealedByLaw):
        export("zhao", custody)


@pytest.mark.law("REC-8")
@pytest.mark.parametrize(
    ("field", "is_it"),
    [
        ("public_security", True), (" 治安管理 ", True), ("Public Security", True),
        ("Public_security", True), ("food", False), ("", False),
    ],
)  # fmt: skip
def test_a_field_is_sealed_by_its_code_and_by_its_name(field: str, is_it: bool) -> None:
    assert is_sealed(field) is is_it


@pytest.mark.law("REC-8")
def test_a_redacted_copy_of_it_is_sealed_as_well(custody: Custody, settings: Settings) -> None:
    redaction_id = approved(custody)
    sequence(NOW)
    settings.RECORDING_SEALS = "tests.rooms.evidence.test_sealed.SEALS"
    with (
        pytest.raises(SealedByLaw),
        public.redacted_bundle_of(
            actor=person("zhao"), now=NOW, redaction_id=redaction_id, purpose="court"
        ),
    ):
        pass


@pytest.mark.law("REC-8")
def test_pages_say_that_it_is_sealed_and_refuse_with_the_article(
    custody: Custody, settings: Settings
) -> None:
    sequence(NOW)
    settings.RECORDING_SEALS = "tests.rooms.evidence.test_sealed.SEALS"
    reader = PageClient()
    reader.sign_in("qian")
    reader.speak("en")
    for page in (
        reverse("evidence-recording", args=[custody.id]),
        reverse("evidence-custody", args=["recording", custody.id]),
    ):
        assert "Sealed by law" in reader.get(page).content.decode()
    export_page = reverse("evidence-export", args=[custody.id])
    answer = reader.post(export_page, {"purpose": "court"}, follow=True)
    assert answer["Content-Type"].startswith("text/html")
    assert "Records of a public-security case are sealed" in answer.content.decode()

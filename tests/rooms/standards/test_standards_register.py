# SPDX-License-Identifier: Apache-2.0
"""Registering standards and moving their status."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries
from tests.rooms.standards.bad_files import STANDARD

from mingjing.kernel.paging import PageRequest
from mingjing.ledger.public import entry_for
from mingjing.registry.types import Actor, NotPermitted
from mingjing.standards import public
from mingjing.standards.types import (
    StandardAlreadyRegistered,
    StandardInvalid,
    StandardRef,
    StandardStatus,
    StandardUnknown,
    StatusStepRefused,
    VersionTaken,
)

pytestmark = pytest.mark.django_db
Register = Callable[..., StandardRef]


@pytest.fixture
def register(zhao: Actor, now: datetime) -> Register:
    def run(document: str = STANDARD, actor: Actor = zhao) -> StandardRef:
        return public.register_standard(actor=actor, now=now, document=document)

    return run


def test_a_registered_standard_is_a_candidate(register: Register) -> None:
    ref = register()
    view = public.standard("test.shops")
    assert (view.version, view.status, view.digest) == (
        "1.0.0",
        StandardStatus.CANDIDATE,
        ref.digest,
    )
    assert (view.field_count, view.rule_count) == (3, 3)


def test_registering_leaves_a_ledger_entry(register: Register) -> None:
    register()
    assert [entry.act for entry in entry_for("standard", "test.shops")] == ["standards.registered"]


def test_the_party_may_not_register(register: Register, zhou: Actor) -> None:
    with pytest.raises(NotPermitted):
        register(actor=zhou)
    assert public.standards(PageRequest()).total == 0


def test_an_unsound_document_is_not_registered(register: Register) -> None:
    with pytest.raises(StandardInvalid):
        register("kind: DataContract")


def test_the_same_document_is_registered_once(register: Register) -> None:
    register()
    with pytest.raises(StandardAlreadyRegistered):
        register()


def test_a_version_never_changes_its_content(register: Register) -> None:
    register()
    with pytest.raises(VersionTaken):
        register(STANDARD.replace("name: 门店", "name: 店铺"))


def test_the_latest_version_is_shown_and_older_ones_are_kept(
    register: Register, zhao: Actor, now: datetime
) -> None:
    register()
    later = now + timedelta(days=1)
    newer = STANDARD.replace("version: 1.0.0", "version: 1.1.0")
    public.register_standard(actor=zhao, now=later, document=newer)
    assert public.standard("test.shops").version == "1.1.0"
    assert public.standard("test.shops", "1.0.0").version == "1.0.0"
    assert [view.version for view in public.versions("test.shops")] == ["1.1.0", "1.0.0"]
    assert [view.version for view in public.standards(PageRequest()).items] == ["1.1.0"]


def test_an_unknown_standard_is_missing() -> None:
    with pytest.raises(StandardUnknown):
        public.standard("nowhere")


def test_a_registered_standard_can_be_checked_against(register: Register) -> None:
    register()
    assert public.registered_standard("test.shops").source_key == ("row_no",)


def test_ensuring_registers_once_and_repeats_nothing(
    zhao: Actor, now: datetime, tmp_path: Path
) -> None:
    file = tmp_path / "shops.odcs.yaml"
    file.write_text(STANDARD, encoding="utf-8")
    for _ in range(2):
        assert public.ensure_registered(actor=zhao, now=now, file=file).table == "shops"
    assert len(entry_for("standard", "test.shops")) == 1
    file.write_text(STANDARD.replace("门店", "店"), encoding="utf-8")
    with pytest.raises(VersionTaken):
        public.ensure_registered(actor=zhao, now=now, file=file)


def test_the_status_goes_step_by_step(register: Register, zhao: Actor, now: datetime) -> None:
    register()

    def move(status: StandardStatus) -> None:
        public.set_standard_status(
            actor=zhao, now=now, standard_id="test.shops", version="1.0.0",
            status=status, reason="reviewed",
        )  # fmt: skip

    with pytest.raises(StatusStepRefused) as caught:
        move(StandardStatus.STANDARD)
    assert "候选" in caught.value.text("zh")
    assert "Candidate" in caught.value.text("en")
    for status in (StandardStatus.RECORDED, StandardStatus.QUALIFIED, StandardStatus.STANDARD):
        move(status)
    changes = public.status_changes("test.shops")
    assert [change.to_status for change in changes][::-1] == ["recorded", "qualified", "standard"]
    assert changes[0].reason == "reviewed"


def test_a_retired_standard_stays_retired(register: Register, zhao: Actor, now: datetime) -> None:
    register()
    for status, refused in ((StandardStatus.RETIRED, False), (StandardStatus.RECORDED, True)):
        try:
            public.set_standard_status(
                actor=zhao, now=now, standard_id="test.shops", version="1.0.0", status=status
            )
        except StatusStepRefused:
            assert refused
        else:
            assert not refused


def test_the_status_of_an_unknown_version_cannot_change(zhao: Actor, now: datetime) -> None:
    with pytest.raises(StandardUnknown):
        public.set_standard_status(
            actor=zhao, now=now, standard_id="x", version="1.0.0", status=StandardStatus.RECORDED
        )


def test_an_analyst_may_not_set_the_status(register: Register, qian: Actor, now: datetime) -> None:
    register()
    with pytest.raises(NotPermitted):
        public.set_standard_status(
            actor=qian, now=now, standard_id="test.shops", version="1.0.0",
            status=StandardStatus.RECORDED,
        )  # fmt: skip


def test_the_list_takes_two_queries(
    register: Register, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(3):
        register(STANDARD.replace("test.shops", f"test.shops{number}"))
    with django_assert_num_queries(2):
        page = public.standards(PageRequest(1, 2))
    assert (page.total, len(page.items), page.has_next) == (3, 2, True)

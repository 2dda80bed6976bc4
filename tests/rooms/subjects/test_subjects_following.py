# SPDX-License-Identifier: Apache-2.0
"""New records are resolved without anybody asking: follower and job."""

from datetime import datetime

import pytest
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoCaptureOnCommitCallbacks
from pytest_django.fixtures import Settings
from tests.rooms.subjects.town import OAK, Lake, visit

from mingjing.ledger.types import EntryView
from mingjing.registry.types import Actor
from mingjing.subjects.followers import RESOLVE, resolve_after, resolve_records
from mingjing.subjects.models import ResolutionRun
from mingjing.subjects.public import is_due, resolve, subject_of

pytestmark = pytest.mark.django_db


def accepted(now: datetime) -> EntryView:
    return EntryView(
        entry_id="entry_1",
        act="catalog.batch_accepted",
        kind="batch",
        object_id="batch_1",
        agency_id="agency",
        account_id="account",
        at=now,
        digest="00",
        leaf_index=0,
    )


def test_a_batch_leads_to_a_resolution(
    lake: Lake, now: datetime, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    assert accepted(now).act in RESOLVE.acts
    with django_capture_on_commit_callbacks(execute=True):
        resolve_after(accepted(now))
    assert not is_due()
    assert ResolutionRun.objects.count() == 1


def test_the_worker_finds_the_job_that_waits(lake: Lake, now: datetime, settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    resolve_after(accepted(now))
    (waiting,) = DBTaskResult.objects.all()
    assert waiting.task.func == resolve_records.func
    assert waiting.args_kwargs["args"] == ["batch_1"]
    waiting.task.call(*waiting.args_kwargs["args"])
    assert not is_due()


def test_it_asks_for_nothing_when_nothing_changed(
    lake: Lake,
    system: Actor,
    now: datetime,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    resolve(actor=system, now=now)
    with django_capture_on_commit_callbacks(execute=True):
        resolve_after(accepted(now))
    resolve_records.call("batch_1")
    assert ResolutionRun.objects.count() == 1


def test_later_records_join_the_subject_they_are_about(
    lake: Lake, system: Actor, now: datetime
) -> None:
    resolve(actor=system, now=now)
    lake.add("visit_all", visit(9, "GOLDEN WOK", OAK, licence_no="100"))
    resolve_records.call("batch_2")
    assert subject_of("visits:9") == subject_of("register:1")


def test_a_batch_without_anybody_in_it_is_no_failure(lake: Lake, now: datetime) -> None:
    lake.tables.clear()
    resolve_records.call("batch_1")
    assert ResolutionRun.objects.count() == 0

# SPDX-License-Identifier: Apache-2.0
"""Pages of received files and docks: upload without script, list, join, download, register."""

import errno
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from pytest_django.fixtures import Settings
from tests.pages import PageClient

from mingjing.engines.errors import ObjectsAway, ObjectsFull
from mingjing.engines.objects import ObjectStore
from mingjing.evidence.models import Dock, FileAccess, ReceivedFile
from mingjing.evidence.queries.store import objects
from mingjing.evidence.queries.upload_passes import read_upload_pass
from mingjing.evidence.types import Occasion, StoreAway, StoreFull
from mingjing.evidence.types.received import UploadPass
from mingjing.kernel.clock import system_now
from mingjing.kernel.errors import PlatformError
from mingjing.ledger.models import Entry
from mingjing.registry.types import Actor

pytestmark = pytest.mark.django_db
JPEG = b"\xff\xd8\xff" + bytes(range(200))
VISIT = Occasion("inspection_task", "task_1", "Shop", "Street 1", "agency_visit", "330102")
Visitor = Callable[[str], PageClient]


def visits(actor: Actor, now: datetime) -> tuple[Occasion, ...]:
    """The one visit of Zhao."""
    return (replace(VISIT, agency_id=actor.agency_id),) if actor.name == "Zhao" else ()


MAKERS = (visits,)


@pytest.fixture(autouse=True)
def wired(settings: Settings, home: Path) -> None:
    settings.RECORDING_OCCASIONS = f"{__name__}.MAKERS"


@pytest.fixture
def visitor(people: tuple[str, ...], page_client: PageClient) -> Visitor:
    def signed_in(name: str) -> PageClient:
        page_client.sign_in(name)
        return page_client

    return signed_in


def upload(page: PageClient, *contents: tuple[str, bytes], occasion: str = "") -> int:
    given = [SimpleUploadedFile(name, content) for name, content in contents]
    answer = page.post("/evidence/upload/", {"files": given, "occasion": occasion})
    return answer.status_code


def one() -> ReceivedFile:
    return ReceivedFile.objects.get()


def test_without_script_files_go_through_the_site(visitor: Visitor, home: Path) -> None:
    zhao = visitor("zhao")
    assert upload(zhao, ("a.jpg", JPEG), ("b.mp4", JPEG), occasion="inspection_task/task_1") == 302
    rows = list(ReceivedFile.objects.order_by("name").values_list("name", "media", "occasion_id"))
    assert rows == [("a.jpg", "image/jpeg", "task_1"), ("b.mp4", "image/jpeg", "task_1")]
    assert len(list((home / "evidence" / "files").glob("*/*"))) == 1  # one content, one object
    assert list((home / "tmp").iterdir()) == []
    text = zhao.get("/evidence/files/").content.decode()
    assert "a.jpg" in text
    assert text.count("name differs") + text.count("名实不符") == 1  # b.mp4 is a photo


def test_an_empty_file_or_none_is_refused(visitor: Visitor) -> None:
    zhao = visitor("zhao")
    assert upload(zhao) == 200
    assert upload(zhao, ("a.jpg", b"")) == 200
    assert ReceivedFile.objects.count() == 0


@pytest.mark.parametrize("cause", [ObjectsFull, ObjectsAway])
def test_a_store_that_takes_nothing_is_told_on_the_page(
    cause: type[PlatformError], visitor: Visitor, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def adopt(store: ObjectStore, key: str, path: Path) -> None:
        raise cause(cause="no space left")

    monkeypatch.setattr(type(objects()), "adopt", adopt)
    zhao = visitor("zhao")
    given = [SimpleUploadedFile("a.jpg", JPEG)]
    answer = zhao.post("/evidence/upload/", {"files": given})
    told = (StoreFull if cause is ObjectsFull else StoreAway)().text("zh")
    assert (answer.status_code, told in answer.content.decode()) == (200, True)
    assert ReceivedFile.objects.count() == 0


def test_a_disk_that_is_full_on_the_way_to_the_store_is_told_on_the_page(
    visitor: Visitor, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def chunks(given: InMemoryUploadedFile) -> Iterator[bytes]:
        yield JPEG
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr(InMemoryUploadedFile, "chunks", chunks)
    zhao = visitor("zhao")
    answer = zhao.post("/evidence/upload/", {"files": [SimpleUploadedFile("a.jpg", JPEG)]})
    assert StoreFull().text("zh") in answer.content.decode()
    assert list((home / "tmp").iterdir()) == []


def test_nobody_uploads_for_anothers_visit(visitor: Visitor) -> None:
    zhao = visitor("zhao")
    assert upload(zhao, ("a.jpg", JPEG), occasion="inspection_task/task_2") == 200
    answer = zhao.post("/evidence/upload/pass/", {"occasion": "inspection_task/task_2"})
    assert answer.status_code == 404
    assert ReceivedFile.objects.count() == 0


def test_the_script_gets_a_pass_for_the_occasion(visitor: Visitor) -> None:
    told = visitor("zhao").post("/evidence/upload/pass/", {"occasion": "inspection_task/task_1"})
    assert told.json()["door"].endswith("/files/")
    given = read_upload_pass(told.json()["pass"], system_now())
    assert isinstance(given, UploadPass)
    assert (given.occasion, given.region, given.is_dock) == (
        "inspection_task/task_1", "330102", False,
    )  # fmt: skip
    assert Entry.objects.filter(act="evidence.upload_pass_issued").count() == 1


def test_a_file_in_the_inbox_is_joined_once_with_a_reason(visitor: Visitor) -> None:
    zhao = visitor("zhao")
    upload(zhao, ("a.jpg", JPEG))
    address = f"/evidence/files/{one().file_id}/"
    assert "task_1" in zhao.get(address).content.decode()
    zhao.post(address + "join/", {"occasion": "inspection_task/task_1", "reason": " "})
    assert one().occasion_kind == ""
    zhao.post(address + "join/", {"occasion": "inspection_task/task_1", "reason": "same shop"})
    assert (one().occasion_id, one().joined_because, one().region) == (
        "task_1", "same shop", "330102",
    )  # fmt: skip
    zhao.post(address + "join/", {"occasion": "inspection_task/task_1", "reason": "again"})
    assert Entry.objects.filter(act="evidence.file_joined").count() == 1


@pytest.mark.law("REC-5")
def test_a_download_needs_a_purpose_and_leaves_an_entry(visitor: Visitor) -> None:
    zhao = visitor("zhao")
    upload(zhao, ("照片 1.jpg", JPEG))
    address = f"/evidence/files/{one().file_id}/"
    assert zhao.post(address + "download/", {"purpose": ""}).status_code == 302
    assert FileAccess.objects.count() == 0
    answer = zhao.post(address + "download/", {"purpose": "for the hearing"})
    assert b"".join(answer.streaming_content) == JPEG  # type: ignore[attr-defined]
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert FileAccess.objects.get().purpose == "for the hearing"
    assert Entry.objects.filter(act="evidence.file_handed_out").count() == 1
    assert "for the hearing" in zhao.get(address).content.decode()


def test_another_agency_sees_nothing_of_it(visitor: Visitor) -> None:
    upload(visitor("zhao"), ("secret.jpg", JPEG))
    li = visitor("li")
    address = f"/evidence/files/{one().file_id}/"
    assert "secret.jpg" not in li.get("/evidence/files/").content.decode()
    assert li.get(address).status_code == 403
    assert li.post(address + "download/", {"purpose": "curious"}).status_code in (302, 403)
    assert FileAccess.objects.count() == 0


def test_the_inbox_lists_only_what_is_joined_to_nothing(visitor: Visitor) -> None:
    zhao = visitor("zhao")
    upload(zhao, ("joined.jpg", JPEG), occasion="inspection_task/task_1")
    upload(zhao, ("orphan.jpg", JPEG))
    text = zhao.get("/evidence/files/?orphan=1").content.decode()
    assert "orphan.jpg" in text
    assert "joined.jpg" not in text


def test_a_dock_is_registered_and_withdrawn(visitor: Visitor) -> None:
    sun = visitor("sun")
    given = {"name": "Dock 1", "recorders": "REC-2\nREC-1\n\nREC-1"}
    text = sun.post("/evidence/docks/", given).content.decode()
    dock = Dock.objects.get()
    assert dock.recorders == ["REC-1", "REC-2"]
    assert 'id="word"' in text
    assert 'id="word"' not in sun.get("/evidence/docks/").content.decode()  # shown once
    sun.post("/evidence/docks/", {"name": "Dock 2", "recorders": "../REC"})
    assert Dock.objects.count() == 1
    sun.post(f"/evidence/docks/{dock.dock_id}/revoke/", {"reason": "broken"})
    assert Dock.objects.get().revoked_because == "broken"
    acts = list(Entry.objects.filter(kind="dock").order_by("id").values_list("act", flat=True))
    assert acts == ["evidence.dock_registered", "evidence.dock_revoked"]


def test_an_officer_registers_no_dock(visitor: Visitor) -> None:
    answer = visitor("zhao").post("/evidence/docks/", {"name": "D", "recorders": "R"})
    assert answer.status_code == 403

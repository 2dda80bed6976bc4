# SPDX-License-Identifier: Apache-2.0
"""The object store over HTTP: a real S3 dialect, on a server that the test starts.

`make test-peers` names the interpreter that has the server (moto) in MINGJING_PEERS.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from mingjing.catalog.public import canonical_views, connect_example, take_in, tidy_lake
from mingjing.engines.batch import open_local_engine
from mingjing.engines.errors import ObjectMissing, ObjectsAway
from mingjing.engines.objects import ObjectStore, open_objects
from mingjing.evidence.queries import store
from mingjing.evidence.types import ChainDamaged
from mingjing.kernel.canonical import sha256_hex
from mingjing.registry.types import Actor
from mingjing.subjects.public import latest_run, resolve

pytestmark = pytest.mark.peers
SMALL = Path(__file__).resolve().parents[2] / "data" / "example_small"


@pytest.fixture(scope="module")
def port() -> Iterator[str]:
    python = os.environ.get("MINGJING_PEERS", "")
    if not python:
        pytest.skip("no S3 server: MINGJING_PEERS names no interpreter")
    script = Path(__file__).with_name("s3_server.py")
    with subprocess.Popen(
        [python, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        yield server.stdout.readline().strip()
        server.stdin.close()
        server.wait(20)


@pytest.fixture
def url(port: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """An address in the bucket for one test, with the environment that an operator sets."""
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "AWS_ALLOW_HTTP": "true",
        "AWS_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
    }.items():
        monkeypatch.setenv(name, value)
    return f"s3://lake/{request.node.name}"


@pytest.fixture
def objects(url: str, tmp_path: Path) -> ObjectStore:
    return open_objects(tmp_path / "cache", url=url)


def test_it_gives_back_what_was_put(objects: ObjectStore, tmp_path: Path) -> None:
    big = tmp_path / "big.bin"
    big.write_bytes(bytes(range(256)) * 60_000)  # above the size of one part
    objects.put("batch/a.bin", b"one")
    objects.put("batch/big.bin", big)
    assert objects.get("batch/a.bin") == b"one"
    assert objects.local_path("batch/big.bin").read_bytes() == big.read_bytes()
    assert list(objects.list("batch")) == ["batch/a.bin", "batch/big.bin"]


def test_another_node_sees_it_and_a_deleted_object_is_gone(
    objects: ObjectStore, url: str, tmp_path: Path
) -> None:
    objects.put("a", b"one")
    other = open_objects(tmp_path / "other", url=url)
    assert other.local_path("a").read_bytes() == b"one"
    objects.put("a", b"two")
    assert objects.get("a") == b"two"
    objects.delete("a")
    objects.delete("a")
    assert not other.exists("a")
    with pytest.raises(ObjectMissing):
        other.get("a")


def test_the_bodies_of_a_recording_lie_there_and_are_checked(
    url: str, home: Path, settings: Settings, now: datetime
) -> None:
    settings.MINGJING_OBJECTS_URL = url
    body = b"a second of the scene"
    sha256 = sha256_hex(body)
    store.keep(store.body_key("recording_1", sha256), body)
    assert store.body("recording_1", sha256) == body
    shutil.rmtree(home / "evidence")  # a node without its folder
    assert store.body("recording_1", sha256) == body
    store.keep(store.body_key("recording_1", sha256), b"altered")
    with pytest.raises(ChainDamaged):
        store.body("recording_1", sha256)
    with pytest.raises(ObjectMissing):
        store.body("recording_1", "1" * 64)


def test_a_server_that_is_gone_is_a_store_that_is_away(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    gone = open_objects(tmp_path / "gone", url=url)
    for ask in (lambda: gone.keep("a", b"one"), lambda: gone.get("a")):
        with pytest.raises(ObjectsAway):
            ask()


@pytest.mark.django_db
def test_the_lake_lives_there_and_a_node_without_its_folder_goes_on(
    url: str, home: Path, settings: Settings, system: Actor, now: datetime
) -> None:
    settings.MINGJING_OBJECTS_URL = url
    connected = connect_example(actor=system, now=now, example_dir=SMALL)
    assert [intake.batch.accepted for intake in connected.intakes] == [6, 3]
    assert any(key.startswith("batches/") for key in open_objects(home / "x", url=url).list())
    shutil.rmtree(home / "lake")  # the local copies
    with open_local_engine() as engine:
        canonical_views(engine, {"visit"})
        assert engine.rows("SELECT count(*) FROM visit") == [(6,)]
    resolve(actor=system, now=now)
    run = latest_run()
    assert run is not None
    assert run.premises > 0
    more = home / "more.csv"
    more.write_text(
        "Ticket,Opened,Closed,Topic,Place,InspectionDay,Permit\nT-5,2025-02-03,,damp,x,,\n"
    )
    taken = take_in(actor=system, now=now, resource_id="hotline", file=more)
    assert taken.batch.accepted == 1
    assert tidy_lake(now) == ()

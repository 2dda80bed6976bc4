# SPDX-License-Identifier: Apache-2.0
"""The door on stores that fail: a real S3 dialect whose server goes away, a disk that is full.

`make test-peers` names the interpreter that has the server (moto) in MINGJING_PEERS.
"""

import hashlib
import os
import secrets
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.recorder import Link, Recorder
from tests.rooms.evidence.door import Town, town
from tests.rooms.evidence.test_upload_door import append, create, fresh, receipts

from mingjing_verify.judge import judge

pytestmark = [pytest.mark.own_database, pytest.mark.xdist_group("door_stores")]
SERVER = Path(__file__).parents[1] / "engines" / "s3_server.py"
PATIENCE = 20


@dataclass
class Bucket:
    """A town whose evidence lies in a bucket, and the server of the bucket."""

    town: Town
    server: "subprocess.Popen[str]"

    def say(self, word: str) -> None:
        assert self.server.stdin is not None
        assert self.server.stdout is not None
        self.server.stdin.write(f"{word}\n")
        self.server.stdin.flush()
        assert self.server.stdout.readline().strip() == "done"


@pytest.fixture(scope="module")
def bucket(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bucket]:
    python = os.environ.get("MINGJING_PEERS", "")
    if not python:
        pytest.skip("no S3 server: MINGJING_PEERS names no interpreter")
    with subprocess.Popen(
        [python, SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        environment = {
            "MINGJING_OBJECTS_URL": "s3://lake/evidence",
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{server.stdout.readline().strip()}",
            "AWS_ALLOW_HTTP": "true",
            "AWS_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
        }
        with town(tmp_path_factory.mktemp("bucket"), **environment) as made:
            yield Bucket(made, server)
        server.stdin.close()
        server.wait(20)


def _sent(place: Town, links: list[Link]) -> list[int]:
    return [place.put(link).status for link in links]


def _shown(place: Town, recorder: Recorder) -> list[bytes]:
    """The bodies that the playlist names, as a watcher gets them."""
    text = place.get(recorder, "playlist.m3u8").content.decode()
    named = [line for line in text.splitlines() if line.startswith("bodies/")]
    return [place.get(recorder, one).content for one in named]


@pytest.mark.peers
def test_a_store_that_goes_away_is_said_and_what_was_acknowledged_is_there_when_it_is_back(
    bucket: Bucket, tmp_path: Path
) -> None:
    place = bucket.town
    recorder = place.recorder()
    recorder.open()
    recorder.init()
    bodies = [secrets.token_bytes(30_000) for _ in range(4)]
    for body in bodies[:3]:
        recorder.media(body)
    assert _sent(place, recorder.links) == [201] * 5
    assert not (place.home / "evidence" / "recordings").exists()
    late = recorder.media(bodies[3])
    bucket.say("stop")
    asked = time.monotonic()
    answer = place.put(late)
    shown = place.get(recorder, f"bodies/{hashlib.sha256(bodies[0]).hexdigest()}")
    assert time.monotonic() - asked < PATIENCE
    for said in (answer, shown):
        assert (said.status, said.code) == (503, "evidence.store_away")
        assert said.headers["retry-after"] == "1"
    assert place.facts(recorder)["held"] == 5
    bucket.say("start")
    assert _sent(place, [late, recorder.end()]) == [201, 201]
    assert _shown(place, recorder) == bodies
    assert place.ask("sweep")["completed"] == 1
    assert _shown(place, recorder) == bodies
    target = tmp_path / "bundle.zip"
    place.ask("bundle", recording=recorder.id, target=str(target))
    findings = judge(target).findings
    assert [one.code for one in findings if one.weight in {"suspect", "barrier", "missing"}] == []


@pytest.mark.peers
def test_an_upload_whose_store_is_away_is_received_when_it_is_back(bucket: Bucket) -> None:
    place, content = bucket.town, fresh()
    word = place.ask("upload_pass", who="zhao")["pass"]
    address = create(place, word, len(content), filename="a.bin").headers["location"]
    bucket.say("stop")
    answer = append(place, word, address, content)
    assert answer.status in (204, 503), answer.content
    bucket.say("start")
    assert receipts(place, content)["rows"] == []
    place.ask("sweep_files", later=900)  # the door may be at it before
    found = receipts(place, content)
    assert [row[0] for row in found["rows"]] == ["a.bin"]
    assert found["held"] == len(content)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Town]:
    """A town whose evidence lies on a disk of one mebibyte."""
    disk = tmp_path / "evidence"
    disk.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    if subprocess.run(mounting, check=False, capture_output=True).returncode:
        pytest.skip("a disk of our own cannot be mounted here")
    try:
        with town(tmp_path) as made:
            yield made
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_disk_that_is_full_is_said_and_what_was_acknowledged_stays(small: Town) -> None:
    recorder = small.recorder()
    recorder.open()
    recorder.init()
    bodies = [secrets.token_bytes(300_000) for _ in range(6)]
    links = [recorder.media(body) for body in bodies]
    _sent(small, recorder.links[:2])
    answers = [small.put(link) for link in links]
    kept = [one.status for one in answers].count(201)
    assert 0 < kept < len(links)
    full = answers[kept]
    assert (full.status, full.code) == (507, "evidence.store_full")
    assert full.headers["retry-after"] == "1"
    assert small.facts(recorder)["held"] == 2 + kept
    assert _shown(small, recorder) == bodies[:kept]
    disk = small.home / "evidence"
    subprocess.run(["mount", "-o", "remount,size=8m", str(disk)], check=True)
    assert _sent(small, [*links[kept:], recorder.end()]) == [201] * (len(links) - kept + 1)
    assert _shown(small, recorder) == bodies

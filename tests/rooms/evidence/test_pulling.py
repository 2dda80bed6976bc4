# SPDX-License-Identifier: Apache-2.0
"""`mingjing evidence pull`: RTSP with a login, RTMP taken in, cuts, and what nobody may see."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, ClassVar

import pytest
from tests.rooms.evidence.door import Town, free_port
from tests.rooms.evidence.pushing import CODED, PICTURE, SOUND, TONE, address, ended, ffmpeg
from tests.rooms.evidence.rtsp_camera import Camera

from mingjing.evidence.pulling import Pull, Pulled, pull, with_login
from mingjing.evidence.types.pushes import PullRefused

pytestmark = [pytest.mark.own_database, pytest.mark.xdist_group("door")]
COMMAND = str(Path(sys.executable).parent / "mingjing")
LOGIN = "viewer:p@ss word"


def start(door: Town, word: str, *more: str, login: str = "") -> "subprocess.Popen[str]":
    environment = {
        **door.environment,
        "MINGJING_PUSH_ADDRESS": address(door, word, ""),
        "MINGJING_SOURCE_LOGIN": login,
    }
    command = [COMMAND, "evidence", "pull", *more, "--json"]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def until(door: Town, key: str, done: Callable[[list[str]], bool]) -> list[str]:
    """The kinds of the links, once they are as wanted."""
    patience = time.monotonic() + 40
    kinds: list[str] = []
    while time.monotonic() < patience:
        said = door.ask("pushed", key=key)["said"]
        kinds = [link["kind"] for link in said[0]] if said else []
        if done(kinds):
            return kinds
        time.sleep(0.2)
    raise AssertionError(kinds)


def arguments_of(process: int) -> str:
    """The command lines of a process and its children, as anybody on the machine sees them."""
    own = Path(f"/proc/{process}/cmdline").read_bytes()
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return own.decode() + "".join(arguments_of(int(one)) for one in children)


def test_rtsp_with_a_login_is_pulled_again_after_a_cut_and_nobody_sees_the_secrets(
    door: Town, tmp_path: Path
) -> None:
    made = door.ask("source")
    with Camera(tmp_path, LOGIN) as camera:
        process = start(door, made["pass"], f"rtsp://127.0.0.1:{camera.port}/one", login=LOGIN)
        until(door, made["key"], lambda kinds: kinds.count("media") >= 3)
        seen = arguments_of(process.pid)
        assert "pipe:0" in seen
        assert not [word for word in ("p@ss", "p%40ss", "viewer", made["pass"]) if word in seen]
        camera.cut()
        until(door, made["key"], lambda kinds: "gap" in kinds and kinds[-1] == "media")
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=30)
    assert process.returncode == 0, err
    assert json.loads(out)["runs"] >= 2
    assert camera.let_in >= 2
    assert made["pass"] not in out + err
    assert "p@ss" not in out + err
    [said] = ended(door, made["key"])["said"]
    kinds = [link["kind"] for link in said]
    assert (kinds[:3], kinds[-1]) == (["open", "init", "media"], "end")
    assert kinds.count("init") == kinds.count("gap") + 1


def test_rtmp_is_taken_in(door: Town) -> None:
    made, port = door.ask("source", camera="body_camera"), free_port()
    place = f"rtmp://127.0.0.1:{port}/live/gate"
    process = start(door, made["pass"], place, "--listen", "--once")
    for _ in range(40):
        sent = ffmpeg("-re", *PICTURE, *TONE, "-t", "4", *CODED, *SOUND, "-f", "flv", place)
        if sent.returncode == 0:
            break
        assert process.poll() is None
        time.sleep(0.25)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 0, err
    assert json.loads(out)["pieces"] >= 3
    [said] = ended(door, made["key"])["said"]
    assert said[1]["says"]["mime"] == 'video/mp4; codecs="avc1.42C00A, mp4a.40.2"'
    assert 3500 <= sum(link["dur"] for link in said) <= 4500


class Web(BaseHTTPRequestHandler):
    """A camera that is read by HTTP, and a door that counts what it gets."""

    films: ClassVar[dict[str, bytes]] = {}
    asked: ClassVar[list[str]] = []
    pushed: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        found = self.films.get(self.path)
        self.send_response(404 if found is None else 200)
        self.send_header("Content-Type", "application/octet-stream")
        self.end_headers()
        self.wfile.write(found or b"")

    def do_PUT(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.pushed.append(self.path)
        self.send_response(201)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_said: Any) -> None:
        """Says nothing."""


@pytest.fixture
def web(tmp_path: Path) -> Iterator[str]:
    """Address of a camera that offers `/film` and whatever a test adds."""
    film = tmp_path / "film.ts"
    assert ffmpeg(*PICTURE, "-t", "2", *CODED, str(film)).returncode == 0
    Web.films, Web.asked, Web.pushed = {"/film": film.read_bytes()}, [], []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Web)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def test_a_camera_is_read_by_http(web: str) -> None:
    found = Pulled()
    pull(Pull(f"{web}/film", f"{web}/pushes/pass"), found, lambda _text: None, once=True)
    assert found.pieces >= 2
    assert Web.pushed[0] == "/pushes/pass/init-0.mp4"


LISTS = {
    "HLS": "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n{place}\n#EXT-X-ENDLIST\n",
    "DASH": '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" '
    'mediaPresentationDuration="PT2S" profiles="urn:mpeg:dash:profile:full:2011"><Period>'
    '<AdaptationSet contentType="video"><Representation id="0" bandwidth="1" '
    'mimeType="video/mp4"><BaseURL>{place}</BaseURL></Representation></AdaptationSet>'
    "</Period></MPD>",
    "concat": "ffconcat version 1.0\nfile '{place}'\n",
}


@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS)
@pytest.mark.parametrize("is_file", [True, False], ids=["a file", "another address"])
def test_a_camera_cannot_have_something_else_read(
    web: str, tmp_path: Path, text: str, *, is_file: bool
) -> None:
    place = f"file://{tmp_path}/film.ts" if is_file else f"{web}/film"
    Web.films["/camera"] = text.format(place=place).encode()
    found = Pulled()
    pull(Pull(f"{web}/camera", f"{web}/pushes/pass"), found, lambda _text: None, once=True)
    assert (found.pieces, Web.pushed) == (0, [])
    assert set(Web.asked) == {"/camera"}


def test_a_door_that_says_no_ends_it(door: Town, web: str) -> None:
    plan = Pull(f"{web}/film", address(door, "wrong", ""))
    with pytest.raises(PullRefused, match="push_pass_wrong"):
        pull(plan, Pulled(), lambda _text: None, once=True)


@pytest.mark.parametrize(
    "place",
    [
        "camera",
        "concat:a|b",
        "rtsp://a/'\nfile '/etc/passwd",
        "data:text/plain,a",
        "file:///a.mp4",
        "rtsp://a/\tb",
    ],
    ids=["a word", "a list", "a line more", "data", "a file", "a tab"],
)
def test_an_address_that_is_none_is_refused(place: str) -> None:
    with pytest.raises(PullRefused):
        with_login(place, "")


def test_a_login_goes_into_the_address_and_replaces_an_older_one() -> None:
    found = with_login("rtsp://old:one@camera.example:554/a", LOGIN)
    assert found == "rtsp://viewer:p%40ss%20word@camera.example:554/a"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["rtsp://user:word@camera.example/a"], "MINGJING_SOURCE_LOGIN"),
        (["rtsp://camera.example/a", "--ffmpeg", "no-such-program"], "no-such-program"),
        (["rtsp://camera.example/a"], "MINGJING_PUSH_ADDRESS"),
    ],
)
def test_a_command_that_lacks_something_says_what(given: list[str], said: str) -> None:
    environment: dict[str, Any] = {
        **os.environ,
        "MINGJING_PUSH_ADDRESS": "",
        "DJANGO_SETTINGS_MODULE": "mingjing.entry.settings",
    }
    run = subprocess.run(
        [COMMAND, "evidence", "pull", *given],
        capture_output=True, text=True, check=False, env=environment,
    )  # fmt: skip
    assert run.returncode != 0
    assert said in run.stderr

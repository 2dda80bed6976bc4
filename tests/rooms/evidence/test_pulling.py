# SPDX-License-Identifier: Apache-2.0
"""`mingjing evidence pull`: RTSP with a login, RTMP taken in, cuts, and what nobody may see."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

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


def test_a_door_that_says_no_ends_it(door: Town, tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    assert ffmpeg(*PICTURE, "-t", "2", *CODED, str(film)).returncode == 0
    plan = Pull(f"file:{film}", address(door, "wrong", ""))
    with pytest.raises(PullRefused, match="push_pass_wrong"):
        pull(plan, Pulled(), lambda _text: None, once=True)


@pytest.mark.parametrize(
    "place",
    ["camera", "concat:a|b", "rtsp://a/'\nfile '/etc/passwd", "data:text/plain,a"],
    ids=["a word", "a list", "a line more", "data"],
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

# SPDX-License-Identifier: Apache-2.0
"""A plain ffmpeg pushes HLS or DASH: it becomes a sealed chain that says it is unsigned."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.rooms.evidence.door import Town
from tests.rooms.evidence.pushing import (
    CODED,
    DASH,
    HLS,
    PICTURE,
    SOUND,
    TONE,
    address,
    ended,
    ffmpeg,
)

pytestmark = [pytest.mark.own_database, pytest.mark.xdist_group("door")]


def test_hls_is_received_sealed_exported_and_verified_as_unsigned(
    door: Town, tmp_path: Path
) -> None:
    made = door.ask("source")
    pushed = ffmpeg(
        "-re", *PICTURE, *TONE, "-t", "4", *CODED, *SOUND, *HLS,
        "-hls_list_size", "3", "-hls_flags", "delete_segments",
        address(door, made["pass"], "live.m3u8"),
    )  # fmt: skip
    assert (pushed.returncode, pushed.stderr) == (0, "")
    found = ended(door, made["key"])
    [recording], [said] = found["recordings"], found["said"]
    kinds = [link["kind"] for link in said]
    assert kinds == ["open", "init", "media", "media", "media", "media", "end"]
    assert {link["says"]["source"] for link in said} == {"unsigned"}
    assert [link["says"]["name"] for link in said[1:-1]] == [
        "init.mp4", "live0.m4s", "live1.m4s", "live2.m4s", "live3.m4s",
    ]  # fmt: skip
    assert said[1]["says"]["mime"] == 'video/mp4; codecs="avc1.42C00A, mp4a.40.2"'
    assert [link["dur"] for link in said[2:-1]] == [1000] * 4
    door.ask("sweep")
    assert door.ask("facts", recording=recording)["state"] == "complete"
    target = tmp_path / "bundle.zip"
    vkey = door.ask("bundle", recording=recording, target=str(target))["vkey"]
    verdict = _verify(target, vkey, "--json")
    found_out = json.loads(verdict.stdout)
    assert (found_out["verdict"], verdict.returncode) == ("whole", 0), verdict.stdout
    assert found_out["facts"]["source"] == "unsigned"
    english = _verify(target, vkey, "--lang", "en").stdout
    assert "not what the device recorded" in english
    assert "来源未签名" in _verify(target, vkey, "--lang", "zh").stdout


def _verify(target: Path, vkey: str, *more: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "mingjing_verify", str(target), "--key", vkey, *more],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={"PYTHONPATH": "src"},
    )


def test_the_live_list_plays_in_ffmpeg(door: Town) -> None:
    made = door.ask("source")
    pushed = ffmpeg(
        *PICTURE, *TONE, "-t", "3", *CODED, *SOUND, *HLS, address(door, made["pass"], "live.m3u8")
    )
    assert pushed.returncode == 0, pushed.stderr
    found = ended(door, made["key"])
    [recording] = found["recordings"]
    word = door.ask("let_in", who="zhao", recording=recording)["pass"]
    played = ffmpeg(
        "-extension_picky", "0", "-headers", f"Authorization: Bearer {word}\r\n",
        "-i", f"http://127.0.0.1:{door.port}/recordings/{recording}/playlist.m3u8",
        "-map", "0:v", "-f", "null", "-progress", "pipe:1", "/dev/null",
    )  # fmt: skip
    assert played.returncode == 0, played.stderr
    frames = [line for line in played.stdout.splitlines() if line.startswith("frame=")]
    assert frames[-1] == "frame=30"


def test_dash_sends_picture_and_sound_as_two_recordings(door: Town) -> None:
    made = door.ask("source", camera="body_camera")
    pushed = ffmpeg(
        "-re", *PICTURE, *TONE, "-t", "3", *CODED, *SOUND, *DASH,
        address(door, made["pass"], "live.mpd"),
    )  # fmt: skip
    assert pushed.returncode == 0, pushed.stderr
    found = ended(door, made["key"])
    assert sorted(found["modes"]) == ["audio", "video"]
    assert set(found["seen"]) == {"body_camera"}
    for said in found["said"]:
        kinds = [link["kind"] for link in said]
        assert kinds[:2] == ["open", "init"]
        assert kinds[-1] == "end"
        assert 2900 <= sum(link["dur"] for link in said) <= 3200
        assert "gap" not in kinds

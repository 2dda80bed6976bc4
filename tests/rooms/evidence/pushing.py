# SPDX-License-Identifier: Apache-2.0
"""A real ffmpeg that pushes a synthetic picture and tone, and what a test asks of the outcome."""

import subprocess
import time
from typing import Any

from tests.rooms.evidence.door import Answer, Town

PICTURE = ("-f", "lavfi", "-i", "testsrc2=size=160x120:rate=10")
TONE = ("-f", "lavfi", "-i", "sine=frequency=440")
CODED = ("-c:v", "libx264", "-preset", "ultrafast", "-g", "10", "-pix_fmt", "yuv420p")
SOUND = ("-c:a", "aac")
HLS = ("-f", "hls", "-hls_time", "1", "-hls_segment_type", "fmp4", "-method", "PUT")
DASH = ("-f", "dash", "-seg_duration", "1", "-method", "PUT")


def ffmpeg(*arguments: str, seconds: float = 60) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["ffmpeg", "-hide_banner", "-nostdin", "-loglevel", "error", *arguments],
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )


def address(place: Town, word: str, name: str) -> str:
    return f"http://127.0.0.1:{place.port}/pushes/{word}/{name}"


def push(place: Town, word: str, name: str, body: bytes, method: str = "PUT") -> Answer:
    return place.request(method, f"/pushes/{word}/{name}", body)


def pieces(folder: Any, seconds: int, *more: str) -> tuple[bytes, list[bytes]]:
    """An init and its media, as ffmpeg makes them on a disk."""
    target = str(folder / "live.m3u8")
    made = ffmpeg(
        *PICTURE, *TONE, "-t", str(seconds), *CODED, *SOUND, *more, *HLS[:-2],
        "-hls_list_size", "0", target,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    count = len(list(folder.glob("live*.m4s")))
    return (folder / "init.mp4").read_bytes(), [
        (folder / f"live{n}.m4s").read_bytes() for n in range(count)
    ]


def ended(place: Town, key: str) -> dict[str, Any]:
    """What was pushed, once it is sealed: ffmpeg does not wait for the last answer."""
    until = time.monotonic() + 20
    while True:
        found = place.ask("pushed", key=key)
        lasts = {said[-1]["kind"] for said in found["said"]}
        if lasts == {"end"} or time.monotonic() > until:
            return found
        time.sleep(0.1)

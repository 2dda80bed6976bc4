# SPDX-License-Identifier: Apache-2.0
"""Recordings with real pictures and sound (synthetic): a test card, a tone, cut as a camera would.

Needs ffmpeg, as redaction itself does.
"""

import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from tests.recorder import Recorder

WIDTH, HEIGHT, FPS, SECONDS = 320, 240, 10, 6

needs_ffmpeg = pytest.mark.skipif(
    shutil.which("ffmpeg") is None,
    reason="ffmpeg is not installed (Debian: apt-get install ffmpeg)",
)


@cache
def card_film(seconds: int = SECONDS, *, has_sound: bool = True) -> bytes:
    """A fragmented MP4 of a moving test card with a tone of 440 Hz."""
    size = f"size={WIDTH}x{HEIGHT}:rate={FPS}"
    sound = ["-f", "lavfi", "-i", f"sine=frequency=440:sample_rate=48000:duration={seconds}"]
    done = subprocess.run(
        [
            "ffmpeg", "-hide_banner", "-loglevel", "error",
            "-f", "lavfi", "-i", f"testsrc2={size}:duration={seconds}",
            *(sound if has_sound else []),
            "-c:v", "libx264", "-preset", "ultrafast", "-crf", "10", "-pix_fmt", "yuv420p",
            "-g", str(FPS), "-c:a", "aac", "-metadata", "title=secret place",
            "-movflags", "frag_keyframe+empty_moov+default_base_moof", "-f", "mp4", "pipe:1",
        ],
        check=True,
        capture_output=True,
    )  # fmt: skip
    return done.stdout


def pieces(film: bytes) -> tuple[bytes, list[bytes]]:
    """What comes before the first fragment, and the fragments."""
    head, fragments = b"", []
    for name, box in _boxes(film):
        if name == b"moof":
            fragments.append(box)
        elif name == b"mdat":
            fragments[-1] += box
        elif not fragments:
            head += box
    return head, fragments


def _boxes(film: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at < len(film):
        size = int.from_bytes(film[at : at + 4])
        yield film[at + 4 : at + 8], film[at : at + size]
        at += size


def plays(recorder: Recorder) -> None:
    """One scene without a break."""
    recorder.open()
    _take(recorder, card_film())
    recorder.end()


def plays_twice(recorder: Recorder) -> None:
    """Three seconds, a pause, three seconds without sound by another start of the encoder."""
    recorder.open()
    _take(recorder, card_film(3))
    recorder.gap(5000)
    _take(recorder, card_film(3, has_sound=False))
    recorder.end()


def _take(recorder: Recorder, film: bytes) -> None:
    head, fragments = pieces(film)
    recorder.init(head)
    for fragment in fragments:
        recorder.media(fragment)


def pictures(film: Path) -> list[bytes]:
    """Every picture of a film, as brightness alone."""
    done = subprocess.run(
        [
            "ffmpeg", "-hide_banner", "-loglevel", "error", "-i", str(film), "-vf", f"fps={FPS}",
            "-f", "rawvideo", "-pix_fmt", "gray", "pipe:1",
        ],
        check=True,
        capture_output=True,
    )  # fmt: skip
    size = WIDTH * HEIGHT
    return [done.stdout[at : at + size] for at in range(0, len(done.stdout), size)]


def loudness(film: Path, begin: float, seconds: float) -> float:
    """The loudest sample of a stretch in dB, as ffmpeg's volumedetect says."""
    done = subprocess.run(
        [
            "ffmpeg", "-hide_banner", "-ss", str(begin), "-t", str(seconds), "-i", str(film),
            "-vn", "-af", "volumedetect", "-f", "null", "-",
        ],
        check=True,
        capture_output=True,
        text=True,
    )  # fmt: skip
    line = next(one for one in done.stderr.splitlines() if "max_volume" in one)
    return float(line.split("max_volume:")[1].split("dB")[0])

# SPDX-License-Identifier: Apache-2.0
"""Every picture that the camera gave is in the export, or inside a gap that the recorder stated.

The camera films a counter. Meanwhile the door is killed, the network cut, the tab killed.
"""

import base64
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, Response, expect
from tools.screenshots import CHROMIUM, FLAGS

from tests.browser.recording_people import (
    CAMERA,
    CLOCK,
    PATIENCE,
    SECOND,
    begin,
    end,
    exported,
    open_recorder,
    signed_in,
)
from tests.browser.recording_site import RecordingSite

pytestmark = pytest.mark.browser
STEP = 500  # milliseconds that a number is filmed: a loaded machine keeps up
FILM = f"filmNumbers(() => Math.floor(Date.now() / {STEP}) & 0xffffff);"
SLACK = 2 * STEP  # between the camera and the encoder's clock
WIDTH, HEIGHT, TOP, COLUMNS, ROWS = 640, 360, 40, 8, 4
SEGMENT = re.compile(r"/recordings/(recording_[0-9a-f]+)/segments/([0-9]+)$")


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordingSite]:
    made = RecordingSite(tmp_path_factory.mktemp("frames"))
    yield made
    made.close()


@pytest.fixture
def phone(play: Playwright) -> Iterator[Browser]:
    if shutil.which("ffmpeg") is None:
        pytest.skip("no ffmpeg (Debian: apt-get install ffmpeg)")
    launched = play.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *CAMERA])
    yield launched
    launched.close()


def disturb(page: Page, site: RecordingSite) -> Page:
    """The door killed, the network cut for ten seconds, the tab killed; the page that goes on."""
    context = page.context
    page.wait_for_timeout(4 * SECOND)
    site.kill_door()
    page.wait_for_timeout(3 * SECOND)
    site.start_door()
    page.wait_for_timeout(2 * SECOND)
    context.set_offline(True)
    page.wait_for_timeout(10 * SECOND)
    context.set_offline(False)
    page.wait_for_timeout(3 * SECOND)
    page.close(run_before_unload=False)
    again = context.new_page()
    open_recorder(again, site)
    expect(again.locator("[data-part=unfinished]")).to_be_visible(timeout=PATIENCE)
    again.click("[data-do=continue]")
    again.wait_for_timeout(5 * SECOND)
    return again


def headers_of(bundle: zipfile.ZipFile) -> list[dict[str, Any]]:
    lines = bundle.read("chain.jsonl").splitlines()
    return [json.loads(base64.b64decode(json.loads(line)["link"])) for line in lines]


def numbers_in(bundle: zipfile.ZipFile, folder: Path) -> set[int]:
    """The numbers in the pictures of the films, read by another program's decoder."""
    found: set[int] = set()
    films = [name for name in bundle.namelist() if name.endswith(".mp4")]
    for name in films:
        bundle.extract(name, folder)
        command = ["ffmpeg", "-v", "error", "-i", str(folder / name), "-fps_mode", "passthrough",
                   "-pix_fmt", "gray", "-f", "rawvideo", "-"]  # fmt: skip
        raw = subprocess.run(command, check=True, capture_output=True).stdout
        size = WIDTH * HEIGHT
        pictures = (raw[at : at + size] for at in range(0, len(raw), size))
        found |= {one for one in map(number_in, pictures) if one is not None}
    return found


def number_in(picture: bytes) -> int | None:
    """The number that the blocks of a picture say; None where their parity is wrong."""
    high, wide = (HEIGHT - TOP) / ROWS, WIDTH / COLUMNS
    bits = ""
    for at in range(COLUMNS * ROWS):
        top = int(TOP + (at // COLUMNS + 0.5) * high)
        bits += "1" if picture[top * WIDTH + int((at % COLUMNS + 0.5) * wide)] > 127 else "0"
    value, parity = int(bits[:24], 2), int(bits[24:], 2)
    is_right = parity == (value ^ (value >> 8) ^ (value >> 16) ^ 0x5A) & 0xFF
    return value if is_right else None


def unaccounted(found: set[int], gaps: list[tuple[int, int]]) -> list[int]:
    """Numbers between the first and the last that are in no picture and in no stated gap."""
    base = gaps[0][0] // STEP & ~0xFFFFFF  # what the picture has no room for
    missing = [number for number in range(min(found), max(found) + 1) if number not in found]
    return [
        number
        for number in missing
        if not any(
            begin - SLACK <= (base + number) * STEP <= until + SLACK for begin, until in gaps
        )
    ]


def test_every_picture_is_in_the_export_or_in_a_stated_gap(
    site: RecordingSite, phone: Browser, tmp_path: Path
) -> None:
    page = signed_in(phone, site, CLOCK, FILM)
    acknowledged: set[int] = set()

    def note(response: Response) -> None:
        if (match := SEGMENT.search(response.url)) and response.ok:
            acknowledged.add(int(match[2]))

    page.context.on("response", note)
    open_recorder(page, site)
    recording = begin(page)
    again = disturb(page, site)
    end(again)
    with zipfile.ZipFile(exported(again, site, recording, tmp_path)) as bundle:
        headers = headers_of(bundle)
        found = numbers_in(bundle, tmp_path)
    held = {one["seq"] for one in headers}
    assert acknowledged, "the browser tells of answers of the door"
    assert acknowledged <= held, "an acknowledged segment is lost"
    assert held == set(range(len(headers)))
    gaps = [(one["says"]["from"], one["says"]["to"]) for one in headers if one["kind"] == "gap"]
    assert gaps, "the killed tab is a stated gap"
    assert len(found) > 30
    assert len(found) < max(found) - min(found) + 1, "the killed tab filmed nothing for a while"
    assert unaccounted(found, gaps) == []

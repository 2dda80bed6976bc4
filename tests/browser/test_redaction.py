# SPDX-License-Identifier: Apache-2.0
"""Redaction in Chromium: draw, move with pointer and keys, make the copy, look at both, axe."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.recording_people import begin, end, open_recorder, plays
from tests.browser.recording_site import RecordingSite
from tests.browser.seed import USER
from tests.browser.test_custody import is_fit, visitor
from tests.rooms.evidence.filmed import card_film, needs_ffmpeg, pictures

pytestmark = [pytest.mark.browser, needs_ffmpeg]
SHOWN = (
    "() => (({ seeking, readyState }) => !seeking && readyState >= 2)"
    "(document.querySelector('[data-stage] video'))"
)
SEEN = """() => {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [320, 240];
  const context = canvas.getContext("2d");
  context.drawImage(document.querySelector("[data-stage] video"), 0, 0, 320, 240);
  const { data } = context.getImageData(0, 0, 320, 240);
  return Array.from({ length: 320 * 240 }, (_, n) =>
    Math.round(16 + (65.5 * data[4 * n] + 128.6 * data[4 * n + 1] + 25 * data[4 * n + 2]) / 256));
}"""
PICTURES = os.environ.get("MINGJING_PICTURES", "")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordingSite]:
    site = RecordingSite(tmp_path_factory.mktemp("redaction"))
    site.run("tests.browser.seed_custody")
    yield site
    site.close()


def _draw(page: Page, begin: tuple[float, float], end: tuple[float, float]) -> None:
    """From one place of the picture to another, in parts of its sides."""
    page.locator("[data-layer]").scroll_into_view_if_needed()
    box = page.locator("[data-layer]").bounding_box()
    assert box is not None
    first, last = (
        (box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in (begin, end)
    )
    page.mouse.move(*first)
    page.mouse.down()
    page.mouse.move(*last, steps=4)
    page.mouse.up()


def _until(page: Page, script: str, argument: object = None) -> None:
    """Waits until a script says yes; asked from outside, as the page's policy forbids `eval`."""
    for _ in range(200):
        if page.evaluate(script, argument):
            return
        page.wait_for_timeout(100)
    raise AssertionError(script)


def _go_to(page: Page, at: int) -> int:
    """Goes to an instant of the scene; the one that the page says is seen, in milliseconds.

    A busy camera gives fewer pictures than the clock has: then the nearest there is.
    """
    page.locator("[data-at]").fill(str(at))
    _until(page, SHOWN)
    seen = int(page.locator("[data-at]").input_value())
    assert seen == pytest.approx(at, abs=600)
    return seen


def _keys(page: Page, mask: int = 0) -> list[list[int]]:
    found: list[list[int]] = page.locator("#plan").evaluate(
        "(one, mask) => JSON.parse(one.textContent).masks[mask].keys", mask
    )
    return found


def _record(officer: Page, place: RecordingSite) -> str:
    """Records for five seconds; the address of the recording."""
    open_recorder(officer, place)
    recording = begin(officer)
    officer.wait_for_timeout(5000)
    end(officer)
    place.beat()
    return f"{place.base}/evidence/{recording}"


def _look_and_approve(head: Page, copy: str) -> None:
    head.goto(copy)
    head.click("text=Look at both")
    _until(head, "() => document.querySelector('[data-copy]').readyState >= 2")
    head.evaluate("document.querySelector('[data-copy]').currentTime = 2")
    _until(head, "() => !document.querySelector('[data-copy]').seeking")
    if PICTURES:
        head.screenshot(path=f"{PICTURES}/looking.png", full_page=True)
    head.fill("#reason", "enough is hidden")
    head.click("button[value=approve]")
    head.wait_for_selector("text=Approved")


def _move_by_keys(officer: Page) -> None:
    """Two hundredths to the right, one higher, and kept."""
    before = _keys(officer)[1]
    mask = officer.locator("[data-box=m1]")
    mask.focus()
    for key in ("ArrowRight", "ArrowRight", "Shift+ArrowDown", "Enter"):
        mask.press(key)
    _until(
        officer,
        "want => JSON.parse(document.getElementById('plan').textContent)"
        ".masks[0].keys[1][1] === want",
        before[1] + 200,
    )
    assert _keys(officer)[1][4] == before[4] + 100


def test_from_the_drawn_mask_to_the_approved_copy(place: RecordingSite, phone: Browser) -> None:
    officer = visitor(phone, place, USER)
    home = _record(officer, place)
    officer.goto(f"{home}/redactions/")
    is_fit(officer, "no-copies")
    officer.click("text=Plan a redacted copy")
    officer.click("[data-watch=whole]")
    plays(officer)
    officer.click("[data-pause]")
    seen = _go_to(officer, 1000)
    _draw(officer, (0.2, 0.2), (0.5, 0.6))
    officer.wait_for_selector("[data-mask-line=m1]")
    drawn = _keys(officer)
    assert [key[0] for key in drawn] == pytest.approx([seen, seen + 2000], abs=2)
    assert drawn[0][1:] == pytest.approx([2000, 2000, 3000, 4000], abs=60)

    seen = _go_to(officer, 2000)
    _draw(officer, (0.3, 0.3), (0.5, 0.4))
    _until(
        officer,
        "() => JSON.parse(document.getElementById('plan').textContent).masks[0].keys.length === 3",
    )
    assert _keys(officer)[1][0] == pytest.approx(seen, abs=2)
    assert _keys(officer)[1][1:3] == pytest.approx([4000, 3000], abs=80)

    _move_by_keys(officer)
    if PICTURES:
        officer.screenshot(path=f"{PICTURES}/drawing.png", full_page=True)
    officer.fill("#s-from", "0")
    officer.fill("#s-to", "1")
    officer.click("text=Add the stretch")
    officer.wait_for_selector("text=Sound muted")
    is_fit(officer, "redact")

    officer.fill("#why", "publication")
    officer.click("text=Settle the plan and make the copy")
    officer.wait_for_selector("text=It is being made")
    is_fit(officer, "being-made")
    copy = officer.url
    place.run("tests.browser.seed_redaction")

    head = visitor(phone, place, "head")
    _look_and_approve(head, copy)
    is_fit(head, "copy")
    head.goto(f"{home}/redactions/")
    is_fit(head, "copies")


@pytest.mark.parametrize("hole", ["0.4", "1.9"])
def test_the_instant_that_is_written_is_that_of_the_picture_that_is_seen(
    place: RecordingSite, phone: Browser, tmp_path: Path, hole: str
) -> None:
    """Pictures are told apart by their pixels; the film has a hole behind each second."""
    recording = place.run("tests.browser.seed_holes", hole)
    card = tmp_path / "card.mp4"
    card.write_bytes(card_film(has_sound=False))
    known = [picture[::97] for picture in pictures(card)]
    officer = visitor(phone, place, USER)
    officer.goto(f"{place.base}/evidence/{recording}/redact/")
    officer.click("[data-watch=whole]")
    _until(officer, "() => document.querySelector('[data-stage] video').readyState >= 2")
    officer.evaluate("document.querySelector('[data-stage] video').pause()")
    for at in (500, 1500, 2500, 4500):
        officer.locator("[data-at]").fill(str(at))
        officer.wait_for_timeout(400)
        _until(officer, SHOWN)
        officer.wait_for_timeout(200)
        seen = bytes(officer.evaluate(SEEN))[::97]
        off = [sum(abs(a - b) for a, b in zip(seen, one, strict=True)) for one in known]
        written = officer.locator("[data-clock]").inner_text()
        assert float(written.split()[0]) * 10 == pytest.approx(off.index(min(off)), abs=1.1)

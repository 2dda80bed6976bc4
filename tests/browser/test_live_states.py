# SPDX-License-Identifier: Apache-2.0
"""Who watches sees how the recording stands: live, silent, broken off and back, ended."""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.recording_people import (
    PATIENCE,
    SECOND,
    begin,
    end,
    goes_on,
    plays,
    shown,
    signed_in,
)
from tests.browser.recording_site import RecordingSite

pytestmark = pytest.mark.browser
STALLED = re.compile(r"Silent since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d")
BROKEN_OFF = re.compile(r"Broken off at link \d+, silent since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d")
ENDED = re.compile(r"The recording ended at \d{4}-\d\d-\d\d \d\d:\d\d:\d\d")
COUNT = """() => {
  window.emptied = 0;
  const video = document.querySelector("[data-player] video");
  video.addEventListener("emptied", () => (window.emptied += 1));
}"""


@pytest.fixture
def watcher(place: RecordingSite, browser: Browser) -> Iterator[Page]:
    page = signed_in(browser, place)
    yield page
    page.context.close()


def _says(page: Page, words: re.Pattern[str] | str) -> None:
    expect(page.locator("[data-said]")).to_have_text(words, timeout=PATIENCE)


@pytest.mark.parametrize("how", ["live", "rewind"])
def test_a_watcher_is_told_how_it_stands_and_what_broke_off_comes_back(
    place: RecordingSite, recorder: Page, watcher: Page, how: str
) -> None:
    recording = begin(recorder)
    recorder.wait_for_timeout(4 * SECOND)
    watcher.goto(f"{place.base}/evidence/{recording}/")
    watcher.click(f"[data-watch={how}]")
    plays(watcher)
    _says(watcher, "Live")
    recorder.context.set_offline(True)
    recorder.wait_for_timeout(2 * SECOND)
    place.run("tests.browser.silence", recording, "1")
    _says(watcher, STALLED)
    place.run("tests.browser.silence", recording, "20")
    _says(watcher, BROKEN_OFF)
    expect(watcher.locator(".stats")).to_contain_text("Broken off", timeout=PATIENCE)
    before = shown(watcher)
    recorder.context.set_offline(False)
    _says(watcher, "Live")
    goes_on(watcher, before)
    recorder.bring_to_front()
    end(recorder)
    _says(watcher, ENDED)
    watcher.click("[data-page]")
    expect(watcher.locator("[data-watch=live]")).to_have_count(0)
    watcher.click("[data-watch=whole]")
    plays(watcher)


def test_a_pass_is_renewed_without_a_break_in_the_picture(
    place: RecordingSite, recorder: Page, watcher: Page
) -> None:
    def short(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=json.dumps(answer.json() | {"lasts": 3}))

    recording = begin(recorder)
    recorder.wait_for_timeout(3 * SECOND)
    asked: list[str] = []
    watcher.on("request", lambda one: asked.append(one.url))
    watcher.route("**/pass/", short)
    watcher.goto(f"{place.base}/evidence/{recording}/")
    watcher.evaluate(COUNT)
    watcher.click("[data-watch=live]")
    plays(watcher)
    begun, emptied = shown(watcher), watcher.evaluate("window.emptied")
    watcher.wait_for_timeout(9 * SECOND)
    assert len([one for one in asked if one.endswith("/live")]) >= 4
    assert watcher.evaluate("window.emptied") == emptied, "one media source all the time"
    assert shown(watcher) - begun > 7
    recorder.bring_to_front()
    end(recorder)
    _says(watcher, ENDED)

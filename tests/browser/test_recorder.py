# SPDX-License-Identifier: Apache-2.0
"""A recording from camera to court: recorded, cut off, killed, watched, handed out, judged."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from tools.screenshots import CHROMIUM, FLAGS

from mingjing_verify.judge import judge
from tests.browser.recording_site import RecordingSite
from tests.browser.seed import PASSWORD, USER

pytestmark = pytest.mark.browser
CAMERA = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
SECOND = 1000
PATIENCE = 60 * SECOND


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordingSite]:
    site = RecordingSite(tmp_path_factory.mktemp("recordings"))
    yield site
    site.close()


@pytest.fixture(scope="module")
def phone() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no Chromium at {CHROMIUM} (Debian: apt-get install chromium)")
    with sync_playwright() as play:
        launched = play.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *CAMERA])
        yield launched
        launched.close()


@pytest.fixture
def recorder(place: RecordingSite, phone: Browser) -> Iterator[Page]:
    context = phone.new_context(
        viewport={"width": 390, "height": 844}, locale="en", accept_downloads=True
    )
    context.grant_permissions(["camera", "microphone", "geolocation"], origin=place.base)
    context.set_geolocation({"latitude": 30.1, "longitude": 114.2})
    page = context.new_page()
    page.goto(f"{place.base}/sign-in")
    page.fill("[name=username]", USER)
    page.fill("[name=password]", PASSWORD)
    page.click("form[method=post] button.btn-primary")
    opened(page, place)
    yield page
    context.close()


def opened(page: Page, place: RecordingSite) -> None:
    page.goto(f"{place.base}/recorder/")
    expect(page.locator("[data-part=begin]")).to_be_enabled(timeout=PATIENCE)


def begin(page: Page) -> str:
    page.click("[data-do=begin]")
    page.wait_for_selector("[data-screen=recording]:not([hidden])", timeout=PATIENCE)
    recording = page.get_attribute("[data-recorder]", "data-recording")
    assert recording
    return recording


def end(page: Page) -> None:
    page.click("[data-do=end]")
    page.wait_for_selector("[data-screen=done]:not([hidden])", timeout=PATIENCE)
    _all_sent(page)


def _all_sent(page: Page) -> None:
    expect(page.locator("[data-part=left]")).to_have_attribute(
        "data-state", "sent", timeout=PATIENCE
    )


def plays(page: Page, where: str = "[data-player] video") -> None:
    """Waits until more than a second of the scene has been shown."""
    video = page.locator(where)
    for _ in range(PATIENCE // SECOND):
        if float(video.evaluate("one => one.currentTime")) > 1:
            return
        page.wait_for_timeout(SECOND)
    raise AssertionError(page.locator("[data-said]").inner_text())


def _bundle(page: Page, place: RecordingSite, recording: str, folder: Path) -> Path:
    place.beat()
    page.goto(f"{place.base}/evidence/{recording}/")
    page.fill("[name=purpose]", "the court")
    with page.expect_download() as download:
        page.click("form[action$='/export/'] button[type=submit]")
    path = folder / "bundle.zip"
    download.value.save_as(path)
    return path


def test_what_is_recorded_is_watched_and_judged_whole(
    place: RecordingSite, recorder: Page, tmp_path: Path
) -> None:
    recording = begin(recorder)
    recorder.wait_for_timeout(4 * SECOND)
    watcher = recorder.context.new_page()
    watcher.goto(f"{place.base}/evidence/{recording}/")
    watcher.click("[data-watch=live]")
    plays(watcher)
    recorder.bring_to_front()
    recorder.click("[data-do=mark]")
    end(recorder)
    verdict = judge(_bundle(recorder, place, recording, tmp_path))
    assert [one.code for one in verdict.findings if one.weight in {"suspect", "barrier"}] == []
    watcher.goto(f"{place.base}/evidence/{recording}/")
    watcher.click("[data-watch=whole]")
    plays(watcher)


def test_a_killed_door_a_cut_network_and_a_killed_tab_lose_nothing_that_was_acknowledged(
    place: RecordingSite, recorder: Page, tmp_path: Path
) -> None:
    recording = begin(recorder)
    recorder.wait_for_timeout(3 * SECOND)
    place.kill_door()
    recorder.wait_for_timeout(3 * SECOND)
    place.start_door()
    recorder.context.set_offline(True)
    recorder.wait_for_timeout(10 * SECOND)
    recorder.context.set_offline(False)
    recorder.wait_for_timeout(2 * SECOND)
    context = recorder.context
    recorder.close(run_before_unload=False)  # as a killed tab: nobody ends the recording
    again = context.new_page()
    opened(again, place)
    expect(again.locator("[data-part=unfinished]")).to_be_visible(timeout=PATIENCE)
    again.click("[data-do=continue]")
    again.wait_for_timeout(4 * SECOND)
    end(again)
    verdict = judge(_bundle(again, place, recording, tmp_path))
    weights = {one.weight for one in verdict.findings}
    assert "gap" in weights, "the killed tab is a stated gap"
    assert not weights & {"suspect", "barrier", "missing"}


def test_a_second_tab_says_that_the_first_one_records(recorder: Page) -> None:
    second = recorder.context.new_page()
    second.goto(recorder.url)
    expect(second.locator("[data-screen=elsewhere]")).to_be_visible(timeout=PATIENCE)

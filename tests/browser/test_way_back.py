# SPDX-License-Identifier: Apache-2.0
"""Who watches the newest minutes may go back in them, and to the beginning by the whole film."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Response

from mingjing.evidence.rules.live_list import WINDOW
from tests.browser.recording_people import SECOND, goes_on, plays, shown, signed_in
from tests.browser.recording_site import RecordingSite

pytestmark = pytest.mark.browser
_MINUTES = WINDOW // 1000
_BEFORE, _MORE = _MINUTES + 20, 90


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordingSite]:
    site = RecordingSite(tmp_path_factory.mktemp("going"))
    yield site
    site.close()


@pytest.fixture
def watcher(place: RecordingSite, browser: Browser) -> Iterator[Page]:
    page = signed_in(browser, place)
    yield page
    page.context.close()


def _lists(page: Page) -> list[Response]:
    """The playlists that the page was answered, as they come."""
    found: list[Response] = []

    def keep(one: Response) -> None:
        if "playlist.m3u8" in one.url:
            found.append(one)

    page.on("response", keep)
    return found


def test_the_newest_minutes_slide_and_who_goes_back_stays_there(
    place: RecordingSite, watcher: Page
) -> None:
    with place.going("tests.browser.seed_going", str(_BEFORE), str(_MORE)) as recording:
        lists = _lists(watcher)
        watcher.goto(f"{place.base}/evidence/{recording}/")
        watcher.click("[data-watch=rewind]")
        plays(watcher)
        assert shown(watcher) > _MINUTES - 20, "near the newest"
        watcher.wait_for_timeout(6 * SECOND)
        texts = [one.text() for one in lists if one.ok]
        assert {text.count("#EXTINF") for text in texts} == {_MINUTES}
        numbers = [text.partition("MEDIA-SEQUENCE:")[2].split()[0] for text in texts]
        assert int(numbers[-1]) - int(numbers[0]) >= 3
        back = shown(watcher) - 60
        watcher.locator("[data-player] video").evaluate(f"one => (one.currentTime = {back})")
        watcher.wait_for_timeout(8 * SECOND)
        assert back + 3 < shown(watcher) < back + 12, "nobody is taken to the newest again"
        watcher.locator("[data-player] video").evaluate("one => (one.currentTime += 58)")
        goes_on(watcher, shown(watcher) + 12)  # through the three seconds that were lost
        watcher.click("[data-watch=whole]")
        watcher.wait_for_timeout(12 * SECOND)
        assert 1 < shown(watcher) < 20, "from the beginning, and it stays there"
        assert "from=start" in lists[-1].url
        assert lists[-1].text().count("#EXTINF") > _BEFORE

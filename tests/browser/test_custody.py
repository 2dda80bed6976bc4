# SPDX-License-Identifier: Apache-2.0
"""Custody in Chromium: a note and a transcript seek, a code opens the film under a mark, axe."""

import os
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page

from mingjing.kernel.clock import local_date, system_now
from tests.browser.recording_people import begin, end, open_recorder, plays
from tests.browser.recording_site import RecordingSite
from tests.browser.seed import PASSWORD, USER
from tests.browser.test_pages_in_chromium import faults_of

pytestmark = pytest.mark.browser
PICTURES = os.environ.get("MINGJING_PICTURES", "")
"""A folder for pictures of the pages, in Chinese at 1280 and in English at 390 pixels."""
SRT = "1\n00:00:00,500 --> 00:00:01,500\n请出示营业执照\n\n2\n00:00:02,000 --> 00:00:03,000\n好的\n"
SIZES = (("zh-hans", 1280, 900), ("en", 390, 844))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordingSite]:
    site = RecordingSite(tmp_path_factory.mktemp("custody"))
    site.run("tests.browser.seed_custody")
    yield site
    site.close()


def visitor(phone: Browser, place: RecordingSite, name: str = "") -> Page:
    """A browser of its own; signed in under a name, if there is one."""
    context = phone.new_context(viewport={"width": 1280, "height": 900}, locale="en")
    context.grant_permissions(["camera", "microphone", "geolocation"], origin=place.base)
    context.set_geolocation({"latitude": 30.1, "longitude": 114.2})
    page = context.new_page()
    if name:
        page.goto(f"{place.base}/sign-in")
        page.fill("[name=username]", name)
        page.fill("[name=password]", PASSWORD)
        page.click("form[method=post] button.btn-primary")
    return page


def is_fit(page: Page, name: str) -> None:
    """The page is accessible and no wider than the window, in both languages and sizes."""
    address, found = page.url.partition("#")[0], []
    for language, width, height in SIZES:
        cookie = {"name": "django_language", "value": language, "url": address}
        page.context.add_cookies([cookie])  # type: ignore[list-item]
        page.set_viewport_size({"width": width, "height": height})
        page.goto(address)
        if PICTURES:
            page.screenshot(path=f"{PICTURES}/{name}-{language}-{width}.png", full_page=True)
        found += [f"{name} {width}: {one}" for one in faults_of(page)]
    page.set_viewport_size({"width": 1280, "height": 900})
    assert found == []


def _write_words(officer: Page, home: str) -> None:
    """A note and a transcript, then the purpose that shows them."""
    officer.goto(home)
    officer.click("text=Add a note")
    officer.fill("#from", "1")
    officer.fill("#to", "0:02.5")
    officer.fill("#text", "The licence hangs on the wall.")
    officer.click("text=Keep the note")
    officer.click("text=Import a transcript")
    sent = {"name": "a.srt", "mimeType": "text/plain", "buffer": SRT.encode()}
    officer.set_input_files("#file", sent)  # type: ignore[arg-type]
    officer.fill("#source", "by hand")
    officer.click("form[action$='/transcripts/'] button")
    officer.click("text=Show the words")


def _lend(head: Page, custody: str) -> str:
    """Lends the recording for a week; the code."""
    head.goto(custody)
    head.click("text=Lend it for a time")
    head.fill("#recipient", "People's Court")
    head.fill("#purpose", "trial")
    head.fill("#until", str(local_date(system_now()) + timedelta(days=7)))
    head.click("text=Make the code")
    return head.inner_text(".code-once")


def test_from_the_note_to_the_court(place: RecordingSite, phone: Browser) -> None:
    officer = visitor(phone, place, USER)
    open_recorder(officer, place)
    recording = begin(officer)
    officer.wait_for_timeout(5000)
    end(officer)
    place.beat()
    home = f"{place.base}/evidence/{recording}/"

    _write_words(officer, home)
    officer.click("[data-watch=whole]")
    plays(officer)
    officer.click(".transcript li:first-child [data-seek]")
    assert float(officer.locator("[data-player] video").evaluate("one => one.currentTime")) < 3
    is_fit(officer, "recording")

    head = visitor(phone, place, "head")
    kept = f"{place.base}/evidence/kept/recording/{recording}/"
    code = _lend(head, f"{kept}custody/")
    head.goto(f"{kept}custody/")
    head.fill("#hold", "the court asked")
    head.click("text=Place a hold")
    is_fit(head, "custody")

    judge = visitor(phone, place)
    judge.goto(f"{place.base}/evidence/shared/")
    is_fit(judge, "enter")
    judge.fill("[name=code]", code)
    judge.fill("[name=name]", "Wu")
    judge.click("form[method=post] button.btn-primary >> nth=-1")
    judge.click("[data-play]")
    plays(judge, "[data-shared] video")
    assert "People's Court · Wu" in judge.inner_text(".watermark")
    if PICTURES:
        judge.screenshot(path=f"{PICTURES}/playing.png")
    is_fit(judge, "shared")

    legal = visitor(phone, place, "legal")
    legal.goto(f"{kept}audit/")
    is_fit(legal, "audit")
    legal.goto(f"{place.base}/evidence/search/")
    is_fit(legal, "search")
    place.run("tests.browser.seed_custody", "later")
    legal.goto(f"{place.base}/evidence/due/")
    is_fit(legal, "due")

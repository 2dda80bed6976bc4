# SPDX-License-Identifier: Apache-2.0
"""Every page of recordings with something on it: accessible, quiet, landmarks told apart."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser
from tools.screenshots import complaints, context, crawl, settle, sign_in

from tests.browser.recording_site import RecordingSite
from tests.browser.seed import PASSWORD
from tests.browser.test_pages_in_chromium import faults_of

pytestmark = pytest.mark.browser
STARTS = ("/evidence/", "/evidence/now/")
# The editor and the page of a copy hang on one recording of several; test_redaction looks at them.
REACHED = {
    "evidence-audit", "evidence-custody", "evidence-docks", "evidence-due", "evidence-file",
    "evidence-files", "evidence-list", "evidence-now", "evidence-recording",
    "evidence-redactions", "evidence-search", "evidence-sources", "evidence-upload",
}  # fmt: skip


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordingSite]:
    site = RecordingSite(tmp_path_factory.mktemp("pages"))
    site.run("tests.browser.seed_evidence")
    yield site
    site.close()


@pytest.fixture(scope="module")
def addresses(place: RecordingSite, browser: Browser) -> dict[str, str]:
    """One page of each kind of this room that links reach."""
    with context(browser, place.base, "en", "1280") as profile:
        page = profile.new_page()
        sign_in(page, place.base, "keeper", PASSWORD)
        found = crawl(page, place.base, STARTS)
    return {
        name: address
        for name, address in found.items()
        if urlsplit(address).path.startswith("/evidence/")
    }


def test_links_reach_every_page(addresses: dict[str, str]) -> None:
    assert REACHED - set(addresses) == set()


@pytest.mark.parametrize("size", ["1280", "390"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_filled_page_is_accessible_and_quiet(
    place: RecordingSite,
    browser: Browser,
    addresses: dict[str, str],
    pictures: Path | None,
    language: str,
    size: str,
) -> None:
    found = {}
    with context(browser, place.base, language, size) as profile:
        page = profile.new_page()
        sign_in(page, place.base, "keeper", PASSWORD)
        heard = complaints(page)
        for name, address in addresses.items():
            heard.clear()
            page.goto(address)
            settle(page)
            found[name] = [*faults_of(page), *heard]
            if pictures:
                page.screenshot(path=pictures / f"{name}.{language}.{size}.png", full_page=True)
    assert {name: faults for name, faults in found.items() if faults} == {}

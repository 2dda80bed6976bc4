# SPDX-License-Identifier: Apache-2.0
"""Every page in Chromium: accessible (axe, WCAG 2.2 AA), quiet, and as wide as the window."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from tools.screenshots import complaints, context, crawl, settle, sign_in

from tests.architecture.house import ROOT
from tests.browser.seed import PASSWORD, USER

pytestmark = pytest.mark.browser

_AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_PRACTICE = ["landmark-unique"]
"""What else is asked of a page: no two landmarks of one name, or a list of them tells nothing."""
_STARTS = ("/", "/gallery", "/sign-in", "/about", "/search", "/nothing/here")


def _axe(page: Page) -> list[str]:
    page.evaluate(_AXE.read_text(encoding="utf-8") + "\nundefined;")
    found: list[dict[str, Any]] = page.evaluate(
        "([tags, more]) => axe.run(document, {runOnly: [...tags, 'best-practice'],"
        " resultTypes: ['violations']}).then(result => result.violations.filter(one =>"
        " more.includes(one.id) || one.tags.some(tag => tags.includes(tag))))",
        [_TAGS, _PRACTICE],
    )
    return [
        f"axe {one['id']}: {node['target']} {' '.join(node['failureSummary'].split())[:160]}"
        for one in found
        for node in one["nodes"][:3]
    ]


def _too_wide(page: Page) -> list[str]:
    has: int = page.evaluate("document.documentElement.scrollWidth")
    window: int = page.evaluate("window.innerWidth")
    return [f"{has} px wide in a window of {window}"] if has > window else []


def faults_of(page: Page) -> list[str]:
    """What is not accessible or too wide on the page as it is."""
    return [*_axe(page), *_too_wide(page)]


def _faults(page: Page, address: str, heard: list[str]) -> list[str]:
    heard.clear()
    page.goto(address)
    settle(page)
    page.evaluate("window.scrollTo({top: 0, behavior: 'instant'})")  # errors take the focus
    found = faults_of(page)
    return [*found, *(line for line in heard if "404 (Not Found)" not in line)]


@pytest.mark.parametrize("size", ["1280", "390"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_is_accessible_and_quiet(
    site: str, browser: Browser, pictures: Path | None, language: str, size: str
) -> None:
    found = {}
    with context(browser, site, language, size) as profile:
        page = profile.new_page()
        heard = complaints(page)
        visitor = {name: site + path for name, path in _named_starts().items()}
        for name, address in visitor.items():
            found[name] = _faults(page, address, heard)
            _take(page, pictures, f"{name}.{language}.{size}")
        sign_in(page, site, USER, PASSWORD)
        for name, address in crawl(page, site).items():
            found[name] = _faults(page, address, heard)
            _take(page, pictures, f"{name}.{language}.{size}")
    assert {name: faults for name, faults in found.items() if faults} == {}


def _named_starts() -> dict[str, str]:
    return {f"visitor{path.replace('/', '-').split('?')[0]}": path for path in _STARTS}


def _take(page: Page, folder: Path | None, name: str) -> None:
    if folder:
        page.screenshot(path=folder / f"{name}.png", full_page=True)


def test_the_dark_scheme_has_contrast_too(site: str, browser: Browser) -> None:
    with context(browser, site, "en", "1280", dark=True) as profile:
        page = profile.new_page()
        assert _faults(page, f"{site}/gallery", complaints(page)) == []


def test_pages_reflow_at_four_hundred_per_cent(site: str, browser: Browser) -> None:
    with context(browser, site, "zh", "390") as profile:
        page = profile.new_page()
        page.set_viewport_size({"width": 320, "height": 256})
        for path in _STARTS:
            page.goto(site + path)
            settle(page)
            assert _too_wide(page) == [], path

# SPDX-License-Identifier: Apache-2.0
"""Without script, by keyboard, on a phone."""

import pytest
from playwright.sync_api import Browser, expect
from tools.screenshots import complaints, context, settle

pytestmark = pytest.mark.browser


def test_charts_and_maps_are_drawn(site: str, browser: Browser) -> None:
    with context(browser, site, "en", "1280") as profile:
        page = profile.new_page()
        heard = complaints(page)
        page.goto(f"{site}/gallery")
        settle(page)
        assert page.locator(".chart canvas").count() == 2
        assert page.locator("#main .map path.leaflet-interactive").count() >= 40
        assert page.locator(".map .pins").count() > 10
        page.locator(".chart canvas").first.hover()
        page.wait_for_timeout(300)
        assert heard == []


def test_without_script_the_numbers_stand_where_the_chart_would(
    site: str, browser: Browser
) -> None:
    with context(browser, site, "en", "1280", script=False) as profile:
        page = profile.new_page()
        page.goto(f"{site}/gallery")
        expect(page.locator(".chart").first).to_be_hidden()
        expect(page.locator(".figure-table table").first).to_be_visible()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.get_by_role("button", name="中文").click()
        expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")


@pytest.mark.parametrize("script", [True, False])
def test_the_menu_opens_on_a_phone_and_closes_with_escape(
    site: str, browser: Browser, script: bool
) -> None:
    with context(browser, site, "en", "390", script=script) as profile:
        page = profile.new_page()
        page.goto(f"{site}/about")
        menu = page.get_by_role("navigation", name="Main menu")
        expect(menu).to_be_hidden()
        page.get_by_role("button", name="Menu").click()
        expect(menu).to_be_visible()
        page.keyboard.press("Escape")
        expect(menu).to_be_hidden()


def test_the_keyboard_reaches_the_content_first(site: str, browser: Browser) -> None:
    with context(browser, site, "en", "1280") as profile:
        page = profile.new_page()
        page.goto(f"{site}/about")
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#main")).to_be_focused()
        page.keyboard.press("/")
        expect(page.get_by_role("searchbox")).to_be_focused()


def test_a_pin_opens_by_keyboard(site: str, browser: Browser) -> None:
    with context(browser, site, "en", "1280") as profile:
        page = profile.new_page()
        page.goto(f"{site}/gallery")
        settle(page)
        page.locator(".map path[role=button]").first.focus()
        page.keyboard.press("Enter")
        expect(page.locator(".leaflet-popup-content")).to_contain_text("Premises")
        expect(page.locator(".leaflet-popup-content a")).to_be_visible()

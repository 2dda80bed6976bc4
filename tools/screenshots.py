# SPDX-License-Identifier: Apache-2.0
"""Pictures of every page: `python -m tools.screenshots http://127.0.0.1:8000 OUT`.

Signs in if told to, follows links from the front page, takes each kind of page (URL name) once
in Chinese and English at 1280 and 390 pixels, and says what the browser complained about.
"""

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingjing.entry.settings")

import django
from django.urls import Resolver404, resolve
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    sync_playwright,
)

CHROMIUM = os.environ.get("MINGJING_CHROMIUM", "/usr/bin/chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
LANGUAGES = {"zh": "zh-hans", "en": "en"}
SIZES = {"1280": (1280, 900), "390": (390, 844)}
_LONGEST = 200
_NOT_PAGES = ("/static/", "/i18n/", "/sign-out", "/ledger/log/")


def context(browser: Browser, base: str, language: str, size: str, **more: bool) -> BrowserContext:
    """A fresh browser profile that speaks a language at a size."""
    width, height = SIZES[size]
    made = browser.new_context(
        viewport={"width": width, "height": height},
        locale="zh-CN" if language == "zh" else "en-GB",
        java_script_enabled=more.get("script", True),
        color_scheme="dark" if more.get("dark") else "light",
    )
    made.add_cookies([{"name": "django_language", "value": LANGUAGES[language], "url": base}])
    return made


def sign_in(page: Page, base: str, username: str, password: str) -> None:
    """Signs in through the form, as a person does."""
    page.goto(urljoin(base, "/sign-in"))
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", password)
    page.click("main button[type=submit]")
    page.wait_for_load_state()


def url_name(address: str) -> str:
    """The name of the kind of page behind an address; empty when it is none of ours."""
    path = urlsplit(address).path
    if path.startswith(_NOT_PAGES):
        return ""
    try:
        return resolve(path).url_name or ""
    except Resolver404:
        return ""


def _links(page: Page, base: str) -> Iterator[str]:
    for address in page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)"):
        here, there = urlsplit(base), urlsplit(address)
        if (here.scheme, here.netloc) == (there.scheme, there.netloc):
            yield there._replace(fragment="").geturl()


def crawl(page: Page, base: str, starts: Iterable[str] = ("/",)) -> dict[str, str]:
    """One address for each kind of page that can be reached by links: URL name → address."""
    found: dict[str, str] = {}
    waiting = [urljoin(base, start) for start in starts]
    while waiting:
        address = waiting.pop(0)
        name = url_name(address)
        if not name or name in found:
            continue
        with page.expect_event("response", predicate=lambda r: r.request.is_navigation_request()):
            try:
                page.goto(address)
            except Error as error:  # a download is not a page
                if "Download is starting" not in str(error):
                    raise
                found[name] = ""
                continue
        found[name] = address
        waiting.extend(_links(page, base))
    return {name: address for name, address in found.items() if address}


_DRAWN = """() => document.readyState === 'complete' &&
    (!document.querySelector('script[src*="portal/site"]')
     || 'drawn' in document.documentElement.dataset)"""


def settle(page: Page) -> None:
    """Waits until charts and maps are drawn, as the page itself says, and have come to rest."""
    page.wait_for_function(_DRAWN)
    page.wait_for_timeout(250)


def complaints(page: Page) -> list[str]:
    """A list that fills with console errors, policy violations and failed requests of the page."""
    heard: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            heard.append(f"{message.type}: {message.text}")

    page.on("console", on_console)
    page.on("pageerror", lambda error: heard.append(f"exception: {error}"))
    return heard


def shoot(browser: Browser, base: str, out: Path, given: argparse.Namespace) -> list[str]:
    """Takes all pictures; returns complaints, one line each."""
    said: list[str] = []
    pages: dict[str, str] = {}
    for language in given.languages:
        for size in given.sizes:
            with context(browser, base, language, size, dark=given.dark) as profile:
                page = profile.new_page()
                heard = complaints(page)
                if given.user:
                    sign_in(page, base, given.user, given.password)
                pages = pages or crawl(page, base, given.start or ["/"])
                heard.clear()
                for name, address in pages.items():
                    if given.only and not any(part in name for part in given.only):
                        continue
                    page.goto(address)
                    settle(page)
                    page.screenshot(path=out / f"{name}.{language}.{size}.png", full_page=True)
                    for line in dict.fromkeys(one[:_LONGEST] for one in heard):
                        said.append(f"{name} {language} {size}: {line}")
                    heard.clear()
    return said


def main() -> int:
    """Runs the command; 1 when a page made the browser complain."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", help="address of a running site")
    parser.add_argument("out", type=Path, help="folder for the pictures")
    parser.add_argument(
        "--start", nargs="*", help="addresses to start from, instead of the front page"
    )
    parser.add_argument("--only", nargs="*", help="parts of URL names to take")
    parser.add_argument("--user", help="user name to sign in with")
    parser.add_argument("--password", default=os.environ.get("MINGJING_PASSWORD", ""))
    parser.add_argument("--dark", action="store_true", help="in the dark colour scheme")
    parser.add_argument("--languages", nargs="*", default=list(LANGUAGES), choices=LANGUAGES)
    parser.add_argument("--sizes", nargs="*", default=list(SIZES), choices=SIZES)
    given = parser.parse_args()
    django.setup()
    given.out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        said = shoot(browser, given.base, given.out, given)
        browser.close()
    for line in said:
        print(line)
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main())

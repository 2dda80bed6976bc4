# SPDX-License-Identifier: Apache-2.0
"""What the officer at the recorder and the one who watches do, for tests with two browsers."""

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.recording_site import RecordingSite
from tests.browser.seed import PASSWORD, USER

SECOND = 1000
CAMERA = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
PATIENCE = 60 * SECOND
CLOCK = (Path(__file__).parent / "clock.js").read_text(encoding="utf-8")


def signed_in(browser: Browser, site: RecordingSite, *scripts: str) -> Page:
    """A phone's page of the officer, with scripts that run in every page before its own."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, locale="en", accept_downloads=True
    )
    context.grant_permissions(["camera", "microphone", "geolocation"], origin=site.base)
    context.set_geolocation({"latitude": 30.1, "longitude": 114.2})
    for script in scripts:
        context.add_init_script(script)
    page = context.new_page()
    page.goto(f"{site.base}/sign-in")
    page.fill("[name=username]", USER)
    page.fill("[name=password]", PASSWORD)
    page.click("form[method=post] button.btn-primary")
    return page


def open_recorder(page: Page, site: RecordingSite) -> None:
    """The recorder, ready to begin."""
    page.goto(f"{site.base}/recorder/")
    expect(page.locator("[data-part=begin]")).to_be_enabled(timeout=PATIENCE)


def begin(page: Page) -> str:
    """Begins to record; the recording's id."""
    page.click("[data-do=begin]")
    page.wait_for_selector("[data-screen=recording]:not([hidden])", timeout=PATIENCE)
    recording = page.get_attribute("[data-recorder]", "data-recording")
    assert recording
    return recording


def end(page: Page) -> None:
    """Ends the recording and waits until everything was acknowledged."""
    page.click("[data-do=end]")
    page.wait_for_selector("[data-screen=done]:not([hidden])", timeout=PATIENCE)
    expect(page.locator("[data-part=left]")).to_have_attribute(
        "data-state", "sent", timeout=PATIENCE
    )


def exported(page: Page, site: RecordingSite, recording: str, folder: Path) -> Path:
    """The bundle of a recording, as the page hands it out."""
    site.beat()
    page.goto(f"{site.base}/evidence/{recording}/")
    page.fill("[name=purpose]", "the court")
    with page.expect_download(timeout=PATIENCE) as download:
        page.click("form[action$='/export/'] button[type=submit]")
    path = folder / "bundle.zip"
    download.value.save_as(path)
    return path


def plays(page: Page, where: str = "[data-player] video") -> None:
    """Waits until more than a second of the scene has been shown."""
    video = page.locator(where)
    for _ in range(PATIENCE // SECOND):
        if float(video.evaluate("one => one.currentTime")) > 1:
            return
        page.wait_for_timeout(SECOND)
    raise AssertionError(page.locator("[data-said]").inner_text())


def shown(page: Page) -> float:
    """The second of the film that is seen."""
    return float(page.locator("[data-player] video").evaluate("one => one.currentTime"))


def goes_on(page: Page, after: float) -> None:
    """Waits until more than a second behind an instant has been shown."""
    for _ in range(PATIENCE // SECOND):
        if shown(page) > after + 1:
            return
        page.wait_for_timeout(SECOND)
    raise AssertionError(page.locator("[data-said]").inner_text())

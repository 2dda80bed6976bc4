# SPDX-License-Identifier: Apache-2.0
"""The recorder opened for one task: by link, by typed code, by picture code; and its installing."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from mingjing.evidence.rules.codes import occasion_code
from tests.browser.recording_people import PATIENCE
from tests.browser.recording_site import RecordingSite
from tests.browser.seed import PASSWORD, USER

pytestmark = pytest.mark.browser
READS_ADDRESSES = """globalThis.BarcodeDetector = class {
  static async getSupportedFormats() { return ["qr_code"]; }
  async detect() { return (globalThis.shown ?? []).map((rawValue) => ({ rawValue })); }
};"""
NO_DETECTOR = "delete globalThis.BarcodeDetector;"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordingSite]:
    site = RecordingSite(tmp_path_factory.mktemp("tasks"), "tests.browser.task_settings")
    yield site
    site.close()


def arrive(phone: Browser, place: RecordingSite, asked: str, script: str = NO_DETECTOR) -> Page:
    """Follows a link to the recorder without being signed in, and signs in."""
    context = phone.new_context(viewport={"width": 390, "height": 844}, locale="en")
    context.grant_permissions(["camera", "microphone"], origin=place.base)
    context.add_init_script(script)
    page = context.new_page()
    page.goto(f"{place.base}/recorder/{asked}")
    page.fill("[name=username]", USER)
    page.fill("[name=password]", PASSWORD)
    page.click("form[method=post] button.btn-primary")
    expect(page.locator("[data-part=begin]")).to_be_enabled(timeout=PATIENCE)
    return page


def chosen(page: Page) -> str:
    return page.locator("input[name=occasion]:checked").input_value()


def news(page: Page) -> str:
    return page.locator("[data-part=news]").inner_text()


def test_a_link_leads_through_the_sign_in_to_its_task(phone: Browser, place: RecordingSite) -> None:
    page = arrive(phone, place, "?occasion=inspection_task/task_2")
    assert chosen(page) == "inspection_task/task_2"
    assert news(page) == ""
    page.evaluate("navigator.serviceWorker.ready")
    page.reload()  # through the worker, which keeps the page
    expect(page.locator("[data-part=begin]")).to_be_enabled(timeout=PATIENCE)
    page.context.set_offline(True)
    page.goto(f"{place.base}/recorder/?occasion=inspection_task/task_1")  # never opened before
    expect(page.locator("[data-part=begin]")).to_be_enabled(timeout=PATIENCE)
    assert chosen(page) == "inspection_task/task_1"
    page.context.close()


def test_the_task_of_another_is_told_and_not_exchanged(
    phone: Browser, place: RecordingSite
) -> None:
    page = arrive(phone, place, "?occasion=inspection_task/task_9")
    assert "no task of yours" in news(page)
    page.fill("[data-part=code]", "000000")
    page.click("[data-do=find]")
    assert "no task of yours" in news(page)
    page.context.close()


def test_a_typed_code_chooses_its_task_where_the_browser_reads_none(
    phone: Browser, place: RecordingSite
) -> None:
    page = arrive(phone, place, "")
    assert page.locator("[data-do=scan]").is_hidden()
    code = occasion_code("inspection_task", "task_2").lower()
    page.fill("[data-part=code]", f" {code[:3]}-{code[3:]}")
    page.click("[data-do=find]")
    assert chosen(page) == "inspection_task/task_2"
    assert news(page) == "Chosen: Shop 2"
    page.context.close()


def test_the_camera_reads_the_picture_code_and_no_foreign_one(
    phone: Browser, place: RecordingSite
) -> None:
    page = arrive(phone, place, "", READS_ADDRESSES)
    foreign = "https://elsewhere.example/recorder/?occasion=a/b"
    page.evaluate("foreign => { globalThis.shown = [foreign, '?', '']; }", foreign)
    page.click("[data-do=scan]")
    expect(page.locator("[data-part=news]")).to_contain_text("before the camera")
    page.wait_for_timeout(600)
    assert page.locator("[data-do=scan]").is_disabled()
    address = f"{place.base}/recorder/?occasion=inspection_task%2Ftask_2"
    page.evaluate("address => globalThis.shown.push(address)", address)
    expect(page.locator("[data-part=news]")).to_have_text("Chosen: Shop 2")
    assert chosen(page) == "inspection_task/task_2"
    page.context.close()


def test_chromium_finds_nothing_that_hinders_its_installing(
    phone: Browser, place: RecordingSite
) -> None:
    page = arrive(phone, place, "")
    page.evaluate("navigator.serviceWorker.ready")
    session = page.context.new_cdp_session(page)
    told = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    # a context of a test is a private window, which installs nothing
    assert [one["errorId"] for one in told if one["errorId"] != "in-incognito"] == []
    manifest = session.send("Page.getAppManifest")
    assert manifest["errors"] == []
    sizes = page.evaluate(
        """async (address) => {
          const { icons } = await (await fetch(address)).json();
          return Promise.all(icons.map(async ({ src, sizes, purpose }) => {
            const image = new Image();
            image.src = src;
            await image.decode();
            const drawn = `${image.naturalWidth}x${image.naturalHeight}`;
            return [sizes, purpose ?? "any", sizes === "any" || sizes === drawn];
          }));
        }""",
        manifest["url"],
    )
    assert sizes == [
        ["any", "any", True], ["192x192", "any", True], ["512x512", "any", True],
        ["512x512", "maskable", True],
    ]  # fmt: skip
    page.context.close()


def test_the_code_is_at_hand_before_the_list_however_long_that_is(
    phone: Browser, place: RecordingSite
) -> None:
    page = arrive(phone, place, "")
    code, first = page.locator("[data-part=code]"), page.locator(".recorder-row").first
    assert code.bounding_box()["y"] < first.bounding_box()["y"]  # type: ignore[index]
    assert code.evaluate("one => one.getBoundingClientRect().bottom <= innerHeight")
    page.context.close()


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        ("Asia/Shanghai", "2026-11-27 01:30:05 +08:00"),
        ("Asia/Singapore", "2026-11-27 01:30:05 +08:00"),
        ("Etc/GMT+12", "2026-11-26 05:30:05 -12:00 (2026-11-27 01:30:05 +08:00 Asia/Shanghai)"),
        ("Europe/Berlin", "2026-11-26 18:30:05 +01:00 (2026-11-27 01:30:05 +08:00 Asia/Shanghai)"),
        ("Asia/Kathmandu", "2026-11-26 23:15:05 +05:45 (2026-11-27 01:30:05 +08:00 Asia/Shanghai)"),
        ("Asia/Tokyo", "2026-11-27 02:30:05 +09:00 (01:30:05 +08:00 Asia/Shanghai)"),
    ],
)
def test_the_stamp_says_the_devices_time_and_the_citys_where_that_differs(
    browser: Browser, place: RecordingSite, zone: str, told: str
) -> None:
    context = browser.new_context(timezone_id=zone, locale="ar-EG")
    page = context.new_page()
    page.goto(f"{place.base}/sign-in")
    said = page.evaluate(
        """async ([at, city]) => {
          const { stamp } = await import("/static/evidence/recorder/stamp.js");
          return stamp(new Date(at), city);
        }""",
        ["2026-11-26T17:30:05.999Z", "Asia/Shanghai"],
    )
    assert said == told
    context.close()

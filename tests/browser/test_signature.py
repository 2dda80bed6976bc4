# SPDX-License-Identifier: Apache-2.0
"""A signature is drawn on the page of a document: with a pointer, and with keys alone."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.architecture.house import ROOT

pytestmark = pytest.mark.browser

SCRIPT = ROOT / "src/mingjing/cases/static/cases/signature.js"
TEMPLATE = ROOT / "src/mingjing/cases/templates/cases/document.html"
FORM = """<form data-signature><button type="button" id="before">before</button>
<canvas class="signature-pad" width="1000" height="300" tabindex="0" style="width:500px"></canvas>
<input type="hidden" name="strokes" value=""><button type="reset">Clear</button></form>"""


@pytest.fixture
def page(browser: Browser) -> Page:
    found = browser.new_page()
    found.set_content(FORM)
    found.add_script_tag(content=Path(SCRIPT).read_text(encoding="utf-8"), type="module")
    return found


def strokes(page: Page) -> list[list[list[int]]]:
    value = page.locator("input[name=strokes]").input_value()
    found: list[list[list[int]]] = json.loads(value) if value else []
    return found


def is_inked(page: Page) -> bool:
    found: bool = page.evaluate(
        "() => {const c = document.querySelector('canvas');"
        "return c.getContext('2d').getImageData(0, 0, 1000, 300).data.some(one => one > 0)}"
    )
    return found


def test_the_page_has_the_parts_that_the_script_looks_for() -> None:
    text = TEMPLATE.read_text(encoding="utf-8")
    for part in ("data-signature", 'width="1000" height="300" tabindex="0"', 'name="strokes"'):
        assert part in text


def test_a_pointer_draws_strokes_within_the_field(page: Page) -> None:
    box = page.locator("canvas").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 50, box["y"] + 50)
    page.mouse.down()
    page.mouse.move(box["x"] + 100, box["y"] + 60)
    page.mouse.move(box["x"] + 900, box["y"] - 90)  # out of the field: held at its edge
    page.mouse.up()
    (drawn,) = strokes(page)
    assert drawn[0] == [100, 100]
    assert [200, 120] in drawn
    assert drawn[-1] == [1000, 0]
    assert is_inked(page)
    page.get_by_role("button", name="Clear").click()
    assert strokes(page) == []
    assert not is_inked(page)


def test_keys_alone_draw_a_signature(page: Page) -> None:
    page.locator("#before").focus()
    page.keyboard.press("Tab")
    for key in ("ArrowRight", "Space", "ArrowRight", "Shift+ArrowDown", "Space", "ArrowDown"):
        page.keyboard.press(key)
    assert strokes(page) == [[[270, 150], [290, 150], [290, 155]]]
    for key in ("Space", "ArrowLeft", "Space"):
        page.keyboard.press(key)
    assert strokes(page)[1] == [[290, 175], [270, 175]]
    page.keyboard.press("Tab")  # the pen's mark goes, the strokes stay
    assert len(strokes(page)) == 2
    assert page.evaluate("document.activeElement.textContent") == "Clear"


def test_a_tap_is_no_stroke(page: Page) -> None:
    page.locator("canvas").click()
    assert strokes(page) == []

# SPDX-License-Identifier: Apache-2.0
"""Who watches by HLS goes on when a pass runs out: another one is asked for before."""

import json
from itertools import count

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.architecture.house import ROOT

pytestmark = pytest.mark.browser
BASE = "http://player.test"
SCRIPTS = ROOT / "src/mingjing/evidence/static"
PAGE = """<div data-player data-pass="/pass" data-token="t" data-purpose="p"><video></video></div>
<script type="module">
import { watchHls } from "/evidence/player.js";
const box = document.querySelector("[data-player]");
window.player = await watchHls(box, { tell: () => {}, fail: () => {}, isLive: true });
window.word = () => {
  let said = "";
  window.wished.xhrSetup({ setRequestHeader: (_, value) => { said = value; } });
  return said;
};
</script>"""
HLS = """export default class {
  static Events = { ERROR: "error", DESTROYING: "destroying" };
  heard = {};
  constructor(wished) { window.wished = wished; }
  on(name, call) { this.heard[name] = call; }
  loadSource() {}
  attachMedia() {}
  destroy() { this.heard.destroying(); }
}"""


@pytest.fixture
def page(browser: Browser) -> Page:
    """A page with the real player, a stand-in for hls.js, and passes that last half a second."""
    found, number = browser.new_page(), count(1)

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(BASE)
        if path == "/pass":
            n = next(number)
            if n == 2:
                route.abort()  # the network of that moment
                return
            given = {"pass": f"pass {n}", "lasts": 0.5, "doors": BASE, "recording": "r"}
            given["state"] = "open"
            route.fulfill(json=given)
            return
        if path == "/":
            route.fulfill(body=PAGE, content_type="text/html")
        elif path == "/recordings/r/state":
            route.fulfill(json={"state": "open", "since": None, "behind": 1, "missing": 0})
        else:
            script = SCRIPTS / path.removeprefix("/")
            body = script.read_text(encoding="utf-8") if script.is_file() else HLS
            route.fulfill(body=body, content_type="text/javascript")

    found.route(f"{BASE}/**", answer)
    found.goto(f"{BASE}/")
    found.wait_for_function("window.word !== undefined")
    return found


def test_a_pass_is_renewed_also_when_the_first_try_fails_and_not_after_the_end(page: Page) -> None:
    assert page.evaluate("word()") == "Bearer pass 1"
    page.wait_for_function("word() === 'Bearer pass 4'")  # the second was lost on the way
    page.evaluate("player.destroy()")
    last = page.evaluate("word()")
    page.wait_for_timeout(700)
    assert page.evaluate("word()") == last, json.dumps(last)

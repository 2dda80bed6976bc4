# SPDX-License-Identifier: Apache-2.0
"""Draws the icons of the recorder from `mark.svg`: `python -m tools.icons`.

A phone that installs the recorder wants PNG of 192 and 512 pixels, and one that may be cut to any
shape: its mark keeps to the middle four fifths (W3C, maskable icons).
"""

import re
from pathlib import Path

from playwright.sync_api import sync_playwright

from tools.screenshots import CHROMIUM, FLAGS

_STATIC = Path(__file__).parents[1] / "src" / "mingjing" / "portal" / "static" / "portal"
_GROUND = "#0e131a"
ICONS = (("icon-192", 192, 0.84), ("icon-512", 512, 0.84), ("icon-maskable-512", 512, 0.6))
"""Name, pixels a side, and how much of the side the mark takes."""


def page(size: int, share: float) -> str:
    """One icon as a page."""
    mark = (_STATIC / "mark.svg").read_text(encoding="utf-8")
    mark = re.sub("#1a56b0", "#4f8df0", mark)  # the blue that is seen on a dark ground
    side = round(size * share)
    return (
        f'<body style="margin:0;width:{size}px;height:{size}px;background:{_GROUND};display:grid;'
        f'place-items:center"><div style="width:{side}px;height:{side}px">{mark}</div></body>'
    )


def main() -> None:
    """Writes the icons."""
    target = _STATIC / "icons"
    target.mkdir(exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        for name, size, share in ICONS:
            shown = browser.new_page(viewport={"width": size, "height": size})
            shown.set_content(page(size, share))
            shown.screenshot(path=target / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()

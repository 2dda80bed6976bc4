# SPDX-License-Identifier: Apache-2.0
"""The parts of the design system fit together: icons, assets, gallery."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from tests.pages import PageClient

from mingjing.entry import assets
from mingjing.entry.context import MENU

PACKAGE = Path(assets.__file__).parents[1]
PORTAL = PACKAGE / "portal" / "static" / "portal"
_ICON_USE = re.compile(r"""_icon\.html["'] with name=["']([a-z-]+)["']|\bicon=["']([a-z-]+)["']""")
_SERVED_CAP_BYTES = 5_000_000


def test_every_icon_that_a_page_names_is_drawn() -> None:
    drawn = set(re.findall(r'<symbol id="([a-z-]+)"', (PORTAL / "icons.svg").read_text()))
    named = {line.icon for line in MENU}
    for path in PACKAGE.glob("*/templates/**/*.html"):
        for first, second in _ICON_USE.findall(path.read_text(encoding="utf-8")):
            named.add(first or second)
    assert named - drawn == set()


def test_colours_stand_in_the_token_file_only() -> None:
    painted = re.findall(r"#[0-9a-fA-F]{3,8}\b", (PORTAL / "portal.css").read_text())
    assert [colour for colour in painted if colour not in {"#fff", "#000", "#999"}] == []


@pytest.mark.skipif(not assets.paths(), reason="npm ci has not run")
def test_the_served_assets_are_found_and_few() -> None:
    found = assets.paths()
    assert len(found) == 7
    assert all(finders.find(name) == str(path) for name, path in found.items())
    assert sum(path.stat().st_size for path in found.values()) < _SERVED_CAP_BYTES


def test_an_unknown_asset_is_not_found() -> None:
    assert finders.find("npm/tabler/js/other.js") is None


@pytest.mark.django_db
@pytest.mark.urls("tests.browser.gallery")
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_gallery_of_all_parts_is_a_good_page(language: str, page_client: PageClient) -> None:
    page_client.speak(language)
    assert page_client.get("/gallery").status_code == 200

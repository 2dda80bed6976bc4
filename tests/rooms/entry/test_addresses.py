# SPDX-License-Identifier: Apache-2.0
"""Public addresses of site and door, as the environment names them."""

import pytest

from mingjing.entry.environment import SettingWrong, read_environment


@pytest.mark.parametrize(
    ("site", "hosts", "origins"),
    [
        ("http://127.0.0.1:8000", "", ("127.0.0.1", "localhost", "[::1]")),
        ("https://linjiang.example/", "linjiang.example", ("https://linjiang.example",)),
        ("", "linjiang.example,10.0.0.2", ("https://linjiang.example", "https://10.0.0.2")),
    ],
)
def test_whose_pages_may_call_the_door(
    monkeypatch: pytest.MonkeyPatch, site: str, hosts: str, origins: tuple[str, ...]
) -> None:
    monkeypatch.setenv("MINGJING_SITE_URL", site)
    monkeypatch.setenv("MINGJING_HOSTS", hosts)
    found = read_environment().site_origins
    if site.startswith("http://127"):
        assert found == tuple(f"http://{name}:8000" for name in origins)
    else:
        assert found == origins


@pytest.mark.parametrize(
    "value",
    [
        "ftp://x",
        "doors",
        "https://",
        "https://x;y",
        "https://x y",
        "https://x:99999",
        "https://x?a",
    ],
)
def test_an_address_that_is_none_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("MINGJING_DOORS_URL", value)
    with pytest.raises(SettingWrong, match="MINGJING_DOORS_URL"):
        read_environment()

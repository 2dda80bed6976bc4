# SPDX-License-Identifier: Apache-2.0
"""The page client finds each fault that it is there for."""

import pytest
from django.http import HttpResponse
from tests.pages import page_faults

GOOD = (
    '<!doctype html><html lang="en"><head><title>Plan · House</title></head>'
    "<body><h1>Plan</h1>{}</body></html>"
)


def _faults(body: str, head: str = GOOD) -> list[str]:
    return page_faults(HttpResponse(head.format(body)))


def test_it_finds_nothing_wrong_with_a_good_page() -> None:
    form = (
        '<form method="post"><input type="hidden" name="csrfmiddlewaretoken" value="x">'
        '<label for="a">A</label><input id="a" name="a"><label>B <select></select></label></form>'
    )
    assert _faults(form) == []


@pytest.mark.parametrize(
    ("body", "check"),
    [
        ("<div><p></div></p></span>", "well_formed"),
        ("<h1>Again</h1>", "heading"),
        ('<input name="a">', "labels"),
        ('<a href="/"></a>', "names"),
        ('<img src="/x.png">', "names"),
        ('<p id="a"></p><p id="a"></p>', "ids"),
        ('<a href="#gone">x</a>', "ids"),
        ('<form method="post"></form>', "tokens"),
        ('<p style="color: red">x</p>', "nothing_inline"),
        ('<p onclick="x()">x</p>', "nothing_inline"),
        ("<script>x()</script>", "nothing_inline"),
        ("<p>11010519491231002X</p>", "personal_id"),
    ],
)
def test_it_finds_each_fault(body: str, check: str) -> None:
    assert check in {fault.partition(":")[0] for fault in _faults(body)}


def test_it_finds_a_wrong_language_and_title() -> None:
    bad = (
        "<!doctype html><html><head><title>House</title></head><body><h1>Plan</h1>{}</body></html>"
    )
    assert {fault.partition(":")[0] for fault in _faults("", bad)} == {"language", "heading"}


def test_it_lets_data_for_charts_and_long_numbers_pass() -> None:
    body = (
        '<div data-chart="c"></div><script id="c" type="application/json">{{}}</script>'
        "<code>a11010519491231002Xb</code>"
    )
    assert _faults(body.replace("{{}}", "[1]")) == []

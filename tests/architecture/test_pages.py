# SPDX-License-Identifier: Apache-2.0
"""Every address is in the permission table, and the table is what people meet (STYLE 45)."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from mingjing.entry.access import ACCESS, PUBLIC
from mingjing.kernel.clock import local_date
from mingjing.registry.public import actor_for, may
from tests.pages import STANDING, PageClient, parse

_DOCUMENT = re.compile(r"[\u3400-\u9fff]+〔\d{4}〕\d+号")  # a document's number has no translation
_HAN = re.compile(r"[\u3400-\u9fff]+")
_TODAY = local_date(datetime.now(tz=UTC))  # noqa: TID251 - the middleware reads the real clock


def _patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from _patterns(one)
        else:
            yield one


def _open_addresses() -> dict[str, str]:
    """Pages that need no parameter: name → address."""
    found = {}
    for name in sorted(ACCESS):
        try:
            found[name] = reverse(name)
        except NoReverseMatch:
            continue
    return found


def _expected(username: str, action: str) -> set[int]:
    if action == PUBLIC:
        return {200, 302, 405}
    if not username:
        return {302, 401}  # a page sends to sign-in, the API asks for an account
    allowed = may(actor_for(username, _TODAY), action).allowed
    # 422: the page asks for something in the query and says what
    return {200, 302, 405, 422} if allowed else {403}


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    names = [pattern.name for pattern in _patterns(get_resolver())]
    assert None not in names
    assert set(names) == set(ACCESS)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("username", ["", *STANDING])
def test_each_person_meets_what_the_table_says(
    username: str, language: str, people: tuple[str, ...], page_client: PageClient
) -> None:
    if username:
        page_client.sign_in(username)
    page_client.speak(language)
    met = {}
    for name, address in _open_addresses().items():
        status = page_client.get(address).status_code
        if status not in _expected(username, ACCESS[name]):
            met[name] = status
    assert met == {}


def _own_text(node: Element) -> Iterator[str]:
    """Text of a page without what is marked as Chinese."""
    if node.get("lang", "").startswith("zh") or node.tag == "script":
        return
    yield node.text or ""
    for child in node:
        yield from _own_text(child)
        yield child.tail or ""


def _who_may_open(action: str) -> str:
    """One standing person who may open a page; every page has one."""
    return next(name for name in STANDING if 200 in _expected(name, action))


def _chinese_in(response: Any) -> list[str]:
    if not response.headers.get("Content-Type", "").startswith("text/html"):
        return []
    body = parse(response).find("body")
    said = " ".join(_own_text(body)) if body is not None else ""
    return _HAN.findall(_DOCUMENT.sub("", said))[:5]


def test_english_pages_of_an_empty_store_hold_no_chinese(
    people: tuple[str, ...], page_client: PageClient
) -> None:
    page_client.speak("en")
    left = {}
    for name, address in _open_addresses().items():
        page_client.sign_in(_who_may_open(ACCESS[name]))
        found = _chinese_in(page_client.get(address))
        if found:
            left[name] = found
    assert left == {}

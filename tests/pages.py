# SPDX-License-Identifier: Apache-2.0
"""The page client (STYLE 46): Django's test client that checks each HTML page it gets.

`page_client.get(...)` behaves like `client.get(...)` and fails the test when the page breaks a
rule of the house. `PageClient(skip={"personal_id"})` turns a check off by name; say why.
"""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from mingjing.registry.public import NewAccount, appoint, register_agency, system_actor

Check = Callable[[Element, Any], Iterator[str]]

_PERSONAL_ID = re.compile(
    r"(?<![0-9A-Za-z])[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]"
    r"(?![0-9A-Za-z])"
)
_NAMELESS_INPUTS = {"hidden", "submit", "button", "image", "reset"}
_REFERENCES = (
    "for",
    "aria-labelledby",
    "aria-describedby",
    "popovertarget",
    "data-chart",
    "data-map",
)
_SET_UP = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)


def text_of(node: Element) -> str:
    """The text of an element and what is in it, blanks joined."""
    return " ".join("".join(node.itertext()).split())


def _parsed(response: Any) -> tuple[Element, list[Any]]:
    """The page as a tree and what the parser found wrong, parsed once for each answer."""
    if not hasattr(response, "parsed_page"):
        parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
        root: Element = parser.parse(response.content.decode(response.charset))
        response.parsed_page = (root, parser.errors)
    found: tuple[Element, list[Any]] = response.parsed_page
    return found


def _well_formed(root: Element, response: Any) -> Iterator[str]:
    lines = response.content.decode(response.charset).splitlines()
    for (line, _), code, detail in _parsed(response)[1]:
        near = lines[line - 1].strip()[:90] if 0 < line <= len(lines) else ""
        yield f"line {line}: {code} {detail or ''} near {near!r}"


def _language(root: Element, response: Any) -> Iterator[str]:
    said = root.get("lang", "")
    if said not in {"zh-Hans", "en"}:
        yield f"html lang is {said!r}"
    sent = response.headers.get("Content-Language", said)
    if sent.lower() != said.lower():
        yield f"lang {said!r} but Content-Language {sent!r}"


def _heading(root: Element, response: Any) -> Iterator[str]:
    heads = [text_of(node) for node in root.iter("h1")]
    titles = [text_of(node) for node in root.iter("title")]
    if len(heads) != 1 or not heads[0]:
        yield f"one h1 with text is wanted, found {heads}"
    elif not titles or not titles[0].startswith(heads[0]):
        yield f"the title {titles[:1]} does not begin with the h1 {heads[0]!r}"


def _labels(root: Element, response: Any) -> Iterator[str]:
    labelled = {node.get("for") for node in root.iter("label")}
    wrapped = {child for label in root.iter("label") for child in label.iter()}
    for tag in ("input", "select", "textarea"):
        for node in root.iter(tag):
            if node.get("type") in _NAMELESS_INPUTS or node.get("aria-label"):
                continue
            if node.get("aria-labelledby") or node in wrapped or node.get("id") in labelled:
                continue
            yield f"<{tag} name={node.get('name')!r}> has no label"


def _names(root: Element, response: Any) -> Iterator[str]:
    for tag in ("a", "button", "summary"):
        for node in root.iter(tag):
            if not text_of(node) and not node.get("aria-label"):
                yield f"<{tag}> without a name: {node.attrib}"
    for node in root.iter("img"):
        if node.get("alt") is None:
            yield f"<img src={node.get('src')!r}> without alt"


def _ids(root: Element, response: Any) -> Iterator[str]:
    ids = [node.get("id", "") for node in root.iter() if node.get("id")]
    for one in sorted({one for one in ids if ids.count(one) > 1}):
        yield f"id {one!r} stands twice"
    for node in root.iter():
        for attribute in _REFERENCES:
            for one in node.get(attribute, "").split():
                if one not in ids:
                    yield f"{attribute}={one!r} points nowhere"
        target = node.get("href", "") if node.tag == "a" else ""
        if target.startswith("#") and target[1:] not in ids:
            yield f"link {target!r} points nowhere"


def _tokens(root: Element, response: Any) -> Iterator[str]:
    for form in root.iter("form"):
        if form.get("method", "get").lower() != "post":
            continue
        if not any(node.get("name") == "csrfmiddlewaretoken" for node in form.iter("input")):
            yield f"POST form to {form.get('action')!r} without CSRF token"


def _nothing_inline(root: Element, response: Any) -> Iterator[str]:
    for node in root.iter():
        tag = str(node.tag).rpartition("}")[2]
        if tag == "style" or (
            tag == "script" and not node.get("src") and node.get("type") != "application/json"
        ):
            yield f"inline <{tag}>"
        for name, value in node.attrib.items():
            if name == "style" or name.startswith("on") or value.startswith("javascript:"):
                yield f"inline {name}={value[:40]!r} on <{tag}>"


def _personal_id(root: Element, response: Any) -> Iterator[str]:
    found = _PERSONAL_ID.search(response.content.decode(response.charset))
    if found:
        yield f"a personal id number stands in the page: {found[0][:6]}…"


CHECKS: dict[str, Check] = {
    "well_formed": _well_formed,
    "language": _language,
    "heading": _heading,
    "labels": _labels,
    "names": _names,
    "ids": _ids,
    "tokens": _tokens,
    "nothing_inline": _nothing_inline,
    "personal_id": _personal_id,
}


def parse(response: Any) -> Element:
    """The page as a tree, for tests that look inside."""
    return _parsed(response)[0]


def page_faults(response: Any, skip: frozenset[str] = frozenset()) -> list[str]:
    """What is wrong with a page, one line each."""
    root = parse(response)
    return [
        f"{name}: {fault}"
        for name, check in CHECKS.items()
        if name not in skip
        for fault in check(root, response)
    ]


class PageClient(Client):
    """The test client that checks what it gets; checks named in `skip` are off."""

    def __init__(self, *, skip: frozenset[str] = frozenset(), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._skip = skip

    def request(self, **request: Any) -> Any:
        """Sends a request and checks the page that comes back, if it is one."""
        response = super().request(**request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if is_page and not response.streaming and response.content and response.status_code != 302:
            faults = page_faults(response, self._skip)
            where = f"{request.get('REQUEST_METHOD', 'GET')} {request.get('PATH_INFO', '')}"
            assert faults == [], f"{where}:\n" + "\n".join(faults)
        return response

    def sign_in(self, name: str) -> None:
        """Signs in one of the standing people by name (`people` must have opened the accounts)."""
        self.force_login(
            get_user_model().objects.get(username=name),
            backend="django.contrib.auth.backends.ModelBackend",
        )

    def speak(self, language: str) -> None:
        """Asks for pages in `zh-hans` or `en`."""
        self.cookies["django_language"] = language


@pytest.fixture
def page_client() -> PageClient:
    return PageClient()


STANDING: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "zhao": ("main", "330100", ("steward", "analyst", "officer")),
    "qian": ("main", "330100", ("auditor", "legal")),
    "sun": ("main", "330100", ("planner", "administrator", "head")),
    "li": ("other", "440100", ("steward", "analyst", "planner", "officer")),
    "zhou": ("other", "440100", ()),
}
"""The five standing people as accounts: agency, region, roles."""


@pytest.fixture
def people(db: None) -> tuple[str, ...]:
    """Opens the accounts of the standing people and returns their user names."""
    agencies = {
        name: register_agency(
            actor=system_actor(), now=_SET_UP, name=f"Agency {name}", region=region
        )
        for name, region in (("main", "330100"), ("other", "440100"))
    }
    for username, (agency, region, roles) in STANDING.items():
        account = NewAccount(
            username=username,
            name=username.title(),
            agency_id=agencies[agency],
            region=region,
            roles=roles,
            valid_from=date(2026, 1, 1),
        )
        appoint(actor=system_actor(), now=_SET_UP, account=account, password="a long pass phrase")
    return tuple(STANDING)

# SPDX-License-Identifier: Apache-2.0
"""How a page tells what was refused."""

from collections.abc import Callable

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest
from django.utils import translation

from mingjing.kernel.errors import Corrupt, PlatformError, Refused, Unavailable
from mingjing.registry.public import attempt, problem_of, refusal_words, tell_refusal


class Late(Refused):
    code, article = "test.late", "行政处罚法 §44"
    zh, en = "太迟了。", "It is too late."
    remedy_zh, remedy_en = "请换一天。", "Take another day."


class Full(Unavailable):
    http_status, code = 507, "test.full"
    zh, en = "满了。", "It is full."


class Torn(Corrupt):
    code = "test.torn"


@pytest.fixture
def request_() -> HttpRequest:
    request = HttpRequest()
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]
    return request


def _said(request: HttpRequest) -> list[tuple[str, str]]:
    return [(one.level_tag, str(one)) for one in get_messages(request)]


def _raises(error: PlatformError) -> Callable[[], None]:
    def act() -> None:
        raise error

    return act


@pytest.mark.parametrize(
    ("spoken", "words"),
    [
        ("zh-hans", "太迟了。 [行政处罚法第四十四条] 请换一天。"),
        ("en", "It is too late. [Administrative Penalty Law §44] Take another day."),
    ],
)
def test_a_refusal_says_what_by_which_article_and_what_to_do(spoken: str, words: str) -> None:
    with translation.override(spoken):
        assert refusal_words(Late()) == words


def test_what_is_done_is_said(request_: HttpRequest) -> None:
    assert attempt(request_, lambda: None, "Done.")
    assert _said(request_) == [("success", "Done.")]


@pytest.mark.parametrize(("refusal", "words"), [(Late(), "太迟了。"), (Full(), "满了。")])
def test_a_refusal_or_a_full_store_is_told(
    refusal: PlatformError, words: str, request_: HttpRequest
) -> None:
    with translation.override("zh-hans"):
        assert not attempt(request_, _raises(refusal), "Done.")
        [(level, said)] = _said(request_)
        assert (level, said[: len(words)]) == ("error", words)
        assert problem_of(refusal)["detail"] == words


def test_a_fault_of_the_house_is_told_by_no_form(request_: HttpRequest) -> None:
    fault = Torn()
    for tell in (
        lambda: attempt(request_, _raises(fault), "Done."),
        lambda: tell_refusal(request_, fault),
        lambda: problem_of(fault),
        lambda: refusal_words(fault),
    ):
        with pytest.raises(Torn):
            tell()
    assert _said(request_) == []

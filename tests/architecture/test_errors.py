# SPDX-License-Identifier: Apache-2.0
"""Refusals: each has a code of its own, speaks Chinese and English, and says what to do."""

import re
from string import Formatter

from mingjing.kernel import errors
from tests.architecture.house import subclasses

KINDS = {"Refused", "Invalid", "Forbidden", "Missing", "Conflict", "Unavailable", "Corrupt"}


def _own() -> list[type[errors.PlatformError]]:
    return [e for e in subclasses(errors.PlatformError) if e.__name__ not in KINDS]


def _fields(template: str) -> set[str]:
    """Fields of a text; `zh_reason` and `en_reason` are one field in two languages."""
    names = {name for _, name, _, _ in Formatter().parse(template) if name}
    return {re.sub("^(zh|en)_", "", name) for name in names}


def test_codes_are_unique_and_name_their_room() -> None:
    codes: dict[str, str] = {}
    for error in _own():
        room = error.__module__.split(".")[1]
        if "code" not in vars(error):
            continue  # an abstract step between a kind and its refusals
        assert error.code.startswith(f"{room}."), error
        assert codes.setdefault(error.code, error.__name__) == error.__name__


def test_each_speaks_both_languages_and_names_the_next_step() -> None:
    for error in _own():
        if "code" not in vars(error):
            continue
        assert re.search(r"[一-鿿]", error.zh), error
        assert not re.search(r"[一-鿿]", error.en), error
        assert error.remedy_zh, error
        assert error.remedy_en, error
        assert _fields(error.zh) == _fields(error.en), error

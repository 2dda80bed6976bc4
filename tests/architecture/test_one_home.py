# SPDX-License-Identifier: Apache-2.0
"""Every page asks and tells in one way (STYLE 4): who, when, which language, what was refused."""

import re

import pytest

from tests.architecture.house import PACKAGE, python_files

_HOMES = {
    r"request\.actor|\"actor\", None": {"registry/asking.py", "entry/middleware.py"},
    r"request\.now\b": {"registry/asking.py", "entry/middleware.py"},
    r"http_status >= 500": {
        "registry/telling.py",
        "entry/middleware.py",
        "evidence/door/answers.py",
    },
    # the manifest of the recorder names the whole tag, which is not one of our two languages
    r"get_language\(": {"engines/languages.py", "evidence/web/phone.py"},
}


@pytest.mark.parametrize(("words", "homes"), _HOMES.items())
def test_it_is_read_in_one_place(words: str, homes: set[str]) -> None:
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in python_files("src")
        if path.is_relative_to(PACKAGE) and re.search(words, path.read_text(encoding="utf-8"))
    }
    assert found == homes

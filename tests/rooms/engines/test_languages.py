# SPDX-License-Identifier: Apache-2.0
"""The language of the page being made, and of a terminal."""

import pytest
from django.utils import translation

from mingjing.engines.languages import language, terminal_language


@pytest.mark.parametrize(
    ("chosen", "spoken"), [("zh-hans", "zh"), ("zh", "zh"), ("en", "en"), (None, "zh")]
)
def test_a_page_speaks_the_language_chosen_for_it(chosen: str | None, spoken: str) -> None:
    with translation.override(chosen):
        assert language() == spoken


@pytest.mark.parametrize(
    ("variable", "spoken"), [("zh_CN.UTF-8", "zh"), ("en_GB.UTF-8", "en"), ("C", "en"), ("", "en")]
)
def test_a_terminal_speaks_by_its_variable(
    variable: str, spoken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", variable)
    assert terminal_language() == spoken

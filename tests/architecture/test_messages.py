# SPDX-License-Identifier: Apache-2.0
"""Every text of the pages is there in Chinese and in English (STYLE 45)."""

from tools.messages import problems


def test_every_text_has_its_chinese_and_none_is_left_over() -> None:
    assert problems() == []

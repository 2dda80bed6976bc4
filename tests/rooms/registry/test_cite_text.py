# SPDX-License-Identifier: Apache-2.0
"""A basis keeps chapter, paragraph and every instrument when it is told in English."""

import pytest

from mingjing.registry.public import cite_text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("行政处罚法 ch. 5", "Administrative Penalty Law ch. 5"),
        ("行政处罚法 §44, §62(2)", "Administrative Penalty Law §44, §62(2)"),
        (
            "行政强制法 §18(1)；行政处罚法 §56",
            "Administrative Coercion Law §18(1); Administrative Penalty Law §56",
        ),
        ("《食品安全法》第一百二十四条", "Food Safety Law §124"),
        ("food-safety-law 124", "Food Safety Law §124"),
        ("国办发〔2024〕54号", "国办发〔2024〕54号"),
        (
            "行政处罚法 §27；国务院令第310号 §11",
            "Administrative Penalty Law §27; 国务院令第310号 §11",
        ),
    ],
)
def test_nothing_of_a_basis_is_lost(text: str, said: str) -> None:
    assert cite_text(text, "en") == said

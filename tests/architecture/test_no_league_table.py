# SPDX-License-Identifier: Apache-2.0
"""No league table of fines (行政处罚法 art. 74): nothing adds fines up or ranks by them.

Money from penalties has no link to the budget or the appraisal of an agency; a sum by agency, or a
list that sorts by the fine, would be that link.
"""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.house import ROOT, python_files

_MONEY = ("fine_fen", "paid_fen", "proceeds_fen", "treasury_fen", "surcharge_fen")
_ADDS = ("Sum", "Avg", "Max", "Min", "Window", "order_by", "values", "earliest", "latest")


def links(source: str) -> list[str]:
    """Calls of a query that add money of penalties up, group or rank by it."""
    return [f"{node.lineno}: {word}" for node, word in _money_words(ast.parse(source))]


def _money_words(tree: ast.Module) -> Iterator[tuple[ast.Call, str]]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        if name not in _ADDS:
            continue
        for part in ast.walk(node):
            text = part.value if isinstance(part, ast.Constant) else None
            if isinstance(text, str) and text.lstrip("-").rpartition("__")[2] in _MONEY:
                yield node, text


@pytest.mark.law("APL-074")
def test_no_query_adds_fines_up_or_ranks_by_them() -> None:
    found = {
        str(path.relative_to(ROOT)): links(path.read_text(encoding="utf-8"))
        for path in python_files("src")
    }
    assert {path: words for path, words in found.items() if words} == {}


@pytest.mark.law("APL-074")
@pytest.mark.parametrize(
    "wrong",
    [
        "Case.objects.values('agency_id').annotate(total=Sum('fine_fen'))",
        "Case.objects.order_by('-fine_fen')",
        "CaseOfficer.objects.annotate(most=Max('case__fine_fen'))",
    ],
)
def test_it_would_see_one(wrong: str) -> None:
    assert links(wrong)

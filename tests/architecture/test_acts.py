# SPDX-License-Identifier: Apache-2.0
"""Acts: one public act per file, its law named, its ledger entry written."""

import ast
import re

from mingjing.kernel.resources import load_yaml
from tests.architecture.house import PACKAGE, ROOT, python_files, rooms


def _act_files() -> list[tuple[str, ast.FunctionDef, str]]:
    found = []
    for room in rooms():
        for path in sorted((PACKAGE / room / "acts").glob("*.py")):
            text = path.read_text(encoding="utf-8")
            for node in ast.parse(text).body:
                if isinstance(node, ast.FunctionDef) and any(
                    isinstance(d, ast.Name) and d.id == "official_act" for d in node.decorator_list
                ):
                    found.append((str(path.relative_to(ROOT)), node, text))
    return found


def test_there_are_acts() -> None:
    assert len(_act_files()) >= 10


def test_each_act_names_its_law() -> None:
    silent = [
        f"{p}:{n.name}" for p, n, _ in _act_files() if "Law:" not in (ast.get_docstring(n) or "")
    ]
    assert silent == []


def test_each_act_writes_a_ledger_entry_and_asks_permission() -> None:
    for path, node, text in _act_files():
        assert re.search(r"\brecord(_many|_said)?\(", text), f"{path}:{node.name} leaves no entry"
        assert "demand(" in text, f"{path}:{node.name} asks no permission"


def test_each_act_takes_keywords_only() -> None:
    for path, node, _ in _act_files():
        assert not node.args.args, f"{path}:{node.name}"
        names = {a.arg for a in node.args.kwonlyargs}
        assert {"actor", "now"} <= names, f"{path}:{node.name}"


def _recorded() -> set[str]:
    """Acts that the code records, by name or by a constant that ends in ACT."""
    texts = [path.read_text(encoding="utf-8") for path in python_files("src")]
    named = re.compile(r'(?:\brecord(?:_said)?\(\s*|_ACT = )"([a-z]+\.[a-z_]+)"')
    return {act for text in texts for act in named.findall(text)}


def test_each_act_has_a_name_in_both_languages_and_each_name_an_act() -> None:
    rows = load_yaml("acts.yaml")["acts"]
    assert set(rows) == _recorded()
    assert [act for act, row in rows.items() if not (row.get("zh") and row.get("en"))] == []


def test_each_kind_of_object_in_the_ledger_has_a_name_in_both_languages() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (PACKAGE).rglob("acts/*.py")]
    used = {kind for text in texts for kind in re.findall(r'\bkind="([a-z_-]+)"', text)}
    rows = load_yaml("acts.yaml")["kinds"]
    assert set(rows) == used
    assert [kind for kind, row in rows.items() if not (row.get("zh") and row.get("en"))] == []


def test_each_file_holds_one_act() -> None:
    paths = [path for path, _, _ in _act_files()]
    assert sorted(set(paths)) == sorted(paths)

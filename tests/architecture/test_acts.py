# SPDX-License-Identifier: Apache-2.0
"""Acts: one public act per file, its law named, its ledger entry written."""

import ast
import re

from tests.architecture.house import PACKAGE, ROOT, rooms


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
        assert re.search(r"\brecord(_many)?\(", text), f"{path}:{node.name} leaves no entry"
        assert "demand(" in text, f"{path}:{node.name} asks no permission"


def test_each_act_takes_keywords_only() -> None:
    for path, node, _ in _act_files():
        assert not node.args.args, f"{path}:{node.name}"
        names = {a.arg for a in node.args.kwonlyargs}
        assert {"actor", "now"} <= names, f"{path}:{node.name}"


def test_each_file_holds_one_act() -> None:
    paths = [path for path, _, _ in _act_files()]
    assert sorted(set(paths)) == sorted(paths)

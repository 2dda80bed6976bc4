# SPDX-License-Identifier: Apache-2.0
"""Size caps (STYLE 18, 19): file 600, function 60, class 200 lines; five parameters."""

import ast

from tests.architecture.house import ROOT, body_lines, functions, python_files

FILE_CAP, FUNCTION_CAP, CLASS_CAP, POSITIONAL_CAP = 600, 60, 200, 5


def test_no_file_is_longer_than_the_cap() -> None:
    sizes = {p.relative_to(ROOT): len(p.read_text().splitlines()) for p in python_files()}
    assert {p: n for p, n in sizes.items() if n > FILE_CAP} == {}


def test_no_function_or_class_is_longer_than_the_cap() -> None:
    too_long = [
        f"{path.relative_to(ROOT)}:{node.name} {body_lines(node)}"
        for path in python_files()
        for node in functions(path)
        if body_lines(node) > (CLASS_CAP if isinstance(node, ast.ClassDef) else FUNCTION_CAP)
    ]
    assert too_long == []


def test_no_function_takes_many_positional_parameters() -> None:
    too_many = [
        f"{path.relative_to(ROOT)}:{node.name}"
        for path in python_files("src", "tools")
        for node in functions(path)
        if not isinstance(node, ast.ClassDef)
        and len(node.args.posonlyargs) + len(node.args.args) > POSITIONAL_CAP
    ]
    assert too_many == []


def test_each_file_opens_with_its_licence_and_a_docstring() -> None:
    bare = []
    for path in python_files("src", "tools"):
        text = path.read_text(encoding="utf-8")
        has_head = text.startswith("# SPDX-License-Identifier: Apache-2.0\n")
        if not has_head or ast.get_docstring(ast.parse(text)) is None:
            bare.append(str(path.relative_to(ROOT)))
    assert bare == []

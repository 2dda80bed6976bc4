# SPDX-License-Identifier: Apache-2.0
"""What the walk-the-code tests share: the tree, its modules, its classes."""

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "mingjing"
FLOORS: dict[str, int] = {
    "kernel": 0,
    "engines": 1,
    "ledger": 2,
    "registry": 3,
    "standards": 4,
    "catalog": 5,
    "subjects": 6,
    "evidence": 6,
    "exchange": 7,
    "risk": 7,
    "inspection": 8,
    "cases": 9,
    "approval": 9,
    "credit": 10,
    "opendata": 11,
    "estate": 11,
    "supervision": 12,
    "portal": 13,
    "entry": 14,
}

T = TypeVar("T")


def python_files(*folders: str) -> Iterator[Path]:
    """Python files of the repository's own, migrations left out."""
    for folder in folders or ("src", "tests", "tools"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts and "__pycache__" not in path.parts:
                yield path


def rooms() -> list[str]:
    return sorted(p.name for p in PACKAGE.iterdir() if (p / "__init__.py").exists())


def import_everything() -> None:
    """Imports every module of the package, so that all classes are known."""
    for path in python_files("src"):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        if path.name not in {"spark_engine.py", "asgi.py", "wsgi.py", "__main__.py"}:
            import_module(name)


def subclasses(base: type[T]) -> list[type[T]]:
    """All subclasses of a class that live in the package, by name."""
    import_everything()
    found: dict[str, type[T]] = {}
    waiting = [base]
    while waiting:
        for child in waiting.pop().__subclasses__():
            waiting.append(child)
            if child.__module__.startswith("mingjing."):
                found[f"{child.__module__}.{child.__qualname__}"] = child
    return [found[name] for name in sorted(found)]


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node


def body_lines(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> int:
    """Lines of a definition without its docstring."""
    whole = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        whole -= (first.end_lineno or first.lineno) - first.lineno + 1
    return whole

# SPDX-License-Identifier: Apache-2.0
"""Writing names and parameters into SQL text (SQL 文本): the one place that quotes.

Values go as parameters `$name`; only names of tables and columns and packaged constants are
written into the text, and only through the functions below.
"""

import re
from collections.abc import Iterable, Mapping

_PARAMETER = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\n]*|\$([A-Za-z_][A-Za-z0-9_]*)")


def quote(name: str) -> str:
    """An identifier in double quotes, whatever it contains.

    Example: the name a"b becomes "a""b".
    """
    if "\0" in name:
        raise ValueError("an identifier cannot contain NUL")
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A constant as an SQL string, for statements that take no parameters (paths, code lists)."""
    if "\0" in text:
        raise ValueError("a literal cannot contain NUL")
    return "'" + text.replace("'", "''") + "'"


def literals(texts: Iterable[str]) -> str:
    """Constants joined by commas, for `IN (…)`."""
    return ", ".join(literal(text) for text in texts)


def used(sql: str, params: Mapping[str, object] | None) -> dict[str, object]:
    """The parameters that the text really names, as engines refuse the others."""
    if not params:
        return {}
    names = {match.group(1) for match in _PARAMETER.finditer(sql)}
    return {name: value for name, value in params.items() if name in names}


def colon_parameters(sql: str) -> str:
    """The same text with `:name` in place of `$name`, as Spark writes it."""

    def change(match: re.Match[str]) -> str:
        name = match.group(1)
        return match.group(0) if name is None else f":{name}"

    return _PARAMETER.sub(change, sql)

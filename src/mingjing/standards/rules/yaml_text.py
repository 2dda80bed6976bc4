# SPDX-License-Identifier: Apache-2.0
"""YAML as data standards use it (标准文档的 YAML): plain values with their line numbers.

Stricter than YAML 1.1, because codes must stay text: no dates, no octal numbers, no yes/no
booleans, no anchors, no duplicate keys, and a size limit.
"""

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from mingjing.standards.types import Words

MAX_CHARACTERS = 1_000_000
_MAX_DEPTH = 30
Path = tuple[str | int, ...]

_NULL = re.compile(r"~|null|Null|NULL|")
_BOOLEAN = {"true": True, "True": True, "TRUE": True, "false": False, "False": False}
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?(0|[1-9][0-9]*)?\.?[0-9]+([eE][-+]?[0-9]+)?")


class YamlBroken(Exception):
    """The text is no acceptable YAML; `line` counts from 1."""

    def __init__(self, line: int, zh: str, en: str) -> None:
        super().__init__(en)
        self.line = line
        self.problem = Words(zh, en)


@dataclass(slots=True)
class YamlText:
    """A parsed document: its value, and the line of each path in it."""

    value: Any  # whatever the document holds; the schema check comes next
    lines: dict[Path, int] = field(default_factory=dict)

    def line(self, path: Path) -> int:
        """Line of a path, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_yaml(text: str) -> YamlText:
    """Parse a document. Raises: YamlBroken."""
    if len(text) > MAX_CHARACTERS:
        raise YamlBroken(1, "文档过大", f"the document has more than {MAX_CHARACTERS} characters")
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise YamlBroken(
            line, f"YAML 语法错误：{error.problem}", f"YAML: {error.problem}"
        ) from error
    except yaml.YAMLError as error:
        raise YamlBroken(1, f"YAML 语法错误：{error}", f"YAML: {error}") from error
    except RecursionError as error:
        raise YamlBroken(1, "嵌套过深", "nested too deeply") from error
    result = YamlText(None)
    result.value = _convert(node, (), result.lines, set())
    return result


def _convert(
    node: yaml.Node | None, path: Path, lines: dict[Path, int], seen: set[int]
) -> Any:  # YAML values are of any kind
    if node is None:
        return None
    line = node.start_mark.line + 1
    lines.setdefault(path, line)
    if id(node) in seen:
        raise YamlBroken(line, "不支持锚点和别名", "anchors and aliases are not supported")
    if len(path) > _MAX_DEPTH:
        raise YamlBroken(line, "嵌套过深", "nested too deeply")
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, lines, seen)
    if isinstance(node, yaml.SequenceNode):
        return [_convert(item, (*path, i), lines, seen) for i, item in enumerate(node.value)]
    return _scalar(node)


def _mapping(
    node: yaml.MappingNode, path: Path, lines: dict[Path, int], seen: set[int]
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        line = key_node.start_mark.line + 1
        if key in found:
            raise YamlBroken(line, f"键“{key}”重复", f"the key '{key}' stands twice")
        lines[(*path, key)] = line
        found[key] = _convert(value_node, (*path, key), lines, seen)
    return found


def _scalar(node: yaml.Node) -> Any:  # text, number, boolean or nothing
    text = str(node.value)
    if not isinstance(node, yaml.ScalarNode) or node.style is not None:
        return text
    if _NULL.fullmatch(text):
        return None
    if text in _BOOLEAN:
        return _BOOLEAN[text]
    if _INTEGER.fullmatch(text):
        return int(text) if len(text) < 19 else text
    return float(text) if _FLOAT.fullmatch(text) and "." in text else text

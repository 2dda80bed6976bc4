# SPDX-License-Identifier: Apache-2.0
"""XML read into a small tree, safely (安全读取 XML): no DOCTYPE, no entities, bounded.

Names are `{namespace}local`. Nothing is fetched, nothing is expanded: a document type is refused
where it begins, so neither external entities nor growing ones are ever seen.
"""

from dataclasses import dataclass, field
from xml.parsers import expat

from mingjing.registry.types.benchmark_refusals import DmnInvalid

MAX_BYTES = 5_000_000
MAX_DEPTH = 40
MAX_ELEMENTS = 200_000


@dataclass(slots=True)
class Node:
    """One element: name, attributes, children in order, text before the first child."""

    name: str
    attributes: dict[str, str]
    children: list["Node"] = field(default_factory=list)
    text: str = ""

    @property
    def local(self) -> str:
        """The name without its namespace."""
        return self.name.rpartition("}")[2]

    def all(self, local: str) -> list["Node"]:
        """Children of that local name."""
        return [child for child in self.children if child.local == local]

    def one(self, local: str) -> "Node | None":
        """The first child of that local name."""
        return next(iter(self.all(local)), None)

    def text_of(self, local: str) -> str:
        """The text of the first child of that local name, empty without one."""
        child = self.one(local)
        return "" if child is None else child.text.strip()


def refuse(zh: str, en: str) -> DmnInvalid:
    """A refusal of the file with its reason."""
    return DmnInvalid(zh_reason=zh, en_reason=en)


class _Builder:
    """Collects what the parser reports."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self.open: list[Node] = []
        self.count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if len(self.open) >= MAX_DEPTH or self.count > MAX_ELEMENTS:
            raise refuse(
                "嵌套过深或者元素过多", "it is nested too deeply or holds too many elements"
            )
        node = Node(_clark(name), {_clark(n): value for n, value in attributes.items()})
        if self.open:
            self.open[-1].children.append(node)
        else:
            self.root = node
        self.open.append(node)

    def end(self, _name: str) -> None:
        self.open.pop()

    def text(self, text: str) -> None:
        if self.open:
            self.open[-1].text += text

    def doctype(self, *_parts: object) -> None:
        raise refuse("含有 DOCTYPE", "it has a DOCTYPE")


def _clark(name: str) -> str:
    return "{" + name if "}" in name else name


def read_xml(data: bytes) -> Node:
    """The root element.

    Raises: DmnInvalid for a document type, for anything that is not well-formed, for excess.
    """
    if len(data) > MAX_BYTES:
        raise refuse("文件过大", "it is too large")
    builder = _Builder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = builder.doctype
    parser.EntityDeclHandler = builder.doctype
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.text
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        zh, en = f"不是规范的 XML（{error}）", f"it is not well-formed XML ({error})"
        raise refuse(zh, en) from error
    if builder.root is None:
        raise refuse("文件为空", "it is empty")
    return builder.root

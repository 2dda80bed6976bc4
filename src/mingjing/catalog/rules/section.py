# SPDX-License-Identifier: Apache-2.0
"""Reading a section of a description with refusals that name file, key and remedy (读取配置节)."""

from collections.abc import Collection, Mapping
from typing import Any, TypeVar

from mingjing.catalog.types.example import Text
from mingjing.catalog.types.refusals import ExampleKeyInvalid, ExampleKeyMissing
from mingjing.kernel.labels import LabelledEnum

E = TypeVar("E", bound=LabelledEnum)


class Section:
    """One table of a TOML file, read key by key.

    Raises: ExampleKeyMissing, ExampleKeyInvalid.
    """

    def __init__(self, values: object, *, file: str, where: str) -> None:
        self.file = file
        self.where = where
        if not isinstance(values, Mapping):
            raise ExampleKeyInvalid(
                file=file, key=where, value=shown(values), hint="a table, [section] or { … }"
            )
        self.values: Mapping[str, Any] = values

    def key(self, name: str) -> str:
        """The full name of a key, as a person finds it in the file."""
        return f"{self.where}.{name}" if self.where else name

    def missing(self, name: str, hint: str) -> ExampleKeyMissing:
        """The refusal for an absent key."""
        return ExampleKeyMissing(file=self.file, key=self.key(name), hint=hint)

    def wrong(self, name: str, hint: str) -> ExampleKeyInvalid:
        """The refusal for a key whose value means nothing."""
        value = shown(self.values.get(name))
        return ExampleKeyInvalid(file=self.file, key=self.key(name), value=value, hint=hint)

    def only(self, known: Collection[str]) -> None:
        """Refuses keys that nobody reads, since they are mostly misspelt."""
        for name in self.values:
            if name not in known:
                raise self.wrong(name, "one of the keys " + ", ".join(sorted(known)))

    def text(self, name: str, hint: str, default: str | None = None) -> str:
        """A text that is not empty; `default` when the key is absent."""
        value = self.values.get(name, default)
        if value is None:
            raise self.missing(name, hint)
        if not isinstance(value, str) or (not value.strip() and value != default):
            raise self.wrong(name, hint)
        return value

    def raw_text(self, name: str, default: str) -> str:
        """A text taken as it stands, blanks included: separators and the like."""
        value = self.values.get(name, default)
        if not isinstance(value, str):
            raise self.wrong(name, "a text in quotes")
        return value

    def bilingual(self, name: str, hint: str) -> Text:
        """`{ zh = "…", en = "…" }`; one plain text stands for both languages."""
        value = self.values.get(name)
        if isinstance(value, str) and value.strip():
            return Text(value, value)
        if value is None:
            raise self.missing(name, hint)
        if not isinstance(value, Mapping):
            raise self.wrong(name, hint)
        inner = self.section(name)
        return Text(inner.text("zh", hint), inner.text("en", hint))

    def truth(self, name: str, default: bool | None = None) -> bool:
        """`true` or `false`."""
        value = self.values.get(name, default)
        if value is None:
            raise self.missing(name, "true or false")
        if not isinstance(value, bool):
            raise self.wrong(name, "true or false")
        return value

    def code(self, name: str, codes: type[E], default: E | None = None) -> E:
        """A member of a code list."""
        known = ", ".join(member.value for member in codes)
        value = self.values.get(name)
        if value is None and default is not None:
            return default
        if value is None:
            raise self.missing(name, known)
        try:
            return codes(value)
        except ValueError:
            raise self.wrong(name, known) from None

    def texts(self, name: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of texts; one text stands for a list of one."""
        value = self.values.get(name)
        if value is None:
            if default is None:
                raise self.missing(name, 'a list of texts, ["…", "…"]')
            return default
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, list | tuple) or not all(isinstance(item, str) for item in items):
            raise self.wrong(name, 'a list of texts, ["…", "…"]')
        return tuple(items)

    def pairs(self, name: str) -> tuple[tuple[str, str], ...]:
        """A table of texts, in the order of the file; empty when absent."""
        value = self.values.get(name, {})
        if not isinstance(value, Mapping) or not all(isinstance(v, str) for v in value.values()):
            raise self.wrong(name, '{ "from" = "to", … }')
        return tuple((str(key), str(item)) for key, item in value.items())

    def section(self, name: str) -> "Section":
        """An inner table."""
        if name not in self.values:
            raise self.missing(name, f"a section [{self.key(name)}]")
        return Section(self.values[name], file=self.file, where=self.key(name))

    def sections(self, name: str) -> list["Section"]:
        """A list of tables, `[[…]]`, or one table; empty when absent."""
        value = self.values.get(name, [])
        items = [value] if isinstance(value, Mapping) else value
        if not isinstance(items, list | tuple):
            raise self.wrong(name, f"a list of tables, [[{self.key(name)}]]")
        return [
            Section(item, file=self.file, where=f"{self.key(name)}[{number}]")
            for number, item in enumerate(items, start=1)
        ]


def shown(value: object) -> str:
    """A value as a refusal shows it, short."""
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}…"

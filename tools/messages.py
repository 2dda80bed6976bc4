# SPDX-License-Identifier: Apache-2.0
"""Looks after the message catalogue: `python -m tools.messages --check`, `--add ROOM`.

Reads every template and Python file under `src`, and compares the texts that pass through
gettext with the parts of the Chinese catalogue.
"""

import argparse
import ast
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import polib
from django.utils.translation.template import templatize

from mingjing.entry.messages import PARTS, merged, parts

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "mingjing"

# Function → what its first literal arguments are.
_FUNCTIONS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("gettext", "gettext_lazy", "_"), ("msgid",)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), ("msgid", "plural")),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ("context", "msgid")),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ("context", "msgid", "plural")),
}
_STRING = r"""u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_CALL = re.compile(
    rf"\b(n?p?gettext|_)\(\s*{_STRING}(?:\s*,\s*{_STRING})?(?:\s*,\s*{_STRING})?", re.S
)
_PLACE = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Text:
    """One text that passes through gettext, and the room and file that say it."""

    msgid: str
    plural: str
    context: str
    room: str
    where: str

    @property
    def key(self) -> tuple[str, str]:
        """What makes it a text of its own: the context and the English."""
        return self.context, self.msgid


def _text(function: str, said: Sequence[str], path: Path) -> Text:
    named = dict(zip(_FUNCTIONS[function], said, strict=False))
    where = path.relative_to(PACKAGE)
    return Text(
        msgid=named["msgid"],
        plural=named.get("plural", ""),
        context=named.get("context", ""),
        room=where.parts[0],
        where=str(where),
    )


def _in_template(path: Path) -> Iterator[Text]:
    source = path.read_text(encoding="utf-8")
    for call in _CALL.finditer(templatize(source, origin=str(path))):
        yield _text(call[1], [ast.literal_eval(s) for s in call.groups()[1:] if s], path)


def _in_python(path: Path) -> Iterator[Text]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        wanted = _FUNCTIONS.get(node.func.id, ())
        given = [a.value for a in node.args[: len(wanted)] if isinstance(a, ast.Constant)]
        said = [text for text in given if isinstance(text, str)]
        if len(said) != len(wanted):
            raise ValueError(f"{path}:{node.lineno}: gettext takes a literal text")
        if wanted:
            yield _text(node.func.id, said, path)


def texts() -> list[Text]:
    """Every text of the program, in order of files."""
    found = [t for path in sorted(PACKAGE.rglob("*.html")) for t in _in_template(path)]
    for path in sorted(PACKAGE.rglob("*.py")):
        if "migrations" not in path.parts:
            found.extend(_in_python(path))
    return found


def _key(entry: polib.POEntry) -> tuple[str, str]:
    return entry.msgctxt or "", entry.msgid


def _places(text: str) -> set[str]:
    return {first or second for first, second in _PLACE.findall(text)}


def _entry_problems(room: str, entry: polib.POEntry) -> Iterator[str]:
    said = entry.msgstr or "".join(entry.msgstr_plural.values())
    if not said or entry.fuzzy:
        yield f"{room}.po: no translation of {entry.msgid!r}"
    elif not _HAN.search(said) and re.search(r"[a-z]{2}", entry.msgid):
        yield f"{room}.po: {entry.msgid!r} is not in Chinese"
    elif _places(said) != _places(entry.msgid) | _places(entry.msgid_plural or ""):
        yield f"{room}.po: placeholders differ in {entry.msgid!r}"


def problems() -> list[str]:
    """What is missing, unused, untranslated or contradictory; empty when all is well."""
    spoken = {text.key: text for text in texts()}
    found: list[str] = []
    known: set[tuple[str, str]] = set()
    for room, part in parts():
        for entry in part:
            known.add(_key(entry))
            found.extend(_entry_problems(room, entry))
            if _key(entry) not in spoken:
                found.append(f"{room}.po: unused {entry.msgid!r}")
    found += [
        f"{text.where}: not in any part: {text.msgid!r}"
        for key, text in spoken.items()
        if key not in known
    ]
    try:
        merged()
    except ValueError as error:
        found.append(str(error))
    return found


def add(room: str) -> int:
    """Appends empty entries for a room's texts that no part has; returns how many."""
    path = PARTS / f"{room}.po"
    part = polib.pofile(str(path), wrapwidth=0) if path.exists() else polib.POFile(wrapwidth=0)
    part.metadata.setdefault("Language", "zh_Hans")
    part.metadata.setdefault("Content-Type", "text/plain; charset=UTF-8")
    known = {_key(entry) for _, other in parts() for entry in other}
    count = 0
    for text in texts():
        if text.room != room or text.key in known:
            continue
        more = {"msgid_plural": text.plural, "msgstr_plural": {0: ""}} if text.plural else {}
        more |= {"msgctxt": text.context} if text.context else {}
        part.append(polib.POEntry(msgid=text.msgid, comment=text.where, **more))
        known.add(text.key)
        count += 1
    PARTS.mkdir(parents=True, exist_ok=True)
    part.save(str(path))
    return count


def prune(room: str) -> int:
    """Removes a room's entries that no file says any more; returns how many."""
    spoken = {text.key for text in texts()}
    part = polib.pofile(str(PARTS / f"{room}.po"), wrapwidth=0)
    unused = [entry for entry in part if _key(entry) not in spoken]
    for entry in unused:
        part.remove(entry)
    part.save()
    return len(unused)


def main() -> int:
    """Runs the command; 1 when the check finds something."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="list what is wrong")
    parser.add_argument("--add", metavar="ROOM", help="append empty entries to a room's part")
    parser.add_argument("--prune", metavar="ROOM", help="remove a room's unused entries")
    given = parser.parse_args()
    if given.add:
        print(f"{given.add}.po: {add(given.add)} added")
    if given.prune:
        print(f"{given.prune}.po: {prune(given.prune)} removed")
    found = problems() if given.check or not (given.add or given.prune) else []
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

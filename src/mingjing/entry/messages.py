# SPDX-License-Identifier: Apache-2.0
"""The Chinese message catalogue (中文界面文本): parts, one per room, compiled into one `django.mo`.

A part is the home of its room's translations; the compiled file is made at set-up, never kept.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import polib

_FOLDER = Path(__file__).resolve().parent.parent / "locale" / "zh_Hans" / "LC_MESSAGES"
PARTS = _FOLDER / "parts"
COMPILED = _FOLDER / "django.mo"
_METADATA = {
    "Language": "zh_Hans",
    "Content-Type": "text/plain; charset=UTF-8",
    "Plural-Forms": "nplurals=1; plural=0;",
}


def parts() -> Iterator[tuple[str, polib.POFile]]:
    """Each room's part with the room's name, in order of names."""
    for path in sorted(PARTS.glob("*.po")):
        yield path.stem, polib.pofile(str(path), wrapwidth=0)


def merged() -> polib.POFile:
    """All parts as one catalogue.

    Raises: ValueError when two parts translate the same text differently.
    """
    whole = polib.POFile(wrapwidth=0)
    whole.metadata = _METADATA
    homes: dict[tuple[str | None, str], tuple[str, polib.POEntry]] = {}
    for room, part in parts():
        for entry in part:
            key = (entry.msgctxt, entry.msgid)
            if key not in homes:
                homes[key] = (room, entry)
                whole.append(entry)
                continue
            other, known = homes[key]
            if (known.msgstr, known.msgstr_plural) != (entry.msgstr, entry.msgstr_plural):
                raise ValueError(f"{entry.msgid!r} is translated differently in {other} and {room}")
    return whole


def _is_current() -> bool:
    if not COMPILED.exists():
        return False
    made = COMPILED.stat().st_mtime_ns
    # The folder's own time changes when a part comes or goes.
    return all(path.stat().st_mtime_ns <= made for path in (PARTS, *PARTS.glob("*.po")))


def compile_messages() -> bool:
    """Makes `django.mo` from the parts; False when it was current. Safe to run side by side.

    Raises: ValueError as `merged`.
    """
    if _is_current():
        return False
    temporary = COMPILED.with_suffix(f".{os.getpid()}")
    merged().save_as_mofile(str(temporary))
    temporary.replace(COMPILED)
    return True

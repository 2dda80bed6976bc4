# SPDX-License-Identifier: Apache-2.0
"""Archives (压缩包): looked into, never unpacked."""

import zipfile
from pathlib import Path

_ZIP = b"PK\x03\x04"
_LISTED = b"PK\x01\x02"
_BLOCK = 2**20
_MOST_BYTES = 2**30
_MOST_PARTS = 10_000
"""Entries of an archive that is looked at; letters and tables have some hundreds."""


def is_archive(head: bytes) -> bool:
    """Whether a file that begins so is a ZIP archive."""
    return head.startswith(_ZIP)


def names_inside(path: Path, head: bytes) -> tuple[str, ...]:
    """The names in a ZIP archive; none for what is no sound one, is huge, or lists far too many.

    :param head: the first bytes of the file.
    """
    if not is_archive(head) or path.stat().st_size > _MOST_BYTES or _listed(path) > _MOST_PARTS:
        return ()
    try:
        with zipfile.ZipFile(path) as archive:
            return tuple(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return ()


def _listed(path: Path) -> int:
    """How many entries an archive can list at most: counted by their mark, wherever it stands.

    What the archive says of itself is not asked: its list is read whole, as long as it is.
    """
    found, rest = 0, b""
    with path.open("rb") as source:
        while found <= _MOST_PARTS and (block := source.read(_BLOCK)):
            found += (rest + block).count(_LISTED)
            rest = block[1 - len(_LISTED) :]
    return found

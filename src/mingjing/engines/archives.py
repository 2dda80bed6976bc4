# SPDX-License-Identifier: Apache-2.0
"""Archives (压缩包): looked into, never unpacked."""

import zipfile
from pathlib import Path

_ZIP = b"PK\x03\x04"
_MOST_BYTES = 2**30


def names_inside(path: Path, head: bytes) -> tuple[str, ...]:
    """The names in a ZIP archive; none for what is no sound one, or is over a gigabyte.

    :param head: the first bytes of the file.
    """
    if not head.startswith(_ZIP) or path.stat().st_size > _MOST_BYTES:
        return ()
    try:
        with zipfile.ZipFile(path) as archive:
            return tuple(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return ()

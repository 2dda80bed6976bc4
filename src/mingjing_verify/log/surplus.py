# SPDX-License-Identifier: Apache-2.0
"""What else lies in a log's folder (多余文件): older partial files must fit, others are foreign.

A file beyond the checkpoint is passed over: a writer lays tiles before it signs for them.
"""

import re

from mingjing_verify.log.beside import is_beside
from mingjing_verify.log.errors import Broken, Reason
from mingjing_verify.log.files import WIDTH, File, front, read_file
from mingjing_verify.log.sources import Source

_NAME = re.compile(
    r"tile/(?P<level>entries|0|[1-9][0-9]?)/(?P<number>(?:x[0-9]{3}/)*[0-9]{3})"
    r"(?:\.p/(?P<width>[1-9][0-9]{0,2}))?"
)
_BESIDE = {"checkpoint", "vkey"}


def check_surplus(source: Source, size: int) -> None:
    """Check the files that the checkpoint does not ask for.

    Raises: Broken, Unreachable.
    """
    for path in source.paths():
        if path in _BESIDE or is_beside(path):
            continue
        file = _file_of(path)
        there = max(0, _count(file, size) - file.number * WIDTH)
        if there > file.width:  # an older partial file: the start of what replaced it
            whole = File(file.level, file.number, min(WIDTH, there))
            if source.read(path, file.limit) != front(read_file(source, whole), file):
                raise Broken(Reason.FILE_STALE, path)


def _file_of(path: str) -> File:
    found = _NAME.fullmatch(path)
    if found is None:
        raise Broken(Reason.FILE_FOREIGN, path)
    width = int(found["width"] or WIDTH)
    level = None if found["level"] == "entries" else int(found["level"])
    file = File(level, int(found["number"].replace("x", "").replace("/", "")), width)
    if width > WIDTH or file.path(is_full=found["width"] is None) != path:
        raise Broken(Reason.FILE_FOREIGN, path)
    return file


def _count(file: File, size: int) -> int:
    """Hashes, or entries, on the level of a file."""
    return size >> 8 * (file.level or 0)

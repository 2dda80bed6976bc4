# SPDX-License-Identifier: Apache-2.0
"""How much a file may ask of this machine (读取上限)."""

from dataclasses import dataclass

from mingjing.engines.config import setting

_MAX_FILE_BYTES = "20000000000"


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that are checked while reading, never after.

    Units: bytes, except `ratio` (unpacked by packed size). The ratio counts only once
    `ratio_floor` bytes are unpacked, since small files may compress very well. Up to `kept_bytes`
    of columns stay in memory between the passes over a file.
    """

    file_bytes: int = int(_MAX_FILE_BYTES)
    sheet_bytes: int = 2 * 2**30
    ratio: int = 250
    ratio_floor: int = 64 * 2**20
    record_bytes: int = 16 * 2**20
    block_bytes: int = 32 * 2**20
    kept_bytes: int = 2**30


def limits_in_force() -> Limits:
    """The limits of this installation: `MINGJING_MAX_FILE_BYTES`."""
    return Limits(file_bytes=int(setting("MINGJING_MAX_FILE_BYTES", _MAX_FILE_BYTES)))

# SPDX-License-Identifier: Apache-2.0
"""The smallest fragmented MP4 that is one: boxes without a track (synthetic)."""

import struct

from tests.recorder import Recorder


def _box(kind: bytes, *parts: bytes) -> bytes:
    content = b"".join(parts)
    return struct.pack(">I", 8 + len(content)) + kind + content


def _header() -> bytes:
    matrix = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
    times = struct.pack(">IIII", 0, 0, 1000, 0)
    pace = struct.pack(">IH", 0x10000, 0x100) + bytes(10)
    return _box(b"mvhd", bytes(4), times, pace, matrix, bytes(24), struct.pack(">I", 2))


INIT = _box(b"ftyp", b"iso6\0\0\0\0iso6mp41") + _box(b"moov", _header())


def piece(number: int) -> bytes:
    """One fragment."""
    said = _box(b"moof", _box(b"mfhd", struct.pack(">II", 0, number)))
    return said + _box(b"mdat", bytes([number]) * 300)


def film(recorder: Recorder) -> None:
    """A recording of four seconds with a pause that the officer explains."""
    recorder.open()
    recorder.init(INIT)
    recorder.media(piece(1))
    recorder.media(piece(2))
    recorder.gap(5000, note="王小明的家属在场")
    recorder.media(piece(3))
    recorder.media(piece(4))
    recorder.end()

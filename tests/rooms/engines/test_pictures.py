# SPDX-License-Identifier: Apache-2.0
"""A small picture is made of the pixels alone, and of nothing that cannot be read."""

import io
from pathlib import Path

import pytest
from PIL import Image
from tests.rooms.cases import samples

from mingjing.engines import pictures
from mingjing.engines.pictures import small_jpeg


def written(folder: Path, content: bytes) -> Path:
    path = folder / "photo"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_it_fits_the_square_and_carries_nothing(tmp_path: Path, kind: str) -> None:
    content = samples.photo(kind=kind)
    assert b"SECRET CAMERA" in content
    small = small_jpeg(written(tmp_path, content), 100)
    assert small is not None
    assert b"SECRET" not in small
    assert Image.open(io.BytesIO(small)).size in {(100, 62), (100, 63)}


def test_it_stands_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright
    out = io.BytesIO()
    Image.new("RGB", (200, 100)).save(out, format="JPEG", exif=exif)
    small = small_jpeg(written(tmp_path, out.getvalue()), 100)
    assert small is not None
    assert Image.open(io.BytesIO(small)).size == (50, 100)


@pytest.mark.parametrize(
    "content", [b"", b"no photo", samples.photo()[:200], b"\xff\xd8\xff" + bytes(100)]
)
def test_what_cannot_be_read_has_none(tmp_path: Path, content: bytes) -> None:
    assert small_jpeg(written(tmp_path, content), 100) is None


@pytest.mark.parametrize(
    ("kind", "value"), [(b"\x00\x0b", b"\x00\x02\x00\x00"), (b"\x00\x09", b"\x7f\xff\xff\xff")]
)
def test_a_photo_whose_exif_lies_about_its_types_is_shown_upright(
    tmp_path: Path, kind: bytes, value: bytes
) -> None:
    """Writing such an EXIF again ends in struct.error within Pillow."""
    upright = b"\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00"
    lie = b"\x01\x28" + kind + b"\x00\x00\x00\x01" + value
    exif = b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x02" + upright + lie + bytes(4)
    out = io.BytesIO()
    Image.new("RGB", (64, 48)).save(out, format="JPEG", exif=exif)
    small = small_jpeg(written(tmp_path, out.getvalue()), 32)
    assert small is not None
    assert Image.open(io.BytesIO(small)).size == (24, 32)


@pytest.mark.parametrize("limit", ["MAX_IMAGE_PIXELS", "_MOST_PIXELS"])
def test_a_photo_that_would_fill_the_memory_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(pictures if limit.startswith("_") else Image, limit, 1000)
    assert small_jpeg(written(tmp_path, samples.photo(kind="PNG")), 100) is None

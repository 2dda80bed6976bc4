# SPDX-License-Identifier: Apache-2.0
"""A small picture is made of the pixels alone, and of nothing that cannot be read."""

import io
from pathlib import Path

import pytest
from PIL import Image
from tests.rooms.cases import samples

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


def test_a_photo_that_would_fill_the_memory_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)
    assert small_jpeg(written(tmp_path, samples.photo(kind="PNG")), 100) is None

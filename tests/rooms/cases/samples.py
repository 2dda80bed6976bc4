# SPDX-License-Identifier: Apache-2.0
"""Small real files: a photo, a paper, a workbook, sound, video heads, and some that lie."""

import io
import wave
import zipfile
from functools import cache

from docx import Document
from fpdf import FPDF
from openpyxl import Workbook
from PIL import Image


@cache
def photo(shade: int = 120, kind: str = "JPEG") -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "SECRET CAMERA"
    Image.new("RGB", (640, 400), (shade, 80, 60)).save(out, format=kind, exif=exif)
    return out.getvalue()


@cache
def paper() -> bytes:
    pdf = FPDF()
    pdf.add_page()
    return bytes(pdf.output())


@cache
def letter() -> bytes:
    out = io.BytesIO()
    Document().save(out)
    return out.getvalue()


@cache
def workbook() -> bytes:
    out = io.BytesIO()
    Workbook().save(out)
    return out.getvalue()


@cache
def sound() -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as target:
        target.setnchannels(1)
        target.setsampwidth(2)
        target.setframerate(8000)
        target.writeframes(bytes(1600))
    return out.getvalue()


def archive(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name in names:
            target.writestr(name, "x")
    return out.getvalue()


def film(brand: bytes = b"isom") -> bytes:
    return b"\x00\x00\x00\x18ftyp" + brand + bytes(4) + b"isommp42" + bytes(64)


def matroska(kind: bytes) -> bytes:
    doc = b"\x42\x82" + bytes([0x80 | len(kind)]) + kind
    return b"\x1a\x45\xdf\xa3" + bytes([0x80 | len(doc)]) + doc + bytes(64)


MP3_FRAME = b"\xff\xfb\x90\x00" + bytes(400)

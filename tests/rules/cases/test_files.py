# SPDX-License-Identifier: Apache-2.0
"""A file is what its content says, and its name must say the same."""

import io
import zipfile

import pytest
from tests.rooms.cases import samples

from mingjing.cases.rules.files import fits
from mingjing.cases.types.codes import EvidenceKind
from mingjing.cases.types.files import FileType
from mingjing.kernel.filetypes import TextProbe, is_named_so, text_type, type_of


def names_in(content: bytes) -> tuple[str, ...]:
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return ()
    return tuple(zipfile.ZipFile(io.BytesIO(content)).namelist())


@pytest.mark.law("APL-046")
@pytest.mark.parametrize(
    ("content", "found"),
    [
        (samples.photo(), FileType.JPEG),
        (samples.photo(kind="PNG"), FileType.PNG),
        (samples.photo(kind="WEBP"), FileType.WEBP),
        (samples.film(b"heic"), FileType.HEIC),
        (samples.paper(), FileType.PDF),
        (samples.letter(), FileType.DOCX),
        (samples.workbook(), FileType.XLSX),
        (samples.film(), FileType.MP4),
        (samples.matroska(b"webm"), FileType.WEBM),
        (samples.matroska(b"matroska"), FileType.MKV),
        (samples.MP3_FRAME, FileType.MP3),
        (b"ID3\x04" + bytes(64), FileType.MP3),
        (samples.sound(), FileType.WAV),
        (samples.film(b"M4A "), FileType.M4A),
        (samples.archive("a.txt"), None),
        (samples.archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), None),
        (samples.film(b"qt  "), None),
        (samples.matroska(b"other"), None),
        (b"MZ\x90\x00" + bytes(64), None),
        (b"\xff\xff\xff\xff", None),
        (b"RIFF\x00\x00\x00\x00AVI ", None),
        (b"<svg xmlns='x'/>", None),
        (b"", None),
    ],
)
def test_the_content_tells_the_type(content: bytes, found: FileType | None) -> None:
    assert type_of(content[:4096], names_in(content)) is found


@pytest.mark.parametrize(
    ("content", "is_text"),
    [
        ("品名,数量\n饼干,12\n".encode(), True),
        ("品名,数量\n饼干,12\n".encode("gb18030"), True),
        (b"\xef\xbb\xbfa,b\r\n", True),
        (b"  <html><script>alert(1)</script>", False),
        (b"\xef\xbb\xbf<svg/>", False),
        (b"abc\x00def", False),
        (b"abc\x1b[2J", False),
        (b"\xff\xfe\xfd", False),
        ("半个汉字".encode()[:-1], False),
    ],
)
def test_text_is_text_to_its_last_byte_and_no_markup(content: bytes, is_text: bool) -> None:
    probe = TextProbe()
    for at in range(0, len(content), 3):  # characters are cut between blocks
        probe.feed(content[at : at + 3])
    probe.feed(b"", is_last=True)
    assert probe.is_text is is_text


@pytest.mark.parametrize(
    ("name", "found", "is_so"),
    [
        ("现场.JPG", FileType.JPEG, True),
        ("现场.jpg", FileType.PNG, False),
        ("单据.pdf.exe", FileType.PDF, False),
        ("无后缀", FileType.PDF, False),
        ("清单.csv", text_type("清单.csv"), True),
        ("笔录.txt", text_type("笔录.txt"), True),
        ("页面.html", text_type("页面.html"), False),
    ],
)
def test_the_name_says_what_the_content_is(name: str, found: FileType, is_so: bool) -> None:
    assert is_named_so(name, found) is is_so


@pytest.mark.law("APL-046")
@pytest.mark.parametrize(
    ("kind", "found", "is_fit"),
    [
        (EvidenceKind.AUDIOVISUAL, FileType.MP4, True),
        (EvidenceKind.AUDIOVISUAL, FileType.JPEG, True),
        (EvidenceKind.AUDIOVISUAL, FileType.PDF, False),
        (EvidenceKind.DOCUMENT, FileType.PDF, True),
        (EvidenceKind.DOCUMENT, FileType.PNG, True),
        (EvidenceKind.DOCUMENT, FileType.MP3, False),
        (EvidenceKind.OBJECT, FileType.JPEG, True),
        (EvidenceKind.OBJECT, FileType.DOCX, False),
        (EvidenceKind.EXPERTISE, FileType.MP4, False),
        (EvidenceKind.ELECTRONIC, FileType.CSV, True),
        (EvidenceKind.STATEMENT, FileType.WAV, True),
        (EvidenceKind.SITE_RECORD, FileType.JPEG, True),
    ],
)
def test_the_kind_of_evidence_fits_the_file(
    kind: EvidenceKind, found: FileType, is_fit: bool
) -> None:
    assert fits(kind, found) is is_fit

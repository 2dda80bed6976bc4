# SPDX-License-Identifier: Apache-2.0
"""What a file is (文件类型识别): by its content first, and its name must say the same.

Markup is never recognised: a browser would run it. What is served again is an attachment all the
same.
"""

from codecs import getincrementaldecoder
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import PurePath

from mingjing.kernel.labels import LabelledEnum

HEAD_BYTES = 4096
"""How much of the beginning `type_of` wants to see."""


class FileClass(LabelledEnum):
    """What a file is to whoever looks at it (文件类别)."""

    PHOTO = "photo", "照片", "photo"
    PAPER = "paper", "文档", "document"
    SOUND = "sound", "录音", "sound"
    FILM = "film", "录像", "video"


class FileType(LabelledEnum):
    """Type of a file by its content (文件类型)."""

    JPEG = "jpeg", "JPEG 照片", "JPEG photo"
    PNG = "png", "PNG 图片", "PNG picture"
    WEBP = "webp", "WebP 图片", "WebP picture"
    HEIC = "heic", "HEIC 照片", "HEIC photo"
    PDF = "pdf", "PDF 文档", "PDF document"
    DOCX = "docx", "Word 文档", "Word document"
    XLSX = "xlsx", "Excel 表格", "Excel workbook"
    TEXT = "text", "纯文本", "plain text"
    CSV = "csv", "CSV 表格", "CSV table"
    MP4 = "mp4", "MP4 录像", "MP4 video"
    WEBM = "webm", "WebM 录像", "WebM video"
    MKV = "mkv", "MKV 录像", "MKV video"
    MP3 = "mp3", "MP3 录音", "MP3 sound"
    WAV = "wav", "WAV 录音", "WAV sound"
    M4A = "m4a", "M4A 录音", "M4A sound"


@dataclass(frozen=True, slots=True)
class TypeFacts:
    """What goes with a type (文件类型说明): class, media type, suffixes."""

    klass: FileClass
    media: str
    suffixes: tuple[str, ...]


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES: dict[FileType, TypeFacts] = {
    FileType.JPEG: TypeFacts(FileClass.PHOTO, "image/jpeg", (".jpg", ".jpeg", ".jpe", ".jfif")),
    FileType.PNG: TypeFacts(FileClass.PHOTO, "image/png", (".png",)),
    FileType.WEBP: TypeFacts(FileClass.PHOTO, "image/webp", (".webp",)),
    FileType.HEIC: TypeFacts(FileClass.PHOTO, "image/heic", (".heic", ".heif")),
    FileType.PDF: TypeFacts(FileClass.PAPER, "application/pdf", (".pdf",)),
    FileType.DOCX: TypeFacts(FileClass.PAPER, _WORD, (".docx",)),
    FileType.XLSX: TypeFacts(FileClass.PAPER, _SHEET, (".xlsx",)),
    FileType.TEXT: TypeFacts(FileClass.PAPER, "text/plain", (".txt", ".log", ".md")),
    FileType.CSV: TypeFacts(FileClass.PAPER, "text/csv", (".csv",)),
    FileType.MP4: TypeFacts(FileClass.FILM, "video/mp4", (".mp4", ".m4v")),
    FileType.WEBM: TypeFacts(FileClass.FILM, "video/webm", (".webm",)),
    FileType.MKV: TypeFacts(FileClass.FILM, "video/x-matroska", (".mkv", ".mka")),
    FileType.MP3: TypeFacts(FileClass.SOUND, "audio/mpeg", (".mp3",)),
    FileType.WAV: TypeFacts(FileClass.SOUND, "audio/wav", (".wav",)),
    FileType.M4A: TypeFacts(FileClass.SOUND, "audio/mp4", (".m4a",)),
}
_BEGINNINGS: tuple[tuple[bytes, FileType], ...] = (
    (b"\xff\xd8\xff", FileType.JPEG),
    (b"\x89PNG\r\n\x1a\n", FileType.PNG),
    (b"%PDF-", FileType.PDF),
    (b"ID3", FileType.MP3),
)
_RIFF = {b"WEBP": FileType.WEBP, b"WAVE": FileType.WAV}
_HEIF = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_M4A = (b"M4A ", b"M4B ")
_MP4 = (
    b"isom", b"iso2", b"iso3", b"iso4", b"iso5", b"iso6", b"iso8", b"iso9", b"mp41", b"mp42",
    b"avc1", b"dash", b"M4V ", b"MSNV", b"mmp4", b"3gp4", b"3gp5", b"3gp6",
)  # fmt: skip
_EBML = b"\x1a\x45\xdf\xa3"
_DOC_TYPE = b"\x42\x82"
_MACROS = "vbaproject.bin"
_LONGEST_NAME = 200
_FREE, _BAD = 15, 3  # bit rates and sampling rates that no MP3 frame has
_CONTROL = frozenset(chr(n) for n in range(32)) - set("\t\n\v\f\r")


def type_of(head: bytes, parts: Collection[str] = ()) -> FileType | None:
    """The type that a file's first bytes tell; None for text and for what the house does not take.

    :param parts: names inside the file, where it is a ZIP archive.

    Law: APL-046, 行政处罚法 §46: evidence is what it says it is.
    """
    for beginning, found in _BEGINNINGS:
        if head.startswith(beginning):
            return found
    if head[:4] == b"RIFF":
        return _RIFF.get(head[8:12])
    if head[4:8] == b"ftyp":
        return _boxed(head[8:12])
    if head.startswith(_EBML):
        return _matroska(head)
    if parts:
        return _office({name.lower() for name in parts})
    return FileType.MP3 if _is_mp3_frame(head) else None


def _boxed(brand: bytes) -> FileType | None:
    if brand in _HEIF:
        return FileType.HEIC
    if brand in _M4A:
        return FileType.M4A
    return FileType.MP4 if brand in _MP4 else None


def _matroska(head: bytes) -> FileType | None:
    at = head.find(_DOC_TYPE)
    if at < 0:
        return None
    kind = head[at + 3 : at + 3 + 8]
    if kind.startswith(b"webm"):
        return FileType.WEBM
    return FileType.MKV if kind == b"matroska" else None


def _office(names: set[str]) -> FileType | None:
    if "[content_types].xml" not in names or any(one.endswith(_MACROS) for one in names):
        return None
    if "word/document.xml" in names:
        return FileType.DOCX
    return FileType.XLSX if "xl/workbook.xml" in names else None


def _is_mp3_frame(head: bytes) -> bool:
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:  # sync, layer III
        return False
    version, rate, sampling = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    return version != 1 and rate not in (0, _FREE) and sampling != _BAD


class TextProbe:
    """Watches a file go by and says whether all of it was plain text (纯文本识别).

    UTF-8 or GB 18030, no control characters, and not markup.
    """

    def __init__(self) -> None:
        self._readers = {name: getincrementaldecoder(name)() for name in ("utf-8-sig", "gb18030")}
        self._first = dict.fromkeys(self._readers, "")

    def feed(self, block: bytes, *, is_last: bool = False) -> None:
        """The next bytes of the file."""
        for name in tuple(self._readers):
            try:
                text = self._readers[name].decode(block, final=is_last)
            except UnicodeDecodeError:
                del self._readers[name]
                continue
            if not _CONTROL.isdisjoint(text):
                del self._readers[name]
            self._first[name] = self._first[name] or text.lstrip()[:1]

    @property
    def is_text(self) -> bool:
        """Whether what went by can be read as text that no browser would run."""
        return bool(self._readers) and all(self._first[name] != "<" for name in self._readers)


def text_type(name: str) -> FileType:
    """Which of the text types a name means."""
    return FileType.CSV if suffix(name) in TYPES[FileType.CSV].suffixes else FileType.TEXT


def suffix(name: str) -> str:
    """The end of a file's name, in lower case: `.jpg`."""
    return PurePath(name).suffix.lower()


def is_named_so(name: str, found: FileType) -> bool:
    """Whether a file's name says what its content is."""
    return suffix(name) in TYPES[found].suffixes


def plain_name(name: str) -> str:
    """The last part of a file's name, without control characters, cut to 200, its ending kept."""
    last = PurePath(name.replace("\\", "/")).name
    plain = "".join(char for char in last if char.isprintable()).strip() or "file"
    end = PurePath(plain).suffix[:20]
    return plain if len(plain) <= _LONGEST_NAME else plain[: _LONGEST_NAME - len(end)] + end

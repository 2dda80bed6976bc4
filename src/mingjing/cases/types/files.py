# SPDX-License-Identifier: Apache-2.0
"""Files of evidence (证据文件): which types the house takes, and what a step says of a file."""

from dataclasses import dataclass

from mingjing.kernel.labels import LabelledEnum


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
class EvidenceFile:
    """A file that is evidence or part of it (证据文件), as the house measured it.

    :ivar name: as it was called where it was handed in.
    :ivar size: bytes.
    :ivar digest: SHA-256 of the content, in hexadecimal; the file is found by it.
    """

    name: str
    type: FileType
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class RecordingRef:
    """A joined recording that is evidence (关联录像): named by its root, its bytes not copied.

    :ivar root: of the chain of its links; whoever holds the recording can count it again.
    """

    recording_id: str
    root: str
    links: int


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was handed in and waits for the step that makes it evidence (待用文件)."""

    upload_id: str
    file: EvidenceFile


@dataclass(frozen=True, slots=True)
class FileChecked:
    """A file of evidence read again (证据文件核对结果); `found` is empty where nothing lies."""

    case_id: str
    seq: int
    digest: str
    found: str

    @property
    def is_same(self) -> bool:
        """Whether it is what the step and the ledger say."""
        return self.found == self.digest

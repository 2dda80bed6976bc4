# SPDX-License-Identifier: Apache-2.0
"""Files of evidence (证据文件): which types the house takes, and what a step says of a file."""

from dataclasses import dataclass

from mingjing.kernel.filetypes import FileClass, FileType


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


__all__ = ["EvidenceFile", "FileChecked", "FileClass", "FileType", "Upload"]

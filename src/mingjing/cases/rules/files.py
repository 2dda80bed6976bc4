# SPDX-License-Identifier: Apache-2.0
"""Which files can be which evidence (证据文件种类); what a file is, `kernel.filetypes` says."""

from mingjing.cases.types.codes import EvidenceKind
from mingjing.kernel.filetypes import TYPES, FileClass, FileType

SHOWN = frozenset({FileType.JPEG, FileType.PNG, FileType.WEBP})
"""Photos of which a page shows a small picture."""

_ALL = frozenset(FileClass)
_WRITTEN = frozenset({FileClass.PAPER, FileClass.PHOTO})
_FITTING: dict[EvidenceKind, frozenset[FileClass]] = {
    EvidenceKind.DOCUMENT: _WRITTEN,
    EvidenceKind.OBJECT: frozenset({FileClass.PHOTO, FileClass.FILM}),
    EvidenceKind.AUDIOVISUAL: frozenset({FileClass.PHOTO, FileClass.SOUND, FileClass.FILM}),
    EvidenceKind.EXPERTISE: _WRITTEN,
}


def fits(kind: EvidenceKind, found: FileType) -> bool:
    """Whether evidence of a kind can be such a file.

    A document is a paper or its picture, audio-visual material is sound or pictures, a thing is
    shown by pictures, an expert writes; statements and records are written or recorded.

    Law: APL-046, 行政处罚法 §46(1).
    """
    return TYPES[found].klass in _FITTING.get(kind, _ALL)

# SPDX-License-Identifier: Apache-2.0
"""Reads every file of evidence again (证据文件核对): is it there, is it still the same."""

from collections.abc import Iterator
from hashlib import sha256

from mingjing.cases.models import CaseStep
from mingjing.cases.queries.files import case_row, step_of
from mingjing.cases.queries.stored_files import file_blocks
from mingjing.cases.types.files import FileChecked
from mingjing.cases.types.steps import EvidenceAdded
from mingjing.engines.errors import ObjectMissing

_PAGE = 500


def check_files(case_id: str = "") -> Iterator[FileChecked]:
    """What the store holds for each file that a step names, in one case or in all.

    Law: APL-047, 行政处罚法 §47.
    Raises: UnknownCase.
    """
    steps = CaseStep.objects.filter(act=EvidenceAdded.act).order_by("case_id", "seq")
    if case_id:
        steps = steps.filter(case=case_row(case_id))
    for row in steps.iterator(chunk_size=_PAGE):
        said = step_of(row).payload
        for one in said.files if isinstance(said, EvidenceAdded) else ():
            yield FileChecked(row.case_id, row.seq, one.digest, _digest_of(row.case_id, one.digest))


def _digest_of(case_id: str, digest: str) -> str:
    """The digest of what lies there now, empty for nothing."""
    seen = sha256()
    try:
        for block in file_blocks(case_id, digest):
            seen.update(block)
    except ObjectMissing:
        return ""
    return seen.hexdigest()

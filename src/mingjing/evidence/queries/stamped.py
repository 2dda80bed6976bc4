# SPDX-License-Identifier: Apache-2.0
"""The timestamp that goes into a bundle (随包时间戳): docs/reference/recording-bundle.md, 1."""

import zipfile

from mingjing.ledger.public import stamp_papers


def write_stamp(bundle: zipfile.ZipFile, proven: str) -> None:
    """Writes the timestamp for the last proof of a bundle; nothing where the ledger has none.

    Raises: LogDamaged.
    """
    papers = stamp_papers(proven)
    if papers is not None:
        bundle.writestr("stamp/checkpoint", papers.checkpoint)
        bundle.writestr("stamp/checkpoint.tsr", papers.reply)
        bundle.writestr("stamp/consistency", papers.consistency)

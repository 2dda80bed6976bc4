# SPDX-License-Identifier: Apache-2.0
"""Timestamped checkpoints beside a log (随账本公布的时间戳).

The folder `stamp` holds `<size>.checkpoint` and the authority's reply on it, `<size>.tsr`.
"""

import re

from mingjing_verify.log.errors import Broken, Reason
from mingjing_verify.log.notes import MAX_NOTE_BYTES, SignedHead, VerifierKey, open_checkpoint
from mingjing_verify.log.sources import Source

_NAME = re.compile(r"stamp/(?P<size>[1-9][0-9]{0,18})\.(?P<kind>checkpoint|tsr)")


def is_beside(path: str) -> bool:
    """Whether a file has the name of a timestamp or of its checkpoint."""
    return _NAME.fullmatch(path) is not None


def stamped_heads(source: Source, key: VerifierKey, size: int) -> list[SignedHead]:
    """What the log signed earlier and had stamped, as far as the source can list it.

    One beyond `size` is passed over: the log may have grown while it is read.

    Raises: Broken, Unreachable.
    """
    heads = []
    for path in source.paths():
        found = _NAME.fullmatch(path)
        if found is None or found["kind"] != "checkpoint":
            continue
        head = open_checkpoint(source.read(path, MAX_NOTE_BYTES) or b"", key, path)
        if head.size != int(found["size"]):
            raise Broken(Reason.FILE_FOREIGN, path)
        if head.size <= size:
            heads.append(head)
    return heads

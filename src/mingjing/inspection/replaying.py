# SPDX-License-Identifier: Apache-2.0
"""Replaying a draw file from its bytes: joins the pure replay to the ledger's own checker.

Needs no database; the ledger's checker shares no code with the ledger that wrote the proof.
"""

import json

from mingjing.inspection.rules.reading import unreadable
from mingjing.inspection.rules.replay import Proven, replay
from mingjing.inspection.types import ReplayReport
from mingjing.ledger.public import check_proof

MAX_FILE_BYTES = 256 << 20  # a draw of 200,000 objects is under 50 MB


def replay_file(content: bytes, log_key: str = "") -> ReplayReport:
    """Replays a draw file; `log_key` is the log's verifier key from a source the reader trusts.

    Raises: DrawFileUnreadable; DrawDiffers, naming what differs.
    """
    if len(content) > MAX_FILE_BYTES:
        raise unreadable("file", f"it is larger than {MAX_FILE_BYTES} bytes")
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise unreadable("file", "it is not JSON in UTF-8") from error
    return replay(document, _check, log_key.strip())


def _check(proof: str, log_key: str) -> Proven:
    entry = check_proof(proof, log_key)
    return Proven(
        act=entry.act,
        object_id=entry.object_id,
        digest=entry.digest,
        entry_id=entry.entry_id,
        size=entry.size,
        root=entry.root,
    )

# SPDX-License-Identifier: Apache-2.0
"""Whether a checkpoint is cosigned (见证判断; C2SP tlog-witness).

Judged by the stand-alone verifier: a fault of the log's writer does not repeat itself here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import structlog

from mingjing.ledger.witness.request import Malformed, Submission, read_submission
from mingjing.ledger.witness.store import Refused, WatchedLog, WitnessStore
from mingjing_verify.log.errors import Broken
from mingjing_verify.log.merkle import verify_consistency
from mingjing_verify.log.notes import SignedHead, open_checkpoint

SIZE_TYPE = "text/x.tlog.size"
TEXT_TYPE = "text/plain; charset=utf-8"
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Answer:
    """What the witness answers: HTTP status, body, type of the body."""

    status: int
    body: str
    content_type: str = TEXT_TYPE


def decide(store: WitnessStore, raw: bytes, clock: Callable[[], datetime]) -> Answer:
    """Answer one `add-checkpoint` request.

    The new state is on the disk before anything is signed: a witness that is killed in between
    has promised itself more than it told, never less.

    Raises: WitnessStoreBroken; then nothing was signed.
    """
    try:
        submission = read_submission(raw)
    except Malformed as error:
        return Answer(400, f"{error}\n")
    log = store.log(submission.claimed.origin)
    if log is None:
        return Answer(404, "this witness does not watch that log\n")
    if not _is_signed(log, submission):
        return Answer(403, "no signature by a key that this witness trusts for the log\n")
    with log.locked():
        refusal = _refusal(log, submission, log.head())
        if refusal is not None:
            return refusal
        log.move_on(submission.claimed)  # durable before anything is signed
        line = store.key.cosign(submission.body, int(clock().timestamp()))
    return Answer(200, line)


def _is_signed(log: WatchedLog, submission: Submission) -> bool:
    for key in log.keys:
        try:
            open_checkpoint(submission.note, key)
        except Broken:
            continue
        return True
    return False


def _refusal(log: WatchedLog, submission: Submission, known: SignedHead) -> Answer | None:
    """Why the checkpoint does not continue what was signed, None when it does."""
    new = submission.claimed
    if submission.old_size != known.size:
        return Answer(409, f"{known.size}\n", SIZE_TYPE)
    if new.size == known.size and new.root != known.root:
        _keep(log, submission, "fork")
        return Answer(409, f"{known.size}\n", SIZE_TYPE)
    try:
        _demand_continuation(submission, known)
    except Broken:
        _keep(log, submission, "unproven")
        return Answer(422, "the proof does not lead from the known state to this checkpoint\n")
    return None


def _demand_continuation(submission: Submission, known: SignedHead) -> None:
    new, proof = submission.claimed, submission.proof
    if known.size:
        verify_consistency((known.size, new.size), (known.root, new.root), proof=proof)
    elif proof:  # everything continues the empty log; a proof of it would prove nothing
        verify_consistency((0, new.size), (known.root, new.root), proof=proof)


def _keep(log: WatchedLog, submission: Submission, kind: Refused) -> None:
    log.keep_refused(submission.note, submission.body, kind)
    _log.critical("witness_refused", origin=log.origin, size=submission.claimed.size, kind=kind)

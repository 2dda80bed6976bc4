# SPDX-License-Identifier: Apache-2.0
"""Gathering cosignatures on the newest checkpoint (汇集见证).

Runs beside the sequencer and never in its way: the checkpoint is public before a witness is
asked, and a witness that is away is asked again later, at growing distances.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import structlog
from django.conf import settings
from django.db import transaction

from mingjing.ledger.models import AttesterState, Checkpoint, Cosignature
from mingjing.ledger.publish.sequencer import log_folder
from mingjing.ledger.publish.witnesses import Outcome, Question, ask_witness
from mingjing.ledger.queries import cosigned_note, newest_checkpoint, published_size
from mingjing.ledger.rules.proofs import Tree
from mingjing.ledger.types import Trouble, WitnessAddress, WitnessStanding
from mingjing_verify.log.notes import VerifierKey, parse_witness_vkey

_LONGEST_WAIT = timedelta(seconds=60)
_MOST_DOUBLINGS = 10
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Witness:
    """A witness of the settings and what we keep of it."""

    address: WitnessAddress
    key: VerifierKey
    state: AttesterState


def cosign(now: datetime) -> int:
    """Ask each witness that lacks the newest checkpoint and is due; how many signed.

    Safe to run twice, at once, at any time; the witnesses are asked side by side.

    Raises: LogDamaged.
    """
    row = newest_checkpoint()
    if row is None:
        return 0
    waiting = [w for w in _witnesses() if w.state.size != row.size and is_due(w.state, now)]
    outcomes = _ask(waiting, row)
    for witness, outcome in zip(waiting, outcomes, strict=True):
        _keep(witness, outcome, row, now)
    note = cosigned_note(row)
    if note != row.note:
        log_folder(Path(settings.MINGJING_HOME)).publish_cosigned(note)
    return sum(bool(outcome.line) for outcome in outcomes)


def witnesses() -> tuple[WitnessStanding, ...]:
    """Each witness of the settings and how far it has cosigned, by name."""
    return tuple(
        WitnessStanding(
            name=w.key.name,
            key_id=w.key.key_id.hex(),
            vkey=w.address.vkey,
            size=w.state.size,
            at=w.state.at,
            trouble=Trouble(w.state.trouble),
            seen_size=w.state.seen_size,
            failed_at=w.state.failed_at,
        )
        for w in sorted(_witnesses(), key=lambda w: w.key.name)
    )


def is_due(state: AttesterState, now: datetime) -> bool:
    """Whether to ask now: at once, and after failures at doubling distances up to a minute."""
    if not state.trouble or state.failed_at is None:
        return True
    wait = timedelta(seconds=2 ** min(state.attempts, _MOST_DOUBLINGS))
    return now >= state.failed_at + min(wait, _LONGEST_WAIT)


def note_failure(state: AttesterState, trouble: Trouble, now: datetime) -> None:
    """Keep that an attester did not attest, and tell it once."""
    if state.trouble != trouble:
        tell = _log.critical if trouble.is_alarm else _log.warning
        tell("attester_trouble", name=state.name, trouble=trouble.value, seen=state.seen_size)
    state.trouble, state.failed_at = trouble, now
    state.attempts += 1
    state.save()


def _witnesses() -> list[_Witness]:
    addresses: Sequence[WitnessAddress] = settings.MINGJING_WITNESSES
    states = (
        {(row.name, row.key_id): row for row in AttesterState.objects.all()} if addresses else {}
    )
    found = []
    for address in addresses:
        key = parse_witness_vkey(address.vkey)
        name = (key.name, key.key_id.hex())
        state = states.get(name) or AttesterState(name=name[0], key_id=name[1])
        found.append(_Witness(address, key, state))
    return found


def _ask(waiting: Sequence[_Witness], row: Checkpoint) -> list[Outcome]:
    """All at once; no thread touches the database."""
    if not waiting:
        return []
    read = log_folder(Path(settings.MINGJING_HOME)).read_tile
    questions = [
        Question(w.address.url, w.key, row.note, Tree(row.size, read), w.state.size)
        for w in waiting
    ]
    with ThreadPoolExecutor(len(questions)) as pool:
        return list(pool.map(ask_witness, questions))


def _keep(witness: _Witness, outcome: Outcome, row: Checkpoint, now: datetime) -> None:
    state = witness.state
    if outcome.line and outcome.at is not None:
        with transaction.atomic():
            Cosignature.objects.get_or_create(
                checkpoint=row,
                witness=state.name,
                key_id=state.key_id,
                defaults={"line": outcome.line, "at": outcome.at},
            )
            state.size, state.at, state.seen_size = row.size, outcome.at, row.size
            state.trouble, state.failed_at, state.attempts = Trouble.NONE, None, 0
            state.save()
        return
    is_late = outcome.trouble is Trouble.AHEAD and outcome.seen_size <= published_size()
    if not is_late:  # otherwise another process of ours was quicker, and nothing is wrong
        state.seen_size = outcome.seen_size
        note_failure(state, outcome.trouble, now)

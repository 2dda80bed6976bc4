# SPDX-License-Identifier: Apache-2.0
"""The door of the ledger: record acts, read entries, prove them, follow them."""

from mingjing.ledger.acts.official import official_act
from mingjing.ledger.acts.record import record, record_many
from mingjing.ledger.auditing import audit
from mingjing.ledger.checking import check_proof
from mingjing.ledger.following import follow
from mingjing.ledger.proving import (
    consistency_proof,
    first_proof,
    proof,
    proof_steps,
    stamp_papers,
)
from mingjing.ledger.publish.attesting import cosign, witnesses
from mingjing.ledger.publish.sequencer import published_folder, sequence, verifier_key
from mingjing.ledger.publish.stamping import stamp, stamps
from mingjing.ledger.queries import (
    checkpoint_covering,
    checkpoint_note,
    checkpoints,
    cursors,
    entries,
    entry,
    entry_for,
    head,
    waiting_entries,
)
from mingjing.ledger.recorded import RecordedManager, RecordedModel, RecordedQuerySet
from mingjing.ledger.types import (
    CheckedEntry,
    Draft,
    EntryFilter,
    EntryRef,
    EntryView,
    Follower,
    FollowReport,
    Head,
    ProofBroken,
    ProofSteps,
    ProofText,
    Signer,
    StampPapers,
    StampStanding,
    StampView,
    Trouble,
    WitnessAddress,
    WitnessStanding,
)
from mingjing.ledger.words import act_name, kind_name, page_of

__all__ = [
    "CheckedEntry",
    "Draft",
    "EntryFilter",
    "EntryRef",
    "EntryView",
    "FollowReport",
    "Follower",
    "Head",
    "ProofBroken",
    "ProofSteps",
    "ProofText",
    "RecordedManager",
    "RecordedModel",
    "RecordedQuerySet",
    "Signer",
    "StampPapers",
    "StampStanding",
    "StampView",
    "Trouble",
    "WitnessAddress",
    "WitnessStanding",
    "act_name",
    "audit",
    "check_proof",
    "checkpoint_covering",
    "checkpoint_note",
    "checkpoints",
    "consistency_proof",
    "cosign",
    "cursors",
    "entries",
    "entry",
    "entry_for",
    "first_proof",
    "follow",
    "head",
    "kind_name",
    "official_act",
    "page_of",
    "proof",
    "proof_steps",
    "published_folder",
    "record",
    "record_many",
    "sequence",
    "stamp",
    "stamp_papers",
    "stamps",
    "verifier_key",
    "waiting_entries",
    "witnesses",
]

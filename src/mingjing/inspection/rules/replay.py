# SPDX-License-Identifier: Apache-2.0
"""The replay (复算): a draw file, worked out again from its pool and its checkpoint.

Nothing is looked at but the file and, if the reader has one, the log's key. Every step is done,
so that the answer names everything that differs.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mingjing.inspection.rules.draw import derive_seed, result_document, run_draw
from mingjing.inspection.rules.pool import ALGORITHM, Pool, pool_digest
from mingjing.inspection.rules.pool_reading import read_pool
from mingjing.inspection.rules.reading import Node, unreadable
from mingjing.inspection.types import DrawDiffers, NoLawfulPair, ReplayReport
from mingjing.kernel.canonical import canonical_json, digest
from mingjing.kernel.errors import Corrupt

DRAW_FORMAT = "mingjing-draw-file/1"
FROZEN_ACT = "inspection.pool_frozen"


@dataclass(frozen=True, slots=True)
class Proven:
    """What the ledger's own checker found a proof to show."""

    act: str
    object_id: str
    digest: str
    entry_id: str
    size: int
    root: str


CheckProof = Callable[[str, str], Proven]
"""Proof text and verifier key to what is proven; raises `Corrupt` when it does not hold."""


@dataclass(frozen=True, slots=True)
class DrawFile:
    """A draw file as read (抽取文件): what it claims, nothing checked yet."""

    pool: Pool
    pool_digest: str
    frozen_entry: str
    frozen_payload: dict[str, object]
    proof: str
    log_key: str
    checkpoint_size: int
    checkpoint_root: str
    public_string: str
    seed: str
    result: dict[str, object]


def frozen_payload(pool: Pool, pool_hash: str) -> dict[str, object]:
    """What the act of freezing puts into the ledger: the pool's hash and what was announced."""
    return {
        "plan_id": pool.plan.plan_id,
        "algorithm": ALGORITHM,
        "pool_digest": pool_hash,
        "announcement": pool.announcement,
    }


def draw_document(file: DrawFile, pool_document: dict[str, object]) -> dict[str, object]:
    """The draw file as JSON."""
    return {
        "format": DRAW_FORMAT,
        "algorithm": ALGORITHM,
        "pool": pool_document,
        "pool_digest": file.pool_digest,
        "frozen": {"entry_id": file.frozen_entry, "payload": file.frozen_payload},
        "proof": file.proof,
        "log_key": file.log_key,
        "checkpoint": {"size": file.checkpoint_size, "root": file.checkpoint_root},
        "public_string": file.public_string,
        "seed": file.seed,
        "result": file.result,
    }


def read_draw_file(document: object) -> DrawFile:
    """A draw file from its JSON.

    Raises: DrawFileUnreadable.
    """
    node = Node.of(document, "file")
    if (node.text("format"), node.text("algorithm")) != (DRAW_FORMAT, ALGORITHM):
        raise unreadable("file.format", f"it is not {DRAW_FORMAT} with {ALGORITHM}")
    frozen, checkpoint = node.node("frozen"), node.node("checkpoint")
    return DrawFile(
        pool=read_pool(node.node("pool").value),
        pool_digest=node.line("pool_digest"),
        frozen_entry=frozen.line("entry_id"),
        frozen_payload=frozen.node("payload").value,
        proof=node.text("proof"),
        log_key=node.line("log_key"),
        checkpoint_size=checkpoint.whole("size"),
        checkpoint_root=checkpoint.line("root"),
        public_string=node.line("public_string"),
        seed=node.line("seed"),
        result=node.node("result").value,
    )


def replay(document: object, check_proof: CheckProof, log_key: str = "") -> ReplayReport:
    """Works the draw out again and compares every step with the file.

    `log_key` is the verifier key from a source the reader trusts; without it the key in the file
    is used, and then the signature shows only that file and checkpoint belong together.

    Law: 营商环境条例 §54 (random inspection in the open).
    Raises: DrawFileUnreadable; DrawDiffers, naming each step that differs.
    """
    file = read_draw_file(document)
    differing = list(_differences(file, check_proof, log_key or file.log_key))
    if differing:
        raise DrawDiffers(steps=", ".join(differing))
    tasks = file.result["tasks"]
    return ReplayReport(
        plan_id=file.pool.plan.plan_id,
        pool_digest=file.pool_digest,
        seed=file.seed,
        objects=len(file.pool.fixed) + len(file.pool.frame),
        officers=len(file.pool.officers),
        tasks=len(tasks) if isinstance(tasks, list) else 0,
        log_key=log_key or file.log_key,
        is_key_given=bool(log_key),
        steps=STEPS,
    )


STEPS = (
    "pool digest",
    "freezing payload",
    "ledger proof",
    "ledger entry",
    "checkpoint",
    "public string",
    "seed",
    "random lane",
    "tasks",
)
"""The steps of a replay, in order; `DrawDiffers` names them by these words."""


def _differences(file: DrawFile, check_proof: CheckProof, log_key: str) -> Iterator[str]:
    pool_hash = pool_digest(file.pool)
    payload = frozen_payload(file.pool, pool_hash)
    if pool_hash != file.pool_digest:
        yield "pool digest"
    if file.frozen_payload != payload:
        yield "freezing payload"
    yield from _ledger_differences(file, payload, lambda: check_proof(file.proof, log_key))
    if bool(file.pool.announcement) != bool(file.public_string):
        yield "public string"
    seed = derive_seed(pool_hash, file.checkpoint_size, file.checkpoint_root, file.public_string)
    if seed != file.seed:
        yield "seed"
    yield from _result_differences(file, seed)


def _ledger_differences(
    file: DrawFile, payload: dict[str, object], prove: Callable[[], Proven]
) -> Iterator[str]:
    try:
        proven = prove()
    except Corrupt as error:
        yield f"ledger proof ({error.message('en')})"
        return
    wanted = (FROZEN_ACT, file.pool.plan.plan_id, digest(payload), file.frozen_entry)
    if (proven.act, proven.object_id, proven.digest, proven.entry_id) != wanted:
        yield "ledger entry"
    if (proven.size, proven.root) != (file.checkpoint_size, file.checkpoint_root):
        yield "checkpoint"


def _result_differences(file: DrawFile, seed: str) -> Iterator[str]:
    try:
        again = result_document(run_draw(file.pool, seed))
    except NoLawfulPair as error:
        yield f"tasks (no lawful pair for {error.detail['example']})"
        return
    if not _same(again["strata"], file.result.get("strata")):
        yield "random lane"
    theirs = file.result.get("tasks")
    if not _same(again["tasks"], theirs) or set(file.result) != set(again):
        yield f"tasks{_first_difference(again['tasks'], theirs)}"


def _same(ours: object, theirs: object) -> bool:
    """Bit for bit: Python takes 1, 1.0 and True for equal, canonical JSON does not."""
    try:
        return canonical_json(ours) == canonical_json(theirs)
    except (ValueError, RecursionError):  # theirs is not canonical JSON at all
        return False


def _first_difference(ours: object, theirs: object) -> str:
    """Where two lists of tasks part, to be named."""
    if not isinstance(ours, list) or not isinstance(theirs, list):
        return ""
    for number, (mine, other) in enumerate(zip(ours, theirs, strict=False)):
        if not _same(mine, other):
            return f" (from number {number}: {mine['id']})"
    return f" ({len(ours)} replayed, {len(theirs)} in the file)"

# SPDX-License-Identifier: Apache-2.0
"""Helpers: what a log sends to a witness, and a witness that is asked without a network."""

import base64
import io
from collections.abc import Sequence
from typing import Any

from tests.rules.ledger.ledger_trees import KEY, grown, tile_reader

from mingjing.ledger.rules.notes import LogKey, checkpoint_text
from mingjing.ledger.rules.proofs import Tree
from mingjing.ledger.witness.request import MAX_BYTES
from mingjing.ledger.witness.serving import make_application
from mingjing.ledger.witness.store import WitnessStore


def history(size: int, *, fork_at: int | None = None) -> list[bytes]:
    """Leaves of a log; from `fork_at` on they tell another story."""
    told = size if fork_at is None else fork_at
    return [b'{"n":%d}' % n if n < told else b'{"other":%d}' % n for n in range(size)]


def note_of(items: Sequence[bytes], key: LogKey = KEY) -> str:
    """The signed checkpoint over these leaves."""
    edge, _ = grown(items, [])
    return checkpoint_text(key, edge.size, edge.root())


def proof_of(items: Sequence[bytes], old: int) -> list[bytes]:
    """That the first `old` leaves are a prefix; empty where nothing is to be shown."""
    if old in (0, len(items)):
        return []
    _, files = grown(items, [])
    return Tree(len(items), tile_reader(files, [])).consistency(old)


def request_text(old: int, proof: Sequence[bytes], note: str) -> str:
    """The body of an `add-checkpoint` request."""
    lines = [f"old {old}", *(base64.b64encode(node).decode() for node in proof), ""]
    return "\n".join(lines) + "\n" + note


def growth(old: int, items: Sequence[bytes]) -> str:
    """An honest request: from `old` leaves to all of them."""
    return request_text(old, proof_of(items, old), note_of(items))


class AskedWitness:
    """A witness behind its WSGI application."""

    def __init__(self, store: WitnessStore) -> None:
        self.store = store
        self.application = make_application(store)

    def ask(
        self, body: str | bytes, *, method: str = "POST", path: str = "/add-checkpoint"
    ) -> tuple[int, str, str]:
        """Status, content type and body of the answer."""
        told: dict[str, Any] = {}

        def start_response(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            told.update(status=int(status.split()[0]), headers=dict(headers))

        raw = body.encode() if isinstance(body, str) else body
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "wsgi.input": io.BytesIO(raw[: MAX_BYTES + 10]),
        }
        answer = b"".join(self.application(environ, start_response)).decode()
        return told["status"], told["headers"]["Content-Type"], answer

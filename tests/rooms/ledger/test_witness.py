# SPDX-License-Identifier: Apache-2.0
"""A witness signs what continues the log it saw, and answers as C2SP tlog-witness asks."""

import threading
from pathlib import Path

import pytest
from tests.rooms.ledger.witness_logs import (
    AskedWitness,
    growth,
    history,
    note_of,
    proof_of,
    request_text,
)
from tests.rules.ledger.ledger_trees import KEY

from mingjing.ledger.publish.folder import write_whole
from mingjing.ledger.rules.notes import LogKey, checkpoint_text
from mingjing.ledger.types import WitnessExists, WitnessStoreBroken
from mingjing.ledger.witness.keys import WitnessKey
from mingjing.ledger.witness.store import WatchedLog, make_store, open_store
from mingjing_verify.log.cosignatures import demand_cosigned
from mingjing_verify.log.notes import parse_witness_vkey

SIZE = "text/x.tlog.size"
STRANGER = LogKey(name="test.example/ledger", seed=b"\x09" * 32)


@pytest.fixture
def witness(tmp_path: Path) -> AskedWitness:
    return AskedWitness(make_store(tmp_path / "witness", "court.example/w1", [KEY.vkey()]))


def known(witness: AskedWitness) -> WatchedLog:
    log = witness.store.log(KEY.name)
    assert log is not None
    return log


def test_it_cosigns_a_log_that_grows(witness: AskedWitness) -> None:
    key = parse_witness_vkey(witness.store.key.vkey())
    before = 0
    for size in (3, 300, 300, 1000):
        items = history(size)
        status, _, line = witness.ask(growth(before, items))
        assert status == 200
        demand_cosigned((note_of(items) + line).encode(), [key])
        assert known(witness).head().size == size
        before = size


def test_it_tells_the_size_it_knows_when_asked_from_another(witness: AskedWitness) -> None:
    witness.ask(growth(0, history(10)))
    for old in (0, 9):
        assert witness.ask(growth(old, history(20))) == (409, SIZE, "10\n")
    assert known(witness).head().size == 10


def test_it_refuses_a_rolled_back_log(witness: AskedWitness) -> None:
    witness.ask(growth(0, history(10)))
    assert witness.ask(growth(0, history(5))) == (409, SIZE, "10\n")
    assert witness.ask(growth(5, history(5))) == (409, SIZE, "10\n")


def test_it_refuses_a_second_face_of_the_same_size_and_keeps_it(witness: AskedWitness) -> None:
    witness.ask(growth(0, history(10)))
    other = history(10, fork_at=4)
    for _ in range(2):
        assert witness.ask(growth(10, other)) == (409, SIZE, "10\n")
    assert (known(witness).refused("fork"), known(witness).refused("unproven")) == (1, 0)
    kept = next((known(witness).folder / "refused").glob("fork-*.note"))
    assert kept.read_text() == note_of(other)


@pytest.mark.parametrize("fork_at", [4, 9])
def test_it_refuses_a_rewritten_log_that_grew(witness: AskedWitness, fork_at: int) -> None:
    witness.ask(growth(0, history(10)))
    assert witness.ask(growth(10, history(20, fork_at=fork_at)))[0] == 422
    assert known(witness).head().size == 10
    assert known(witness).refused("unproven") == 1
    assert witness.ask(growth(10, history(20)))[0] == 200


def test_it_refuses_a_proof_that_is_wrong_short_or_needless(witness: AskedWitness) -> None:
    items, note = history(20), note_of(history(20))
    assert witness.ask(request_text(0, [b"\x00" * 32], note))[0] == 422
    witness.ask(growth(0, history(10)))
    proof = proof_of(items, 10)
    for wrong in (proof[:-1], [*proof, b"\x00" * 32], [], proof[::-1]):
        assert witness.ask(request_text(10, wrong, note))[0] == 422
    witness.ask(growth(10, items))
    assert witness.ask(request_text(20, proof[:1], note))[0] == 422


def test_it_does_not_know_other_logs(witness: AskedWitness) -> None:
    other = LogKey(name="other.example/ledger", seed=KEY.seed)
    text = request_text(0, [], note_of(history(3), other))
    assert witness.ask(text)[0] == 404


def test_it_trusts_only_the_keys_it_was_given(witness: AskedWitness) -> None:
    text = request_text(0, [], note_of(history(3), STRANGER))
    assert witness.ask(text)[0] == 403
    broken = note_of(history(3)).replace("\n3\n", "\n4\n")
    assert witness.ask(request_text(0, [], broken))[0] == 403
    witness.store.trust(STRANGER.vkey())
    assert witness.ask(text)[0] == 200


NOTE = note_of(history(3))


@pytest.mark.parametrize(
    "body",
    [
        "",
        "old 0\n",
        "old 0\n\n",
        f"old 00\n\n{NOTE}",
        f"old -1\n\n{NOTE}",
        f"old\n\n{NOTE}",
        f"new 0\n\n{NOTE}",
        f"old 4\n\n{NOTE}",
        f"old 0\nAAAA\n\n{NOTE}",
        f"old 0\n*\n\n{NOTE}",
        f"old 0\r\n\r\n{NOTE}",
        "old 0\n" + "A" * 43 + "=\n" + f"\n{NOTE[:-1]}",
        f"old 0\n{('A' * 43 + '=' + chr(10)) * 64}\n{NOTE}",
        f"old 0\n\n{NOTE}junk\n",
        f"old 0\n\n{NOTE.replace('3', 'x', 1)}",
        f"old 0\n\n{NOTE.split(chr(10) + chr(10))[0]}\n",
        b"old 0\n\n\xff\xfe",
        b"\xff\n\n",
    ],
)
def test_it_says_that_a_request_is_malformed(witness: AskedWitness, body: str | bytes) -> None:
    assert witness.ask(body)[0] == 400
    assert known(witness).head().size == 0


def test_it_has_one_address_and_one_method_and_a_limit(witness: AskedWitness) -> None:
    assert witness.ask("", path="/")[0] == 404
    assert witness.ask("", method="GET")[0] == 405
    assert witness.ask(b"x" * (1 << 18))[0] == 413


def test_signatures_of_others_do_not_disturb_it(witness: AskedWitness) -> None:
    line = STRANGER.sign("x\n").splitlines()[-1]
    assert witness.ask(growth(0, history(3)) + line + "\n")[0] == 200


def test_of_two_requests_at_once_one_wins(witness: AskedWitness) -> None:
    size = 1
    witness.ask(growth(0, history(size)))
    for _ in range(25):
        bodies = [growth(size, history(size + step)) for step in (1, 2)]
        together = threading.Barrier(2)
        answers: list[tuple[int, str, str]] = []

        def ask(
            body: str,
            together: threading.Barrier = together,
            answers: list[tuple[int, str, str]] = answers,
        ) -> None:
            together.wait()
            answers.append(witness.ask(body))

        threads = [threading.Thread(target=ask, args=(body,)) for body in bodies]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(status for status, _, _ in answers) == [200, 409]
        size = known(witness).head().size
        assert (409, SIZE, f"{size}\n") in answers


def test_nothing_is_signed_before_the_state_is_on_the_disk(
    witness: AskedWitness, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []

    def written(path: Path, content: bytes, *, mode: int) -> None:
        steps.append(f"wrote {path.name}")
        write_whole(path, content, mode=mode)

    cosign = WitnessKey.cosign

    def signed(key: WitnessKey, body: str, moment: int) -> str:
        steps.append("signed")
        return cosign(key, body, moment)

    monkeypatch.setattr("mingjing.ledger.witness.store.write_whole", written)
    monkeypatch.setattr(WitnessKey, "cosign", signed)
    assert witness.ask(growth(0, history(3)))[0] == 200
    assert steps == ["wrote head", "signed"]


def test_a_full_disk_signs_nothing(witness: AskedWitness, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, content: bytes, *, mode: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("mingjing.ledger.witness.store.write_whole", full)
    status, _, body = witness.ask(growth(0, history(3)))
    assert (status, "nothing was signed" in body) == (500, True)


@pytest.mark.parametrize("content", [None, "", "x\n3\n", "other.example/l\n0\n" + "A" * 43 + "=\n"])
def test_a_log_whose_state_is_lost_is_refused_not_begun_anew(
    witness: AskedWitness, content: str | None
) -> None:
    witness.ask(growth(0, history(10)))
    path = known(witness).folder / "head"
    path.unlink() if content is None else path.write_text(content)
    assert witness.ask(growth(0, history(5, fork_at=1)))[0] == 500


def test_a_store_is_made_once_and_opened_again(witness: AskedWitness) -> None:
    root = witness.store.root
    with pytest.raises(WitnessExists):
        make_store(root, "court.example/w2", [])
    again = open_store(root)
    assert again.key == witness.store.key
    assert [log.origin for log in again.logs()] == [KEY.name]
    (root / "witness.key").chmod(0o644)
    with pytest.raises(WitnessStoreBroken):
        open_store(root)


def test_to_trust_a_log_again_keeps_its_state(witness: AskedWitness) -> None:
    witness.ask(growth(0, history(10)))
    witness.store.trust(KEY.vkey())
    assert known(witness).head().size == 10
    assert len(known(witness).keys) == 1


def test_an_empty_log_may_be_cosigned(witness: AskedWitness) -> None:
    empty = checkpoint_text(KEY, 0, known(witness).head().root)
    assert witness.ask(request_text(0, [], empty))[0] == 200
    false = checkpoint_text(KEY, 0, b"\x01" * 32)
    assert witness.ask(request_text(0, [], false))[0] == 409

# SPDX-License-Identifier: Apache-2.0
"""A draw file replays, or the replay names what was changed in it."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.inspection.pools import officer, pool, thing

from mingjing.inspection.rules.draw import derive_seed, result_document, run_draw
from mingjing.inspection.rules.pool import pool_digest, pool_document
from mingjing.inspection.rules.replay import (
    FROZEN_ACT,
    DrawFile,
    Proven,
    draw_document,
    frozen_payload,
    replay,
)
from mingjing.inspection.types import DrawDiffers, DrawFileUnreadable, Lane
from mingjing.kernel.canonical import digest
from mingjing.kernel.errors import Corrupt

ROOT = "cm9vdA=="
POOL = pool(
    frame=[thing(f"s{n}") for n in range(8)],
    fixed=[thing("risky", lane=Lane.RISK)],
    officers=[officer(f"officer_{n}") for n in "abcd"],
    take=3,
    announcement="lottery of 2026-11-25",
)


class BadProof(Corrupt):
    code = "test.bad_proof"
    zh = "证明无效"
    en = "bad proof"


def ledger(proof: str, key: str) -> Proven:
    """A ledger that holds one entry: the freezing of POOL."""
    if (proof, key) != ("a proof", "a key"):
        raise BadProof
    payload = frozen_payload(POOL, pool_digest(POOL))
    return Proven(FROZEN_ACT, "plan_1", digest(payload), "entry_1", 7, ROOT)


def document() -> dict[str, Any]:  # JSON
    pool_hash = pool_digest(POOL)
    seed = derive_seed(pool_hash, 7, ROOT, "03 11 17")
    file = DrawFile(
        pool=POOL,
        pool_digest=pool_hash,
        frozen_entry="entry_1",
        frozen_payload=frozen_payload(POOL, pool_hash),
        proof="a proof",
        log_key="a key",
        checkpoint_size=7,
        checkpoint_root=ROOT,
        public_string="03 11 17",
        seed=seed,
        result=result_document(run_draw(POOL, seed)),
    )
    whole: dict[str, Any] = json.loads(json.dumps(draw_document(file, pool_document(POOL))))
    return whole


def test_it_replays_an_honest_file() -> None:
    report = replay(document(), ledger)
    assert (report.plan_id, report.objects, report.officers, report.tasks) == ("plan_1", 9, 4, 4)
    assert not report.is_key_given


def test_it_takes_the_readers_key_before_the_one_in_the_file() -> None:
    forged = document() | {"log_key": "another key"}
    assert replay(forged, ledger, "a key").is_key_given
    with pytest.raises(DrawDiffers, match="bad proof"):
        replay(forged, ledger)


def _swap_officers(file: dict[str, Any]) -> None:
    file["result"]["tasks"][0]["officers"].reverse()


def _other_sample(file: dict[str, Any]) -> None:
    file["result"]["strata"][0]["taken"] = 4


def _drop_task(file: dict[str, Any]) -> None:
    file["result"]["tasks"].pop()


def _truth_as_number(file: dict[str, Any]) -> None:
    file["result"]["tasks"][0]["rotation_waived"] = 0


def _recuse_all(file: dict[str, Any]) -> None:
    file["pool"]["recusals"] = [[f"officer_{n}", "risky"] for n in "abc"]


def _no_tasks(file: dict[str, Any]) -> None:
    file["result"]["tasks"] = "none"


def _half_a_sign(file: dict[str, Any]) -> None:
    file["result"]["tasks"][0]["id"] = "\ud800"


def _add_object(file: dict[str, Any]) -> None:
    objects = file["pool"]["frame"][0]["objects"]
    objects.append(objects[-1] | {"id": "s9"})


@pytest.mark.parametrize(
    ("tamper", "named"),
    [
        (lambda f: f.update(seed="0" * 64), ["seed"]),
        (lambda f: f.update(public_string="03 11 18"), ["seed", "tasks"]),
        (lambda f: f.update(public_string=""), ["public string", "seed"]),
        (lambda f: f.update(pool_digest="0" * 64), ["pool digest"]),
        (lambda f: f.update(proof="other"), ["ledger proof"]),
        (lambda f: f["frozen"].update(entry_id="entry_2"), ["ledger entry"]),
        (lambda f: f["frozen"]["payload"].update(announcement=""), ["freezing payload"]),
        (lambda f: f["checkpoint"].update(size=8), ["checkpoint", "seed"]),
        (lambda f: f["pool"].update(random_take=4), ["pool digest", "ledger entry", "seed"]),
        (_swap_officers, ["tasks"]),
        (_other_sample, ["random lane"]),
        (_drop_task, ["3 in the file"]),
        (_truth_as_number, ["tasks (from number 0"]),
        (_recuse_all, ["no lawful pair for risky"]),
        (_no_tasks, ["tasks"]),
        (_half_a_sign, ["tasks (from number 0"]),
        (lambda f: f["result"].update(note=1), ["tasks"]),
        (_add_object, ["pool digest", "freezing payload", "ledger entry", "seed"]),
    ],
)
def test_it_names_what_was_changed(tamper: Any, named: list[str]) -> None:  # a lambda over JSON
    file = document()
    tamper(file)
    with pytest.raises(DrawDiffers) as found:
        replay(file, ledger)
    for word in named:
        assert word in str(found.value.detail["steps"])


def test_it_says_nothing_of_steps_that_agree() -> None:
    file = document()
    _swap_officers(file)
    with pytest.raises(DrawDiffers) as found:
        replay(file, ledger)
    assert str(found.value.detail["steps"]).startswith("tasks (from number 0: ")


@pytest.mark.parametrize(
    "tamper",
    [
        lambda f: f.pop("pool"),
        lambda f: f.update(format="mingjing-draw-file/2"),
        lambda f: f.update(pool=[]),
        lambda f: f["pool"].update(random_take=-1),
        lambda f: f["pool"].update(random_take=1.5),
        lambda f: f["pool"].update(random_take=2**60),
        lambda f: f["pool"].update(note="more"),
        lambda f: f["pool"].update(format="mingjing-pool/2"),
        lambda f: f["pool"]["frame"][0]["objects"].reverse(),
        lambda f: f["pool"]["frame"][0]["objects"].append(f["pool"]["frame"][0]["objects"][0]),
        lambda f: f["pool"]["fixed"][0].update(lane="random"),
        lambda f: f["pool"]["fixed"][0].update(kind="fire"),
        lambda f: f["pool"]["officers"][0].update(officer_id="two\nlines"),
        lambda f: f["pool"]["officers"][0].update(region="\ud800"),
        lambda f: f["pool"].update(recusals=[["officer_a"]]),
        lambda f: f["pool"].update(recusals="officer_a"),
        lambda f: f["pool"]["kinds"][0].update(skills=[1]),
        lambda f: f["frozen"].update(payload=None),
        lambda f: f.update(public_string="a\nb"),
    ],
)
def test_it_refuses_a_file_that_is_not_of_the_format(tamper: Any) -> None:  # a lambda over JSON
    file = document()
    tamper(file)
    with pytest.raises(DrawFileUnreadable):
        replay(file, ledger)


@pytest.mark.parametrize("wrong", [None, [], "text", 3, {}])
def test_it_refuses_what_is_no_draw_file_at_all(wrong: object) -> None:
    with pytest.raises(DrawFileUnreadable):
        replay(wrong, ledger)


_WHOLE = document()
_JUNK = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=3), st.just([]), st.just({})
)


def _places(value: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [path] if path else []
    rows: list[tuple[Any, object]] = []
    if isinstance(value, dict):
        rows = list(value.items())
    elif isinstance(value, list):
        rows = list(enumerate(value))
    for name, inner in rows:
        found += _places(inner, (*path, name))
    return found


@settings(deadline=None, max_examples=80)
@given(st.sampled_from(_places(_WHOLE)), _JUNK)
def test_it_answers_any_change_with_a_refusal(place: tuple[Any, ...], junk: object) -> None:
    file: Any = copy.deepcopy(_WHOLE)
    inner = file
    for name in place[:-1]:
        inner = inner[name]
    if json.dumps(inner[place[-1]]) == json.dumps(junk):
        return
    inner[place[-1]] = junk
    with pytest.raises((DrawDiffers, DrawFileUnreadable)):
        replay(file, ledger)

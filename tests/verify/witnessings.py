# SPDX-License-Identifier: Apache-2.0
"""Bundles whose checkpoints a witness has signed, has not signed, or seems to have signed."""

import base64
from collections.abc import Callable
from dataclasses import dataclass

from mingjing.ledger.witness.keys import WitnessKey
from tests.verify.bundles import Files, make_case

COURT = WitnessKey(name="court.example/w1", seed=bytes(range(32)))
AUDIT = WitnessKey(name="audit.example/w1", seed=bytes(range(1, 33)))
MOMENT = 1_795_437_600
PLAN = (("init",), ("media", 4), ("end", "finished"))


@dataclass(frozen=True, slots=True)
class Witnessing:
    """A bundle, the witnesses that are asked for, and what must be said."""

    name: str
    make: Callable[[], Files]
    witnesses: tuple[str, ...]
    verdict: str
    codes: tuple[str, ...]


def with_lines(cosign: Callable[[str], str], only: str = "") -> Files:
    """The honest bundle with a further signature line under the checkpoint of each proof."""
    files = make_case(PLAN).files()
    for name in files:
        if name.endswith(".tlog-proof") and only in name:
            note = files[name].partition(b"\n\n")[2].decode()
            files[name] += cosign(note[: note.index("\n\n") + 1]).encode()
    return files


def _flipped(body: str) -> str:
    dash, name, encoded = COURT.cosign(body, MOMENT).split(" ")
    raw = bytearray(base64.b64decode(encoded))
    raw[-1] ^= 1
    return f"{dash} {name} {base64.b64encode(bytes(raw)).decode()}\n"


def _other_time(body: str) -> str:
    dash, name, encoded = COURT.cosign(body, MOMENT).split(" ")
    raw = bytearray(base64.b64decode(encoded))
    raw[11] ^= 1
    return f"{dash} {name} {base64.b64encode(bytes(raw)).decode()}\n"


def _short(body: str) -> str:
    dash, name, encoded = COURT.cosign(body, MOMENT).split(" ")
    return f"{dash} {name} {base64.b64encode(base64.b64decode(encoded)[:-1]).decode()}\n"


def _signed(body: str) -> str:
    return COURT.cosign(body, MOMENT)


WITNESSINGS = (
    Witnessing("cosigned", lambda: with_lines(_signed), (COURT.vkey(),), "whole", ("cosigned",)),
    Witnessing("nobody asked", lambda: with_lines(_flipped), (), "whole", ()),
    Witnessing(
        "not cosigned", lambda: with_lines(lambda body: ""), (COURT.vkey(),), "incomplete",
        ("not_cosigned",),
    ),
    Witnessing(
        "one proof of all", lambda: with_lines(_signed, only="opened"), (COURT.vkey(),),
        "incomplete", ("not_cosigned", "cosigned"),
    ),
    Witnessing(
        "another witness", lambda: with_lines(_signed), (COURT.vkey(), AUDIT.vkey()), "incomplete",
        ("not_cosigned", "cosigned"),
    ),
    Witnessing(
        "another's name", lambda: with_lines(
            lambda body: AUDIT.cosign(body, MOMENT).replace("audit", "court")
        ), (COURT.vkey(),), "incomplete", ("not_cosigned",),
    ),
    Witnessing(
        "a byte of the signature", lambda: with_lines(_flipped), (COURT.vkey(),), "suspect",
        ("cosignature_wrong",),
    ),
    Witnessing(
        "another time", lambda: with_lines(_other_time), (COURT.vkey(),), "suspect",
        ("cosignature_wrong",),
    ),
    Witnessing(
        "another checkpoint", lambda: with_lines(lambda body: COURT.cosign(body + "x\n", MOMENT)),
        (COURT.vkey(),), "suspect", ("cosignature_wrong",),
    ),
    Witnessing(
        "too short", lambda: with_lines(_short), (COURT.vkey(),), "suspect",
        ("cosignature_wrong",),
    ),
    Witnessing(
        "beyond any date", lambda: with_lines(lambda body: COURT.cosign(body, 1 << 62)),
        (COURT.vkey(),), "suspect", ("cosignature_wrong",),
    ),
    Witnessing(
        "a key that is none", lambda: with_lines(_signed), ("court.example/w1+00+AA==",),
        "not_judged", ("witness_key_malformed",),
    ),
)  # fmt: skip

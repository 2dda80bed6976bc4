# SPDX-License-Identifier: Apache-2.0
"""Cosignatures: the writer and the verifier agree, and altered ones are refused."""

import base64
from datetime import UTC, datetime

import pytest
from tests.rules.ledger.ledger_trees import KEY

from mingjing.ledger.rules.notes import NoteInvalid, checkpoint_text
from mingjing.ledger.witness.keys import WitnessKey
from mingjing_verify.log.cosignatures import demand_cosigned
from mingjing_verify.log.errors import Broken, Reason
from mingjing_verify.log.notes import open_checkpoint, parse_vkey, parse_witness_vkey

COURT = WitnessKey(name="court.example/w1", seed=bytes(range(32)))
AUDIT = WitnessKey(name="audit.example/w1", seed=bytes(range(1, 33)))
NOTE = checkpoint_text(KEY, 17, bytes(range(32)))
BODY = NOTE[: NOTE.index("\n\n") + 1]
MOMENT = 1_679_315_147
COSIGNED = NOTE + COURT.cosign(BODY, MOMENT)
COURT_KEY = parse_witness_vkey(COURT.vkey())
AUDIT_KEY = parse_witness_vkey(AUDIT.vkey())


def test_a_cosignature_names_witness_and_time() -> None:
    (found,) = demand_cosigned(COSIGNED.encode(), [COURT_KEY])
    assert found.witness == "court.example/w1"
    assert found.at == datetime.fromtimestamp(MOMENT, UTC)


def test_the_signed_message_is_the_one_of_the_specification() -> None:
    raw = COURT._private.public_key()
    line = COURT.cosign(BODY, MOMENT)
    content = parse_content(line)
    assert content[:4] == COURT.key_id
    assert int.from_bytes(content[4:12], "big") == MOMENT
    message = b"cosignature/v1\ntime 1679315147\n" + BODY.encode()
    raw.verify(content[12:], message)


def parse_content(line: str) -> bytes:
    dash, name, encoded = line.rstrip("\n").split(" ")
    assert (dash, name) == ("—", COURT.name)
    return base64.b64decode(encoded)


def test_the_log_accepts_a_cosigned_checkpoint_as_its_own() -> None:
    assert open_checkpoint(COSIGNED.encode(), parse_vkey(KEY.vkey())).size == 17


def test_each_witness_that_is_demanded_must_have_signed() -> None:
    with pytest.raises(Broken) as refused:
        demand_cosigned(COSIGNED.encode(), [COURT_KEY, AUDIT_KEY])
    assert refused.value.reason is Reason.NOT_COSIGNED
    assert "audit.example/w1" in refused.value.where
    both = COSIGNED + AUDIT.cosign(BODY, MOMENT)
    assert len(demand_cosigned(both.encode(), [COURT_KEY, AUDIT_KEY])) == 2


def test_the_newest_of_two_cosignatures_counts() -> None:
    twice = COSIGNED + COURT.cosign(BODY, MOMENT + 60)
    (found,) = demand_cosigned(twice.encode(), [COURT_KEY])
    assert found.at == datetime.fromtimestamp(MOMENT + 60, UTC)


@pytest.mark.parametrize(
    ("note", "reason"),
    [
        (COSIGNED.replace("\n17\n", "\n18\n"), Reason.SIGNATURE_WRONG),
        (NOTE + COURT.cosign(BODY.replace("17", "18"), MOMENT), Reason.SIGNATURE_WRONG),
        (NOTE + AUDIT.cosign(BODY, MOMENT).replace("audit", "court"), Reason.NOT_COSIGNED),
        (NOTE, Reason.NOT_COSIGNED),
        (COSIGNED + COURT.cosign(BODY + "\n", MOMENT), Reason.SIGNATURE_WRONG),
        (NOTE + COURT.cosign(BODY, 1 << 62), Reason.NOTE_MALFORMED),
    ],
)
def test_altered_cosignatures_are_refused(note: str, reason: Reason) -> None:
    with pytest.raises(Broken) as refused:
        demand_cosigned(note.encode(), [COURT_KEY])
    assert refused.value.reason is reason


def test_the_time_is_covered_by_the_signature() -> None:
    dash, name, encoded = COURT.cosign(BODY, MOMENT).rstrip("\n").split(" ")
    raw = bytearray(base64.b64decode(encoded))
    raw[11] ^= 1
    line = f"{dash} {name} {base64.b64encode(raw).decode()}\n"
    with pytest.raises(Broken) as refused:
        demand_cosigned((NOTE + line).encode(), [COURT_KEY])
    assert refused.value.reason is Reason.SIGNATURE_WRONG


def test_a_log_key_is_no_witness_key_and_the_other_way_round() -> None:
    for parse, vkey in ((parse_witness_vkey, KEY.vkey()), (parse_vkey, COURT.vkey())):
        with pytest.raises(Broken) as refused:
            parse(vkey)
        assert refused.value.reason is Reason.KEY_MALFORMED


def test_a_witness_key_survives_its_file() -> None:
    assert WitnessKey.parse(COURT.skey() + "\n") == COURT


@pytest.mark.parametrize(
    "text",
    ["", KEY.skey(), COURT.skey()[:-4], COURT.skey().replace("court", "curt"), "PRIVATE+KEY+a+b+*"],
)
def test_other_lines_are_no_witness_key(text: str) -> None:
    with pytest.raises(NoteInvalid):
        WitnessKey.parse(text)

# SPDX-License-Identifier: Apache-2.0
"""Witnesses and the time-stamping authority as the environment names them."""

from pathlib import Path

import pytest

from mingjing.entry.attesters import Authority, read_authority, read_witnesses
from mingjing.entry.environment import SettingWrong
from mingjing.ledger.types import WitnessAddress
from mingjing.ledger.witness.keys import WitnessKey

COURT, AUDIT = (WitnessKey(f"{n}.example/w1", bytes([i]) * 32).vkey() for i, n in enumerate("ca"))
BOTH = (
    WitnessAddress(COURT, "http://127.0.0.1:8090"),
    WitnessAddress(AUDIT, "https://a.example/w"),
)


def test_witnesses_stand_in_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    value = f"{COURT} http://127.0.0.1:8090/, {AUDIT} https://a.example/w"
    monkeypatch.setenv("MINGJING_WITNESSES", value)
    assert read_witnesses() == BOTH


def test_witnesses_stand_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lines = [
        "# who watches us",
        f"{COURT} http://127.0.0.1:8090",
        "",
        f"{AUDIT} https://a.example/w",
    ]
    (tmp_path / "witnesses").write_text("\n".join(lines))
    monkeypatch.setenv("MINGJING_WITNESSES", str(tmp_path / "witnesses"))
    assert read_witnesses() == BOTH


@pytest.mark.parametrize(
    "value",
    [COURT, f"{COURT} ftp://x", f"{COURT} http://", f"{COURT} http://a b", f"x{COURT} http://a"],
)
def test_a_wrong_witness_is_named(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("MINGJING_WITNESSES", value)
    with pytest.raises(SettingWrong, match="MINGJING_WITNESSES"):
        read_witnesses()


def test_an_authority_needs_its_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINGJING_TSA_URL", "https://tsa.example/")
    with pytest.raises(SettingWrong, match="MINGJING_TSA_CA"):
        read_authority()
    monkeypatch.setenv("MINGJING_TSA_CA", "tsa.pem")
    monkeypatch.setenv("MINGJING_TSA_MINUTES", "60")
    assert read_authority() == Authority("https://tsa.example/", "tsa.pem", 60)

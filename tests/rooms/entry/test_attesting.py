# SPDX-License-Identifier: Apache-2.0
"""The thread beside the pulse: it goes on after a failure, and ends where nobody attests."""

import threading

import pytest
from django.db import OperationalError
from pytest_django.fixtures import Settings

from mingjing.entry import pulse
from mingjing.ledger.types import LogDamaged, WitnessAddress


def test_it_ends_at_once_where_nobody_attests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pulse, "attest", lambda: pytest.fail("nobody is to be asked"))
    pulse.attest_until(threading.Event())


@pytest.mark.parametrize(
    "failure",
    [OperationalError("locked"), LogDamaged(path="tile", reason="missing"), OSError(28, "full")],
)
def test_a_failed_round_is_followed_by_the_next(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    settings.MINGJING_WITNESSES = (WitnessAddress("court.example/w1+x+y", "http://127.0.0.1:9"),)
    stopping = threading.Event()
    rounds: list[int] = []

    def attest() -> None:
        rounds.append(len(rounds))
        if len(rounds) == 1:
            raise failure
        stopping.set()

    closed: list[bool] = []
    monkeypatch.setattr("django.db.close_old_connections", lambda: closed.append(True))
    monkeypatch.setattr(pulse, "attest", attest)
    monkeypatch.setattr(pulse, "_PAUSE_SECONDS", 0.001)
    pulse.attest_until(stopping)
    assert rounds == [0, 1]
    assert closed, "a database that was away is asked anew"

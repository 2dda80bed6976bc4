# SPDX-License-Identifier: Apache-2.0
"""A process to be killed: commits acts and sequences in a loop, telling each thing it has done.

Django must be set up before this module is imported. The parent forks a victim for each line
`go N` on stdin (N makes its entries recognisable), and one last run of the sequencer for `finish`.
"""

import os
import sys
import time

from django.core.management import call_command
from django.db import connection

from mingjing.kernel.clock import system_now
from mingjing.ledger.public import Draft, official_act, record_many, sequence
from mingjing.registry.types import Actor

ACTOR = Actor("account_victim", "Victim", "agency_victim", "", frozenset())


def tell(*words: object) -> None:
    """One short line in one write: a kill leaves it whole or absent."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


@official_act
def commit(generation: int, number: int, count: int) -> None:
    drafts = [
        Draft("victim.acted", "victim", f"victim_{generation}_{number}_{n}", {"n": n})
        for n in range(count)
    ]
    record_many(drafts, actor=ACTOR, now=system_now())


def act_and_sequence(generation: int) -> None:
    for number in range(1_000_000):
        # 1 to 300 entries: open tiles, full tiles and several bundles in one run all occur.
        count = 1 + number * 37 % 300
        commit(generation, number, count)
        tell("committed", generation, number, count)
        sequence(system_now())


def only_sequence() -> None:
    while True:
        sequence(system_now())
        time.sleep(0.001)


def fork(work: object, *arguments: object) -> int:
    """Run `work` in a child of its own connection; never comes back there."""
    child = os.fork()
    if child:
        return child
    try:
        work(*arguments)  # type: ignore[operator]
    except BaseException as error:
        tell("failed", repr(error))
        os._exit(1)
    os._exit(0)


def main() -> None:
    call_command("migrate", "ledger", verbosity=0)
    connection.close()
    tell("ready")
    for line in sys.stdin:
        word, _, generation = line.strip().partition(" ")
        if word == "go":
            children = [fork(act_and_sequence, int(generation)), fork(only_sequence)]
            tell("victims", *children)
        else:
            children = [fork(sequence, system_now())]
        for child in children:
            os.waitpid(child, 0)
        tell("over")

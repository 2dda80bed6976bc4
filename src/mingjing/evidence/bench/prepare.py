# SPDX-License-Identifier: Apache-2.0
"""Prepares a store for the benchmark: tables, ten officers, a registered recorder for each sender.

Run as a process with the home in the environment; prints what the senders need as JSON.
"""

import json
import sys
from datetime import date

import django

_OFFICERS = 10  # the door has a share of its memory for each; one alone would fill theirs


def main(count: int) -> None:
    """Tables and recorders."""
    django.setup()
    from django.core.management import call_command

    from mingjing.evidence.bench.chain import Sender
    from mingjing.evidence.public import NewDevice, give_tickets, register_device
    from mingjing.evidence.types import KeyAlgorithm
    from mingjing.kernel.clock import local_date, system_now
    from mingjing.registry.public import (
        NewAccount,
        actor_for,
        appoint,
        register_agency,
        system_actor,
    )

    call_command("migrate", verbosity=0)
    now, system = system_now(), system_actor()
    agency = register_agency(actor=system, now=now, name="Agency", region="330100")
    officers = []
    for number in range(min(_OFFICERS, count)):
        name = f"bench{number}"
        account = NewAccount(name, name, agency, "330100", ("officer",), date(2026, 1, 1))
        account_id = appoint(actor=system, now=now, account=account, password="a benchmark's only")  # noqa: S106
        officers.append((account_id, actor_for(name, local_date(now))))
    senders = []
    for number in range(count):
        account_id, actor = officers[number % len(officers)]
        sender = Sender.fresh(account_id)
        device = NewDevice(KeyAlgorithm.ED25519, sender.spki, f"{number}", sender.proof())
        key = register_device(actor=actor, now=now, device=device).key
        nonce = give_tickets(actor=actor, now=now, key=key)[0].nonce
        senders.append({"seed": sender.seed.hex(), "account": account_id, "nonce": nonce})
    sys.stdout.write(json.dumps({"senders": senders}))


if __name__ == "__main__":
    main(int(sys.argv[1]))

# SPDX-License-Identifier: Apache-2.0
"""A town with officers and recorders, in a process of its own beside a door.

Each line on stdin is a JSON object with `do`; each is answered by one line of JSON. Django must be
set up before this is imported.
"""

import base64
import json
import os
import shutil
import sys
from datetime import date, datetime, timedelta
from typing import Any

import structlog
from django.core.management import call_command
from django.db import connection

from mingjing.evidence import public
from mingjing.evidence.jobs import sweep_recordings, sweep_uploads
from mingjing.evidence.models import (
    Access,
    Alarm,
    Anchor,
    Device,
    Link,
    Progress,
    ReceivedFile,
    Recording,
)
from mingjing.evidence.queries import store
from mingjing.evidence.queries.links import links
from mingjing.evidence.types import KeyAlgorithm
from mingjing.kernel.clock import local_date, system_now
from mingjing.ledger.models import Entry
from mingjing.ledger.public import sequence, verifier_key
from mingjing.registry.public import NewAccount, actor_for, appoint, register_agency, system_actor


def set_up() -> dict[str, Any]:
    """Tables, one agency, two officers."""
    call_command("migrate", verbosity=0)
    now = system_now()
    agency = register_agency(actor=system_actor(), now=now, name="Agency", region="330100")
    accounts = {}
    for name, role in (("zhao", "officer"), ("wang", "officer"), ("wu", "administrator")):
        account = NewAccount(name, name.title(), agency, "330100", (role,), date(2026, 1, 1))
        accounts[name] = appoint(
            actor=system_actor(), now=now, account=account, password="a long pass phrase"
        )
    return accounts


def register(*, who: str, alg: str, spki: str, proof: str) -> dict[str, Any]:
    """A recorder and its tickets."""
    actor, now = actor_for(who, local_date(system_now())), system_now()
    made = public.register_device(
        actor=actor,
        now=now,
        device=public.NewDevice(
            KeyAlgorithm(alg), base64.b64decode(spki), "recorder", base64.b64decode(proof)
        ),
    )
    tickets = public.give_tickets(actor=actor, now=now, key=made.key)
    return {"tickets": [ticket.nonce for ticket in tickets]}


def revoke(*, who: str, key: str) -> dict[str, Any]:
    actor = actor_for(who, local_date(system_now()))
    public.revoke_device(actor=actor, now=system_now(), key=key, reason="lost")
    return {}


def expire(*, key: str) -> dict[str, Any]:
    """The key's last day was yesterday: past the guard, as no act does this."""
    yesterday = connection.ops.adapt_datetimefield_value(system_now() - timedelta(days=1))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE evidence_device SET until = %s WHERE key = %s", [yesterday, key])
    return {"devices": Device.objects.filter(key=key).count()}


def let_in(*, who: str, recording: str) -> dict[str, Any]:
    actor = actor_for(who, local_date(system_now()))
    text = public.issue_pass(
        actor=actor, now=system_now(), recording_id=recording, purpose="review"
    )
    return {"pass": text, "accesses": Access.objects.filter(recording_id=recording).count()}


def sweep(*, later: int = 0) -> dict[str, Any]:
    """The pulse's round, as if it were so many seconds later."""
    report = sweep_recordings(system_now() + timedelta(seconds=later))
    return {
        "completed": report.completed,
        "broken_off": report.broken_off,
        "anchored": report.anchored,
    }


def facts(*, recording: str) -> dict[str, Any]:
    """What stands in the tables of a recording."""
    row = Recording.objects.filter(recording_id=recording).first()
    if row is None:
        return {"state": None}
    progress = Progress.objects.get(recording_id=recording)
    held = Link.objects.filter(recording_id=recording).order_by("seq")
    entries = Entry.objects.filter(object_id=recording).order_by("id")
    return {
        "state": row.state,
        "held": progress.held,
        "highest": progress.highest,
        "bytes": progress.bytes,
        "head": progress.head,
        "links": list(held.values_list("seq", flat=True)),
        "digests": list(held.values_list("digest", flat=True)),
        "acts": list(entries.values_list("act", flat=True)),
        "alarms": Alarm.objects.filter(recording_id=recording).count(),
        "anchors": Anchor.objects.filter(recording_id=recording).count(),
        "root": row.root,
        "occasion": [row.occasion_kind, row.occasion_id],
        "broken_off_at": row.broken_off_at,
    }


def silence(*, recording: str, at: str) -> dict[str, Any]:
    """The recording was heard last at this instant."""
    heard = int(datetime.fromisoformat(at).timestamp() * 1000)
    Progress.objects.filter(recording_id=recording).update(heard=heard)
    return {}


def upload_pass(*, who: str, later: int = 0) -> dict[str, Any]:
    """A pass to upload, as if it had been issued so many seconds later."""
    now = system_now() + timedelta(seconds=later)
    text, _until = public.issue_upload_pass(actor=actor_for(who, local_date(now)), now=now)
    return {"pass": text}


def dock(*, name: str, recorders: list[str]) -> dict[str, Any]:
    """A dock of the agency, and its pass."""
    now = system_now()
    actor = actor_for("wu", local_date(now))
    made, text = public.register_dock(actor=actor, now=now, name=name, recorders=recorders)
    return {"dock": made.dock_id, "pass": text}


def end_dock(*, dock: str) -> dict[str, Any]:
    actor = actor_for("wu", local_date(system_now()))
    public.revoke_dock(actor=actor, now=system_now(), dock_id=dock, reason="broken")
    return {}


def source(*, who: str = "zhao", hours: int = 1, camera: str = "fixed_camera") -> dict[str, Any]:
    """A source that signs nothing, and its pass."""
    now = system_now()
    made, code = public.register_source(
        actor=actor_for(who, local_date(now)),
        now=now,
        source=public.NewSource("gate camera", camera, hours),
    )
    return {"key": made.key, "pass": code}


def pushed(*, key: str) -> dict[str, Any]:
    """The recordings of a source, oldest first, and what their headers say."""
    rows = Recording.objects.filter(device_id=key).order_by("opened_at", "recording_id")
    now = system_now()
    return {
        "recordings": [row.recording_id for row in rows],
        "said": [[json.loads(link.raw) for link in links(row)] for row in rows],
        "modes": [row.mode for row in rows],
        "sources": [row.source for row in rows],
        "seen": [str(public.recording(row.recording_id, now).source) for row in rows],
    }


def bundle(*, recording: str, target: str) -> dict[str, Any]:
    """The bundle of a recording, laid at a path, after the ledger has taken all in."""
    now = system_now()
    sequence(now)
    given = public.bundle_of(
        actor=actor_for("zhao", local_date(now)), now=now, recording_id=recording, purpose="court"
    )
    with given as path:
        shutil.copy(path, target)
    return {"vkey": verifier_key()}


def receipts(*, sha256: str) -> dict[str, Any]:
    """The receipts of a content, what the ledger says of them, and what the store holds."""
    rows = ReceivedFile.objects.filter(sha256=sha256).order_by("received_at", "file_id")
    acts = Entry.objects.filter(object_id__in=[row.file_id for row in rows])
    return {
        "rows": [
            [row.name, row.media, row.size, row.account_id or row.dock_id, row.recorder]
            for row in rows
        ],
        "ids": [row.file_id for row in rows],
        "acts": list(acts.order_by("id").values_list("act", flat=True)),
        "held": store.held_bytes(sha256),
    }


def sweep_files(*, later: int = 0) -> dict[str, Any]:
    """The pulse's round over uploads, as if it were so many seconds later."""
    received, ended = sweep_uploads(system_now() + timedelta(seconds=later))
    return {"received": received, "ended": ended}


DO = {
    "source": source,
    "pushed": pushed,
    "bundle": bundle,
    "upload_pass": upload_pass,
    "dock": dock,
    "end_dock": end_dock,
    "receipts": receipts,
    "sweep_files": sweep_files,
    "set_up": set_up,
    "register": register,
    "revoke": revoke,
    "expire": expire,
    "let_in": let_in,
    "sweep": sweep,
    "facts": facts,
    "silence": silence,
}


def main() -> None:
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    for line in sys.stdin:
        asked = json.loads(line)
        answer = DO[asked.pop("do")](**asked)  # type: ignore[operator]
        os.write(1, (json.dumps(answer) + "\n").encode())

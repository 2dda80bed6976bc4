# SPDX-License-Identifier: Apache-2.0
"""What the tests of custody share: people, a recording, terms that rooms above would say."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from tests.conftest import NOW
from tests.recorder import Recorder

from mingjing.evidence import public
from mingjing.evidence.public import Loan, Part, Words
from mingjing.evidence.types import KeptItem, KeptKind, KeptUntil, Occasion
from mingjing.evidence.types.received import Incoming, UploadPass
from mingjing.kernel.canonical import sha256_hex
from mingjing.kernel.clock import local_date
from mingjing.kernel.ids import new_id
from mingjing.ledger.models import Entry
from mingjing.registry.public import actor_for
from mingjing.registry.types import Actor

DUE = datetime(2027, 5, 24, 2, 0, tzinfo=UTC)
"""The day after the last one of the six months."""
VISIT = {"kind": "inspection_task", "id": "task_1"}
FILM = b"\x00\x00\x00\x18ftypmp42" + bytes(range(200))
WIRED: dict[str, KeptUntil] = {}
"""Terms of occasions, as a room above says them; a test fills it."""

Who = Callable[[str], Actor]


def visits(actor: Actor, now: datetime) -> tuple[Occasion, ...]:
    """Everybody's one visit."""
    return (Occasion("inspection_task", "task_1", "Shop", "", actor.agency_id, actor.region),)


def terms(ids: Collection[str]) -> dict[str, KeptUntil]:
    """What is wired for visits."""
    return {one: WIRED[one] for one in ids if one in WIRED}


MAKERS = (visits,)
TERMS = (("inspection_task", terms),)


def person(name: str) -> Actor:
    return actor_for(name, local_date(NOW))


def acts_on(object_id: str) -> list[str]:
    rows = Entry.objects.filter(object_id=object_id).order_by("id")
    return list(rows.values_list("act", flat=True))


@dataclass
class Keeping:
    """Something kept and what is done with it."""

    item: KeptItem
    home: Path

    @property
    def id(self) -> str:
        return self.item.id

    def put(self, who: str, name: str, reason: str = "used in the case") -> None:
        public.put_category(actor=person(who), now=NOW, item=self.item, name=name, reason=reason)

    def hold(self, who: str = "qian", reason: str = "a court asked", now: datetime = NOW) -> str:
        return public.place_hold(actor=person(who), now=now, item=self.item, reason=reason)

    def propose(
        self, who: str = "qian", reason: str = "nobody needs it", at: datetime = DUE
    ) -> None:
        public.propose_deletion(actor=person(who), now=at, item=self.item, reason=reason)

    def delete(self, who: str = "sun", reason: str = "agreed", at: datetime = DUE) -> None:
        public.delete_kept(actor=person(who), now=at, item=self.item, reason=reason)

    def bodies(self) -> int:
        return len(list((self.home / "evidence" / "files").glob("*/*")))


@dataclass
class Custody(Keeping):
    """One complete recording of Zhao's and what is done with it."""

    recorder: Recorder

    def note(self, who: str = "zhao", begin: int = 0, end: int = 1000, text: str = "牌照") -> str:
        words = Words(begin, end, text)
        return public.add_note(actor=person(who), now=NOW, recording_id=self.id, words=words)

    def share(
        self,
        who: str = "sun",
        until: datetime = datetime(2026, 12, 1, tzinfo=UTC),
        part: Part | None = None,
        recipient: str = "People's Court",
        purpose: str = "trial",
    ) -> str:
        loan = Loan(recipient, purpose, until, part)
        return public.share_recording(actor=person(who), now=NOW, recording_id=self.id, loan=loan)

    def bodies(self) -> int:
        folder = self.home / "evidence" / "recordings" / self.id
        return len([one for one in folder.iterdir() if one.name != "chain.jsonl"])


def received_file(
    home: Path, content: bytes = FILM, name: str = "0001.mp4", now: datetime = NOW
) -> Keeping:
    """A file that Zhao sent for the visit."""
    folder = home / "sent"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / new_id("sent")
    path.write_bytes(content)
    zhao = person("zhao")
    sender = UploadPass(zhao.account_id, zhao.agency_id, zhao.region, "inspection_task/task_1")
    incoming = Incoming(new_id("upload"), path, sha256_hex(content), name, sender)
    return Keeping(KeptItem(KeptKind.FILE, public.receive(incoming, now).file_id), home)


def last_day() -> date:
    return date(2027, 5, 23)

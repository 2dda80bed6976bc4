# SPDX-License-Identifier: Apache-2.0
"""What the tests of custody share: people, a recording, terms that rooms above would say."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from tests.conftest import NOW
from tests.recorder import Recorder

from mingjing.evidence import public
from mingjing.evidence.public import Loan, Part, Words
from mingjing.evidence.types import KeptUntil, Occasion
from mingjing.kernel.clock import local_date
from mingjing.ledger.models import Entry
from mingjing.registry.public import actor_for
from mingjing.registry.types import Actor

DUE = datetime(2027, 5, 24, 2, 0, tzinfo=UTC)
"""The day after the last one of the six months."""
VISIT = {"kind": "inspection_task", "id": "task_1"}
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
class Custody:
    """One complete recording of Zhao's and what is done with it."""

    recorder: Recorder
    home: Path
    done: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        return self.recorder.id

    def note(self, who: str = "zhao", begin: int = 0, end: int = 1000, text: str = "牌照") -> str:
        words = Words(begin, end, text)
        return public.add_note(actor=person(who), now=NOW, recording_id=self.id, words=words)

    def put(self, who: str, name: str, reason: str = "used in the case") -> None:
        public.put_category(
            actor=person(who), now=NOW, recording_id=self.id, name=name, reason=reason
        )

    def hold(self, who: str = "qian", reason: str = "a court asked", now: datetime = NOW) -> str:
        return public.place_hold(actor=person(who), now=now, recording_id=self.id, reason=reason)

    def propose(
        self, who: str = "qian", reason: str = "nobody needs it", at: datetime = DUE
    ) -> None:
        public.propose_deletion(actor=person(who), now=at, recording_id=self.id, reason=reason)

    def delete(self, who: str = "sun", reason: str = "agreed", at: datetime = DUE) -> None:
        public.delete_recording(actor=person(who), now=at, recording_id=self.id, reason=reason)

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


def last_day() -> date:
    return date(2027, 5, 23)

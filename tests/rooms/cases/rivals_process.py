# SPDX-License-Identifier: Apache-2.0
"""A town whose people act at once: each is a process of its own, all start at one signal.

Lines on stdin: `set-up`, then the name of a scene; each is answered by one line of JSON with what
the fifty met and what stands in the tables after. Django must be set up before this is imported.
"""

import os
import re
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from django.core.management import call_command
from django.db import connection
from tests.rivals import Work, rivals, tell
from tests.rooms.cases.bureau import SHOP, Bureau, a_case, a_checked_clue, filing, make_bureau
from tests.rooms.cases.course import BASIS, REMEDIES, Course, fine

from mingjing.cases import public
from mingjing.cases.acts.projecting import clocks_of
from mingjing.cases.models import Case, CaseStep, Document, HeldThing, Serial
from mingjing.cases.queries.files import file_of
from mingjing.cases.queries.law import LawOn
from mingjing.cases.rules.measures import held
from mingjing.cases.rules.stages import stage_of
from mingjing.cases.types import codes as c
from mingjing.cases.types import steps as s
from mingjing.ledger.models import Entry
from mingjing.registry.public import system_actor

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
WRITERS = 50
_ISSUED = "case.document_issued"
_NUMBER = re.compile(r"^临江市市场监督管理局(.+〔\d+〕)(\d+)号$")


def at_once(work: Work) -> dict[str, int]:
    """Fifty processes do the work at one signal; how often each end was met."""
    return rivals(work, WRITERS)


def ready_to_decide(bureau: Bureau) -> Course:
    """A case in which everything has come that comes before the decision."""
    small = fine(2_000)
    course = Course(bureau, a_case(bureau, distinct_reason="另一行为"))
    return course.prove().report(small).notify(small).speak().answer()


def decide(bureau: Bureau) -> dict[str, Any]:
    """All decide one case; half of them say which version they saw."""
    course = ready_to_decide(bureau)
    seen = Case.objects.get(case_id=course.case_id).version
    made = s.DecisionMade(
        fine(2_000),
        "事实",
        "理由",
        BASIS,
        "十五日内缴纳",
        REMEDIES,
        course.today,
        correction="改正",
    )

    def work(number: int) -> object:
        head = replace(bureau.sun, account_id=f"account_head_{number}")
        version = seen if number % 2 else None
        return public.decide(
            actor=head, now=NOW, case_id=course.case_id, decision=made, version=version
        )

    met = at_once(work)
    made_steps = CaseStep.objects.filter(case_id=course.case_id, act="case.decided").count()
    return {"met": met, "decisions": made_steps}


def evidence(number: int, officers: tuple[str, ...]) -> s.EvidenceAdded:
    return s.EvidenceAdded(
        f"w{number}", c.EvidenceKind.DOCUMENT, "书证", NOW.date(), c.EvidenceSource.OFFICER,
        officers, (c.FactElement.ACT,), kept_at="案卷",
    )  # fmt: skip


def one_case(bureau: Bureau) -> dict[str, Any]:
    """All add evidence to one case, none says a version: all must be kept."""
    case_id = a_case(bureau, distinct_reason="另一行为")
    met = at_once(
        lambda number: public.add_evidence(
            actor=bureau.zhao, now=NOW, case_id=case_id, evidence=evidence(number, bureau.officers)
        )
    )
    kept = {
        step.payload["evidence_id"] for step in CaseStep.objects.filter(case=case_id, seq__gt=1)
    }
    return {"met": met, "kept": len(kept)}


def many_cases(bureau: Bureau) -> dict[str, Any]:
    """All write, in ten cases."""
    ids = [a_case(bureau, distinct_reason="另一行为") for _ in range(10)]
    met = at_once(
        lambda number: public.add_evidence(
            actor=bureau.chen, now=NOW, case_id=ids[number % 10],
            evidence=evidence(number, bureau.officers),
        )
    )  # fmt: skip
    return {"met": met, "versions": [Case.objects.get(case_id=one).version for one in ids]}


def file(bureau: Bureau) -> dict[str, Any]:
    """All file, each a clue of its own, of the same party."""
    clues = [a_checked_clue(bureau) for _ in range(WRITERS)]
    return {"met": at_once(lambda number: _file(bureau, clues[number]))}


def _file(bureau: Bureau, clue_id: str, act_id: str = "") -> str:
    filed = filing(bureau, clue_id, distinct_reason="另一行为", act_id=act_id)
    return public.file_case(actor=bureau.sun, now=NOW, filed=filed, party=SHOP)


def one_clue(bureau: Bureau) -> dict[str, Any]:
    """All file the same clue."""
    clue_id = a_checked_clue(bureau)
    met = at_once(lambda number: _file(bureau, clue_id))
    return {"met": met, "cases": Case.objects.filter(clue_id=clue_id).count()}


def one_act(bureau: Bureau) -> dict[str, Any]:
    """All file the same unlawful act, whose earlier case was closed without a fine."""
    course = Course(bureau, a_case(bureau, distinct_reason="另一行为")).prove()
    act_id = Case.objects.get(case_id=course.case_id).unlawful_act_id
    course.close(c.ClosingGround.DISMISSED)
    clues = [a_checked_clue(bureau) for _ in range(WRITERS)]
    met = at_once(lambda number: _file(bureau, clues[number], act_id))
    return {"met": met, "open": Case.objects.filter(unlawful_act=act_id, is_open=True).count()}


def documents(bureau: Bureau) -> dict[str, Any]:
    """All make a document, each of a case of its own."""
    ids = [a_case(bureau, distinct_reason="另一行为") for _ in range(WRITERS)]
    before = Document.objects.count()
    met = at_once(
        lambda number: public.issue_document(
            actor=bureau.zhao, now=NOW, case_id=ids[number], form_id="filing_approval", seq=1
        )
    )
    return {"met": met, "made": Document.objects.count() - before}


def hold(bureau: Bureau) -> dict[str, Any]:
    """All preserve the same two things of one party, every other one in the other order."""
    ids = [a_case(bureau, distinct_reason="另一行为") for _ in range(WRITERS)]
    for one in ids:
        given = s.ApprovalGiven(c.ApprovalSubject.PRESERVATION, "可能灭失")
        public.approve_beforehand(actor=bureau.sun, now=NOW, case_id=one, approval=given)
    things = (s.Item("冰柜", "1", "冰柜A"), s.Item("账本", "1", "账本B"))

    def work(number: int) -> object:
        kept = s.PreservationOrdered(
            "p1", things if number % 2 else things[::-1], "可能灭失", bureau.officers, True,
            bureau.sun.account_id, NOW.date(), c.Signature.SIGNED,
        )  # fmt: skip
        return public.take_step(actor=bureau.zhao, now=NOW, case_id=ids[number], payload=kept)

    return {"met": at_once(work), "held": HeldThing.objects.count()}


SCENES: dict[str, Callable[[Bureau], dict[str, Any]]] = {
    one.__name__: one
    for one in (decide, one_case, many_cases, file, one_clue, one_act, documents, hold)
}


def whole_case(bureau: Bureau) -> None:
    """A case from clue to service, and a document of it."""
    course = ready_to_decide(bureau)
    course.decide(fine(2_000)).serve()
    _paper(bureau, course.case_id, "filing_approval", 1)


def papers(bureau: Bureau) -> None:
    """A case and documents of it in two series."""
    case_id = a_case(bureau, distinct_reason="另一行为")
    _paper(bureau, case_id, "filing_approval", 1)
    public.add_evidence(
        actor=bureau.zhao, now=NOW, case_id=case_id, evidence=evidence(1, bureau.officers)
    )
    _paper(bureau, case_id, "evidence_list", 0)


def _paper(bureau: Bureau, case_id: str, form_id: str, seq: int) -> str:
    return public.issue_document(
        actor=bureau.zhao, now=NOW, case_id=case_id, form_id=form_id, seq=seq
    )


FIRST = 0.2
"""About how long the first act takes, with the opening of the database. Units: seconds."""
PATIENCE = 60
"""How long a victim that does nothing is waited for; the test then tells. Units: seconds."""
LIVES: dict[str, Callable[[Bureau], None]] = {"victim": whole_case, "printer": papers}


def victim(
    bureau: Bureau, life: Callable[[Bureau], None], acts: int, share: float
) -> dict[str, Any]:
    """One process works in a loop; it is killed when so many acts are done, within the next.

    The share is of the time that an act takes here and now: a busy machine shifts nothing.
    """
    before, made = Entry.objects.count(), Document.objects.count()
    connection.close()
    pid = os.fork()
    if pid == 0:
        while True:
            life(bureau)
    begun = time.monotonic()
    while Entry.objects.count() < before + acts and time.monotonic() < begun + PATIENCE:
        time.sleep(0.002)
    pace = (time.monotonic() - begun) / acts if acts else FIRST
    time.sleep(share * pace)  # the instant of the kill is what is tested
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return {
        "entries": Entry.objects.count() - before,
        "documents": Document.objects.count() - made,
    }


def derived() -> bool:
    """Whether head, officers, clocks and held things of every case are those of its steps."""
    for row in Case.objects.select_related("party"):
        file = file_of(row)
        law = LawOn(file.steps[-1].at, row.region, row.field)
        clocks = {(one.deadline_id, one.about, one.due.on) for one in clocks_of(file, law)}
        if (
            row.stage != stage_of(file).value
            or set(row.officers.values_list("officer_id", flat=True)) != set(file.officers)
            or set(row.clocks.values_list("deadline_id", "about", "due_on")) != clocks
            or row.held.count() != len(held(file))
        ):
            return False
    return True


def books() -> dict[str, Any]:
    """What must agree at any time: steps, entries, versions, running numbers, replays."""
    steps = Counter(CaseStep.objects.values_list("case_id", flat=True))
    entries = Counter(Entry.objects.filter(kind="case").values_list("object_id", flat=True))
    versions = dict(Case.objects.values_list("case_id", "version"))
    numbers = [*Case.objects.values_list("number", flat=True)]
    made = dict(Document.objects.values_list("document_id", "digest"))
    proven = dict(Entry.objects.filter(act=_ISSUED).values_list("object_id", "digest"))
    return {
        "agree": steps == entries == Counter(versions) and made == proven,
        "gaps": _gaps([*numbers, *Document.objects.values_list("number", flat=True)]),
        "derived": derived(),
        "clean": all(report.is_clean for report in public.replay_all()),
    }


def _gaps(numbers: list[str]) -> list[str]:
    """Series in which a number is missing between one and the last that was taken."""
    found: dict[str, list[int]] = {}
    for one in numbers:
        series, serial = _NUMBER.findall(one)[0]
        found.setdefault(series, []).append(int(serial))
    taken = {f"{row.series}〔{row.year}〕": row.last for row in Serial.objects.all()}
    return sorted(
        series
        for series, last in taken.items()
        if sorted(found.get(series, [])) != list(range(1, last + 1))
    )


def main() -> None:
    bureau: Bureau | None = None
    for line in sys.stdin:
        word = line.strip()
        if word == "set-up":
            call_command("migrate", verbosity=0)
            bureau = make_bureau(system_actor(), NOW)
            tell({"ready": True})
        elif word == "books":
            tell(books())
        elif bureau is not None and word.split()[0] in LIVES:
            name, acts, share = word.split()
            tell(victim(bureau, LIVES[name], int(acts), float(share)))
        elif bureau is not None:
            begun = time.monotonic()
            tell(SCENES[word](bureau) | {"seconds": round(time.monotonic() - begun, 1)})

# SPDX-License-Identifier: Apache-2.0
"""The desk (办案台): a case locked for one act, with its file, the law of the day, and who acts.

An act opens the desk, asks permission, takes its step, and records it. The desk asks the gates
and writes the step with everything that is derived from it, in the act's own transaction.
"""

from dataclasses import dataclass
from datetime import datetime

from mingjing.cases.acts.papering import hand_over
from mingjing.cases.acts.projecting import project
from mingjing.cases.models import Case, CaseStep
from mingjing.cases.queries.around import person_of
from mingjing.cases.queries.files import case_row, file_of
from mingjing.cases.queries.law import LawOn
from mingjing.cases.queries.naming import named
from mingjing.cases.queries.surroundings import surroundings_of
from mingjing.cases.rules.asking import rules_asked
from mingjing.cases.rules.codec import to_json
from mingjing.cases.rules.course import demand_in_turn, demand_lawful
from mingjing.cases.rules.receipts import receipt_of
from mingjing.cases.rules.situation import Situation
from mingjing.cases.rules.table import step_rules
from mingjing.cases.types.casefile import CaseFile, Step
from mingjing.cases.types.refusals import CaseMoved
from mingjing.cases.types.steps import Payload
from mingjing.kernel.canonical import digest
from mingjing.kernel.errors import PlatformError
from mingjing.kernel.ids import new_nonce
from mingjing.registry.types import Actor, Thing


@dataclass(slots=True)
class Desk:
    """A case on the table: locked head, file, law in force, actor."""

    row: Case
    file: CaseFile
    law: LawOn
    actor: Actor
    now: datetime

    @property
    def thing(self) -> Thing:
        """The case as permission sees it."""
        return Thing(self.row.agency_id, self.row.region)

    def take(self, payload: Payload) -> "Taken":
        """Ask the gates and write the step.

        Raises: what `rules.course.demand_lawful` and the step's gates raise.
        """
        rule = step_rules()[type(payload)]
        person = person_of(self.actor)
        demand_in_turn(rule, Situation(self.file, self.law, person))
        around = surroundings_of(self.row, self.file, payload, law=self.law, actor=self.actor)
        situation = Situation(self.file, self.law, person, around)
        try:
            with named(), rules_asked() as asked:
                demand_lawful(rule, situation, payload)
        except PlatformError as refusal:
            refusal.detail.setdefault("act", payload.act)  # names its field as the form does
            raise
        taken = self._write(payload, receipt_of(rule, around, self.law.used.values(), asked))
        hand_over(around.papers, taken.step.seq)
        self.file = self.file.with_step(taken.step)
        project(self.row, self.file, self.law)
        return taken

    def _write(self, payload: Payload, receipt: dict[str, object]) -> "Taken":
        seq = self.row.version + 1
        body = to_json(payload)
        nonce = new_nonce()
        entry = {"case_id": self.row.case_id, "seq": seq, "step": body, "nonce": nonce}
        officer = self.actor.officer_id or ""
        if self.row._state.adding:
            self.row.save(force_insert=True)
        CaseStep.objects.create(
            case=self.row,
            seq=seq,
            act=payload.act,
            at=self.now,
            account_id=self.actor.account_id,
            officer_id=officer,
            payload=body,
            receipt=receipt,
            nonce=nonce,
            digest=digest(entry),
        )
        self.row.version = seq
        step = Step(seq, self.now, self.actor.account_id, officer, payload)
        return Taken(step, entry)


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken, and what its ledger entry is a digest of."""

    step: Step
    entry: dict[str, object]


def open_desk(case_id: str, *, actor: Actor, now: datetime, version: int | None = None) -> Desk:
    """Lock a case for an act.

    :param version: the number of steps that the actor has seen; None does not ask.

    Raises: UnknownCase, CaseMoved when somebody else took a step meanwhile.
    """
    row = case_row(case_id, lock=True)
    if version is not None and version != row.version:
        raise CaseMoved(found=row.version, expected=version)
    return Desk(row, file_of(row), LawOn(now, row.region, row.field), actor, now)

# SPDX-License-Identifier: Apache-2.0
"""What a file leaves open when it is archived (归档时尚未办结的事项)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mingjing.cases.rules.publication import open_publications
from mingjing.cases.rules.situation import LawInForce
from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.steps import Archived, DecisionPublished, Payload, PublicationWithdrawn
from mingjing.kernel.errors import Language
from mingjing.registry.public import deadlines


@dataclass(frozen=True, slots=True)
class OpenDuty:
    """A duty that archiving does not end (未了事项): by when, by which article, which step does it.

    :ivar is_over: its last day is past.
    """

    name: str
    due_on: date
    is_over: bool
    article: str
    slug: str
    step: str


def open_duties(
    kind: type[Payload], file: CaseFile, law: LawInForce, language: Language
) -> tuple[OpenDuty, ...]:
    """For the form of archiving: what must still be published or taken down.

    Law: APL-047, APL-048, TS-3, 行政处罚法 §47, §48: publication is none of the six stages of the
    record, its term runs on after the file is archived; so the form tells and does not refuse.
    """
    return tuple(_open(file, law, language)) if kind is Archived else ()


def _open(file: CaseFile, law: LawInForce, language: Language) -> Iterator[OpenDuty]:
    known = {one.deadline_id: one for one in deadlines()}
    for clock in open_publications(file, law):
        said = known[clock.deadline_id]
        step = PublicationWithdrawn if clock.deadline_id == "DL-08" else DecisionPublished
        yield OpenDuty(
            name=said.label(language),
            due_on=clock.due.on,
            is_over=clock.due.is_over(law.today),
            article=law.limit(said.limit).article,
            slug=step.act.partition(".")[2],
            step=step.label(language),
        )

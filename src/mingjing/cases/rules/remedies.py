# SPDX-License-Identifier: Apache-2.0
"""Remedies of the party and the window of the court (救济与申请法院强制执行期限)."""

from dataclasses import dataclass
from datetime import date

from mingjing.cases.rules.dates import demand_between, far_due
from mingjing.cases.rules.owed import deferred_until, received_on
from mingjing.cases.rules.situation import LawInForce, Situation
from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.codes import Procedure, RemedyKind, RemedyResult
from mingjing.cases.types.refusals import (
    AlreadyDone,
    FieldWrong,
    NothingToDo,
    ObjectUnknown,
    ReviewFirst,
)
from mingjing.cases.types.steps import RemedyClosed, RemedyOpened
from mingjing.kernel.terms import Due


def open_remedies(file: CaseFile) -> tuple[RemedyOpened, ...]:
    """Remedies that have not ended."""
    closed = {one.remedy_id for one in file.all(RemedyClosed)}
    return tuple(one for one in file.all(RemedyOpened) if one.remedy_id not in closed)


def is_stayed(file: CaseFile) -> bool:
    """Whether a running remedy stays execution; by itself none does.

    Law: APL-073, 行政处罚法 §73; REM-4, 行政复议法 §42.
    """
    return any(one.is_stayed for one in open_remedies(file))


def remedy_period(file: CaseFile, law: LawInForce) -> Due | None:
    """The last day on which the party may seek a remedy; None while one runs or nothing is served.

    Nobody applied: six months for the suit; for a decision on the spot, where reconsideration
    comes first, sixty days. After a review decision fifteen days for the suit. After a suit, or
    what the party took back, what is left of it.

    Law: ACL-053, 行政强制法 §53; REM-1, REM-2, ARL-023, 行政复议法 §20, §23; 行政诉讼法 §45, §46.
    """
    start = received_on(file)
    if start is None or open_remedies(file):
        return None
    first = _untouched(file, law, start)
    closed = file.last(RemedyClosed)
    if closed is None:
        return first
    kind = {one.remedy_id: one.kind for one in file.all(RemedyOpened)}[closed.remedy_id]
    if closed.result is RemedyResult.WITHDRAWN:
        return first if first.on >= closed.on else _ended(closed.on)
    if kind is RemedyKind.RECONSIDERATION:
        term = law.limit("remedy.suit_after_review_days").term
        return far_due(closed.on, term, law.calendar)
    return _ended(closed.on)


def _untouched(file: CaseFile, law: LawInForce, start: date) -> Due:
    is_simple = file.procedure is Procedure.SIMPLE
    name = "remedy.reconsideration_days" if is_simple else "remedy.suit_months"
    return far_due(start, law.limit(name).term, law.calendar)


def _ended(on: date) -> Due:
    return Due(on, is_provisional=False, reasons=())


def are_remedies_over(file: CaseFile, law: LawInForce, on: date) -> bool:
    """Whether the party can seek no remedy any more on a day, and none runs."""
    last = remedy_period(file, law)
    return last is not None and last.is_over(on)


@dataclass(frozen=True, slots=True)
class CourtWindow:
    """When the court can be asked (申请法院强制执行期限): after `opens_after`, to `last`."""

    opens_after: Due
    last: Due


def court_window(file: CaseFile, law: LawInForce) -> CourtWindow | None:
    """Three months from the end of the remedy period, or of a deferral that ends later.

    Law: ACL-053, 行政强制法 §53; APL-072, 行政处罚法 §72(2).
    """
    end = remedy_period(file, law)
    if end is None:
        return None
    deferred = deferred_until(file)
    start = end if deferred is None or deferred <= end.on else _ended(deferred)
    term = law.limit("coercion.court_months").term
    return CourtWindow(start, far_due(start.on, term, law.calendar))


def demand_remedy_lawful(situation: Situation, opened: RemedyOpened) -> None:
    """It has an id of its own, an organ, a day after receipt; the like does not run already.

    Whether the party was in time the organ decides, not the agency.

    Law: REM-1, REM-2, ARL-023, 行政复议法 §20, §23; 行政诉讼法 §45, §46.
    Raises: NothingToDo, AlreadyDone, FieldWrong, DateImpossible, ReviewFirst.
    """
    file = situation.file
    known = {one.remedy_id for one in file.all(RemedyOpened)}
    running = {one.kind for one in open_remedies(file)}
    if not opened.remedy_id.strip() or opened.remedy_id in known or opened.kind in running:
        raise AlreadyDone(step=RemedyOpened, about=opened.remedy_id)
    if not opened.organ.strip():
        raise FieldWrong(field="organ", zh_reason="应当写明受理机关", en_reason="it is empty")
    earliest = received_on(file) or opened.on
    demand_between("on", opened.on, earliest, situation.law.today)
    is_first_missing = file.procedure is Procedure.SIMPLE and not _was_reviewed(file)
    if opened.kind is RemedyKind.SUIT and is_first_missing:
        raise ReviewFirst


def _was_reviewed(file: CaseFile) -> bool:
    kinds = {one.remedy_id: one.kind for one in file.all(RemedyOpened)}
    return any(
        kinds[one.remedy_id] is RemedyKind.RECONSIDERATION
        and one.result is not RemedyResult.WITHDRAWN
        for one in file.all(RemedyClosed)
    )


def demand_remedy_runs(situation: Situation) -> None:
    """A remedy runs.

    Law: APL-073, 行政处罚法 §73.
    Raises: NothingToDo.
    """
    if not open_remedies(situation.file):
        raise NothingToDo(what=RemedyOpened)


def demand_remedy_open(situation: Situation, closed: RemedyClosed) -> None:
    """The remedy was opened and not closed, and the result has its document.

    Law: APL-073, 行政处罚法 §73.
    Raises: ObjectUnknown, AlreadyDone, FieldWrong, DateImpossible.
    """
    file = situation.file
    opened = {one.remedy_id: one for one in file.all(RemedyOpened)}
    if closed.remedy_id not in opened:
        raise ObjectUnknown(what=closed.remedy_id)
    if closed.remedy_id in {one.remedy_id for one in file.all(RemedyClosed)}:
        raise AlreadyDone(step=RemedyClosed, about=closed.remedy_id)
    if not closed.document_no.strip():
        raise FieldWrong(field="document_no", zh_reason="应当填写文书号", en_reason="it is empty")
    demand_between("on", closed.on, opened[closed.remedy_id].on, situation.law.today)

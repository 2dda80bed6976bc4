# SPDX-License-Identifier: Apache-2.0
"""What is on the desks today (在办案件): clues and open cases at every stage, near and overdue.

An open case is a history that has not ended yet: it begins so many days before the day of loading
that it stands where the branch stands on that day. Some lie too long, so that terms are over.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from mingjing.cases.types.steps import HearingRequested, Proposal, Suspended
from mingjing.entry.linjiang import moves, proposing
from mingjing.entry.linjiang.benchmarks import ORDINARY, SLIGHT
from mingjing.entry.linjiang.branches import (
    Branch,
    after,
    anything,
    may_seal,
    measures,
    ordinary_is_large,
)
from mingjing.entry.linjiang.city import City
from mingjing.entry.linjiang.history import Chapter, casting
from mingjing.entry.linjiang.player import Cast, Play
from mingjing.entry.linjiang.town import MAIN, Bureau

Fits = Callable[[Cast], bool]


def clue_open(play: Play) -> None:
    """A clue that nobody has checked yet."""
    play.take_clue(is_named=bool(play.cast.dice("named", 2)))


def clue_checked(play: Play) -> None:
    """A clue that was checked; filing is proposed to the head."""
    clue_id = play.take_clue()
    play.wait(2).check_clue(clue_id)


def filed_only(play: Play) -> None:
    """Filed, and nothing done since."""
    play.file()


def investigated(play: Play) -> None:
    """Evidence is there; the report waits."""
    play.file()
    moves.investigate(play)


def waits_for_review(play: Play) -> None:
    """Reported; the fine is large, so the reviewer must look."""
    play.file()
    moves.investigate(play)
    play.wait(2)
    moves.report(play, proposing.fine(play.cast, ORDINARY))


def waits_for_notice(play: Play) -> None:
    """Reported with a small fine; the notice waits."""
    play.file()
    moves.investigate(play)
    play.wait(2)
    moves.report(play, proposing.mild(play.cast))


def told(play: Play) -> None:
    """Told, with the code of the party's page; the party's time to speak runs."""
    _told(play, proposing.fine(play.cast, SLIGHT))
    play.give_access()


def spoken(play: Play) -> None:
    """The party has spoken; its statement waits to be reviewed."""
    _told(play, proposing.fine(play.cast, SLIGHT))
    moves.speak(play)


def wants_hearing(play: Play) -> None:
    """The party has asked for a hearing; it waits to be scheduled."""
    _told(play, proposing.fine(play.cast, ORDINARY))
    play.wait(1)
    play.do(play.party, HearingRequested(play.today, is_online=True))


def waits_for_decision(play: Play) -> None:
    """The party was heard; the head must decide."""
    _told(play, proposing.fine(play.cast, SLIGHT))
    moves.speak(play)
    moves.answer(play)


def waits_for_service(play: Play) -> None:
    """Decided; the decision must be served in seven working days."""
    proposal = proposing.fine(play.cast, SLIGHT)
    _told(play, proposal)
    moves.silence(play)
    moves.decide(play, proposal)


def unpaid(play: Play) -> None:
    """Served; the fine is owed."""
    play.file()
    moves.to_decision(play, proposing.fine(play.cast, SLIGHT))


def paid(play: Play) -> None:
    """Paid; the case can be closed."""
    unpaid(play)
    play.wait(3)
    moves.pay_all(play)


def demanded(play: Play) -> None:
    """Demanded; the ten working days run."""
    unpaid(play)
    after.demand(play)


def holds_evidence(play: Play) -> None:
    """Evidence is preserved; seven working days run."""
    play.file()
    measures.preserve(play)


def holds_goods(play: Play) -> None:
    """Goods are sealed; thirty days run."""
    play.file()
    measures.seal(play)


def stands_still(play: Play) -> None:
    """The case is suspended."""
    play.file()
    play.wait(3)
    play.do(play.staff("head"), Suspended("等待检验机构的补充结论", "处罚程序规定", play.today))


def closed(play: Play) -> None:
    """Closed; the file waits for the archive."""
    paid(play)
    moves.close(play)


def _told(play: Play, proposal: Proposal) -> None:
    play.file()
    moves.investigate(play)
    play.wait(2)
    moves.report(play, proposal)
    moves.review_if_due(play, proposal)
    play.wait(1)
    moves.notify(play, proposal)


_NOW: tuple[tuple[str, Callable[[Play], None], Fits, tuple[int, ...]], ...] = (
    ("clue to be checked", clue_open, anything, (1, 2, 4, 9, 17, 25)),
    ("clue checked", clue_checked, anything, (5, 6, 8, 14)),
    ("filed", filed_only, anything, (9, 12, 40)),
    ("investigated", investigated, anything, (18, 60, 96, 112)),
    ("review waits", waits_for_review, ordinary_is_large, (22, 30)),
    ("notice waits", waits_for_notice, anything, (23,)),
    ("party's time runs", told, anything, (24, 26)),
    ("statement waits", spoken, anything, (28, 34)),
    ("hearing wanted", wants_hearing, ordinary_is_large, (26, 29)),
    ("decision waits", waits_for_decision, anything, (36, 88, 110)),
    ("service waits", waits_for_service, anything, (38, 55)),
    ("unpaid", unpaid, anything, (45, 52, 70)),
    ("paid", paid, anything, (60,)),
    ("demanded", demanded, anything, (80, 95)),
    ("evidence held", holds_evidence, anything, (9, 16, 24)),
    ("goods held", holds_goods, may_seal, (14, 36)),
    ("suspended", stands_still, anything, (50,)),
    ("closed", closed, anything, (75, 82)),
)


def chapters_now(city: City, bureaus: Mapping[str, Bureau], today: date) -> Iterator[Chapter]:
    """What is open today; most of it is of the main department."""
    for place, (name, play, fits, ages) in enumerate(_NOW, 1):
        for n, age in enumerate(ages, 1):
            reference = f"LJ-N{place:02d}-{n:03d}"

            def of_main(cast: Cast, fits: Fits = fits) -> bool:
                return fits(cast) and cast.bureau.key == MAIN

            branch = Branch(name, name, 1, age, play, of_main if n % 4 else fits)
            cast = casting(city, bureaus, reference, branch)
            yield Chapter(branch, cast, today - timedelta(days=age))

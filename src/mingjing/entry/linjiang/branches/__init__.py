# SPDX-License-Identifier: Apache-2.0
"""The branches of the procedure (案件走向): what each is called, how often, and of what cases."""

from collections.abc import Callable
from dataclasses import dataclass

from mingjing.cases.types.codes import PartyKind
from mingjing.entry.linjiang import benchmarks
from mingjing.entry.linjiang.branches import after, measures, plain, voices
from mingjing.entry.linjiang.player import Cast, Play

Fits = Callable[[Cast], bool]
_CITIZEN_FROM, _ORGANISATION_FROM = 10_000, 100_000  # yuan; only to choose parties, no gate


def anything(cast: Cast) -> bool:
    """Any party, any kind."""
    return True


def warns(cast: Cast) -> bool:
    """The article begins with a warning."""
    return cast.violation.may_warn


def on_street(cast: Cast) -> bool:
    """Small enough for the simple procedure."""
    return cast.violation.may_warn or cast.violation.code.endswith("SC-06")


def with_prices(cast: Cast) -> bool:
    """The lowest fine is under a hundred yuan."""
    return cast.violation.mild[0] < _SMALL and not cast.violation.may_warn


_SMALL = 100


def _threshold(cast: Cast) -> int:
    is_organisation = cast.party.kind is PartyKind.ORGANISATION
    return _ORGANISATION_FROM if is_organisation else _CITIZEN_FROM


def ordinary_is_large(cast: Cast) -> bool:
    """Every fine for ordinary circumstances gives a right to a hearing."""
    return benchmarks.ranges(cast.violation)[benchmarks.ORDINARY][0] >= _threshold(cast)


def serious_large(cast: Cast) -> bool:
    """Every fine for serious circumstances gives a right to a hearing."""
    return benchmarks.ranges(cast.violation)[benchmarks.SERIOUS][0] >= _threshold(cast)


def of_main(cast: Cast) -> bool:
    """Of the department that has more than two officers with accounts."""
    return len(cast.bureau.handlers) > 2


def may_seal(cast: Cast) -> bool:
    """A law of the field lets the department seal."""
    return cast.bureau.field in measures.FIELDS


@dataclass(frozen=True, slots=True)
class Branch:
    """One branch: its name, how many cases take it, how many days it may last at most."""

    zh: str
    en: str
    count: int
    days: int
    play: Callable[[Play], None]
    fits: Fits = anything


BRANCHES: tuple[Branch, ...] = (
    Branch("当场处罚", "decided on the spot", 34, 60, plain.on_the_spot, on_street),
    Branch("当场收缴并上缴", "collected on the spot", 8, 60, plain.collected, with_prices),
    Branch("按期缴清", "paid in time", 56, 120, plain.paid_in_time),
    Branch("逾期加处罚款", "paid late with surcharge", 26, 180, plain.paid_late),
    Branch("分期缴纳", "paid in instalments", 12, 180, plain.in_parts),
    Branch("警告", "warned", 24, 110, plain.warned, warns),
    Branch("采纳陈述从轻", "statement adopted, lower fine", 20, 120, voices.statement_adopted),
    Branch("举行听证", "hearing held", 14, 150, voices.hearing_held, ordinary_is_large),
    Branch("听证逾期未申请", "hearing right lapsed", 14, 120, voices.hearing_lapsed, serious_large),
    Branch("放弃听证", "hearing waived", 12, 120, voices.hearing_waived, ordinary_is_large),
    Branch("法制审核退回再审", "legal review failed, then passed", 8, 140, voices.review_failed),
    Branch("集体讨论", "discussed by the heads", 10, 140, voices.deliberated),
    Branch("偏离裁量基准", "benchmark left for a reason", 6, 130, voices.deviated),
    Branch("先行登记保存", "preserved and disposed of", 12, 130, measures.preserved),
    Branch("查封检验延期后解除", "sealed, extended, released", 8, 220, measures.sealed, may_seal),
    Branch("紧急查封补办批准", "urgent sealing approved", 6, 150, measures.urgent, may_seal),
    Branch("查封到期自动解除", "sealing expired by itself", 5, 170, measures.expired, may_seal),
    Branch("责令改正复查", "correction checked", 12, 130, voices.corrected),
    Branch("轻微不罚", "minor and corrected, no penalty", 14, 90, voices.minor),
    Branch("首违不罚", "first offence, no penalty", 12, 90, voices.first_offence),
    Branch("违法事实不成立", "fact not established", 8, 90, voices.not_established),
    Branch("中止后恢复", "suspended and resumed", 6, 200, voices.suspended),
    Branch("延长办案期限", "term extended", 6, 210, voices.extended),
    Branch("回避换人", "officers changed after recusal", 6, 130, voices.recused, of_main),
    Branch("申请法院执行", "demand, then the court", 8, 420, after.to_court),
    Branch("行政机关自行执行", "executed by the agency", 6, 190, after.own_execution),
    Branch("中止执行后协议", "execution suspended, agreement kept", 5, 240, after.agreed),
    Branch("终结执行", "execution ended", 5, 210, after.execution_ended),
    Branch("复议维持", "reconsideration upheld", 6, 220, after.upheld),
    Branch("复议变更", "reconsideration changed the fine", 5, 220, after.changed),
    Branch("撤销并撤回公开", "revoked, publication withdrawn", 5, 220, after.revoked),
    Branch("移送公安立案", "filed by the police", 5, 110, after.police_filed),
    Branch("公安不立案后处罚", "refused by the police, then fined", 4, 150, after.police_refused),
    Branch("撤销立案", "dismissed", 8, 70, plain.dismissed),
    Branch("并案处理", "joined to another", 3, 160, plain.joined),
)  # fmt: skip
"""Past cases, four hundred and a few; each ends closed. A joined one brings its lead case along."""

DECLINED = Branch("不予立案", "clue declined", 12, 30, plain.declined)

WITH_PAPERS = frozenset(
    {
        plain.on_the_spot,
        plain.paid_in_time,
        plain.in_parts,
        voices.hearing_held,
        voices.deliberated,
        voices.corrected,
        voices.minor,
        measures.preserved,
        measures.sealed,
        after.to_court,
        after.own_execution,
        after.police_filed,
    }
)
"""Branches whose first case has its documents made, each at its step (制作文书的案件)."""

# SPDX-License-Identifier: Apache-2.0
"""Words of the replay of a benchmark over past decisions (裁量基准回放). Money is fen."""

from dataclasses import dataclass
from datetime import date, datetime

from mingjing.kernel.errors import Conflict
from mingjing.kernel.labels import LabelledEnum
from mingjing.registry.types import Tier


class Unsaid(LabelledEnum):
    """Why a table says nothing of a case (无法回放的原因)."""

    FACT_MISSING = "fact_missing", "没有记录所需因素", "A factor was not recorded"
    FACT_INVALID = "fact_invalid", "因素的值与类型或者取值不符", "A fact is of another kind"
    NO_ROW = "no_row", "没有适用的行", "No row applies"
    ROWS_CONFLICT = "rows_conflict", "同时适用的行结果不同", "Rows that apply differ"
    NO_SINGLE = "no_single", "不能得出唯一结果", "No single answer"
    NO_AMOUNT = "no_amount", "幅度内没有可选金额", "The range holds no amount"


class ReplayStale(Conflict):
    """The table was changed after the replay (草案已修改)."""

    code = "cases.replay_stale"
    zh, en = "回放之后草案已经修改。", "The draft was changed after the replay."
    article = "国办发〔2022〕27号"
    rule = "APL-034"
    remedy_zh, remedy_en = "请重新回放后再留痕。", "Replay it again, then put it on record."


@dataclass(frozen=True, slots=True)
class Period:
    """Days of decision, both included (决定日期); None sets no limit."""

    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Fork:
    """A tier with its range of fines (阶次与幅度); without a fine both ends are 0."""

    tier: Tier | None
    low_fen: int = 0
    high_fen: int = 0
    row_no: int = 0

    def nearest(self, fen: int) -> int:
        """The fine itself where it lies in the range, else the nearest end."""
        return min(max(fen, self.low_fen), self.high_fen)


@dataclass(frozen=True, slots=True)
class Silence:
    """The table says nothing (无结果): why, and because of which factors."""

    why: Unsaid
    factors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PastDecision:
    """What a past decision recorded (既往决定); no name, no number of a party.

    :ivar then: what the benchmark of that day said; None when there was none.
    :ivar deviation: code of the reason for which it left the benchmark.
    """

    case_id: str
    agency_id: str
    region: str
    decided_on: date
    facts: tuple[tuple[str, str], ...]
    then: Fork | None
    fine_fen: int
    deviation: str = ""

    @property
    def tier(self) -> Tier | None:
        """The tier recorded."""
        return self.then.tier if self.then else None

    @property
    def was_inside(self) -> bool:
        """Whether the fine lay in the range recorded; without a row none does."""
        return bool(self.then and self.then.row_no) and self.then_fen == self.fine_fen

    @property
    def then_fen(self) -> int:
        """The fine moved to the range recorded."""
        return self.then.nearest(self.fine_fen) if self.then else self.fine_fen


@dataclass(frozen=True, slots=True)
class Replayed:
    """A past decision beside what the draft says of its facts (逐案对照).

    :ivar moved_fen: the fine, moved to the nearest end of the draft's range where it lies outside.
    """

    past: PastDecision
    now: Fork
    moved_fen: int

    @property
    def gap_fen(self) -> int:
        """How far outside the draft's range the fine lies."""
        return abs(self.moved_fen - self.past.fine_fen)


@dataclass(frozen=True, slots=True)
class TierMove:
    """How many cases go from one tier to another (阶次变动); None: no tier was recorded."""

    old: Tier | None
    new: Tier
    count: int


@dataclass(frozen=True, slots=True)
class TierSpread:
    """Spread of the fines of a tier (阶次内分布).

    :ivar fines: lowest, lower quarter, middle, upper quarter, highest; empty without fines.
    """

    tier: Tier | None
    count: int
    fines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Undecided:
    """Cases of which the draft says nothing (无法回放的案件)."""

    silence: Silence
    count: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Decided cases that are not replayed (不回放的案件).

    :ivar other_end: decided otherwise than by a penalty.
    :ivar fallen: the decision was revoked or declared illegal or void.
    :ivar elsewhere: a benchmark of a smaller region stands there.
    """

    other_end: int = 0
    fallen: int = 0
    elsewhere: int = 0


@dataclass(frozen=True, slots=True)
class BenchmarkReplay:
    """What a draft would have meant for past cases (裁量基准回放结果).

    :ivar rows: every case replayed, the farthest outside the draft's range first.
    :ivar digest: of the table and of each case with what the draft says of it.
    """

    benchmark_id: str
    table_digest: str
    period: Period
    rows: tuple[Replayed, ...]
    undecided: tuple[Undecided, ...]
    left_out: LeftOut
    moves: tuple[TierMove, ...]
    before: tuple[TierSpread, ...]
    after: tuple[TierSpread, ...]
    decided_fen: int
    moved_fen: int
    outside: int
    newly_outside: int
    digest: str

    @property
    def undecided_count(self) -> int:
        """Penalties of which the draft says nothing."""
        return sum(one.count for one in self.undecided)

    @property
    def penalties(self) -> int:
        """Penalties that stand: replayed or not decidable."""
        return len(self.rows) + self.undecided_count

    def moved(self, way: int) -> int:
        """How many cases come to a heavier (1), a lighter (-1) or the same tier (0)."""
        return sum(one.count for one in self.moves if one.old is not None and _way(one) == way)

    @property
    def untiered(self) -> int:
        """How many of the cases replayed have no tier recorded."""
        return sum(one.count for one in self.moves if one.old is None)

    @property
    def outliers(self) -> tuple[Replayed, ...]:
        """Cases whose fine lies outside the draft's range, farthest first."""
        return self.rows[: self.outside]

    def summary(self) -> dict[str, int]:
        """The figures by name, as commands and records give them."""
        return {
            "penalties": self.penalties,
            "replayed": len(self.rows),
            "undecided": self.undecided_count,
            "heavier": self.moved(1),
            "lighter": self.moved(-1),
            "same_tier": self.moved(0),
            "no_tier_recorded": self.untiered,
            "outside": self.outside,
            "newly_outside": self.newly_outside,
            "decided_fen": self.decided_fen,
            "moved_fen": self.moved_fen,
            "difference_fen": self.moved_fen - self.decided_fen,
        }


def _way(move: TierMove) -> int:
    before = move.old.rank if move.old else 0
    return (move.new.rank > before) - (move.new.rank < before)


@dataclass(frozen=True, slots=True)
class RecordedReplay:
    """A replay on record (回放记录).

    :ivar is_current: the table is still the one that was replayed.
    """

    summary: dict[str, int]
    period: Period
    digest: str
    at: datetime
    is_current: bool

# SPDX-License-Identifier: Apache-2.0
"""What stands on a list (清单条目): one item, with the details that its kind of list wants."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mingjing.kernel.errors import Language
from mingjing.registry.types.articles import ArticleRef
from mingjing.registry.types.lists import (
    BodyKind,
    LeniencyKind,
    MarketClass,
    PenaltyKind,
    PowerKind,
    PowerSource,
    RecordedAct,
    RecordingMode,
    ReviewTrigger,
    UseLevel,
)


@dataclass(frozen=True, slots=True)
class PowerDetails:
    """What a power item says (权力事项要素): measures, body, and where the power comes from.

    `document_no` is the delegation or the decision that passes the power on, `published_in` where
    it was published, `to_body` who acts, `body_standing` how that body meets 行政处罚法 art. 21,
    `evaluation_on` the day the next evaluation is due.
    """

    body_kind: BodyKind
    power_source: PowerSource
    penalty_kinds: tuple[PenaltyKind, ...] = ()
    range_text: str = ""
    fine_cap: int | None = None
    fine_cap_multiple: Decimal | None = None
    office: str = ""
    national_code: str = ""
    document_no: str = ""
    published_in: str = ""
    to_body: str = ""
    body_standing: str = ""
    evaluation_on: date | None = None


@dataclass(frozen=True, slots=True)
class DutyDetails:
    """What goes with a power (责任事项): duties, basis, who is held to account and when."""

    power_code: str
    duties: str
    accountability: str
    duty_basis: tuple[ArticleRef, ...] = ()
    office: str = ""
    procedure: str = ""
    supervision: str = ""


@dataclass(frozen=True, slots=True)
class MarketDetails:
    """One matter of the negative list (准入事项)."""

    item_no: str
    market_class: MarketClass
    measure: str
    authority: str
    local_items: str = ""


@dataclass(frozen=True, slots=True)
class LeniencyDetails:
    """When a violation is met with leniency (免罚情形)."""

    power_code: str
    leniency: LeniencyKind
    conditions: str


@dataclass(frozen=True, slots=True)
class ReviewDetails:
    """Which decisions go to legal review (法制审核事项); sums are thresholds, in fen."""

    trigger: ReviewTrigger
    power_code: str = ""
    fine_citizen: int | None = None
    fine_organisation: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class RecordingDetails:
    """Which act is recorded, where and how much of it (记录事项)."""

    act: RecordedAct
    mode: RecordingMode
    scene: str = ""


@dataclass(frozen=True, slots=True)
class InspectionDetails:
    """An inspection item as a list shows it (检查事项要素)."""

    legal_basis: str
    subject_category: str = ""
    yearly_cap: int | None = None
    skill: str = ""


Details = (
    PowerDetails
    | DutyDetails
    | MarketDetails
    | LeniencyDetails
    | ReviewDetails
    | RecordingDetails
    | InspectionDetails
)


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list (清单条目); the details are those of the list's kind.

    In a draft an empty agency or region means that of the list; without a first day the item holds
    from the list's.
    """

    code: str
    name: str
    details: Details
    name_en: str = ""
    basis: tuple[ArticleRef, ...] = ()
    agency_id: str = ""
    region: str = ""
    level: UseLevel | None = None
    power_kind: PowerKind | None = None
    field: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    def label(self, language: Language) -> str:
        """The item's name in the given language, Chinese where no English one is kept."""
        return self.name if language == "zh" or not self.name_en else self.name_en

    def holds_on(self, day: date) -> bool:
        """Whether the item itself is valid on a day."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes it the same item in two versions: agency, region, code."""
        return (self.agency_id, self.region, self.code)

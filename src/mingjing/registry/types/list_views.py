# SPDX-License-Identifier: Apache-2.0
"""What the doors of the lists give and take: versions, power items, differences, problems."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from mingjing.kernel.errors import Language, PlatformError
from mingjing.registry.types.articles import ArticleRef
from mingjing.registry.types.list_items import ListItem
from mingjing.registry.types.lists import (
    LeniencyKind,
    ListKind,
    ListState,
    ListStepKind,
    PenaltyKind,
    PowerKind,
    PowerSource,
    RecordedAct,
    RecordingMode,
    UseLevel,
)


@dataclass(frozen=True, slots=True)
class NewList:
    """A list as somebody proposes it (清单草案): whose, where, from when, and its items."""

    kind: ListKind
    agency_id: str
    region: str
    valid_from: date
    items: tuple[ListItem, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class ListVersionView:
    """One version of a list (清单版本) without its items; `digest` is that of all items."""

    list_version_id: str
    kind: ListKind
    agency_id: str
    region: str
    number: int
    state: ListState
    valid_from: date
    valid_to: date | None
    digest: str
    item_count: int
    drafted_by: str
    reviewed_by: str
    published_by: str
    published_at: datetime | None
    document_no: str

    @property
    def is_public(self) -> bool:
        """Whether anybody may read it: published now or once."""
        return self.state in (ListState.PUBLISHED, ListState.SUPERSEDED)


@dataclass(frozen=True, slots=True)
class ListStepView:
    """One step of a version (清单办理步骤): who, when, why."""

    kind: ListStepKind
    account_id: str
    at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class ListOutlook:
    """A step that a version can take (可办步骤), and why this person may not take it, if so."""

    step: ListStepKind
    refusal: PlatformError | None


@dataclass(frozen=True, slots=True)
class ListCount:
    """How much of a kind is in force (清单概况): lists and items."""

    kind: ListKind
    lists: int
    items: int


@dataclass(frozen=True, slots=True)
class ListedItem:
    """An item with the version that it stands in (在列条目), and the first day of that version."""

    entry_id: int
    item: ListItem
    list_version_id: str
    listed_from: date
    digest: str

    @property
    def valid_from(self) -> date:
        """The first day of the item: its own, that of the list when it names none."""
        return self.item.valid_from or self.listed_from


@dataclass(frozen=True, slots=True)
class PowerItemView:
    """One power in force (权力事项): what an act cites as the power it stands on.

    Units: `fine_cap_fen` fen, `fine_cap_multiple` times the base that the article names.
    """

    item_code: str
    name: str
    name_en: str
    kind: PowerKind
    basis: tuple[ArticleRef, ...]
    agency_id: str
    region: str
    level: UseLevel | None
    field: str
    penalty_kinds: tuple[PenaltyKind, ...]
    range_text: str
    fine_cap_fen: int | None
    fine_cap_multiple: Decimal | None
    power_source: PowerSource
    document_no: str
    published_in: str
    to_body: str
    evaluation_on: date | None
    list_version_id: str
    digest: str
    valid_from: date
    valid_to: date | None

    def label(self, language: Language) -> str:
        """The power's name in the given language, Chinese where no English one is kept."""
        return self.name if language == "zh" or not self.name_en else self.name_en


@dataclass(frozen=True, slots=True)
class LeniencyView:
    """A published case of leniency for a power (免罚事项)."""

    code: str
    name: str
    name_en: str
    leniency: LeniencyKind
    conditions: str
    power_code: str
    basis: tuple[ArticleRef, ...]
    list_version_id: str
    digest: str

    def label(self, language: Language) -> str:
        """The case's name in the given language, Chinese where no English one is kept."""
        return self.name if language == "zh" or not self.name_en else self.name_en


@dataclass(frozen=True, slots=True)
class RecordingView:
    """A published duty to record an act (音像记录事项)."""

    code: str
    act: RecordedAct
    mode: RecordingMode
    scene: str
    list_version_id: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One column of an item that differs (字段变化): its name, before and after as text."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ItemChange:
    """An item that is in both lists and differs (条目变化)."""

    item: ListItem
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class ListDifference:
    """What differs between two lists (清单差异), each part in the order of agency, region, code."""

    added: tuple[ListItem, ...]
    removed: tuple[ListItem, ...]
    changed: tuple[ItemChange, ...]
    unchanged: int

    @property
    def is_empty(self) -> bool:
        """Whether the two lists say the same."""
        return not (self.added or self.removed or self.changed)


@dataclass(frozen=True, slots=True)
class ListProblem:
    """One thing wrong with a list (清单问题): where it is, and the refusal that says what.

    `row` counts items from 1, 0 is the list as a whole; notes do not stop anybody.
    """

    row: int
    column: str
    error: PlatformError
    is_note: bool = False

    def message(self, language: Language) -> str:
        """What is wrong, one sentence."""
        return self.error.message(language)

    def remedy(self, language: Language) -> str:
        """What to do next."""
        return self.error.remedy(language)


@dataclass(frozen=True, slots=True)
class ListReading:
    """A file as it was read (清单文件): the items that could be read, and every problem."""

    items: tuple[ListItem, ...]
    problems: tuple[ListProblem, ...]

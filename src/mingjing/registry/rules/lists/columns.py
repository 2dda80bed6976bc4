# SPDX-License-Identifier: Apache-2.0
"""Columns of the lists (清单列定义): the one table that files, checks, pages and documents use.

A column's name is the name of the field of `ListItem` or of the details that it fills.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from mingjing.kernel.errors import Language
from mingjing.kernel.labels import LabelledEnum
from mingjing.registry.types.list_items import (
    Details,
    DutyDetails,
    InspectionDetails,
    LeniencyDetails,
    MarketDetails,
    PowerDetails,
    RecordingDetails,
    ReviewDetails,
)
from mingjing.registry.types.lists import (
    BodyKind,
    LeniencyKind,
    ListKind,
    MarketClass,
    PenaltyKind,
    PowerKind,
    PowerSource,
    RecordedAct,
    RecordingMode,
    ReviewTrigger,
    UseLevel,
)

NAME_LENGTH, CODE_LENGTH, TEXT_LENGTH = 200, 60, 3000
ITEMS_AT_MOST = 5000


class CellKind(LabelledEnum):
    """What a cell of a list holds (单元格类型)."""

    TEXT = "text", "文字", "text"
    WORD = "word", "编码（字母、数字、-、.、_，不含空格）", "a code of letters, digits, -, . and _"
    SIX_DIGITS = "six_digits", "6 位数字", "six digits"
    CODE = "code", "代码", "one code"
    CODES = "codes", "代码，用分号隔开", "codes, separated by semicolons"
    ARTICLES = "articles", "条款引用，用分号隔开", "article references, separated by semicolons"
    DAY = "day", "日期 YYYY-MM-DD", "a day, YYYY-MM-DD"
    MONEY = "money", "金额（元）", "a sum in yuan"
    FACTOR = "factor", "大于 0 的倍数", "a factor greater than 0"
    FIELD = "field", "执法领域的代码或名称", "a field of enforcement, by code or name"
    COUNT = "count", "非负整数", "a whole number, 0 or more"


@dataclass(frozen=True, slots=True)
class Column:
    """One column (清单列): `codes` is the code list of a code column."""

    name: str
    kind: CellKind
    zh: str
    en: str
    is_required: bool = False
    codes: type[LabelledEnum] | None = None
    longest: int = NAME_LENGTH

    def label(self, language: Language) -> str:
        """The column's heading in the given language."""
        return self.zh if language == "zh" else self.en


def _text(name: str, zh: str, en: str, *, required: bool = False, longest: int = 200) -> Column:
    return Column(name, CellKind.TEXT, zh, en, required, None, longest)


def _code(
    name: str, zh: str, en: str, *, codes: type[LabelledEnum], required: bool = False
) -> Column:
    return Column(name, CellKind.CODE, zh, en, required, codes)


def _other(name: str, kind: CellKind, zh: str, en: str, *, required: bool = False) -> Column:
    longest = {CellKind.WORD: CODE_LENGTH, CellKind.ARTICLES: TEXT_LENGTH}.get(kind, NAME_LENGTH)
    return Column(name, kind, zh, en, required, None, longest)


_CODE = _other("code", CellKind.WORD, "编码", "Code", required=True)
_HEAD = (
    _text("name", "名称", "Name", required=True),
    _text("name_en", "英文名称", "English name"),
)
_BASIS = _other("basis", CellKind.ARTICLES, "依据", "Legal basis")
_BASIS_REQUIRED = _other("basis", CellKind.ARTICLES, "依据", "Legal basis", required=True)
_PLACE = (
    _text("agency_id", "实施机关", "Agency"),
    _text("region", "区域", "Region", longest=40),
    _code("level", "行使层级", "Level", codes=UseLevel),
    Column("field", CellKind.FIELD, "领域", "Field", longest=60),
    _other("valid_from", CellKind.DAY, "生效日期", "Valid from"),
    _other("valid_to", CellKind.DAY, "失效日期", "Valid to"),
)
_POWER_CODE = _other("power_code", CellKind.WORD, "权力事项编码", "Power item", required=True)

_POWER = (
    _code("power_kind", "职权类别", "Kind of power", codes=PowerKind, required=True),
    _code("body_kind", "实施主体性质", "Kind of body", codes=BodyKind, required=True),
    _code("power_source", "权力来源", "Source of power", codes=PowerSource, required=True),
    Column("penalty_kinds", CellKind.CODES, "处罚种类", "Penalties", codes=PenaltyKind),
    _text("range_text", "处罚幅度", "Range of the penalty", longest=TEXT_LENGTH),
    _other("fine_cap", CellKind.MONEY, "罚款上限（元）", "Highest fine (yuan)"),
    _other("fine_cap_multiple", CellKind.FACTOR, "罚款上限（倍数）", "Highest fine (multiple)"),
    _text("office", "承办机构", "Office"),
    _other("national_code", CellKind.WORD, "国家基本编码", "National code"),
    _text("document_no", "委托书或赋权决定文号", "Delegation or decision, number"),
    _text("published_in", "公布载体", "Published in"),
    _text("to_body", "受委托组织", "Body that acts"),
    _text(
        "body_standing",
        "受委托组织符合条件情况",
        "How the body meets the conditions",
        longest=TEXT_LENGTH,
    ),
    _other("evaluation_on", CellKind.DAY, "下次评估日期", "Next evaluation"),
)
_DUTY = (
    _POWER_CODE,
    _text("duties", "责任事项", "Duties", required=True, longest=TEXT_LENGTH),
    _other("duty_basis", CellKind.ARTICLES, "责任事项依据", "Basis of the duties"),
    _text("accountability", "追责情形", "Accountability", required=True, longest=TEXT_LENGTH),
    _text("office", "承办机构", "Office"),
    _text("procedure", "实施程序", "Procedure", longest=TEXT_LENGTH),
    _text("supervision", "监督方式", "Supervision", longest=TEXT_LENGTH),
)
_MARKET = (
    _text("item_no", "项目号", "Number", required=True, longest=20),
    _code("market_class", "准入类别", "Class", codes=MarketClass, required=True),
    _text(
        "measure",
        "禁止或许可准入措施描述",
        "Prohibition or permit",
        required=True,
        longest=TEXT_LENGTH,
    ),
    _text("authority", "主管部门", "Department in charge", required=True),
    _text("local_items", "地方性许可事项", "Local permits", longest=TEXT_LENGTH),
)
_LENIENCY = (
    _POWER_CODE,
    _code("leniency", "免罚类型", "Kind of leniency", codes=LeniencyKind, required=True),
    _text("conditions", "适用条件", "Conditions", required=True, longest=TEXT_LENGTH),
)
_REVIEW = (
    _code("trigger", "审核情形", "Reason for review", codes=ReviewTrigger, required=True),
    _other("power_code", CellKind.WORD, "权力事项编码", "Power item"),
    _other("fine_citizen", CellKind.MONEY, "公民罚款起点（元）", "Fine of a citizen from (yuan)"),
    _other(
        "fine_organisation",
        CellKind.MONEY,
        "组织罚款起点（元）",
        "Fine of an organisation from (yuan)",
    ),
    _text("note", "说明", "Note", longest=TEXT_LENGTH),
)
_RECORDING = (
    _code("act", "记录事项", "Act", codes=RecordedAct, required=True),
    _code("mode", "记录方式", "How much", codes=RecordingMode, required=True),
    _text("scene", "场景要求", "Scene", longest=TEXT_LENGTH),
)
_INSPECTION = (
    _text("legal_basis", "法律依据", "Legal basis", required=True, longest=TEXT_LENGTH),
    _text("subject_category", "检查对象类别", "Category of subjects"),
    _other("yearly_cap", CellKind.COUNT, "年度频次上限", "Visits a year at most"),
    _text("skill", "所需专长", "Skill needed"),
)

COLUMNS: Mapping[ListKind, tuple[Column, ...]] = MappingProxyType(
    {
        ListKind.POWER: (_CODE, *_HEAD, _BASIS_REQUIRED, *_PLACE, *_POWER),
        ListKind.DUTY: (_CODE, *_HEAD, _BASIS, *_PLACE, *_DUTY),
        ListKind.MARKET_ACCESS: (
            _other("code", CellKind.SIX_DIGITS, "事项编码", "Code", required=True),
            *_HEAD,
            _BASIS,
            *_PLACE,
            *_MARKET,
        ),
        ListKind.LENIENCY: (_CODE, *_HEAD, _BASIS_REQUIRED, *_PLACE, *_LENIENCY),
        ListKind.LEGAL_REVIEW: (_CODE, *_HEAD, _BASIS, *_PLACE, *_REVIEW),
        ListKind.RECORDING: (_CODE, *_HEAD, _BASIS, *_PLACE, *_RECORDING),
        ListKind.INSPECTION: (_CODE, *_HEAD, *_PLACE[-2:], *_INSPECTION),
    }
)
"""Columns of each kind of list, in the order of its files."""

DETAILS: Mapping[ListKind, type[Details]] = MappingProxyType(
    {
        ListKind.POWER: PowerDetails,
        ListKind.DUTY: DutyDetails,
        ListKind.MARKET_ACCESS: MarketDetails,
        ListKind.LENIENCY: LeniencyDetails,
        ListKind.LEGAL_REVIEW: ReviewDetails,
        ListKind.RECORDING: RecordingDetails,
        ListKind.INSPECTION: InspectionDetails,
    }
)
"""The details of each kind of list."""

DETAIL_NAMES: Mapping[ListKind, frozenset[str]] = MappingProxyType(
    {kind: frozenset(details.__dataclass_fields__) for kind, details in DETAILS.items()}
)
"""The columns of each kind of list that are details."""

DETAIL_COLUMNS: Mapping[ListKind, tuple[Column, ...]] = MappingProxyType(
    {
        kind: tuple(column for column in columns if column.name in DETAIL_NAMES[kind])
        for kind, columns in COLUMNS.items()
    }
)
"""The same, as columns in order."""

# SPDX-License-Identifier: Apache-2.0
"""The canonical model (规范模型): what every department's records become.

One source for the mapping compiler, the reference page and the readers in upper rooms.
"""

from mingjing.catalog.types.canonical import Column, ColumnType, Table
from mingjing.catalog.types.codes import (
    CreditKind,
    LabResult,
    Outcome,
    PenaltyKind,
    Purpose,
    Severity,
    SubjectKind,
)
from mingjing.kernel.labels import LabelledEnum


def _text(name: str, zh: str, en: str, *, required: bool = False) -> Column:
    return Column(name, ColumnType.TEXT, zh, en, required)


def _day(name: str, zh: str, en: str, *, required: bool = False) -> Column:
    return Column(name, ColumnType.DATE, zh, en, required)


def _number(name: str, zh: str, en: str, *, required: bool = False) -> Column:
    return Column(name, ColumnType.DOUBLE, zh, en, required)


def _whole(name: str, zh: str, en: str, *, required: bool = False) -> Column:
    return Column(name, ColumnType.INT, zh, en, required)


def _code(
    name: str, codes: type[LabelledEnum], zh: str, en: str, *, required: bool = True
) -> Column:
    return Column(name, ColumnType.CODE, zh, en, required, codes)


def _visit(*, required: bool = True) -> Column:
    zh = "检查编号：资源标识加来源编号"
    en = "the visit: resource id and the source's own number"
    return Column("visit_id", ColumnType.VISIT, zh, en, required)


def _provenance(name: str, type_: ColumnType, zh: str, en: str) -> Column:
    return Column(name, type_, zh, en, True, None, True)


_NAME = _text("name", "名称（字号、单位名称）", "name as the source writes it")
_NAME_REQUIRED = _text(
    "name", "名称（字号、单位名称）", "name as the source writes it", required=True
)
_LICENCE = _text("licence_no", "许可证编号", "licence number; absent when the source has none")
_OWNER = _text("owner_key", "经营者在来源系统中的编号", "the source's own key of the operator")
_USC = _text("usc_code", "统一社会信用代码", "unified social credit code")
_ADDRESS = _text("address", "地址", "address as the source writes it")
_AREA = _text("area", "邮政编码或片区", "postcode or small area")
_DISTRICT = _text("district", "街道、选区", "ward, street or district")
_REGION = _text("region", "行政区划代码", "division code (GB/T 2260 or local)")
_LAT = _number("lat", "纬度（度）", "latitude, degrees")
_LON = _number("lon", "经度（度）", "longitude, degrees")
_CATEGORY = _text("category", "业态类别", "kind of business as the source names it")
_RISK_CLASS = _text("risk_class", "法定风险等级", "statutory risk class, '1' is the highest")
_PRODUCT = _text("product", "产品名称", "product", required=True)
_LOT = _text("lot_no", "生产批号", "lot number")
_QUANTITY = _number("quantity", "数量", "quantity, in `unit`")
_UNIT = _text("unit", "计量单位", "unit of the quantity")
_AUTHORITY = _text("authority", "作出机关", "deciding authority")

PROVENANCE = (
    _provenance(
        "record_id",
        ColumnType.TEXT,
        "记录标识：资源标识加来源主键，跨批次不变",
        "the source record: resource id and source key; the same in every batch",
    ),
    _provenance("resource_id", ColumnType.TEXT, "来源资源", "the resource it came from"),
    _provenance("batch_id", ColumnType.TEXT, "来源批次", "the batch that brought it"),
    _provenance(
        "row_no",
        ColumnType.INT,
        "来源文件中的行号，首行数据为1",
        "row in the source file, the first data row is 1",
    ),
)

_PARTIES = (
    Table(
        "subject",
        "监管对象",
        "Subject",
        "登记机关所载的法人、非法人组织、个体工商户或者自然人。",
        "A legal entity, business or person as a register states it.",
        (
            _NAME_REQUIRED,
            _code("kind", SubjectKind, "主体类别", "kind of subject"),
            _USC,
            _OWNER,
            _LICENCE,
            _ADDRESS,
            _AREA,
            _REGION,
            _text("industry", "行业代码（GB/T 4754）", "industry code (GB/T 4754)"),
            _text("status", "登记状态", "status on the register"),
            _day("established_on", "成立日期", "day of establishment"),
            _day("observed_on", "记录所述日期", "day the record speaks of"),
        ),
        "observed_on",
    ),
    Table(
        "premises",
        "经营场所",
        "Premises",
        "某日所见的经营场所；同一场所可以有多条。",
        "A place of business as seen on a day; a place may have many rows.",
        (
            _NAME_REQUIRED,
            _text("aka", "别名、店招", "other name, shop sign"),
            _LICENCE,
            _OWNER,
            _ADDRESS,
            _AREA,
            _DISTRICT,
            _REGION,
            _LAT,
            _LON,
            _CATEGORY,
            _RISK_CLASS,
            _day("observed_on", "记录所述日期", "day the record speaks of", required=True),
            _USC,
        ),
        "observed_on",
    ),
    Table(
        "licence",
        "许可",
        "Licence",
        "某日有效的许可及其附项。",
        "A licence as it stood on a day, with its side licences.",
        (
            _text("licence_no", "许可证编号", "licence number", required=True),
            _OWNER,
            _NAME,
            _ADDRESS,
            _text("kind", "许可种类", "kind of licence"),
            _text("activity", "许可事项、经营项目", "licensed activity"),
            _day("issued_on", "发证日期", "day of issue"),
            _day("expires_on", "有效期至", "last day of validity"),
            _text("privileges", "附项代码，以空格分隔", "codes of side licences, space between"),
            _day("observed_on", "记录所述日期", "day the record speaks of"),
            _USC,
        ),
        "observed_on",
    ),
)

_ENFORCEMENT = (
    Table(
        "visit",
        "检查",
        "Visit",
        "一次到场检查。",
        "One visit of an authority to a place.",
        (
            _visit(),
            _day("visited_on", "检查日期", "day of the visit", required=True),
            _code("purpose", Purpose, "检查类型", "why the visit was made"),
            _code("outcome", Outcome, "检查结果", "how the visit ended"),
            _text("inspector", "检查人员（化名或组别）", "inspector, masked; a nuisance variable"),
            _NAME,
            _ADDRESS,
            _LICENCE,
            _OWNER,
            _CATEGORY,
            _RISK_CLASS,
            _AREA,
            _DISTRICT,
            _LAT,
            _LON,
            _USC,
            Column(
                "same_as",
                ColumnType.VISIT,
                "另一资源中的同一次检查；为空即采用本条",
                "the same real visit in another resource; empty where this record counts",
                is_derived=True,
            ),
        ),
        "visited_on",
    ),
    Table(
        "finding",
        "检查发现",
        "Finding",
        "检查中发现的一项问题；同一来源行可以有多条。",
        "One thing found wrong at a visit; one source row may give several.",
        (
            _visit(),
            _text("item_code", "检查事项代码", "code of the inspection item", required=True),
            _code("severity", Severity, "严重程度", "how grave"),
            _whole("count", "处数", "number of instances", required=True),
            _text("text", "情况记述", "the inspector's words"),
        ),
        "",
    ),
    Table(
        "test",
        "检验检测",
        "Test",
        "一次抽样检验的一个项目。",
        "One item of a laboratory test of a sample.",
        (
            _text("test_id", "检验编号", "number of the test", required=True),
            _day("tested_on", "检验日期", "day of the test", required=True),
            _visit(required=False),
            _NAME,
            _LICENCE,
            _USC,
            _text("product", "产品名称", "product"),
            _LOT,
            _text("item", "检验项目", "what was tested for"),
            _text("value", "检验值", "measured value as written"),
            _code("result", LabResult, "检验结论", "conclusion"),
            _text("laboratory", "检验机构", "laboratory"),
        ),
        "tested_on",
    ),
    Table(
        "penalty",
        "行政处罚",
        "Penalty",
        "一份行政处罚决定。",
        "One decision on an administrative penalty.",
        (
            _text("penalty_id", "决定书文号", "number of the decision", required=True),
            _day("decided_on", "决定日期", "day of the decision", required=True),
            _NAME,
            _LICENCE,
            _USC,
            _code("kind", PenaltyKind, "处罚种类", "kind of penalty", required=False),
            _text("violation", "违法事实", "what was done"),
            _text("item_code", "检查事项代码", "code of the inspection item"),
            _text("basis", "处罚依据", "legal basis"),
            _whole("fine_fen", "罚款金额（分）", "fine, in fen"),
            _whole("confiscated_fen", "没收金额（分）", "confiscated, in fen"),
            _AUTHORITY,
        ),
        "decided_on",
    ),
    Table(
        "complaint",
        "投诉举报",
        "Complaint",
        "一件投诉、举报或者诉求。",
        "One complaint or report by the public.",
        (
            _day("made_on", "提出日期", "day it was made", required=True),
            _day("closed_on", "办结日期", "day it was closed"),
            _text("nature", "诉求类别", "what it is about"),
            _ADDRESS,
            _AREA,
            _DISTRICT,
            _LAT,
            _LON,
            _NAME,
            _LICENCE,
            _USC,
        ),
        "made_on",
    ),
)

_GOODS_AND_CREDIT = (
    Table(
        "production",
        "生产",
        "Production",
        "一批产品的生产记录。",
        "One lot produced.",
        (
            _day("produced_on", "生产日期", "day of production", required=True),
            _NAME,
            _LICENCE,
            _USC,
            _PRODUCT,
            _LOT,
            _QUANTITY,
            _UNIT,
        ),
        "produced_on",
    ),
    Table(
        "shipment",
        "销售与物流",
        "Shipment",
        "一次发货、销售；名称各列为发货方，to_ 各列为收货方。",
        "Goods sent or sold; plain columns are the sender, `to_` columns the receiver.",
        (
            _day("shipped_on", "发货日期", "day of dispatch", required=True),
            _NAME,
            _LICENCE,
            _USC,
            _text("to_name", "收货方名称", "receiver's name"),
            _text("to_licence_no", "收货方许可证编号", "receiver's licence number"),
            _text("to_usc_code", "收货方统一社会信用代码", "receiver's credit code"),
            _PRODUCT,
            _LOT,
            _QUANTITY,
            _UNIT,
        ),
        "shipped_on",
    ),
    Table(
        "credit_event",
        "信用事件",
        "Credit event",
        "一条信用信息：列入、移出、表彰、修复。",
        "One credit record: listed, removed, commended, repaired.",
        (
            _day("happened_on", "发生日期", "day it happened", required=True),
            _NAME,
            _LICENCE,
            _USC,
            _code("kind", CreditKind, "信用事件类别", "kind of event"),
            _text("nature", "具体事由", "what it is about"),
            _text("level", "严重程度", "grade as the source names it"),
            _AUTHORITY,
            _day("ends_on", "公示截止日期", "last day of publicity"),
        ),
        "happened_on",
    ),
)

_OUTSIDE = (
    Table(
        "reference_score",
        "外部评分",
        "Reference score",
        "外部模型对一次检查已公布的评分，只用于比较。",
        "A score that an outside model published for a visit; for comparison only.",
        (
            _visit(),
            _text("split", "数据划分（训练、检验）", "the outside model's split: train, test"),
            _text("name", "模型名称", "name of the outside model", required=True),
            _number("score", "评分", "the score, a ratio from 0 to 1", required=True),
        ),
        "",
    ),
    Table(
        "indicator",
        "环境指标",
        "Indicator",
        "外部机构对某地当日环境的测度。",
        "An outside measurement of a place's surroundings as it stood on a day.",
        (
            _visit(required=False),
            _day("observed_on", "测度日期", "day it speaks of", required=True),
            _LICENCE,
            _ADDRESS,
            _LAT,
            _LON,
            _text("name", "指标名称", "name of the indicator", required=True),
            _number("value", "指标值", "value, in the indicator's own unit", required=True),
        ),
        "observed_on",
    ),
)

TABLES: dict[str, Table] = {
    table.name: table for table in (*_PARTIES, *_ENFORCEMENT, *_GOODS_AND_CREDIT, *_OUTSIDE)
}
"""The canonical tables by name, in the order of the reference page."""


def all_columns(table: Table) -> tuple[Column, ...]:
    """Provenance first, then the table's own columns: the order in the lake."""
    return (*PROVENANCE, *table.columns)

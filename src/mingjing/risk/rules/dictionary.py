# SPDX-License-Identifier: Apache-2.0
"""The feature dictionary (特征词典): each feature's name and the sentence that a reason becomes.

A sentence has `{value}` in the feature's unit. What a contribution does stands behind it in words.
An unknown value has its own sentence. A feature that is not in the dictionary shows its own name.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from mingjing.kernel.errors import Language

_COUNT, _FLAG, _SHARE, _DAYS = "count", "flag", "share", "days"
_YEARS, _DIFFERENCE, _PLACE = "years", "difference", "place"
_YES_NO: dict[bool, dict[Language, str]] = {
    True: {"zh": "是", "en": "yes"},
    False: {"zh": "否", "en": "no"},
}


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature (特征): names, sentences, unit.

    Units: count, flag (yes or no), share (shown in percent), days, years (of days), difference
    (with a sign), place (degrees).
    """

    name: str
    zh: str
    en: str
    unit: str
    zh_sentence: str
    en_sentence: str


def label(name: str, language: Language) -> str:
    """What a feature is called."""
    feature = _known(name)
    if feature is None:
        return name.replace("_", " ")
    return feature.zh if language == "zh" else feature.en


def reason(name: str, value: float | None, contribution: float, language: Language) -> str:
    """A stored reason as a sentence.

    Example: last_critical, 2, 0.31 → "2 critical violations at the last visit (raises the risk)".
    """
    told = sentence(name, value, language)
    if language == "zh":
        return f"{told}（{'提高' if contribution > 0 else '降低'}风险）"
    return f"{told} ({'raises' if contribution > 0 else 'lowers'} the risk)"


def dictionary() -> tuple[Feature, ...]:
    """All features that are not codes of the data, in the order of their families."""
    return tuple(_all().values())


def sentence(name: str, value: float | None, language: Language) -> str:
    """What a feature's value says, without what it does to the score."""
    feature = _known(name)
    if feature is None or value is None or value != value:
        nothing = "无记录" if language == "zh" else "no record"
        told = nothing if value is None or value != value else f"{value:g}"
        return f"{label(name, language)}{'：' if language == 'zh' else ': '}{told}"
    sentence = feature.zh_sentence if language == "zh" else feature.en_sentence
    if feature.unit == _FLAG:
        return sentence.format(value=_YES_NO[value > 0.5][language])
    return sentence.format(value=_shown(value, feature.unit))


def _shown(number: float, unit: str) -> str:
    match unit:
        case "share":
            return f"{100 * number:.0f}%"
        case "years":
            return f"{number / 365:.1f}"
        case "difference":
            return f"{number:+.2f}"
        case "place":
            return f"{number:.3f}"
    return f"{number:.0f}" if abs(number - round(number)) < 0.05 else f"{number:.1f}"


@cache
def _all() -> dict[str, Feature]:
    whole = (*_OWN, *_OTHERS, *_REGISTER, *_groups(), *_nearby())
    return {feature.name: feature for feature in whole}


def _known(name: str) -> Feature | None:
    family, _, code = name.partition(":")
    if not code:
        return _all().get(name)
    if family == "item":
        return Feature(
            name,
            f"曾发现事项{code}",
            f"item {code} found before",
            _SHARE,
            f"{{value}}的历次检查发现事项{code}",
            f"item {code} found at {{value}} of past visits",
        )
    words = code.replace("_", " ")
    return Feature(
        name,
        f"附加许可：{words}",
        f"side licence: {words}",
        _FLAG,
        f"持有附加许可“{words}”：{{value}}",
        f"side licence {words}: {{value}}",
    )


_OWN = (
    Feature(
        "past_visits",
        "历次日常检查次数",
        "past routine visits",
        _COUNT,
        "此前日常检查{value}次",
        "{value} routine visits before",
    ),
    Feature(
        "days_since_visit",
        "距上次日常检查",
        "days since the last routine visit",
        _DAYS,
        "上次日常检查在{value}天前",
        "last routine visit {value} days ago",
    ),
    Feature(
        "days_since_visit_before",
        "距倒数第二次日常检查",
        "days since the visit before the last",
        _DAYS,
        "倒数第二次日常检查在{value}天前",
        "the visit before the last {value} days ago",
    ),
    Feature(
        "last_critical",
        "上次严重问题数",
        "critical violations last time",
        _COUNT,
        "上次检查有{value}项严重问题",
        "{value} critical violations at the last visit",
    ),
    Feature(
        "last_serious",
        "上次较重问题数",
        "serious violations last time",
        _COUNT,
        "上次检查有{value}项较重问题",
        "{value} serious violations at the last visit",
    ),
    Feature(
        "last_minor",
        "上次轻微问题数",
        "minor violations last time",
        _COUNT,
        "上次检查有{value}项轻微问题",
        "{value} minor violations at the last visit",
    ),
    Feature(
        "last_failed",
        "上次不合格",
        "last visit failed",
        _FLAG,
        "上次检查不合格：{value}",
        "last visit failed: {value}",
    ),
    Feature(
        "mean_critical",
        "平均严重问题数",
        "mean critical violations",
        _COUNT,
        "历次检查平均{value}项严重问题",
        "{value} critical violations a visit on average",
    ),
    Feature(
        "mean_serious",
        "平均较重问题数",
        "mean serious violations",
        _COUNT,
        "历次检查平均{value}项较重问题",
        "{value} serious violations a visit on average",
    ),
    Feature(
        "mean_minor",
        "平均轻微问题数",
        "mean minor violations",
        _COUNT,
        "历次检查平均{value}项轻微问题",
        "{value} minor violations a visit on average",
    ),
    Feature(
        "mean_failed",
        "历次不合格比例",
        "share of failed visits",
        _SHARE,
        "历次检查{value}不合格",
        "{value} of past visits failed",
    ),
    Feature(
        "past_hits",
        "有严重问题的检查次数",
        "visits with a critical violation",
        _COUNT,
        "此前{value}次检查有严重问题",
        "{value} past visits had a critical violation",
    ),
    Feature(
        "own_rate",
        "自身严重问题率（近期为重）",
        "own critical rate, recent first",
        _SHARE,
        "自身严重问题率{value}（近期为重）",
        "own critical rate {value}, recent visits first",
    ),
    Feature(
        "own_serious",
        "自身较重问题数（近期为重）",
        "own serious violations, recent first",
        _COUNT,
        "自身较重问题平均{value}项（近期为重）",
        "{value} serious violations a visit, recent visits first",
    ),
    Feature(
        "own_minor",
        "自身轻微问题数（近期为重）",
        "own minor violations, recent first",
        _COUNT,
        "自身轻微问题平均{value}项（近期为重）",
        "{value} minor violations a visit, recent visits first",
    ),
    Feature(
        "own_residual",
        "自身严重问题率与预期之差",
        "own critical rate against expected",
        _DIFFERENCE,
        "严重问题率与检查人员通常尺度下的预期相差{value}",
        "critical rate {value} against what its inspectors usually write down",
    ),
    Feature(
        "own_residual_serious",
        "自身较重问题与预期之差",
        "own serious violations against expected",
        _DIFFERENCE,
        "较重问题数与预期相差{value}",
        "serious violations {value} against expected",
    ),
    Feature(
        "own_residual_minor",
        "自身轻微问题与预期之差",
        "own minor violations against expected",
        _DIFFERENCE,
        "轻微问题数与预期相差{value}",
        "minor violations {value} against expected",
    ),
    Feature(
        "own_residual_failed",
        "自身不合格率与预期之差",
        "own failures against expected",
        _DIFFERENCE,
        "不合格率与预期相差{value}",
        "failure rate {value} against expected",
    ),
    Feature(
        "last_residual",
        "上次严重问题与预期之差",
        "last visit against expected",
        _DIFFERENCE,
        "上次检查的严重问题与预期相差{value}",
        "last visit {value} against expected",
    ),
    Feature(
        "last_residual_serious",
        "上次较重问题与预期之差",
        "last serious violations against expected",
        _DIFFERENCE,
        "上次检查的较重问题与预期相差{value}",
        "serious violations of the last visit {value} against expected",
    ),
    Feature(
        "last_residual_minor",
        "上次轻微问题与预期之差",
        "last minor violations against expected",
        _DIFFERENCE,
        "上次检查的轻微问题与预期相差{value}",
        "minor violations of the last visit {value} against expected",
    ),
    Feature(
        "residual_sum",
        "历次严重问题与预期之差合计",
        "critical visits above expected, in all",
        _DIFFERENCE,
        "历次严重问题合计与预期相差{value}次",
        "{value} critical visits against expected, in all",
    ),
    Feature(
        "days_since_hit",
        "距上次严重问题",
        "days since a critical violation",
        _DAYS,
        "{value}天前有过严重问题",
        "a critical violation {value} days ago",
    ),
    Feature(
        "days_since_failed",
        "距上次不合格",
        "days since a failed visit",
        _DAYS,
        "{value}天前检查不合格",
        "a failed visit {value} days ago",
    ),
)

_PURPOSES = (
    ("complaint", "投诉检查", "complaint"),
    ("poisoning", "疑似食物中毒调查", "suspected poisoning"),
    ("reinspection", "复查", "re-inspection"),
    ("licence", "许可核查", "licence"),
    ("task", "专项行动", "task-force"),
)


def _purposes() -> Iterator[Feature]:
    for name, zh, en in _PURPOSES:
        yield Feature(
            f"{name}_visits",
            f"一年内{zh}次数",
            f"{en} visits within a year",
            _COUNT,
            f"一年内{zh}{{value}}次",
            f"{{value}} {en} visits within a year",
        )
        yield Feature(
            f"days_since_{name}",
            f"距上次{zh}",
            f"days since the last {en} visit",
            _DAYS,
            f"上次{zh}在{{value}}天前",
            f"last {en} visit {{value}} days ago",
        )


_OTHERS = (
    *_purposes(),
    Feature(
        "unexamined_visits",
        "一年内无结果的检查次数",
        "visits without a result within a year",
        _COUNT,
        "一年内有{value}次检查没有结果",
        "{value} visits without a result within a year",
    ),
    Feature(
        "days_since_unexamined",
        "距上次无结果的检查",
        "days since a visit without a result",
        _DAYS,
        "{value}天前有过没有结果的检查",
        "a visit without a result {value} days ago",
    ),
    Feature(
        "days_since_any",
        "距上次任何检查",
        "days since any visit",
        _DAYS,
        "上次任何检查在{value}天前",
        "last visit of any kind {value} days ago",
    ),
    Feature(
        "days_known",
        "首次检查至今",
        "days since the first visit",
        _DAYS,
        "首次检查在{value}天前",
        "first visit {value} days ago",
    ),
    Feature(
        "all_visits",
        "各类检查总次数",
        "visits of all kinds",
        _COUNT,
        "各类检查共{value}次",
        "{value} visits of all kinds",
    ),
    Feature(
        "complaints_near_90",
        "附近90天投诉数",
        "complaints nearby, 90 days",
        _COUNT,
        "90天内400米范围有{value}件投诉",
        "{value} complaints within 400 m in 90 days",
    ),
    Feature(
        "complaints_near_365",
        "附近一年投诉数",
        "complaints nearby, one year",
        _COUNT,
        "一年内400米范围有{value}件投诉",
        "{value} complaints within 400 m in a year",
    ),
)

_REGISTER = (
    Feature(
        "risk_class",
        "法定风险等级",
        "statutory risk class",
        _COUNT,
        "法定风险等级为{value}级（1级最高）",
        "statutory risk class {value} (1 is the highest)",
    ),
    Feature(
        "licence_age",
        "许可年限",
        "age of the licence",
        _YEARS,
        "许可已{value}年",
        "licensed for {value} years",
    ),
    Feature(
        "privileges",
        "附加许可数",
        "side licences",
        _COUNT,
        "有{value}项附加许可",
        "{value} side licences",
    ),
    Feature("season", "所在月份", "month", _COUNT, "时在{value}月", "month {value} of the year"),
    Feature(
        "area_balance",
        "片区平衡",
        "balance between areas",
        _DIFFERENCE,
        "为平衡各片区调整{value}",
        "moved by {value} to balance the areas",
    ),
    Feature("lat", "纬度", "latitude", _PLACE, "位置：纬度{value}", "place: latitude {value}"),
    Feature("lon", "经度", "longitude", _PLACE, "位置：经度{value}", "place: longitude {value}"),
)

_GROUPS = (
    ("owner", "同一经营者的其他场所", "other premises of the same owner"),
    ("chain", "同名连锁的其他场所", "other premises of the same chain"),
    ("category", "同业态的其他场所", "others of the same kind of business"),
    ("kind", "同类许可的其他场所", "others with the same kind of licence"),
    ("district", "本街道其他场所（8个月内）", "others of the district, 8 months"),
    ("area", "本片区其他场所（8个月内）", "others of the area, 8 months"),
    ("district_recent", "本街道其他场所（75天内）", "others of the district, 75 days"),
    ("area_recent", "本片区其他场所（75天内）", "others of the area, 75 days"),
    ("district_long", "本街道其他场所（两年内）", "others of the district, two years"),
    ("area_long", "本片区其他场所（两年内）", "others of the area, two years"),
    ("building", "同一地点的其他场所", "others at the same place"),
)
_WIDTHS = (
    ("close", "周边数百米", "a few hundred metres around"),
    ("near", "周边一公里左右", "about a kilometre around"),
    ("wide", "周边两公里左右", "about two kilometres around"),
)
_MEMORIES = ((30, "一个月", "a month"), (90, "三个月", "three months"), (365, "一年", "a year"))


def _family(name: str, zh: str, en: str) -> Iterator[Feature]:
    yield Feature(
        f"{name}_visits",
        f"{zh}：检查次数",
        f"{en}: visits",
        _COUNT,
        f"{zh}有{{value}}次检查",
        f"{en}: {{value}} visits",
    )
    yield Feature(
        f"{name}_rate",
        f"{zh}：严重问题率",
        f"{en}: critical rate",
        _SHARE,
        f"{zh}的严重问题率为{{value}}",
        f"{en}: critical rate {{value}}",
    )
    yield Feature(
        f"{name}_residual",
        f"{zh}：严重问题率与预期之差",
        f"{en}: critical rate against expected",
        _DIFFERENCE,
        f"{zh}的严重问题率与预期相差{{value}}",
        f"{en}: critical rate {{value}} against expected",
    )
    yield Feature(
        f"{name}_residual_minor",
        f"{zh}：轻微问题与预期之差",
        f"{en}: minor against expected",
        _DIFFERENCE,
        f"{zh}的轻微问题数与预期相差{{value}}",
        f"{en}: minor violations {{value}} against expected",
    )


def _groups() -> Iterator[Feature]:
    for name, zh, en in _GROUPS:
        yield from _family(name, zh, en)


def _nearby() -> Iterator[Feature]:
    for width, zh, en in _WIDTHS:
        for days, zh_time, en_time in _MEMORIES:
            yield from _family(
                f"{width}_{days}", f"{zh}（约{zh_time}内）", f"{en}, about {en_time}"
            )

# SPDX-License-Identifier: Apache-2.0
"""Catalogue entries (目录条目): which fields the law demands, and reading them from a file."""

import re
from collections.abc import Mapping
from typing import Any

from mingjing.catalog.rules.section import Section
from mingjing.catalog.types.codes import (
    DataGrade,
    Delivery,
    ResourceFormat,
    SharingClass,
    SharingMethod,
    UpdateFrequency,
)
from mingjing.catalog.types.example import Entry, Text
from mingjing.catalog.types.refusals import (
    ConditionsMissing,
    EntryIncomplete,
    ExampleKeyInvalid,
)

ARTICLE_13 = {
    "name": "名称 name",
    "summary": "摘要 summary",
    "provider": "提供方 provider",
    "format": "格式 format",
    "update_frequency": "更新频率 update frequency",
    "sharing": "共享属性 sharing attribute",
    "sharing_methods": "共享方式 sharing method",
    "grade": "分类分级 grade",
    "category": "分类 category",
    "lead_source": "数源部门 lead source",
}
RESOURCE_KEYS = {*ARTICLE_13, "conditions", "delivery", "key", "file", "standard", "map"}
_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
_NOTHING = Text("", "")


def read_entry(resource_id: str, raw: Mapping[str, Any], *, file: str) -> Entry:
    """The catalogue entry of one `[resources.<id>]` section.

    Law: 政务数据共享条例 §13: the fields that an entry must state.
    Raises: EntryIncomplete, ConditionsMissing, ExampleKeyInvalid.
    """
    section = Section(raw, file=file, where=f"resources.{resource_id}")
    if not _ID.fullmatch(resource_id):
        raise ExampleKeyInvalid(
            file=file,
            key="resources",
            value=resource_id,
            hint="lower-case letters, digits and underscore, 40 at most",
        )
    section.only(RESOURCE_KEYS)
    for key, label in ARTICLE_13.items():
        if raw.get(key) in (None, "", [], {}):
            raise EntryIncomplete(
                resource=resource_id, field=f"{label}, {file}: {section.key(key)}"
            )
    entry = Entry(
        resource_id=resource_id,
        name=section.bilingual("name", '{ zh = "…", en = "…" }'),
        summary=section.bilingual("summary", '{ zh = "…", en = "…" }'),
        provider=section.text("provider", "a key of [agencies]"),
        lead_source=section.text("lead_source", "a key of [agencies]"),
        format=section.code("format", ResourceFormat),
        update_frequency=section.code("update_frequency", UpdateFrequency),
        sharing=section.code("sharing", SharingClass),
        sharing_methods=_methods(section),
        conditions=section.bilingual("conditions", "") if "conditions" in raw else _NOTHING,
        grade=section.code("grade", DataGrade),
        category=section.bilingual("category", "a subject heading"),
        delivery=section.code("delivery", Delivery, Delivery.SNAPSHOT),
        key=section.texts("key", ()),
    )
    check_entry(entry)
    return entry


def _methods(section: Section) -> tuple[SharingMethod, ...]:
    known = [member.value for member in SharingMethod]
    named = section.texts("sharing_methods")
    if not set(named) <= set(known):
        raise section.wrong("sharing_methods", ", ".join(known))
    return tuple(SharingMethod(name) for name in named)


def check_entry(entry: Entry) -> None:
    """Goes on only when the entry is complete.

    Law: 政务数据共享条例 §13 (fields), §14 and §15 (conditions; reason and legal basis).
    Raises: EntryIncomplete, ConditionsMissing.
    """
    stated = {
        "name": entry.name.zh.strip() and entry.name.en.strip(),
        "summary": entry.summary.zh.strip() and entry.summary.en.strip(),
        "provider": entry.provider,
        "sharing_methods": entry.sharing_methods,
        "category": entry.category.zh.strip() and entry.category.en.strip(),
        "lead_source": entry.lead_source,
    }
    for key, value in stated.items():
        if not value:
            raise EntryIncomplete(resource=entry.resource_id, field=ARTICLE_13[key])
    if entry.sharing is not SharingClass.UNCONDITIONAL and not (
        entry.conditions.zh.strip() and entry.conditions.en.strip()
    ):
        sharing = f"{entry.sharing.zh} {entry.sharing.en}"
        raise ConditionsMissing(resource=entry.resource_id, sharing=sharing)


def entry_payload(entry: Entry) -> dict[str, object]:
    """The entry as plain JSON, for the ledger's digest and for the stored version."""
    return {
        "resource_id": entry.resource_id,
        "name": [entry.name.zh, entry.name.en],
        "summary": [entry.summary.zh, entry.summary.en],
        "provider": entry.provider,
        "lead_source": entry.lead_source,
        "format": entry.format.value,
        "update_frequency": entry.update_frequency.value,
        "sharing": entry.sharing.value,
        "sharing_methods": [method.value for method in entry.sharing_methods],
        "conditions": [entry.conditions.zh, entry.conditions.en],
        "grade": entry.grade.value,
        "category": [entry.category.zh, entry.category.en],
        "delivery": entry.delivery.value,
        "key": list(entry.key),
    }


def entry_from_payload(stored: Mapping[str, Any]) -> Entry:
    """The entry that `entry_payload` wrote."""
    return Entry(
        resource_id=stored["resource_id"],
        name=Text(*stored["name"]),
        summary=Text(*stored["summary"]),
        provider=stored["provider"],
        lead_source=stored["lead_source"],
        format=ResourceFormat(stored["format"]),
        update_frequency=UpdateFrequency(stored["update_frequency"]),
        sharing=SharingClass(stored["sharing"]),
        sharing_methods=tuple(SharingMethod(name) for name in stored["sharing_methods"]),
        conditions=Text(*stored["conditions"]),
        grade=DataGrade(stored["grade"]),
        category=Text(*stored["category"]),
        delivery=Delivery(stored["delivery"]),
        key=tuple(stored["key"]),
    )

# SPDX-License-Identifier: Apache-2.0
"""What starting the platform refuses (启动时的拒绝)."""

from mingjing.kernel.errors import Invalid, Unavailable


class StoreNotReady(Unavailable):
    """The store has no tables yet, or those of an older version (尚未初始化)."""

    code = "entry.store_not_ready"
    zh = "数据库尚未初始化，或者是旧版本的：{cause}。"
    en = "The store has not been set up, or is of an older version: {cause}."
    remedy_zh = "请先运行 mingjing setup；它可以重复运行。"
    remedy_en = "Run mingjing setup first; it is safe to run twice."


class SectionUnreadable(Invalid):
    """A list that an example folder names cannot be read (名单无法读取)."""

    code = "entry.section_unreadable"
    zh = "{file}：无法读取：{cause}。"
    en = "{file}: cannot be read: {cause}."
    remedy_zh = "请提供 UTF-8 编码的 CSV，含以下各列：{wanted}"
    remedy_en = "Give a CSV in UTF-8 with these columns: {wanted}"


class SectionWrong(Invalid):
    """A value of a section or list of an example folder means nothing (设定有误)."""

    code = "entry.section_wrong"
    zh = "{file} {where}：“{key}”的值“{value}”无效。"
    en = "{file}, {where}: the value '{value}' of '{key}' is not valid."
    remedy_zh = "应为：{wanted}"
    remedy_en = "It should be: {wanted}"

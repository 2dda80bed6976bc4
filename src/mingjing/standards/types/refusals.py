# SPDX-License-Identifier: Apache-2.0
"""What this room refuses about standards (拒绝事由)."""

from mingjing.kernel.errors import Conflict, Invalid, Missing, Refused
from mingjing.standards.types.bilingual import Bilingual


class StandardInvalid(Bilingual, Invalid):
    """A document that is not a sound data standard (标准文档有误): where, what, what to do."""

    code = "standards.invalid"
    zh = "标准文件“{file}”第 {line} 行（{path}）：{problem}"
    en = "Standard '{file}', line {line} ({path}): {problem}"
    article = "ODCS 3.1.0"
    remedy_zh = "{todo}"
    remedy_en = "{todo}"


class StandardUnknown(Missing):
    """No such standard or version (标准不存在)."""

    code = "standards.unknown"
    zh = "没有登记标准“{standard_id}” {version}。"
    en = "There is no registered standard '{standard_id}' {version}."
    remedy_zh = "请用 mingjing standards list 查看已登记的标准。"
    remedy_en = "See mingjing standards list for the registered standards."


class ElementUnknown(Missing):
    """No such data element (数据元不存在)."""

    code = "standards.element_unknown"
    zh = "数据元目录中没有“{element_id}”。"
    en = "There is no data element '{element_id}' in the library."
    remedy_zh = "请从数据元目录中选用。"
    remedy_en = "Choose one from the library of data elements."


class StandardAlreadyRegistered(Conflict):
    """The same document is registered already (标准已登记)."""

    code = "standards.already_registered"
    zh = "标准“{standard_id}” {version} 已登记，内容相同。"
    en = "Standard '{standard_id}' {version} is registered already, with the same content."
    remedy_zh = "无需重复登记。"
    remedy_en = "There is nothing to do."


class VersionTaken(Conflict):
    """A version cannot change its content (版本号已占用)."""

    code = "standards.version_taken"
    zh = "标准“{standard_id}” {version} 已以其他内容登记。"
    en = "Standard '{standard_id}' {version} is registered with other content."
    remedy_zh = "请提高文档中的 version 后重新登记。"
    remedy_en = "Raise the document's version and register it again."


class StatusStepRefused(Bilingual, Refused):
    """The status may not go this way (状态变更不允许)."""

    code = "standards.status_step"
    zh = "标准“{standard_id}” {version} 不能由“{old}”变为“{new}”。"
    en = "Standard '{standard_id}' {version} cannot go from {old} to {new}."
    article = "ISO/IEC 11179-6"
    remedy_zh = "状态依次为：候选、已登记、合格、标准；任何状态均可废止。"
    remedy_en = "The order is candidate, recorded, qualified, standard; any may be retired."

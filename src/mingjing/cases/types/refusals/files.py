# SPDX-License-Identifier: Apache-2.0
"""Refusals about files of evidence."""

from mingjing.cases.types.refusals.course import Worded
from mingjing.kernel.errors import Missing

_LAW = "行政处罚法 §46"
_TAKEN_ZH = (
    "照片 JPEG、PNG、WebP、HEIC，PDF，DOCX，XLSX，纯文本，CSV，MP4、WebM、MKV，MP3、WAV、M4A"
)
_TAKEN_EN = (
    "photos (JPEG, PNG, WebP, HEIC), PDF, DOCX, XLSX, plain text, CSV, "
    "video (MP4, WebM, MKV) or sound (MP3, WAV, M4A)"
)


class FileEmpty(Worded):
    """The file has no content (文件为空)."""

    code = "cases.file_empty"
    rule, article = "APL-046", _LAW
    zh = "文件“{name}”没有内容，不能作为证据。"
    en = "The file “{name}” is empty and proves nothing."
    remedy_zh = "请检查存储卡或者设备，重新上传完整的文件。"
    remedy_en = "Check the card or the device and upload the whole file again."


class FileTooLarge(Worded):
    """The file is over the limit of its type (文件过大)."""

    http_status = 413
    code = "cases.file_too_large"
    rule, article = "APL-046", _LAW
    zh = "文件“{name}”超过{klass}的上限 {limit} MB。"
    en = "The file “{name}” is over the limit of {limit} MB for a {klass}."
    remedy_zh = "请分段后分别上传；不能分段的，原始载体留存并填写存放地点。"
    remedy_en = (
        "Upload it in parts; what cannot be cut is kept on its carrier, and its place named."
    )


class FileTypeUnknown(Worded):
    """The content is of no type that is taken (文件类型不符)."""

    http_status = 422
    code = "cases.file_type_unknown"
    rule, article = "APL-046", _LAW
    zh = "文件“{name}”的内容不属于可以上传的类型。"
    en = "The content of “{name}” is of no type that is taken."
    remedy_zh = f"可以上传：{_TAKEN_ZH}。请转换后上传，原始文件留存备查。"
    remedy_en = f"Taken are {_TAKEN_EN}. Convert it, and keep the original."


class FileMisnamed(Worded):
    """Name and content of the file disagree (文件名与内容不符)."""

    http_status = 422
    code = "cases.file_misnamed"
    rule, article = "APL-046", _LAW
    zh = "文件“{name}”的内容是{type}，与文件名的后缀不符。"
    en = "By its content “{name}” is a {type}; its name says otherwise."
    remedy_zh = "请查明文件来源；确实无误的，改为正确的后缀后上传。"
    remedy_en = "Find out where it comes from; if it is right, give it the proper ending."


class FileLeaving(Worded):
    """The file is being taken away (文件正在移除)."""

    code = "cases.file_leaving"
    rule, article = "APL-047", "行政处罚法 §47"
    zh = "文件“{name}”正在被移除，暂时不能使用。"
    en = "The file “{name}” is being taken away and cannot be used just now."
    remedy_zh = "请稍候重新上传同一文件。"
    remedy_en = "Wait a moment, then hand in the same file again."


class TooManyFiles(Worded):
    """More files at once than one piece of evidence takes (文件过多)."""

    http_status = 422
    code = "cases.too_many_files"
    rule, article = "APL-046", _LAW
    zh = "一项证据一次最多 {limit} 个文件，现有 {found} 个。"
    en = "One piece of evidence takes {limit} files; there are {found}."
    remedy_zh = "请分为几项证据，分别写明名称和证明对象。"
    remedy_en = "Make several pieces of evidence of it, each with its title and what it proves."


class FileUnfit(Worded):
    """Evidence of this kind is no such file (文件与证据种类不符)."""

    code = "cases.file_unfit"
    rule, article = "APL-046", _LAW
    zh = "“{name}”是{type}，不能作为{kind}的文件。"
    en = "“{name}” is a {type}; evidence of the kind “{kind}” is none."
    remedy_zh = "请改选证据种类，例如录音录像属于视听资料；或者上传与种类相符的文件。"
    remedy_en = "Choose another kind, such as audio-visual material, or another file."


class FileThere(Worded):
    """The case has this very file already (文件已在卷中)."""

    code = "cases.file_there"
    rule, article = "APL-046", _LAW
    zh = "文件“{name}”已经在卷：证据“{title}”。"
    en = "The file “{name}” is in the case already, as “{title}”."
    remedy_zh = "同一文件不重复入卷；请取消选择该文件，或者在已有的证据上查证。"
    remedy_en = "One file counts once: leave it out, or verify the evidence that is there."


class FileNotStored(Worded):
    """The file is not in the store (文件未存妥)."""

    code = "cases.file_not_stored"
    rule, article = "APL-047", "行政处罚法 §47"
    zh = "文件“{name}”没有存妥，不能入卷。"
    en = "The file “{name}” is not in the store and cannot become evidence."
    remedy_zh = "请重新上传该文件。"
    remedy_en = "Upload it again."


class NothingKept(Worded):
    """Neither a file nor where the original is kept (证据无文件也无存放地点)."""

    http_status = 422
    code = "cases.nothing_kept"
    rule, article = "APL-046", _LAW
    zh = "{kind}既没有上传文件，也没有写明原件、原物存放在哪里，无法查证。"
    en = "For this “{kind}” there is neither a file nor where the original is kept."
    remedy_zh = "请上传文件；纸质原件和物证写明存放地点（物证应当写明）。"
    remedy_en = "Upload the file, or say where the original is kept; for a thing always say it."


class UnknownFile(Missing):
    """No such file of the case, or not for this reader (没有该文件)."""

    code = "cases.unknown_file"
    zh, en = "案件中没有这个文件。", "The case has no such file."
    remedy_zh, remedy_en = "请从案件页面打开文件。", "Open it from the page of the case."

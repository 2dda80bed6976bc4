# SPDX-License-Identifier: Apache-2.0
"""Words of sources that sign nothing (无签名来源): what they send, their passes, refusals."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mingjing.evidence.types.codes import SourceKind
from mingjing.kernel.errors import Conflict, Forbidden, Invalid, Refused, Unavailable


class PushedKind(StrEnum):
    """What a request of a pusher carries (推送内容)."""

    INIT = "init"
    MEDIA = "media"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Source:
    """Who pushes (无签名来源): the key that the platform holds for it, and for what it may."""

    key: str
    camera: SourceKind
    account_id: str
    occasion: tuple[str, str]
    salt: str


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source as its officer sees it; `key` is also how it is withdrawn."""

    key: str
    name: str
    camera: SourceKind
    occasion_kind: str
    occasion_id: str
    registered_at: datetime
    until: datetime
    revoked_at: datetime | None


class SourceInvalid(Invalid):
    """Name, kind or time of a source cannot be used (来源信息有误)."""

    code = "evidence.source_invalid"
    zh = "来源的{zh_where}不可用。"
    en = "The {en_where} of the source cannot be used."
    remedy_zh = "名称八十字以内；种类从所列中选；时长不超过所列上限。"
    remedy_en = "A name of at most 80 characters, a kind of the list, hours within the limit."


class PushPassWrong(Forbidden):
    """The pass does not exist, ran out, or was withdrawn (推送许可无效)."""

    code = "evidence.push_pass_wrong"
    zh = "推送许可不存在、已到期或者已注销，未予接收。"
    en = "This pass to push does not exist, has run out, or was withdrawn; nothing was taken."
    remedy_zh = "请执法人员在“其他来源”页面另发一个许可；设备上的内容请勿删除。"
    remedy_en = "Have the officer issue another on the page of other sources; keep the original."


class PushNameWrong(Invalid):
    """The name is not a plain file name (推送文件名有误)."""

    http_status = 400
    code = "evidence.push_name"
    zh = "文件名不可用：不得有目录，只用字母、数字、点、横线和下划线，一百字以内。"
    en = "Not a name that is taken: no folder; letters, digits, dots, hyphens, underscores; to 100."
    remedy_zh = "请按来源页面所给的命令推送。"
    remedy_en = "Push with the command that the page of the source gives."


class PushMalformed(Invalid):
    """What was pushed cannot be taken (推送内容不能接收)."""

    http_status = 415
    code = "evidence.push_malformed"
    zh = "收到的是{zh_where}，不能接收；只接收碎片化 MP4（fMP4/CMAF）。"
    en = "This is {en_where}; only fragmented MP4 (fMP4, CMAF) is taken."
    remedy_zh = (
        "ffmpeg 请用 -f hls -hls_segment_type fmp4，或者 -f dash；"
        "编码用 H.264/H.265/AV1 和 AAC/Opus。"
    )
    remedy_en = (
        "With ffmpeg use -f hls -hls_segment_type fmp4, or -f dash; H.264/H.265/AV1 and AAC/Opus."
    )


class PushSlow(Unavailable):
    """A body took too long to come (推送过慢)."""

    http_status = 408
    code = "evidence.push_slow"
    zh = "内容在 {seconds} 秒内没有传完，未予接收。"
    en = "The body did not come within {seconds} seconds; nothing was taken."
    remedy_zh = "请用较短的片段或者较低的码率，或者在网络恢复后重新发送。"
    remedy_en = "Push shorter pieces or a lower bit rate, or send again when the network is back."


class PushWithoutInit(Conflict):
    """A piece came before the start of its file (缺少编码头)."""

    code = "evidence.push_no_init"
    zh = "尚未收到编码头（ftyp + moov），片段无从播放，未予接收。"
    en = "The start of the file (ftyp + moov) has not come; the piece was not taken."
    remedy_zh = "请先推送编码头；ffmpeg 重新启动即可。"
    remedy_en = "Push the start first; with ffmpeg start it again."


class PushDiffers(Conflict):
    """Another content is held under this name (同名内容不同)."""

    code = "evidence.push_differs"
    zh = "“{name}”已收到另一内容，先到的保留；已记入账本并报警。"
    en = "Another content is held under “{name}”; the first stays. The ledger holds an alarm."
    remedy_zh = "请查明是否有第二台设备使用了同一许可。"
    remedy_en = "Find out whether a second device uses the same pass."


class PushBehind(Conflict):
    """A piece came behind those that follow it (片段迟到)."""

    code = "evidence.push_behind"
    zh = "“{name}”的序号在已收片段之前，其缺失已经记载，不能再插入。"
    en = "“{name}” is numbered before what was taken; its absence is stated and stays so."
    remedy_zh = "请把原件用文件上传入口另行上传。"
    remedy_en = "Send the original by the upload door."


class TooManyStreams(Conflict):
    """One pass sends too many streams at once (码流过多)."""

    code = "evidence.push_streams"
    zh = "一个许可同时最多推送 {most} 路码流。"
    en = "One pass sends at most {most} streams at a time."
    remedy_zh = "请为其余码流另发许可。"
    remedy_en = "Have another pass issued for the rest."


class PullRefused(Refused):
    """What was pulled cannot be handed to the door (转推未成)."""

    code = "evidence.pull_refused"
    zh = "转推未成：{status} {why}"
    en = "It cannot be handed to the door: {status} {why}"
    remedy_zh = "请核对来源地址、推送许可和接口地址；设备上的内容请勿删除。"
    remedy_en = "Look at the address of the source, the pass and the door; keep the original."

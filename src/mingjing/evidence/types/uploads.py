# SPDX-License-Identifier: Apache-2.0
"""Words of the upload door (tus 1.0): what an upload is, and what is refused."""

from dataclasses import dataclass

from mingjing.kernel.errors import Conflict, Forbidden, Invalid, Missing, Refused

_SPEC_ZH = "请按 tus 1.0.0 协议重新提交。"
_SPEC_EN = "Send it again as tus 1.0.0 says."


@dataclass(frozen=True, slots=True)
class Checksum:
    """What a sender says of one piece (校验值): algorithm and digest."""

    algorithm: str
    digest: bytes


@dataclass(frozen=True, slots=True)
class Concat:
    """Whether an upload is a part, or made of parts (分片合并); `parts` are upload ids in order."""

    is_final: bool
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Creation:
    """What a request to create an upload asks for (新建上传); `length` in bytes, None: later."""

    length: int | None
    metadata: str
    concat: Concat | None


class TusVersionUnknown(Refused):
    """Another version of the protocol (协议版本不符), tus 1.0 Tus-Resumable."""

    http_status = 412
    code = "evidence.tus_version"
    zh = "不支持 Tus-Resumable 版本“{version}”。"
    en = "Tus-Resumable version {version} is not spoken here."
    remedy_zh = "请使用 1.0.0。"
    remedy_en = "Use 1.0.0."


class TusHeaderInvalid(Invalid):
    """A header that cannot be read (请求头有误)."""

    http_status = 400
    code = "evidence.tus_header"
    zh = "请求头 {name} 有误：{value}。"
    en = "The header {name} cannot be read: {value}."
    remedy_zh, remedy_en = _SPEC_ZH, _SPEC_EN


class TusTypeWrong(Invalid):
    """Bytes under another content type (内容类型不符)."""

    http_status = 415
    code = "evidence.tus_type"
    zh = "上传内容的类型须为 application/offset+octet-stream，而不是“{given}”。"
    en = "The bytes must come as application/offset+octet-stream, not as {given}."
    remedy_zh, remedy_en = _SPEC_ZH, _SPEC_EN


class TusOffsetDiffers(Conflict):
    """The piece does not begin where the upload ends (偏移不符)."""

    code = "evidence.tus_offset"
    zh = "已收到 {held} 字节，提交的片段却从 {given} 开始。"
    en = "{held} bytes are held, and this piece begins at {given}."
    remedy_zh = "请用 HEAD 查询偏移后从该处继续。"
    remedy_en = "Ask for the offset with HEAD and go on from there."


class TusTooLarge(Invalid):
    """More bytes than the upload or the door takes (超出长度)."""

    http_status = 413
    code = "evidence.tus_too_large"
    zh = "超过 {limit} 字节的上限。"
    en = "This is over the limit of {limit} bytes."
    remedy_zh = "请检查文件长度，或由管理员调高上限。"
    remedy_en = "Check the length of the file, or have the limit raised."


class TusChecksumDiffers(Invalid):
    """The piece arrived changed (校验不符), tus 1.0 checksum: 460."""

    http_status = 460
    code = "evidence.tus_checksum"
    zh = "片段的 {algorithm} 校验值不符，已丢弃该片段。"
    en = "The piece does not have the {algorithm} checksum that was sent; it was discarded."
    remedy_zh = "请重新发送该片段。"
    remedy_en = "Send the piece again."


class UploadMissing(Missing):
    """There is no such upload (上传不存在)."""

    code = "evidence.upload_missing"
    zh = "没有上传 {upload_id}。"
    en = "There is no upload {upload_id}."
    remedy_zh = "请新建上传。"
    remedy_en = "Create an upload."


class UploadGone(Missing):
    """The upload ran out or was ended (上传已失效)."""

    http_status = 410
    code = "evidence.upload_gone"
    zh = "上传 {upload_id} 已过期或已终止。"
    en = "The upload {upload_id} ran out or was ended."
    remedy_zh = "请新建上传。"
    remedy_en = "Create an upload."


class UploadKept(Forbidden):
    """A finished upload is evidence and stays (已成证据)."""

    code = "evidence.upload_kept"
    zh = "上传 {upload_id} 已经完成并作为证据保存，不能由上传方删除或更改。"
    en = "The upload {upload_id} is complete and kept as evidence; its sender cannot change it."
    remedy_zh = "保存期限届满后按规定销毁；上传有误的，请另行上传并说明。"
    remedy_en = "It goes when its retention ends; if it was wrong, upload the right one and say so."


class UploadNotYours(Forbidden):
    """Somebody else's upload, or no pass (无上传许可)."""

    code = "evidence.upload_not_yours"
    zh = "没有该上传的有效许可。"
    en = "There is no valid pass for this upload."
    remedy_zh = "请在网站上重新取得上传许可。"
    remedy_en = "Get a new pass for uploading on the site."


class PartsUnfinished(Refused):
    """A final upload of parts that are not complete (分片未完成)."""

    code = "evidence.upload_parts"
    zh = "分片 {part} 不存在或尚未完成。"
    en = "The part {part} is not there or not complete."
    remedy_zh = "请先完成各分片的上传。"
    remedy_en = "Complete each part first."

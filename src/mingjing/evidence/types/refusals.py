# SPDX-License-Identifier: Apache-2.0
"""What the evidence room and its doors refuse, with the codes of the segment door's page."""

from mingjing.kernel.errors import Conflict, Corrupt, Forbidden, Invalid, Missing, Unavailable


class LinkMalformed(Invalid):
    """A header is missing, not canonical, too long, or has a wrong field (环头格式有误)."""

    http_status = 400
    code = "evidence.link_malformed"
    zh = "环头格式有误（{where}）。"
    en = "The header of the link is malformed ({where})."
    remedy_zh = "请按接口说明第2节生成环头；其他环不受影响。"
    remedy_en = "Make the header as section 2 of the page says; other links are not affected."


class DigestDiffers(Invalid):
    """The body is not what its digest or length says (内容摘要不符)."""

    http_status = 400
    code = "evidence.digest_differs"
    zh = "收到的内容与 {where} 所述不符，未予保存。"
    en = "The body is not what {where} says; it was not kept."
    remedy_zh = "请重新发送该环。"
    remedy_en = "Send the link again."


class SignatureWrong(Invalid):
    """The signature does not fit the key (签名不符)."""

    http_status = 401
    code = "evidence.signature_wrong"
    zh = "签名与密钥不符。"
    en = "The signature does not fit the key."
    remedy_zh = "请用登记的密钥对原样的环头签名。"
    remedy_en = "Sign the very header bytes that are sent, with the registered key."


class KeyUnknown(Forbidden):
    """The key is not registered, or not for this officer (密钥未登记)."""

    code = "evidence.key_unknown"
    zh = "该记录仪密钥未登记，或者不是为该执法人员登记的。"
    en = "This recorder's key is not registered, or not for this officer."
    remedy_zh = "请登录后登记本机；录像留在本机，登记后再上传。"
    remedy_en = "Sign in and register this recorder; keep the recording and send it then."


class KeyRevoked(Forbidden):
    """The key was withdrawn (密钥已注销)."""

    code = "evidence.key_revoked"
    zh = "该记录仪密钥已注销。"
    en = "This recorder's key was withdrawn."
    remedy_zh = "请向本机关管理员查明原因；本机录像请勿删除。"
    remedy_en = "Ask your agency's administrator why; do not delete what the recorder holds."


class KeyExpired(Forbidden):
    """The key is past its last day (密钥已过期)."""

    code = "evidence.key_expired"
    zh = "该记录仪密钥已于 {until} 到期。"
    en = "This recorder's key expired on {until}."
    remedy_zh = "请登录后以同一密钥重新登记，再继续上传。"
    remedy_en = "Sign in, register the same key again, and go on sending."


class NotYourRecording(Forbidden):
    """The key is not the one that opened this recording (不是本机的录像)."""

    code = "evidence.not_your_recording"
    zh = "该录像由另一密钥开始，不能由本密钥续录。"
    en = "Another key opened this recording; this one cannot go on with it."
    remedy_zh = "请用开始录制的记录仪发送。"
    remedy_en = "Send it from the recorder that began it."


class RecordingUnknown(Missing):
    """No recording of this id, as link 0 has not come (录像不存在)."""

    code = "evidence.recording_unknown"
    zh = "没有录像 {recording}：尚未收到其第0环。"
    en = "There is no recording {recording}: its link 0 has not come."
    remedy_zh = "请先发送第0环（open）。"
    remedy_en = "Send link 0 (open) first."


class LinkConflict(Conflict):
    """Another header is held under this number (同号异环)."""

    code = "evidence.link_conflict"
    zh = "第{seq}环已存有另一内容；已记警报。"
    en = "Another link is held as number {seq}; an alarm was recorded."
    remedy_zh = "请勿删除本机内容，并联系管理员查明。"
    remedy_en = "Delete nothing on the recorder, and ask the administrator."


class ChainBroken(Conflict):
    """A link does not fit its neighbour (链条不接续)."""

    code = "evidence.chain_broken"
    zh = "第{seq}环与第{other}环不接续。"
    en = "Link {seq} does not fit link {other}."
    remedy_zh = "请按顺序生成环；已发送的环不可改动。"
    remedy_en = "Make links in order; one that was sent cannot be changed."


class NonceUsed(Conflict):
    """The ticket was used, ran out, or was never given to this key (凭票已用或无效)."""

    code = "evidence.nonce_used"
    zh = "开始录制所用的凭票已经用过、已过期，或者不是发给本密钥的。"
    en = "The ticket of this opening was used, ran out, or was never given to this key."
    remedy_zh = "请登录领取新的凭票后重新开始录制。"
    remedy_en = "Sign in for new tickets and begin a new recording."


class RecordingEnded(Conflict):
    """A link behind the end (录像已结束)."""

    code = "evidence.recording_ended"
    zh = "该录像已在第{end}环结束，不再接收其后的环。"
    en = "This recording ended with link {end}; nothing comes after it."
    remedy_zh = "请另开一段录像。"
    remedy_en = "Begin a new recording."


class ClockOff(Invalid):
    """The recorder's clock is far from the server's (时钟不准)."""

    http_status = 410
    code = "evidence.clock_off"
    zh = "记录仪的时钟与服务器相差过大（{hours} 小时以上）。"
    en = "The recorder's clock is more than {hours} hours from the server's."
    remedy_zh = "请校准记录仪的时钟后另开一段录像。"
    remedy_en = "Set the recorder's clock and begin a new recording."


class BodyStalled(Unavailable):
    """Nothing came of a body for too long (内容中断)."""

    http_status = 408
    code = "evidence.body_stalled"
    zh = "超过 {seconds} 秒没有收到该环的内容。"
    en = "Nothing came of the body of this link for {seconds} seconds."
    remedy_zh = "请在网络恢复后重新发送该环。"
    remedy_en = "Send the link again when the network is back."


class SegmentTooLarge(Invalid):
    """More bytes than a link may carry (内容过大)."""

    http_status = 413
    code = "evidence.segment_too_large"
    zh = "该环的内容超过 {limit} 字节。"
    en = "The body of this link is over {limit} bytes."
    remedy_zh = "请分成较小的环；无内容的环不带内容。"
    remedy_en = "Cut it into smaller links; kinds without a body carry none."


class MediaUnknown(Invalid):
    """Not a video, audio or image type of the list (媒体类型不支持)."""

    http_status = 415
    code = "evidence.media_unknown"
    zh = "不接收媒体类型“{mime}”。"
    en = "The media type “{mime}” is not taken."
    remedy_zh = "可用类型见接口说明第2节。"
    remedy_en = "Section 2 of the page lists the types."


class TooFast(Unavailable):
    """More links in a second than one key may send (发送过快)."""

    http_status = 429
    code = "evidence.too_fast"
    zh = "每个密钥每秒至多发送 {limit} 个环。"
    en = "One key may send {limit} links a second."
    remedy_zh = "请稍后再发；本机保存的内容不会丢失。"
    remedy_en = "Send it again a little later; nothing is lost."


class StoreFull(Unavailable):
    """Disk or store cannot take it (存储已满)."""

    http_status = 507
    code = "evidence.store_full"
    zh = "存储空间不足，未予保存。"
    en = "The store is full; nothing was kept."
    remedy_zh = "原内容没有丢失：请保留，间隔逐渐加长后重试；管理员请清理或扩充存储。"
    remedy_en = (
        "Nothing is lost: keep what you have and try again with a growing pause; the operator"
        " adds space."
    )


class StoreAway(Unavailable):
    """The store does not answer (存储不可用)."""

    code = "evidence.store_away"
    zh = "存储暂时不可用，未予保存。"
    en = "The store does not answer; nothing was kept."
    remedy_zh = "请保留本机内容，间隔逐渐加长后重试。"
    remedy_en = "Keep it on the recorder and try again with a growing pause."


class PassWrong(Forbidden):
    """No pass, or one that ran out or is for another recording (观看凭证无效)."""

    http_status = 401
    code = "evidence.pass_wrong"
    zh = "观看凭证缺失、过期，或者不是这段录像的。"
    en = "The pass is missing, ran out, or is for another recording."
    remedy_zh = "请从网站重新打开这段录像。"
    remedy_en = "Open the recording from the site again."


class DeviceInvalid(Invalid):
    """A recorder cannot be registered as it was given (记录仪登记信息有误)."""

    code = "evidence.device_invalid"
    zh = "记录仪登记信息有误：{where}。"
    en = "The recorder cannot be registered: {where}."
    remedy_zh = "请按接口说明第6节提供算法、公钥、名称和证明。"
    remedy_en = "Give algorithm, public key, name and proof as section 6 of the page says."


class DeviceOfAnother(Conflict):
    """The key is registered for another account, or withdrawn for good (密钥已被占用)."""

    code = "evidence.device_of_another"
    zh = "该密钥已为另一账号登记，或者已经注销，不能再登记。"
    en = "The key is registered for another account, or was withdrawn for good."
    remedy_zh = "请在本机生成新的密钥后登记。"
    remedy_en = "Make a new key on the recorder and register that."


class DeviceMissing(Missing):
    """No such recorder (记录仪不存在)."""

    code = "evidence.device_missing"
    zh = "没有登记过该记录仪。"
    en = "There is no such recorder."
    remedy_zh = "请核对记录仪清单。"
    remedy_en = "Look it up in the list of recorders."


class ReasonMissing(Invalid):
    """Why is not said (未写明理由)."""

    code = "evidence.reason_missing"
    zh = "没有写明理由。"
    en = "No reason is given."
    remedy_zh = "请写明理由，一千字以内。"
    remedy_en = "Say why, in at most a thousand characters."


class OccasionUnknown(Missing):
    """The actor has no such occasion (没有该事由)."""

    code = "evidence.occasion_unknown"
    zh = "您名下没有这项检查任务或案件。"
    en = "You have no such visit or case."
    remedy_zh = "请从自己的任务和案件中选择。"
    remedy_en = "Choose among your own visits and cases."


class AlreadyJoined(Conflict):
    """The recording belongs to an occasion already (已关联)."""

    code = "evidence.already_joined"
    zh = "该录像已经关联到事由。"
    en = "The recording belongs to an occasion already."
    remedy_zh = "如关联有误，请由监督人员查明。"
    remedy_en = "If it is the wrong one, ask the auditor."


class NotSealed(Conflict):
    """The recording is not in the state that this needs (录像状态不符)."""

    code = "evidence.state_wrong"
    zh = "录像当前状态为“{zh_state}”，不能这样办理。"
    en = "The recording is “{en_state}”; this cannot be done now."
    remedy_zh = "请刷新页面后再试。"
    remedy_en = "Load the page again and look."


class UploadNotLate(Conflict):
    """The upload is not late, or that is on record already (上传未超期)."""

    code = "evidence.upload_not_late"
    zh = "录像上传没有超期，或者已经认定。"
    en = "The upload is not late, or that is on record already."
    remedy_zh = "无需办理。"
    remedy_en = "Nothing is to be done."


class ChainDamaged(Corrupt):
    """What is kept of a chain does not fit together (录像链损坏)."""

    code = "evidence.chain_damaged"
    zh = "录像 {recording} 的链与其记录不符（{where}）。"
    en = "The chain of recording {recording} does not fit its record ({where})."
    remedy_zh = "停止删除，保全存储并核对备份。"
    remedy_en = "Delete nothing, preserve the store and compare the backup."


class DoorKeyUnusable(Corrupt):
    """The server's key for acknowledgements cannot be used (回执密钥不可用)."""

    code = "evidence.door_key_unusable"
    zh = "回执签名密钥 {path} 不可用。"
    en = "The key that signs acknowledgements, {path}, cannot be used."
    remedy_zh = "从备份恢复密钥，权限须为600。"
    remedy_en = "Restore the key from backup; its mode must be 600."


class PartInvalid(Invalid):
    """The part that is asked for is no range of links (披露范围有误)."""

    code = "evidence.part_invalid"
    zh = "披露范围须为两个序号，前者不大于后者。"
    en = "The part must be two link numbers, the first not above the last."
    remedy_zh = "请填写起止序号，或都留空导出全部。"
    remedy_en = "Give both numbers, or leave both empty for the whole recording."

# SPDX-License-Identifier: Apache-2.0
"""What custody refuses (保管的拒绝)."""

from mingjing.kernel.errors import Conflict, Forbidden, Invalid, Missing


class StretchInvalid(Invalid):
    """From and to are no stretch of the recording (时段有误)."""

    code = "evidence.stretch_invalid"
    zh = "时段须在录像之内（0 至 {seconds} 秒），起点不晚于终点。"
    en = "The stretch must lie within the recording: 0 to {seconds} seconds, begin before end."
    remedy_zh = "请以秒（如 75.5）或 分:秒（如 1:15.5）填写。"
    remedy_en = "Write seconds (75.5) or minutes and seconds (1:15.5)."


class NoteInvalid(Invalid):
    """A note without words, or with too many (说明内容有误)."""

    code = "evidence.note_invalid"
    zh = "说明须有文字，至多 {limit} 字。"
    en = "A note has words, at most {limit} characters."
    remedy_zh = "请修改文字后再提交。"
    remedy_en = "Change the words and send it again."


class NoteMissing(Missing):
    """No such note (说明不存在)."""

    code = "evidence.note_missing"
    zh = "没有这条说明。"
    en = "There is no such note."
    remedy_zh = "请从录像页面打开。"
    remedy_en = "Open it from the page of the recording."


class NoteChanged(Conflict):
    """Somebody corrected the note meanwhile (说明已被他人更正)."""

    code = "evidence.note_changed"
    zh = "这条说明刚刚由他人更正为第 {version} 版。"
    en = "Somebody has just corrected this note: version {version} stands."
    remedy_zh = "请重新打开页面，在新版上更正。"
    remedy_en = "Load the page again and correct the new version."


class TranscriptInvalid(Invalid):
    """The file is no transcript of this recording (文字稿有误)."""

    code = "evidence.transcript_invalid"
    zh = "文字稿第 {line} 行有误：{zh_what}。"
    en = "Line {line} of the transcript is wrong: {en_what}."
    remedy_zh = "请改正该行后重新上传；整个文件未予保存。"
    remedy_en = "Mend the line and send the file again; nothing of it was kept."


class TranscriptKnown(Conflict):
    """The very file was imported already (文字稿已导入)."""

    code = "evidence.transcript_known"
    zh = "同一文件已经导入。"
    en = "This very file was imported already."
    remedy_zh = "请在页面上查看。"
    remedy_en = "It stands on the page."


class SearchTooShort(Invalid):
    """Too few characters to search for (检索词过短)."""

    code = "evidence.search_too_short"
    zh = "检索词须有 2 至 100 个字符。"
    en = "Search for 2 to 100 characters."
    remedy_zh = "请写得具体一些。"
    remedy_en = "Be more specific."


class CategoryUnknown(Invalid):
    """No such category, or it does not stand (类别有误)."""

    code = "evidence.category_unknown"
    zh = "没有这个保存类别，或者未归入此类。"
    en = "There is no such category, or it is not in it."
    remedy_zh = "请从清单中选择。"
    remedy_en = "Choose one of the list."


class CategoryStands(Conflict):
    """It is in the category already (已归入该类)."""

    code = "evidence.category_stands"
    zh = "已经归入此类。"
    en = "It is in this category already."
    remedy_zh = "无需再办。"
    remedy_en = "Nothing is left to do."


class OnHold(Conflict):
    """A legal hold stands (依法暂停删除)."""

    code = "evidence.on_hold"
    zh = "已被依法暂停删除，任何人不得删除。"
    en = "It is on legal hold: nobody deletes it."
    remedy_zh = "由作出决定的机关解除后再办。"
    remedy_en = "It is for those who placed the hold to lift it."


class HoldMissing(Missing):
    """No such hold stands (没有暂停删除)."""

    code = "evidence.hold_missing"
    zh = "没有这项暂停删除，或者已经解除。"
    en = "There is no such hold, or it was lifted."
    remedy_zh = "请刷新页面后再看。"
    remedy_en = "Load the page again and look."


class TermRuns(Conflict):
    """It must still be kept (保存期限未满)."""

    code = "evidence.term_runs"
    zh = "保存期限未满：{zh_why}。"
    en = "It must still be kept: {en_why}."
    remedy_zh = "期满后由系统列入到期清单。"
    remedy_en = "When the term has run out it is listed as due."


class NotProposed(Conflict):
    """The deletion has not come so far, or further already (删除进度不符)."""

    code = "evidence.deletion_state"
    zh = "删除进度为“{zh_state}”，不能这样办理。"
    en = "The deletion stands at “{en_state}”; this cannot be done now."
    remedy_zh = "先由一人提请，再由另一人决定。"
    remedy_en = "One person proposes first, then another decides."


class SamePerson(Forbidden):
    """Who proposes may not decide (提请人不得决定)."""

    code = "evidence.same_person"
    zh = "提请删除的人不得作出删除决定。"
    en = "Who proposed the deletion may not decide it."
    remedy_zh = "请由另一有权人员决定。"
    remedy_en = "Ask another person who has the power."


class BodiesDeleted(Missing):
    """The bodies were deleted by policy (内容已依规定删除)."""

    http_status = 410
    code = "evidence.bodies_deleted"
    zh = "内容已于 {day} 依规定删除；摘要与账本条目仍在。"
    en = "The content was deleted by policy on {day}; hashes and entries stay."
    remedy_zh = "可查看保管记录，或导出证明。"
    remedy_en = "See who did what with it, or export the proof."


class ShareInvalid(Invalid):
    """A recording cannot be lent like this (共享内容有误)."""

    code = "evidence.share_invalid"
    zh = "共享须写明接收人，并在 {days} 日之内到期。"
    en = "A share names its recipient and ends within {days} days."
    remedy_zh = "请写明接收人和截止时间。"
    remedy_en = "Say to whom, and until when."


class ShareMissing(Missing):
    """No share has this code (共享码无效)."""

    code = "evidence.share_missing"
    zh = "没有这个共享码。"
    en = "There is no such code."
    remedy_zh = "请核对收到的共享码；字母不分大小写。"
    remedy_en = "Compare it with what you were given; capitals do not matter."


class SealedByLaw(Forbidden):
    """The law seals records of this matter (记录封存)."""

    code = "evidence.sealed_by_law"
    rule, article = "REC-8", "治安管理处罚法 §136"
    zh = "治安案件的记录依法封存，不得向任何单位和个人提供或者公开。"
    en = "Records of a public-security case are sealed and given to nobody."
    remedy_zh = "国家机关办案需要或者依国家规定查询的，由机关负责人（非录制人本人）审批办理。"
    remedy_en = (
        "Where a state organ needs them for its case, or state rules allow it, the head of the"
        " agency, who did not record it, hands them out."
    )


class ShareOver(Forbidden):
    """The share ran out or was withdrawn (共享已失效)."""

    http_status = 410
    code = "evidence.share_over"
    zh = "该共享{zh_how}。"
    en = "This share {en_how}."
    remedy_zh = "如仍需查看，请向共享的机关重新申请。"
    remedy_en = "If you still need it, ask the agency again."


class NameMissing(Invalid):
    """Who watches does not say who it is (未填写姓名)."""

    code = "evidence.name_missing"
    zh = "请填写您的姓名，至多 80 字。"
    en = "Type your name, at most 80 characters."
    remedy_zh = "查看人与时间将留作回执。"
    remedy_en = "Who watched and when is kept as a receipt."


class TooManyCodes(Forbidden):
    """Too many wrong codes came from one address (试错过多)."""

    http_status = 429
    code = "evidence.too_many_codes"
    zh = "错误的共享码过多，请 {minutes} 分钟后再试。"
    en = "Too many wrong codes; try again in {minutes} minutes."
    remedy_zh = "请核对收到的共享码。"
    remedy_en = "Compare it with what you were given."

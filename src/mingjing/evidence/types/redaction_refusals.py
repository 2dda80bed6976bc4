# SPDX-License-Identifier: Apache-2.0
"""What redaction refuses (打码脱敏的拒绝)."""

from mingjing.kernel.errors import Conflict, Forbidden, Invalid, Missing, Refused


class PlanMalformed(Invalid):
    """The plan cannot be read (方案格式有误)."""

    code = "evidence.redaction_malformed"
    zh = "脱敏方案“{where}”处格式有误。"
    en = "The plan of redaction cannot be read at '{where}'."
    remedy_zh = "时间请以秒（75.5）或 分:秒（1:15.5）填写，位置和大小以百分数填写。"
    remedy_en = "Write times as seconds (75.5) or 1:15.5, places and sizes as percentages."


class MaskOutside(Invalid):
    """A mask lies outside the picture (遮挡框超出画面)."""

    code = "evidence.mask_outside"
    zh = "遮挡框“{mask}”超出画面，或者没有大小。"
    en = "Mask '{mask}' lies outside the picture, or has no size."
    remedy_zh = "左、上不小于 0%，左加宽、上加高不大于 100%，宽、高大于 0。"
    remedy_en = (
        "Left and top are at least 0 %, left with width and top with height at most 100 %,"
        " width and height above 0."
    )


class HidingOutside(Invalid):
    """An instant lies outside the recording (时间超出录像)."""

    code = "evidence.hiding_outside"
    zh = "“{where}”的时间不在录像之内（0 至 {seconds} 秒），或者先后颠倒。"
    en = "Times of '{where}' lie outside the recording (0 to {seconds} seconds) or end first."
    remedy_zh = "请按录像的时间填写；每个关键帧的时间各不相同。"
    remedy_en = "Take the times from the player; no two keys of a mask share an instant."


class HidingReasonUnknown(Invalid):
    """No such reason for hiding (遮挡理由有误)."""

    code = "evidence.hiding_reason_unknown"
    zh = "“{where}”没有列明的遮挡理由。"
    en = "'{where}' gives no reason of the list."
    remedy_zh = "请从理由清单中选择。"
    remedy_en = "Choose one of the list."


class PlanTooLarge(Invalid):
    """The plan holds too much (方案过大)."""

    code = "evidence.redaction_too_large"
    zh = "一个方案至多 {masks} 个遮挡框、{keys} 个关键帧、{stretches} 个时段。"
    en = "A plan holds at most {masks} masks, {keys} keys and {stretches} stretches."
    remedy_zh = "请删去多余的框，或对整个画面模糊处理。"
    remedy_en = "Take masks away, or blur the whole picture for a time."


class PlanEmpty(Invalid):
    """Nothing is hidden (方案为空)."""

    code = "evidence.redaction_empty"
    zh = "方案没有遮挡任何内容。"
    en = "The plan hides nothing."
    remedy_zh = "请先框选画面、选取时段，或者直接导出原始录像。"
    remedy_en = "Draw a mask or choose a stretch first, or export the original."


class DraftChanged(Conflict):
    """The draft was changed in another window (草稿已变化)."""

    code = "evidence.redaction_draft_changed"
    zh = "草稿已在另一窗口更新为第 {version} 版，本次修改未保存。"
    en = "The draft was changed in another window: version {version} stands, this was not kept."
    remedy_zh = "请刷新页面后再改。"
    remedy_en = "Load the page again and change it there."


class PartOfPlanMissing(Missing):
    """The plan has no such part (方案中没有此项)."""

    code = "evidence.redaction_part_missing"
    zh = "方案中没有此项。"
    en = "The plan has no such part."
    remedy_zh = "请刷新页面后再看。"
    remedy_en = "Load the page again and look."


class RedactionMissing(Missing):
    """No such redacted copy (脱敏件不存在)."""

    code = "evidence.redaction_missing"
    zh = "没有这个脱敏件。"
    en = "There is no such redacted copy."
    remedy_zh = "请从录像的脱敏页面打开。"
    remedy_en = "Open it from the page of the recording."


class FilmJobMissing(Missing):
    """No such task (任务不存在)."""

    code = "evidence.film_job_missing"
    zh = "没有这个任务，或者已经结束。"
    en = "There is no such task, or it is over."
    remedy_zh = "请刷新页面后再看。"
    remedy_en = "Load the page again and look."


class RedactionNotThere(Conflict):
    """The redacted copy has not come so far, or further already (脱敏件进度不符)."""

    code = "evidence.redaction_state"
    zh = "脱敏件的进度为“{zh_state}”，不能这样办理。"
    en = "The redacted copy stands at “{en_state}”; this cannot be done now."
    remedy_zh = "先制作，再由另一人核看批准，然后交付。"
    remedy_en = "It is made first, then another person looks and approves, then it is handed out."


class SameRedactor(Forbidden):
    """Who planned a redaction may not approve it (拟订人不得批准)."""

    code = "evidence.same_redactor"
    zh = "拟订脱敏方案的人不得批准该脱敏件。"
    en = "Who planned the redaction may not approve it."
    remedy_zh = "请由另一有权人员核看后批准。"
    remedy_en = "Ask another person who has the power to look at it."


class NotWatched(Refused):
    """Who decides has not said what for, and so has not looked (未核看)."""

    code = "evidence.redaction_not_watched"
    zh = "批准前应当核看：请先说明查看目的并播放脱敏件。"
    en = "Look before you approve: say what for and play the redacted copy first."
    remedy_zh = "请在本页说明目的，对照原始录像播放后再批准。"
    remedy_en = "Say the purpose on this page, play it beside the original, then decide."


class PurposeNotSaid(Forbidden):
    """Who looks has not said what for (未说明查看目的)."""

    code = "evidence.purpose_not_said"
    zh = "查看前请先说明目的。"
    en = "Say what for before you look."
    remedy_zh = "请在脱敏件页面选择查看目的。"
    remedy_en = "Choose the purpose on the page of the copy."


class NoFilm(Refused):
    """Photos cannot be redacted here (照片不能脱敏)."""

    code = "evidence.redaction_no_film"
    zh = "只有录像和录音可以在此脱敏，照片不可以。"
    en = "Only films and sound are redacted here, not photos."
    remedy_zh = "请另行处理照片后作为文件上传。"
    remedy_en = "Redact photos elsewhere and upload them as files."


class FilmJobRuns(Conflict):
    """Such a task runs already (任务正在进行)."""

    code = "evidence.film_job_runs"
    zh = "同样的任务正在进行。"
    en = "Such a task runs already."
    remedy_zh = "请等待完成，或先取消。"
    remedy_en = "Wait until it is done, or cancel it."


class ClocksApart(Invalid):
    """Signed durations and the film's own clock do not fit each other (录像时长与影片时钟不符)."""

    code = "evidence.film_clocks_apart"
    zh = "自第 {seconds} 秒起，记录仪签名的时长与影片自身的时间不符，遮盖无法准确落位，未制作影片。"
    en = (
        "From second {seconds} on, the durations that the recorder signed and the times in the film"
        " differ: what is hidden could miss its place, so no copy was made."
    )
    remedy_zh = "请报告维护人员检查该记录仪；原始录像未改变，可另行脱敏后作为文件上传。"
    remedy_en = (
        "Have the recorder looked at. The original is unchanged; it can be redacted elsewhere and"
        " uploaded as a file."
    )

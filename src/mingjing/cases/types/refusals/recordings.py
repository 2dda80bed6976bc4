# SPDX-License-Identifier: Apache-2.0
"""Refusals about recordings of the case, and which act lacks which (音像记录)."""

from dataclasses import dataclass
from datetime import date, datetime

from mingjing.cases.types.refusals.course import Worded
from mingjing.evidence.types import RecordingState
from mingjing.kernel.clock import BEIJING
from mingjing.kernel.errors import Language
from mingjing.registry.types import RecordedAct

_WHY = {
    RecordingState.OPEN: ("尚未结束", "not ended yet"),
    RecordingState.BROKEN_OFF: ("中断，没有结束封存", "broken off, never sealed"),
}
_OTHER_TIME = ("不包含该时间", "does not show that time")
_SHOWN = len("recording_") + 8


@dataclass(frozen=True, slots=True)
class NearRecording:
    """A recording of the case that does not count for an act (不足以证明的录像), and its state."""

    recording_id: str
    state: RecordingState

    def label(self, language: Language) -> str:
        """Which one, and why it does not count."""
        why = _WHY.get(self.state, _OTHER_TIME)[0 if language == "zh" else 1]
        name = self.recording_id[:_SHOWN]
        return f"{name}：{why}" if language == "zh" else f"{name}: {why}"


@dataclass(frozen=True, slots=True)
class Lacking:
    """An act without its recording (缺少音像记录的环节): when it was, and what there is instead."""

    act: RecordedAct
    when: date | datetime
    near: tuple[NearRecording, ...] = ()

    def label(self, language: Language) -> str:
        """The act, its time, and the recordings that do not count for it."""
        is_instant = isinstance(self.when, datetime)
        when = (
            f"{self.when.astimezone(BEIJING):%Y-%m-%d %H:%M}"
            if isinstance(self.when, datetime)
            else self.when.isoformat()
        )
        of = ("该时间", "of that time") if is_instant else ("当日", "of that day")
        none = f"没有{of[0]}的录像" if language == "zh" else f"no recording {of[1]}"
        found = "，" if language == "zh" else ", "
        had = found.join(one.label(language) for one in self.near) or none
        open_, close = ("（", "）") if language == "zh" else (" (", ")")
        return f"{self.act.label(language)} {when}{open_}{had}{close}"


class RecordingMissing(Worded):
    """A recording that must be is missing (缺少音像记录)."""

    code = "cases.recording_missing"
    rule, article = "TS-7", "国办发〔2018〕118号"
    zh = "应当音像记录的环节没有完整的录像：{acts}。"
    en = "These acts must be recorded and no whole recording shows them: {acts}."
    remedy_zh = (
        "未关联的录像，请在“现场录像”中关联到本案或者来源检查任务；未结束、未补传的，请在记录设备上"
        "结束并上传；由其他设备拍摄的，作为视听资料入卷；确实没有的，归档时说明原因。"
    )
    remedy_en = (
        "Join a recording to the case or to the visit it came from; end and upload one that is not "
        "ended; put what another device filmed into the file as audio-visual material; where there "
        "is none, say why when archiving."
    )


class RecordingNotJoined(Worded):
    """The recording belongs to another matter (录像未关联本案)."""

    code = "cases.recording_not_joined"
    rule, article = "APL-046", "行政处罚法 §46"
    zh = "录像 {recording} 没有关联本案或者本案来源的检查任务。"
    en = "Recording {recording} is joined neither to this case nor to the visit it came from."
    remedy_zh = "请先在“现场录像”中关联，再作为证据入卷。"
    remedy_en = "Join it on the page of recordings first."


class RecordingNotWhole(Worded):
    """The recording is not all there (录像不完整)."""

    code = "cases.recording_not_whole"
    rule, article = "APL-046", "行政处罚法 §46"
    zh = "录像 {recording} 的状态为“{state}”，没有可以引用的根摘要。"
    en = "Recording {recording} is “{state}”; it has no root to be named by."
    remedy_zh = "请在记录设备上结束并补传；无法补传的，导出已有部分，作为文件入卷。"
    remedy_en = "End and upload it on the device; else export what is here and add it as a file."


class RecordingDiffers(Worded):
    """What is said of the recording is not what is on record (录像摘要不符)."""

    code = "cases.recording_differs"
    rule, article = "APL-046", "行政处罚法 §46"
    zh = "录像 {recording} 的根摘要或者环数与保管的不一致。"
    en = "Root or link count of recording {recording} is not what is kept."
    remedy_zh = "请重新打开表单，从列表中选择录像。"
    remedy_en = "Open the form again and choose the recording from the list."


class RecordingThere(Worded):
    """The recording is evidence already (录像已入卷)."""

    code = "cases.recording_there"
    rule, article = "APL-046", "行政处罚法 §46"
    zh = "录像 {recording} 已经作为证据“{title}”入卷。"
    en = "Recording {recording} is in the file already as “{title}”."
    remedy_zh = "请引用已有的证据。"
    remedy_en = "Refer to the evidence that is there."


class RecordingOffDay(Worded):
    """The recording shows another day (录像日期不符)."""

    code = "cases.recording_off_day"
    rule, article = "APL-046", "行政处罚法 §46"
    zh = "录像 {recording} 没有记录 {on} 的内容，与收集日期不符。"
    en = "Recording {recording} shows nothing of {on}, the day on which it was collected."
    remedy_zh = "请把收集日期改为录制的日期。"
    remedy_en = "Set the day of collection to the day of the recording."


class RecordingKindWrong(Worded):
    """A recording is named for evidence of another kind (录像的证据种类不符)."""

    code = "cases.recording_kind_wrong"
    rule, article = "APL-046", "行政处罚法 §46"
    zh = "录像只能作为视听资料入卷，所选种类为“{kind}”。"
    en = "A recording is audio-visual material; the kind chosen is “{kind}”."
    remedy_zh = "请把证据种类改为视听资料。"
    remedy_en = "Choose audio-visual material."

# SPDX-License-Identifier: Apache-2.0
"""Code lists of the evidence room."""

from mingjing.kernel.labels import LabelledEnum


class RecordingState(LabelledEnum):
    """How far a recording has come (录像状态)."""

    OPEN = "open", "录制中", "Recording"
    BROKEN_OFF = "broken_off", "中断", "Broken off"
    SEALED = "sealed", "已封存，待补齐", "Sealed, links outstanding"
    COMPLETE = "complete", "完整", "Complete"


class LinkKind(LabelledEnum):
    """What a link of a chain says (环的种类)."""

    OPEN = "open", "开始", "Opening"
    INIT = "init", "编码头", "Start of the file"
    MEDIA = "media", "音视频", "Media"
    GAP = "gap", "间断说明", "Stated gap"
    MARK = "mark", "标记", "Mark"
    END = "end", "结束", "End"


class GapReason(LabelledEnum):
    """Why nothing was recorded for a time (间断原因)."""

    PAUSED = "paused", "暂停", "Paused"
    CAMERA_ERROR = "camera_error", "摄像头故障", "Camera error"
    BATTERY = "battery", "电量不足", "Battery"
    STORAGE_FULL = "storage_full", "存储已满", "Storage full"
    KILLED = "killed", "程序被终止", "Program killed"
    RELOADED = "reloaded", "页面重新载入", "Page reloaded"
    BACKGROUND = "background", "转入后台", "In the background"
    UNKNOWN = "unknown", "原因不明", "Unknown"


class MarkLabel(LabelledEnum):
    """What is marked on a recording (标记)."""

    KEY_MOMENT = "key_moment", "关键时刻", "Key moment"
    OPENING_STATEMENT = "opening_statement", "开场告知", "Opening statement"
    CLOSING_STATEMENT = "closing_statement", "结束告知", "Closing statement"
    CREDENTIALS_SHOWN = "credentials_shown", "出示证件", "Credentials shown"
    NOTE = "note", "备注", "Note"


class EndReason(LabelledEnum):
    """Why a recording ended (结束原因)."""

    FINISHED = "finished", "录制完毕", "Finished"
    STORAGE_FULL = "storage_full", "存储已满", "Storage full"
    BATTERY = "battery", "电量不足", "Battery"
    RECOVERED = "recovered", "事后恢复并结束", "Recovered and ended later"


class Mode(LabelledEnum):
    """What is recorded (记录方式)."""

    VIDEO = "video", "录像", "Video"
    AUDIO = "audio", "录音", "Audio"
    PHOTO = "photo", "照相", "Photos"


class SourceKind(LabelledEnum):
    """What a source is that signs nothing itself (无签名来源的种类)."""

    BODY_CAMERA = "body_camera", "其他厂家的执法记录仪", "Body camera of another maker"
    FIXED_CAMERA = "fixed_camera", "固定摄像机", "Fixed camera"
    OTHER = "other", "其他设备", "Another device"


class KeyAlgorithm(LabelledEnum):
    """How a recorder signs (签名算法)."""

    ED25519 = "Ed25519", "Ed25519", "Ed25519"
    P256 = "P-256", "ECDSA P-256", "ECDSA P-256"


class AlarmKind(LabelledEnum):
    """What is wrong with a recording (录像警报)."""

    CONFLICT = "conflict", "同一序号出现两个不同的环", "Two links under one number"

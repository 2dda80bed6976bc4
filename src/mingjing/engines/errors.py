# SPDX-License-Identifier: Apache-2.0
"""What an engine may refuse (引擎错误)."""

from mingjing.kernel.errors import Invalid, Missing, PlatformError, Unavailable


class BatchFailed(PlatformError):
    """A step of a batch could not be run (批处理步骤失败)."""

    code = "engines.batch_failed"
    zh = "批处理步骤“{step}”执行失败：{cause}"
    en = "Batch step '{step}' failed: {cause}"
    remedy_zh = "请将步骤名称和原因报告维护人员；已入湖的数据未改变。"
    remedy_en = "Report the step and the cause to the maintainer; data in the lake is unchanged."


class EngineExhausted(Unavailable):
    """The machine has too little memory or disk for a batch (计算资源不足)."""

    code = "engines.exhausted"
    zh = "批处理步骤“{step}”所需内存或磁盘不足：{cause}"
    en = "Batch step '{step}' needs more memory or disk than there is: {cause}"
    remedy_zh = "请释放磁盘空间，或调整 MINGJING_ENGINE_MEMORY 后重试。"
    remedy_en = "Free disk space or change MINGJING_ENGINE_MEMORY, then run it again."


class EngineAbsent(Unavailable):
    """The engine asked for is not installed (引擎未安装)."""

    code = "engines.absent"
    zh = "未安装计算引擎“{engine}”：{cause}"
    en = "The engine '{engine}' is not installed: {cause}"
    remedy_zh = "请安装附加组件 mingjing[spark] 和 Java 17,或将 MINGJING_ENGINE 设为 duckdb。"
    remedy_en = "Install the extra mingjing[spark] and Java 17, or set MINGJING_ENGINE to duckdb."


class ObjectMissing(Missing):
    """No object under this key (对象不存在)."""

    code = "engines.object_missing"
    zh = "存储中没有对象“{key}”。"
    en = "There is no object '{key}' in the store."
    remedy_zh = "请核对对象键；若应存在，请检查 MINGJING_OBJECTS_URL 指向的存储。"
    remedy_en = "Check the key; if it should be there, check the store of MINGJING_OBJECTS_URL."


class ObjectKeyInvalid(Invalid):
    """A key that could leave the store's folder (对象键不合法)."""

    code = "engines.object_key_invalid"
    zh = "对象键“{key}”不合法。"
    en = "The object key '{key}' is not valid."
    remedy_zh = "请使用以“/”分隔的相对路径，不含“..”。"
    remedy_en = "Use a relative path with '/', without '..'."


class ObjectsFull(Unavailable):
    """Disk or store cannot take more (对象存储已满)."""

    code = "engines.objects_full"
    zh = "对象存储已满：{cause}。"
    en = "The object store is full: {cause}."
    remedy_zh = "请扩充或清理存储后重试；已存对象不受影响。"
    remedy_en = "Add or free space and try again; what is stored is not affected."


class ObjectsAway(Unavailable):
    """The object store does not answer (对象存储不可用)."""

    code = "engines.objects_away"
    zh = "对象存储不可用：{cause}。"
    en = "The object store does not answer: {cause}."
    remedy_zh = "请检查 MINGJING_OBJECTS_URL 指向的存储后重试。"
    remedy_en = "Check the store that MINGJING_OBJECTS_URL names and try again."


class FilmToolAbsent(Unavailable):
    """What films are made with is not installed (影片工具未安装)."""

    code = "engines.film_tool_absent"
    zh = "未安装“{tool}”，不能处理影片。"
    en = "'{tool}' is not installed: films cannot be worked on."
    remedy_zh = (
        "请在运行任务进程的机器上安装 ffmpeg（含 ffprobe 和 H.264 编码器；"
        "Debian：apt-get install ffmpeg）。"
    )
    remedy_en = (
        "Install ffmpeg with ffprobe and an H.264 encoder where the job worker runs"
        " (Debian: apt-get install ffmpeg)."
    )


class FilmUnreadable(Invalid):
    """A film cannot be read or made (影片无法处理)."""

    code = "engines.film_unreadable"
    zh = "影片无法处理：{cause}。"
    en = "The film cannot be worked on: {cause}."
    remedy_zh = "请在录像页面播放核对；原始录像未改变。如能播放，请将原因报告维护人员。"
    remedy_en = "Play the recording; the original is unchanged. If it plays, report the cause."


class FaceToolAbsent(Unavailable):
    """The part that looks for faces is not installed (人脸提示组件未安装)."""

    code = "engines.face_tool_absent"
    zh = "未安装人脸提示组件。"
    en = "The part that looks for faces is not installed."
    remedy_zh = "请安装附加组件 mingjing[redaction]（opencv-python-headless），或手工框选。"
    remedy_en = "Install the extra mingjing[redaction] (opencv-python-headless), or draw by hand."

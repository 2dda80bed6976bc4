# SPDX-License-Identifier: Apache-2.0
"""Words of received files and docks (接收文件、采集站): what they are, and what is refused."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mingjing.kernel.errors import Conflict, Forbidden, Invalid, Missing, Unavailable


@dataclass(frozen=True, slots=True)
class UploadPass:
    """What an upload pass says (上传许可): one account, or one dock, and for which occasion.

    `occasion` is `kind/id`, empty for the inbox; `owner` is the id of an account or of a dock.
    """

    owner: str
    agency_id: str
    region: str = ""
    occasion: str = ""
    is_dock: bool = False


@dataclass(frozen=True, slots=True)
class Incoming:
    """A whole file that waits to be received (待接收文件): where it lies, and who sent it.

    `file_id` is the upload's: the same upload again is the same receipt. `recorder` and `source`
    say from which recorder a dock took it, and where it lay there.
    """

    file_id: str
    path: Path
    sha256: str
    name: str
    sender: UploadPass
    recorder: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class ReceivedView:
    """A file that was received (接收文件). Units: bytes."""

    file_id: str
    name: str
    media: str
    size: int
    sha256: str
    account_id: str
    dock_id: str
    recorder: str
    agency_id: str
    region: str
    occasion_kind: str
    occasion_id: str
    received_at: datetime

    @property
    def is_orphan(self) -> bool:
        """Whether it belongs to no occasion yet (待关联)."""
        return not self.occasion_kind


@dataclass(frozen=True, slots=True)
class DockView:
    """A dock (采集站): which recorders it may take from, and whether it still may."""

    dock_id: str
    name: str
    agency_id: str
    region: str
    recorders: tuple[str, ...]
    registered_at: datetime
    revoked_at: datetime | None


class FileEmpty(Invalid):
    """A file without a byte (空文件)."""

    code = "evidence.file_empty"
    zh = "文件“{name}”是空的，未予接收。"
    en = "The file “{name}” is empty; it was not received."
    remedy_zh = "请在原设备上核对后重新上传。"
    remedy_en = "Look at it on the device where it was made, and send it again."


class FileNotThere(Missing):
    """There is no such received file (没有该文件)."""

    code = "evidence.file_missing"
    zh = "没有接收过该文件。"
    en = "There is no such received file."
    remedy_zh = "请从文件清单进入。"
    remedy_en = "Choose it in the list of files."


class FileNotKept(Unavailable):
    """The store does not hold what was just given to it (文件未存妥)."""

    code = "evidence.file_not_kept"
    zh = "文件尚未存妥，未记收讫。"
    en = "The file is not in the store; it was not receipted."
    remedy_zh = "请重试；原件在收讫之前不要删除。"
    remedy_en = "Try again; keep the original until there is a receipt."


class DockInvalid(Invalid):
    """Name or recorders of a dock cannot be used (采集站信息有误)."""

    code = "evidence.dock_invalid"
    zh = "采集站的{zh_where}不可用。"
    en = "The {en_where} of the dock cannot be used."
    remedy_zh = "名称须未被他人使用，八十字以内；记录仪编号每行一个，只用字母、数字、点、横线。"
    remedy_en = (
        "A name of at most 80 characters that nobody else uses; recorder numbers one a line, of "
        "letters, digits, dots and hyphens."
    )


class DockMissing(Missing):
    """There is no such dock (没有该采集站)."""

    code = "evidence.dock_missing"
    zh = "没有登记过该采集站。"
    en = "There is no such dock."
    remedy_zh = "请由本机关管理员登记。"
    remedy_en = "Have it registered by the administrator of the agency."


class DockRevoked(Conflict):
    """The dock was withdrawn (采集站已注销)."""

    code = "evidence.dock_revoked"
    zh = "该采集站已经注销。"
    en = "This dock was withdrawn."
    remedy_zh = "请由本机关管理员重新登记。"
    remedy_en = "Have it registered again by the administrator of the agency."


class RecorderNotListed(Forbidden):
    """The recorder is not one that the dock may take from (记录仪不在名单)."""

    code = "evidence.recorder_not_listed"
    zh = "记录仪“{recorder}”不在采集站的名单中。"
    en = "The recorder “{recorder}” is not on the list of this dock."
    remedy_zh = "请由本机关管理员把该编号加入采集站名单；记录仪上的内容请勿删除。"
    remedy_en = "Have it added to the list of the dock; delete nothing on the recorder."

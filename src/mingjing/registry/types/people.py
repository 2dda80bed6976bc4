# SPDX-License-Identifier: Apache-2.0
"""Words for people and powers: actors, actions, answers, agencies, officers."""

from dataclasses import dataclass, field
from datetime import date

from mingjing.kernel.errors import Conflict, Forbidden, Language, Missing


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or something that acts for an agency (行为人).

    `region` is the code under which the actor's power stands; "" means everywhere.
    """

    account_id: str
    name: str
    agency_id: str
    region: str = ""
    roles: frozenset[str] = field(default_factory=frozenset)
    officer_id: str | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """One row of the permission table (权限动作): `name` is room.verb."""

    name: str
    zh: str
    en: str

    def label(self, language: Language) -> str:
        """The action's name in the given language."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Thing:
    """What an action is done to, as far as permission cares (权限客体)."""

    agency_id: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """May it be done, and why (权限答复): `because` names the matching rows."""

    allowed: bool
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgencyView:
    """One agency (行政机关)."""

    agency_id: str
    name: str
    name_en: str
    region: str
    usc_code: str

    def label(self, language: Language) -> str:
        """The agency's name in the given language, Chinese where no English one is kept."""
        return self.name if language == "zh" or not self.name_en else self.name_en


@dataclass(frozen=True, slots=True)
class OfficerView:
    """One officer with the certificate in force (执法人员、执法证件)."""

    officer_id: str
    name: str
    agency_id: str
    region: str
    certificate_no: str
    valid_from: date
    valid_to: date
    skills: frozenset[str]


class NotPermitted(Forbidden):
    """The actor holds no role that grants the action here (无此权限)."""

    code = "registry.not_permitted"
    zh = "您的岗位没有“{action}”的权限：{because}。"
    en = "Your roles do not grant “{action}”: {because}."
    remedy_zh = "请向本机关管理员申请岗位，或由有权人员办理。"
    remedy_en = (
        "Ask your agency's administrator for the role, or hand the task to someone who has it."
    )


class UnknownAccount(Missing):
    """No such account (账号不存在)."""

    code = "registry.unknown_account"
    zh = "没有账号“{username}”。"
    en = "There is no account “{username}”."
    remedy_zh = "请核对用户名。"
    remedy_en = "Check the user name."


class UnknownAgency(Missing):
    """No such agency (机关不存在)."""

    code = "registry.unknown_agency"
    zh = "没有机关“{agency_id}”。"
    en = "There is no agency “{agency_id}”."
    remedy_zh = "请先登记该机关。"
    remedy_en = "Register the agency first."


class AlreadyRegistered(Conflict):
    """The same key is registered already (重复登记)."""

    code = "registry.already_registered"
    zh = "“{what}”已经登记。"
    en = "“{what}” is registered already."
    remedy_zh = "请使用已有记录，或以新的编号登记。"
    remedy_en = "Use the existing record, or register under another key."

# SPDX-License-Identifier: Apache-2.0
"""Words for people and powers: actors, actions, answers, agencies, officers."""

from dataclasses import dataclass, field
from datetime import date

from mingjing.kernel.errors import Conflict, Forbidden, Invalid, Language, Missing, Refused
from mingjing.kernel.reasons import Reason
from mingjing.kernel.regions import covers


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or something that acts for an agency (行为人).

    `region` is the code under which the actor's power stands; "" means everywhere. `powers` says
    so for each role (role, region); without it every role stands in `region`.
    """

    account_id: str
    name: str
    agency_id: str
    region: str = ""
    roles: frozenset[str] = field(default_factory=frozenset)
    officer_id: str | None = None
    powers: tuple[tuple[str, str], ...] = ()

    def regions(self, role: str) -> tuple[str, ...]:
        """Where a role of the actor stands (地域管辖)."""
        given = tuple(region for name, region in self.powers if name == role)
        return given or (() if self.powers else (self.region,))


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
    """What an action is done to, as far as permission cares (权限客体).

    Without agency and region it is no particular thing: the question is then about the action
    as such. A thing of an agency without a region lies in no single region.
    """

    agency_id: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class Grant:
    """Where one role lets an actor do an action (授权范围).

    Region "" and agency None set no limit.
    """

    role: str = ""
    region: str = ""
    agency_id: str | None = None

    def admits(self, thing: Thing) -> bool:
        """Whether the thing lies inside."""
        if self.agency_id is not None and thing.agency_id not in ("", self.agency_id):
            return False
        return not self.region or thing == Thing() or covers(self.region, thing.region)


@dataclass(frozen=True, slots=True)
class Reach:
    """How far an actor may do an action (权限所及): one thing is held against it, or a list."""

    grants: tuple[Grant, ...]

    @property
    def is_everywhere(self) -> bool:
        """Whether nothing lies outside."""
        return any(not grant.region and grant.agency_id is None for grant in self.grants)

    def admits(self, thing: Thing) -> bool:
        """Whether the thing lies inside."""
        return any(grant.admits(thing) for grant in self.grants)


EVERYWHERE = Reach((Grant(),))


@dataclass(frozen=True, slots=True)
class Answer:
    """May it be done, and why (权限答复): `because` names the matching rows."""

    allowed: bool
    because: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class AgencyView:
    """One agency (行政机关)."""

    agency_id: str
    name: str
    name_en: str
    region: str
    usc_code: str
    short: str = ""

    @property
    def signs(self) -> str:
        """What its documents' numbers begin with (机关代字): 临市监, or the name without one."""
        return self.short or self.name

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


@dataclass(frozen=True, slots=True)
class AccountView:
    """Who is behind an account (账号所属人员): the name, and the roles as the table words them."""

    account_id: str
    name: str
    roles_zh: tuple[str, ...] = ()
    roles_en: tuple[str, ...] = ()

    def label(self, language: Language) -> str:
        """Name and roles in the given language."""
        roles = "、".join(self.roles_zh) if language == "zh" else ", ".join(self.roles_en)
        if not roles:
            return self.name
        return f"{self.name}（{roles}）" if language == "zh" else f"{self.name} ({roles})"


class NotPermitted(Forbidden):
    """The actor holds no role that grants the action here (无此权限)."""

    code = "registry.not_permitted"
    zh = "您没有“{action}”的权限：{because}。"
    en = "You lack the permission “{action}”: {because}."
    remedy_zh = "请向本机关管理员申请岗位，或由有权人员办理。"
    remedy_en = (
        "Ask your agency's administrator for the role, or hand the task to someone who has it."
    )

    def __init__(self, *, action: Action, because: Reason) -> None:
        self.action, self.because = action, because
        super().__init__(action=action.name)

    def message(self, language: Language) -> str:
        """What was refused, all of it in one language."""
        text = self.zh if language == "zh" else self.en
        return text.format(action=self.action.label(language), because=self.because.text(language))


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


class ShortNameInvalid(Invalid):
    """No short name that a number can begin with (机关代字有误)."""

    code = "registry.short_name_invalid"
    zh = "“{short}”不能作为机关代字：只用文字和数字，不超过 {most} 字，不带空格和括号。"
    en = "“{short}” is no short name: letters and digits only, at most {most}."
    remedy_zh = "请填写本机关发文使用的代字，例如“临市监”。"
    remedy_en = "Give what your documents' numbers begin with, such as 临市监."


class AlreadyRegistered(Conflict):
    """The same key is registered already (重复登记)."""

    code = "registry.already_registered"
    zh = "“{what}”已经登记。"
    en = "“{what}” is registered already."
    remedy_zh = "请使用已有记录，或以新的编号登记。"
    remedy_en = "Use the existing record, or register under another key."


class UnknownOfficer(Missing):
    """No such officer (执法人员不存在)."""

    code = "registry.unknown_officer"
    zh = "没有执法人员“{officer_id}”。"
    en = "There is no officer “{officer_id}”."
    remedy_zh = "请核对执法人员编号。"
    remedy_en = "Check the officer's id."


class RoleNotAppointable(Refused):
    """This role cannot be given to a person, or not by this one (岗位不可授予)."""

    code = "registry.role_not_appointable"
    zh = "不能授予岗位“{role}”：没有该岗位，或其权限超出授予人的权限。"
    en = "Role “{role}” cannot be given: it is unknown, or reaches beyond who gives it."
    article = "行政处罚法 §17"
    remedy_zh = "请从权限表中选择岗位；跨机关的岗位由平台运维人员授予。"
    remedy_en = "Choose a role of the permission table; one across agencies is set up by the host."


class OfficerOfAnother(Refused):
    """The officer is not one of the agency's, or has an account already (执法人员不符)."""

    code = "registry.officer_of_another"
    zh = "执法人员“{officer_id}”不属于该机关，或已有账号。"
    en = "Officer “{officer_id}” is not of this agency, or has an account already."
    article = "行政处罚法 §42"
    remedy_zh = "请核对执法人员编号。"
    remedy_en = "Check the officer's id."


class PasswordWeak(Invalid):
    """The password does not meet the rules for passwords (口令过弱)."""

    code = "registry.password_weak"
    zh = "口令过短、过于常见或与用户名相近。"
    en = "The password is too short, too common or too close to the user name."
    remedy_zh = "请使用至少十二个字符的口令。"
    remedy_en = "Use one of twelve characters or more."

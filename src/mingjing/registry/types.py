# SPDX-License-Identifier: Apache-2.0
"""Words of the registry: actors, actions, answers, views. Plain Python."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from mingjing.kernel.errors import Conflict, Forbidden, Invalid, Language, Missing, Refused
from mingjing.kernel.labels import LabelledEnum


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
class Answer:
    """May it be done, and why (权限答复): `because` names the matching rows."""

    allowed: bool
    because: tuple[str, ...]


class ItemKind(LabelledEnum):
    """Kind of an inspection item (抽查事项类别), 国发〔2019〕5号."""

    KEY = "key", "重点检查事项", "Key item"
    GENERAL = "general", "一般检查事项", "General item"


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


@dataclass(frozen=True, slots=True)
class ItemView:
    """One published inspection item (行政检查事项) with its legal basis.

    `yearly_cap` is the number of ordinary visits to one subject in a year, `None` for no cap.
    """

    item_code: str
    name: str
    name_en: str
    legal_basis: str
    kind: ItemKind
    subject_category: str
    yearly_cap: int | None
    skill: str
    checklist: tuple[tuple[str, str], ...]
    valid_from: date
    valid_to: date | None

    def label(self, language: Language) -> str:
        """The item's name in the given language."""
        return self.name if language == "zh" or not self.name_en else self.name_en


class EvidenceTag(LabelledEnum):
    """How well a number of the law is known (依据核实程度)."""

    TEXT = "T", "已核对全文", "Read in the full text"
    SECONDARY = "S", "二手来源", "Secondary source"
    CODE = "C", "见于公开代码", "Read in published code"
    VERIFIED = "V", "已运行验证", "Verified by running code"
    DEFAULT = "M", "系统默认值，可调整", "Default of this platform, may be changed"


@dataclass(frozen=True, slots=True)
class Limit:
    """A number of the law, as in force (法定参数): value, unit, article, and how it is known."""

    name: str
    value: Decimal
    unit: str
    calendar: str
    article: str
    rule: str
    tag: EvidenceTag
    source: str
    region: str
    field: str
    valid_from: date
    valid_to: date | None
    zh: str
    en: str

    @property
    def whole(self) -> int:
        """The value as a whole number.

        Raises: ValueError when it is not one.
        """
        number = int(self.value)
        if number != self.value:
            raise ValueError(f"{self.name} is not a whole number: {self.value}")
        return number

    def label(self, language: Language) -> str:
        """What the provision says, in the given language."""
        return self.zh if language == "zh" else self.en

    def receipt(self) -> dict[str, str]:
        """What an act keeps of the limit it applied."""
        return {
            "name": self.name,
            "value": format(self.value.normalize(), "f"),
            "unit": self.unit,
            "article": self.article,
            "tag": self.tag.value,
            "valid_from": self.valid_from.isoformat(),
        }


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


class LimitUnknown(Missing):
    """No number of that name was in force on the day (无有效的法定参数)."""

    code = "registry.limit_unknown"
    zh = "{on} 没有有效的法定参数“{name}”。"
    en = "No legal limit “{name}” was in force on {on}."
    remedy_zh = "请在 data/law 中补充该日有效的条目及其依据。"
    remedy_en = "Add the row in force on that day, with its source, to data/law."


class ItemBasisMissing(Refused):
    """An inspection item without a legal basis cannot be published (检查事项无依据)."""

    code = "registry.item_basis_missing"
    zh = "检查事项“{item_code}”没有法律依据，不得公布。"
    en = "Inspection item “{item_code}” has no legal basis and cannot be published."
    article = "国办发〔2024〕54号"
    remedy_zh = "请填写法律、法规、规章的名称和条款。"
    remedy_en = "State the statute and article."


ACTIONS = (
    Action("registry.register_agency", "登记机关", "Register an agency"),
    Action("registry.register_officer", "登记执法人员和证件", "Register officers and certificates"),
    Action("registry.appoint", "授予岗位", "Appoint to a role"),
    Action("registry.publish_item", "公布检查事项", "Publish an inspection item"),
    Action("registry.read", "查看执法主体名录", "Read the register of agencies and officers"),
)

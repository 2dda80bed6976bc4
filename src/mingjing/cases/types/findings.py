# SPDX-License-Identifier: Apache-2.0
"""What supervision finds in a case (监督发现): the liabilities of the penalty and coercion laws."""

from dataclasses import dataclass
from datetime import date

from mingjing.kernel.errors import Language
from mingjing.kernel.labels import LabelledEnum


class FindingKind(LabelledEnum):
    """What the agency must correct and answer for (责令改正情形).

    Law: APL-076, 行政处罚法 §76; ACL-061, 行政强制法 §61; ACL-062, 行政强制法 §62. The use or
    damage of things (§62(2)) shows in no step: people look for it.
    """

    NO_BASIS = "no_basis", "没有法定的行政处罚依据", "No legal basis for the penalty"
    CHANGED = "changed", "擅自改变行政处罚种类、幅度", "Kind or range of the penalty changed"
    PROCEDURE = "procedure", "违反法定的行政处罚程序", "Breach of the penalty procedure"
    DELEGATION = "delegation", "违反委托处罚的规定", "Unlawful delegation"
    NO_CERTIFICATE = "no_certificate", "执法人员未取得执法证件", "Officer without certificate"
    NOT_FILED = "not_filed", "符合立案标准不及时立案", "Not filed in time"
    SET_ASIDE = "set_aside", "决定被撤销、确认违法或者无效", "Decision revoked, unlawful or void"
    NO_COERCION_BASIS = (
        "no_coercion_basis",
        "行政强制没有法律、法规依据",
        "No legal basis for the coercion",
    )
    COERCION_CHANGED = (
        "coercion_changed",
        "改变行政强制对象、条件、方式",
        "Object, condition or manner of the coercion changed",
    )
    COERCION_PROCEDURE = (
        "coercion_procedure",
        "违反法定程序实施行政强制",
        "Breach of the coercion procedure",
    )
    NIGHT = "night", "夜间或者法定节假日实施强制执行", "Execution at night or on a holiday"
    UTILITIES = "utilities", "停止供水、供电、供热、供燃气迫使履行", "Utilities cut to force"
    WIDENED = "widened", "扩大查封、扣押、冻结范围", "Sealing, seizure or freezing widened"
    NOT_RELEASED = (
        "not_released",
        "查封、扣押期间不作处理决定或者未及时解除",
        "Sealed or seized beyond the term",
    )
    NOT_UNFROZEN = (
        "not_unfrozen",
        "冻结期间不作处理决定或者未及时解除",
        "Frozen beyond the term",
    )

    @property
    def rule(self) -> str:
        """The rule that makes the agency answer for it."""
        return _LAW[self][0]

    @property
    def article(self) -> str:
        """The article that makes the agency answer for it."""
        return _LAW[self][1]


_LAW = {
    FindingKind.NO_BASIS: ("APL-076", "行政处罚法 §76(1)"),
    FindingKind.CHANGED: ("APL-076", "行政处罚法 §76(1)"),
    FindingKind.PROCEDURE: ("APL-076", "行政处罚法 §76(1)"),
    FindingKind.DELEGATION: ("APL-076", "行政处罚法 §76(1)"),
    FindingKind.NO_CERTIFICATE: ("APL-076", "行政处罚法 §76(1)"),
    FindingKind.NOT_FILED: ("APL-076", "行政处罚法 §76(2)"),
    FindingKind.SET_ASIDE: ("APL-076", "行政处罚法 §76"),
    FindingKind.NO_COERCION_BASIS: ("ACL-061", "行政强制法 §61(1)"),
    FindingKind.COERCION_CHANGED: ("ACL-061", "行政强制法 §61(2)"),
    FindingKind.COERCION_PROCEDURE: ("ACL-061", "行政强制法 §61(3)"),
    FindingKind.NIGHT: ("ACL-061", "行政强制法 §61(4)"),
    FindingKind.UTILITIES: ("ACL-061", "行政强制法 §61(5)"),
    FindingKind.WIDENED: ("ACL-062", "行政强制法 §62(1)"),
    FindingKind.NOT_RELEASED: ("ACL-062", "行政强制法 §62(3)"),
    FindingKind.NOT_UNFROZEN: ("ACL-062", "行政强制法 §62(4)"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a supervisor should look at (监督发现).

    :ivar breached: the rule that was broken; `kind.rule` makes the agency answer for it.
    :ivar seq: the step, 0 where a term shows it; then `deadline_id` is that term.
    """

    kind: FindingKind
    breached: str
    seq: int
    on: date
    zh: str
    en: str
    deadline_id: str = ""

    def said(self, language: Language) -> str:
        """What was found, in the given language."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class FlaggedCase:
    """A case with what was found in it (需监督的案件)."""

    case_id: str
    number: str
    agency_id: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class FlaggedClue:
    """A clue that meets the filing standard and lies too long (应立未立的线索)."""

    clue_id: str
    agency_id: str
    finding: Finding

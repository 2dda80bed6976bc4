# SPDX-License-Identifier: Apache-2.0
"""Words for the register of law: instruments, articles, references, rules and their coverage."""

from dataclasses import dataclass
from datetime import date, datetime

from mingjing.kernel.errors import Language
from mingjing.kernel.labels import LabelledEnum
from mingjing.registry.types.articles import ArticleRef
from mingjing.registry.types.law import EvidenceTag


class LegalLevel(LabelledEnum):
    """Level of an instrument in the order of norms (法律位阶), 行政处罚法 §§10-16."""

    LAW = "law", "法律", "Law"
    ADMINISTRATIVE_REGULATION = "administrative_regulation", "行政法规", "Administrative regulation"
    LOCAL_REGULATION = "local_regulation", "地方性法规", "Local regulation"
    DEPARTMENT_RULE = "department_rule", "部门规章", "Department rule"
    LOCAL_GOVERNMENT_RULE = "local_government_rule", "地方政府规章", "Local government rule"
    OTHER_DOCUMENT = "other_document", "其他规范性文件", "Other normative document"

    @property
    def may_set_penalties(self) -> bool:
        """Whether a norm of this level can be the basis of a penalty.

        Law: APL-016, 行政处罚法 §16: other normative documents may set no penalty.
        """
        return self is not LegalLevel.OTHER_DOCUMENT


class RuleKind(LabelledEnum):
    """What a rule does to a procedure (规则类型)."""

    GATE = "gate", "闸口", "Gate"
    TIMER = "timer", "期限", "Timer"
    VALIDITY = "validity", "有效性审查", "Validity check"
    REMINDER = "reminder", "预警", "Reminder"
    FACT = "fact", "记载事项", "Recorded fact"
    CALCULATOR = "calculator", "计算", "Calculation"
    STATE = "state", "状态", "State"
    BAN = "ban", "禁止", "Ban"


class LawSection(LabelledEnum):
    """Part of a procedure that a rule belongs to (规则所属环节)."""

    SETTING = "setting", "种类和设定", "Kinds and who may set them"
    BODIES = "bodies", "实施机关", "Bodies"
    JURISDICTION = "jurisdiction", "管辖", "Jurisdiction"
    APPLYING = "applying", "适用", "Applying the penalty"
    GENERAL = "general", "一般规定", "General provisions"
    SIMPLE = "simple", "简易程序", "Simple procedure"
    ORDINARY = "ordinary", "普通程序", "Ordinary procedure"
    HEARING = "hearing", "听证", "Hearing"
    PERFORMANCE = "performance", "履行和收缴", "Performance and money"
    LIABILITY = "liability", "法律责任", "Liability"
    TRANSFER = "transfer", "移送司法", "Transfer to criminal justice"
    REMEDY = "remedy", "救济和送达", "Remedies and service"
    MEASURES = "measures", "强制措施", "Coercive measures"
    EXECUTION = "execution", "强制执行", "Execution"
    THREE_SYSTEMS = "three_systems", "三项制度", "The three systems"
    RECORDING = "recording", "执法记录和视频", "Recordings and video"
    INSPECTION = "inspection", "涉企检查", "Inspection of enterprises"
    SUPERVISION = "supervision", "执法监督", "Supervision of enforcement"
    DISCRETION = "discretion", "裁量基准", "Discretion"
    LENIENCY = "leniency", "包容免罚", "Leniency"
    CLUES = "clues", "投诉举报", "Complaints and clues"
    DEADLINES = "deadlines", "期限", "Deadlines"


class NotEnforced(LabelledEnum):
    """Why software leaves a rule to people (不由软件把关的原因)."""

    CONDUCT = (
        "conduct",
        "取决于人员行为，软件只能记录",
        "Depends on conduct; software can only record it",
    )
    OTHER_BODY = (
        "other_body",
        "由法院、公安、银行等其他机关决定",
        "Decided by a court, the police or a bank",
    )
    JUDGEMENT = "judgement", "须由有权人员个案判断", "A judgement of the case, left to people"
    POLICY = "policy", "针对立法、制度和机构建设", "Addressed to rule-making and organisation"


@dataclass(frozen=True, slots=True)
class InstrumentHead:
    """What the packaged list says of an instrument (法律文件目录): names, level, validity.

    :ivar last_article: number of the last article where the text is not held; 0: not known.
    """

    instrument_id: str
    title: str
    title_en: str
    short: tuple[str, ...]
    short_en: str
    level: LegalLevel
    issuer: str
    document: str
    valid_from: date
    valid_to: date | None
    tag: EvidenceTag
    text: str
    last_article: int = 0

    def label(self, language: Language) -> str:
        """The full title in the given language."""
        return self.title if language == "zh" else self.title_en

    def cited(self, language: Language) -> str:
        """The name under which its articles are cited."""
        return self.short[0] if language == "zh" else self.short_en


@dataclass(frozen=True, slots=True)
class ArticleText:
    """One article as read from a text (条文): number, heading it stands under, paragraphs."""

    number: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class InstrumentView:
    """One version of an instrument on the register (法律文件)."""

    instrument_id: str
    title: str
    title_en: str
    level: LegalLevel
    issuer: str
    document: str
    valid_from: date
    valid_to: date | None
    tag: EvidenceTag
    digest: str
    articles: int
    recorded_at: datetime

    def label(self, language: Language) -> str:
        """The full title in the given language."""
        return self.title if language == "zh" else self.title_en


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One version of an article on the register (法律条文)."""

    ref: ArticleRef
    heading: str
    text: str
    digest: str
    valid_from: date
    valid_to: date | None
    recorded_at: datetime

    @property
    def paragraphs(self) -> list[str]:
        """Paragraphs and list items, in order."""
        return self.text.split("\n")


@dataclass(frozen=True, slots=True)
class LawRule:
    """One rule of the law as software knows it (法律规则): words, kind, articles, who enforces.

    :ivar not_enforced: why it is left to people; None when software can enforce it.
    :ivar waits_for: the room that will carry it and is not built yet; empty when it is.
    """

    rule_id: str
    section: LawSection
    kind: RuleKind
    articles: tuple[ArticleRef, ...]
    tag: EvidenceTag
    zh: str
    en: str
    not_enforced: NotEnforced | None
    waits_for: str = ""

    @property
    def is_for_software(self) -> bool:
        """Whether software can enforce it."""
        return self.not_enforced is None

    def label(self, language: Language) -> str:
        """The rule in plain words, in the given language."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Proof:
    """Where a rule lives (规则落点): a function with its first line, or a test."""

    name: str
    says: str


@dataclass(frozen=True, slots=True)
class RuleCoverage:
    """A rule with the functions that carry it and the tests that prove it (规则覆盖)."""

    rule: LawRule
    functions: tuple[Proof, ...]
    tests: tuple[Proof, ...]

    @property
    def is_covered(self) -> bool:
        """Whether a function carries it and a test proves it."""
        return bool(self.functions and self.tests)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the law the program carries (覆盖情况)."""

    rules: tuple[RuleCoverage, ...]

    @property
    def for_software(self) -> tuple[RuleCoverage, ...]:
        """Rules that software can enforce."""
        return tuple(row for row in self.rules if row.rule.is_for_software)

    @property
    def awaiting_room(self) -> tuple[RuleCoverage, ...]:
        """Those that nothing carries because their room is not built yet (待建系统)."""
        return tuple(row for row in self.for_software if row.rule.waits_for and not row.is_covered)

    @property
    def covered(self) -> tuple[RuleCoverage, ...]:
        """Those with a function and a test."""
        return tuple(row for row in self.for_software if row.is_covered)

# SPDX-License-Identifier: Apache-2.0
"""Words of documents (执法文书): what was issued, what is refused."""

from dataclasses import dataclass
from datetime import date, datetime

from mingjing.cases.types.codes import PaperState
from mingjing.cases.types.refusals import Worded
from mingjing.engines.papers.forms import Form
from mingjing.engines.papers.words import Content, SignatureView
from mingjing.kernel.errors import Language, Missing


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document that was issued (已制作的文书)."""

    document_id: str
    case_id: str
    form: Form
    number: str
    issued_at: datetime
    digest: str
    content: Content
    signatures: tuple[SignatureView, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document of a case in a list (文书目录).

    :ivar seq: the step that it is of; None while it waits for its step.
    """

    document_id: str
    form: Form
    number: str
    issued_at: datetime
    seq: int | None


@dataclass(frozen=True, slots=True)
class DocumentStanding:
    """What became of a document (文书状态).

    :ivar by: number of the document that took its place, changed it or set it aside.
    :ivar on: the day of that.
    """

    kind: PaperState
    by: str = ""
    on: date | None = None

    @property
    def is_over(self) -> bool:
        """Whether something else holds in its place."""
        return self.kind not in (PaperState.AS_MADE, PaperState.UNSERVED)


@dataclass(frozen=True, slots=True)
class ServedPaper:
    """A document that the party has (送达当事人的文书), and the day of its service."""

    document: DocumentView
    served_on: date


class DocumentIncomplete(Worded):
    """The file lacks a word that the document must have (文书要素缺失)."""

    code = "cases.document_incomplete"
    rule, article = "APL-059", "行政处罚法 §52, §59"
    zh = "《{form}》缺少应当载明的内容：{words}（{basis}）。"
    en = "“{form}” lacks what it must state: {words} ({basis})."
    remedy_zh = "请在相应步骤中补充；当事人地址和代表人在案件页“补充当事人信息”中补充。"
    remedy_en = "Complete the step; address and representative of the party on the case's page."


class PaperMissing(Worded):
    """The law asks for a written document, and it was not made (文书未制作).

    :ivar wanted: forms and the steps that they are of; step 0: made before its step is taken.
    """

    code = "cases.paper_missing"
    rule, article = "APL-047", "行政处罚法 §47"
    zh = "尚未制作：{names}。"
    en = "Not made yet: {names}."
    remedy_zh = "请先在案件页“文书”中制作并编号，再办理本步骤。"
    remedy_en = "Make it first, under “Documents” on the page of the case; then take this step."

    def __init__(self, wanted: tuple[tuple[Form, int], ...], *, rule: str, article: str) -> None:
        self.wanted = wanted
        self.rule, self.article = rule, article  # type: ignore[misc]  # of the document asked for
        super().__init__(names=tuple(PaperName(form, seq) for form, seq in wanted))


class PaperNotPrepared(PaperMissing):
    """What the step hands over was not made yet (送达的文书尚未制作)."""

    code = "cases.paper_not_prepared"
    remedy_zh = "请先在本步骤的页面制作文书，送达后再办理本步骤。"
    remedy_en = "Make it first, on the page of this step; hand it over, then take the step."


@dataclass(frozen=True, slots=True)
class PaperName:
    """A document and its step, in words (文书名称)."""

    form: Form
    seq: int

    def label(self, language: Language) -> str:
        """As a refusal names it."""
        if language == "zh":
            return f"《{self.form.zh}》" + (f"（第{self.seq}步）" if self.seq else "")
        return f"“{self.form.en}”" + (f" (step {self.seq})" if self.seq else "")


class PaperDiffers(Worded):
    """The document that was made says something else than what is served (送达内容与文书不一致)."""

    code = "cases.paper_differs"
    rule, article = "APL-044", "行政处罚法 §44"
    zh = "《{form}》已经制作，但内容与本步骤不一致。"
    en = "“{form}” was made, but it does not say what this step says."
    remedy_zh = "请按已制作的文书填写，或者在本页重新制作文书后再送达。"
    remedy_en = "Fill in what the document says, or make it anew on this page, then serve it."


class ServedBeforeMade(Worded):
    """A document is said to have been served before it was made (送达日期早于文书制作日期)."""

    code = "cases.served_before_made"
    rule, article = "APL-061", "行政处罚法 §44, §61"
    zh = "《{form}》制作于 {made_on}，不可能在 {served_on} 已经送达。"
    en = "“{form}” was made on {made_on}; it cannot have been served on {served_on}."
    remedy_zh = "请填写文书实际送达的日期，不早于制作日期；期限自实际送达起算。"
    remedy_en = (
        "Give the day on which it was really served, not before it was made; terms run then."
    )

    def __init__(self, *, rule: str, article: str, **words: object) -> None:
        self.rule, self.article = rule, article  # type: ignore[misc]  # of the document served
        super().__init__(**words)


class SignatureMissing(Worded):
    """The officers have not signed the document (执法人员未签名)."""

    code = "cases.signature_missing"
    rule, article = "APL-052", "行政处罚法 §52"
    zh = "《{form}》应当由{wanted}名执法人员签名，现有{found}名。"
    en = "“{form}” must be signed by {wanted} officers; {found} have signed."
    remedy_zh = "请打开该文书，由执法人员逐一签名；在纸上签的，勾选“已在打印件上签名”。"
    remedy_en = "Open it and let each officer sign; for ink tick “Signed on the printed paper”."


class AddressMissing(Worded):
    """No address was given (没有填写地址)."""

    code = "cases.address_missing"
    rule, article = "APL-059", "行政处罚法 §59"
    zh, en = "没有填写当事人的地址。", "The address of the party is empty."
    remedy_zh = "请填写住所或者住址；确实不明的，写明最后知悉的地址。"
    remedy_en = "Give the address; where it is not known, the last one that was."


class FileArchived(Worded):
    """The file is archived and is not changed any more (案卷已归档)."""

    code = "cases.file_archived"
    rule, article = "APL-047", "行政处罚法 §47"
    zh, en = "案卷已经归档，当事人信息不再变更。", "The file is archived; the party's details stay."
    remedy_zh = "确有错误的，依程序变更决定，并在新的案卷中写明。"
    remedy_en = "An error is mended by changing the decision, in a file of its own."


class DocumentExists(Worded):
    """The document was made already (文书已制作)."""

    code = "cases.document_exists"
    rule, article = "APL-052", "行政处罚法 §52"
    zh = "《{form}》已经制作并编号。"
    en = "“{form}” was made and numbered already."
    remedy_zh = "请在案件页打开已制作的文书；内容有误的，办理新的步骤后重新制作。"
    remedy_en = "Open it on the page of the case; if it is wrong take a new step and make it anew."


class FormUnknown(Missing):
    """There is no such form for the step (没有该文书格式)."""

    code = "cases.form_unknown"
    zh, en = "第 {seq} 步没有文书“{form}”。", "Step {seq} has no form “{form}”."
    remedy_zh, remedy_en = "请从案件页选择文书。", "Choose a form on the page of the case."


class DocumentUnknown(Missing):
    """No such document (文书不存在)."""

    code = "cases.document_unknown"
    zh, en = "没有文书“{document_id}”。", "There is no document “{document_id}”."
    remedy_zh, remedy_en = "请核对文书上的二维码。", "Check the code on the document."


class SignerUnknown(Worded):
    """The form has no line for that signer (签名人身份不符)."""

    code = "cases.signer_unknown"
    rule, article = "APL-055", "行政处罚法 §55"
    zh = "该文书没有“{role}”的签名处。"
    en = "This document has no line for “{role}” to sign."
    remedy_zh = "请选择文书上列明的签名人；印章不以手写签名代替。"
    remedy_en = "Choose a signer that the document names; a drawn signature is no seal."


class SignerNotOfStep(Worded):
    """Who signs for the agency did not take the decision (签名人不是当场处罚的执法人员)."""

    code = "cases.signer_not_of_step"
    rule, article = "APL-052", "行政处罚法 §52"
    zh = "签名人不是作出该当场处罚决定的执法人员，姓名以登记的为准。"
    en = "Who signs is none of the officers who decided it on the spot, by their registered names."
    remedy_zh = "请由决定书载明的执法人员签名，并按登记的姓名填写。"
    remedy_en = "Let the officers whom the decision names sign, each under the registered name."


class SignatureEmpty(Worded):
    """The signature has no strokes, strokes outside its field, or no name (签名无效)."""

    code = "cases.signature_empty"
    rule, article = "APL-055", "行政处罚法 §55"
    zh = "签名没有笔画、笔画超出方框，或者没有写明签名人。"
    en = "The signature has no strokes, strokes outside its field, or nobody is named."
    remedy_zh = "请在方框内签名并填写姓名；拒绝签名的在笔录中注明。"
    remedy_en = "Sign in the box and give the name; note a refusal in the record."

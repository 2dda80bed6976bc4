# SPDX-License-Identifier: Apache-2.0
"""Refusals about the course of a case: its order, its people, its versions."""

from datetime import date, timedelta
from typing import ClassVar

from mingjing.cases.types.field_names import field_name
from mingjing.kernel.errors import (
    Conflict,
    Forbidden,
    Invalid,
    Language,
    Missing,
    Refused,
    SaidInWords,
    in_words,
)


class Worded(SaidInWords, Refused):
    """A refusal whose details may be codes, said in the reader's language (带代码的拒绝)."""


class NextDay(Worded):
    """A refusal until the end of a term: `{first}` is the first day after it (期满次日)."""

    last_name: ClassVar[str] = "until"

    def __init__(self, **detail: object) -> None:
        try:
            last = date.fromisoformat(str(detail.get(self.last_name, "")))
            first = (last + timedelta(days=1)).isoformat()
        except (ValueError, OverflowError):
            first = "–"
        super().__init__(**{"first": first, **detail})


class UnknownCase(Missing):
    """No such case (案件不存在)."""

    code = "cases.unknown_case"
    zh, en = "没有案件“{case_id}”。", "There is no case “{case_id}”."
    remedy_zh, remedy_en = "请核对案件编号。", "Check the number of the case."


class UnknownClue(Missing):
    """No such clue (线索不存在)."""

    code = "cases.unknown_clue"
    zh, en = "没有线索“{clue_id}”。", "There is no clue “{clue_id}”."
    remedy_zh, remedy_en = "请核对线索编号。", "Check the number of the clue."


class CaseMoved(Conflict):
    """Somebody else took a step meanwhile (案件已有新步骤)."""

    code = "cases.case_moved"
    zh = "您打开页面之后，案件又有了新的步骤（现为第 {found} 步，您看到的是第 {expected} 步）。"
    en = "The case has moved on since you opened the page (it is at step {found}, you saw step {expected})."  # noqa: E501
    remedy_zh = "您的填写没有保存。请查看新的步骤，再决定是否继续。"
    remedy_en = "Nothing was taken. Look at the new step, then decide whether to go on."


class StepOutOfOrder(Worded):
    """The case is at a stage where the step cannot be taken (不在该阶段)."""

    code = "cases.step_out_of_order"
    rule, article = "APL-062", "行政处罚法 ch. 5"
    zh = "案件处于“{stage}”阶段，不能进行“{step}”；该步骤属于“{stages}”阶段。"
    en = "The case is at the stage “{stage}”; “{step}” belongs to “{stages}”."
    remedy_zh = "请先完成前面的步骤，案件页列出了现在可以依法办理的步骤。"
    remedy_en = "Take the steps before it first; the page of the case lists what is lawful now."


class CaseIsSuspended(Worded):
    """The case stands still (案件中止)."""

    code = "cases.case_is_suspended"
    rule, article = "APL-054", "行政处罚法 §54"
    zh = "案件已中止调查，不能进行“{step}”。"
    en = "The case is suspended; “{step}” cannot be taken."
    remedy_zh = "请先恢复调查。"
    remedy_en = "Resume the case first."


class CaseIsJoined(Worded):
    """The case goes on in the one it was joined to (已并案)."""

    code = "cases.case_is_joined"
    rule, article = "APL-029", "行政处罚法 §29"
    zh = "案件已并入 {number}，不能再办理“{step}”。"
    en = "The case was joined to {number}; “{step}” cannot be taken here."
    remedy_zh = "请在 {number} 中办理，证据材料移入该案；本案只处理在押财物，以并案结案。"
    remedy_en = "Take it in {number}, where the materials go; give back what is held and close."


class CannotJoinThere(Worded):
    """The other case cannot take this one in (不能并入该案)."""

    code = "cases.cannot_join_there"
    rule, article = "APL-029", "行政处罚法 §29"
    zh = "{number} 已经结案、已经作出决定或者已经并入其他案件，不能并入。"
    en = "{number} is closed, decided, or joined to another case itself; it takes no case in."
    remedy_zh = "请选择当事人尚未作出决定的案件；没有的，本案继续办理。"
    remedy_en = "Choose a case of the party that is not decided; if there is none, go on here."


class NobodyToJoin(Worded):
    """The party has no other case that could take this one in (没有可以并入的案件)."""

    code = "cases.nobody_to_join"
    rule, article = "APL-029", "行政处罚法 §29"
    zh = "当事人没有尚未决定的其他案件，本案无案可并。"
    en = "The party has no other undecided case that could take this one in."
    remedy_zh = "本案继续办理。"
    remedy_en = "Go on here."


class SamePerson(Worded):
    """One person would do what the law keeps apart (岗位未分离)."""

    code = "cases.same_person"
    rule, article = "APL-058", "行政处罚法 §57, §58, §64"
    zh = "您已办理过本案的“{earlier}”，不能再办理“{step}”。"
    en = "You have taken the step “{earlier}” of this case, so you may not take “{step}”."
    remedy_zh = "请交由未参与前述步骤的有权人员办理。"
    remedy_en = "Hand it to a person with the power who took no part in that step."


class OfficersApart(SamePerson):
    """Who handles the case may not take the step (办案人员不得办理)."""

    code = "cases.officers_apart"
    rule, article = "APL-058", "行政处罚法 §57, §58, §64"
    zh = "您是本案的办案人员，不能办理“{step}”。"
    en = "You handle this case, so you may not take “{step}”."
    remedy_zh = "请交由负责人或者未参与本案调查的有权人员办理。"
    remedy_en = "Hand it to the head, or to a person with the power who did not investigate."


class NotYourCase(Forbidden):
    """Only the officers of the case may take the step (非本案办案人员)."""

    code = "cases.not_your_case"
    rule, article = "APL-042", "行政处罚法 §42"
    zh = "您不是本案的办案人员，不能办理“{step}”。"
    en = "You are not one of the officers of this case and cannot take “{step}”."
    remedy_zh = "请由本案办案人员办理，或由负责人更换办案人员。"
    remedy_en = "Let the officers of the case do it, or have the head change them."

    def message(self, language: Language) -> str:
        """What was refused, with the step by its name."""
        step = in_words(self.detail["step"], language)
        return (self.zh if language == "zh" else self.en).format(step=step)


class OfField(Invalid):
    """A refusal about one field, named as forms name it (字段拒绝).

    :ivar detail: `act`, if given, is the act of the step whose field it is.
    """

    def message(self, language: Language) -> str:
        """What was refused, one sentence."""
        field, act = str(self.detail.get("field", "")), str(self.detail.get("act", ""))
        detail = {**self.detail, "field": field_name(field, act, language)}
        return (self.zh if language == "zh" else self.en).format(**detail)


class FieldWrong(OfField):
    """A field of the step is not usable (字段有误)."""

    code = "cases.field_wrong"
    rule, article = "APL-047", "行政处罚法 §47"
    zh, en = "“{field}”有误：{zh_reason}。", "“{field}” is not usable: {en_reason}."
    remedy_zh, remedy_en = "请更正后重新提交。", "Correct it and submit again."


class DateImpossible(OfField):
    """A day lies before what it must follow, or in the future (日期不合理)."""

    code = "cases.date_impossible"
    rule, article = "APL-047", "行政处罚法 §47"
    zh = "“{field}”为 {on}，应在 {earliest} 至 {latest} 之间。"
    en = "“{field}” is {on}; it must lie between {earliest} and {latest}."
    remedy_zh = "请核对日期：不得早于前一步骤，也不得晚于今天。"
    remedy_en = "Check the day: not before the step it follows, not after today."


class DateTooLate(DateImpossible):
    """A day lies in the future, or after what must follow it (日期过晚)."""

    code = "cases.date_too_late"
    zh = "“{field}”为 {on}，不得晚于 {latest}。"
    en = "“{field}” is {on}; it must not be later than {latest}."
    remedy_zh = "请核对日期。"
    remedy_en = "Check the day."


class DateTooEarly(DateImpossible):
    """A day lies before what it must follow, and that lies ahead itself (日期过早)."""

    code = "cases.date_too_early"
    zh = "“{field}”为 {on}，不得早于 {earliest}。"
    en = "“{field}” is {on}; it must not be earlier than {earliest}."


class ObjectUnknown(SaidInWords, Missing):
    """A step names something that the file does not have (案卷中没有该对象)."""

    code = "cases.object_unknown"
    rule, article = "APL-047", "行政处罚法 §47"
    zh, en = "案卷中没有“{what}”。", "The file has no “{what}”."
    remedy_zh, remedy_en = "请从案卷中选择。", "Choose one that is in the file."


class CodeUnknown(Missing):
    """No case opens with this code (查询码无效)."""

    code = "cases.code_unknown"
    zh, en = "查询码无效或者已经过期。", "This code is not known, or it has expired."
    remedy_zh = "请核对告知书上的查询码，或者向办案机关索取新的查询码。"
    remedy_en = "Check the code on the notice, or ask the agency for a new one."

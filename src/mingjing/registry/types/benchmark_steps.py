# SPDX-License-Identifier: Apache-2.0
"""Refusals of the way of a benchmark from draft to publication."""

from mingjing.kernel.errors import Conflict, Invalid, Missing, Refused


class BenchmarkUnknown(Missing):
    """There is no such benchmark for this person (裁量基准不存在)."""

    code = "registry.benchmark_unknown"
    zh = "没有裁量基准“{benchmark_id}”，或者尚未公布。"
    en = "There is no benchmark “{benchmark_id}”, or it is not published."
    remedy_zh = "请从裁量基准清单进入。"
    remedy_en = "Start from the list of benchmarks."


class BenchmarkStateWrong(Conflict):
    """The step does not fit the state of the version (裁量基准状态不符)."""

    code = "registry.benchmark_state_wrong"
    zh = "该版本现为“{zh_state}”，不能{zh_step}。"
    en = "The version is “{en_state}” and cannot be {en_step}."
    remedy_zh = "请刷新页面查看当前状态；需要修改的，先退回。"
    remedy_en = "Reload the page to see where it stands; return it first to change it."


class BenchmarkSamePerson(Refused):
    """One person may not draft, review and publish (拟定、审核、公布人员应当不同)."""

    code = "registry.benchmark_same_person"
    zh = "您已经办理过该版本的拟定或者审核，不能由您{zh_step}。"
    en = "You drafted or reviewed this version, so it cannot be {en_step} by you."
    article = "国办发〔2022〕27号"
    rule = "APL-034"
    remedy_zh = "请由另一名有权限的人员办理。"
    remedy_en = "Hand it to another person who has the power."


class BenchmarkDefective(Refused):
    """The checks found what forbids publication (核对不通过)."""

    code = "registry.benchmark_defective"
    zh = "核对发现 {count} 处问题，不能公布。第一处：{zh_first}"
    en = "The checks found {count} problems; it cannot be published. The first: {en_first}"
    article = "行政处罚法 §34"
    rule = "APL-034"
    remedy_zh = "请退回修改，裁量基准页面列出全部问题及改法。"
    remedy_en = "Return it for changes; its page lists every problem and what to do."


class BenchmarkRetroactive(Refused):
    """A benchmark may not be in force before it is published (不得溯及公布之前)."""

    code = "registry.benchmark_retroactive"
    zh = "裁量基准从 {valid_from} 起生效，早于公布日 {today}。"
    en = "The benchmark would be in force from {valid_from}, before its publication on {today}."
    article = "行政处罚法 §5、§34"
    rule = "APL-005"
    remedy_zh = "请退回并把生效日期改为公布日或者以后。"
    remedy_en = "Return it and set the first day to the day of publication or later."


class BenchmarkNotNewer(Conflict):
    """A published version begins on the same day or later (已有更晚生效的版本)."""

    code = "registry.benchmark_not_newer"
    zh = "已公布的第 {version} 版从 {valid_from} 起生效，新版本应当更晚生效。"
    en = "Version {version} is in force from {valid_from}; a new version must begin later."
    remedy_zh = "请退回并改为更晚的生效日期。"
    remedy_en = "Return it and set a later first day."


class BenchmarkOfAnother(Conflict):
    """Another agency's benchmark stands for the item and region (其他机关已公布)."""

    code = "registry.benchmark_of_another"
    zh = "该事项在本区域已有其他机关公布的裁量基准。"
    en = "Another agency has published a benchmark for the item in this region."
    remedy_zh = "请由该机关修订，或者由共同上级明确制定机关。"
    remedy_en = "Have that agency revise it, or let the common superior name who makes it."


class BenchmarkReasonMissing(Invalid):
    """A return without a reason (退回理由为空)."""

    code = "registry.benchmark_reason_missing"
    zh, en = "退回没有写明理由。", "The return states no reason."
    remedy_zh, remedy_en = "请写明需要修改什么。", "Say what has to be changed."


class BenchmarkDocumentMissing(Invalid):
    """A publication without a document number (缺少文号)."""

    code = "registry.benchmark_document_missing"
    zh, en = "公布裁量基准没有填写文号。", "The publication states no document number."
    article = "行政处罚法 §34"
    remedy_zh = "请填写公布裁量基准的文件编号。"
    remedy_en = "State the number of the document that publishes it."


class BenchmarkHeadInvalid(Invalid):
    """What is said about the benchmark is incomplete (基本信息不完整)."""

    code = "registry.benchmark_head_invalid"
    zh = "裁量基准的“{zh_field}”为空或者有误。"
    en = "“{en_field}” of the benchmark is empty or wrong."
    remedy_zh, remedy_en = "请填写完整。", "Fill it in."


class BenchmarkItemUnlisted(Invalid):
    """No power item of that code is in force on the first day (事项未列入权力清单)."""

    code = "registry.benchmark_item_unlisted"
    zh = "本机关的权力清单在生效日没有事项“{item_code}”，没有核对其罚款上限。"
    en = "The agency's power list has no item “{item_code}” on the first day: its cap is unchecked."
    remedy_zh = "请核对事项编码，或者先公布权力清单。"
    remedy_en = "Check the code of the item, or publish the power list first."

# SPDX-License-Identifier: Apache-2.0
"""Refusals about evidence and proposals."""

from mingjing.cases.types.refusals.course import Worded


class WitnessMissing(Worded):
    """Nobody signed for the absent party (缺少见证人)."""

    code = "cases.witness_missing"
    rule, article = "ACL-018", "行政强制法 §18"
    zh = "当事人不到场或者拒绝签收，没有见证人签名或者影像。"
    en = "The party was absent or refused, and no witness or recording is named."
    remedy_zh = "请邀请见证人签名，或者记录影像后填写。"
    remedy_en = "Ask a witness to sign or name the recording."


class DeviceNotReviewed(Worded):
    """A device's record was not reviewed (监控记录未审核)."""

    code = "cases.device_not_reviewed"
    rule, article = "APL-041", "行政处罚法 §41"
    zh = "电子技术监控设备的记录未经审核，不得作为证据。"
    en = "A record of a monitoring device that was not reviewed is no evidence."
    remedy_zh = "请先由法制和技术人员审核记录的真实、清晰、完整、准确。"
    remedy_en = "Have it reviewed in law and technique first."


class DeviceDayMissing(Worded):
    """The day of recording or review of a device's record is not said (缺少监控记录日期)."""

    code = "cases.device_day_missing"
    rule, article = "APL-041", "行政处罚法 §41；道路交通安全违法行为处理程序规定 §19, §20"
    zh = "本领域的监控记录应当在限期内审核录入并通知，须填写记录日期和审核录入日期（{field}）。"
    en = "Here a device's record is reviewed and told within terms: its days are needed ({field})."
    remedy_zh = "请填写设备记录的日期和审核录入的日期；已通知车主的，一并填写。"
    remedy_en = "Give the days of recording and of review; also when the owner was told, if so."


class FactsUnproven(Worded):
    """Facts are not proven by verified evidence (事实未经证实)."""

    code = "cases.facts_unproven"
    rule, article = "APL-040", "行政处罚法 §40, §46"
    zh = "没有查证属实的证据证明：{facts}。"
    en = "No verified evidence proves: {facts}."
    remedy_zh = "请补充证据并查证；不能证明的，作违法事实不能成立处理。"
    remedy_en = "Add and verify evidence; what cannot be proven is not established."


class NoEvidenceYet(Worded):
    """There is nothing in the file to verify or to exclude (案卷中尚无证据)."""

    code = "cases.no_evidence_yet"
    rule, article = "APL-046", "行政处罚法 §46"
    zh = "案卷中还没有证据。"
    en = "There is no evidence in the file yet."
    remedy_zh = "请先添加证据，再查证或者排除。"
    remedy_en = "Add evidence first, then verify or exclude it."


class ProposalIncoherent(Worded):
    """Outcome and penalties do not fit together (处理意见自相矛盾)."""

    code = "cases.proposal_incoherent"
    rule, article = "APL-057", "行政处罚法 §33, §57"
    zh = "处理结果为“{outcome}”，与所列处罚、理由或者证据不一致。"
    en = "The outcome is “{outcome}”; penalties, ground or evidence do not fit it."
    remedy_zh = "给予处罚的列明不重复的处罚；不予处罚的选择理由并附证据。"
    remedy_en = "List each penalty once; for no penalty choose the ground and its evidence."


class PenaltyBeyondPower(Worded):
    """The power item does not allow the penalty (超出处罚权限)."""

    code = "cases.penalty_beyond_power"
    rule, article = "APL-017", "行政处罚法 §16, §17, §38"
    zh = "事项 {item} 没有规定：{kinds}。"
    en = "Item {item} does not provide for: {kinds}."
    remedy_zh = "请在事项规定的处罚种类内选择。"
    remedy_en = "Choose among the penalties that the item provides for."


class FineAboveCap(Worded):
    """The fine is above the statutory cap (超出法定罚款上限)."""

    code = "cases.fine_above_cap"
    rule, article = "APL-038", "行政处罚法 §38"
    zh = "罚款 {fine} 元超过法定上限 {cap} 元。"
    en = "The fine of {fine} yuan is above the cap of {cap} yuan."
    remedy_zh = "请在法定幅度内确定罚款。"
    remedy_en = "Set the fine within the range of the law."


class FineOutsideRange(Worded):
    """The fine leaves the benchmark without a reason (超出裁量基准幅度)."""

    code = "cases.fine_outside_range"
    rule, article = "APL-034", "行政处罚法 §34"
    zh = "罚款 {fine} 元不在裁量基准第 {row} 行的 {low} 至 {high} 元之内。"
    en = "The fine of {fine} yuan is not within {low} to {high} yuan of row {row}."
    remedy_zh = "请在幅度内确定；确需偏离的，填写理由并经集体讨论。"
    remedy_en = "Stay within it; to leave it give the reason and have the heads discuss it."


class NoRowFits(FineOutsideRange):
    """No row of the benchmark fits the facts that were given (裁量基准没有相符的行)."""

    code = "cases.no_row_fits"
    zh = "裁量因素没有逐项填写，或者裁量基准没有一行与之相符，罚款 {fine} 元没有可依的幅度。"
    en = "Facts are left blank, or no row of the benchmark fits them: {fine} yuan has no range."
    remedy_zh = "请逐项填写裁量因素；确无相符的行的，填写偏离理由并经集体讨论。"
    remedy_en = "Give every fact; where no row fits, give the reason and have the heads discuss it."


class UnderFourteen(Worded):
    """The party is too young to be punished (不满十四周岁)."""

    code = "cases.under_fourteen"
    rule, article = "APL-030", "行政处罚法 §30"
    zh = "当事人行为时不满 {age} 周岁，不予行政处罚。"
    en = "The party was under {age} at the time of the act: no penalty."
    remedy_zh = "请作不予处罚决定，责令监护人加以管教。"
    remedy_en = "Decide no penalty and order the guardian to discipline."


class CapacityMissing(Worded):
    """The party had no capacity (无责任能力)."""

    code = "cases.capacity_missing"
    rule, article = "APL-031", "行政处罚法 §31"
    zh = "当事人行为时不能辨认或者不能控制自己行为，不予行政处罚。"
    en = "The party had no capacity at the time of the act: no penalty."
    remedy_zh = "请作不予处罚决定，责令监护人严加看管和治疗。"
    remedy_en = "Decide no penalty and order the guardian to look after the party."


class LeniencyIgnored(Worded):
    """Grounds that shall lighten are passed over (未适用从轻减轻)."""

    code = "cases.leniency_ignored"
    rule, article = "APL-032", "行政处罚法 §30, §32"
    zh = "具有应当从轻或者减轻的情节（{factors}），处罚档次没有从轻、减轻。"
    en = "There are grounds that shall lighten or mitigate ({factors}), and it is not done."
    remedy_zh = "请选择从轻或者减轻的档次，并写明情节。"
    remedy_en = "Choose a lighter or mitigated tier and name the ground."


class MitigationUngrounded(Worded):
    """The benchmark's row is a mitigated one, and no ground for it is named (减轻没有法定情节)."""

    code = "cases.mitigation_ungrounded"
    rule, article = "APL-032", "行政处罚法 §32"
    zh = "所填裁量因素对应裁量基准第 {row} 行，是“减轻”一档，但没有写明减轻情节。"
    en = "These facts meet row {row} of the benchmark, a mitigated one; no ground for it is named."
    remedy_zh = "请写明查实的从轻、减轻情节；没有的，核对裁量因素，按不减轻的档次处罚。"
    remedy_en = "Name the ground that was proved; without one check the facts, and do not mitigate."


class NotCorrected(Worded):
    """The act was not corrected in time (未及时改正)."""

    code = "cases.not_corrected"
    rule, article = "APL-033a", "行政处罚法 §33"
    zh = "没有复查证明违法行为已及时改正。"
    en = "No check shows that it was corrected in time."
    remedy_zh = "请先责令改正并复查，已改正的再作不予处罚。"
    remedy_en = "Order the correction and check it first."


class FirstOffenceNot(Worded):
    """It is not the first violation (并非初次违法)."""

    code = "cases.first_offence_not"
    rule, article = "APL-033b", "行政处罚法 §33"
    zh = "当事人此前已因违法行为受到处罚（{cases}），不属初次违法。"
    en = "The party was punished before ({cases}); it is not a first violation."
    remedy_zh = "请重新确定处理意见。"
    remedy_en = "Choose another outcome."


class MakerNotOfCase(Worded):
    """Who made the record does not handle the case (制作人不是本案执法人员)."""

    code = "cases.maker_not_of_case"
    rule, article = "APL-042", "行政处罚法 §42"
    zh = "执法人员 {officer} 在 {on} 不是本案的办案人员，不能作为证据的收集、制作人。"
    en = "Officer {officer} did not handle the case on {on} and cannot have made this record."
    remedy_zh = "请选择本案的执法人员；由他人收集的，先变更办案人员或者改选证据来源。"
    remedy_en = "Name officers of the case; else change its officers first, or choose the source."


class SignatureUnsaid(Worded):
    """Nobody said whether a record was signed (笔录未写明签名情况)."""

    http_status = 422
    code = "cases.signature_unsaid"
    rule, article = "APL-055", "行政处罚法 §55"
    zh = "{kind}没有写明被询问人、当事人是否签名。"
    en = "For this “{kind}” it is not said whether the person signed."
    remedy_zh = "请如实选择：已签名、拒绝签名并注明、不到场由见证人签名。"
    remedy_en = "Say it as it was: signed, refused and noted, or absent with a witness."

# SPDX-License-Identifier: Apache-2.0
"""How a row of terms.yaml becomes a file, an attempt at a step, a sum."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from tests.rules.cases.files import (
    CITIZEN,
    COERCION,
    OFFICERS,
    REMEDIES,
    SHOP,
    Taken,
    a_file,
    ask,
    decision,
    filed,
    look,
    noon,
    served,
    taken,
)

from mingjing.cases.rules.owed import money_of
from mingjing.cases.types import codes as c
from mingjing.cases.types import steps as s
from mingjing.cases.types.casefile import CaseFile, PartyFacts, Power, Surroundings
from mingjing.kernel.clock import BEIJING
from mingjing.registry.types import InstrumentLevel, PenaltyKind

Row = dict[str, Any]
BASIS = ("food-safety-law 124",)
POWER = Power("330200-0001", "过期食品", BASIS, tuple(PenaltyKind), None, "")
AROUND = Surroundings(
    certified=OFFICERS, power=POWER, basis_level=InstrumentLevel.LAW, coercion=COERCION
)
LATE = date(2026, 12, 1)
_DAY = timedelta(days=1)


def instant(text: Any) -> datetime:
    """An instant of the table, in the time of Beijing."""
    found = text if isinstance(text, datetime) else datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=BEIJING)


def fine(fen: int) -> s.Proposal:
    return s.Proposal(c.Outcome.PENALTY, (s.Penalty(PenaltyKind.FINE, fen),))


def party(row: Row) -> PartyFacts:
    return CITIZEN if row.get("who") == "citizen" else SHOP


def filed_on(day: date, **changes: Any) -> Taken:
    days = dict.fromkeys(("happened_from", "happened_to", "discovered_on"), day)
    return replace(filed(**{**days, **changes}), at=noon(day))


def evidence(on: date) -> tuple[Taken, Taken]:
    added = s.EvidenceAdded(
        "e1", c.EvidenceKind.SITE_RECORD, "笔录", on, c.EvidenceSource.OFFICER, OFFICERS,
        tuple(c.FactElement), kept_at="案卷", is_id_shown=True,
        signature=c.Signature.SIGNED,
    )  # fmt: skip
    return taken(added, on), taken(s.EvidenceVerified("e1", True, "印证"), on)


def report(on: date, fen: int = 100_000) -> Taken:
    return taken(s.ReportMade("事实", "理由", BASIS, fine(fen)), on)


def notice(on: date, fen: int = 100_000, *, hearing: bool = False) -> Taken:
    said = s.NoticeServed(
        fine(fen), "事实", "理由", BASIS, True, hearing, c.ServiceKind.DIRECT, on, "回证"
    )
    return taken(said, on)


def noticed(row: Row, *, hearing: bool = False, fen: int = 100_000) -> CaseFile:
    """Reported and notified on the day of the row."""
    on = row["start"]
    return a_file(
        filed_on(on - 9 * _DAY), *evidence(on), report(on, fen), notice(on, fen, hearing=hearing),
        party=party(row),
    )  # fmt: skip


def decided_and_served(on: date, *more: Taken, fen: int = 1_000_000) -> CaseFile:
    made = decision(s.Penalty(PenaltyKind.FINE, fen), on=on)
    return a_file(filed_on(on - 20 * _DAY), made, served(on), *more)


def measure(at: datetime, kind: c.MeasureKind, **changes: Any) -> Taken:
    plain = s.MeasureTaken(
        "m1", kind, (s.Item("冰柜", "1", "冰柜 1"),), "理由", "food-safety-law 110", at, OFFICERS,
        True, True, True, True, True, c.Signature.SIGNED, True, 2, COERCION.item_code,
        fen=1, concerned_fen=1,
        approved_by="account_sun",
    )  # fmt: skip
    return taken(replace(plain, **changes), at)


def demand(on: date, file: CaseFile) -> Taken:
    owed = money_of(file, look(file, on).law, on)
    said = s.DemandServed(
        "催告", owed.rest_fen, owed.rest_surcharge_fen, "缴至银行", on, on + 14 * _DAY, True, "回证"
    )
    return taken(said, on)


def _halted(row: Row) -> CaseFile:
    more: list[Taken] = []
    for first, last in row.get("suspended", []):
        more += [taken(s.Suspended("鉴定", "规定", first), first), taken(s.Resumed(last), last)]
    if "extended" in row:
        more.append(taken(s.TermExtended(row["extended"], "复杂", "规定"), row["start"] + _DAY))
    return a_file(filed_on(row["start"]), *more)


def _preserved(row: Row) -> CaseFile:
    kept = s.PreservationOrdered(
        "p1", (s.Item("账本", "1", "账本"),), "理由", OFFICERS, True, "account_sun", row["start"],
        c.Signature.SIGNED,
    )  # fmt: skip
    return a_file(filed_on(row["start"]), taken(kept, row["start"]))


def _measured(kind: c.MeasureKind) -> Callable[[Row], CaseFile]:
    def file(row: Row) -> CaseFile:
        at = noon(row["start"])
        more = (
            [
                taken(
                    s.MeasureExtended("m1", row["extended"], "复杂", row["start"]),
                    row["start"] + _DAY,
                )
            ]
            if "extended" in row
            else []
        )
        one = measure(at, kind, is_decision_handed=kind is not c.MeasureKind.FREEZING)
        return a_file(filed_on(row["start"]), one, *more)

    return file


def _urgent(row: Row) -> CaseFile:
    at = instant(row["start"])
    return a_file(filed_on(at.date()), measure(at, c.MeasureKind.SEALING, is_urgent=True))


def _collected(row: Row) -> CaseFile:
    on = row["start"]
    paid = s.PaymentReceived(
        1_000_000, on, c.PayManner.ON_SPOT, "收据", ground=c.OnSpotGround.REMOTE, is_requested=True
    )
    file = decided_and_served(on, taken(paid, on))
    if row["about"] == "bank":
        return file.with_step(
            replace(file.steps[-1], seq=9, payload=s.MoneyHandedIn(4, 10_000, on))
        )
    return file


def _changed(row: Row) -> CaseFile:
    gone = s.DecisionChanged(c.ChangeKind.REVOKED, row["start"], "错误", "1 号")
    made = row["start"] - 9 * _DAY
    shown = s.DecisionPublished(made, (c.PublicationPlace.CREDIT,), "经营过期食品")
    return decided_and_served(made, taken(shown, made), taken(gone, row["start"]))


def _demanded(row: Row) -> CaseFile:
    before = decided_and_served(row["start"] - 40 * _DAY)
    return decided_and_served(row["start"] - 40 * _DAY, demand(row["start"], before))


def _transferred(row: Row, *more: Taken) -> CaseFile:
    on = row["start"] if isinstance(row["start"], date) else row["start"].date()
    return a_file(filed_on(on - 9 * _DAY), *more)


def proposed(on: date) -> Taken:
    return taken(s.TransferProposed(OFFICERS, "报告", on), on)


def approved(at: datetime) -> Taken:
    return taken(s.TransferDecided(True, "", at), at, "account_sun")


def handed(at: datetime) -> Taken:
    return taken(s.TransferHanded(at, "公安局", True, True, True, True), at)


def answered(on: date, is_filed: bool) -> Taken:
    return taken(s.PoliceDecided(is_filed, on, "1 号"), on)


def _handover(row: Row) -> CaseFile:
    at = instant(row["start"])
    return a_file(filed_on(at.date()), proposed(at.date()), approved(at))


def _with_police(row: Row, *more: Taken) -> CaseFile:
    on = row["start"]
    return _transferred(row, proposed(on), approved(noon(on)), handed(noon(on)), *more)


def _remedied(row: Row) -> CaseFile:
    if row["about"] != "suit" or "reviewed" not in row:
        return decided_and_served(row["start"])
    on = row["start"]
    return decided_and_served(
        row["served"],
        taken(s.RemedyOpened("r1", c.RemedyKind.RECONSIDERATION, row["served"], "市政府"), on),
        taken(s.RemedyClosed("r1", c.RemedyResult.UPHELD, on, "1 号"), on),
    )


def _suspended(row: Row) -> CaseFile:
    halt = s.ExecutionSuspended(c.SuspensionGround.HARDSHIP, "无力", row["start"])
    return decided_and_served(row["start"] - 30 * _DAY, taken(halt, row["start"]))


def device_record(**days: date) -> s.EvidenceAdded:
    record = s.EvidenceAdded(
        "e9", c.EvidenceKind.ELECTRONIC, "抓拍", max(days.values()), c.EvidenceSource.DEVICE, (),
        (c.FactElement.ACT,), kept_at="案卷", is_device_reviewed=True,
    )  # fmt: skip
    return replace(record, **days)  # type: ignore[arg-type]


def _watched(field: str) -> Callable[[Row], CaseFile]:
    """A case of road traffic on the record of a device; nothing done since the day of the row."""

    def file(row: Row) -> CaseFile:
        record = device_record(**{field: row["start"]})
        return a_file(filed_on(row["start"], field="road_traffic"), taken(record, row["start"]))

    return file


CLOCKS: dict[str, Callable[[Row], CaseFile]] = {
    "DL-01": _preserved,
    "DL-02": _halted,
    "DL-03": lambda row: a_file(filed_on(row["start"] - 9 * _DAY), decision(on=row["start"])),
    "DL-04": lambda row: noticed(row, hearing=True),
    "DL-06": lambda row: decided_and_served(row["start"]),
    "DL-07": _collected,
    "DL-08": _changed,
    "DL-10": _urgent,
    "DL-11": _measured(c.MeasureKind.SEALING),
    "DL-12": _measured(c.MeasureKind.FREEZING),
    "DL-13": _measured(c.MeasureKind.FREEZING),
    "DL-14": lambda row: decided_and_served(row["start"]),
    "DL-16": _demanded,
    "DL-17": lambda row: decided_and_served(row["start"]),
    "DL-18": _suspended,
    "DL-28": lambda row: _transferred(row, proposed(row["start"])),
    "DL-29": _handover,
    "DL-30": _with_police,
    "DL-31": lambda row: _with_police(row, answered(row["start"], False)),
    "DL-32": lambda row: _with_police(row, answered(row["start"], True)),
    "DL-51": _remedied,
    "DL-52": _watched("device_recorded_on"),
    "DL-53": _watched("device_reviewed_on"),
}


def _decide(file: CaseFile, on: date, fen: int = 100_000) -> None:
    plain = decision(on=on).payload
    assert isinstance(plain, s.DecisionMade)
    made = replace(plain, proposal=fine(fen), correction="改正")
    ask(look(file, on, "account_sun", AROUND), made)


def _request(row: Row, on: date) -> None:
    ask(look(noticed(row, hearing=True), on, around=AROUND), s.HearingRequested(on))


def _tell_hearing(row: Row, on: date) -> None:
    begun = noticed({**row, "start": row["asked"]}, hearing=True)
    file = begun.with_step(
        replace(begun.steps[-1], seq=9, payload=s.HearingRequested(row["asked"]))
    )
    plan = s.HearingScheduled(noon(row["hearing"]), "听证室", "account_qian", on)
    ask(look(file, on, "account_qian", AROUND), plan)


def _hear(row: Row, on: date) -> None:
    begun = noticed({**row, "start": row["asked"]}, hearing=True)
    plan = s.HearingScheduled(noon(row["hearing"]), "听证室", "account_qian", row["asked"])
    for seq, payload in enumerate((s.HearingRequested(row["asked"]), plan), 8):
        begun = begun.with_step(replace(begun.steps[-1], seq=seq, payload=payload))
    held = s.HearingHeld(on, c.HearingEnd.HELD, 1, record="笔录", opinion="维持")
    ask(look(begun, on, "account_qian", AROUND), held)


def _discover(row: Row, on: date) -> None:
    serious = row.get("years") == 5
    payload = filed(
        happened_from=row["start"], happened_to=row["start"], discovered_on=on,
        is_safety=serious, has_harm=serious,
    ).payload  # fmt: skip
    ask(look(a_file(), on, "account_sun", AROUND), payload)


def _serve_by_notice(row: Row, on: date) -> None:
    file = a_file(filed_on(row["start"] - 9 * _DAY), decision(on=row["start"]))
    ask(look(file, on), s.DecisionServed(c.ServiceKind.PUBLIC_NOTICE, on, "公告"))


def _demand(row: Row, on: date) -> None:
    file = decided_and_served(row["start"])
    ask(look(file, on), demand(on, file).payload)


def _court(row: Row, on: date) -> None:
    before = decided_and_served(row["start"])
    file = decided_and_served(row["start"], demand(row["demanded"], before))
    papers = s.CourtApplied(on, "临江市人民法院", True, True, True, True)
    ask(look(file, on), papers)


def _extend(row: Row, on: date) -> None:
    kind = c.MeasureKind.SEALING
    file = a_file(filed_on(row["start"]), measure(noon(row["start"]), kind))
    ask(look(file, on, "account_sun"), s.MeasureExtended("m1", 30, "复杂", on))


def _release_expired(row: Row, on: date) -> None:
    file = a_file(filed_on(row["start"]), measure(noon(row["start"]), c.MeasureKind.SEALING))
    gone = s.MeasureReleased("m1", c.ReleaseGround.EXPIRED, on, "已退还")
    ask(look(file, on, "account_sun"), gone)


def _ask_police(row: Row, on: date) -> None:
    file = _with_police(row, answered(row["start"], False))
    ask(look(file, on), s.PoliceAsked(on, "公安局"))


def _execute(row: Row, on: date) -> None:
    before = decided_and_served(row["start"])
    file = decided_and_served(row["start"], demand(row["demanded"], before))
    at = datetime.combine(on, time(15), BEIJING)
    plan = s.ExecutionDecided(
        c.ExecutionManner.TRANSFER,
        "administrative-coercion-law 47",
        "逾期",
        at,
        is_urgent=True,
        power_item_code=COERCION.item_code,
    )
    ask(look(file, on, "account_sun", AROUND), plan)


def _punish(row: Row, on: date) -> None:
    """The act happened on the day; the party was born on the day of the row."""
    born = PartyFacts(c.PartyKind.CITIZEN, born_on=row["born"])
    acted = filed_on(on)
    lenient = (c.LenientFactor.MINOR_AGE,) if row["age"] == 14 else ()
    said = s.ReportMade("事实", "理由", BASIS, replace(fine(50_000), lenient=lenient))
    file = a_file(acted, *evidence(on), party=born)
    ask(look(file, on, around=AROUND), said)


GATES: dict[str, Callable[[Row, date], None]] = {
    "ask for a hearing": _request,
    "tell of the hearing": _tell_hearing,
    "hold the hearing": _hear,
    "decide after silence": lambda row, on: _decide(noticed(row), on),
    "decide, a hearing not asked for": lambda row, on: _decide(noticed(row, hearing=True), on),
    "discover the act": _discover,
    "public notice counts as served": _serve_by_notice,
    "serve a demand": _demand,
    "apply to the court": _court,
    "extend a sealing": _extend,
    "release as expired": _release_expired,
    "ask the police again": _ask_police,
    "execute for money": _execute,
    "punish by age": _punish,
}


def _spot(row: Row, fen: int) -> None:
    on = date(2026, 3, 2)
    said = s.DecidedOnTheSpot(
        "330200-0001", "占道", fine(fen), "事实", BASIS, noon(on), "路口", "330100", OFFICERS,
        True, True, "缴纳", replace(REMEDIES, is_reconsideration_first=True), c.Signature.SIGNED,
        "改正",
    )  # fmt: skip
    file = a_file(party=party(row), procedure=c.Procedure.SIMPLE)
    ask(look(file, on, around=AROUND), said)


def _collect(row: Row, fen: int) -> None:
    on = date(2026, 3, 2)
    spot = s.DecidedOnTheSpot(
        "330200-0001", "占道", fine(fen), "事实", BASIS, noon(on), "路口", "330100", OFFICERS,
        True, True, "缴纳", REMEDIES, c.Signature.SIGNED,
    )  # fmt: skip
    file = a_file(taken(spot, on), procedure=c.Procedure.SIMPLE)
    paid = s.PaymentReceived(fen, on, c.PayManner.ON_SPOT, "收据", ground=c.OnSpotGround.SMALL)
    ask(look(file, on), paid)


def _untold(row: Row, fen: int) -> None:
    """A notice that does not tell the right to a hearing."""
    on = date(2026, 3, 2)
    file = a_file(filed_on(on), *evidence(on), report(on, fen), party=party(row))
    ask(look(file, on, around=AROUND), notice(on, fen).payload)


def _ready(row: Row, fen: int, *, reviewed: bool, discussed: bool) -> None:
    on = date(2026, 3, 2)
    more = [
        report(on, fen), notice(on, fen, hearing=True),
        taken(s.RightWaived(c.Right.STATEMENT, on, "声明"), on),
        taken(s.RightWaived(c.Right.HEARING, on, "声明"), on),
    ]  # fmt: skip
    if reviewed:
        passed = s.LegallyReviewed(
            c.Opinion.PASSED, "同意", tuple(c.ReviewTrigger), points=tuple(c.ReviewPoint)
        )
        more.append(taken(passed, on, "account_qian"))
    if discussed:
        talked = s.Deliberated(on, ("account_sun", "account_wu"), "记录", fine(fen))
        more.append(taken(talked, on, "account_sun"))
    file = a_file(filed_on(on), *evidence(on), *more, party=party(row))
    _decide(file, on, fen)


def _pay_late(row: Row, fen: int) -> None:
    on = row["day"]
    file = decided_and_served(row["start"])
    paid = s.PaymentReceived(0, on, c.PayManner.BANK, "收据", surcharge_fen=fen)
    ask(look(file, on), paid)


def _above_power(row: Row, fen: int) -> None:
    on = date(2026, 3, 2)
    file = a_file(filed_on(on), *evidence(on))
    capped = replace(AROUND, power=replace(POWER, fine_cap_fen=row["yuan"] * 100))
    ask(look(file, on, around=capped), report(on, fen).payload)


SUMS: dict[str, Callable[[Row, int], None]] = {
    "decide on the spot": _spot,
    "collect on the spot": _collect,
    "a hearing not told": _untold,
    "decide without legal review": lambda r, fen: _ready(r, fen, reviewed=False, discussed=True),
    "decide without discussion": lambda r, fen: _ready(r, fen, reviewed=True, discussed=False),
    "take as surcharge": _pay_late,
    "fine under an item with a cap": _above_power,
}


def _officers(row: Row, count: int) -> None:
    some = (*OFFICERS, "officer_wu")[:count]
    around = replace(AROUND, certified=(*OFFICERS, "officer_wu"))
    ask(
        look(a_file(), LATE, "account_sun", around),
        filed(officers=some, discovered_on=LATE).payload,
    )


def _sealing_officers(row: Row, count: int) -> None:
    on = date(2026, 3, 2)
    given = taken(s.ApprovalGiven(c.ApprovalSubject.SEALING, "理由"), on, "account_sun")
    one = measure(noon(on), c.MeasureKind.SEALING, officers=OFFICERS[:count])
    ask(look(a_file(filed_on(on), given), on, around=AROUND), one.payload)


def _sealing_days(row: Row, days: int) -> None:
    on = date(2026, 3, 2)
    kind = c.MeasureKind(row["kind"])
    given = taken(s.ApprovalGiven(c.ApprovalSubject(kind.value), "理由"), on, "account_sun")
    one = measure(noon(on), kind, days=days)
    ask(look(a_file(filed_on(on), given), on, around=AROUND), one.payload)


def _extension(row: Row, days: int) -> None:
    on = date(2026, 3, 2)
    kind = c.MeasureKind(row["kind"])
    file = a_file(filed_on(on), measure(noon(on), kind))
    ask(look(file, on + _DAY, "account_sun"), s.MeasureExtended("m1", days, "复杂", on))


def _agents(row: Row, count: int) -> None:
    on = date(2026, 3, 2)
    begun = noticed({"start": on}, hearing=True)
    plan = s.HearingScheduled(noon(date(2026, 3, 16)), "听证室", "account_qian", on)
    for seq, payload in enumerate((s.HearingRequested(on), plan), 8):
        begun = begun.with_step(replace(begun.steps[-1], seq=seq, payload=payload))
    day = date(2026, 3, 16)
    held = s.HearingHeld(day, c.HearingEnd.HELD, count, record="笔录", opinion="维持")
    ask(look(begun, day, "account_qian", AROUND), held)


def _longer(row: Row, days: int) -> None:
    file = a_file(filed_on(date(2026, 3, 2)))
    ask(look(file, date(2026, 4, 1), "account_sun"), s.TermExtended(days, "复杂", "规定"))


def _team(row: Row, count: int) -> None:
    on = date(2026, 3, 2)
    ask(look(a_file(filed_on(on)), on), s.TransferProposed(OFFICERS[:count], "报告", on))


def _copies(row: Row, count: int) -> None:
    on = date(2026, 3, 2)
    given = taken(s.ApprovalGiven(c.ApprovalSubject.SEALING, "理由"), on, "account_sun")
    one = measure(noon(on), c.MeasureKind.SEALING, inventory_copies=count)
    ask(look(a_file(filed_on(on), given), on, around=AROUND), one.payload)


def _hour(row: Row, hour: int) -> None:
    before = decided_and_served(date(2026, 3, 2))
    file = decided_and_served(date(2026, 3, 2), demand(date(2026, 4, 1), before))
    day = date(2026, 6, 1)
    plan = s.ExecutionDecided(
        c.ExecutionManner.TRANSFER, "administrative-coercion-law 47", "逾期",
        datetime.combine(day, time(hour), BEIJING), power_item_code=COERCION.item_code,
    )  # fmt: skip
    now = datetime.combine(day - _DAY, time(12), BEIJING)
    ask(look(file, now, "account_sun", AROUND), plan)


def _approve_urgent(row: Row, hours: int) -> None:
    at = datetime(2026, 2, 16, 9, 30, tzinfo=BEIJING)
    file = a_file(filed_on(at.date()), measure(at, c.MeasureKind.SEALING, is_urgent=True))
    later = at + timedelta(hours=hours)
    ask(look(file, later, "account_sun"), s.MeasureApproved("m1", True, "属实"))


NUMBERS: dict[str, Callable[[Row, int], None]] = {
    "officers of a case": _officers,
    "officers of a measure": _sealing_officers,
    "days of a measure": _sealing_days,
    "days of its extension": _extension,
    "agents at a hearing": _agents,
    "days of extension": _longer,
    "team of a transfer": _team,
    "copies of the inventory": _copies,
    "hour of execution": _hour,
    "hours until an urgent measure is approved": _approve_urgent,
}

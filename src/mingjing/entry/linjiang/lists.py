# SPDX-License-Identifier: Apache-2.0
"""The lists of the city (清单): drafted, reviewed and published by three people each."""

from collections.abc import Iterator
from datetime import date, datetime

from mingjing.entry.linjiang.city import City, Violation
from mingjing.entry.linjiang.town import Bureau
from mingjing.kernel.clock import local_date
from mingjing.registry import public as registry
from mingjing.registry.types import (
    BodyKind,
    DutyDetails,
    LeniencyDetails,
    LeniencyKind,
    ListItem,
    ListKind,
    NewList,
    PenaltyKind,
    PowerDetails,
    PowerKind,
    PowerSource,
    RecordedAct,
    RecordingDetails,
    RecordingMode,
    ReviewDetails,
    ReviewTrigger,
    UseLevel,
    parse_article,
)

SEALING_BASIS = {
    "food": "food-safety-law 110",
    "environment": "environmental-protection-law 25",
    "safety": "work-safety-law 65",
    "fire": "fire-protection-law 54",
}
"""The article by which a department of the field may seal."""
_FEN = 100
_DUTIES = "受理、立案、调查取证、审核、告知、决定、送达、执行、信息公开"
_BLAME = "应当立案而不立案，无依据处罚，违反法定程序，截留罚没款，玩忽职守等"
_PASSED_DOWN = ("339900-CG-02", "339900-CG-03")
_ALL_KINDS = (
    ListKind.POWER,
    ListKind.DUTY,
    ListKind.LENIENCY,
    ListKind.LEGAL_REVIEW,
    ListKind.RECORDING,
)


def publish_lists(city: City, bureau: Bureau, towns: dict[str, str], *, now: datetime) -> int:
    """Brings the lists of a department to publication that are not published; how many."""
    on, done = local_date(now), 0
    for kind in _ALL_KINDS:
        if registry.published_version(kind, bureau.agency_id, bureau.region):
            continue
        items = tuple(_items(city, bureau, kind, towns, on))
        draft = NewList(kind, bureau.agency_id, bureau.region, on, items, note="年度清单")
        _publish(bureau, draft, now)
        done += 1
    return done


def _publish(bureau: Bureau, draft: NewList, now: datetime) -> None:
    staff = bureau.staff
    version = registry.draft_list(actor=staff["lister"], now=now, draft=draft)
    registry.submit_list(actor=staff["lister"], now=now, list_version_id=version)
    registry.review_list(
        actor=staff["reviewer"], now=now, list_version_id=version, opinion="依据有效，权限适当"
    )
    registry.publish_list(
        actor=staff["head"],
        now=now,
        list_version_id=version,
        document_no=f"{bureau.short}发〔{now.year}〕{_ALL_KINDS.index(draft.kind) + 1}号",
    )


def _items(
    city: City, bureau: Bureau, kind: ListKind, towns: dict[str, str], on: date
) -> Iterator[ListItem]:
    found = city.of(bureau.key)
    if kind is ListKind.POWER:
        yield from (_power(bureau, one) for one in found)
        yield from _coercion(bureau)
        yield from _town_powers(bureau, found, towns, on)
    elif kind is ListKind.DUTY:
        yield from (_duty(one) for one in found)
    elif kind is ListKind.LENIENCY:
        yield from (_leniency(one) for one in found)
    elif kind is ListKind.LEGAL_REVIEW:
        yield from (_review(one) for one in found)
    else:
        yield from (_recording(act) for act in (RecordedAct.HEARING, RecordedAct.SEALING_SEIZURE))


def penalty_kinds(one: Violation) -> tuple[PenaltyKind, ...]:
    """The fine and what the article provides besides, warnings first."""
    codes = sorted({"02", *one.kinds})
    return tuple(PenaltyKind(code) for code in codes)


def _power(bureau: Bureau, one: Violation) -> ListItem:
    low, high = one.fine
    details = PowerDetails(
        body_kind=BodyKind.AGENCY,
        power_source=PowerSource.STATUTORY,
        penalty_kinds=penalty_kinds(one),
        range_text=f"处 {low} 元以上 {high} 元以下罚款",
        fine_cap=high * _FEN,
        office="综合执法支队",
    )
    return ListItem(
        code=one.code,
        name=one.name,
        name_en=one.name_en,
        details=details,
        basis=tuple(parse_article(text) for text in one.basis),
        level=UseLevel.PREFECTURE,
        power_kind=PowerKind.PENALTY,
        field=bureau.field,
    )


def sealing_code(bureau: Bureau) -> str:
    """The coercion item under which a department seals and seizes."""
    return f"339900-QZ-{bureau.key}-1"


def surcharge_code(bureau: Bureau) -> str:
    """The coercion item under which a department adds three per cent a day."""
    return f"339900-QZ-{bureau.key}-2"


def _coercion(bureau: Bureau) -> Iterator[ListItem]:
    """Coercive measures and execution: by law only, never delegated (行政强制法 arts 10, 17)."""
    if bureau.field in SEALING_BASIS:
        basis = SEALING_BASIS[bureau.field]
        yield _coercion_item(bureau, sealing_code(bureau), "查封、扣押", "Sealing, seizure", basis)
    basis = "administrative-penalty-law 72"
    yield _coercion_item(bureau, surcharge_code(bureau), "加处罚款", "Surcharge", basis)


def _coercion_item(bureau: Bureau, code: str, name: str, name_en: str, basis: str) -> ListItem:
    return ListItem(
        code=code,
        name=name,
        name_en=name_en,
        details=PowerDetails(BodyKind.AGENCY, PowerSource.STATUTORY, office="综合执法支队"),
        basis=(parse_article(basis),),
        level=UseLevel.PREFECTURE,
        power_kind=PowerKind.COERCION,
        field=bureau.field,
    )


def _town_powers(
    bureau: Bureau, found: tuple[Violation, ...], towns: dict[str, str], on: date
) -> Iterator[ListItem]:
    """Street matters are passed down to every town, with document and evaluation.

    Law: APL-024, 行政处罚法 §24.
    """
    for one in found:
        if one.code not in _PASSED_DOWN:
            continue
        for agency_id, region in towns.items():
            yield _town_power(bureau, one, agency_id, region, on)


def _town_power(bureau: Bureau, one: Violation, agency_id: str, region: str, on: date) -> ListItem:
    details = PowerDetails(
        body_kind=BodyKind.AGENCY,
        power_source=PowerSource.PASSED_DOWN,
        penalty_kinds=penalty_kinds(one),
        fine_cap=one.fine[1] * _FEN,
        document_no="省政发〔2021〕12号",
        published_in="省人民政府公报",
        evaluation_on=date(on.year + 3, 1, 31),
    )
    return ListItem(
        code=one.code,
        name=one.name,
        name_en=one.name_en,
        details=details,
        basis=tuple(parse_article(text) for text in one.basis),
        agency_id=agency_id,
        region=region,
        level=UseLevel.TOWN,
        power_kind=PowerKind.PENALTY,
        field=bureau.field,
    )


def _duty(one: Violation) -> ListItem:
    details = DutyDetails(power_code=one.code, duties=_DUTIES, accountability=_BLAME)
    basis = (parse_article("administrative-penalty-law 76"),)
    return ListItem(f"{one.code}-Z", f"{one.name}的查处责任", details, basis=basis)


def _leniency(one: Violation) -> ListItem:
    details = LeniencyDetails(
        power_code=one.code,
        leniency=LeniencyKind.FIRST,
        conditions="初次违法，危害后果轻微，在责令的期限内改正",
    )
    basis = (parse_article("administrative-penalty-law 33"),)
    name_en = f"{one.name_en}, first time" if one.name_en else ""
    return ListItem(f"{one.code}-L", f"首次{one.name}", details, name_en=name_en, basis=basis)


def _review(one: Violation) -> ListItem:
    details = ReviewDetails(
        trigger=ReviewTrigger.OTHER,
        power_code=one.code,
        fine_citizen=10_000 * _FEN,
        fine_organisation=100_000 * _FEN,
        note="达到罚款数额的，决定前审核",
    )
    return ListItem(f"{one.code}-F", f"{one.name}的处罚决定", details)


def _recording(act: RecordedAct) -> ListItem:
    details = RecordingDetails(act=act, mode=RecordingMode.WHOLE, scene="全程，开始时说明时间地点")
    return ListItem(f"LX-{act.value}", act.zh, details)

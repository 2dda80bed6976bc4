# SPDX-License-Identifier: Apache-2.0
"""Citizen identity number (公民身份号码, GB 11643-1999), and the 15 digits of before 1999.

A number is personal data: no text, repr or detail made here contains more than its mask.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final, cast

from mingjing.kernel import divisions
from mingjing.kernel.problems import CodeInvalid, Problem, plain, raise_first, without_lookalikes

LENGTH: Final = 18
LEGACY_LENGTH: Final = 15
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS: Final = "10X98765432"
_DIGITS: Final = frozenset("0123456789")
# 外国人永久居留身份证 (2023): 9, province, country of origin, then as a citizen's number.
_FOREIGN_RESIDENT: Final = "9"


class CitizenIdInvalid(CodeInvalid):
    """Base of what can be wrong with a citizen number (公民身份号码有误); never quotes it whole."""

    code = "kernel.citizen_id.invalid"
    zh, en = "公民身份号码有误（{masked}）。", "The citizen number is wrong ({masked})."
    article = "GB 11643-1999"
    remedy_zh = "请核对身份证件原件。"
    remedy_en = "Compare it with the identity card."


class CitizenIdLengthWrong(CitizenIdInvalid):
    """Neither 18 nor 15 characters (位数不对)."""

    code = "kernel.citizen_id.length"
    zh = "公民身份号码应为 18 位（旧号 15 位），现为 {found} 位（{masked}）。"
    en = "A citizen number has 18 characters (before 1999: 15), this one has {found} ({masked})."


class CitizenIdCharacterWrong(CitizenIdInvalid):
    """Not a digit, or not X at the end (字符不允许)."""

    code = "kernel.citizen_id.character"
    zh = "第 {position} 位“{found}”不允许，应为数字（第 18 位可为大写 X）{likely}（{masked}）。"
    en = (
        "Character {position} is '{found}', it must be a digit "
        "(or capital X as the 18th){likely} ({masked})."
    )


class CitizenIdDivisionWrong(CitizenIdInvalid):
    """The first two digits are no province (省级区划码不存在)."""

    code = "kernel.citizen_id.division"
    zh = "第 1、2 位不是省级行政区划代码（{masked}）。"
    en = "Characters 1-2 are no province-level division ({masked})."


class CitizenIdDivisionUnknown(CitizenIdInvalid):
    """The county is not in our table, present or past (区县码未收录)."""

    code = "kernel.citizen_id.division_unknown"
    zh = "第 1 至 6 位不在现行和历史行政区划代码表中（{masked}）。"
    en = "Characters 1-6 are in no table of divisions, present or past ({masked})."


class CitizenIdDateWrong(CitizenIdInvalid):
    """The birth date does not exist (出生日期不存在)."""

    code = "kernel.citizen_id.date"
    zh = "第 {position} 位起的出生日期不存在（{masked}）。"
    en = "The birth date that begins at character {position} does not exist ({masked})."


class CitizenIdDateAhead(CitizenIdInvalid):
    """Born after the day of the check (出生日期晚于今日)."""

    code = "kernel.citizen_id.date_ahead"
    zh = "第 {position} 位起的出生日期晚于 {today}（{masked}）。"
    en = "The birth date that begins at character {position} lies after {today} ({masked})."


class CitizenIdCheckWrong(CitizenIdInvalid):
    """The check character does not fit (校验码不符)."""

    code = "kernel.citizen_id.check"
    zh = "第 {position} 位校验码为“{found}”，计算应为“{expected}”，至少有一位录错（{masked}）。"
    en = (
        "The check character (position {position}) is '{found}' but the others give "
        "'{expected}': at least one character is wrong ({masked})."
    )


@dataclass(frozen=True, slots=True)
class CitizenId:
    """A citizen number taken apart (公民身份号码). Its repr shows the mask only.

    :ivar division: where it was first issued (the division code of that time).
    :ivar is_legacy: the 15-digit form, which has no check character.
    """

    text: str = field(repr=False)
    division: str = field(repr=False)
    born_on: date = field(repr=False)
    sequence: str = field(repr=False)
    masked: str
    is_legacy: bool

    @property
    def is_male(self) -> bool:
        """Odd sequence number (顺序码奇数为男)."""
        return int(self.sequence) % 2 == 1

    @property
    def full(self) -> str:
        """The 18 characters, also for a legacy number (升位)."""
        if not self.is_legacy:
            return self.text
        first17 = f"{self.text[:6]}19{self.text[6:]}"
        return first17 + check_character(first17)

    def age_on(self, day: date) -> int:
        """Whole years on that day (周岁): a year is complete on the day after the birthday.

        Law: 最高人民法院, 法释〔2006〕1号 第2条 (周岁从生日的第二天起算).
        """
        birthday_passed = (day.month, day.day) > (self.born_on.month, self.born_on.day)
        return day.year - self.born_on.year - (not birthday_passed)


def mask(text: str) -> str:
    """The number with only its province and last character left (脱敏)."""
    if len(text) < LEGACY_LENGTH:
        return "*" * len(text)
    return text[:2] + "*" * (len(text) - 3) + text[-1]


def check_character(first17: str) -> str:
    """The character that must follow these 17 digits (校验码)."""
    total = sum(int(digit) * weight for digit, weight in zip(first17, _WEIGHTS, strict=True))
    return _CHECKS[total % 11]


def check(text: str, *, today: date | None = None) -> None:
    """Return if the number holds; with `today`, births after that day are refused too.

    Raises: CitizenIdLengthWrong, CitizenIdCharacterWrong, CitizenIdDivisionWrong,
        CitizenIdDateWrong, CitizenIdDateAhead, CitizenIdCheckWrong.
    """
    raise_first(_problems(text, today))


def parse(text: str, *, today: date | None = None) -> CitizenId:
    """Take a correct number apart. Raises: as `check`."""
    check(text, today=today)
    born_on = cast(date, _born_on(text))  # check has seen that there is one
    is_legacy = len(text) == LEGACY_LENGTH
    sequence = text[12:15] if is_legacy else text[14:17]
    return CitizenId(text, text[:6], born_on, sequence, mask(text), is_legacy)


def explain(text: str, *, today: date | None = None) -> list[Problem]:
    """Everything wrong with the text, errors before notes; empty if all is well."""
    return sorted(_problems(text, today), key=lambda problem: problem.is_note)


def suggest(text: str) -> str | None:
    """The valid number that was probably meant (full width, blanks, x, O for 0); never applied."""
    for candidate in (plain(text), without_lookalikes(text)):
        if candidate != text and not any(not p.is_note for p in _problems(candidate, None)):
            return candidate
    return None


def _problems(text: str, today: date | None) -> Iterator[Problem]:
    masked = mask(text)
    if len(text) not in (LENGTH, LEGACY_LENGTH):
        yield Problem(CitizenIdLengthWrong(found=len(text), expected=LENGTH, masked=masked))
        return
    is_well_formed = True
    for position, found in enumerate(text, 1):
        if found not in _DIGITS and not (position == LENGTH and found == "X"):
            is_well_formed = False
            yield Problem(_character_wrong(position, found, masked))
    if not is_well_formed:
        return
    yield from _division_problems(text, masked)
    yield from _date_problems(text, today, masked)
    if len(text) == LENGTH and text[17] != (expected := check_character(text[:17])):
        error = CitizenIdCheckWrong(
            position=LENGTH, found=text[17], expected=expected, masked=masked
        )
        yield Problem(error)


def _character_wrong(position: int, found: str, masked: str) -> CitizenIdCharacterWrong:
    meant = without_lookalikes(found)
    fits = meant in _DIGITS or (position == LENGTH and meant == "X")
    expected = meant if fits and meant != found else ""
    likely = f" ({found} → {expected}?)" if expected else ""
    return CitizenIdCharacterWrong(
        position=position, found=found, expected=expected, likely=likely, masked=masked
    )


def _division_problems(text: str, masked: str) -> Iterator[Problem]:
    if text[0] == _FOREIGN_RESIDENT and len(text) == LENGTH:
        if not divisions.is_known(text[1:3] + "0000"):
            yield Problem(CitizenIdDivisionWrong(position=2, masked=masked))
    elif not divisions.is_known(text[:2] + "0000"):
        yield Problem(CitizenIdDivisionWrong(position=1, masked=masked))
    elif not divisions.is_known(text[:6]):
        yield Problem(CitizenIdDivisionUnknown(position=1, masked=masked), is_note=True)


def _date_problems(text: str, today: date | None, masked: str) -> Iterator[Problem]:
    born_on = _born_on(text)
    if born_on is None:
        yield Problem(CitizenIdDateWrong(position=7, masked=masked))
    elif today is not None and born_on > today:
        yield Problem(CitizenIdDateAhead(position=7, today=today.isoformat(), masked=masked))


def _born_on(text: str) -> date | None:
    digits = "19" + text[6:12] if len(text) == LEGACY_LENGTH else text[6:14]
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None

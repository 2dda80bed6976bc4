# SPDX-License-Identifier: Apache-2.0
"""Unified social credit code (统一社会信用代码, GB 32100-2015), with the organisation code inside.

18 characters: department, kind, six digits of the registrar's division, nine characters of the
organisation code (组织机构代码, GB 11714-1997, with a check character of its own), check character.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from operator import mul
from typing import Final

from mingjing.kernel import divisions
from mingjing.kernel.code_tables import read_table
from mingjing.kernel.errors import Language
from mingjing.kernel.problems import CodeInvalid, Problem, plain, raise_first, without_lookalikes

ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH: Final = 18
_DIVISION: Final = range(3, 9)
_WEIGHTS: Final = tuple(pow(3, i, 31) for i in range(17))
# With weight 1 for the check character, the whole code must be a multiple of 31.
_ALL_WEIGHTS: Final = (*_WEIGHTS, 1)
_ORGANISATION_WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)
_VALUES: Final = bytes.maketrans(ALPHABET.encode(), bytes(range(31)))
_FORM: Final = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}").fullmatch


class UscInvalid(CodeInvalid):
    """Base of what can be wrong with a social credit code (统一社会信用代码有误)."""

    code = "kernel.usc.invalid"
    zh, en = "统一社会信用代码有误。", "The unified social credit code is wrong."
    article = "GB 32100-2015"
    remedy_zh = "请逐位核对营业执照等原件。{hint_zh}"
    remedy_en = "Compare each character with the licence or certificate. {hint_en}"


class UscLengthWrong(UscInvalid):
    """Not 18 characters (位数不对)."""

    code = "kernel.usc.length"
    zh = "统一社会信用代码应为 {expected} 位，现为 {found} 位。"
    en = "A unified social credit code has {expected} characters, this one has {found}."


class UscCharacterWrong(UscInvalid):
    """A character that may not stand at its place (字符不允许)."""

    code = "kernel.usc.character"
    zh = "第 {position} 位“{found}”不允许，应为数字或大写字母（不含 I、O、S、V、Z）{likely}。"
    en = (
        "Character {position} is '{found}', it must be a digit or a capital "
        "other than I, O, S, V, Z{likely}."
    )


class UscDivisionNotDigits(UscInvalid):
    """Positions 3 to 8 are digits (登记机关行政区划码应为数字)."""

    code = "kernel.usc.division_digits"
    zh = "第 {position} 位“{found}”不允许，登记机关行政区划码应为数字{likely}。"
    en = "Character {position} is '{found}', the registrar's division has only digits{likely}."


class UscCheckWrong(UscInvalid):
    """The check character does not fit: at least one of the 18 is wrong (校验码不符)."""

    code = "kernel.usc.check"
    zh = "第 {position} 位校验码为“{found}”，按前 17 位计算应为“{expected}”，至少有一位录错。"
    en = (
        "The check character (position {position}) is '{found}' but the others give '{expected}': "
        "at least one character is wrong."
    )


class OrganisationCheckWrong(UscInvalid):
    """The organisation code inside fails its own check (组织机构代码校验码不符)."""

    code = "kernel.usc.organisation_check"
    article = "GB 11714-1997"
    zh = "第 {position} 位（组织机构代码校验码）为“{found}”，按第 9 至 16 位计算应为“{expected}”。"
    en = (
        "Character {position} (check of the organisation code) is '{found}', "
        "9 to 16 give '{expected}'."
    )
    remedy_zh = "整码校验相符时可以使用，但应向登记机关核实。"
    remedy_en = "Usable while the whole code checks, but ask the registrar."


class UscKindUnknown(UscInvalid):
    """Department and kind are no pair of the standard (登记管理部门或机构类别未知)."""

    code = "kernel.usc.kind"
    zh = "第 1、2 位“{found}”不是标准列出的登记管理部门和机构类别。"
    en = "Characters 1-2, '{found}', are no department and kind listed in the standard."
    remedy_zh = "请核实登记机关。"
    remedy_en = "Ask which department registered the body."


class UscDivisionUnknown(UscInvalid):
    """The registrar's division is not in our table (登记机关行政区划码未收录)."""

    code = "kernel.usc.division"
    zh = "第 3 至 8 位“{found}”不在行政区划代码表中（可能是登记机关自用码）。"
    en = "Characters 3-8, '{found}', are not in the table of divisions (perhaps a registrar's own)."
    remedy_zh = "请核实登记机关所在区划。"
    remedy_en = "Check where the registrar is."


@dataclass(frozen=True, slots=True)
class UscCode:
    """A unified social credit code taken apart (统一社会信用代码).

    :ivar text: all 18 characters, as given.
    :ivar department: position 1, registration department (登记管理部门).
    :ivar kind: position 2, kind of body (机构类别).
    :ivar division: positions 3-8, the registrar's division; not where the firm is today.
    :ivar organisation: positions 9-17, organisation code (主体标识码).
    """

    text: str
    department: str
    kind: str
    division: str
    organisation: str

    def label(self, language: Language) -> str:
        """Department and kind in words (市场监管/企业); empty if the standard has no such pair."""
        zh, en = _kinds().get(self.department + self.kind, ("", ""))
        return zh if language == "zh" else en

    @property
    def organisation_code(self) -> str:
        """The organisation code as it used to be printed, `12345678-9`."""
        return f"{self.organisation[:8]}-{self.organisation[8]}"


def check_character(first17: str) -> str:
    """The character that must follow these 17 (校验码); they must be of the alphabet."""
    values = first17.encode("ascii").translate(_VALUES)
    return ALPHABET[-sum(map(mul, values, _WEIGHTS)) % 31]


def organisation_check_character(first8: str) -> str:
    """The ninth character of an organisation code, GB 11714 (组织机构代码校验码)."""
    total = sum(int(c, 36) * w for c, w in zip(first8, _ORGANISATION_WEIGHTS, strict=True))
    return "0123456789X"[-total % 11]


def is_valid(text: str) -> bool:
    """Whether form and check character hold; the fast way for many rows."""
    if not _FORM(text):
        return False
    return not sum(map(mul, text.encode("ascii").translate(_VALUES), _ALL_WEIGHTS)) % 31


def check(text: str) -> None:
    """Return if the code holds (form and check character).

    Raises: UscLengthWrong, UscCharacterWrong, UscDivisionNotDigits, UscCheckWrong.
    """
    if not is_valid(text):
        raise_first(_problems(text))


def parse(text: str) -> UscCode:
    """Take a correct code apart. Raises: as `check`."""
    check(text)
    return UscCode(text, text[0], text[1], text[2:8], text[8:17])


def explain(text: str) -> list[Problem]:
    """Everything wrong with the text, errors before notes; empty if all is well."""
    return list(_problems(text))


def suggest(text: str) -> str | None:
    """The valid code that was probably meant (full width, blanks, small letters, O for 0).

    Never applied by us: the raw text stays what was handed in.
    """
    for candidate in (plain(text), without_lookalikes(text)):
        if candidate != text and is_valid(candidate):
            return candidate
    return None


def _problems(text: str) -> Iterator[Problem]:
    meant = suggest(text)
    hints = {"hint_zh": "", "hint_en": ""}
    if meant is not None:
        hints = {"hint_zh": f"是否为 {meant}？", "hint_en": f"Did you mean {meant}?"}
    is_well_formed = True
    if len(text) != LENGTH:
        is_well_formed = False
        yield Problem(UscLengthWrong(found=len(text), expected=LENGTH, **hints))
    for position, found in enumerate(text[:LENGTH], 1):
        if found not in (ALPHABET[:10] if position in _DIVISION else ALPHABET):
            is_well_formed = False
            yield Problem(_character_wrong(position, found, hints))
    if not is_well_formed:
        return
    expected = check_character(text[:17])
    if text[17] != expected:
        yield Problem(UscCheckWrong(position=18, found=text[17], expected=expected, **hints))
    yield from _notes(text, hints)


def _character_wrong(position: int, found: str, hints: dict[str, str]) -> UscInvalid:
    meant = without_lookalikes(found)
    expected = meant if meant != found and len(meant) == 1 and meant in ALPHABET else ""
    likely = f" ({found} → {expected}?)" if expected else ""
    kind = UscDivisionNotDigits if position in _DIVISION else UscCharacterWrong
    return kind(position=position, found=found, expected=expected, likely=likely, **hints)


def _notes(text: str, hints: dict[str, str]) -> Iterator[Problem]:
    expected = organisation_check_character(text[8:16])
    if text[16] != expected:
        error = OrganisationCheckWrong(position=17, found=text[16], expected=expected, **hints)
        yield Problem(error, is_note=True)
    if text[:2] not in _kinds():
        yield Problem(UscKindUnknown(position=1, found=text[:2], **hints), is_note=True)
    if not divisions.is_known(text[2:8]):
        yield Problem(UscDivisionUnknown(position=3, found=text[2:8], **hints), is_note=True)


@cache
def _kinds() -> dict[str, tuple[str, str]]:
    return {
        row["department"] + row["kind"]: (
            f"{row['department_zh']}/{row['kind_zh']}",
            f"{row['department_en']}/{row['kind_en']}",
        )
        for row in read_table("usc_kinds.csv")
    }

# SPDX-License-Identifier: Apache-2.0
"""Written forms of values (书写格式): dates by JDK pattern, well-known text formats."""

import re
from dataclasses import dataclass

# JDK letters (run length matters) -> strptime directive, exact RE2 pattern
_LETTERS = {
    "yyyy": ("%Y", "[0-9]{4}"),
    "uuuu": ("%Y", "[0-9]{4}"),
    "yy": ("%y", "[0-9]{2}"),
    "MM": ("%m", "[0-9]{2}"),
    "M": ("%m", "[0-9]{1,2}"),
    "dd": ("%d", "[0-9]{2}"),
    "d": ("%d", "[0-9]{1,2}"),
    "HH": ("%H", "[0-9]{2}"),
    "H": ("%H", "[0-9]{1,2}"),
    "hh": ("%I", "[0-9]{2}"),
    "h": ("%I", "[0-9]{1,2}"),
    "mm": ("%M", "[0-9]{2}"),
    "ss": ("%S", "[0-9]{2}"),
    "SSS": ("%g", "[0-9]{3}"),
    "a": ("%p", "[AaPp][Mm]"),
}
_TOKEN = re.compile(r"'([^']*)'|([A-Za-z])\2*|[^A-Za-z']")

TEXT_FORMATS = {
    "email": r"[^@\s]+@[^@\s]+\.[^@\s]+",
    "uri": r"[A-Za-z][A-Za-z0-9+.-]*:[^\s]+",
    "uuid": r"[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}",
    "ipv4": r"((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])\.){3}(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])",
    "hostname": r"[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?"
    r"(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*",
}


@dataclass(frozen=True, slots=True)
class DateForm:
    """A written form of dates (日期格式): strptime directives, and what the text must look like."""

    strptime: str
    pattern: str


def date_form(jdk: str) -> DateForm:
    """The form of a JDK DateTimeFormatter pattern.

    Example: `MM/dd/yyyy` is `%m/%d/%Y` and `[0-9]{2}/[0-9]{2}/[0-9]{4}`.
    Raises: ValueError naming the part that is not supported.
    """
    directives, patterns, position = "", "", 0
    for match in _TOKEN.finditer(jdk):
        if match.start() != position:
            break
        position = match.end()
        part = match.group(0)
        if match.group(2) is not None:
            if part not in _LETTERS:
                raise ValueError(part)
            directive, pattern = _LETTERS[part]
        else:
            plain = match.group(1) if match.group(1) is not None else part
            directive, pattern = plain.replace("%", "%%"), re.escape(plain)
        directives += directive
        patterns += pattern
    if position != len(jdk) or not jdk:
        raise ValueError(jdk[position:] or jdk)
    return DateForm(directives, patterns)


_NOT_RE2 = re.compile(r"\(\?(?:[=!>]|<[=!]|P=|\()|\\[1-9]|[*+?}]\+")


def pattern_problem(pattern: str) -> str:
    """Why a pattern cannot be used; "" if it can. RE2 has no look-around and no back references."""
    if _NOT_RE2.search(pattern):
        return "look-around, back references and possessive repeats are not supported"
    try:
        re.compile(pattern)
    except re.error as error:
        return str(error)
    repeats = [int(number) for number in re.findall(r"\{(?:\d+,)?(\d+)\}", pattern)]
    return "a repeat of more than 1000" if any(n > 1000 for n in repeats) else ""

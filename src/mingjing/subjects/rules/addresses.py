# SPDX-License-Identifier: Apache-2.0
"""Normal form of an address (地址规范化): house number, direction, street, kind of street, unit.

No gazetteer is needed: which words name the city is read from the addresses themselves.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from mingjing.kernel.resources import load_yaml
from mingjing.subjects.rules.scripts import folded, has_han

_BRACKETS = re.compile(r"\([^)]*\)|（[^）]*）")
_TAIL = re.compile(r"^(?P<street>.+?)[\s,]+(?P<state>[A-Z]{2})[\s.]+(?P<zip>\d{5})(?:-\d{4})?\s*$")
_ZIP = re.compile(r"[\s,]+(\d{5})(?:-\d{4})?\s*$")
_NUMBERS = re.compile(
    r"^(\d+)(?:[A-Z]{1,2}|[\s-][A-DF-MO-RT-VX-Z])?(?:\s*-\s*(\d+)[A-Z]{0,2})?(?:[\s-]*\d/\d)?(?=[\s,]|$)"
)
_OTHER = re.compile(r"[^A-Z0-9]+")
_ORDINAL = re.compile(r"^0+(?=\d)")
_MIN_SHARE = 0.01  # of the addresses that end with a state and a code
_SAMPLE = 20_000  # addresses
_PHRASE = 0.8  # a word that nearly always stands before a city's word belongs to it


@dataclass(frozen=True, slots=True)
class AddressForm:
    """An address taken apart (地址要素).

    `key` is number, direction and street: equal keys are one place as far as writing goes.
    `suffix` (kind of street) stands apart because records often leave it out.
    """

    key: str
    street: str
    low: int | None = None
    high: int | None = None
    direction: str = ""
    suffix: str = ""
    unit: str = ""
    postcode: str = ""


@dataclass(frozen=True, slots=True)
class Localities:
    """Words that name the city or the state in a set of addresses, longest phrase first."""

    cities: tuple[tuple[str, ...], ...] = ()
    states: frozenset[str] = field(default_factory=frozenset)


@cache
def _table(kind: str) -> dict[str, str]:
    return dict(load_yaml("subjects", "english.yaml")[kind])


@cache
def _units() -> frozenset[str]:
    return frozenset(load_yaml("subjects", "english.yaml")["units"])


@cache
def _chinese_address() -> re.Pattern[str]:
    ends = "|".join(load_yaml("subjects", "chinese.yaml")["road_ends"])
    return re.compile(
        rf"^(?P<before>.*?)(?P<road>[^省市区县镇乡]+?(?:{ends}))(?P<number>\d+)号?(?P<rest>.*)$"
    )


def localities(addresses: Sequence[str]) -> Localities:
    """Which words before a state and postal code name the city, from the addresses themselves.

    Looks at every n-th address when there are more than 20,000.

    Example: of "1 A ST CHICAGO, IL 60601" a thousand times: city CHICAGO, state IL.
    """
    tails: Counter[tuple[str, ...]] = Counter()
    states: Counter[str] = Counter()
    for raw in addresses[:: max(1, len(addresses) // _SAMPLE)]:
        found = _TAIL.match(folded(raw))
        if not found:
            continue
        states[found["state"]] += 1
        parts = _split(found["street"])
        for length in (1, 2, 3):
            if len(parts) > length + 1:
                tails[tuple(parts[-length:])] += 1
    least = max(1.0, _MIN_SHARE * states.total())
    cities = [_phrase(last, tails) for last in sorted(tails) if _may_be_city(last, tails, least)]
    cities.sort(key=lambda city: (-len(city), city))
    return Localities(tuple(cities), frozenset(s for s in states if states[s] >= least))


def _may_be_city(tail: tuple[str, ...], tails: Counter[tuple[str, ...]], least: float) -> bool:
    word = tail[-1]
    known = word in _table("suffixes") or word in _table("directions") or word in _units()
    return len(tail) == 1 and tails[tail] >= least and not known and not any(map(str.isdigit, word))


def _phrase(last: tuple[str, ...], tails: Counter[tuple[str, ...]]) -> tuple[str, ...]:
    phrase = last
    while len(phrase) < 3:
        longer = [t for t in tails if len(t) == len(phrase) + 1 and t[1:] == phrase]
        best = max(longer, key=lambda t: (tails[t], t), default=None)
        if best is None or tails[best] < _PHRASE * tails[phrase] or best[0] in _table("suffixes"):
            break
        phrase = best
    return phrase


def address_form(raw: str | None, known: Localities) -> AddressForm | None:
    """The normal form of an address, or nothing when nothing is left.

    Example: "4531-35 W Marquette Road, Chicago, IL 60629" and "4531 W MARQUETTE RD" have one key.
    """
    text = folded(raw or "").strip()
    if not text:
        return None
    return _chinese(text) if has_han(text) else _english(text, known)


@cache
def _plain_address(known: Localities) -> re.Pattern[str]:
    """The pattern of an address with nothing unusual in it; nine in ten are so."""
    suffixes = "|".join(sorted(_table("suffixes"), key=len, reverse=True))
    cities = "|".join(" ".join(city) for city in known.cities)
    states = "|".join(sorted(known.states))
    tail = (
        rf"(?: (?:{cities}), ?(?:{states}) (?P<zip>\d{{5}}))?"
        if cities and states
        else "(?P<zip>$)?"
    )
    word = r"(?!0)[A-Z0-9]+"
    street = rf"(?P<street>{word}(?: {word})*?) (?P<suffix>{suffixes})"
    return re.compile(rf"(?P<low>\d+) (?P<direction>[NSEW]) {street}{tail}")


def _english(text: str, known: Localities) -> AddressForm | None:
    plain = _plain_address(known).fullmatch(text)
    return (plain and _from_plain(plain)) or _taken_apart(text, known)


def _from_plain(found: re.Match[str]) -> AddressForm | None:
    number, direction, street, suffix, code = found.groups()
    if any(part in _units() for part in street.split(" ")):
        return None
    low = int(number)
    key = f"{low} {direction} {street}"
    return AddressForm(key, street, low, low, direction, _table("suffixes")[suffix], "", code or "")


def _taken_apart(text: str, known: Localities) -> AddressForm | None:
    street, postcode = _without_tail(text, known)
    low, high, rest = _numbers(_BRACKETS.sub(" ", street).strip())
    parts = _without_city(_split(rest), known)
    direction, parts = _direction(parts)
    name, suffix, unit = _street(parts)
    if not name and low is None:
        return None
    key = " ".join(p for p in (str(low) if low is not None else "", direction, name) if p)
    return AddressForm(key, name, low, high, direction, suffix, unit, postcode)


def _split(text: str) -> list[str]:
    plain = text.replace("'", "").replace(".", " ")
    return [_ORDINAL.sub("", part) for part in _OTHER.split(plain) if part]


def _without_tail(text: str, known: Localities) -> tuple[str, str]:
    code = _ZIP.search(text)
    street = text[: code.start()] if code else text
    words = street.rstrip(" ,.").rsplit(None, 1)
    if len(words) == 2 and words[1] in known.states and words[1] not in _table("suffixes"):
        street = words[0]
    return street.rstrip(" ,."), code.group(1) if code else ""


def _without_city(parts: list[str], known: Localities) -> list[str]:
    for city in known.cities:
        if len(parts) > len(city) and tuple(parts[-len(city) :]) == city and _is_more(parts, city):
            return parts[: -len(city)]
    return parts


def _is_more(parts: list[str], city: tuple[str, ...]) -> bool:
    """Whether something besides a direction stands before the city: "W CHICAGO" is a street."""
    return any(part not in _table("directions") for part in parts[: -len(city)])


def _numbers(text: str) -> tuple[int | None, int | None, str]:
    found = _NUMBERS.match(text)
    if not found:
        return None, None, text
    low = int(found[1])
    second = (found[2] or "").lstrip("0")
    if second and len(second) < len(str(low)):  # "4531-35" means 4531 to 4535
        second = str(low)[: -len(second)] + second
    high = int(second) if second else low
    return low, max(low, high), text[found.end() :]


def _direction(parts: list[str]) -> tuple[str, list[str]]:
    directions, suffixes = _table("directions"), _table("suffixes")
    if len(parts) > 1 and parts[0] in directions and any(p not in suffixes for p in parts[1:]):
        return directions[parts[0]], parts[1:]
    return "", parts


def _street(parts: list[str]) -> tuple[str, str, str]:
    """Street name, kind of street, and what follows it."""
    suffixes = _table("suffixes")
    end = next((i for i, part in enumerate(parts) if i and part in _units()), len(parts))
    at = next((i for i in range(end - 1, 0, -1) if parts[i] in suffixes), None)
    if at is None:
        return " ".join(parts[:end]), "", " ".join(parts[end:])
    return " ".join(parts[:at]), suffixes[parts[at]], " ".join(parts[at + 1 :])


def _chinese(text: str) -> AddressForm:
    plain = re.sub(r"[\s,，。、]", "", text)
    found = _chinese_address().match(plain)
    if not found:
        return AddressForm(key=plain, street=plain)
    number = int(found["number"])
    return AddressForm(
        key=f"{found['road']}{number}号",
        street=found["road"],
        low=number,
        high=number,
        unit=found["rest"],
    )

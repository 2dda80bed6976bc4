# SPDX-License-Identifier: Apache-2.0
"""Normal forms of addresses, and how the city's name is learnt from the addresses."""

import pytest

from mingjing.subjects.rules.addresses import (
    AddressForm,
    Localities,
    _taken_apart,
    address_form,
    localities,
)
from mingjing.subjects.rules.scripts import folded

CHICAGO = Localities((("CHICAGO",),), frozenset({"IL"}))


def form(text: str, known: Localities = CHICAGO) -> AddressForm:
    found = address_form(text, known)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "key", "suffix"),
    [
        ("554 W PERSHING RD ", "554 W PERSHING", "RD"),
        ("3714 W LAWRENCE AVE CHICAGO, IL 60625", "3714 W LAWRENCE", "AVE"),
        ("248 W DIVERSEY CHICAGO, IL 60657 ", "248 W DIVERSEY", ""),
        ("5725 W CHICAGO AVE CHICAGO, IL 60651", "5725 W CHICAGO", "AVE"),
        ("4531-35 W Marquette Road", "4531 W MARQUETTE", "RD"),
        ("3231 -03237 W 63RD ST", "3231 W 63RD", "ST"),
        ("1046-1/2 W ARGYLE ST CHICAGO, IL 60640", "1046 W ARGYLE", "ST"),
        ("3322-B N WESTERN AVE", "3322 N WESTERN", "AVE"),
        ("2104AB-2108A S ARCHER AVE", "2104 S ARCHER", "AVE"),
        ("5255 S State (1E&W) ST", "5255 S STATE", "ST"),
        ("8306 S ST.  Lawrence", "8306 S ST LAWRENCE", ""),
        ("1600 NORTH AVE", "1600 NORTH", "AVE"),
        ("3647 W NORTH AVE BLDG CHICAGO, IL 60647", "3647 W NORTH", "AVE"),
        ("4634  N ROCKWELL ST IL", "4634 N ROCKWELL", "ST"),
        ("622 N FAIRBANKS CT", "622 N FAIRBANKS", "CT"),
        ("2301 S INDIANA AVE. IL", "2301 S INDIANA", "AVE"),
        ("636 N RACINE AVE 60642", "636 N RACINE", "AVE"),
        ("临江市江北区人民路128号2楼", "人民路128号", ""),
    ],
)
def test_it_takes_an_address_apart(text: str, key: str, suffix: str) -> None:
    assert (form(text).key, form(text).suffix) == (key, suffix)


def test_a_range_of_houses_keeps_both_ends() -> None:
    assert (form("4531-35 W MARQUETTE RD").low, form("4531-35 W MARQUETTE RD").high) == (4531, 4535)
    assert form("436 - 440 E 79TH ST CHICAGO, IL 60619").high == 440


def test_what_follows_the_street_is_the_unit() -> None:
    assert form("251 W 63RD ST FL 1st CHICAGO, IL 60621").unit == "FL 1ST"
    assert form("临江市江北区人民路128号2楼").unit == "2楼"


def test_the_postal_code_is_kept() -> None:
    assert form("3714 W LAWRENCE AVE CHICAGO, IL 60625").postcode == "60625"
    assert form("636 N RACINE AVE 60642").postcode == "60642"


@pytest.mark.parametrize("blank", [None, "", "  ", "()"])
def test_it_finds_nothing_in_nothing(blank: str | None) -> None:
    assert address_form(blank, CHICAGO) is None


def test_an_address_without_a_number_is_its_words() -> None:
    assert form("O'HARE TERMINAL 3").key == "OHARE TERMINAL 3"
    assert form("东门外大树下").key == "东门外大树下"


@pytest.mark.parametrize(
    "text",
    [
        "554 W PERSHING RD",
        "3714 W LAWRENCE AVE CHICAGO, IL 60625",
        "1 N STATE ST CHICAGO, IL 60602",
        "7450 S DR MARTIN LUTHER KING JR DR",
        "5215 W CHICAGO AVE BLDG AVE",
        "100 E ST CLAIR ST CHICAGO, IL 60611",
    ],
)
def test_the_short_way_gives_what_the_long_way_gives(text: str) -> None:
    assert address_form(text, CHICAGO) == _taken_apart(folded(text), CHICAGO)


def test_it_learns_city_and_state_from_the_addresses() -> None:
    texts = [f"{n} W OAK ST CHICAGO, IL 60601" for n in range(1, 100)]
    texts += [f"{n} N {['ELM', 'ASH', 'FIR'][n % 3]} NEW YORK, NY 10001" for n in range(1, 100)]
    found = localities(texts)
    assert found.cities == (("NEW", "YORK"), ("CHICAGO",))
    assert found.states == {"IL", "NY"}


def test_a_rare_word_before_the_state_is_no_city() -> None:
    texts = [f"{n} W OAK ST CHICAGO, IL 60601" for n in range(1, 300)]
    found = localities([*texts, "7529 S CONSTANCE HAYES, IL 60649", "1 W OAK ST, IL 60601"])
    assert found.cities == (("CHICAGO",),)


def test_no_addresses_teach_nothing() -> None:
    assert localities([]) == Localities()

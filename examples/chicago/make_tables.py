# SPDX-License-Identifier: Apache-2.0
"""Makes violations.csv, items.csv and officers.csv of this folder (生成样例附表).

Titles and sections of the Municipal Code are taken from the inspectors' own words in the raw text
file: the title that stands most often beside a code, and the section that is cited most often
beside it. Officers are synthetic: the city publishes no names, and none are guessed here.

Run: python examples/chicago/make_tables.py
"""

import csv
import gzip
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
RAW_TEXT = HERE / "data" / "chicago_food_inspections_rawtext_subset.csv.gz"
CODE_AND_TITLE = re.compile(r"^(\d+)\. (.*?)(?: - Comments:|$)", re.DOTALL)
SECTION = re.compile(r"\b7-(?:32|38|42)-0\d\d\b")
# Codes of the form in force until mid-2018; 23 and 46 to 69 are not on it.
CODES = (*range(1, 23), *range(24, 46), 70)
OFFICERS = 24
SEED = "mingjing chicago officers 1"
ITEMS = (
    (
        "food",
        "食品来源、温度与操作卫生",
        "Food source, temperature and hygiene",
        "key",
        "1 2 3 4 6",
    ),
    (
        "water",
        "给排水、清洗消毒与洗手设施",
        "Water, washing and hand-washing",
        "key",
        "5 7 8 9 10 11 12",
    ),
    ("pests", "虫鼠害防制与废弃物", "Pests and waste", "key", "13 18 19 20"),
    (
        "storage",
        "食品储存、加工与标签",
        "Food storage, preparation and labels",
        "general",
        "15 16 17 30",
    ),
    (
        "staff",
        "食品安全管理员与从业人员",
        "Certified manager and food handlers",
        "general",
        "21 44 45",
    ),
    (
        "premises",
        "场所、设备与日常清洁",
        "Premises, equipment and cleaning",
        "general",
        "22 24 25 26 27 31 32 33 34 35 36 37 38 39 40 41 42 43",
    ),
    (
        "notices",
        "既往问题整改与检查结果公示",
        "Correction of earlier violations, posted report",
        "key",
        "14 28 29",
    ),
    ("smoking", "禁止吸烟规定", "No-smoking rules", "general", "70"),
)


def severity(code: int) -> str:
    """The city's own three classes."""
    return "critical" if code <= 14 else "serious" if code <= 29 else "minor"


def remarks() -> Iterable[tuple[int, str, str]]:
    """Code, title and whole text of each violation in the raw text file."""
    with gzip.open(RAW_TEXT, "rt", encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            for part in (row["violations"] or "").split(" | "):
                if match := CODE_AND_TITLE.match(part.strip()):
                    yield int(match[1]), " ".join(match[2].split()), part


def violations() -> dict[int, tuple[str, str]]:
    """Title and most cited section per code; empty where the text never says one."""
    titles: dict[int, Counter[str]] = defaultdict(Counter)
    sections: dict[int, Counter[str]] = defaultdict(Counter)
    for code, title, text in remarks():
        titles[code][title.strip("* ").capitalize()] += 1
        sections[code].update(SECTION.findall(text))
    return {code: (_commonest(titles[code]), _commonest(sections[code])) for code in CODES}


def _commonest(counts: Counter[str]) -> str:
    return min(counts, key=lambda text: (-counts[text], text)) if counts else ""


def write(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Writes one CSV file, UTF-8, with Unix line ends."""
    with (HERE / name).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def legal_basis(codes: str, found: dict[int, tuple[str, str]]) -> str:
    """The sections cited beside the codes of an item, as the ordinance is cited."""
    sections = sorted({found[int(code)][1] for code in codes.split()} - {""})
    return "Municipal Code of Chicago § " + ", ".join(sections) if sections else ""


def item_rows(found: dict[int, tuple[str, str]]) -> Iterable[Sequence[object]]:
    """Inspection items: the form's violations in groups, with the sections cited for them."""
    for name, zh, en, kind, codes in ITEMS:
        basis = legal_basis(codes, found)
        yield (f"chi-{name}", zh, en, basis, kind, "", 2, "food", "2010-01-01", "", codes)


def officer_rows() -> Iterable[Sequence[object]]:
    """Synthetic officers: numbered, with skills by a hash of seed and number."""
    for number in range(1, OFFICERS + 1):
        draw = hashlib.sha256(f"{SEED} {number}".encode()).digest()
        skills = [
            "food",
            *(["liquor"] if draw[0] < 80 else []),
            *(["daycare"] if draw[1] < 80 else []),
        ]
        yield (
            f"Inspector {number:02d}",
            "US-IL-CHI",
            " ".join(skills),
            f"CHI-SYN-{number:04d}",
            "2010-01-01",
            "2030-12-31",
            "synthetic",
        )


def main() -> None:
    """Writes the three files."""
    found = violations()
    write(
        "violations.csv",
        ("code", "severity", "title", "section"),
        (
            (code, severity(code), found[code][0] or f"Violation {code}", found[code][1])
            for code in CODES
        ),
    )
    write(
        "items.csv",
        (
            "item_code",
            "name",
            "name_en",
            "legal_basis",
            "kind",
            "subject_category",
            "yearly_cap",
            "skill",
            "valid_from",
            "valid_to",
            "checklist",
        ),
        item_rows(found),
    )
    write(
        "officers.csv",
        ("name", "region", "skills", "certificate_no", "valid_from", "valid_to", "note"),
        officer_rows(),
    )


if __name__ == "__main__":
    main()

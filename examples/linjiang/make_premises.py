# SPDX-License-Identifier: Apache-2.0
"""Makes data/premises.csv: places of business of parties that do not exist (合成经营场所).

Every caterer and every machine builder of parties.csv has one, under its own name and code and at
the road and number of its registered address. The headers are those of a Chinese register.

Run: python examples/linjiang/make_premises.py
"""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import yaml
from make_parties import number, pick

HERE = Path(__file__).resolve().parent
HEADERS = ("统一社会信用代码", "名称", "类别", "街道乡镇", "区划代码", "经营地址", "登记日期")
KINDS = {"餐饮": "餐饮服务经营者", "机械制造": "电梯、锅炉使用单位"}
"""Word in the name → whom an inspection item of items.yaml concerns."""
FIRST, DAYS = date(2018, 1, 8), 2300


def kind(name: str) -> str:
    """What is run there; empty for a firm that this register does not hold."""
    return next((kind for word, kind in KINDS.items() if word in name), "")


def rows() -> Iterator[tuple[str, ...]]:
    """One row for each place, in the order of the parties."""
    city = yaml.safe_load((HERE / "city.yaml").read_text(encoding="utf-8"))
    towns, roads, region = city["towns"], city["roads"], city["region"]
    with (HERE / "parties.csv").open(encoding="utf-8", newline="") as stream:
        parties = list(csv.DictReader(stream))
    for n, party in enumerate(parties):
        name, code = party["name"], party["identity_no"]
        if party["kind"] == "citizen" or not kind(name):
            continue
        place = number(code, "town", below=len(towns))
        # The road and the number as `entry.linjiang.city` gives them to the party.
        road, door = pick(roads, "road", n), number("door", n, below=300) + 1
        opened = FIRST + timedelta(days=number(code, "opened", below=DAYS))
        yield (
            code,
            name,
            kind(name),
            towns[place],
            f"{region}{place + 1:03d}",
            f"临江市{towns[place]}{road}{door}号",
            opened.isoformat(),
        )


def main() -> None:
    """Write the file."""
    with (HERE / "data" / "premises.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(HEADERS)
        writer.writerows(rows())


if __name__ == "__main__":
    main()

# SPDX-License-Identifier: Apache-2.0
"""Makes parties.csv from a seed: two thousand parties that do not exist, with valid codes."""

import csv
import hashlib
from datetime import date, timedelta
from pathlib import Path

from mingjing.kernel import citizen_id, usc_code

SEED = "linjiang-1"
HERE = Path(__file__).resolve().parent
_FRONT = "临江 江北 望江 凤凰 白塔 青山 金沙 银杏 云台 柳河 桃源 荷塘 石桥 东门 龙泉 三江".split()
_WORDS = "福记 老街 味道 顺达 宏业 恒通 永兴 新源 嘉和 天成 瑞丰 康健 万家 鑫盛 华美 百味 海棠 同心".split()
_TAILS = "餐饮有限公司 食品有限公司 商贸有限公司 建材有限公司 机械制造有限公司 物流有限公司 化工有限公司".split()
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国志玉"


def number(*parts: object, below: int) -> int:
    """A number that the seed and the parts fix."""
    digest = hashlib.sha256("|".join(map(str, (SEED, *parts))).encode()).digest()
    return int.from_bytes(digest[:8], "big") % below


def pick(options: object, *parts: object) -> str:
    """One of the options, fixed by the seed."""
    found = list(options)  # type: ignore[call-overload]
    return str(found[number(*parts, below=len(found))])


def usc(n: int) -> str:
    """A unified social credit code with both check characters right."""
    kind = "92" if number("kind", n, below=3) == 0 else "91"
    body = f"MA{number('org', n, below=10**6):06d}"
    organisation = body + usc_code.organisation_check_character(body)
    first = f"{kind}339900{organisation}"
    return first + usc_code.check_character(first)


def citizen(n: int) -> str:
    """A citizen number with the check character right."""
    born = date(1955, 1, 1) + timedelta(days=number("born", n, below=365 * 50))
    first = f"330102{born:%Y%m%d}{number('seq', n, below=1000):03d}"
    return first + citizen_id.check_character(first)


def person(n: int) -> str:
    """A Chinese name."""
    given = pick(_GIVEN, "given", n) + (pick(_GIVEN, "more", n) if number("two", n, below=2) else "")
    return pick(_SURNAMES, "surname", n) + given


def rows() -> list[tuple[str, ...]]:
    """All parties: kind, name, identity number, representative."""
    found, seen = [], set()
    n = 0
    while len(found) < 2000:
        n += 1
        if number("person", n, below=5) == 0:
            row = ("citizen", person(n), citizen(n), "")
        else:
            code = usc(n)
            name = pick(_FRONT, "front", n) + pick(_WORDS, "word", n) + pick(_TAILS, "tail", n)
            kind = "business" if code.startswith("92") else "organisation"
            name = name.replace("有限公司", "店") if kind == "business" else name
            row = (kind, name, code, person(n))
        if row[2] not in seen:
            seen.add(row[2])
            found.append(row)
    return found


def main() -> None:
    """Write the file."""
    with (HERE / "parties.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("kind", "name", "identity_no", "representative"))
        writer.writerows(rows())


if __name__ == "__main__":
    main()

# SPDX-License-Identifier: Apache-2.0
"""Articles as pages name them (条文写法): 行政处罚法 §47 is read as 第四十七条."""

import re

_PLACE = re.compile(
    r"\s*(?P<to>-)?§(?P<main>\d+)(?:-(?P<more>\d+))?(?:\((?P<par>\d+)\))?"
    r"(?:\((?P<item>\d+)\))?"
)
_CHAPTER = re.compile(r"\s*ch\. (\d+)")
_BETWEEN = re.compile(r"(?<=[条款项章]), ?")


def chinese_numeral(number: int) -> str:
    """A whole number from 1 below ten thousand in Chinese numerals: 110 is 一百一十.

    Law texts write it so; `chinese_number` reads it.
    """
    signs, digits = "零一二三四五六七八九", f"{number:04}"
    said = "".join(
        f"{signs[int(digit)]}{unit}" if digit != "0" else "零"
        for digit, unit in zip(digits, "千百十 ", strict=True)
    ).replace(" ", "")
    said = re.sub("零+", "零", said).strip("零")
    return said.removeprefix("一") if said.startswith("一十") else said


def articles_in_chinese(text: str) -> str:
    """A basis as the law itself writes it; what names no article stays as it is.

    Example: 行政处罚法 §44, §62(2) is 行政处罚法第四十四条、第六十二条第二款.
    """
    said = _CHAPTER.sub(lambda found: f"第{chinese_numeral(int(found[1]))}章", text)
    return _BETWEEN.sub("、", _PLACE.sub(_article, said).replace("; ", "；"))


def _article(found: re.Match[str]) -> str:
    said = f"{'至' if found['to'] else ''}第{chinese_numeral(int(found['main']))}条"
    said += f"之{chinese_numeral(int(found['more']))}" if found["more"] else ""
    said += f"第{chinese_numeral(int(found['par']))}款" if found["par"] else ""
    return said + (f"第({chinese_numeral(int(found['item']))})项" if found["item"] else "")

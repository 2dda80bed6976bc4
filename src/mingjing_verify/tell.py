# SPDX-License-Identifier: Apache-2.0
"""The outcome in words that a judge understands (核验结论的文字), Chinese or English."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from mingjing_verify.findings import Finding, Verdict, Weight, words
from mingjing_verify.judge import Outcome
from mingjing_verify.redacted import KIND

BEIJING = timezone(timedelta(hours=8))
_WORDS_OF = {
    "reason": "reasons",
    "why": "absences",
    "state": "states",
    "camera": "cameras",
    "step": "steps",
}
_LATEST_MS = 253_402_214_400_000
_PLACE = re.compile(r"\{([a-z_]+)\}")


def tell(outcome: Outcome, lang: str) -> Iterator[str]:
    """The lines of the report."""
    table = words()
    is_proven = outcome.verdict in {Verdict.WHOLE, Verdict.INCOMPLETE}
    is_copy = outcome.facts.get("kind") == KIND
    yield table["copy_verdicts" if is_copy else "verdicts"][outcome.verdict][lang]
    if is_copy:
        yield from tell_copy(outcome.facts, lang, is_proven=is_proven)
    if outcome.facts.get("source"):
        yield table["headings"]["unsigned"][lang]
    if outcome.facts:
        yield ""
        yield table["headings"]["proven" if is_proven else "claimed"][lang]
        yield from (f"  {name}: {value}" for name, value in tell_facts(outcome.facts, lang))
    said = list(tell_said(outcome.facts, lang))
    if said:
        yield ""
        yield table["headings"]["said"][lang]
        yield from (f"  {name}: {value}" for name, value in said)
    for weight in Weight:
        found = [finding for finding in outcome.findings if finding.weight is weight]
        if found:
            yield ""
            yield table["weights"][weight][lang]
            yield from (f"  {tell_finding(finding, lang)}" for finding in found)
    if outcome.facts.get("marks"):
        yield ""
        yield table["headings"]["marks"][lang]
        for mark in outcome.facts["marks"]:
            label = table["labels"][mark["label"]][lang]
            yield f"  {instant(mark['at_ms'])} {label} {plain(mark['note'])}".rstrip()
    yield ""
    yield table["headings"]["zone"][lang]


def tell_copy(facts: Mapping[str, Any], lang: str, *, is_proven: bool) -> Iterator[str]:
    """What a redacted copy is, where that is proven, and what no proof shows."""
    headings = words()["headings"]
    if is_proven:
        values = {"root": facts["root"], "reasons": _reasons(facts["reasons"], lang)}
        yield fill(headings["copy"][lang], values)
    yield headings["copy_limits"][lang]


def _reasons(reasons: Mapping[str, int], lang: str) -> str:
    table = words()["hidden"]
    told = [f"{table.get(code, {lang: code})[lang]} ({reasons[code]})" for code in sorted(reasons)]
    return "; ".join(told)


def _copy_rows(facts: Mapping[str, Any], lang: str) -> list[tuple[str, str | None]]:
    def step(name: str) -> str | None:
        at = facts[f"{name}_ms"]
        account = facts.get(f"{name}_by")
        return None if at is None else instant(at) + (f" ({account})" if account else "")

    return [
        ("redaction", facts["redaction"]),
        ("original", facts["recording"]),
        ("original_root", facts["root"]),
        ("hidden", _reasons(facts["reasons"], lang)),
        ("agency", facts["agency"]),
        ("planned", step("planned")),
        ("rendered", step("rendered")),
        ("approved", step("approved")),
        ("film", f"{facts['sha256']}, {facts['bytes']}"),
        ("plan", facts["plan"]),
        ("log", facts["log"]),
    ]


def tell_facts(facts: Mapping[str, Any], lang: str) -> Iterator[tuple[str, str]]:
    """Name and value of each fact."""
    names = words()["facts"]
    rows = (_copy_rows if facts.get("kind") == KIND else _rows)(facts, lang)
    for name, value in rows:
        if value is not None:
            yield names[name][lang], plain(value)


def tell_said(facts: Mapping[str, Any], lang: str) -> Iterator[tuple[str, str]]:
    """Name and value of what the bundle says and nothing proves."""
    said = facts.get("said") or {}
    for name, word in words()["said"].items():
        if said.get(name):
            yield word[lang], plain(said[name])


def _rows(facts: Mapping[str, Any], lang: str) -> list[tuple[str, str | None]]:
    state = words()["states"][facts["state"]][lang]
    occasion = facts["occasion"]
    has_period = facts["from_ms"] is not None
    return [
        ("recording", facts["recording"]),
        ("officer", facts["officer"]),
        ("who", facts["account"]),
        ("agency", facts["agency"] or None),
        ("occasion", f"{occasion['kind']} {occasion['id']}" if occasion else None),
        ("source", words()["cameras"][facts["camera"]][lang] if facts["source"] else None),
        ("device", f"{facts['device']} ({facts['alg']})"),
        ("registered", instant(facts["registered_ms"]) if facts["registered_ms"] else None),
        ("opened", instant(facts["opened_ms"]) if facts["opened_ms"] is not None else None),
        ("period", _period(facts) if has_period else None),
        ("amount", f"{facts['links']}, {facts['media']}, {facts['bytes']}"),
        ("state", state),
        ("root", facts["root"] or None),
        ("log", facts["log"]),
    ]


def _period(facts: Mapping[str, Any]) -> str:
    return f"{instant(facts['from_ms'])} – {instant(facts['to_ms'])}"


def tell_finding(finding: Finding, lang: str) -> str:
    """One finding: link, moment, sentence."""
    table = words()
    values: dict[str, str] = {}
    for name, value in finding.values.items():
        is_time = name.endswith("_ms") and isinstance(value, int)
        values[name] = instant(value) if is_time else plain(str(value))
    for name, words_of in _WORDS_OF.items():
        if finding.values.get(name) in table[words_of]:
            values[name] = table[words_of][finding.values[name]][lang]
    sentence = fill(table["findings"][finding.code][lang], values)
    if finding.link is None:
        return sentence
    heading = table["headings"]["links" if "to" in values else "link"][lang]
    place = fill(heading, {"link": str(finding.link), "to": values.get("to", "")})
    moment = f" ({instant(finding.at)})" if finding.at is not None else ""
    return f"{place}{moment}: {sentence}"


def fill(sentence: str, values: Mapping[str, str]) -> str:
    """The sentence with its values, each as it is: braces in a value name no other value."""
    return _PLACE.sub(lambda place: values.get(place[1], place[0]), sentence)


def instant(milliseconds: int) -> str:
    """Beijing time to the millisecond; a number that is no date of our era stays a number."""
    if not 0 <= milliseconds < _LATEST_MS:
        return str(milliseconds)
    moment = datetime.fromtimestamp(milliseconds // 1000, UTC).astimezone(BEIJING)
    return f"{moment:%Y-%m-%d %H:%M:%S}.{milliseconds % 1000:03}"


def plain(text: str) -> str:
    """Text without characters that could play tricks on a terminal."""
    return "".join(char if char.isprintable() else " " for char in text)

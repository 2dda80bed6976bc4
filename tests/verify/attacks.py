# SPDX-License-Identifier: Apache-2.0
"""The tamper suite: each attack with the verdict, and the finding at the link, that must come.

The table is judged by the Python verifier and, in a browser, by the page: same table, same words.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any

import rfc8785

from mingjing.ledger.rules.notes import LogKey
from tests.verify.bundles import Case, Files, Log, make_case, reseal, withhold
from tests.verify.reference_recorder import (
    GAPS,
    PHOTOS,
    PLAIN,
    START_MS,
    UNENDED,
    Sent,
    Signer,
    Step,
    acknowledge,
    sha,
    sign_link,
)

Found = tuple[str, int | None]
ALGS = ("Ed25519", "P-256")
VKEY = Log().key.vkey()
HOUR = 3_600_000


@dataclass(frozen=True)
class Trial:
    """A bundle, and what must be said of it."""

    name: str
    make: Callable[[], Files]
    verdict: str
    findings: Sequence[Found]
    key: str = VKEY
    is_exact: bool = False
    """No other finding than these; otherwise these must be among them."""


@cache
def honest(alg: str = "Ed25519") -> Case:
    return make_case(GAPS, alg=alg)


def forged(change: Callable[[list[Sent]], list[Sent]], alg: str = "Ed25519") -> Files:
    """An honest bundle whose links somebody changed, without any key."""
    case = honest(alg)
    _ = case.root
    other = replace(case, lines=change(list(case.lines)))
    other.__dict__ |= {"size": case.size, "root": case.root}
    return other.files()


def _put(lines: list[Sent], at: int, **changes: Any) -> list[Sent]:
    lines[at] = replace(lines[at], **changes)
    return lines


def edit_body(lines: list[Sent]) -> list[Sent]:
    body = bytearray(lines[4].body)
    body[100] ^= 1
    return _put(lines, 4, body=bytes(body))


def edit_header(lines: list[Sent]) -> list[Sent]:
    header = {**lines[4].header, "wall": lines[4].header["wall"] + 60_000}
    return _put(lines, 4, header=header, raw=rfc8785.dumps(header))


def splice(lines: list[Sent]) -> list[Sent]:
    other = make_case(GAPS, alg="Ed25519", number=2).lines[4]
    return [*lines[:4], other, *lines[5:]]


def other_key_same_name(lines: list[Sent]) -> list[Sent]:
    sent = sign_link(lines[4].header, lines[4].body, Signer("Ed25519", 666))
    return [*lines[:4], acknowledge(sent, Signer("Ed25519", 900)), *lines[5:]]


def other_key(lines: list[Sent]) -> list[Sent]:
    thief = Signer("Ed25519", 666)
    sent = sign_link({**lines[4].header, "key": thief.key_id}, lines[4].body, thief)
    return [*lines[:4], acknowledge(sent, Signer("Ed25519", 900)), *lines[5:]]


def edit_ack(lines: list[Sent]) -> list[Sent]:
    return _put(lines, 4, ack={**lines[4].ack, "received": START_MS - 1})


def resealed_under_old_entries() -> Files:
    """A thief's key and server sign everything again; the ledger's entries stay as they were."""
    case = honest()
    other = reseal(case, Signer("Ed25519", 666), Signer("Ed25519", 667))
    return replace(other, entries=case.entries).files()


def resealed_under_old_key() -> Files:
    """The same, and the bundle names the officer's real key."""
    case = honest()
    other = reseal(case, Signer("Ed25519", 666), Signer("Ed25519", 667))
    return replace(other, device=case.device, entries=case.entries).files()


def resealed_with_own_ledger() -> Files:
    other = reseal(honest(), Signer("Ed25519", 666), Signer("Ed25519", 667))
    other.log = Log(LogKey("linjiang.example/ledger", b"\x66" * 32))
    return other.enter_all().files()


def server_without_device() -> Files:
    """Who rules server and ledger changes a body; the device's key cannot be had."""
    case = honest()
    lines = list(case.lines)
    body = bytes(reversed(lines[4].body))
    header = {**lines[4].header, "sha256": sha(body)}
    lines[4] = replace(lines[4], header=header, body=body)
    changed = Case(case.device, case.server, case.recording, lines)
    return reseal(changed, case.device, case.server, keep_signatures=True).enter_all().files()


def server_registers_a_key_later() -> Files:
    other = reseal(honest(), Signer("Ed25519", 666), Signer("Ed25519", 900))
    return other.enter_all(registered_at=START_MS + 25 * HOUR).files()


def tail_cut_and_unsealed(*, keep_anchors: bool) -> Files:
    """The tail is cut, the seal is taken out, and the bundle says the recording is open."""
    case = honest()
    kept = {"evidence.device_registered", "evidence.recording_opened"} | (
        {"evidence.recording_anchored"} if keep_anchors else set()
    )
    entries = [entry for entry in case.entries if entry[0] in kept]
    return replace(case, lines=case.lines[:9], entries=entries, state="open").files()


def with_file(name: str, change: Callable[[bytes], bytes], case: Case | None = None) -> Files:
    files = (case or honest()).files()
    files[name] = change(files.get(name, b""))
    return files


def swapped_in_film() -> Files:
    """Bodies change places inside the film, and the chain is told so: it would play wrongly."""
    files = honest().files()
    first, second = honest().lines[3], honest().lines[4]
    film = files["recording.mp4"]
    start = film.index(first.body)
    rest = start + len(first.body) + len(second.body)
    files["recording.mp4"] = film[:start] + second.body + first.body + film[rest:]
    at, then = f'"at":{start}'.encode(), f'"at":{start + len(first.body)}'.encode()
    rows = files["chain.jsonl"].split(b"\n")
    rows[3], rows[4] = rows[3].replace(at, then), rows[4].replace(then, at)
    files["chain.jsonl"] = b"\n".join(rows)
    return files


def about(**changes: Any) -> Files:
    return replace(honest(), about=changes).files()


def without_proof(act: str) -> Files:
    case = honest()
    return replace(case, entries=[entry for entry in case.entries if entry[0] != act]).files()


def other_registration() -> Files:
    case = Case(honest().device, honest().server, honest().recording, honest().lines)
    case.enter_all()
    act, index, payload = case.entries[0]
    case.entries[0] = (act, index, payload | {"account_id": "account_02other"})
    return case.files()


def officer_of_another_key() -> Files:
    case = make_case(PLAIN)
    lines = make_case(PLAIN).lines
    other = Case(case.device, case.server, case.recording, lines)
    header = dict(lines[0].header)
    header["says"] = {**header["says"], "officer": "account_02other"}
    lines[0] = replace(lines[0], header=header)
    return reseal(other, case.device, case.server).enter_all().files()


def alarm() -> Files:
    case = make_case(PLAIN)
    payload = {"kind": "conflict", "seq": 4, "held": "0" * 64, "offered": "1" * 64}
    case.enter("alarm_raised", payload, START_MS + HOUR)
    return case.files()


def revoked() -> Files:
    lines = make_case(PLAIN).lines
    case = make_case(PLAIN)
    case = Case(case.device, case.server, case.recording, lines)
    case.enter("device_revoked", {"account_id": "account_01officer"}, START_MS - 10 * HOUR)
    return case.enter_all().files()


def dropped_as_unfinished() -> Files:
    """A link is left out, and the seal is taken out so that it looks like not yet uploaded."""
    case = make_case(PLAIN, state="sealed")
    _ = case.size
    case.lines = case.lines[:4] + case.lines[5:]
    return case.files()


def dropped_from_broken_off() -> Files:
    case = make_case(UNENDED, state="broken_off")
    case.lines = case.lines[:4] + case.lines[5:]
    return case.files()


GAP_FINDINGS: Sequence[Found] = (("gap_stated", 6), ("gap_stated", 11))


SILENCE = (("init",), ("media", 2), ("silence", 9_000), ("media", 2), ("end", "finished"))
HONEST: tuple[tuple[str, Sequence[Step], dict[str, Any], str, Sequence[Found]], ...] = (
    ("plain", PLAIN, {}, "whole", ()),
    ("gaps", GAPS, {}, "incomplete", GAP_FINDINGS),
    ("photos", PHOTOS, {"mode": "photo"}, "whole", ()),
    ("broken off", UNENDED, {"state": "broken_off"}, "incomplete", (("broken_off", 10),)),
    ("never came", UNENDED, {"state": "broken_off", "missing": (6, 8)}, "incomplete",
     (("links_never_came", 6), ("links_never_came", 8), ("broken_off", 10))),
    ("all but completed", PLAIN, {"state": "sealed"}, "whole", ()),
    ("still open", UNENDED, {"state": "open"}, "incomplete",
     (("still_open", 10), ("not_anchored", 8))),
    ("a silence", SILENCE, {}, "incomplete", (("hole_unexplained", 4),)),
)  # fmt: skip


def made(plan: Sequence[Step], alg: str, more: dict[str, Any]) -> Files:
    return make_case(plan, alg=alg, **more).files()


def part(alg: str) -> Files:
    return withhold(make_case(PLAIN, alg=alg), 4, 6).files()


def honest_trials() -> list[Trial]:
    """Honest recordings: nothing but what is true may be said."""
    trials = [
        Trial(f"honest {name}, {alg}", partial(made, plan, alg, more), verdict, found,
              is_exact=True)
        for alg in ALGS
        for name, plan, more, verdict, found in HONEST
    ]  # fmt: skip
    trials += [
        Trial(f"honest part, {alg}", partial(part, alg), "incomplete",
              (("links_withheld", 2), ("links_withheld", 7)), is_exact=True)
        for alg in ALGS
    ]  # fmt: skip
    trials.append(
        Trial("honest, bodies deleted", lambda: forged(
            lambda lines: _put(_put(lines, 3, absent="deleted"), 4, absent="deleted")),
              "incomplete", (("body_absent", 3), *GAP_FINDINGS), is_exact=True)
    )  # fmt: skip
    return trials


def link_trials() -> list[Trial]:
    """The ten attacks on links."""
    trials = []
    for alg in ALGS:
        for name, change, found in (
            ("edit", edit_body, ("body_differs", 4)),
            ("drop", lambda lines: lines[:4] + lines[5:], ("links_cut", 4)),
            ("reorder", lambda lines: [*lines[:3], lines[4], lines[3], *lines[5:]],
             ("link_out_of_order", 3)),
            ("duplicate", lambda lines: [*lines[:5], lines[4], *lines[5:]], ("link_doubled", 4)),
            ("head cut", lambda lines: lines[3:], ("links_cut", 0)),
            ("tail cut", lambda lines: lines[:-1], ("links_cut", 16)),
            ("header edit", edit_header, ("signature_wrong", 4)),
            ("splice", splice, ("recording_differs", 4)),
            ("wrong key", other_key, ("key_differs", 4)),
            ("wrong key under the right name", other_key_same_name, ("signature_wrong", 4)),
            ("edited acknowledgement", edit_ack, ("ack_signature_wrong", 4)),
        ):  # fmt: skip
            trials.append(Trial(
                f"{name}, {alg}", partial(forged, change, alg),
                "suspect", (found,),
            ))  # fmt: skip
    return trials


def copy_trials() -> list[Trial]:
    """Copies sealed again, and bundles made to look right."""
    caveat: Found = ("key_from_bundle", None)
    return [
        Trial("re-sealed, old entries", resealed_under_old_entries, "not_judged",
              (("device_unknown", None),)),
        Trial("re-sealed, old entries and old key named", resealed_under_old_key, "suspect",
              (("key_differs", 0),)),
        Trial("re-sealed, own ledger", resealed_with_own_ledger, "not_judged",
              (("log_unknown", None),)),
        Trial("re-sealed, own ledger, no key given", resealed_with_own_ledger, "incomplete",
              (caveat,), key=""),
        Trial("server without the device", server_without_device, "suspect",
              (("signature_wrong", 4),)),
        Trial("server registers a key later", server_registers_a_key_later, "suspect",
              (("registered_late", 0),)),
        Trial("tail cut, seal taken out", lambda: tail_cut_and_unsealed(keep_anchors=True),
              "suspect", (("links_not_there", 9), ("links_cut", 11))),
        Trial("tail cut, all later entries taken out",
              lambda: tail_cut_and_unsealed(keep_anchors=False), "incomplete",
              (("still_open", 8), ("not_anchored", 1))),
        Trial("film with more behind", lambda: with_file("recording.mp4", lambda b: b + b"x"),
              "suspect", (("film_rest", 4),)),
        Trial("a film nobody signed", lambda: with_file("recording-9.mp4", lambda b: b"moof"),
              "suspect", (("file_foreign", None),)),
        Trial("bodies swapped in the film", swapped_in_film, "suspect", (("film_order", 3),)),
        Trial("other root", lambda: about(root="0" * 64), "suspect", (("bundle_differs", None),)),
        Trial("other state", lambda: about(state="broken_off"), "suspect",
              (("state_not_proven", None),)),
        Trial("no registration", lambda: without_proof("evidence.device_registered"), "not_judged",
              (("device_unknown", None),)),
        Trial("no opening", lambda: without_proof("evidence.recording_opened"), "incomplete",
              (("opening_unproven", 0),)),
        Trial("no completion", lambda: without_proof("evidence.recording_completed"), "suspect",
              (("state_not_proven", None),)),
        Trial("another payload", other_registration, "suspect", (("proof_broken", None),)),
        Trial("another officer", officer_of_another_key, "suspect", (("officer_differs", 0),)),
        Trial("a byte of a proof", lambda: with_file(
            "proofs/1-recording_opened.tlog-proof", lambda b: b.replace(b"index 2", b"index 3")),
              "suspect", (("proof_broken", None),)),
        Trial("an alarm", alarm, "suspect", (("alarm_raised", 4),), is_exact=False),
        Trial("a key withdrawn before", revoked, "suspect", (("key_revoked", 0),)),
        Trial("drop, hidden as an unfinished upload", dropped_as_unfinished, "incomplete",
              (("links_not_there", 4),)),
        Trial("drop from a recording that broke off", dropped_from_broken_off, "suspect",
              (("links_cut", 4),)),
        Trial("no chain", lambda: with_file("chain.jsonl", lambda b: b""), "not_judged",
              (("chain_empty", None),)),
        Trial("no bundle.json", lambda: with_file("bundle.json", lambda b: b"{}"), "not_judged",
              (("bundle_malformed", None),)),
        Trial("no key given", lambda: make_case(PLAIN).files(), "whole", (caveat,), key="",
              is_exact=True),
        Trial("something beside", lambda: with_file(
            "extra/copy.mp4", lambda b: b"c2pa", make_case(PLAIN)), "whole",
              (("file_unproven", None),), is_exact=True),
    ]  # fmt: skip


def source_trials() -> list[Trial]:
    """A source that signs nothing: said in any case; nobody makes it look as if it had signed."""
    said: Found = ("source_unsigned", None)
    return [
        Trial("unsigned source", lambda: pushed(PLAIN).files(), "whole", (said,), is_exact=True),
        Trial("unsigned source, gaps", lambda: pushed(GAPS).files(), "incomplete",
              (said, *GAP_FINDINGS), is_exact=True),
        Trial("unsigned source, edit", pushed_and_edited, "suspect", (said, ("body_differs", 4))),
        Trial("unsigned source, second content", pushed_twice, "suspect",
              (said, ("alarm_pushed", 4))),
        Trial("unsigned by the ledger, signed by its links",
              lambda: pushed(PLAIN, "links").files(), "suspect", (said, ("source_differs", 0))),
        Trial("signed by the ledger, unsigned by its links",
              lambda: pushed(PLAIN, "ledger").files(), "suspect", (said, ("source_differs", 0))),
    ]  # fmt: skip


def pushed(plan: Sequence[Step], but: str = "") -> Case:
    """A chain that a server made of what was pushed; `but`: where the source is kept quiet."""
    case = make_case(plan, camera="fixed_camera")
    if but == "ledger":
        return replace(case, camera="", entries=[], log=Log()).enter_all()
    if but == "links":
        quiet = make_case(plan)
        return replace(quiet, camera="fixed_camera", entries=[], log=Log()).enter_all()
    return case


def pushed_and_edited() -> Files:
    case = pushed(PLAIN)
    other = replace(case, lines=edit_body(list(case.lines)))
    _ = case.root
    other.__dict__ |= {"size": case.size, "root": case.root}
    return other.files()


def pushed_twice() -> Files:
    case = pushed(PLAIN)
    case.enter("alarm_raised", {"seq": 4, "held": "0" * 64, "offered": "1" * 64}, START_MS + HOUR)
    return case.files()


def all_trials() -> list[Trial]:
    return [*honest_trials(), *link_trials(), *copy_trials(), *source_trials()]

# SPDX-License-Identifier: Apache-2.0
"""The timestamp that lies in a bundle (可信时间戳): of this ledger, and by whom and when.

The files: `stamp/checkpoint` with the log's signature, the authority's reply on exactly these bytes
(RFC 3161), and what links it to the checkpoint of the proofs: an `add-checkpoint` body of C2SP
tlog-witness, that is the older size, a consistency proof, the newer checkpoint. Whose certificates
are trusted says the reader; without that the signature is checked and the trust is left open.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from mingjing_verify.bundle import Bundle, Unreadable
from mingjing_verify.findings import Barrier, Finding, words
from mingjing_verify.log.errors import Broken, Reason
from mingjing_verify.log.merkle import verify_consistency
from mingjing_verify.log.notes import (
    MAX_NOTE_BYTES,
    SignedHead,
    VerifierKey,
    decode_base64,
    open_checkpoint,
)
from mingjing_verify.proofs import Ledger
from mingjing_verify.stamps.certificates import Certificate, read_given
from mingjing_verify.stamps.errors import DerWrong, NotJudged, TokenWrong
from mingjing_verify.stamps.judging import Stamped, judge_reply

CHECKPOINT, REPLY, LINK = "stamp/checkpoint", "stamp/checkpoint.tsr", "stamp/consistency"
STAMP_FILES = frozenset({CHECKPOINT, REPLY, LINK})
AHEAD_MS = 300_000
"""What a clock of the ledger may be ahead before it is told."""
_OLD = re.compile(r"old (0|[1-9][0-9]{0,18})")
_MAX_PATH = 64


def trusted_certificates(given: Sequence[bytes]) -> list[Certificate]:
    """The certificates of authorities that the reader trusts, each file PEM or DER.

    Raises: Barrier.
    """
    try:
        return [one for data in given for one in read_given(data)]
    except DerWrong as error:
        raise Barrier("tsa_cert_malformed") from error


def judge_stamp(
    bundle: Bundle, key: VerifierKey, ledger: Ledger, trusted: Sequence[Certificate] = ()
) -> list[Finding]:
    """What a timestamp in the bundle says; nothing where none is and none is asked for."""
    if not STAMP_FILES & bundle.names:
        return [Finding("stamp_absent")] if trusted else []
    try:
        note, reply, link = (bundle.read(n, MAX_NOTE_BYTES) for n in (CHECKPOINT, REPLY, LINK))
        head = open_checkpoint(note, key, CHECKPOINT)
        _demand_linked(head, link, key, ledger)
    except Unreadable as error:
        return [_wrong(str(error), {"zh": Reason.FILE_MISSING.zh, "en": Reason.FILE_MISSING.en})]
    except Broken as error:
        return [_wrong(error.where, {"zh": error.reason.zh, "en": error.reason.en})]
    covered = [entry for entry in ledger.entries if entry.index < head.size]
    told = {"size": head.size, "covered": len(covered), "entries": len(ledger.entries)}
    try:
        stamped = judge_reply(reply, note, trusted)
    except TokenWrong as error:
        return [_wrong(REPLY, words()["tokens"][error.code])]
    except NotJudged as error:
        code = "stamp_untrusted" if trusted else "stamp_not_judged"
        reasons = words()["tokens"][error.code]
        why = {lang: reasons[lang].replace("{oid}", error.oid) for lang in ("zh", "en")}
        return [Finding(code, values=told | why)]
    if trusted and stamped.trusted is None:
        return [Finding("stamp_untrusted", values=told | words()["tokens"]["no_chain"])]
    ledger.stamped = (head.size, stamped.by)
    latest = max((entry.at for entry in covered), default=0)
    found = [_told(stamped, told)]
    if latest > stamped.by + AHEAD_MS:
        values = {"entry_ms": latest, "at_ms": stamped.at}
        found.append(Finding("ledger_ahead", values=values))
    return found


def _wrong(where: str, reason: Mapping[str, str]) -> Finding:
    values = {"where": where, "zh": reason["zh"], "en": reason["en"]}
    return Finding("stamp_wrong", values=values)


def _told(stamped: Stamped, told: Mapping[str, Any]) -> Finding:
    """Whose signature it is, and whether that leads to what the reader trusts."""
    signer = stamped.signer
    values = {
        **told,
        "at_ms": stamped.at,
        "by_ms": stamped.by,
        "authority": signer.name,
        "issuer": signer.issuer_name,
        "fingerprint": signer.fingerprint,
    }
    if stamped.trusted is not None:
        return Finding("stamp_trusted", values=values | {"trusted": stamped.trusted.name})
    return Finding("stamp_signed", values=values)


def judge_bound(ledger: Ledger, seen: Sequence[tuple[int, int]]) -> list[Finding]:
    """Which links were made before the time of the stamp: up to the highest that an entry names.

    `seen`: place of the entry in the ledger, number of the link that it names.
    """
    size, by = ledger.stamped or (0, 0)
    named = [link for index, link in seen if index < size]
    if not named:
        return []
    return [Finding("links_before_stamp", values={"last": max(named), "by_ms": by})]


def _demand_linked(head: SignedHead, link: bytes, key: VerifierKey, ledger: Ledger) -> None:
    """One of the two states is the stamped one, the other one that proofs of the bundle lead to.

    Raises: Broken.
    """
    start, _, note = link.partition(b"\n\n")
    try:
        first, *lines = start.decode("ascii").split("\n")
    except UnicodeDecodeError as error:
        raise Broken(Reason.PROOF_MALFORMED, LINK) from error
    old = _OLD.fullmatch(first)
    if old is None or len(lines) > _MAX_PATH:
        raise Broken(Reason.PROOF_MALFORMED, LINK)
    path = [decode_base64(line, Reason.PROOF_MALFORMED, LINK) for line in lines]
    newer, size = open_checkpoint(note, key, LINK), int(old[1])
    proven = ledger.heads.get(size if newer.size == head.size else newer.size)
    if proven is None or head.size not in {size, newer.size}:
        raise Broken(Reason.PROOF_WRONG, LINK)
    if newer.size == head.size:
        older_root = decode_base64(proven, Reason.PROOF_WRONG, LINK)
        is_same = newer.root == head.root
    else:
        older_root, is_same = head.root, newer.root_text == proven
    if not is_same:
        raise Broken(Reason.PROOF_WRONG, LINK)
    try:
        verify_consistency((size, newer.size), (older_root, newer.root), proof=path)
    except Broken as error:
        raise Broken(error.reason, LINK) from error

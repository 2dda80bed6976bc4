# SPDX-License-Identifier: Apache-2.0
"""What stands in the reply of a time-stamping authority (RFC 3161), nothing judged yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mingjing_verify.stamps import der
from mingjing_verify.stamps.algorithms import Scheme, digest_of, scheme_of
from mingjing_verify.stamps.certificates import Certificate, read_certificate
from mingjing_verify.stamps.errors import DerWrong, NotJudged, TokenWrong

SIGNED_DATA = "1.2.840.113549.1.7.2"
STAMP = "1.2.840.113549.1.9.16.1.4"
CONTENT_TYPE, MESSAGE_DIGEST = "1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4"
_GRANTED = (0, 1)
_MOST_CERTIFICATES = 64
_MOST_SECONDS, _MOST_PARTS = 1 << 31, 999


@dataclass(frozen=True, slots=True)
class Info:
    """What was stamped, and when: milliseconds since 1970, and the latest that it can have been."""

    digest: str
    imprint: bytes
    at: int
    by: int


@dataclass(frozen=True, slots=True)
class Token:
    """A token: its text, who signed it and how."""

    content: bytes
    info: Info
    certificates: Sequence[Certificate]
    issuer: bytes
    serial: bytes
    key_id: bytes | None
    digest: str
    scheme: Scheme
    attributes: Mapping[str, der.Element]
    signed: bytes
    signature: bytes


def read_reply(reply: bytes) -> Token:
    """Read a reply that grants a timestamp.

    Raises: TokenWrong, NotJudged.
    """
    parts = der.inside(der.read(reply, der.SEQUENCE))
    status = der.inside(parts.take(der.SEQUENCE))
    if der.small(status.take(der.INTEGER)) not in _GRANTED:
        raise TokenWrong("not_granted")
    token = der.inside(parts.take(der.SEQUENCE))
    parts.end()
    if der.oid(token.take(der.OID)) != SIGNED_DATA:
        raise TokenWrong("no_stamp")
    signed = der.inside(der.read(token.take(0xA0).content, der.SEQUENCE))
    token.end()
    der.small(signed.take(der.INTEGER))
    signed.take(der.SET)
    content = _content(signed.take(der.SEQUENCE))
    listed = signed.maybe(0xA0)
    signed.maybe(0xA1)
    signers = der.split(signed.take(der.SET).content)
    signed.end()
    if len(signers) != 1:
        raise DerWrong
    certificates = _certificates(listed)
    return _read_signer(signers[0], content, certificates)


def _content(wrapper: der.Element) -> bytes:
    parts = der.inside(wrapper)
    if der.oid(parts.take(der.OID)) != STAMP:
        raise TokenWrong("no_stamp")
    content = der.read(parts.take(0xA0).content, der.OCTETS).content
    parts.end()
    return content


def _certificates(listed: der.Element | None) -> list[Certificate]:
    """Certificates that lie in the token; other things that may lie there are passed over."""
    found = [one for one in der.split(listed.content) if one.tag == der.SEQUENCE] if listed else []
    if len(found) > _MOST_CERTIFICATES:
        raise DerWrong
    return [read_certificate(one) for one in found]


def _read_signer(signer: der.Element, content: bytes, certificates: Sequence[Certificate]) -> Token:
    info = read_info(content)
    parts = der.inside(signer)
    der.small(parts.take(der.INTEGER))
    named = parts.maybe(0x80)
    issuer, serial = (b"", b"") if named else _issuer_and_serial(parts.take(der.SEQUENCE))
    digest = digest_of(parts.take(der.SEQUENCE))
    attributes = parts.take(0xA0)
    scheme = scheme_of(parts.take(der.SEQUENCE), digest)
    if scheme.kind in ("rsa", "ecdsa", "pss") and scheme.digest != digest:
        raise NotJudged("algorithm", "")
    signature = parts.take(der.OCTETS).content
    parts.maybe(0xA1)
    parts.end()
    return Token(
        content=content,
        info=info,
        certificates=certificates,
        issuer=issuer,
        serial=serial,
        key_id=named.content if named else None,
        digest=digest,
        scheme=scheme,
        attributes=_attributes(attributes),
        signed=bytes([der.SET]) + attributes.raw[1:],
        signature=signature,
    )


def _issuer_and_serial(element: der.Element) -> tuple[bytes, bytes]:
    parts = der.inside(element)
    issuer, serial = parts.take(der.SEQUENCE).raw, der.number(parts.take(der.INTEGER))
    parts.end()
    return issuer, serial


def _attributes(listed: der.Element) -> dict[str, der.Element]:
    """The signed attributes, each once and with one value."""
    found: dict[str, der.Element] = {}
    for element in der.split(listed.content):
        parts = der.inside(element)
        name, values = der.oid(parts.take(der.OID)), parts.take(der.SET)
        parts.end()
        inner = der.split(values.content)
        if name in found or len(inner) != 1:
            raise DerWrong
        found[name] = inner[0]
    return found


def read_info(content: bytes) -> Info:
    """The text of a token (TSTInfo).

    Raises: TokenWrong, NotJudged.
    """
    parts = der.inside(der.read(content, der.SEQUENCE))
    if der.small(parts.take(der.INTEGER)) != 1:
        raise DerWrong
    der.oid(parts.take(der.OID))
    imprint = der.inside(parts.take(der.SEQUENCE))
    digest = digest_of(imprint.take(der.SEQUENCE))
    hashed = imprint.take(der.OCTETS).content
    imprint.end()
    der.number(parts.take(der.INTEGER))
    moment = parts.take(der.GENERAL_TIME)
    accuracy = parts.maybe(der.SEQUENCE)
    ordering, nonce = parts.maybe(der.BOOLEAN), parts.maybe(der.INTEGER)
    parts.maybe(0xA0)
    extensions = parts.maybe(0xA1)
    parts.end()
    if ordering is not None:
        der.is_true(ordering)
    if nonce is not None:
        der.number(nonce)
    if extensions is not None:
        _demand_understood(extensions)
    by = der.instant(moment, is_late=True) + (_error(accuracy) if accuracy else 0)
    return Info(digest, hashed, der.instant(moment), by)


def _error(accuracy: der.Element) -> int:
    """The error that is admitted, in milliseconds."""
    parts = der.inside(accuracy)
    seconds, milli, micro = parts.maybe(der.INTEGER), parts.maybe(0x80), parts.maybe(0x81)
    parts.end()
    told = [der.small(one, one.tag) if one else 0 for one in (seconds, milli, micro)]
    if told[0] > _MOST_SECONDS or max(told[1:]) > _MOST_PARTS:
        raise DerWrong
    return told[0] * 1000 + told[1] + (1 if told[2] else 0)


def _demand_understood(extensions: der.Element) -> None:
    for element in der.split(extensions.content):
        parts = der.inside(element)
        name, critical = der.oid(parts.take(der.OID)), parts.maybe(der.BOOLEAN)
        if critical is not None and der.is_true(critical):
            raise NotJudged("extension", name)

# SPDX-License-Identifier: Apache-2.0
"""Judging the reply of a time-stamping authority (时间戳核验): RFC 3161 2.3 and 2.4, RFC 5816."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from mingjing_verify.stamps import der
from mingjing_verify.stamps.algorithms import SHA_1, digest, digest_of, fits
from mingjing_verify.stamps.certificates import Certificate
from mingjing_verify.stamps.errors import DerWrong, NotJudged, TokenWrong
from mingjing_verify.stamps.token import (
    CONTENT_TYPE,
    MESSAGE_DIGEST,
    STAMP,
    Token,
    read_reply,
)
from mingjing_verify.stamps.trust import trusted_by

_BOUND_SHA_1, _BOUND = "1.2.840.113549.1.9.16.2.12", "1.2.840.113549.1.9.16.2.47"
_NAME = 0xA4


@dataclass(frozen=True, slots=True)
class Stamped:
    """A token that holds: when, by whose certificate, and which trusted one vouches for it."""

    at: int
    by: int
    signer: Certificate
    trusted: Certificate | None


def judge_reply(reply: bytes, text: bytes, given: Sequence[Certificate] = ()) -> Stamped:
    """Check that a reply is a timestamp of this text, signed by a certificate made for that.

    `given`: certificates that the reader trusts. Whether the signer's leads to one of them is told,
    not demanded. Nothing is looked up: a certificate that was withdrawn is not found.

    Raises: TokenWrong, NotJudged.
    """
    token = read_reply(reply)
    if digest(token.info.digest, text) != token.info.imprint:
        raise TokenWrong("imprint")
    _demand_attributes(token)
    signer = _signer(token, given)
    if not fits(signer.key, token.scheme, token.signature, token.signed):
        raise TokenWrong("signature")
    if not signer.is_for_stamping:
        raise TokenWrong("purpose")
    if not signer.is_valid_at(token.info.at):
        raise TokenWrong("expired")
    trusted = trusted_by(signer, token.certificates, given, token.info.at)
    _ = signer.name, signer.issuer_name, trusted and trusted.name
    return Stamped(token.info.at, token.info.by, signer, trusted)


def _demand_attributes(token: Token) -> None:
    """The signed attributes are those of this content.

    Raises: TokenWrong.
    """
    kind, said = token.attributes.get(CONTENT_TYPE), token.attributes.get(MESSAGE_DIGEST)
    if kind is None or said is None or said.tag != der.OCTETS:
        raise DerWrong
    if der.oid(kind) != STAMP or said.content != digest(token.digest, token.content):
        raise TokenWrong("content")


def _signer(token: Token, given: Sequence[Certificate]) -> Certificate:
    """The certificate that the token names, and that its signed attributes are bound to.

    Raises: TokenWrong, NotJudged.
    """
    named = [one for one in (*token.certificates, *given) if _is_named(token, one)]
    if not named:
        raise NotJudged("no_certificate")
    for certificate in named:
        if _is_bound(token, certificate):
            return certificate
    raise TokenWrong("binding")


def _is_named(token: Token, certificate: Certificate) -> bool:
    if token.key_id is not None:
        return certificate.key_id == token.key_id
    return (certificate.issuer, certificate.serial) == (token.issuer, token.serial)


def _is_bound(token: Token, certificate: Certificate) -> bool:
    """Whether the attribute that binds the certificate names this one (ESSCertID)."""
    found = [(name, token.attributes.get(name)) for name in (_BOUND, _BOUND_SHA_1)]
    bound = [(name, element) for name, element in found if element is not None]
    if not bound:
        raise DerWrong
    return all(_is_first(element, certificate, name) for name, element in bound)


def _is_first(attribute: der.Element, certificate: Certificate, name: str) -> bool:
    """Whether the first certificate that the attribute lists is this one."""
    parts = der.inside(der.inside(attribute).take(der.SEQUENCE))
    first = der.inside(parts.take(der.SEQUENCE))
    algorithm = first.maybe(der.SEQUENCE) if name == _BOUND else None
    hashed = first.take(der.OCTETS).content
    issued = first.maybe(der.SEQUENCE)
    first.end()
    if name == _BOUND_SHA_1 or (algorithm is not None and _is_sha_1(algorithm)):
        is_same = hashlib.sha1(certificate.raw, usedforsecurity=False).digest() == hashed
    else:
        kind = digest_of(algorithm) if algorithm is not None else "sha256"
        is_same = digest(kind, certificate.raw) == hashed
    return is_same and (issued is None or _is_issued(issued, certificate))


def _is_sha_1(algorithm: der.Element) -> bool:
    return der.oid(der.inside(algorithm).take(der.OID)) == SHA_1


def _is_issued(element: der.Element, certificate: Certificate) -> bool:
    parts = der.inside(element)
    names, serial = der.inside(parts.take(der.SEQUENCE)).rest(), parts.take(der.INTEGER)
    parts.end()
    directory = [one.content for one in names if one.tag == _NAME]
    return directory == [certificate.issuer] and der.number(serial) == certificate.serial

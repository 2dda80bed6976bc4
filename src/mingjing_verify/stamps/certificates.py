# SPDX-License-Identifier: Apache-2.0
"""What stands in a certificate (数字证书), as far as a timestamp needs it (RFC 5280)."""

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from mingjing_verify.stamps import der
from mingjing_verify.stamps.errors import DerWrong
from mingjing_verify.stamps.names import line_of

KEY_ID, KEY_USE, BASIC, PURPOSES = "2.5.29.14", "2.5.29.15", "2.5.29.19", "2.5.29.37"
NAME_LIMITS = "2.5.29.30"
_UNDERSTOOD = frozenset({KEY_ID, KEY_USE, BASIC, PURPOSES, "2.5.29.17", "2.5.29.32"})
"""What may be critical: these, other names, and policies, which demand nothing."""
TIME_STAMPING, ANY_PURPOSE = "1.3.6.1.5.5.7.3.8", "2.5.29.37.0"
_SIGNS, _COMMITS, _SIGNS_CERTIFICATES = 0, 1, 5
_MOST_GIVEN = 1_000
_PEM = re.compile(rb"-----BEGIN CERTIFICATE-----\s([A-Za-z0-9+/=\s]+?)-----END CERTIFICATE-----")
"""One blank before what may be blank too: with more, blanks could be shared out in many ways."""


@dataclass(frozen=True, slots=True)
class Extension:
    """An extension: whether it must be understood, and its value."""

    is_critical: bool
    value: bytes


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate; times in milliseconds since 1970."""

    raw: bytes
    signed: bytes
    serial: bytes
    issuer: bytes
    subject: bytes
    begins: int
    ends: int
    key: der.Element
    algorithm: der.Element
    signature: bytes
    extensions: Mapping[str, Extension]

    @property
    def name(self) -> str:
        """Whose it is."""
        return line_of(self.subject)

    @property
    def issuer_name(self) -> str:
        """Who issued it."""
        return line_of(self.issuer)

    @property
    def fingerprint(self) -> str:
        """SHA-256 over all its bytes."""
        return hashlib.sha256(self.raw).hexdigest()

    def is_valid_at(self, at: int) -> bool:
        """Whether it was in force at this instant."""
        return self.begins <= at < self.ends + 1000

    @property
    def key_id(self) -> bytes | None:
        """The id of its key, where it says one."""
        found = self.extensions.get(KEY_ID)
        return der.read(found.value, der.OCTETS).content if found else None

    @property
    def is_understood(self) -> bool:
        """Whether nothing in it must be understood and is not known here."""
        return all(name in _UNDERSTOOD for name, one in self.extensions.items() if one.is_critical)

    @property
    def is_for_stamping(self) -> bool:
        """Whether it is for timestamps and nothing else, and says so critically (RFC 3161 2.3)."""
        found = self.extensions.get(PURPOSES)
        is_only = found is not None and found.is_critical and _purposes(found) == [TIME_STAMPING]
        return is_only and self._may_use(_SIGNS, _COMMITS) and self.is_understood

    def may_issue(self, below: int) -> bool:
        """Whether it may issue certificates for stamping, with so many of issuers below it.

        Never where it is limited to some names, critical or not: that is not evaluated here.
        """
        if NAME_LIMITS in self.extensions:
            return False
        found = self.extensions.get(BASIC)
        if found is None or not self._may_use(_SIGNS_CERTIFICATES) or not self.is_understood:
            return False
        purposes = self.extensions.get(PURPOSES)
        if purposes and not {TIME_STAMPING, ANY_PURPOSE} & set(_purposes(purposes)):
            return False
        parts = der.inside(der.read(found.value, der.SEQUENCE))
        is_issuer, most = parts.maybe(der.BOOLEAN), parts.maybe(der.INTEGER)
        parts.end()
        if is_issuer is None or not der.is_true(is_issuer):
            return False
        return most is None or der.small(most) >= below

    def _may_use(self, *bits: int) -> bool:
        found = self.extensions.get(KEY_USE)
        if found is None:
            return True
        said = der.read(found.value, der.BITS)
        return any(der.has_bit(said, bit) for bit in bits)


def _purposes(extension: Extension) -> list[str]:
    return [der.oid(one) for one in der.inside(der.read(extension.value, der.SEQUENCE)).rest()]


def read_certificate(element: der.Element) -> Certificate:
    """Read a certificate.

    Raises: DerWrong.
    """
    outer = der.inside(element)
    signed, algorithm = outer.take(der.SEQUENCE), outer.take(der.SEQUENCE)
    signature = der.octets_of_bits(outer.take(der.BITS))
    outer.end()
    parts = der.inside(signed)
    parts.maybe(0xA0)
    serial = der.number(parts.take(der.INTEGER))
    if parts.take(der.SEQUENCE).raw != algorithm.raw:
        raise DerWrong
    issuer, period = parts.take(der.SEQUENCE), der.inside(parts.take(der.SEQUENCE))
    begins, ends = der.instant(period.skip()), der.instant(period.skip())
    period.end()
    subject, key = parts.take(der.SEQUENCE), parts.take(der.SEQUENCE)
    parts.maybe(0x81)
    parts.maybe(0x82)
    wrapped = parts.maybe(0xA3)
    parts.end()
    return Certificate(
        raw=element.raw,
        signed=signed.raw,
        serial=serial,
        issuer=issuer.raw,
        subject=subject.raw,
        begins=begins,
        ends=ends,
        key=key,
        algorithm=algorithm,
        signature=signature,
        extensions=_extensions(wrapped) if wrapped else {},
    )


def _extensions(wrapped: der.Element) -> dict[str, Extension]:
    found: dict[str, Extension] = {}
    for element in der.inside(der.read(wrapped.content, der.SEQUENCE)).rest():
        parts = der.inside(element)
        name, critical = der.oid(parts.take(der.OID)), parts.maybe(der.BOOLEAN)
        value = parts.take(der.OCTETS).content
        parts.end()
        if name in found:
            raise DerWrong
        found[name] = Extension(critical is not None and der.is_true(critical), value)
    return found


def read_given(data: bytes) -> list[Certificate]:
    """The certificates of a file: PEM, any number, or one in DER.

    Raises: DerWrong.
    """
    if data[:1] == b"\x30":
        return [read_certificate(der.read(data, der.SEQUENCE))]
    blocks = _PEM.findall(data)
    if not 0 < len(blocks) <= _MOST_GIVEN:
        raise DerWrong
    return [read_certificate(der.read(_unarmoured(block), der.SEQUENCE)) for block in blocks]


def _unarmoured(block: bytes) -> bytes:
    try:
        return base64.b64decode(b"".join(block.split()), validate=True)
    except ValueError as error:
        raise DerWrong from error

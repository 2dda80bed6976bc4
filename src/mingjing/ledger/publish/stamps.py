# SPDX-License-Identifier: Apache-2.0
"""Timestamps by RFC 3161 (可信时间戳): asking for one, and checking one.

The only module that names the adapter; without it (the extra `stamps`) nothing else changes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.x509 import Certificate, load_der_x509_certificate, load_pem_x509_certificates

from mingjing.ledger.rules.der import with_sorted_certificates
from mingjing.ledger.types import StampAdapterMissing, StampBroken

if TYPE_CHECKING:
    from rfc3161_client import TimeStampRequest, TimeStampResponse

QUERY_TYPE = "application/timestamp-query"
REPLY_TYPE = "application/timestamp-reply"


@dataclass(frozen=True, slots=True)
class Query:
    """A request for a timestamp: what is sent, and what the reply must repeat."""

    raw: bytes
    request: "TimeStampRequest"


@dataclass(frozen=True, slots=True)
class Token:
    """What a timestamp says, after it was checked."""

    at: datetime
    authority: str
    serial: str


def has_adapter() -> bool:
    """Whether the extra is installed."""
    try:
        import rfc3161_client  # noqa: F401 - only asked whether it is there
    except ImportError:
        return False
    return True


def read_certificates(path: Path) -> list[Certificate]:
    """The certificates that the operator trusts: at least one root, and what lies between.

    Raises: StampBroken.
    """
    try:
        return load_pem_x509_certificates(path.read_bytes())
    except (OSError, ValueError) as error:
        raise StampBroken(reason=f"{path}: {error}") from error


def make_query(data: bytes) -> Query:
    """A request for a timestamp on these bytes, with a nonce, asking for the certificate.

    Raises: StampAdapterMissing.
    """
    try:
        from rfc3161_client import HashAlgorithm, TimestampRequestBuilder
    except ImportError as error:
        raise StampAdapterMissing from error
    request = TimestampRequestBuilder(data=data, hash_algorithm=HashAlgorithm.SHA256).build()
    return Query(raw=request.as_bytes(), request=request)


def check_reply(
    reply: bytes, data: bytes, trusted: Sequence[Certificate], query: Query | None = None
) -> Token:
    """Check that an authority under a trusted root set a time under exactly these bytes.

    The chain is judged as of the time in the token. With `query`, its nonce must come back.

    Raises: StampBroken, StampAdapterMissing.
    """
    try:
        from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response
    except ImportError as error:
        raise StampAdapterMissing from error
    builder = VerifierBuilder.from_request(query.request) if query else VerifierBuilder()
    for certificate in trusted:
        is_root = certificate.issuer == certificate.subject
        add = builder.add_root_certificate if is_root else builder.add_intermediate_certificate
        builder = add(certificate)
    try:
        response = decode_timestamp_response(with_sorted_certificates(reply))
        builder.build().verify_message(response, data)
        return _token(response)
    except (VerificationError, ValueError) as error:
        raise StampBroken(reason=error) from error


def _token(response: "TimeStampResponse") -> Token:
    info = response.tst_info
    (signer,) = response.signed_data.signer_infos
    certificates = map(load_der_x509_certificate, response.signed_data.certificates)
    names = [
        certificate.subject.rfc4514_string()
        for certificate in certificates
        if (certificate.issuer, certificate.serial_number) == (signer.issuer, signer.serial_number)
    ]
    return Token(at=info.gen_time, authority=names[0][:300], serial=f"{info.serial_number:x}")

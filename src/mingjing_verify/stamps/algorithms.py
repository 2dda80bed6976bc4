# SPDX-License-Identifier: Apache-2.0
"""Methods of signing that are judged: RSA (PKCS 1, PSS), ECDSA, Ed25519; SHA-256 and longer.

Only what the page in a browser can check as well. Anything else is `NotJudged`, never wrong.
"""

import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from mingjing_verify.stamps import der
from mingjing_verify.stamps.errors import DerWrong, NotJudged

SHA_1 = "1.3.14.3.2.26"
DIGESTS = {
    "2.16.840.1.101.3.4.2.1": "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384",
    "2.16.840.1.101.3.4.2.3": "sha512",
}
_HASHES: dict[str, hashes.HashAlgorithm] = {
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}
RSA, PSS, ED25519, EC = (
    "1.2.840.113549.1.1.1",
    "1.2.840.113549.1.1.10",
    "1.3.101.112",
    "1.2.840.10045.2.1",
)
_MGF = "1.2.840.113549.1.1.8"
_SIGNED_BY = {
    "1.2.840.113549.1.1.11": ("rsa", "sha256"),
    "1.2.840.113549.1.1.12": ("rsa", "sha384"),
    "1.2.840.113549.1.1.13": ("rsa", "sha512"),
    "1.2.840.10045.4.3.2": ("ecdsa", "sha256"),
    "1.2.840.10045.4.3.3": ("ecdsa", "sha384"),
    "1.2.840.10045.4.3.4": ("ecdsa", "sha512"),
    ED25519: ("ed25519", ""),
}
_CURVES: dict[str, tuple[ec.EllipticCurve, int]] = {
    "1.2.840.10045.3.1.7": (ec.SECP256R1(), 32),
    "1.3.132.0.34": (ec.SECP384R1(), 48),
    "1.3.132.0.35": (ec.SECP521R1(), 66),
}
_LEAST_RSA_BITS, _MOST_RSA_BITS = 2048, 8192
_MOST_EXPONENT = (1 << 32) - 1

Key = rsa.RSAPublicKey | ec.EllipticCurvePublicKey | ed25519.Ed25519PublicKey


@dataclass(frozen=True, slots=True)
class Scheme:
    """How something was signed: the kind of key, the digest, the salt of PSS."""

    kind: str
    digest: str
    salt: int = 0


def digest_of(algorithm: der.Element) -> str:
    """The digest that an AlgorithmIdentifier names.

    Raises: DerWrong, NotJudged.
    """
    name = der.oid(der.inside(algorithm).take(der.OID))
    if name not in DIGESTS:
        raise NotJudged("algorithm", name)
    return DIGESTS[name]


def digest(name: str, data: bytes) -> bytes:
    """The digest of bytes."""
    return hashlib.new(name, data).digest()


def scheme_of(algorithm: der.Element, digest_name: str = "") -> Scheme:
    """The method that an AlgorithmIdentifier names; `digest_name`: what is said beside it.

    Raises: DerWrong, NotJudged.
    """
    parts = der.inside(algorithm)
    name = der.oid(parts.take(der.OID))
    if name == RSA and digest_name:
        return Scheme("rsa", digest_name)
    if name == PSS:
        return _pss(parts.take(der.SEQUENCE))
    if name not in _SIGNED_BY:
        raise NotJudged("algorithm", name)
    return Scheme(*_SIGNED_BY[name])


def _pss(parameters: der.Element) -> Scheme:
    """Parameters of PSS: digest, the same one in the mask, salt, trailer 1."""
    parts = der.inside(parameters)
    wrapped = [parts.maybe(0xA0 + place) for place in range(4)]
    parts.end()
    hashed, masked, salted, trailer = wrapped
    if hashed is None or masked is None:
        raise NotJudged("algorithm", PSS)  # they default to SHA-1
    name = digest_of(_only(hashed, der.SEQUENCE))
    mask = der.inside(_only(masked, der.SEQUENCE))
    is_mgf = der.oid(mask.take(der.OID)) == _MGF
    if not is_mgf or digest_of(mask.take(der.SEQUENCE)) != name:
        raise NotJudged("algorithm", PSS)
    if trailer is not None and der.small(_only(trailer, der.INTEGER)) != 1:
        raise NotJudged("algorithm", PSS)
    return Scheme("pss", name, 20 if salted is None else der.small(_only(salted, der.INTEGER)))


def _only(wrapper: der.Element, tag: int) -> der.Element:
    return der.read(wrapper.content, tag)


def fits(spki: der.Element, scheme: Scheme, signature: bytes, message: bytes) -> bool:
    """Whether the signature is of this key, by this method, over these bytes.

    Raises: DerWrong when the key is none; NotJudged when its kind or size is not known.
    """
    key = _key_of(spki)
    try:
        if isinstance(key, rsa.RSAPublicKey):
            return _rsa_fits(key, scheme, signature, message)
        if isinstance(key, ec.EllipticCurvePublicKey) and scheme.kind == "ecdsa":
            ecdsa = ec.ECDSA(_HASHES[scheme.digest])
            key.verify(_as_der(signature, key), message, ecdsa)
            return True
        if isinstance(key, ed25519.Ed25519PublicKey) and scheme.kind == "ed25519":
            key.verify(signature, message)
            return True
    except (InvalidSignature, ValueError, UnsupportedAlgorithm):
        return False
    return False


def _rsa_fits(key: rsa.RSAPublicKey, scheme: Scheme, signature: bytes, message: bytes) -> bool:
    if scheme.kind not in ("rsa", "pss"):
        return False
    hashed = _HASHES[scheme.digest]
    if scheme.kind == "pss":
        if scheme.salt + hashed.digest_size + 2 > len(signature):
            return False
        key.verify(signature, message, padding.PSS(padding.MGF1(hashed), scheme.salt), hashed)
    else:
        key.verify(signature, message, padding.PKCS1v15(), hashed)
    return True


def _as_der(signature: bytes, key: ec.EllipticCurvePublicKey) -> bytes:
    """An ECDSA signature read strictly: two numbers above 0 that the curve has room for."""
    parts = der.inside(der.read(signature, der.SEQUENCE))
    numbers = [der.magnitude(parts.take(der.INTEGER)) for _ in range(2)]
    parts.end()
    width = (key.curve.key_size + 7) // 8
    if any(len(one) > width for one in numbers):
        raise DerWrong
    return encode_dss_signature(*(int.from_bytes(one) for one in numbers))


def _key_of(spki: der.Element) -> Key:
    parts = der.inside(spki)
    algorithm = der.inside(parts.take(der.SEQUENCE))
    kind, raw = der.oid(algorithm.take(der.OID)), der.octets_of_bits(parts.take(der.BITS))
    parts.end()
    try:
        if kind == RSA:
            return _rsa_key(raw)
        if kind == EC:
            return _ec_key(der.oid(algorithm.take(der.OID)), raw)
        if kind == ED25519:
            return ed25519.Ed25519PublicKey.from_public_bytes(raw)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise DerWrong from error
    raise NotJudged("algorithm", kind)


def _rsa_key(raw: bytes) -> rsa.RSAPublicKey:
    parts = der.inside(der.read(raw, der.SEQUENCE))
    modulus, exponent = (int.from_bytes(der.magnitude(parts.take(der.INTEGER))) for _ in range(2))
    parts.end()
    is_known = _LEAST_RSA_BITS <= modulus.bit_length() <= _MOST_RSA_BITS
    if not is_known or exponent > _MOST_EXPONENT:
        raise NotJudged("algorithm", RSA)
    if exponent < 3 or not exponent & 1 or not modulus & 1:
        raise DerWrong
    return rsa.RSAPublicNumbers(exponent, modulus).public_key()


def _ec_key(curve: str, raw: bytes) -> ec.EllipticCurvePublicKey:
    if curve not in _CURVES:
        raise NotJudged("algorithm", curve)
    kind, width = _CURVES[curve]
    if len(raw) != 1 + 2 * width or raw[0] != 4:
        raise DerWrong
    return ec.EllipticCurvePublicKey.from_encoded_point(kind, raw)

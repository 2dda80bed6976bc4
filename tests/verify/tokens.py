# SPDX-License-Identifier: Apache-2.0
"""Replies of time-stamping authorities, sound and wrong in one thing each, with what is found."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Any

from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from tests.verify.authorities import (
    MOMENT,
    NULL,
    STAMPING,
    YEAR,
    Holder,
    Maker,
    certify,
    der,
    ec_key,
    ed_key,
    issuer,
    number,
    oid,
    root,
    rsa_key,
    stamper,
)
from tests.verify.bundles import Files
from tests.verify.copies import flipped
from tests.verify.stampings import CHECKPOINT, REPLY, recording

SIGNED, TRUSTED = "stamp_signed", "stamp_trusted"
UNTRUSTED, UNKNOWN, WRONG = "stamp_untrusted", "stamp_not_judged", "stamp_wrong"
_VERDICTS = {SIGNED: "whole", TRUSTED: "whole", UNTRUSTED: "incomplete", UNKNOWN: "whole",
             WRONG: "suspect"}  # fmt: skip
SOUND = Maker(stamper())
Change = Callable[[bytes], bytes]


@dataclass(frozen=True)
class Reply:
    """A reply in a bundle: how it is made, what is found, why, and which certificates are given."""

    name: str
    maker: Maker
    code: str
    why: str = ""
    trusted: bytes = b""
    change: Change = bytes

    def files(self) -> Files:
        files = recording(-3)
        return files | {REPLY: self.change(self.maker.reply(files[CHECKPOINT]))}

    @property
    def codes(self) -> tuple[str, ...]:
        """All that is found, the heaviest first."""
        return ("links_before_stamp", self.code) if self.code in (SIGNED, TRUSTED) else (self.code,)

    @property
    def verdict(self) -> str:
        return _VERDICTS[self.code]


def stamping(*extensions: tuple[x509.ExtensionType, bool], **how: Any) -> Maker:
    """A token under a certificate that differs."""
    given = extensions or ((STAMPING, True),)
    by = how.pop("by", root())
    return Maker(certify("时间戳机构", how.pop("key", ec_key(1)), by, extensions=given, **how))


def purposes(*names: x509.ObjectIdentifier) -> x509.ExtendedKeyUsage:
    return x509.ExtendedKeyUsage(names)


def uses(**named: bool) -> x509.KeyUsage:
    every = dict.fromkeys(
        ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment",
         "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"), False,
    )  # fmt: skip
    return x509.KeyUsage(**every | named)


def key_id() -> x509.SubjectKeyIdentifier:
    return x509.SubjectKeyIdentifier(b"\x31" * 20)


def below(middle: Holder, *more: Holder) -> Maker:
    return replace(stamping(by=middle), enclosed=(middle, *more))


def critical_in_token(name: str, *, is_critical: bool) -> bytes:
    flag = der(0x01, b"\xff") if is_critical else b""
    return der(0xA1, der(0x30, oid(name), flag, der(0x04, NULL)))


def swapped(content: bytes, old: bytes, new: bytes) -> bytes:
    assert old in content
    return content.replace(old, new, 1)


MIDDLE = issuer("中间机构", ec_key(91), root(), 0)
SECOND = issuer("第二中间机构", ec_key(92), MIDDLE)
OTHER_ROOT = issuer("测试根", ec_key(95))
OTHER = certify("时间戳机构", ec_key(2), root(), extensions=((STAMPING, True),))
P384 = certify("时间戳机构", ec_key(3, "secp384r1"), root(), extensions=((STAMPING, True),))
P521 = certify("时间戳机构", ec_key(4, "secp521r1"), root(), extensions=((STAMPING, True),))
KOBLITZ = certify("时间戳机构", ec_key(5, "secp256k1"), root(), extensions=((STAMPING, True),))
RSA_ROOT = issuer("RSA 根", rsa_key(9))
PEM = root().pem
SLY_NAME = "{trusted} {fingerprint} {by_ms} $&"
SLY = Maker(certify(SLY_NAME, ec_key(1), root(), extensions=((STAMPING, True),)))
BEGIN = b"-----BEGIN CERTIFICATE-----"
UNKNOWN_EXTENSION = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4.9"), NULL)

METHODS = (
    Reply("P-256", SOUND, SIGNED),
    Reply("P-384 with SHA-384", Maker(P384, hashed="sha384", bound_by=("sha384",)), SIGNED),
    Reply("P-521 with SHA-512", Maker(P521, hashed="sha512", imprint="sha512"), SIGNED),
    Reply("RSA", Maker(stamper("rsa")), SIGNED),
    Reply("RSA, plain name of the method", Maker(stamper("rsa"), scheme="plain"), SIGNED),
    Reply("RSA with SHA-512", Maker(stamper("rsa"), hashed="sha512"), SIGNED),
    Reply("PSS", Maker(stamper("rsa"), scheme="pss"), SIGNED),
    Reply("Ed25519", Maker(stamper("ed"), hashed="sha512"), SIGNED),
    Reply("granted with changes", replace(SOUND, status=1), SIGNED),
    Reply("bound by SHA-1, as long ago", replace(SOUND, bound_by=("sha1",)), SIGNED),
    Reply("bound by both", replace(SOUND, bound_by=("sha1", "sha512")), SIGNED),
    Reply("named by its key", replace(stamping((STAMPING, True), (key_id(), False)),
                                      is_by_key_id=True), SIGNED),
    Reply("parts of a second", replace(SOUND, at=b"20261201010203.123456Z"), SIGNED),
    Reply("no accuracy, no nonce", replace(SOUND, accuracy=b"", nonce=b""), SIGNED),
    Reply("may sign, as its use says", stamping(
        (STAMPING, True), (uses(digital_signature=True), True)), SIGNED),
    Reply("an extension that need not be understood", replace(
        SOUND, extensions=critical_in_token("1.2.3.4.8", is_critical=False)), SIGNED),
    Reply("a name with places for values", SLY, SIGNED),
    Reply("P-256k1", Maker(KOBLITZ), UNKNOWN, "algorithm"),
    Reply("short RSA", stamping(key=rsa_key(2, 1024)), UNKNOWN, "algorithm"),
    Reply("imprint by SHA-224", replace(SOUND, imprint="sha224"), UNKNOWN, "algorithm"),
    Reply("imprint by SHA-1", replace(SOUND, imprint="sha1"), UNKNOWN, "algorithm"),
    Reply("bound by SHA-224", replace(SOUND, bound_by=("sha224",)), UNKNOWN, "algorithm"),
    Reply("PSS with two digests", Maker(stamper("rsa"), scheme="pss", mask="sha512"), UNKNOWN,
          "algorithm"),
    Reply("an extension that must be understood", replace(
        SOUND, extensions=critical_in_token("1.2.3.4.8", is_critical=True)), UNKNOWN, "extension"),
    Reply("no certificate", replace(SOUND, has_own=False), UNKNOWN, "no_certificate"),
)  # fmt: skip

WRONGS = (
    Reply("of another text", SOUND, WRONG, "imprint",
          change=lambda _: SOUND.reply(b"another checkpoint")),
    Reply("not granted", replace(SOUND, status=2), WRONG, "not_granted"),
    Reply("refused without a token", SOUND, WRONG, "not_granted",
          change=lambda _: der(0x30, der(0x30, number(2)))),
    Reply("granted without a token", SOUND, WRONG, "malformed",
          change=lambda _: der(0x30, der(0x30, number(0)))),
    Reply("no SignedData", replace(SOUND, content_type="1.2.840.113549.1.7.1"), WRONG, "no_stamp"),
    Reply("no TSTInfo", replace(SOUND, kind="1.2.840.113549.1.7.1"), WRONG, "no_stamp"),
    Reply("signed as something else", replace(SOUND, said_kind="1.2.840.113549.1.7.1"), WRONG,
          "content"),
    Reply("another nonce", SOUND, WRONG, "content",
          change=partial(swapped, old=number(0x1122334455667788), new=number(0x1122334455667789))),
    Reply("a nonce that is no number", replace(SOUND, nonce=der(0x02)), WRONG, "malformed"),
    Reply("another policy", SOUND, WRONG, "content",
          change=partial(swapped, old=oid("1.2.3.4.1"), new=oid("1.2.3.4.2"))),
    Reply("another time", SOUND, WRONG, "content",
          change=partial(swapped, old=SOUND.at, new=b"20260101000000Z")),
    Reply("a date that is none", replace(SOUND, at=b"20261301000000Z"), WRONG, "malformed"),
    Reply("the second 60", replace(SOUND, at=b"20261130235960Z"), WRONG, "malformed"),
    Reply("a time without zone", replace(SOUND, at=b"20261130235959"), WRONG, "malformed"),
    Reply("a fraction that ends in 0", replace(SOUND, at=b"20261130235959.10Z"), WRONG,
          "malformed"),
    Reply("an accuracy without bounds", replace(
        SOUND, accuracy=der(0x30, number(1 << 40))), WRONG, "malformed"),
    Reply("version 2", replace(SOUND, version=2), WRONG, "malformed"),
    Reply("an attribute twice", replace(
        SOUND, more_attributes=SOUND.binding("sha256")), WRONG, "malformed"),
    Reply("not bound", replace(SOUND, bound_by=()), WRONG, "malformed"),
    Reply("two signers", replace(SOUND, signers=2), WRONG, "malformed"),
    Reply("no signer", replace(SOUND, signers=0), WRONG, "malformed"),
    Reply("bound to another", replace(SOUND, bound=OTHER), WRONG, "binding"),
    Reply("another certificate under its name", replace(
        SOUND, has_own=False, enclosed=(OTHER,)), WRONG, "binding"),
    Reply("a byte of the signature", SOUND, WRONG, "signature", change=lambda b: flipped(b, -3)),
    Reply("a byte of an RSA signature", Maker(stamper("rsa")), WRONG, "signature",
          change=lambda b: flipped(b, -3)),
    Reply("a byte of an Ed25519 signature", Maker(stamper("ed"), hashed="sha512"), WRONG,
          "signature", change=lambda b: flipped(b, -3)),
    Reply("signed by another key", Maker(Holder(ec_key(8), stamper().certificate)), WRONG,
          "signature"),
    Reply("signed by a key of another kind", Maker(Holder(rsa_key(1), stamper().certificate)),
          WRONG, "signature"),
    Reply("for web servers", stamping((purposes(ExtendedKeyUsageOID.SERVER_AUTH), True)), WRONG,
          "purpose"),
    Reply("for stamping and more", stamping((purposes(
        ExtendedKeyUsageOID.TIME_STAMPING, ExtendedKeyUsageOID.SERVER_AUTH), True)), WRONG,
          "purpose"),
    Reply("for stamping, not critical", stamping((STAMPING, False)), WRONG, "purpose"),
    Reply("without a purpose", stamping((key_id(), False)), WRONG, "purpose"),
    Reply("for enciphering alone", stamping(
        (STAMPING, True), (uses(key_encipherment=True), True)), WRONG, "purpose"),
    Reply("with an unknown critical extension", stamping(
        (STAMPING, True), (UNKNOWN_EXTENSION, True)), WRONG, "purpose"),
    Reply("expired a second before", stamping(ends=MOMENT - timedelta(seconds=1)), WRONG,
          "expired"),
    Reply("not yet in force", stamping(begins=MOMENT + timedelta(seconds=1)), WRONG, "expired"),
    Reply("expired in that second", stamping(ends=MOMENT), SIGNED),
    Reply("empty", SOUND, WRONG, "malformed", change=lambda _: b""),
    Reply("cut at its end", SOUND, WRONG, "malformed", change=lambda b: b[:-1]),
    Reply("cut in the middle", SOUND, WRONG, "malformed", change=lambda b: b[:200]),
    Reply("a byte behind it", SOUND, WRONG, "malformed", change=lambda b: b + b"\0"),
    Reply("a huge length", SOUND, WRONG, "malformed",
          change=lambda b: b"\x30\x84\xff\xff\xff\xff" + b[4:]),
    Reply("a length of many bytes", SOUND, WRONG, "malformed",
          change=lambda b: b"\x30\xfe" + b"\xff" * 126),
    Reply("without an end", SOUND, WRONG, "malformed", change=lambda b: b"\x30\x80" + b[4:]),
    Reply("a length that is not the shortest", SOUND, WRONG, "malformed",
          change=lambda b: b"\x30\x83\0" + b[2:]),
    Reply("thousands of parts", SOUND, WRONG, "malformed",
          change=lambda _: der(0x30, NULL * 3_000)),
    Reply("a thousand deep", SOUND, WRONG, "malformed", change=lambda _: nested(1_000)),
    Reply("no DER", SOUND, WRONG, "malformed", change=lambda _: b"-----BEGIN PKCS7-----"),
)  # fmt: skip


def nested(depth: int) -> bytes:
    content = b""
    for _ in range(depth):
        content = der(0x30, content)
    return content


def middle(**how: Any) -> Holder:
    return issuer("中间机构", ec_key(91), root(), **how)


def limited(*attributes: x509.NameAttribute[str], is_critical: bool = False) -> dict[str, Any]:
    """Allowed to issue for these names alone."""
    names = x509.NameConstraints([x509.DirectoryName(x509.Name(attributes))], None)
    return {"more": ((names, is_critical),)}


ONE_DAY = timedelta(days=1)
ABROAD = x509.NameAttribute(NameOID.COUNTRY_NAME, "FR")
AT_HOME = x509.NameAttribute(NameOID.COUNTRY_NAME, "CN")
LIMITED = middle(**limited(ABROAD))
UNDER_LIMITED = below(LIMITED)
LIMITED_ROOT = issuer("限名根", ec_key(94), **limited(ABROAD))
CHAINS = (
    Reply("under the root given", SOUND, TRUSTED, trusted=PEM),
    Reply("under the root given, in DER", SOUND, TRUSTED, trusted=root().raw),
    Reply("one of several given", SOUND, TRUSTED,
          trusted=b"# roots\n" + RSA_ROOT.pem + b"\n" + PEM + b"\n"),
    Reply("the authority's own certificate given", SOUND, TRUSTED, trusted=stamper().pem),
    Reply("its certificate only among those given", replace(SOUND, has_own=False), TRUSTED,
          trusted=PEM + stamper().pem),
    Reply("a certificate between", below(MIDDLE), TRUSTED, trusted=PEM),
    Reply("the root lies with it", replace(SOUND, enclosed=(root(),)), TRUSTED, trusted=PEM),
    Reply("the one between given", replace(below(MIDDLE), enclosed=()), TRUSTED,
          trusted=MIDDLE.pem),
    Reply("under an RSA root", stamping(by=RSA_ROOT), TRUSTED, trusted=RSA_ROOT.pem),
    Reply("under an RSA root by PSS", stamping(by=RSA_ROOT, pss=True), TRUSTED,
          trusted=RSA_ROOT.pem),
    Reply("under an Ed25519 root", stamping(by=issuer("Ed", ed_key(7))), TRUSTED,
          trusted=issuer("Ed", ed_key(7)).pem),
    Reply("more than the root allows", below(SECOND, MIDDLE), UNTRUSTED, "no_chain", trusted=PEM),
    Reply("under another root of this name", SOUND, UNTRUSTED, "no_chain", trusted=OTHER_ROOT.pem),
    Reply("under a root that is not given", SOUND, UNTRUSTED, "no_chain", trusted=RSA_ROOT.pem),
    Reply("the one between is not there", replace(below(MIDDLE), enclosed=()), UNTRUSTED,
          "no_chain", trusted=PEM),
    Reply("signed by itself", Maker(certify(
        "时间戳机构", ec_key(1), extensions=((STAMPING, True),))), UNTRUSTED, "no_chain",
        trusted=PEM),
    Reply("under one that may not issue", below(certify("中间机构", ec_key(91), root())),
          UNTRUSTED, "no_chain", trusted=PEM),
    Reply("under another stamper", below(OTHER), UNTRUSTED, "no_chain", trusted=PEM),
    Reply("under one whose use forbids it", below(middle(
        more=((uses(digital_signature=True), True),))), UNTRUSTED, "no_chain", trusted=PEM),
    Reply("under one for web servers", below(middle(
        more=((purposes(ExtendedKeyUsageOID.SERVER_AUTH), False),))), UNTRUSTED, "no_chain",
        trusted=PEM),
    Reply("under one with an unknown critical extension", below(middle(
        more=((UNKNOWN_EXTENSION, True),))), UNTRUSTED, "no_chain", trusted=PEM),
    Reply("under one limited to other names", UNDER_LIMITED, UNTRUSTED, "no_chain", trusted=PEM),
    Reply("under one limited to other names, critical", below(middle(
        **limited(ABROAD, is_critical=True))), UNTRUSTED, "no_chain", trusted=PEM),
    Reply("under one limited to names like its own", below(middle(**limited(AT_HOME))), UNTRUSTED,
          "no_chain", trusted=PEM),
    Reply("two under one limited to other names", below(
        issuer("第二中间机构", ec_key(92), LIMITED), LIMITED), UNTRUSTED, "no_chain", trusted=PEM),
    Reply("under one given that is limited", UNDER_LIMITED, UNTRUSTED, "no_chain",
          trusted=LIMITED.pem),
    Reply("under a root limited to other names", stamping(by=LIMITED_ROOT), UNTRUSTED, "no_chain",
          trusted=LIMITED_ROOT.pem),
    Reply("given itself, the one limited not there", replace(UNDER_LIMITED, enclosed=()), TRUSTED,
          trusted=UNDER_LIMITED.signer.pem),
    Reply("given itself, under one limited", UNDER_LIMITED, TRUSTED,
          trusted=UNDER_LIMITED.signer.pem),
    Reply("a name with places for values, under the root", SLY, TRUSTED, trusted=PEM),
    Reply("under one that had expired", below(middle(ends=MOMENT - ONE_DAY)), UNTRUSTED,
          "no_chain", trusted=PEM),
    Reply("under a root that had expired", stamping(by=issuer(
        "旧根", ec_key(93), begins=MOMENT - YEAR, ends=MOMENT - ONE_DAY)), UNTRUSTED, "no_chain",
        trusted=issuer("旧根", ec_key(93), begins=MOMENT - YEAR, ends=MOMENT - ONE_DAY).pem),
    Reply("not known, and trust was asked for", Maker(KOBLITZ), UNTRUSTED, "algorithm",
          trusted=PEM),
    Reply("wrong, and trust was asked for", replace(SOUND, bound=OTHER), WRONG, "binding",
          trusted=PEM),
)  # fmt: skip
REPLIES = (*METHODS, *WRONGS, *CHAINS)

_NONE, _ABSENT = ("tsa_cert_malformed",), ("stamp_absent",)
GIVEN = (
    ("pem", PEM, _ABSENT),
    ("der", root().raw, _ABSENT),
    ("windows lines", PEM.replace(b"\n", b"\r\n"), _ABSENT),
    ("empty", b"", _NONE),
    ("text", b"not a certificate", _NONE),
    ("a byte behind", root().raw + b"\0", _NONE),
    ("cut", root().raw[:-1], _NONE),
    ("base64 that is none", b"-----BEGIN CERTIFICATE-----\nA\n-----END CERTIFICATE-----", _NONE),
    ("loose bits", b"-----BEGIN CERTIFICATE-----\nMAB=\n-----END CERTIFICATE-----", _NONE),
    ("blanks alone", BEGIN + b" " * 8_000, _NONE),
    ("a hundred times the blanks alone", BEGIN + b" " * 800_000, _NONE),
    ("blanks and an end", BEGIN + b" " * 800_000 + b"-----END CERTIFICATE-----", _NONE),
    ("blanks before", PEM.replace(b"\n", b" " * 8_000, 1), _ABSENT),
    ("a hundred times the blanks before", PEM.replace(b"\n", b" " * 800_000, 1), _ABSENT),
    ("blanks of one kind each", PEM.replace(b"\n", b" \t\v\f\r\n"), _ABSENT),
    ("nothing between", BEGIN + b"\n-----END CERTIFICATE-----\n" + PEM, _ABSENT),
    ("beginnings without an end", BEGIN * 30_000 + PEM, _ABSENT),
    ("a space that is none", PEM.replace(b"\n", b"\xa0", 1), _NONE),
)
"""Files of certificates, with what is found in a bundle without a stamp."""

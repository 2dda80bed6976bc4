# SPDX-License-Identifier: Apache-2.0
"""Whether a certificate leads to one that the reader trusts (信任链), as of the stamped time."""

from collections.abc import Sequence

from mingjing_verify.stamps.algorithms import fits, scheme_of
from mingjing_verify.stamps.certificates import Certificate
from mingjing_verify.stamps.errors import DerWrong, NotJudged

_MOST_ISSUERS = 8


def trusted_by(
    signer: Certificate, others: Sequence[Certificate], given: Sequence[Certificate], at: int
) -> Certificate | None:
    """The certificate among those given that the signer's is, or leads to; None when there is none.

    Goes outward from the signer's, each certificate once, so that many of one name cost little.
    """
    trusted = {one.raw for one in given}
    if signer.raw in trusted:
        return signer
    left = list({one.raw: one for one in (*given, *others) if one.raw != signer.raw}.values())
    reached = [signer]
    for below in range(_MOST_ISSUERS):
        issuers: list[Certificate] = []
        for child in reached:
            for issuer in list(left):
                if not _has_issued(issuer, child, below, at):
                    continue
                if issuer.raw in trusted:
                    return issuer
                left.remove(issuer)
                issuers.append(issuer)
        reached = issuers
    return None


def _has_issued(issuer: Certificate, child: Certificate, below: int, at: int) -> bool:
    """Whether one certificate vouches for the other; `below`: issuers between it and the signer."""
    if issuer.subject != child.issuer or not issuer.is_valid_at(at):
        return False
    try:
        scheme = scheme_of(child.algorithm)
        is_issuer = issuer.may_issue(below)
        return is_issuer and fits(issuer.key, scheme, child.signature, child.signed)
    except (DerWrong, NotJudged):
        return False

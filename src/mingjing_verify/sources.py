# SPDX-License-Identifier: Apache-2.0
"""Recordings of a source that signed nothing (无签名来源): what the signatures speak for then."""

from mingjing_verify.chain import Chain
from mingjing_verify.findings import Finding
from mingjing_verify.proofs import Entry

UNSIGNED = "unsigned"
_OTHER = "other"


def is_unsigned(chain: Chain, registration: Entry) -> bool:
    """Whether the platform signed at receipt, says the ledger or any link."""
    says = [link.header["says"] for link in chain.links]
    return _is_registered_so(registration) or any("source" in said for said in says)


def camera_of(registration: Entry) -> str:
    """What kind of source the ledger says it is."""
    camera = registration.payload.get("camera")
    return camera if camera in ("body_camera", "fixed_camera") else _OTHER


def judge_source(chain: Chain, registration: Entry) -> None:
    """Says plainly what the signatures speak for; every link says the same as the ledger."""
    if not is_unsigned(chain, registration):
        return
    for link in chain.ordered():
        says = "source" in link.header["says"]
        if link.seq not in chain.bad and says != _is_registered_so(registration):
            chain.suspect("source_differs", link)
    chain.findings.append(Finding("source_unsigned", values={"camera": camera_of(registration)}))


def _is_registered_so(registration: Entry) -> bool:
    return registration.payload.get("source") == UNSIGNED

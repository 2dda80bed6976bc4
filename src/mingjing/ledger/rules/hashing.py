# SPDX-License-Identifier: Apache-2.0
"""The two hashes of an RFC 6962 tree, as the writer computes them.

The verifier (`mingjing_verify.log`) has its own copy on purpose: a fault here must not hide there.
"""

from collections.abc import Sequence
from hashlib import sha256

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(leaf: bytes) -> bytes:
    """Hash of one leaf: SHA-256(0x00 || leaf)."""
    return sha256(b"\x00" + leaf).digest()


def leaf_hashes(leaves: Sequence[bytes]) -> list[bytes]:
    """Hashes of many leaves, without a call for each."""
    return [sha256(b"\x00" + leaf).digest() for leaf in leaves]


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of an inner node: SHA-256(0x01 || left || right)."""
    return sha256(b"\x01" + left + right).digest()


def fold_full(hashes: Sequence[bytes]) -> bytes:
    """Root of a perfect subtree over `hashes`, whose count is a power of two."""
    level = list(hashes)
    if not level or len(level) & (len(level) - 1):
        raise ValueError(f"a perfect subtree has 2^k hashes, not {len(level)}")
    while len(level) > 1:
        level = [
            sha256(b"\x01" + left + right).digest()
            for left, right in zip(level[::2], level[1::2], strict=True)
        ]
    return level[0]


def fold_ragged(peaks: Sequence[bytes]) -> bytes:
    """Root over perfect subtrees of falling size, left to right (the compact range)."""
    if not peaks:
        return EMPTY_ROOT
    root = peaks[-1]
    for peak in reversed(peaks[:-1]):
        root = node_hash(peak, root)
    return root

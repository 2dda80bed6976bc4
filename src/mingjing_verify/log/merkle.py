# SPDX-License-Identifier: Apache-2.0
"""RFC 9162 verification of inclusion and consistency. Returns nothing, or raises `Broken`."""

import hashlib
from collections.abc import Sequence

from mingjing_verify.log.errors import Broken, Reason


def hash_leaf(data: bytes) -> bytes:
    """SHA-256 over 0x00 and the leaf."""
    return hashlib.sha256(bytes([0]) + data).digest()


def hash_pair(left: bytes, right: bytes) -> bytes:
    """SHA-256 over 0x01 and both children."""
    return hashlib.sha256(bytes([1]) + left + right).digest()


def tree_hash(nodes: Sequence[bytes]) -> bytes:
    """Root over nodes of equal height; the last one may stand for a smaller, ragged part."""
    if not nodes:
        return hashlib.sha256().digest()
    if len(nodes) == 1:
        return nodes[0]
    half = 1
    while half * 2 < len(nodes):
        half *= 2
    return hash_pair(tree_hash(nodes[:half]), tree_hash(nodes[half:]))


def verify_inclusion(
    index: int, size: int, *, leaf_hash: bytes, proof: Sequence[bytes], root: bytes
) -> None:
    """Check that a leaf is in a tree (RFC 9162, 2.1.3.2).

    Raises: Broken.
    """
    if not 0 <= index < size or not _are_hashes(leaf_hash, root, *proof):
        raise Broken(Reason.PROOF_WRONG, f"leaf {index} of {size}")
    node, last = index, size - 1
    current = leaf_hash
    for sibling in proof:
        if last == 0:
            raise Broken(Reason.PROOF_WRONG, f"leaf {index} of {size}")
        if node & 1 or node == last:
            current = hash_pair(sibling, current)
            while not node & 1 and node:
                node >>= 1
                last >>= 1
        else:
            current = hash_pair(current, sibling)
        node >>= 1
        last >>= 1
    if last or current != root:
        raise Broken(Reason.PROOF_WRONG, f"leaf {index} of {size}")


def verify_consistency(
    sizes: tuple[int, int], roots: tuple[bytes, bytes], *, proof: Sequence[bytes]
) -> None:
    """Check that the first tree is a prefix of the second (RFC 9162, 2.1.4.2).

    A proof from size 0 is refused: the empty tree is a prefix of all, so it would prove nothing.

    Raises: Broken.
    """
    old_size, new_size = sizes
    where = f"{old_size} to {new_size}"
    if not 0 < old_size <= new_size:
        raise Broken(Reason.PROOF_WRONG, where)
    if old_size == new_size:
        if proof or roots[0] != roots[1]:
            raise Broken(Reason.PROOF_WRONG, where)
        return
    if not _are_hashes(*roots, *proof):
        raise Broken(Reason.PROOF_WRONG, where)
    path = list(proof)
    if old_size & (old_size - 1) == 0:
        path.insert(0, roots[0])
    if not path or _climb(old_size - 1, new_size - 1, path) != roots:
        raise Broken(Reason.PROOF_WRONG, where)


def _are_hashes(*values: bytes) -> bool:
    return all(len(value) == hashlib.sha256().digest_size for value in values)


def _climb(node: int, last: int, path: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    """Both roots that the path leads to; None when its length is wrong."""
    while node & 1:
        node >>= 1
        last >>= 1
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return None
        if node & 1 or node == last:
            old = hash_pair(sibling, old)
            new = hash_pair(sibling, new)
            while not node & 1 and node:
                node >>= 1
                last >>= 1
        else:
            new = hash_pair(new, sibling)
        node >>= 1
        last >>= 1
    return None if last else (old, new)

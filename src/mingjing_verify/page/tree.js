// SPDX-License-Identifier: Apache-2.0
// RFC 6962 trees: inclusion, and the root over links when ranges are withheld.

function hashLeaf(data) {
  return sha256(join(Uint8Array.of(0), data));
}

function hashPair(left, right) {
  return sha256(join(Uint8Array.of(1), left, right));
}

/** RFC 9162, 2.1.3.2; whether the leaf is in the tree. */
async function isIncluded(index, size, leafHash, path, root) {
  if (!(index >= 0 && index < size) || path.some((node) => node.length !== 32)) return false;
  let node = BigInt(index);
  let last = BigInt(size) - 1n;
  let current = leafHash;
  for (const sibling of path) {
    if (last === 0n) return false;
    if (node & 1n || node === last) {
      current = await hashPair(sibling, current);
      while (!(node & 1n) && node) {
        node >>= 1n;
        last >>= 1n;
      }
    } else {
      current = await hashPair(current, sibling);
    }
    node >>= 1n;
    last >>= 1n;
  }
  return last === 0n && sameBytes(current, root);
}

/** RFC 9162, 2.1.4.2; whether the tree of the first size is a prefix of the second. */
async function isPrefix([oldSize, newSize], [oldRoot, newRoot], proof) {
  if (!(oldSize > 0 && oldSize <= newSize)) return false;
  if (oldSize === newSize) return !proof.length && sameBytes(oldRoot, newRoot);
  let node = BigInt(oldSize) - 1n;
  let last = BigInt(newSize) - 1n;
  const isPower = !(BigInt(oldSize) & node);
  const path = isPower ? [oldRoot, ...proof] : [...proof];
  if (!path.length || path.some((one) => one.length !== 32)) return false;
  while (node & 1n) {
    node >>= 1n;
    last >>= 1n;
  }
  let [old, grown] = [path[0], path[0]];
  for (const sibling of path.slice(1)) {
    if (last === 0n) return false;
    if (node & 1n || node === last) {
      old = await hashPair(sibling, old);
      grown = await hashPair(sibling, grown);
      while (!(node & 1n) && node) {
        node >>= 1n;
        last >>= 1n;
      }
    } else {
      grown = await hashPair(grown, sibling);
    }
    node >>= 1n;
    last >>= 1n;
  }
  return last === 0n && sameBytes(old, oldRoot) && sameBytes(grown, newRoot);
}

/** The root over `size` links; null when the withheld ranges do not fit. */
async function rootOf(size, leaves, withheld) {
  const rest = withheld.map((part) => ({ ...part, next: 0 }));
  const root = await nodeOf(0, size, leaves, rest);
  return rest.every((part) => part.next === part.nodes.length) ? root : null;
}

async function nodeOf(start, end, leaves, withheld) {
  const inside = withheld.filter((part) => part.first < end && start <= part.last);
  for (const part of inside) {
    if (part.first <= start && end - 1 <= part.last) return part.nodes[part.next++] ?? null;
  }
  if (end - start === 1) return leaves.get(start) ?? null;
  let half = 1;
  while (half * 2 < end - start) half *= 2;
  const left = await nodeOf(start, start + half, leaves, inside);
  const right = left && (await nodeOf(start + half, end, leaves, inside));
  return left && right ? hashPair(left, right) : null;
}

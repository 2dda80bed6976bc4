# SPDX-License-Identifier: Apache-2.0
"""Pure rules of the log: hashes, tree, paths, proofs, notes, leaves."""

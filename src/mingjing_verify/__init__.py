# SPDX-License-Identifier: Apache-2.0
"""The stand-alone verifier (独立核验工具): judges recordings, redacted copies and logs from files.

It imports nothing of the server (`mingjing`), only the standard library and `cryptography`: a
fault of the server cannot hide here, and anybody can take this folder to another machine.
`log` checks the ledger and its proofs.
"""

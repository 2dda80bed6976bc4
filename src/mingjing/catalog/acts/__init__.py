# SPDX-License-Identifier: Apache-2.0
"""Acts of the catalogue, one per file."""

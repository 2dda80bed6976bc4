# SPDX-License-Identifier: Apache-2.0
"""Acts of the registry, one per file."""

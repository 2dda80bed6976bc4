# SPDX-License-Identifier: Apache-2.0
"""Rules of the catalogue: the canonical model, reading a mapping, writing it as SQL."""

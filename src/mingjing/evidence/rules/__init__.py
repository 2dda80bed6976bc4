# SPDX-License-Identifier: Apache-2.0
"""Pure functions over links and chains; `docs/reference/segment-door.md` is what they carry out."""

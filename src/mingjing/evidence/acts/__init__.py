# SPDX-License-Identifier: Apache-2.0
"""Official acts of the evidence room."""

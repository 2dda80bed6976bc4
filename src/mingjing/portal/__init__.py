# SPDX-License-Identifier: Apache-2.0
"""Portal (门户): home, search, sign-in: pages that show several rooms."""

# SPDX-License-Identifier: Apache-2.0
"""Portal (门户): the pages that show several rooms, and the frame and look of all pages.

Owns home, search, sign-in and the error pages; the base template, the design tokens, charts,
maps and icons; the template filters. Owns no table and no rule, and never does an act.
"""

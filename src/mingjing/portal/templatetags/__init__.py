# SPDX-License-Identifier: Apache-2.0
"""Template words of the house: `{% load house %}`."""

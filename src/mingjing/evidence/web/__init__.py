# SPDX-License-Identifier: Apache-2.0
"""Pages and JSON of the evidence room on the site."""

# SPDX-License-Identifier: Apache-2.0
"""How an official act is done and recorded."""

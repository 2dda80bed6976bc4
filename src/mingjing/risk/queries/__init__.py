# SPDX-License-Identifier: Apache-2.0
"""What is read: models, scores, the lake."""

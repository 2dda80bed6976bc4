# SPDX-License-Identifier: Apache-2.0
"""Layout of documents (文书排版): the same content as DOCX and as PDF."""

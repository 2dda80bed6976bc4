# SPDX-License-Identifier: Apache-2.0
"""Papers (文书): forms filled in, and the same content as DOCX and as PDF."""

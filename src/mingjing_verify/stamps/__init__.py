# SPDX-License-Identifier: Apache-2.0
"""Judging a timestamp token (时间戳令牌核验): RFC 3161 in CMS (RFC 5652), X.509 (RFC 5280).

`der` reads bytes, `certificates` and `token` say what stands in them, `algorithms` checks
signatures, `trust` leads to a certificate that the reader trusts, `judging` puts it together.
What cannot be read ends in one of the three errors of `errors`, whatever the bytes are.
"""

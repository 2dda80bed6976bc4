# SPDX-License-Identifier: Apache-2.0
"""The segment door (分段接收): one ASGI process a node, beside the site.

It knows no session and no cookie: senders are known by signature, watchers by a pass of the site.
"""

# SPDX-License-Identifier: Apache-2.0
"""Entry (入口): settings, urls, servers, the root command, the wiring of followers.

The only room with every key; holds no rule and no table of its own.
"""

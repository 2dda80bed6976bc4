# SPDX-License-Identifier: Apache-2.0
"""The part of the door for sources that sign nothing (无签名来源入口): decision 0112."""

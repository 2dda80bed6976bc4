# SPDX-License-Identifier: Apache-2.0
"""Checking files (文件检查): unpack, decode, cut into records, judge each row, write two files."""

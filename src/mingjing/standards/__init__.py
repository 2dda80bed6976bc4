# SPDX-License-Identifier: Apache-2.0
"""Standards (统一标准规范): data standards, data elements and the check of files against them.

Owns: registered standards (ODCS 3.1 documents) with their status, the library of data elements
(ISO/IEC 11179), the quality report over the six dimensions of GB/T 36344-2018.
Serves: 政务数据共享条例 (Decree 809) arts. 13, 26 and 39, on the quality of shared data.
Never: guesses a type, drops a row silently, or keeps the data it checks (catalog does).
"""

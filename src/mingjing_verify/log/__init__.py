# SPDX-License-Identifier: Apache-2.0
"""The verifier of the log (账本核验): reads the files and says nothing, or raises `Broken`.

It shares no code with the writer, so that one fault cannot stand on both sides.
"""

# SPDX-License-Identifier: Apache-2.0
"""The witness (见证人): another body's process that countersigns what continues, and only that.

Owns a folder of its own with its key and, for each log, the newest state it has signed. It shares
nothing with the platform it watches: no database, no settings, no home.
"""

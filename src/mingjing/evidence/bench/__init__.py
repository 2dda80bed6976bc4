# SPDX-License-Identifier: Apache-2.0
"""The benchmark of the door: real processes, real fsyncs, a temporary home."""

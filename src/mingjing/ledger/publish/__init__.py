# SPDX-License-Identifier: Apache-2.0
"""Publishing the log: the signing key, the folder of static files, the sequencer."""

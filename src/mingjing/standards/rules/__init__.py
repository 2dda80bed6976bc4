# SPDX-License-Identifier: Apache-2.0
"""Pure rules of the room: reading documents, compiling rules to SQL, arithmetic checks, scores."""

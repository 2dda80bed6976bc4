# SPDX-License-Identifier: Apache-2.0
"""Acts of the room: long computing outside the transaction, a short write inside."""

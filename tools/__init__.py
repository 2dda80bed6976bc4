# SPDX-License-Identifier: Apache-2.0
"""Tools of the house: contracts, generated documents, screenshots. Not part of the product."""

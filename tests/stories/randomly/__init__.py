# SPDX-License-Identifier: Apache-2.0
"""Random acts by random people: chance, a town, what they say, and who watches them."""

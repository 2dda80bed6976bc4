# SPDX-License-Identifier: Apache-2.0
"""Registry (执法主体与权限): agencies, officers, accounts, permissions, inspection items.

Owns: who may act, for which agency and region, under which certificate, and what may be
inspected on which legal basis. Serves 行政处罚法 arts 17-24 and 42, 国办发〔2024〕54号.
Never: decides a case, plans a visit, or keeps a party's data.
"""

# SPDX-License-Identifier: Apache-2.0
"""How records become subjects (归并过程): gather, normal forms, edges, clusters, links.

Bulk work is SQL steps on `engines.batch`. Python sees each distinct name, address and form once;
no row passes through the ORM.
"""

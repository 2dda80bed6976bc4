# SPDX-License-Identifier: Apache-2.0
"""The door of the catalogue: list resources, take in files, read the canonical model."""

from mingjing.catalog.acts.connect_example import connect_example
from mingjing.catalog.acts.correct_rows import correct_rows
from mingjing.catalog.acts.list_resource import Listing, list_resource
from mingjing.catalog.acts.release_quarantine import release_quarantine
from mingjing.catalog.acts.take_in import rehearse, take_in
from mingjing.catalog.acts.tidy_lake import tidy_lake
from mingjing.catalog.queries.current import register as register_canonical
from mingjing.catalog.queries.current import view_names
from mingjing.catalog.queries.example import load_example
from mingjing.catalog.queries.facts import facts_of
from mingjing.catalog.queries.lake import canonical_files, canonical_version, canonical_views
from mingjing.catalog.queries.lake import staging as upload_folder
from mingjing.catalog.queries.offline import canonical_from_example
from mingjing.catalog.queries.resources import (
    SORTABLE,
    Totals,
    batch,
    batches,
    corrections_of,
    recent_batches,
    resource,
    resources,
    rows_waiting,
    totals,
)
from mingjing.catalog.queries.waiting import fields_of, waiting_rows
from mingjing.catalog.rules.canonical import PROVENANCE, TABLES, all_columns
from mingjing.catalog.rules.reference_page import canonical_page

__all__ = [
    "PROVENANCE",
    "SORTABLE",
    "TABLES",
    "Listing",
    "Totals",
    "all_columns",
    "batch",
    "batches",
    "canonical_files",
    "canonical_from_example",
    "canonical_page",
    "canonical_version",
    "canonical_views",
    "connect_example",
    "correct_rows",
    "corrections_of",
    "facts_of",
    "fields_of",
    "list_resource",
    "load_example",
    "recent_batches",
    "register_canonical",
    "rehearse",
    "release_quarantine",
    "resource",
    "resources",
    "rows_waiting",
    "take_in",
    "tidy_lake",
    "totals",
    "upload_folder",
    "view_names",
    "waiting_rows",
]

# SPDX-License-Identifier: Apache-2.0
"""The door of the subjects: resolve, judge, search, read one subject, link without a database."""

from mingjing.subjects.acts.judge import judge
from mingjing.subjects.acts.look_up import look_up
from mingjing.subjects.queries.places import subject_lies, within
from mingjing.subjects.queries.records import anchor_of, links_of, record, timeline
from mingjing.subjects.queries.review import (
    judgement_in_force,
    judgements,
    region_of,
    review_counts,
    review_queue,
    subject_of,
)
from mingjing.subjects.queries.runs import latest_run, links_view
from mingjing.subjects.queries.search import SORTABLE, search
from mingjing.subjects.queries.subject import (
    identity,
    nearby,
    premises_in,
    related,
    subject,
    subject_points,
    subjects,
)
from mingjing.subjects.resolution.run import link_in_memory
from mingjing.subjects.resolving import is_due, resolve

__all__ = [
    "SORTABLE",
    "anchor_of",
    "identity",
    "is_due",
    "judge",
    "judgement_in_force",
    "judgements",
    "latest_run",
    "link_in_memory",
    "links_of",
    "links_view",
    "look_up",
    "nearby",
    "premises_in",
    "record",
    "region_of",
    "related",
    "resolve",
    "review_counts",
    "review_queue",
    "search",
    "subject",
    "subject_lies",
    "subject_of",
    "subject_points",
    "subjects",
    "timeline",
    "within",
]

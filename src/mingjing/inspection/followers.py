# SPDX-License-Identifier: Apache-2.0
"""What the room does when a lower room acts: fresh complaints about a known subject become leads.

A complaint is known by its record id and taken once, so a follower may run again for any entry.
"""

from datetime import date, timedelta
from pathlib import Path

from django.conf import settings

from mingjing.catalog.public import canonical_views
from mingjing.engines.batch import Row, open_engine
from mingjing.inspection.public import leads_taken, take_lead
from mingjing.inspection.types import LeadKind, NewLead
from mingjing.kernel.clock import local_date
from mingjing.ledger.public import EntryView, Follower
from mingjing.registry.public import limit, system_actor
from mingjing.subjects.public import links_view, subjects

_FRESH = """
    SELECT c.record_id, l.subject_id, c.nature, c.made_on
    FROM complaint c JOIN link l ON l.record_id = c.record_id
    WHERE c.closed_on IS NULL AND c.made_on >= $since AND c.made_on <= $until
    ORDER BY c.made_on, c.record_id
"""


def leads_from_batch(entry: EntryView) -> None:
    """Takes a lead for each open, fresh complaint that is linked to a subject.

    Called when a batch is accepted and when subjects are resolved: links may come after the batch.

    Law: 营商环境条例 §54(2); the window is `inspection.lead_window`.
    """
    on = local_date(entry.at)
    since = on - timedelta(days=limit("inspection.lead_window", on).whole)
    found = _complaints(since, on)
    taken = leads_taken(LeadKind.COMPLAINT, [row[0] for row in found])
    fresh = [row for row in found if row[0] not in taken]
    known = subjects([row[1] for row in fresh])
    for record_id, subject_id, nature, made_on in fresh:
        subject = known.get(subject_id)
        if subject is None:
            continue
        lead = NewLead(
            subject_id=subject_id,
            kind=LeadKind.COMPLAINT,
            nature=(nature or LeadKind.COMPLAINT.label("en"))[:200],
            source_record=record_id,
            made_on=made_on,
            region=subject.region,
        )
        take_lead(actor=system_actor(), now=entry.at, lead=lead)


def _complaints(since: date, until: date) -> list[Row]:
    """Record, subject, nature and day of open complaints made in a window."""
    with open_engine(Path(settings.MINGJING_HOME)) as engine:
        canonical_views(engine, ("complaint",))
        links_view(engine)
        return engine.rows(_FRESH, {"since": since, "until": until})


LEADS = Follower(
    name="inspection.leads",
    handle=leads_from_batch,
    acts=frozenset({"catalog.batch_accepted", "subjects.resolved"}),
)

# SPDX-License-Identifier: Apache-2.0
"""Act: publish the yearly statistics of enforcement (公布行政执法统计年报)."""

from dataclasses import asdict
from datetime import datetime

from django.db import IntegrityError

from mingjing.cases.models.statistics import YearStatistics
from mingjing.cases.queries.statistics import counted, last_report
from mingjing.cases.rules.statistics import demand_new_counts, demand_year_over, statistics_due
from mingjing.cases.types.statistics import ReportUnchanged
from mingjing.kernel.calendar import national
from mingjing.kernel.clock import local_date
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import agency, demand, limit
from mingjing.registry.types import Actor, Thing


@official_act
def publish_statistics(*, actor: Actor, now: datetime, year: int) -> str:
    """Publishes what the actor's agency did in a year that is over. The id of the report.

    Late is shown, not refused.

    Law: TS-5, DL-37, 国办发〔2018〕118号.
    Raises: NotPermitted, UnknownAgency, YearNotOver, ReportUnchanged.
    """
    own, today = agency(actor.agency_id), local_date(now)
    demand(actor, "cases.publish_statistics", Thing(own.agency_id, own.region))
    demand_year_over(year, today)
    last = last_report(own.agency_id, year)
    counts = counted(own.agency_id, year)
    demand_new_counts(year, counts, last.counts if last else None)
    term = limit("publicity.statistics_months", today, own.region)
    row = YearStatistics(
        agency_id=own.agency_id,
        year=year,
        number=last.number + 1 if last else 1,
        counts=asdict(counts),
        due_on=statistics_due(year, term, national()),
        published_on=today,
        published_by=actor.account_id,
    )
    row.entry_id = record(
        "cases.statistics_published",
        kind="year_statistics",
        object_id=row.report_id,
        actor=actor,
        now=now,
        payload={"year": year, "number": row.number, "counts": row.counts},
    ).entry_id
    try:
        row.save(force_insert=True)
    except IntegrityError as error:  # somebody else published the same just now
        raise ReportUnchanged(year=year) from error
    return row.report_id

# SPDX-License-Identifier: Apache-2.0
"""What opening a case shares (立案准备): the clue, the party, the unlawful act, the number."""

from dataclasses import replace
from datetime import date, datetime
from typing import TypeVar

from mingjing.cases.acts.desk import Desk
from mingjing.cases.acts.numbering import next_number
from mingjing.cases.models import Case, Clue, Party, UnlawfulAct
from mingjing.cases.queries.around import power_on
from mingjing.cases.queries.clues import clue_facts, clue_row
from mingjing.cases.queries.files import file_of
from mingjing.cases.queries.known import identity_key
from mingjing.cases.queries.law import LawOn
from mingjing.cases.rules.clues import clue_clocks, demand_undisputed, first_due
from mingjing.cases.types.codes import ClueState, PartyKind, Procedure, Stage
from mingjing.cases.types.inputs import NewParty
from mingjing.cases.types.refusals import ClueNotChecked, PartyIncomplete
from mingjing.cases.types.steps import DecidedOnTheSpot, Filed
from mingjing.kernel import citizen_id, usc_code
from mingjing.kernel.clock import local_date
from mingjing.registry.types import Actor

Opening = TypeVar("Opening", Filed, DecidedOnTheSpot)


def checked_clue(clue_id: str) -> Clue:
    """A clue that was checked and for which filing is proposed, locked.

    Law: APL-054, 行政处罚法 §54; CLU-5, 投诉举报办法 §3, §7: a complaint is no clue.
    Raises: UnknownClue, ClueNotChecked, CompetenceDisputed.
    """
    row = clue_row(clue_id, lock=True)
    if row.state != ClueState.CHECKED.value or not row.proposes_filing:
        raise ClueNotChecked(state=ClueState(row.state))
    demand_undisputed(clue_facts(row))
    return row


def settle_clue(row: Clue, *, actor: Actor, now: datetime, state: ClueState) -> None:
    """Note what became of a clue; a reporter who gave a name is to be told.

    Law: CLU-3, DL-50, 投诉举报办法 §31.
    """
    row.state = state.value
    row.decided_by, row.decided_on = actor.account_id, local_date(now)
    keep_clue(row, now)


def keep_clue(row: Clue, now: datetime) -> None:
    """Save a clue with the first day on which something of it is due."""
    row.due_on = first_due(clue_clocks(clue_facts(row), LawOn(now, row.region)))
    row.save()


def new_party(party: NewParty, now: datetime) -> Party:
    """Put a party on file; its number is checked by the standard of its kind.

    Raises: PartyIncomplete, and the kernel's refusals of wrong codes.
    """
    if not party.name.strip():
        raise PartyIncomplete
    born_on = party.born_on
    if party.kind is PartyKind.CITIZEN:
        born_on = citizen_id.parse(party.identity_no, today=local_date(now)).born_on
    else:
        usc_code.check(party.identity_no)
    return Party.objects.create(
        kind=party.kind.value,
        name=party.name.strip(),
        identity_no=party.identity_no,
        identity_key=identity_key(party.identity_no),
        born_on=born_on,
        capacity=party.capacity.value,
        representative=party.representative,
        address=party.address,
        phone=party.phone,
        e_consent_no=party.e_consent_no,
        subject_id=party.subject_id,
    )


def new_case(clue: Clue, filed: Filed, party: NewParty, *, actor: Actor, now: datetime) -> Desk:
    """The desk of a new case, its file still empty; its first step saves it.

    Raises: as `new_party`.
    """
    row = Case(
        number=next_number(clue.agency_id, "立案", local_date(now).year),
        agency_id=clue.agency_id,
        region=clue.region,
        field=filed.field,
        procedure=Procedure.ORDINARY.value,
        party=new_party(party, now),
        clue_id=clue.clue_id,
        subject_id=clue.subject_id or party.subject_id,
        power_item_code=filed.power_item_code,
        summary=filed.summary[:300],
        stage=Stage.INVESTIGATION.value,
        opened_on=local_date(now),
    )
    row.unlawful_act = _unlawful_act(filed, identity_key(party.identity_no))
    return _desk(row, actor, now)


def spot_case(decision: DecidedOnTheSpot, party: NewParty, *, actor: Actor, now: datetime) -> Desk:
    """The desk of a case that begins and is decided on the spot; its first step saves it.

    Raises: as `new_party`.
    """
    on = local_date(decision.decided_at)
    row = Case(
        number=next_number(actor.agency_id, "当场罚", on.year),
        agency_id=actor.agency_id,
        region=actor.region,
        field=decision.field,
        procedure=Procedure.SIMPLE.value,
        party=new_party(party, now),
        subject_id=party.subject_id,
        power_item_code=decision.power_item_code,
        summary=decision.summary[:300],
        stage=Stage.INVESTIGATION.value,
        opened_on=on,
    )
    row.unlawful_act = _unlawful_act(decision, identity_key(party.identity_no))
    return _desk(row, actor, now)


def with_field(opening: Opening, *, agency_id: str, region: str, on: date) -> Opening:
    """What opens a case, in the field of enforcement (执法领域) that the power list registers.

    Law: APL-017, 行政处罚法 §17.
    """
    if opening.field:
        return opening
    power = power_on(opening.power_item_code, on, agency_id=agency_id, region=region)
    return replace(opening, field=power.field if power else "")


def _desk(row: Case, actor: Actor, now: datetime) -> Desk:
    return Desk(row, file_of(row, steps=()), LawOn(now, row.region, row.field), actor, now)


def with_act(opening: Opening, act_id: str) -> Opening:
    """What opens a case, with the id of its unlawful act."""
    return replace(opening, act_id=act_id)


def _unlawful_act(opening: Filed | DecidedOnTheSpot, key: str) -> UnlawfulAct:
    if opening.act_id:
        known = UnlawfulAct.objects.filter(act_id=opening.act_id, identity_key=key).first()
        if known is not None:
            return known
    return UnlawfulAct.objects.create(
        identity_key=key,
        happened_from=opening.happened_from,
        happened_to=opening.happened_to,
        place_region=opening.place_region,
    )

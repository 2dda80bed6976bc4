# SPDX-License-Identifier: Apache-2.0
"""How recordings are kept (保管参数), from `data/evidence.yaml`."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from mingjing.evidence.types.redaction import PlanLimits
from mingjing.kernel.resources import load_yaml


@dataclass(frozen=True, slots=True)
class Keeping:
    """The numbers that the operator may choose (保管参数)."""

    silence: timedelta
    break_off: timedelta
    anchor: timedelta
    device: timedelta
    tickets: int
    ticket: timedelta
    clock_hours: int
    links_a_second: int
    pass_time: timedelta
    bytes_in_flight: int
    bytes_each: int
    media: frozenset[str]
    upload_bytes: int
    upload_days: int
    upload_pass: timedelta
    push_hours: int
    push_streams: int
    push_bytes_in_flight: int
    push_bytes_each: int
    note_characters: int
    share: timedelta
    share_view: timedelta
    share_tries: int
    share_tries_within: timedelta
    plan: PlanLimits
    hiding_lead: int
    film_silence: timedelta
    film_tries: int
    face_step: int
    follow_step: int
    follow_longest: int


@cache
def keeping() -> Keeping:
    """The numbers as packaged."""
    row = load_yaml("evidence.yaml")
    return Keeping(
        silence=timedelta(seconds=row["silence_seconds"]),
        break_off=timedelta(minutes=row["break_off_minutes"]),
        anchor=timedelta(seconds=row["anchor_seconds"]),
        device=timedelta(days=row["device_days"]),
        tickets=row["tickets"],
        ticket=timedelta(days=row["ticket_days"]),
        clock_hours=row["clock_hours"],
        links_a_second=row["links_a_second"],
        pass_time=timedelta(minutes=row["pass_minutes"]),
        bytes_in_flight=row["store_megabytes_in_flight"] * 1024 * 1024,
        bytes_each=row["store_megabytes_each"] * 1024 * 1024,
        media=frozenset(row["media"]),
        upload_bytes=row["upload_gigabytes"] * 1024**3,
        upload_days=row["upload_days"],
        upload_pass=timedelta(days=row["upload_pass_days"]),
        push_hours=row["push_hours"],
        push_streams=row["push_streams"],
        push_bytes_in_flight=row["push_megabytes_in_flight"] * 1024 * 1024,
        push_bytes_each=row["push_megabytes_each"] * 1024 * 1024,
        note_characters=row["note_characters"],
        share=timedelta(days=row["share_days"]),
        share_view=timedelta(minutes=row["share_view_minutes"]),
        share_tries=row["share_tries"],
        share_tries_within=timedelta(minutes=row["share_tries_minutes"]),
        plan=PlanLimits(row["redaction_masks"], row["redaction_keys"], row["redaction_stretches"]),
        hiding_lead=row["redaction_lead_milliseconds"],
        film_silence=timedelta(seconds=row["film_silence_seconds"]),
        film_tries=row["film_tries"],
        face_step=row["face_step_milliseconds"],
        follow_step=row["follow_step_milliseconds"],
        follow_longest=row["follow_seconds"] * 1000,
    )


def statements() -> tuple[dict[str, str], ...]:
    """What an officer says at the begin and at the end, as packaged."""
    return tuple(load_yaml("evidence.yaml")["statements"])

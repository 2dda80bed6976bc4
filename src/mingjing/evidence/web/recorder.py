# SPDX-License-Identifier: Apache-2.0
"""What a recorder and a player ask of the site, signed in (JSON): before they go to the door."""

import base64
import json
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET, require_POST

from mingjing.engines.languages import language
from mingjing.evidence import public
from mingjing.evidence.rules.codes import occasion_code
from mingjing.evidence.rules.header import MAX_BODY_BYTES
from mingjing.evidence.types import (
    DeviceInvalid,
    DeviceMissing,
    DeviceView,
    KeyAlgorithm,
    Occasion,
    TicketView,
)
from mingjing.registry.public import agency, now_of, signed_in
from mingjing.registry.types import Actor

_MOST_BYTES = 4096


def _milliseconds(instant: datetime) -> int:
    return int(instant.timestamp() * 1000)


@require_GET
def start(request: HttpRequest) -> JsonResponse:
    """What a recorder must know before it records; `?key=` names the recorder that asks."""
    actor, now = signed_in(request), now_of(request)
    server = public.door_key(Path(settings.MINGJING_HOME))
    device = _own_device(actor, request.GET.get("key", ""))
    answer = {
        "account": actor.account_id,
        "officer": actor.name,
        "doors": settings.MINGJING_DOORS_URL,
        "server_key": {"id": server.id, "spki": base64.b64encode(server.spki).decode()},
        "now": _milliseconds(now),
        "max_bytes": MAX_BODY_BYTES,
        "media": sorted(public.keeping().media),
        "device": {"key": device.key, "until": _milliseconds(device.until)} if device else None,
        "tickets": [_ticket(one) for one in _tickets(actor, now, device)],
        "occasions": [_occasion(one) for one in public.occasions(actor, now)],
        "statements": said(actor),
    }
    return JsonResponse(answer)


def _own_device(actor: Actor, key: str) -> DeviceView | None:
    """The recorder that asks, when it is registered for this officer and not withdrawn."""
    try:
        found = public.device(key) if key else None
    except DeviceMissing:
        return None
    if found is None or found.account_id != actor.account_id or found.revoked_at is not None:
        return None
    return found


def _tickets(actor: Actor, now: datetime, device: DeviceView | None) -> tuple[TicketView, ...]:
    """Tickets of the recorder; new ones are given when it holds fewer than it may."""
    if device is None or device.until <= now:
        return ()
    held = public.tickets_of(device.key, now)
    if len(held) >= public.keeping().tickets:
        return held
    return public.give_tickets(actor=actor, now=now, key=device.key)


def _ticket(one: TicketView) -> dict[str, object]:
    return {"nonce": one.nonce, "until": _milliseconds(one.until)}


def _occasion(one: Occasion) -> dict[str, object]:
    at = _milliseconds(one.at) if one.at else None
    code = occasion_code(one.kind, one.id)
    said = {"kind": one.kind, "id": one.id, "title": one.title, "place": one.place}
    return {**said, "at": at, "code": code}


def said(actor: Actor) -> list[dict[str, str]]:
    """What is said at the begin and the end, in the language of the page."""
    name = agency(actor.agency_id).label(language())
    return [
        {"label": one["label"], "text": one[language()].format(agency=name)}
        for one in public.statements()
    ]


@require_POST
def devices(request: HttpRequest) -> JsonResponse:
    """Registers the recorder that asks, for the officer who is signed in."""
    given = _given(request)
    made = public.register_device(
        actor=signed_in(request),
        now=now_of(request),
        device=public.NewDevice(
            algorithm=_algorithm(given.get("alg")),
            spki=_bytes(given, "spki"),
            name=str(given.get("name", "")),
            proof=_bytes(given, "proof"),
        ),
    )
    return JsonResponse({"key": made.key, "until": _milliseconds(made.until)}, status=201)


@require_POST
def let_in(request: HttpRequest, recording_id: str) -> JsonResponse:
    """A pass to watch one recording; `purpose` says what for."""
    now = now_of(request)
    text = public.issue_pass(
        actor=signed_in(request),
        now=now,
        recording_id=recording_id,
        purpose=str(_given(request).get("purpose", "")),
    )
    return JsonResponse(
        {
            "pass": text,
            "until": _milliseconds(now + public.keeping().pass_time),
            "lasts": int(public.keeping().pass_time.total_seconds()),
            "doors": settings.MINGJING_DOORS_URL,
            "recording": recording_id,
            "state": public.recording(recording_id, now).state.value,
        }
    )


def _given(request: HttpRequest) -> dict[str, Any]:  # JSON of a stranger: each field is checked
    if len(request.body) > _MOST_BYTES:
        raise DeviceInvalid(where="more than 4096 bytes")
    try:
        given = json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise DeviceInvalid(where="JSON") from error
    if not isinstance(given, dict):
        raise DeviceInvalid(where="JSON")
    return given


def _algorithm(text: object) -> KeyAlgorithm:
    if not isinstance(text, str) or text not in set(KeyAlgorithm):
        raise DeviceInvalid(where="alg")
    return KeyAlgorithm(text)


def _bytes(given: dict[str, Any], name: str) -> bytes:
    try:
        return base64.b64decode(str(given.get(name, "")), validate=True)
    except ValueError as error:
        raise DeviceInvalid(where=name) from error

# SPDX-License-Identifier: Apache-2.0
"""Recordings on a step's form and on the page of a case (现场录像入卷)."""

from collections.abc import Collection

from django import forms
from django.utils.translation import gettext as _

from mingjing.cases.models import Case
from mingjing.cases.queries.recordings import recordings_of
from mingjing.cases.types.files import RecordingRef
from mingjing.cases.types.steps import EvidenceAdded, Payload
from mingjing.cases.web.fields import Boxes
from mingjing.engines.languages import language
from mingjing.evidence.types import RecordingState, SceneRecording
from mingjing.kernel.clock import BEIJING


def offered_recordings(row: Case, kind: type[Payload]) -> tuple[SceneRecording, ...]:
    """Recordings of the case that can be evidence: those that are all there."""
    if kind is not EvidenceAdded:
        return ()
    return tuple(one for one in recordings_of(row) if one.state is RecordingState.COMPLETE)


def recordings_field(found: tuple[SceneRecording, ...]) -> forms.MultipleChoiceField:
    """Which of them are this evidence."""
    return forms.MultipleChoiceField(
        choices=[(one.recording_id, _choice(one)) for one in found], widget=Boxes, required=False
    )


def refs_to(found: tuple[SceneRecording, ...], chosen: Collection[str]) -> tuple[RecordingRef, ...]:
    """The chosen ones as a step names them."""
    return tuple(
        RecordingRef(one.recording_id, one.root, one.links)
        for one in found
        if one.recording_id in chosen
    )


def ref_line(ref: RecordingRef) -> str:
    """A recording that is evidence, in one line."""
    links = _("%(links)s links") % {"links": ref.links}
    return f"{ref.recording_id} · {links} · {_('root')} {ref.root}"


def _choice(one: SceneRecording) -> str:
    links = _("%(links)s links") % {"links": one.links}
    if not one.spans:
        return f"{links} · {one.root[:8]}"
    begin, end = (at.astimezone(BEIJING) for at in (one.spans[0].begin, one.spans[-1].end))
    shown = f"{begin:%Y-%m-%d %H:%M}–{end:%H:%M} · {one.mode.label(language())}"
    return f"{shown} · {links} · {one.root[:8]}"

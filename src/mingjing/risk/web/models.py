# SPDX-License-Identifier: Apache-2.0
"""The model card as a page (模型公示): open to anyone, no subject in it."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mingjing.engines.languages import language
from mingjing.kernel.paging import PageRequest
from mingjing.registry.public import account_name, attempt, now_of, signed_in
from mingjing.risk import public
from mingjing.risk.rules.dictionary import label
from mingjing.risk.types import Method, ModelCard, ModelStatus, ModelView
from mingjing.risk.web import charts
from mingjing.risk.web.shared import is_allowed

_VERSIONS = 20
_TONES = {ModelStatus.ACTIVE: "good", ModelStatus.DRAFT: "warn", ModelStatus.RETIRED: "muted"}


def active(request: HttpRequest) -> HttpResponse:
    """The model in use, or how to get one (使用中的模型)."""
    versions = public.models(PageRequest.parse(request.GET.get("page"), _VERSIONS))
    view = public.active_model()
    context: dict[str, object] = {"versions": versions, "tones": _TONES}
    if view is not None:
        context |= _card(request, public.model_card(view.model_id))
    return render(request, "risk/model.html", context)


def version(request: HttpRequest, model_id: str) -> HttpResponse:
    """Any model, also one that is not in use (模型版本)."""
    card = public.model_card(model_id)
    versions = public.models(PageRequest.parse(request.GET.get("page"), _VERSIONS))
    context = {"versions": versions, "tones": _TONES, "is_version": True, **_card(request, card)}
    return render(request, "risk/model.html", context)


@require_POST
def activate(request: HttpRequest, model_id: str) -> HttpResponse:
    """Put a model in use (启用)."""
    attempt(
        request,
        lambda: public.activate(actor=signed_in(request), now=now_of(request), model_id=model_id),
        _("The model is in use."),
    )
    return redirect("risk-version", model_id=model_id)


def _card(request: HttpRequest, card: ModelCard) -> dict[str, object]:
    view = card.view
    context: dict[str, object] = {
        "card": card,
        "model": view,
        "tone": _TONES[view.status],
        "facts": _facts(view),
        "params": sorted(
            (name, json.dumps(value, ensure_ascii=False)) for name, value in view.params.items()
        ),
        "latest": public.latest_run(),
        "may_activate": view.status != ModelStatus.ACTIVE and is_allowed(request, "risk.activate"),
        "may_read": is_allowed(request, "risk.read"),
    }
    if card.model is not None:
        context |= _evaluation(card)
    return context


def _facts(view: ModelView) -> list[tuple[str, object]]:
    cohort = ""
    if view.cohort_from and view.cohort_to:
        cohort = f"{view.cohort_from.isoformat()} – {view.cohort_to.isoformat()}"
    facts: list[tuple[str, object]] = [
        (_("Knows everything before"), view.as_of),
        (_("Visits learned from"), view.trained_rows),
        (_("First and last visit"), cohort),
        (_("Evaluated up to"), view.evaluated_on),
        (_("Features"), len(view.features)),
        (_("Trained at"), view.trained_at),
        (_("Trained by"), account_name(view.trained_by)),
        (_("In use since"), view.activated_at),
        (_("Out of use since"), view.retired_at),
    ]
    return [(name, value) for name, value in facts if value not in (None, "")]


def _tone(ours: float | None, best: float | None) -> str:
    """Good only where the model beats the best baseline."""
    if ours is None or best is None:
        return ""
    return "good" if ours > best else "bad"


def _evaluation(card: ModelCard) -> dict[str, object]:
    """Figures, charts and tables of a card that has an evaluation."""
    assert card.model is not None  # noqa: S101 - the caller looked
    spoken = language()
    rows = [card.model, *card.baselines]
    important = charts.feature_rows(card.features, spoken)
    rivals = [one.mean.days_earlier for one in card.baselines]
    best = max((days for days in rivals if days is not None), default=None)
    return {
        "figures": card.model.mean,
        "spread": card.model.sd,
        "windows": len(card.model.windows),
        "won": charts.windows_won(card, Method.POINTS),
        "best": best,
        "first_tone": _tone(card.model.mean.days_earlier, best),
        "methods": [(charts.name_of(row, spoken), row) for row in rows],
        "methods_chart": charts.methods_chart(rows, spoken),
        "windows_chart": charts.windows_chart(charts.leading(rows), spoken),
        "windows_rows": charts.windows_rows(rows),
        "reliability_chart": charts.reliability_chart(card.reliability),
        "areas_chart": charts.areas_chart(card.areas),
        "important": important,
        "features_chart": charts.features_chart(important),
        "all_features": [label(name, spoken) for name in card.view.features],
    }

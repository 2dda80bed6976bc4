# SPDX-License-Identifier: Apache-2.0
"""A page with every part of the design system, served in tests only: ROOT_URLCONF of its own."""

import math
from pathlib import Path

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from mingjing.kernel.paging import Page

_HERE = Path(__file__).parent


class GalleryForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="Name", help_text="As on the licence.")
    kind = forms.ChoiceField(label="Kind", choices=[("a", "Restaurant"), ("b", "Grocery")])
    on = forms.DateField(label="Day", widget=forms.DateInput(attrs={"type": "date"}))
    is_urgent = forms.BooleanField(label="Urgent", required=False)
    note = forms.CharField(label="Note", widget=forms.Textarea(attrs={"rows": 2}), required=False)


def _points(count: int) -> list[dict[str, object]]:
    """A spiral of pins around a middle: the same each time."""
    return [
        {
            "lat": 30.25 + 0.0015 * i * math.cos(i / 3) * (50 / count),
            "lon": 120.16 + 0.0019 * i * math.sin(i / 3) * (50 / count),
            "label": f"Premises {i}",
            "url": "/",
            "tone": f"risk-{1 + i % 5}",
        }
        for i in range(count)
    ]


def _context() -> dict[str, object]:
    months = [f"2014-{m:02d}" for m in range(1, 13)]
    ours = [7.1, 7.9, 8.2, 6.8, 9.1, 8.4, 7.7, 8.8, 9.4, 7.2, 8.1, 8.6]
    theirs = [5.1, 6.2, 6.0, 5.5, 7.0, 6.1, 5.9, 6.4, 7.1, 5.2, 6.3, 6.6]
    rates = [round(0.12 + 0.05 * i, 3) for i in range(8)]
    return {
        "form": GalleryForm(),
        "wrong": GalleryForm({"name": "", "kind": "z", "on": ""}, auto_id="wrong_%s"),
        "page": Page(tuple(range(50)), 2, 50, 27_600),
        "lines": {
            "xAxis": {"type": "category", "data": months},
            "yAxis": {"name": "days earlier"},
            "series": [
                {"type": "line", "name": "LightGBM", "data": ours},
                {"type": "line", "name": "hand-made points", "data": theirs},
            ],
        },
        "line_rows": [list(row) for row in zip(months, ours, theirs, strict=True)],
        "bars": {
            "xAxis": {"type": "value", "axisLabel": {"formatter": "@percent0"}},
            "yAxis": {"type": "category", "data": [f"Area {i}" for i in range(8)]},
            "tooltip": {"valueFormatter": "@percent"},
            "series": [{"type": "bar", "data": rates, "itemStyle": {"color": "@teal"}}],
        },
        "bar_rows": [[f"Area {i}", rate] for i, rate in enumerate(rates)],
        "few": {"points": _points(40), "outline": [[30.2, 120.1], [30.3, 120.1], [30.3, 120.22]]},
        "many": {"points": _points(1500)},
        "legend": [("risk-1", "low"), ("risk-3", "middle"), ("risk-5", "high")],
        "facts": [("Licence", "1234567"), ("Risk class", 1), ("Score", 0.8215), ("Owner", None)],
        "digest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    }


def gallery(request: HttpRequest) -> HttpResponse:
    template = engines["django"].from_string((_HERE / "gallery.html").read_text(encoding="utf-8"))
    return HttpResponse(template.render(_context(), request))


urlpatterns = [
    path("gallery", gallery, name="portal-about"),
    path("", include("mingjing.entry.urls")),
]

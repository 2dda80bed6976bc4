# SPDX-License-Identifier: Apache-2.0
"""Every provision that the example city cites leads to a page, and every link to one resolves."""

import re
from datetime import datetime
from pathlib import Path

import pytest
import yaml
from django.urls import reverse

from mingjing.entry.linjiang import load
from mingjing.kernel.resources import data_path
from mingjing.registry import public
from mingjing.registry.models import Benchmark, ListEntry
from mingjing.registry.types import ArticleRef
from tests.pages import PageClient

ROOT = Path(__file__).resolve().parents[2]
LINK = re.compile(r'href="(/registry/law/[^"?#]+)')

pytestmark = pytest.mark.django_db


@pytest.fixture
def city(home: Path, now: datetime) -> None:
    (home / "keys").mkdir()
    public.register_packaged_law(now)
    found = load.open_linjiang(ROOT / "examples" / "linjiang", now, home)
    load.load_people(found)
    load.load_lists(found)


def refs_of_texts(texts: list[str]) -> set[ArticleRef]:
    return {ref for text in texts for ref in public.refs_in(text)}


def cited() -> set[ArticleRef]:
    """What lists, benchmarks, violations and forms of cases cite."""
    texts = [part for row in ListEntry.objects.all() for part in re.split("[;；]", row.basis)]
    texts += [row["article"] for one in Benchmark.objects.all() for row in one.table["rows"]]
    violations = yaml.safe_load((ROOT / "examples/linjiang/violations.yaml").read_text("utf-8"))
    for one in violations["violations"]:
        texts += [one["forbids"], one["punishes"]]
    for form in ("cases.yaml", "inspection.yaml"):
        texts += re.findall(
            r"article: *[\"']?([^,}\"']+)", data_path("forms", form).read_text("utf-8")
        )
    return refs_of_texts([text.strip() for text in texts])


def page_of(ref: ArticleRef) -> str:
    if ref.number:
        return reverse("law-article", args=[ref.instrument_id, ref.number])
    return reverse("law-instrument", args=[ref.instrument_id])


def test_what_the_city_cites_has_a_page(city: None, page_client: PageClient) -> None:
    refs = cited()
    assert len(refs) > 40
    assert ArticleRef("food-safety-law", "125") in refs
    assert ArticleRef("city-appearance-regulation", "36") in refs
    missing = [ref.text for ref in refs if page_client.get(page_of(ref)).status_code != 200]
    assert not missing


def test_links_to_the_law_resolve(city: None, page_client: PageClient) -> None:
    starts = [
        reverse("law-instruments"),
        reverse("law-rules"),
        *(reverse("registry-list-item", args=["power", one.pk])
          for one in ListEntry.objects.filter(version__kind="power")[:30]),
        *(reverse("registry-benchmark", args=[one.benchmark_id])
          for one in Benchmark.objects.all()[:20]),
    ]  # fmt: skip
    links: set[str] = set()
    for start in starts:
        response = page_client.get(start)
        assert response.status_code == 200, start
        links.update(LINK.findall(response.content.decode()))
    articles = {one for one in links if one.count("/") == 5}
    assert any("food-safety-law/" in one for one in articles)
    broken = [one for one in sorted(links) if page_client.get(one).status_code != 200]
    assert not broken


def test_no_provision_of_the_city_is_shown_by_its_code(city: None, page_client: PageClient) -> None:
    for row in ListEntry.objects.filter(version__kind="power")[:5]:
        page_client.speak("en")
        page = page_client.get(reverse("registry-list-item", args=["power", row.pk]))
        words = re.sub(r"<[^>]+>", " ", page.content.decode())
        assert row.basis.split(";")[0] not in words

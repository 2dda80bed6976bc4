# SPDX-License-Identifier: Apache-2.0
"""Choosing provisions (选择条款): those of the power item first, any other by searching.

A provision that is typed or posted by hand is read as people write it. What cannot be read is
kept as it was typed: the gate of the step refuses it, with its rule and the way out.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingjing.cases.types.steps import ExecutionDecided, MeasureTaken, Payload
from mingjing.kernel.errors import Language
from mingjing.registry.public import (
    FoundProvision,
    benchmark_for,
    cite_provision,
    cite_written,
    find_provisions,
    power_items,
    read_provision,
    refs_in,
)
from mingjing.registry.types import ArticleRef, PowerKind, Provision

FIND = "_find"
"""A field's search box bears the field's name with this ending."""
_AT_MOST = 40
_CITED_MOST = 60
_SNIPPET = 60
Choices = list[tuple[str, str]]


class _Chosen:
    """What both widgets share: the typed words count, chosen provisions are always shown."""

    language: Language = "zh"
    choices: Any

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """Provisions that are ticked, and the one in the search box."""
        ticked = data.getlist(name) if hasattr(data, "getlist") else data.get(name) or []
        typed = str(data.get(f"{name}{FIND}") or "").strip()
        listed = [ticked] if isinstance(ticked, str) else list(ticked)
        return [*listed, typed] if typed else listed

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Unticked boxes are not sent."""
        return False

    def optgroups(self, name: str, value: Sequence[str], attrs: Any = None) -> Any:
        """The choices, and behind them what was chosen beyond them."""
        known = {code for code, _words in self.choices}
        beyond = [one for one in value if one and one not in known]
        more = [(one, cite_written(one, self.language)) for one in beyond]
        self.choices = [*self.choices, *more]
        return super().optgroups(name, value, attrs)  # type: ignore[misc]


class ProvisionBoxes(_Chosen, forms.CheckboxSelectMultiple):
    """Check boxes in a fieldset that bears the field's id, so that an error can lead there."""

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """The id of one box, or of the fieldset."""
        return super().id_for_label(id_, index) if index else id_


class ProvisionRadios(_Chosen, forms.RadioSelect):
    """One of several provisions."""

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """The id of one button, or of the fieldset."""
        return super().id_for_label(id_, index) if index else id_


class ProvisionsField(forms.MultipleChoiceField):
    """Provisions by their codes; the page shows their names (依据条款).

    :param is_single: exactly one is wanted.
    """

    is_provisions = True

    def __init__(self, choices: Choices, language: Language, *, is_single: bool = False) -> None:
        widget = (ProvisionRadios if is_single else ProvisionBoxes)()
        widget.language = language
        self.is_single = is_single
        super().__init__(choices=choices, widget=widget)

    def prepare_value(self, value: Any) -> list[str]:
        """Codes of what is chosen, to be ticked."""
        return codes_of(value)

    def to_python(self, value: Any) -> list[str]:
        """Codes of what is chosen, each once."""
        return codes_of(value)

    def valid_value(self, value: str) -> bool:
        """Any provision may be named; the gate of the step holds it to the register."""
        return True

    def validate(self, value: list[str]) -> None:
        """Something is chosen, and only one where one is wanted."""
        super().validate(value)
        if len(value) > _CITED_MOST:
            raise forms.ValidationError(
                _("Cite at most %(most)s provisions.") % {"most": _CITED_MOST}
            )
        if self.is_single and len(value) > 1:
            raise forms.ValidationError(_("Choose one provision."))


def codes_of(value: Any) -> list[str]:
    """Provisions as they are stored, from lines, a list or a tuple; the unreadable as typed.

    No more are read than may be cited, and one more, by which the field sees that there are more.
    """
    parts: Iterable[str] = [value] if isinstance(value, str) else value or ()
    lines = (line.strip() for part in parts for line in str(part).splitlines() if line.strip())
    return list(dict.fromkeys(_code(line) for line in islice(lines, _CITED_MOST + 1)))


def _code(text: str) -> str:
    found = read_provision(text)
    return found.text if found else text


def provisions_for(
    kind: type[Payload], item_code: str, on: date, *, place: tuple[str, str], language: Language
) -> Choices:
    """What a step can cite first: articles of its power item's basis, then of the benchmark.

    For a measure or an execution the articles of the agency's coercion items. Without an item,
    the articles of all penalty items.

    :param place: agency and region of the case.
    """
    agency_id, region = place
    is_coercion = kind in (MeasureTaken, ExecutionDecided)
    power = PowerKind.COERCION if is_coercion else PowerKind.PENALTY
    items = power_items(on, agency_id=agency_id, kind=power)
    own = [one for one in items if one.item_code == item_code]
    refs = [ref for one in (own if own and not is_coercion else items) for ref in one.basis]
    version = None if is_coercion or not item_code else benchmark_for(item_code, on, region)
    if version is not None:
        refs += [ref for row in version.table.rows for ref in refs_in(row.article)]
    return [_choice(ref, language) for ref in dict.fromkeys(refs)][:_AT_MOST]


def _choice(ref: ArticleRef, language: Language) -> tuple[str, str]:
    return Provision(ref).text, cite_provision(ref, language)


def searched(
    names: Iterable[str], data: Mapping[str, Any], on: date, language: Language
) -> dict[str, tuple[str, Choices]]:
    """By field: the words of its search box, and the provisions that they find."""
    words = {name: str(data.get(f"{name}{FIND}") or "").strip() for name in names}
    return {
        name: (said, [_shown(one, language) for one in find_provisions(said, on)])
        for name, said in words.items()
        if said
    }


def _shown(one: FoundProvision, language: Language) -> tuple[str, str]:
    name = cite_provision(one.provision, language)
    text = " ".join(one.text.split())
    if len(text) > _SNIPPET:
        text = f"{text[:_SNIPPET]}…"
    return one.provision.text, f"{name} {text}".strip()

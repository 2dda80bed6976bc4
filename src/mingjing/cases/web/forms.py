# SPDX-License-Identifier: Apache-2.0
"""Forms of steps (步骤表单): they read what a step says; the gates decide."""

import re
from collections.abc import Sequence
from dataclasses import MISSING, fields
from decimal import Decimal
from typing import Any, get_args, get_origin, get_type_hints

from django import forms
from django.utils.translation import gettext as _

from mingjing.cases.types.codes import (
    DeviationReason,
    LenientFactor,
    ListedLeniency,
    NoPenaltyGround,
    Outcome,
)
from mingjing.cases.types.files import EvidenceFile
from mingjing.cases.types.steps import (
    Fact,
    Item,
    LeniencyCheck,
    Payload,
    Penalty,
    Proposal,
    Remedies,
)
from mingjing.cases.types.views import FactorWords, ListedWords
from mingjing.cases.web.fields import (
    YES,
    Boxes,
    Offered,
    choices_of,
    field_for,
    kind_of,
    simple_fields,
)
from mingjing.cases.web.recordings import recordings_field, refs_to
from mingjing.cases.web.uploads import SHOWN, UPLOADS, ManyFiles, chosen_from
from mingjing.cases.words import FieldWords, field_words, words_for
from mingjing.kernel.errors import Language
from mingjing.registry.types import PenaltyKind

_FEN = 100
_PARTED = re.compile(r"[\n、，,；;]").split
"""Names as people write them: one per line, or with the commas of either language."""
_MONEY = (PenaltyKind.FINE, PenaltyKind.CONFISCATE_GAINS, PenaltyKind.CONFISCATE_GOODS)


class StepForm(forms.Form):
    """The form of one step; `payload()` is what it says."""

    def __init__(
        self,
        kind: type[Payload],
        *args: Any,
        offered: Offered,
        language: Language,
        factors: Sequence[FactorWords] = (),
        listed: Sequence[ListedWords] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.language = kind, language
        self.factors, self.listed = factors, listed
        self._uploads = offered.uploads
        self._recordings = offered.recordings
        for one in simple_fields(kind):
            if words_for(kind, one.name).kind == "files":
                self._add_files(words_for(kind, one.name))
                continue
            if words_for(kind, one.name).kind == "recordings":
                self._add_recordings(words_for(kind, one.name))
                continue
            made = field_for(kind, one, offered=offered, language=language)
            self.fields[one.name] = made
        names = {one.name for one in fields(kind)}
        if "proposal" in names:
            self._add_proposal()
        if "remedies" in names:
            self._add_remedies()

    def _word(self, name: str) -> str:
        return field_words()[name].label(self.language)

    def _add_files(self, words: FieldWords) -> None:
        label, text = words.label(self.language), words.help(self.language)
        if self._uploads:
            self.fields[UPLOADS] = chosen_from(self._uploads)
            self.fields[UPLOADS].label = _("Files uploaded already")
            self.fields[SHOWN] = forms.CharField(
                widget=forms.HiddenInput,
                required=False,
                initial=" ".join(one.upload_id for one in self._uploads),
            )
        self.fields[words.name] = forms.FileField(
            label=label, help_text=text, widget=ManyFiles(), required=False
        )

    def _add_recordings(self, words: FieldWords) -> None:
        """Asked only where there is one: most evidence is no recording."""
        if self._recordings:
            self.fields[words.name] = recordings_field(self._recordings)
            self.fields[words.name].label = words.label(self.language)
            self.fields[words.name].help_text = words.help(self.language)

    def _add_proposal(self) -> None:
        blank = [("", "—")]
        self.fields["outcome"] = forms.ChoiceField(
            label=self._word("outcome"), choices=choices_of(Outcome, self.language)
        )
        kinds = [one for one in PenaltyKind if one not in _MONEY]
        self.fields["penalties"] = forms.MultipleChoiceField(
            label=_("Penalties other than money"),
            choices=[(one.value, one.label(self.language)) for one in kinds],
            widget=Boxes,
            required=False,
        )
        for one in _MONEY:
            self.fields[f"money_{one.value}"] = forms.DecimalField(
                label=_("%(kind)s (yuan)") % {"kind": one.label(self.language)},
                min_value=0,
                max_digits=14,
                decimal_places=2,
                required=False,
            )
        self.fields["no_penalty"] = forms.ChoiceField(
            label=self._word("no_penalty"),
            choices=blank + choices_of(NoPenaltyGround, self.language),
            required=False,
        )
        self.fields["lenient"] = forms.MultipleChoiceField(
            label=self._word("lenient"),
            choices=choices_of(LenientFactor, self.language),
            widget=Boxes,
            required=False,
        )
        self._add_listed()
        for factor in self.factors:
            self.fields[f"fact_{factor.name}"] = _fact_field(factor)
        self.fields["deviation"] = forms.ChoiceField(
            label=self._word("deviation"),
            choices=blank + choices_of(DeviationReason, self.language),
            required=False,
        )
        self.fields["deviation_text"] = forms.CharField(
            label=self._word("deviation_text"),
            widget=forms.Textarea(attrs={"rows": 3}),
            required=False,
        )

    def _add_listed(self) -> None:
        """Each item of the leniency list in force, with its conditions and room for a reason."""
        for one in self.listed:
            self.fields[f"listed_{one.code}"] = forms.ChoiceField(
                label=_("Leniency list: %(item)s") % {"item": one.label},
                help_text=_("Conditions: %(conditions)s") % {"conditions": one.conditions},
                choices=[("", "—"), *choices_of(ListedLeniency, self.language)],
                required=False,
            )
            self.fields[f"listed_reason_{one.code}"] = forms.CharField(
                label=_("Why not met, or why not applied: %(code)s") % {"code": one.code},
                widget=forms.Textarea(attrs={"rows": 2}),
                required=False,
            )

    def _add_remedies(self) -> None:
        for name in ("reconsideration_to", "suit_to"):
            self.fields[name] = forms.CharField(label=self._word(name), max_length=200)
        self.fields["is_reconsideration_first"] = forms.BooleanField(
            label=self._word("is_reconsideration_first"), required=False
        )

    def payload(self) -> Payload:
        """What the step says. Only for a valid form."""
        hints = get_type_hints(self.kind)
        values: dict[str, Any] = {}
        for one in fields(self.kind):
            word = words_for(self.kind, one.name).kind
            if word == "proposal":
                values[one.name] = self._proposal()
            elif word == "remedies":
                values[one.name] = self._remedies()
            elif word == "files":
                values[one.name] = self._files()
            elif word == "recordings":
                chosen = self.cleaned_data.get(one.name, ())
                values[one.name] = refs_to(self._recordings, chosen)
            else:
                value = self.cleaned_data.get(one.name)
                if value in (None, "") and one.default is not MISSING:
                    continue
                values[one.name] = _converted(word, kind_of(hints[one.name]), value)
        return self.kind(**values)

    def _proposal(self) -> Proposal:
        data = self.cleaned_data
        kinds = [PenaltyKind(value) for value in data["penalties"]]
        money = [(one, data.get(f"money_{one.value}")) for one in _MONEY]
        return Proposal(
            outcome=Outcome(data["outcome"]),
            penalties=(
                *(Penalty(one) for one in kinds),
                *(Penalty(one, _fen(value)) for one, value in money if value),
            ),
            no_penalty=NoPenaltyGround(data["no_penalty"]) if data["no_penalty"] else None,
            lenient=tuple(LenientFactor(value) for value in data["lenient"]),
            facts=tuple(
                Fact(name, data[f"fact_{name}"])
                for name in (one.name for one in self.factors)
                if data.get(f"fact_{name}")
            ),
            deviation=data["deviation"],
            deviation_text=data["deviation_text"],
            listed=tuple(
                LeniencyCheck(
                    code, ListedLeniency(data[f"listed_{code}"]), data[f"listed_reason_{code}"]
                )
                for code in (one.code for one in self.listed)
                if data.get(f"listed_{code}")
            ),
        )

    def _files(self) -> tuple[EvidenceFile, ...]:
        chosen = self.cleaned_data.get(UPLOADS, ())
        return tuple(one.file for one in self._uploads if one.upload_id in chosen)

    def _remedies(self) -> Remedies:
        data = self.cleaned_data
        return Remedies(
            data["reconsideration_to"], data["suit_to"], data["is_reconsideration_first"]
        )


def _fact_field(one: FactorWords) -> forms.Field:
    """What a factor is: one of its choices, or typed."""
    if one.choices:
        return forms.ChoiceField(label=one.label, choices=[("", "—"), *one.choices], required=False)
    return forms.CharField(label=one.label, required=False, max_length=200)


def _converted(word: str, hint: Any, value: Any) -> Any:
    """A cleaned value as the dataclass wants it."""
    if word == "yuan":
        return _fen(value or Decimal(0))
    if word == "yes_no":
        return value == YES
    if word == "instalments":
        return tuple(value or ())
    if word == "items":
        return tuple(_item(line) for line in _lines(value))
    if word == "provisions":
        return tuple(value or ()) if get_origin(hint) is tuple else "".join(value or ())
    if word == "names":
        return tuple(dict.fromkeys(one.strip() for one in _PARTED(str(value or "")) if one.strip()))
    if word == "lines":
        return tuple(_lines(value)) if get_origin(hint) is tuple else str(value or "")
    if get_origin(hint) is tuple:
        inner = get_args(hint)[0]
        return tuple(inner(one) for one in value or ())
    return hint(value) if isinstance(value, str) and hint is not str else value


def _lines(value: str | None) -> list[str]:
    return [line.strip() for line in (value or "").splitlines() if line.strip()]


def _item(line: str) -> Item:
    parts = [part.strip() for part in line.split("|")]
    name, quantity, mark = (*parts, "", "", "")[:3]
    return Item(name, quantity, mark or name)


def _fen(yuan: Decimal) -> int:
    return int((yuan * _FEN).to_integral_value())

# SPDX-License-Identifier: Apache-2.0
"""Train a model (训练模型): the long work; `record_model` is the short act at its end."""

import json
from dataclasses import asdict
from datetime import date, datetime

from mingjing.kernel.clock import local_date
from mingjing.kernel.progress import Progress, part, silent
from mingjing.registry.public import demand
from mingjing.registry.types import Actor
from mingjing.risk.acts.record_model import Trained, record_model
from mingjing.risk.models import new_model_id
from mingjing.risk.queries import lake
from mingjing.risk.queries.models import model_view, trained_before
from mingjing.risk.rules.setting import Setting
from mingjing.risk.types import DayNotCome, ModelView, NothingToLearn

_USUAL = Setting()


def train(
    *,
    actor: Actor,
    now: datetime,
    as_of: date,
    setting: Setting = _USUAL,
    progress: Progress = silent,
) -> ModelView:
    """Train and evaluate a model on everything known before a day; it starts as a draft.

    `setting` says which licences count and whose areas are compared. The same records, subjects,
    day and setting are recognised: the answer is the model there is, and nothing is repeated.
    Ledger: `risk.model_trained`.
    Raises: NotPermitted, DayNotCome, NothingToLearn.
    """
    demand(actor, "risk.train")
    demand_come(as_of, now)
    input_digest = _input_digest(as_of, setting)
    if input_digest is None:
        raise NothingToLearn(as_of=as_of.isoformat())
    earlier = trained_before(as_of, input_digest)
    if earlier is not None:
        progress("nothing new", 1.0)
        return model_view(earlier, is_repeat=True)
    # Imported late: the learning libraries load for seconds, and only training needs them.
    from mingjing.risk.learning.fit import fit

    with lake.workplace() as engine:
        fitted = fit(
            engine,
            as_of=as_of,
            areas=setting.areas,
            setting=setting,
            progress=part(progress, 0.0, 0.98),
        )
    model_id = new_model_id()
    trained = Trained(model_id, as_of, input_digest, fitted, fitted.to_bytes())
    with lake.stored({lake.model_key(model_id): trained.content}):
        row = record_model(actor=actor, now=now, trained=trained)
    progress("written", 1.0)
    return model_view(row)


def trained_already(as_of: date, setting: Setting = _USUAL) -> ModelView | None:
    """The model that `train` would answer without training."""
    input_digest = _input_digest(as_of, setting)
    earlier = trained_before(as_of, input_digest) if input_digest else None
    return model_view(earlier, is_repeat=True) if earlier else None


def _input_digest(as_of: date, setting: Setting) -> str | None:
    from mingjing.risk.learning.features import steps_digest
    from mingjing.risk.learning.members import recipe_digest

    told = json.dumps(asdict(setting), sort_keys=True, default=_plain)
    return lake.input_digest(
        as_of=as_of.isoformat(), setting=told, steps=steps_digest(), recipe=recipe_digest()
    )


def _plain(value: object) -> object:
    """A set in a stable order, a day as text."""
    return sorted(value) if isinstance(value, frozenset) else str(value)


def demand_come(as_of: date, now: datetime) -> None:
    """Goes on only when the day is here.

    Raises: DayNotCome.
    """
    if as_of > local_date(now):
        raise DayNotCome(as_of=as_of.isoformat())

# SPDX-License-Identifier: Apache-2.0
"""Words of the room: actions, codes, views, refusals."""

from mingjing.registry.types import Action
from mingjing.risk.types.card import (
    AreaRow,
    FeatureRow,
    Figures,
    Method,
    MethodRow,
    ModelCard,
    ReliabilityBin,
    WindowRow,
)
from mingjing.risk.types.refusals import (
    DayNotCome,
    EvaluationOutdated,
    EvaluationSettingWrong,
    ModelDamaged,
    ModelMissing,
    ModelNotEvaluated,
    NoActiveModel,
    NoScores,
    NothingToLearn,
    NothingToScore,
    ScoreMissing,
    ScoreRunMissing,
    ScoresDamaged,
    ScoresExist,
)
from mingjing.risk.types.views import (
    Facets,
    ModelStatus,
    ModelView,
    ReasonView,
    ScoreFilter,
    ScoreRunView,
    ScoreView,
)

ACTIONS = (
    Action("risk.train", "训练风险模型", "Train a risk model"),
    Action("risk.activate", "启用风险模型", "Activate a risk model"),
    Action("risk.score", "计算风险评分", "Score subjects"),
    Action("risk.read", "查看风险评分", "Read risk scores"),
)

__all__ = [
    "ACTIONS",
    "AreaRow",
    "DayNotCome",
    "EvaluationOutdated",
    "EvaluationSettingWrong",
    "Facets",
    "FeatureRow",
    "Figures",
    "Method",
    "MethodRow",
    "ModelCard",
    "ModelDamaged",
    "ModelMissing",
    "ModelNotEvaluated",
    "ModelStatus",
    "ModelView",
    "NoActiveModel",
    "NoScores",
    "NothingToLearn",
    "NothingToScore",
    "ReasonView",
    "ReliabilityBin",
    "ScoreFilter",
    "ScoreMissing",
    "ScoreRunMissing",
    "ScoreRunView",
    "ScoreView",
    "ScoresDamaged",
    "ScoresExist",
    "WindowRow",
]

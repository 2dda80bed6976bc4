# SPDX-License-Identifier: Apache-2.0
"""What the room refuses."""

from mingjing.kernel.errors import Conflict, Corrupt, Invalid, Missing, Refused


class ModelMissing(Missing):
    """No such model (模型不存在)."""

    code = "risk.model_missing"
    zh = "没有风险模型“{model_id}”。"
    en = "There is no risk model {model_id}."
    remedy_zh = "用 mingjing risk show 查看已有的模型。"
    remedy_en = "See which there are: mingjing risk show."


class NoActiveModel(Refused):
    """Scoring needs an active model (没有使用中的模型)."""

    code = "risk.no_active_model"
    zh = "没有使用中的风险模型。"
    en = "No risk model is active."
    remedy_zh = "先训练（mingjing risk train），看过评估后启用（mingjing risk activate）。"
    remedy_en = "Train one (mingjing risk train), read its evaluation, then activate it."


class ModelNotEvaluated(Refused):
    """A model without a dated evaluation is not activated (模型未经评估)."""

    code = "risk.model_not_evaluated"
    zh = "模型“{model_id}”没有注明日期的评估，不得启用。"
    en = "Model {model_id} has no dated evaluation, so it cannot be activated."
    remedy_zh = (
        "历史检查须够划分滚动窗口：每期至少100次日常检查、10次严重问题，之前另有三期。"
        "请接入更多数据，或在 [evaluation] 中加大 cohort_days，再重新训练。"
    )
    remedy_en = (
        "The past visits must fill rolling windows: 100 routine visits and 10 hits in each, three "
        "cohorts before them. Take in more, or make cohort_days in [evaluation] longer, and train "
        "again."
    )


class EvaluationOutdated(Refused):
    """The evaluation is older than the model (评估早于模型)."""

    code = "risk.evaluation_outdated"
    zh = "模型“{model_id}”截至{as_of}，其评估只到{evaluated_on}，不得启用。"
    en = (
        "Model {model_id} knows everything before {as_of}, but its evaluation ends on "
        "{evaluated_on}, so it cannot be activated."
    )
    remedy_zh = "重新训练，训练时会一并评估。"
    remedy_en = "Train again: the evaluation is made with the training."


class ModelDamaged(Corrupt):
    """The model file is not the one that was recorded (模型文件损坏)."""

    code = "risk.model_damaged"
    zh = "模型“{model_id}”的文件与账本登记的摘要不符。"
    en = "The file of model {model_id} does not have the digest that was recorded."
    remedy_zh = "从备份恢复“{key}”，或启用另一个模型。"
    remedy_en = "Restore {key} from a backup, or activate another model."


class NothingToLearn(Refused):
    """There are no visits to learn from (没有可学习的检查)."""

    code = "risk.nothing_to_learn"
    zh = "{as_of}以前可供学习的日常检查（canvass）太少。"
    en = "There are too few routine visits (canvass) before {as_of} to learn from."
    remedy_zh = (
        "需要至少50次有结果的日常检查，其中有、无严重问题的各不少于10次。先接入检查记录并归并监管对象："
        "mingjing catalog connect，mingjing subjects resolve。"
    )
    remedy_en = (
        "It takes 50 routine visits with an outcome, at least 10 with and 10 without a critical "
        "finding. Take in visits and resolve subjects first: mingjing catalog connect, "
        "mingjing subjects resolve."
    )


class NothingToScore(Refused):
    """No subject is known on that day (没有可评分的对象)."""

    code = "risk.nothing_to_score"
    zh = "{as_of}以前没有已归并的监管对象可评分。"
    en = "No subject is known before {as_of}, so there is nothing to score."
    remedy_zh = "先接入数据并运行 mingjing subjects resolve，或另选日期。"
    remedy_en = "Take in data and run mingjing subjects resolve, or choose another day."


class DayNotCome(Invalid):
    """Scores and models are made of what is known, not of days to come (日期尚未到来)."""

    code = "risk.day_not_come"
    zh = "{as_of}尚未到来，无法确定届时已知的情况。"
    en = "{as_of} has not come yet: what will be known by then is not known."
    remedy_zh = "请用今天或以前的日期。"
    remedy_en = "Use today or an earlier day."


class NoScores(Missing):
    """No scores are in force on that day (该日没有评分)."""

    code = "risk.no_scores"
    zh = "{as_of}没有有效的风险评分。"
    en = "No risk scores are in force on {as_of}."
    remedy_zh = "运行 mingjing risk score --as-of {as_of}。"
    remedy_en = "Run mingjing risk score --as-of {as_of}."


class ScoreRunMissing(Missing):
    """No such scoring (评分批次不存在)."""

    code = "risk.score_run_missing"
    zh = "没有评分批次“{run_id}”。"
    en = "There is no scoring {run_id}."
    remedy_zh = "用 mingjing risk show 查看最近的评分。"
    remedy_en = "See the newest one: mingjing risk show."


class ScoreMissing(Missing):
    """The subject has no stored score (对象没有评分)."""

    code = "risk.score_missing"
    zh = "监管对象“{subject_id}”没有风险评分。"
    en = "Subject {subject_id} has no risk score."
    remedy_zh = "新对象在下一次评分（mingjing risk score）时取得评分。"
    remedy_en = "A new subject gets one at the next scoring: mingjing risk score."


class ScoresExist(Conflict):
    """The same scoring was written by somebody else meanwhile (评分已存在)."""

    code = "risk.scores_exist"
    zh = "计算期间，同一模型、同一日期、同一数据的评分已由批次“{run_id}”写入。"
    en = "Meanwhile scoring {run_id} wrote the same model, day and data."
    remedy_zh = "直接使用该批次。"
    remedy_en = "Use that one."


class ScoresDamaged(Corrupt):
    """Stored scores are not those that were recorded (评分被改动)."""

    code = "risk.scores_damaged"
    zh = "批次“{run_id}”的评分与账本登记的摘要不符：{where}。"
    en = "The scores of {run_id} do not have the digest that was recorded: {where}."
    remedy_zh = "停止使用该批次，从备份恢复后重新核对（mingjing risk check）。"
    remedy_en = "Stop using them, restore from a backup and check again: mingjing risk check."


class EvaluationSettingWrong(Invalid):
    """The section `[evaluation]` of an example folder says something impossible (评估设定有误)."""

    code = "risk.evaluation_setting_wrong"
    zh = "example.toml 的 [evaluation] 中，“{key}”有误，应为：{wanted}。"
    en = "In [evaluation] of example.toml, {key} is wrong; wanted: {wanted}."
    remedy_zh = "请按 docs/risk/method.md 更正该键。"
    remedy_en = "Correct the key as docs/risk/method.md describes it."

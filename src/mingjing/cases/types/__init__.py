# SPDX-License-Identifier: Apache-2.0
"""Words of the cases room. Plain Python."""

from mingjing.registry.types import Action

ACTIONS = (
    Action("cases.take_clue", "登记案件线索", "Take a clue on record"),
    Action("cases.check_clue", "核查案件线索", "Check a clue"),
    Action("cases.handle_complaint", "办理投诉", "Handle complaints"),
    Action("cases.file", "审批立案", "Decide on filing"),
    Action("cases.investigate", "调查取证", "Investigate"),
    Action("cases.approve", "审批办案事项", "Approve measures and extensions"),
    Action("cases.review", "法制审核", "Review in law"),
    Action("cases.hear", "主持听证", "Host a hearing"),
    Action("cases.decide", "作出决定", "Decide"),
    Action("cases.serve", "送达与收缴登记", "Serve and take payments"),
    Action("cases.execute", "强制执行", "Execute"),
    Action("cases.issue", "制作文书和签名", "Make documents and take signatures"),
    Action("cases.archive", "结案归档", "Close and archive"),
    Action("cases.party", "当事人行使权利", "Exercise the rights of a party"),
    Action("cases.sweep", "期限届满自动处理", "Carry out the effect of a term"),
    Action("cases.supervise", "监督行政执法", "Supervise enforcement"),
    Action("cases.publish_statistics", "公布年度执法统计", "Publish yearly statistics"),
    Action("cases.replay_benchmark", "回放裁量基准", "Replay a benchmark over past cases"),
    Action("cases.read", "查看案件", "Read cases"),
)

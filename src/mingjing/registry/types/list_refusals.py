# SPDX-License-Identifier: Apache-2.0
"""What is wrong with the file or the making of a list, and what to do next."""

from mingjing.kernel.errors import Conflict, Invalid, Missing, Refused


class ListFileUnreadable(Invalid):
    """The file is no list (清单文件无法读取)."""

    code = "registry.list_file_unreadable"
    zh = "文件无法读取：{zh_reason}。"
    en = "The file cannot be read: {en_reason}."
    remedy_zh = "请上传 UTF-8 或 GB18030 编码的 CSV，或者本系统导出的 JSON。"
    remedy_en = "Hand in CSV in UTF-8 or GB18030, or JSON as this system exports it."


class ListColumnMissing(Invalid):
    """A column that must be there is not (缺少列)."""

    code = "registry.list_column_missing"
    zh = "缺少列“{column}”。"
    en = "The column “{column}” is missing."
    remedy_zh = "请按清单列定义补齐表头。"
    remedy_en = "Add it to the heading; the reference page of lists names all columns."


class ListColumnUnknown(Invalid):
    """A column that this kind of list does not have (多余的列)."""

    code = "registry.list_column_unknown"
    zh = "没有名为“{column}”的列。"
    en = "There is no column “{column}” in this kind of list."
    remedy_zh = "请删除该列，或者改用清单列定义中的名称。"
    remedy_en = "Delete it, or use a name of the reference page of lists."


class ListCellEmpty(Invalid):
    """A cell that must be filled is empty (必填项为空)."""

    code = "registry.list_cell_empty"
    zh = "第 {row} 行“{column}”不能为空。"
    en = "Row {row}: “{column}” must be filled."
    remedy_zh, remedy_en = "请填写。", "Fill it in."


class ListCellUnreadable(Invalid):
    """A cell that does not hold what its column wants (单元格内容有误)."""

    code = "registry.list_cell_unreadable"
    zh = "第 {row} 行“{column}”的“{found}”有误，应为{zh_expected}。"
    en = "Row {row}: “{found}” in “{column}” is wrong; it should be {en_expected}."
    remedy_zh, remedy_en = "请更正该单元格。", "Correct the cell."


class ListCellTooLong(Invalid):
    """A cell that is longer than its column allows (内容过长)."""

    code = "registry.list_cell_too_long"
    zh = "第 {row} 行“{column}”有 {length} 个字符，最多 {longest} 个。"
    en = "Row {row}: “{column}” has {length} characters, {longest} are allowed."
    remedy_zh, remedy_en = "请缩短。", "Shorten it."


class ListCellFormula(Invalid):
    """A cell that a spreadsheet would run as a formula (单元格为公式)."""

    code = "registry.list_cell_formula"
    zh = "第 {row} 行“{column}”以 =、+、-、@ 开头，或者含有控制字符。"
    en = "Row {row}: “{column}” opens with =, +, - or @, or holds a control character."
    remedy_zh = "表格软件可能把它当作公式；请改写。"
    remedy_en = "Spreadsheets may run it as a formula; write it another way."


class ListItemTwice(Invalid):
    """The same item stands twice (条目重复)."""

    code = "registry.list_item_twice"
    zh = "第 {row} 行与第 {first} 行是同一条目：{item_code}。"
    en = "Row {row} is the same item as row {first}: {item_code}."
    remedy_zh = "同一机关、同一区域内的编码不得重复。"
    remedy_en = "Give each item of an agency and region a code of its own."


class ListValidityInverted(Invalid):
    """The item ends before it begins (有效期倒置)."""

    code = "registry.list_validity_inverted"
    zh = "第 {row} 行的失效日期早于生效日期。"
    en = "Row {row}: the item ends before it begins."
    remedy_zh, remedy_en = "请更正起止日期。", "Correct the dates."


class ListAgencyUnknown(Invalid):
    """The item names an agency that is not registered (机关未登记)."""

    code = "registry.list_agency_unknown"
    zh = "第 {row} 行的机关“{found}”没有登记。"
    en = "Row {row}: the agency “{found}” is not on the register."
    remedy_zh = "请填写已登记机关的标识、统一社会信用代码或者全称。"
    remedy_en = "Give the id, the credit code or the full name of a registered agency."


class ListEmpty(Invalid):
    """A list without items (清单为空)."""

    code = "registry.list_empty"
    zh, en = "清单没有任何条目。", "The list has no items."
    remedy_zh, remedy_en = "请至少填写一个条目。", "Give it at least one item."


class ListTooLong(Invalid):
    """More items than one list may have (条目过多)."""

    code = "registry.list_too_long"
    zh = "清单有 {count} 个条目，最多 {longest} 个。"
    en = "The list has {count} items, {longest} are allowed."
    remedy_zh = "请按机关分成几个清单。"
    remedy_en = "Split it into one list for each agency."


class ListInvalid(Invalid):
    """Items that are not what their columns want; nothing was kept (清单条目有误)."""

    code = "registry.list_invalid"
    zh = "清单有 {count} 处错误，未保存。第一处：{zh_first}"
    en = "The list has {count} mistakes and was not kept. The first: {en_first}"
    remedy_zh = "请逐一更正后重新提交。"
    remedy_en = "Correct them and hand it in again."


class ListProblemsLeft(Refused):
    """The list holds what the law does not allow (清单存在法律问题)."""

    code = "registry.list_problems_left"
    zh = "清单有 {count} 处不合法，不得继续。第一处：{zh_first}"
    en = "The list has {count} legal problems and cannot go on. The first: {en_first}"
    article = "行政处罚法 §5"
    rule = "APL-005"
    remedy_zh = "请更正草案中标出的问题后重新送审。"
    remedy_en = "Correct what the draft's page marks, then submit it again."


class ListElsewhere(Refused):
    """Inspection items are published one by one, not as a list (检查事项单独公布)."""

    code = "registry.list_elsewhere"
    zh, en = "检查事项单独公布，不以清单版本公布。", "Inspection items are published one by one."
    article = "国办发〔2024〕54号"
    remedy_zh = "请使用“公布检查事项”。"
    remedy_en = "Publish the item itself."


class ListUnknown(Missing):
    """No such version of a list (清单版本不存在)."""

    code = "registry.list_unknown"
    zh = "没有清单版本“{list_version_id}”。"
    en = "There is no version “{list_version_id}” of a list."
    remedy_zh, remedy_en = "请核对编号。", "Check the id."


class ListKindUnknown(Missing):
    """No such kind of list (没有这类清单)."""

    code = "registry.list_kind_unknown"
    zh = "没有“{kind}”这类清单。"
    en = "There is no kind of list “{kind}”."
    remedy_zh, remedy_en = "请从清单目录中选择。", "Choose one from the page of lists."


class ListItemUnknown(Missing):
    """No such item on a published list (条目不存在)."""

    code = "registry.list_item_unknown"
    zh = "已公布的清单中没有条目 {entry_id}。"
    en = "No published list holds the item {entry_id}."
    remedy_zh, remedy_en = "请从清单页面打开条目。", "Open the item from the page of its list."


class ListStateWrong(Conflict):
    """The version is not in the state that the step starts from (清单状态不符)."""

    code = "registry.list_state_wrong"
    zh = "该版本当前为“{zh_state}”，这一步只能对“{zh_wanted}”的版本进行。"
    en = "The version is “{en_state}”; this step needs one that is “{en_wanted}”."
    remedy_zh = "请刷新页面，查看他人已经完成的步骤。"
    remedy_en = "Reload the page and see what others have done."


class ListSamePerson(Refused):
    """Drafting, review and publication are done by three people (拟定、审核、公布人员分离)."""

    code = "registry.list_same_person"
    zh = "您已经{zh_step}过这一版本，不得再由您办理本步骤。"
    en = "You have already {en_step} this version; somebody else must take this step."
    remedy_zh = "请由另一名有权人员办理。"
    remedy_en = "Hand it to somebody else who has the permission."


class ListRetroactive(Refused):
    """A list cannot bind before it is published (清单不得溯及公布之前)."""

    code = "registry.list_retroactive"
    zh = "清单于 {published_on} 公布，生效日期 {valid_from} 不得早于公布日期。"
    en = "The list is published on {published_on}; it cannot be in force from {valid_from}."
    article = "行政处罚法 §5"
    rule = "APL-005"
    remedy_zh = "请退回草案，改写生效日期。"
    remedy_en = "Return the draft and give it a later first day."


class ListNotNewer(Refused):
    """A newer version is published already (已有更新的版本)."""

    code = "registry.list_not_newer"
    zh = "已公布的版本自 {published_from} 起生效，新版本的生效日期 {valid_from} 必须更晚。"
    en = "The published version begins on {published_from}; this one on {valid_from}: not later."
    remedy_zh = "请退回草案，改写生效日期。"
    remedy_en = "Return the draft and give it a later first day."


class ListReasonMissing(Invalid):
    """Returning a draft needs a reason (退回须说明理由)."""

    code = "registry.list_reason_missing"
    zh, en = "退回草案必须说明理由。", "Returning a draft needs a reason."
    remedy_zh, remedy_en = "请填写理由。", "State the reason."

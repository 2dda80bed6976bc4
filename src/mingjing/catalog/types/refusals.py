# SPDX-License-Identifier: Apache-2.0
"""What the catalogue refuses (目录的拒绝): which file, which key or row, and what to do."""

from mingjing.kernel.errors import Conflict, Corrupt, Invalid, Missing, Refused


class ExampleUnreadable(Invalid):
    """The description of an example folder cannot be read (样例描述无法读取)."""

    code = "catalog.example_unreadable"
    zh = "{file}：无法读取：{cause}。"
    en = "{file}: cannot be read: {cause}."
    remedy_zh = (
        "请按 docs/guides/connect-a-department.md 编写 UTF-8 编码的 TOML 文件；"
        '含汉字、空格的键须加引号，例如 "日常检查" = "canvass"。'
    )
    remedy_en = (
        "Write it as UTF-8 TOML after docs/guides/connect-a-department.md; "
        'a key with Chinese letters or spaces stands in quotes: "日常检查" = "canvass".'
    )


class ExampleKeyMissing(Invalid):
    """A key that an example folder must state is absent (样例描述缺项)."""

    code = "catalog.example_key_missing"
    zh = "{file}：缺少“{key}”。"
    en = "{file}: the key '{key}' is missing."
    remedy_zh = "请补充该项：{hint}"
    remedy_en = "Add it: {hint}"


class ExampleKeyInvalid(Invalid):
    """A key of an example folder has a value that means nothing here (样例描述有误)."""

    code = "catalog.example_key_invalid"
    zh = "{file}：“{key}”的值“{value}”无效。"
    en = "{file}: the value '{value}' of '{key}' is not valid."
    remedy_zh = "可用的值：{hint}"
    remedy_en = "What is allowed: {hint}"


class ExampleFileMissing(Missing):
    """A file that an example folder names is not there (样例文件缺失)."""

    code = "catalog.example_file_missing"
    zh = "{file}：“{key}”所指的文件“{named}”不存在。"
    en = "{file}: the file '{named}' named by '{key}' does not exist."
    remedy_zh = "请把文件放入样例文件夹，或更正文件名。"
    remedy_en = "Put the file into the folder, or correct its name."


class ExampleFileOutside(Invalid):
    """An example folder names a file outside itself (样例文件越界)."""

    code = "catalog.example_file_outside"
    zh = "{file}：“{named}”在样例文件夹之外。"
    en = "{file}: '{named}' lies outside the example folder."
    remedy_zh = "请使用文件夹之内的相对路径。"
    remedy_en = "Use a relative path inside the folder."


class MappingMissing(Invalid):
    """A resource says nothing about the canonical model (缺少映射)."""

    code = "catalog.mapping_missing"
    zh = "{file}：资源“{resource}”没有映射。"
    en = "{file}: the resource '{resource}' has no mapping."
    remedy_zh = "请至少写一节 [[resources.{resource}.map]]，说明其列对应的规范表。"
    remedy_en = "Write at least one [[resources.{resource}.map]] that names a canonical table."


class TableUnknown(Invalid):
    """A mapping names a table that the canonical model does not have (规范表不存在)."""

    code = "catalog.table_unknown"
    zh = "{file}：{where} 的规范表“{table}”不存在。"
    en = "{file}: {where} names the canonical table '{table}', which does not exist."
    remedy_zh = "规范表有：{known}。"
    remedy_en = "The canonical tables are: {known}."


class ColumnUnknown(Invalid):
    """A mapping fills a column that the canonical table does not have (规范列不存在)."""

    code = "catalog.column_unknown"
    zh = "{file}：{where} 填写了规范表 {table} 没有的列“{column}”。"
    en = "{file}: {where} fills '{column}', which the canonical table {table} does not have."
    remedy_zh = "该表的列有：{known}。"
    remedy_en = "Its columns are: {known}."


class RequiredColumnUnmapped(Invalid):
    """A mapping leaves a required canonical column empty (必填列未映射)."""

    code = "catalog.required_column_unmapped"
    zh = "{file}：{where} 未填写规范表 {table} 的必填列“{column}”。"
    en = "{file}: {where} does not fill '{column}', which the canonical table {table} requires."
    remedy_zh = '请在 columns 中加入 {column} = "来源列"，没有来源时用 {{ value = "…" }}。'
    remedy_en = (
        'Add {column} = "SourceColumn" to its columns, or {{ value = "…" }} where no source has it.'
    )


class SourceColumnUnknown(Invalid):
    """A mapping reads a column that the resource's standard does not define (来源列不存在)."""

    code = "catalog.source_column_unknown"
    zh = "{file}：{where} 读取了标准中没有的来源列“{column}”。"
    en = "{file}: {where} reads the source column '{column}', which the standard does not define."
    remedy_zh = "标准中的列有：{known}。"
    remedy_en = "The standard's columns are: {known}."


class DuplicateRuleInvalid(Invalid):
    """A rule about the same visit in two resources cannot work (重复规则无效)."""

    code = "catalog.duplicate_rule_invalid"
    zh = "{file}：{where} 的 duplicates_of 无效：{cause}。"
    en = "{file}: duplicates_of in {where} is not valid: {cause}."
    remedy_zh = "请指明另一个含 visit 映射的资源和双方都有的列，且不得循环。"
    remedy_en = (
        "Name another resource that maps visits and columns that both fill, without a circle."
    )


class CorrectionOvertaken(Conflict):
    """Somebody corrected rows of the delivery meanwhile (他人已先行更正)."""

    code = "catalog.correction_overtaken"
    zh = "批次“{batch}”在处理期间已由他人更正，“{file}”未予接收。"
    en = "Somebody corrected batch '{batch}' meanwhile; '{file}' was not taken in."
    remedy_zh = "请重新下载仍待更正的行，更正后再提交。"
    remedy_en = "Download the rows that still wait, correct them and hand them in again."


class FileChanged(Conflict):
    """The file was written to while it was taken in (接收期间文件被改动)."""

    code = "catalog.file_changed"
    zh = "文件“{file}”在接收期间被改动，未予接收。"
    en = "The file '{file}' was changed while it was being taken in; nothing was taken in."
    remedy_zh = "请等导出或传输完成后再提交。"
    remedy_en = "Wait until the export or transfer is complete, then hand it in again."


class ExpressionFailed(Invalid):
    """The engine cannot compute a mapping (映射无法计算), mostly a wrong regular expression."""

    code = "catalog.expression_failed"
    zh = "{where} 无法计算：{cause}"
    en = "{where} cannot be computed: {cause}"
    remedy_zh = "请检查该映射中的正则表达式（RE2 语法）和日期格式。"
    remedy_en = "Check the regular expressions (RE2 syntax) and date formats of this mapping."


class EntryIncomplete(Refused):
    """A catalogue entry lacks a field that the law demands (目录要素不全)."""

    code = "catalog.entry_incomplete"
    article = "政务数据共享条例 §13"
    zh = "资源“{resource}”的目录缺少“{field}”，不得列入目录。"
    en = "The entry of '{resource}' lacks '{field}' and cannot be listed."
    remedy_zh = (
        "请补充：名称、摘要、提供方、格式、更新频率、共享属性、共享方式、使用条件、分级、数源部门。"
    )
    remedy_en = (
        "State name, summary, provider, format, update frequency, sharing attribute, sharing "
        "method, conditions, grade and lead source."
    )


class ConditionsMissing(Refused):
    """A restricted resource without its conditions or legal basis (共享条件、依据缺失)."""

    code = "catalog.conditions_missing"
    article = "政务数据共享条例 §14、§15"
    zh = "资源“{resource}”为“{sharing}”，但未列明共享范围和用途，或不予共享的理由和依据。"
    en = (
        "'{resource}' is '{sharing}' but states neither scope and purpose nor, when it is not "
        "shared, reason and legal basis."
    )
    remedy_zh = "请填写使用条件（conditions）。"
    remedy_en = "Fill in its conditions."


class ResourceUnchanged(Conflict):
    """The entry, standard and mapping are listed already as they are (目录无变化)."""

    code = "catalog.resource_unchanged"
    zh = "资源“{resource}”的目录、标准和映射均无变化。"
    en = "Nothing of '{resource}' changed: entry, standard and mapping are listed as they are."
    remedy_zh = "无需重复编制。"
    remedy_en = "There is nothing to do."


class ResourceOfAnother(Conflict):
    """The resource id is in use by another agency or folder (资源标识已被占用)."""

    code = "catalog.resource_of_another"
    zh = "资源标识“{resource}”已由“{owner}”使用。"
    en = "The resource id '{resource}' is in use by '{owner}'."
    remedy_zh = "请另取一个标识。"
    remedy_en = "Choose another id."


class UnknownResource(Missing):
    """No such resource (资源不存在)."""

    code = "catalog.unknown_resource"
    zh = "目录中没有资源“{resource}”。"
    en = "The catalogue has no resource '{resource}'."
    remedy_zh = "请用 mingjing catalog list 查看已有资源。"
    remedy_en = "See `mingjing catalog list` for what there is."


class UnknownBatch(Missing):
    """No such batch (批次不存在)."""

    code = "catalog.unknown_batch"
    zh = "没有批次“{batch}”。"
    en = "There is no batch '{batch}'."
    remedy_zh = "请从资源页面或 mingjing catalog show 中选取批次标识。"
    remedy_en = "Take the id from the resource's page or from `mingjing catalog show`."


class FileMissing(Missing):
    """The file to be handed in is not there (文件不存在)."""

    code = "catalog.file_missing"
    zh = "文件“{file}”不存在。"
    en = "The file '{file}' does not exist."
    remedy_zh = "请核对路径。"
    remedy_en = "Check the path."


class FileUnacceptable(Refused):
    """A rule on the whole file does not hold, so no row goes in (文件整体不合格)."""

    code = "catalog.file_unacceptable"
    article = "GB/T 36344-2018"
    zh = "文件“{file}”整体不合格：{rules}。"
    en = "The file '{file}' as a whole does not meet: {rules}."
    remedy_zh = "请按标准“{standard}”更正整个文件后重新报送；已入库的数据未改变。"
    remedy_en = (
        "Correct the whole file after the standard '{standard}' and hand it in again; accepted "
        "data is unchanged."
    )


class DuplicateBatch(Conflict):
    """The same file was taken in before (重复报送)."""

    code = "catalog.duplicate_batch"
    zh = "文件“{file}”与 {taken_on} 的批次 {batch} 内容相同，未重复入库。"
    en = "The file '{file}' is the same as batch {batch} of {taken_on}; nothing was repeated."
    remedy_zh = "如有新数据，请报送新文件；更正隔离数据请使用更正功能。"
    remedy_en = "Hand in a new file, or use correction for quarantined rows."


class ResourceChanged(Conflict):
    """The resource got a new standard or mapping while the file was being checked (资源已变更)."""

    code = "catalog.resource_changed"
    zh = "校验期间资源“{resource}”的标准、映射或批次已变更，未入库。"
    en = "The standard, mapping or batches of '{resource}' changed during the check."
    remedy_zh = "请重新报送。"
    remedy_en = "Hand the file in again."


class CorrectionUnreadable(Invalid):
    """A corrected file without the columns that say which rows it corrects (更正文件缺列)."""

    code = "catalog.correction_unreadable"
    zh = "更正文件“{file}”：{cause}。"
    en = "The corrected file '{file}': {cause}."
    remedy_zh = "请下载隔离数据的 CSV，在其中更正并保留“{column}”列，再提交。"
    remedy_en = (
        "Download the quarantined rows as CSV, correct them there, keep the column '{column}' "
        "and hand that file in."
    )


class CorrectionRowUnknown(Invalid):
    """A corrected row that is not in quarantine (更正的行不在隔离区)."""

    code = "catalog.correction_row_unknown"
    zh = (
        "更正文件“{file}”第 {row} 行：源行 {source_row} 不在批次 {batch} 的待更正数据中或重复出现。"
    )
    en = (
        "The corrected file '{file}', row {row}: source row {source_row} is not waiting in the "
        "quarantine of batch {batch}, or occurs twice."
    )
    remedy_zh = "请只提交仍在隔离的行，每行一次。"
    remedy_en = "Hand in only rows that are still in quarantine, each once."


class BatchReplaced(Conflict):
    """A batch that a later snapshot replaced cannot be corrected (批次已被替换)."""

    code = "catalog.batch_replaced"
    zh = "批次 {batch} 已由 {by} 替换，不再更正。"
    en = "Batch {batch} was replaced by {by} and is no longer corrected."
    remedy_zh = "请更正最新批次。"
    remedy_en = "Correct the newest batch."


class RowsUnaccounted(Corrupt):
    """Rows of a file were lost or invented (行数不符): accepted plus quarantined must be all."""

    code = "catalog.rows_unaccounted"
    zh = "文件“{file}”共 {rows} 行，入库 {accepted} 行、隔离 {quarantined} 行，不相符。"
    en = (
        "The file '{file}' has {rows} rows, but {accepted} were accepted and {quarantined} "
        "quarantined."
    )
    remedy_zh = "这是程序缺陷，请报告；数据未入库。"
    remedy_en = "This is a defect of the program; nothing was taken in."


class LakeFileMissing(Corrupt):
    """A file of an accepted batch is gone from the lake (数据湖文件缺失)."""

    code = "catalog.lake_file_missing"
    zh = "数据湖缺少文件 {path}。"
    en = "The lake lacks the file {path}."
    remedy_zh = "请从备份恢复该文件。"
    remedy_en = "Restore it from the backup."

# SPDX-License-Identifier: Apache-2.0
"""Why a whole file is refused (文件拒收事由): file, row, rule and what to do.

`row` is the number of the record, 1 for the first after the header; `line` counts the lines of
the text file from 1. Nothing of a refused file is taken in.
"""

from mingjing.kernel.errors import Corrupt, Invalid, Missing
from mingjing.standards.types.bilingual import Bilingual


class FileMissing(Missing):
    """No file at this path (文件不存在)."""

    code = "standards.file_missing"
    zh = "找不到文件“{file}”。"
    en = "There is no file '{file}'."
    remedy_zh = "请检查路径。"
    remedy_en = "Check the path."


class FileRefused(Bilingual, Invalid):
    """Base of the refusals of a whole file (文件拒收)."""


class FileEmpty(FileRefused):
    """No header or no record (空文件)."""

    code = "standards.file_empty"
    rule = "file.rows"
    zh = "文件“{file}”没有数据行。"
    en = "The file '{file}' has no data row."
    remedy_zh = "请确认导出是否成功；文件应有一行表头和至少一行数据。"
    remedy_en = "See whether the export worked; a file has one header line and at least one row."


class FileTooLarge(FileRefused):
    """Larger than this installation takes (文件过大)."""

    code = "standards.file_too_large"
    rule = "file.size"
    zh = "文件“{file}”解开后超过 {limit} 字节的上限，读到 {read} 字节时停止。"
    en = (
        "Unpacked, the file '{file}' is over the limit of {limit} bytes; reading stopped at {read}."
    )
    remedy_zh = "请按时间或地区拆分后分批提交，或由管理员调高 MINGJING_MAX_FILE_BYTES。"
    remedy_en = (
        "Split it by period or area and hand in the parts, "
        "or have the administrator raise MINGJING_MAX_FILE_BYTES."
    )


class FormatUnknown(FileRefused):
    """Not a kind of file that can be read (文件格式不支持)."""

    code = "standards.format_unknown"
    rule = "file.format"
    zh = "文件“{file}”的格式无法识别：{found}。"
    en = "The format of '{file}' is not one that can be read: {found}."
    remedy_zh = "请提交 .csv、.xlsx、.parquet，或其 .gz、.zip 压缩文件，扩展名应与内容一致。"
    remedy_en = (
        "Hand in .csv, .xlsx or .parquet, or one of them in .gz or .zip; "
        "the name must end as the content is."
    )


class ArchiveDamaged(FileRefused):
    """The archive cannot be unpacked (压缩文件损坏)."""

    code = "standards.archive_damaged"
    rule = "file.archive"
    zh = "压缩文件“{file}”已损坏，读到 {read} 字节：{cause}。"
    en = "The archive '{file}' is damaged after {read} bytes: {cause}."
    remedy_zh = "请重新压缩并核对传输是否完整。"
    remedy_en = "Pack it again and make sure that the transfer is complete."


class ArchiveAmbiguous(FileRefused):
    """A zip without exactly one file (压缩文件内文件数不为一)."""

    code = "standards.archive_ambiguous"
    rule = "file.archive"
    zh = "压缩文件“{file}”内有 {count} 个文件：{members}。"
    en = "The archive '{file}' holds {count} files: {members}."
    remedy_zh = "每个压缩文件只放一个数据文件。"
    remedy_en = "Put exactly one data file into each archive."


class ArchiveUnsafe(FileRefused):
    """A member that could do harm (压缩文件不安全)."""

    code = "standards.archive_unsafe"
    rule = "file.archive"
    zh = "压缩文件“{file}”内的“{member}”不能接收：{cause}。"
    en = "The member '{member}' of '{file}' cannot be taken: {cause}."
    remedy_zh = "请以普通文件名重新压缩，不加密、不嵌套压缩。"
    remedy_en = "Pack it again under a plain name, without password and without inner archives."


class CompressionBomb(FileRefused):
    """Unpacks to absurdly more than it is (压缩炸弹)."""

    code = "standards.compression_bomb"
    rule = "file.archive"
    zh = "“{file}”解压比超过 {limit} 倍（{packed} 字节已解出 {read} 字节），停止读取。"
    en = (
        "'{file}' unpacks to more than {limit} times its size "
        "({read} bytes from {packed}); reading stopped."
    )
    remedy_zh = "如数据属实，请提交未压缩的文件。"
    remedy_en = "If the data is genuine, hand in the file without compression."


class EncodingBroken(FileRefused):
    """Bytes that are no text in the encoding (编码错误)."""

    code = "standards.encoding_broken"
    rule = "file.encoding"
    zh = "文件“{file}”第 {line} 行（字节偏移 {offset}，{bytes}）不是有效的 {encoding} 编码。"
    en = "Line {line} of '{file}' (byte offset {offset}, {bytes}) is not valid {encoding}."
    remedy_zh = "请以 UTF-8 或 GB18030 重新导出整个文件；不要混用两种编码。"
    remedy_en = "Export the whole file again as UTF-8 or GB18030; do not mix the two."


class NulByte(FileRefused):
    """A NUL byte: not a text (含 NUL 字节)."""

    code = "standards.nul_byte"
    rule = "file.encoding"
    zh = "文件“{file}”字节偏移 {offset} 处有 NUL 字节，不是文本文件。"
    en = "'{file}' has a NUL byte at offset {offset}: it is not a text file."
    remedy_zh = "如为 UTF-16 文本，请另存为 UTF-8；否则请检查导出程序。"
    remedy_en = "If it is UTF-16 text, save it as UTF-8; else look at the export program."


class HeaderUnreadable(FileRefused):
    """The first line is no header (表头无法读取)."""

    code = "standards.header_unreadable"
    rule = "file.columns"
    zh = "文件“{file}”的表头无法读取：{cause}。"
    en = "The header of '{file}' cannot be read: {cause}."
    remedy_zh = "第一行应为列名，用分隔符“{delimiter}”隔开。"
    remedy_en = "The first line has the column names, separated by '{delimiter}'."


class ColumnsMissing(FileRefused):
    """Columns of the standard are not in the file (缺少列)."""

    code = "standards.columns_missing"
    rule = "file.columns"
    zh = "文件“{file}”缺少列：{columns}。{hint}"
    en = "The file '{file}' lacks the columns {columns}.{hint}"
    remedy_zh = "请按标准“{standard}”补齐列名；列的顺序不限。"
    remedy_en = "Name the columns as standard '{standard}' does; their order is free."


class ColumnsUnknown(FileRefused):
    """Columns that the standard does not know (多余的列)."""

    code = "standards.columns_unknown"
    rule = "file.columns"
    zh = "文件“{file}”有标准未列出的列：{columns}。"
    en = "The file '{file}' has columns that the standard does not name: {columns}."
    remedy_zh = "请去掉这些列，或在新版标准中加入；不得静默丢弃。"
    remedy_en = "Remove them or add them in a new version of the standard; nothing is dropped."


class ColumnsDuplicated(FileRefused):
    """A column name stands twice (列名重复)."""

    code = "standards.columns_duplicated"
    rule = "file.columns"
    zh = "文件“{file}”的列名重复：{columns}。"
    en = "The file '{file}' has column names twice: {columns}."
    remedy_zh = "请使每个列名只出现一次。"
    remedy_en = "Make each column name unique."


class RowsRagged(FileRefused):
    """Rows with another number of cells than the header (列数不符)."""

    code = "standards.rows_ragged"
    rule = "file.columns"
    zh = "文件“{file}”第 {row} 行数据（文本第 {line} 行）有 {found} 列，应为 {expected} 列。{more}"
    en = (
        "Row {row} of '{file}' (text line {line}) has {found} cells, "
        "the header has {expected}.{more}"
    )
    remedy_zh = "含分隔符、引号或换行的内容须用双引号括起（RFC 4180）；空行须删去。"
    remedy_en = (
        "Cells with a delimiter, a quote or a line break stand in double quotes (RFC 4180); "
        "remove blank lines."
    )


class QuoteStray(FileRefused):
    """A quote inside a cell that is not quoted, or text after a closing quote (引号使用有误)."""

    code = "standards.quote_stray"
    rule = "file.quotes"
    zh = "文件“{file}”第 {row} 行数据（文本第 {line} 行）的引号不符合 RFC 4180。"
    en = "Row {row} of '{file}' (text line {line}) has a quote where RFC 4180 allows none."
    remedy_zh = "含引号的内容整体用双引号括起，内部的引号写两遍。"
    remedy_en = "Put the whole cell into double quotes and write inner quotes twice."


class QuoteOpen(FileRefused):
    """A quote that is never closed (引号未闭合)."""

    code = "standards.quote_open"
    rule = "file.quotes"
    zh = "文件“{file}”第 {row} 行数据（文本第 {line} 行）的引号直到文件末尾没有闭合。"
    en = "A quote in row {row} of '{file}' (text line {line}) is never closed."
    remedy_zh = "请在该行补上引号，内部的引号写两遍。"
    remedy_en = "Close the quote in that row; write inner quotes twice."


class RecordTooLong(FileRefused):
    """One record is longer than any real one (单行过长)."""

    code = "standards.record_too_long"
    rule = "file.quotes"
    zh = "文件“{file}”第 {row} 行数据（文本第 {line} 行）超过 {limit} 字节。"
    en = "Row {row} of '{file}' (text line {line}) is longer than {limit} bytes."
    remedy_zh = "多为引号未闭合或换行符有误；换行应为 LF 或 CRLF。"
    remedy_en = "Most often a quote is not closed; lines must end with LF or CRLF."


class LineEndWrong(FileRefused):
    """A carriage return that ends no line (换行符有误)."""

    code = "standards.line_end_wrong"
    rule = "file.quotes"
    zh = "文件“{file}”第 {row} 行数据（文本第 {line} 行）有单独的回车符（CR）。"
    en = "Row {row} of '{file}' (text line {line}) has a lone carriage return."
    remedy_zh = "换行请统一为 LF 或 CRLF；单元格内的换行须在双引号之内。"
    remedy_en = "End lines with LF or CRLF; a break inside a cell stands in double quotes."


class SheetAmbiguous(FileRefused):
    """Which sheet holds the data is not clear (工作表不明确)."""

    code = "standards.sheet_ambiguous"
    rule = "file.sheet"
    zh = "Excel 文件“{file}”的可见工作表为：{sheets}。"
    en = "The visible sheets of '{file}' are: {sheets}."
    remedy_zh = "请只留一个工作表，或在标准的 customProperties 中写明 sheet。"
    remedy_en = "Keep one sheet, or name it in the standard's customProperties as sheet."


class CellFormula(FileRefused):
    """A formula where a value should be (单元格为公式)."""

    code = "standards.cell_formula"
    rule = "file.cells"
    zh = "Excel 文件“{file}”的单元格 {cell}（第 {row} 行数据）是公式。"
    en = "Cell {cell} of '{file}' (row {row}) is a formula."
    remedy_zh = "请复制后“选择性粘贴为数值”，再提交。"
    remedy_en = "Copy the cells and paste them as values, then hand it in again."


class CellMerged(FileRefused):
    """Cells are merged: only the first of them has a value (单元格已合并)."""

    code = "standards.cell_merged"
    rule = "file.cells"
    zh = "“{file}”的单元格 {cell}（第 {row} 行）已合并，其余单元格没有值。"
    en = "Cells {cell} of '{file}' (row {row}) are merged: all but the first are empty."
    remedy_zh = "请取消合并，在每一行填写完整的值后重新提交。"
    remedy_en = "Unmerge them, write the value into every row, then hand it in again."


class CellUnusable(FileRefused):
    """An error value or a kind of cell that has no text (单元格无法使用)."""

    code = "standards.cell_unusable"
    rule = "file.cells"
    zh = "文件“{file}”的 {cell}（第 {row} 行数据）无法作为文本读取：{found}。"
    en = "{cell} of '{file}' (row {row}) cannot be read as text: {found}."
    remedy_zh = "请改为普通的文本、数字或日期。"
    remedy_en = "Make it a plain text, number or date."


class RowsLost(Corrupt):
    """Two independent counts of the rows differ (行数不一致): nothing may be dropped silently."""

    code = "standards.rows_lost"
    rule = "file.rows"
    zh = "文件“{file}”独立计数为 {counted} 行，读入 {read} 行。"
    en = "An independent count of '{file}' gives {counted} rows, {read} were read."
    remedy_zh = "文件未被接收。请报告维护人员；常见原因是行内有单独的 CR。"
    remedy_en = "Nothing was taken in. Report it; a common cause is a lone CR inside a row."

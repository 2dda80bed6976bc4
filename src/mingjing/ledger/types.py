# SPDX-License-Identifier: Apache-2.0
"""Words of the ledger (行为账本): entries, heads, proofs, followers, and what it refuses."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NewType, Protocol

from mingjing.kernel.errors import Conflict, Corrupt, Invalid, Missing, Unavailable
from mingjing.kernel.labels import LabelledEnum

ACTIONS: tuple[()] = ()
"""The ledger is public to read and written by acts only: it declares no permission action."""

ProofText = NewType("ProofText", str)
"""A `c2sp.org/tlog-proof@v1` file: entry, inclusion path and signed checkpoint (存证证明)."""


class Signer(Protocol):
    """Who answers for an act (行为人); `registry.types.Actor` is one."""

    @property
    def account_id(self) -> str:
        """Opaque id of the account that acted."""
        ...

    @property
    def agency_id(self) -> str:
        """Opaque id of the agency in whose name it acted."""
        ...


@dataclass(frozen=True, slots=True)
class EntryRef:
    """What an act gets back for its entry (账本回执)."""

    entry_id: str
    digest: str


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry to be recorded with others in one go (待记条目)."""

    act: str
    kind: str
    object_id: str
    payload: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry of the ledger (账本条目); `leaf_index` is None until a checkpoint covers it."""

    entry_id: str
    act: str
    kind: str
    object_id: str
    agency_id: str
    account_id: str
    at: datetime
    digest: str
    leaf_index: int | None


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """Which entries a list shows; an empty field does not filter."""

    act: str = ""
    kind: str = ""
    object_id: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """A published state of the log (账本头): `root` is base64 as in the checkpoint's third line."""

    size: int
    root: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ProofStep:
    """One step of an inclusion proof: the sibling, its side, and the hash that results (hex)."""

    sibling: str
    is_left: bool
    result: str


@dataclass(frozen=True, slots=True)
class ProofSteps:
    """An inclusion proof to look at: from the leaf to the root (包含证明)."""

    leaf: str
    leaf_hash: str
    steps: tuple[ProofStep, ...]
    root: str
    size: int

    @property
    def root_hex(self) -> str:
        """The root as the last step shows it."""
        return self.steps[-1].result if self.steps else self.leaf_hash


@dataclass(frozen=True, slots=True)
class CheckedEntry:
    """An entry whose proof holds: what it says, and the signed tree it stands in (核验结果)."""

    act: str
    object_id: str
    digest: str
    entry_id: str
    index: int
    origin: str
    size: int
    root: str


@dataclass(frozen=True, slots=True)
class Follower:
    """Someone who reacts to acts of lower rooms (跟随者).

    `handle` runs in one transaction with the cursor and must be safe to run again for the same
    entry. `acts` narrows what it is called for; empty means every act.
    """

    name: str
    handle: Callable[[EntryView], None]
    acts: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class FollowReport:
    """How far a follower came: `position` is the next leaf; `failure` is empty if all is well."""

    name: str
    handled: int
    position: int
    failure: str


class Trouble(LabelledEnum):
    """Why a witness or a time-stamping authority has not attested (未获见证的原因)."""

    NONE = "", "正常", "none"
    AWAY = "away", "无法连接或未按时答复", "away, or too slow"
    UNKNOWN_LOG = "unknown_log", "对方未登记本账本", "it does not watch this log"
    UNKNOWN_KEY = "unknown_key", "对方不认可本账本的密钥", "it does not trust this log's key"
    AHEAD = (
        "ahead",
        "见证人见过更长的账本：账本被回退",
        "it saw a longer log; ours was rolled back",
    )
    FORKED = (
        "forked",
        "见证人见过不同的历史：账本分叉",
        "it saw another history; ours was rewritten",
    )
    BAD_ANSWER = "bad_answer", "答复不符合要求", "its answer does not hold"
    NO_ADAPTER = "no_adapter", "未安装时间戳组件", "the timestamp extra is not installed"
    CA_UNUSABLE = (
        "ca_unusable",
        "信任证书文件不可用",
        "the file of trusted certificates is not usable",
    )

    @property
    def is_alarm(self) -> bool:
        """Whether it speaks against the log, not against the way to the witness."""
        return self in {Trouble.AHEAD, Trouble.FORKED}


@dataclass(frozen=True, slots=True)
class WitnessAddress:
    """A witness that this installation asks (所设见证人): its verifier key and its prefix."""

    vkey: str
    url: str


@dataclass(frozen=True, slots=True)
class WitnessStanding:
    """How far a witness has cosigned (见证进度); `size` 0 before the first, `trouble` if any."""

    name: str
    key_id: str
    vkey: str
    size: int
    at: datetime | None
    trouble: Trouble
    seen_size: int
    failed_at: datetime | None


@dataclass(frozen=True, slots=True)
class StampView:
    """A checkpoint with the time that an authority set under it (可信时间戳, RFC 3161)."""

    size: int
    at: datetime
    authority: str
    serial: str


@dataclass(frozen=True, slots=True)
class StampPapers:
    """A timestamped checkpoint for somebody offline (时间戳材料), and what links it to proofs.

    `consistency` is an `add-checkpoint` body of C2SP tlog-witness: the older of the two sizes, a
    consistency proof (RFC 6962), the newer checkpoint.
    """

    checkpoint: bytes
    reply: bytes
    consistency: bytes


@dataclass(frozen=True, slots=True)
class StampStanding:
    """The newest timestamp, and what stands in the way of the next (时间戳进度)."""

    newest: StampView | None
    trouble: Trouble
    failed_at: datetime | None


class WitnessExists(Conflict):
    """The folder holds a witness already (见证人已存在)."""

    code = "ledger.witness_exists"
    zh = "{path} 中已有见证人；密钥与状态不得覆盖。"
    en = "{path} holds a witness already; its key and its state are not overwritten."
    remedy_zh = "请另选文件夹；加入新的账本用 mingjing ledger witness trust。"
    remedy_en = "Choose another folder; to watch one more log use mingjing ledger witness trust."


class WitnessStoreBroken(Corrupt):
    """The store of a witness cannot be used (见证人存储不可用)."""

    code = "ledger.witness_store_broken"
    zh = "见证人文件 {path} 不可用：{reason}；不作任何签名。"
    en = "The witness's file {path} cannot be used: {reason}; nothing is signed."
    remedy_zh = "请按原样修复该文件。状态已丢失或仅存旧备份的见证人应当停用，以新密钥另立。"
    remedy_en = (
        "Mend the file as it was (its mode, for example). A witness whose state is lost, or only "
        "in an older backup, is retired; a new one gets a new key."
    )


class WitnessPortTaken(Unavailable):
    """The witness cannot listen there (见证服务端口不可用)."""

    code = "ledger.witness_port_taken"
    zh = "见证服务无法监听 {host}:{port}：{cause}。"
    en = "The witness cannot listen on {host}:{port}: {cause}."
    remedy_zh = "请停止占用该端口的程序，或用 --port 另选端口。"
    remedy_en = "Stop what listens there, or choose another port with --port."


class WitnessWrong(Invalid):
    """A name or a key for a witness is not one (见证人名称或密钥有误)."""

    code = "ledger.witness_wrong"
    zh = "{what} 无效：{reason}。"
    en = "{what} is not valid: {reason}."
    remedy_zh = "名称不含空格和加号；密钥为一行 name+id+base64，或存有该行的文件。"
    remedy_en = (
        "A name has no spaces and plus signs; a key is one line name+id+base64, or its file."
    )


class StampBroken(Corrupt):
    """A timestamp does not hold (时间戳不成立)."""

    code = "ledger.stamp_broken"
    zh = "时间戳不成立：{reason}。"
    en = "The timestamp does not hold: {reason}."
    remedy_zh = "请重新取得检查点与时间戳文件，并核对签发机构的证书。"
    remedy_en = "Get the checkpoint and its timestamp again; compare the authority's certificate."


class StampAdapterMissing(Unavailable):
    """The extra for timestamps is not installed (未安装时间戳组件)."""

    code = "ledger.stamp_adapter_missing"
    zh = "未安装时间戳组件。"
    en = "The extra for timestamps is not installed."
    remedy_zh = "运行 pip install 'mingjing[stamps]'，或用 openssl ts -verify 核验。"
    remedy_en = "Run pip install 'mingjing[stamps]', or check with openssl ts -verify."


class ActWithoutEntry(Corrupt):
    """An official act ended without its ledger entry; everything it wrote is rolled back."""

    code = "ledger.act_without_entry"
    zh = "行政行为“{act}”未留下账本条目，已全部回滚。"
    en = "The act {act} left no ledger entry; all it wrote was rolled back."
    remedy_zh = "这是程序缺陷，请报告给开发人员。"
    remedy_en = "This is a defect of the program: report it to the developers."


class WriteOutsideAct(Corrupt):
    """A recorded table was about to change outside an official act."""

    code = "ledger.write_outside_act"
    zh = "“{table}”只能在行政行为之内改动（{operation}）。"
    en = "{table} changes only inside an official act ({operation})."
    remedy_zh = "这是程序缺陷：写入必须经由带账本条目的行为函数。"
    remedy_en = "This is a defect of the program: write through an act that leaves an entry."


class EntryImmutable(Corrupt):
    """Somebody tried to write, change or delete a row of the ledger by hand."""

    code = "ledger.entry_immutable"
    zh = "账本只能由记账函数追加，不得{operation}。"
    en = "The ledger is only appended to, by `record`; it refuses {operation}."
    remedy_zh = "如需更正，请另作一项行为并记账。"
    remedy_en = "To correct something, do a new act and record it."


class EntryInvalid(Invalid):
    """A field of an entry is not what the ledger stores."""

    code = "ledger.entry_invalid"
    zh = "账本条目的字段“{field}”无效：{value}。"
    en = "Field {field} of the ledger entry is not valid: {value}."
    remedy_zh = "行为与种类用小写字母、数字、点、横线；标识为1至200个可见字符。"
    remedy_en = "Acts and kinds: lower-case letters, digits, dot, dash; ids: 1 to 200 characters."


class EntryMissing(Missing):
    """There is no such entry."""

    code = "ledger.entry_missing"
    zh = "账本中没有条目 {entry_id}。"
    en = "The ledger has no entry {entry_id}."
    remedy_zh = "请核对条目编号。"
    remedy_en = "Check the entry id."


class NotYetSequenced(Unavailable):
    """The entry is committed but no published checkpoint covers it yet."""

    code = "ledger.not_yet_sequenced"
    zh = "条目 {entry_id} 已记账，尚未进入已公布的检查点。"
    en = "Entry {entry_id} is committed but not yet covered by a published checkpoint."
    remedy_zh = "请稍后重试，或运行 mingjing ledger sequence。"
    remedy_en = "Try again shortly, or run mingjing ledger sequence."


class NothingPublished(Missing):
    """No checkpoint has been published yet."""

    code = "ledger.nothing_published"
    zh = "账本尚未公布任何检查点。"
    en = "The ledger has not published a checkpoint yet."
    remedy_zh = "运行 mingjing ledger sequence。"
    remedy_en = "Run mingjing ledger sequence."


class LogAheadOfDatabase(Corrupt):
    """A checkpoint was published for more entries than the database holds."""

    code = "ledger.log_ahead"
    zh = "已公布的检查点含 {published} 条，数据库仅有 {stored} 条；未改写任何内容。"
    en = "The published checkpoint has {published} entries, the database {stored}; nothing written."
    remedy_zh = "数据库可能由旧备份恢复。请用较新的备份恢复，不要删除已公布的文件。"
    remedy_en = "The database may be an old backup. Restore a newer one; keep the published files."


class LogForked(Corrupt):
    """The published files and the database tell two histories."""

    code = "ledger.log_forked"
    zh = "已公布的账本与数据库不一致（{where}）；未改写任何内容。"
    en = "The published log and the database differ ({where}); nothing was overwritten."
    remedy_zh = "停止写入，保全数据库与账本文件，运行 mingjing ledger verify 与 audit 定位。"
    remedy_en = "Stop writing, keep both as they are, find the place with ledger verify and audit."


class LogDamaged(Corrupt):
    """A file of the published log is missing, cut short or altered."""

    code = "ledger.log_damaged"
    zh = "账本文件 {path} 缺失或被改动：{reason}。"
    en = "Log file {path} is missing or altered: {reason}."
    remedy_zh = "保全现场后从备份恢复该文件；账本文件可由数据库重新生成。"
    remedy_en = "Keep the evidence, then restore the file; it can be rebuilt from the database."


class KeyUnusable(Corrupt):
    """The signing key is missing, unreadable or belongs to another log."""

    code = "ledger.key_unusable"
    zh = "账本签名密钥 {path} 不可用：{reason}。"
    en = "The ledger's signing key {path} cannot be used: {reason}."
    remedy_zh = "从备份恢复密钥。换新密钥等于另立账本，须公告。"
    remedy_en = "Restore the key from backup. A new key is a new log and must be announced."


class EntryAltered(Corrupt):
    """A row of the database no longer says what was published."""

    code = "ledger.entry_altered"
    zh = "数据库中的条目 {entry_id}（序号 {index}）与已公布的账本不符。"
    en = "Entry {entry_id} (leaf {index}) in the database differs from the published log."
    remedy_zh = "以已公布的账本为准，保全数据库并追查改动者。"
    remedy_en = "The published log stands. Preserve the database and find out who changed it."


class ProofBroken(Corrupt):
    """A proof file does not hold (证明不成立)."""

    code = "ledger.proof_broken"
    zh = "账本证明不成立（{where}）：{zh_reason}。"
    en = "The ledger proof does not hold ({where}): {en_reason}."
    remedy_zh = "请重新取得证明文件，并核对验证密钥。"
    remedy_en = "Get the proof file again, and compare the verifier key."


class LogBroken(Corrupt):
    """The files of a log do not fit together (账本核验不通过)."""

    code = "ledger.log_broken"
    zh = "账本核验不通过（{where}）：{zh_reason}。"
    en = "The log does not verify ({where}): {en_reason}."
    remedy_zh = "保存这些文件和您先前存下的检查点，并向公布者与监督部门查询。"
    remedy_en = (
        "Keep these files and your earlier checkpoints; ask the publisher and its supervisor."
    )


class LogUnreachable(Unavailable):
    """The log to verify could not be read (账本无法读取)."""

    code = "ledger.log_unreachable"
    zh = "无法读取账本：{reason}。"
    en = "The log cannot be read: {reason}."
    remedy_zh = "请核对路径或网址，稍后重试。"
    remedy_en = "Check the path or address and try again."

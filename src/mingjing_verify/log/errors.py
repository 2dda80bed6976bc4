# SPDX-License-Identifier: Apache-2.0
"""What can be wrong with a log, a checkpoint or a proof."""

from enum import Enum


class Reason(Enum):
    """Why a check failed (核验不通过的原因), in Chinese and English."""

    KEY_MALFORMED = ("验证密钥格式不符", "the verifier key is malformed")
    NOTE_MALFORMED = ("检查点格式不符", "the checkpoint is malformed")
    NOT_SIGNED = ("没有该密钥的签名", "there is no signature by this key")
    NOT_COSIGNED = ("没有该见证人的签名", "this witness has not signed it")
    SIGNATURE_WRONG = ("签名与内容不符", "the signature does not fit the text")
    ORIGIN_DIFFERS = ("属于另一个账本", "it belongs to another log")
    FILE_MISSING = ("文件缺失", "the file is missing")
    FILE_FOREIGN = ("不属于账本的文件", "this file does not belong to a log")
    FILE_STALE = ("与账本不符的旧文件", "this older file does not fit the log")
    FILE_KIND = ("不是普通文件", "it is a link, a folder or a device, not a plain file")
    FILE_LENGTH = ("文件长度不对", "the file has the wrong length")
    BUNDLE_MALFORMED = ("条目包格式不符", "the entry bundle is malformed")
    LEAF_DIFFERS = ("条目与其散列不符", "an entry does not have the hash of its place")
    TILE_DIFFERS = ("散列片与下层不符", "the tile does not follow from the tiles below it")
    ROOT_DIFFERS = ("根与检查点不符", "the root is not the one of the checkpoint")
    HISTORY_DIFFERS = ("历史被改写", "the history before a known checkpoint was rewritten")
    LOG_SHRUNK = ("账本变短", "the log is shorter than a known checkpoint")
    PROOF_MALFORMED = ("证明格式不符", "the proof is malformed")
    PROOF_WRONG = ("证明不成立", "the proof does not lead to the root")
    PAYLOAD_DIFFERS = ("内容与条目摘要不符", "the payload does not have the digest of the entry")
    ENTRY_MALFORMED = ("条目格式不符", "the entry in the proof is malformed")

    @property
    def zh(self) -> str:
        """Chinese text."""
        return self.value[0]

    @property
    def en(self) -> str:
        """English text."""
        return self.value[1]


class Broken(Exception):
    """A check failed: `reason`, and `where` (a path, an index)."""

    def __init__(self, reason: Reason, where: object) -> None:
        self.reason = reason
        self.where = str(where)
        super().__init__(f"{self.where}: {reason.en}")


class Unreachable(Exception):
    """The log could not be asked; this says nothing about the log."""

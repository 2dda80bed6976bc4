# SPDX-License-Identifier: Apache-2.0
"""Words of Content Credentials (内容凭证, C2PA) on playable copies. Plain Python."""

from dataclasses import dataclass
from datetime import datetime

from mingjing.kernel.labels import LabelledEnum


class SigningState(LabelledEnum):
    """Whether a copy can be signed (签署条件)."""

    READY = "ready", "可以签署", "ready"
    NOT_SET = "not_set", "未设置证书", "no certificate is set"
    NO_ADAPTER = "no_adapter", "未安装 credentials 组件", "the extra “credentials” is not installed"
    UNUSABLE = "unusable", "证书或私钥不可用", "certificate or key cannot be used"
    OUT_OF_TERM = "out_of_term", "证书不在有效期内", "the certificate is not valid now"


@dataclass(frozen=True, slots=True)
class Certificate:
    """Whose certificate signs (签署证书): names of organisations, never of officers."""

    holder: str
    issuer: str
    begins_at: datetime
    ends_at: datetime
    is_demo: bool


@dataclass(frozen=True, slots=True)
class SigningStanding:
    """How signing stands, and with which certificate; None where none can be read."""

    state: SigningState
    certificate: Certificate | None = None

    @property
    def is_ready(self) -> bool:
        """Whether a copy is signed now."""
        return self.state is SigningState.READY

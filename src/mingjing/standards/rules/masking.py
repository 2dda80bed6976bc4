# SPDX-License-Identifier: Apache-2.0
"""Values in reports (报告中的取值): short, and masked where they are personal."""

_LONGEST = 40
_KEPT = 2


def excerpt(value: str | None, *, is_personal: bool) -> str:
    """What a report may show of a value.

    Example: the number 330102199001011234 of a person becomes 33***************4 (脱敏).
    """
    if value is None:
        return ""
    if is_personal:
        kept = _KEPT if len(value) > 2 * _KEPT + 1 else 0
        return value[:kept] + "*" * (len(value) - kept - bool(kept)) + (value[-1] if kept else "")
    shown = value.replace("\n", "⏎").replace("\r", "")
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"

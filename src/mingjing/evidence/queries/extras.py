# SPDX-License-Identifier: Apache-2.0
"""What a bundle holds beside the proof (`extra/`): notes, transcripts, how bodies were deleted.

Of a part only what was said in it goes along. Times are those of the whole scene.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from mingjing.evidence.queries.deletions import deletion
from mingjing.evidence.queries.notes import notes, transcripts
from mingjing.evidence.rules.transcripts import as_vtt
from mingjing.evidence.types import LinkKind, LinkRow, NoteView
from mingjing.kernel.canonical import canonical_json

_REMARK = (
    "时间从整段录像的开头算起；文字稿由他人制作，不属于证明内容。"
    " Times count from the begin of the whole recording; not part of the proof."
)


def extras(
    recording_id: str, held: Sequence[LinkRow], handed: Sequence[LinkRow]
) -> Iterator[tuple[str, bytes]]:
    """Names and contents, in a fixed order; `handed` are links of `held`."""
    begin, end = _stretch(held, handed)
    noted = [_note(one) for one in notes(recording_id) if one.begin <= end and one.end >= begin]
    if noted:
        yield "extra/notes.json", canonical_json({"remark": _REMARK, "notes": noted})
    for number, one in enumerate(transcripts(recording_id), start=1):
        lines = tuple(line for line in one.lines if line.begin < end and line.end > begin)
        if lines:
            yield f"extra/transcript-{number}.vtt", as_vtt(lines, _REMARK).encode()
    gone = deletion(recording_id)
    if gone is not None and gone.is_decided:
        said = {
            "zh": f"内容已依规定删除：{gone.policy.zh}，期满日 {gone.due_on}；"
            "链、摘要与账本条目仍在。",
            "en": f"Bodies deleted under policy: {gone.policy.en}, last day {gone.due_on};"
            " chain, hashes and entries stay.",
            "decided_at": gone.decided_at.isoformat() if gone.decided_at else "",
            "decided_by": gone.decided_by,
            "entry": gone.decided_entry_id,
            "bodies": gone.bodies,
        }
        yield "extra/deletion.json", canonical_json(said)


def _note(one: NoteView) -> dict[str, Any]:
    return {
        "from_ms": one.begin,
        "to_ms": one.end,
        "text": one.text,
        "version": one.version,
        "account_id": one.account_id,
        "at": one.at.isoformat(),
        "entry": one.entry_id,
    }


def _stretch(held: Sequence[LinkRow], handed: Sequence[LinkRow]) -> tuple[int, int]:
    """From where to where the handed media lie in the whole scene, in milliseconds."""
    numbers = {link.seq for link in handed if link.kind is LinkKind.MEDIA}
    played, begin, end = 0, None, 0
    for link in held:
        if link.kind is not LinkKind.MEDIA:
            continue
        if link.seq in numbers and begin is None:
            begin = played
        played += json.loads(link.raw)["dur"]
        if link.seq in numbers:
            end = played
    return begin or 0, end

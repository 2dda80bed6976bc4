# SPDX-License-Identifier: Apache-2.0
"""A redacted copy as a bundle (脱敏件包): docs/reference/redacted-copy.md."""

import zipfile
from pathlib import Path

from mingjing.evidence.models import Redaction, Said
from mingjing.evidence.queries import store
from mingjing.evidence.queries.stamped import write_stamp
from mingjing.evidence.types.redaction import HidingReason
from mingjing.kernel.canonical import canonical_json
from mingjing.kernel.resources import data_path
from mingjing.ledger.public import proof, verifier_key

_ACTS = ("evidence.redaction_planned", "evidence.redaction_rendered", "evidence.redaction_approved")


def write_redacted_bundle(target: Path, row: Redaction) -> None:
    """Writes film, plan, proofs and what a reader must know as a zip.

    Raises: NotYetSequenced while an entry is not in the published ledger, ObjectMissing.
    """
    said = {one.act: one for one in Said.objects.filter(object_id=row.redaction_id)}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as bundle:
        with bundle.open("redacted.mp4", "w", force_zip64=True) as film:
            for block in store.file_blocks(row.sha256):
                film.write(block)
        proofs = [str(proof(said[act].entry_id)) for act in _ACTS]
        named = []
        for number, (act, proven) in enumerate(zip(_ACTS, proofs, strict=True)):
            name = f"{number}-{act.removeprefix('evidence.')}"
            named.append({"act": act, "name": name})
            bundle.writestr(f"proofs/{name}.tlog-proof", proven)
            bundle.writestr(f"proofs/{name}.json", canonical_json(said[act].payload))
        write_stamp(bundle, proofs[-1])
        bundle.writestr("plan.json", canonical_json(row.plan))
        bundle.writestr("redaction.json", canonical_json(_about(row, named)))
        bundle.writestr("log.vkey", verifier_key() + "\n")
        bundle.writestr("README.md", _readme(row))


def _about(row: Redaction, named: list[dict[str, str]]) -> dict[str, object]:
    return {
        "v": 1,
        "kind": "redacted copy",
        "redaction": row.redaction_id,
        "recording": row.recording_id,
        "root": row.root,
        "plan": row.plan_sha256,
        "sha256": row.sha256,
        "len": row.size,
        "reasons": row.reasons,
        "proofs": named,
    }


def _readme(row: Redaction) -> str:
    reasons = [(HidingReason(code), count) for code, count in row.reasons.items()]
    text = data_path("redacted-readme.md").read_text(encoding="utf-8")
    return text.format(
        redaction=row.redaction_id,
        recording=row.recording_id,
        root=row.root,
        plan=row.plan_sha256,
        sha256=row.sha256,
        zh="、".join(f"{one.zh}（{count}处）" for one, count in reasons),
        en=", ".join(f"{one.en} ({count})" for one, count in reasons),
    )

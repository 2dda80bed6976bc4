# SPDX-License-Identifier: Apache-2.0
"""Playable copies with Content Credentials in a bundle (带内容凭证的副本).

A copy is another file than the film that is proven, and lies in `extra/`: a manifest inside the
film would make it another film than the one that was signed on the scene.
"""

import shutil
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import structlog

from mingjing import __version__
from mingjing.evidence.queries.credentials import CannotSign, sign_copy, signing_standing
from mingjing.evidence.rules.manifest import Subject, manifest

_log = structlog.get_logger()
_SIGNED_KINDS = (".mp4", ".m4a")


@dataclass(frozen=True, slots=True)
class Copies:
    """Names of the copies in the bundle, and why there are no others (Chinese and English)."""

    names: tuple[str, ...]
    told: str


def write_copies(
    bundle: zipfile.ZipFile, films: Sequence[str], subject: Subject, now: datetime, folder: Path
) -> Copies:
    """Adds a copy of each MP4 film to the bundle that is being written; what fails is left out."""
    known = signing_standing(now)
    if not known.is_ready or known.certificate is None:
        return Copies((), f"没有带内容凭证的副本：{known.state.zh}。None: {known.state.en}.")
    chosen = [film for film in films if film.endswith(_SIGNED_KINDS)]
    if not chosen:
        return Copies((), "没有带内容凭证的副本：包内没有 MP4。None: the bundle holds no MP4.")
    names: list[str] = []
    for film in chosen:
        plain, signed = folder / film, folder / f"signed-{film}"
        try:
            with bundle.open(film) as source, plain.open("wb") as out:
                shutil.copyfileobj(source, out, 1 << 20)
            sign_copy(plain, signed, manifest(subject, film, now, __version__), now)
        except CannotSign as error:
            _log.warning("evidence.copy_not_signed", film=film, reason=str(error)[:300])
            told = (
                f"{film} 未能签署，原因见平台日志。{film} not signed; the platform's log says why."
            )
            return Copies(tuple(names), told)
        name = f"extra/{film.replace('.', '-credentials.', 1)}"
        bundle.write(signed, name, zipfile.ZIP_STORED)
        names.append(name)
        plain.unlink()
        signed.unlink()
    by = f"{known.certificate.holder}; {known.certificate.issuer}"
    listed = ", ".join(names)
    return Copies(tuple(names), f"{listed}（证书与签发者 / certificate and issuer: {by}）")

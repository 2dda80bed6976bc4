# SPDX-License-Identifier: Apache-2.0
"""Builds the verifier to be handed out: one file for Python, one for a browser.

`python -m tools.verifier build` writes `mingjing-verify.pyz` and `mingjing-verify.html`. The same
sources give the same bytes, so whoever builds it again can compare.
"""

import sys
import zipfile
from pathlib import Path

from mingjing_verify.page import page_html

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "mingjing_verify"
_START = """import sys

from mingjing_verify.cli import main

if __name__ == "__main__":  # processes that check signatures read this file again
    sys.exit(main())
"""
_DAY_ONE = (1980, 1, 1, 0, 0, 0)


def build(folder: Path) -> tuple[Path, Path]:
    """Write both files; returns where they are."""
    folder.mkdir(parents=True, exist_ok=True)
    archive, page = folder / "mingjing-verify.pyz", folder / "mingjing-verify.html"
    page.write_text(page_html(), encoding="utf-8")
    with archive.open("wb") as out:
        out.write(b"#!/usr/bin/env python3\n")
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
            _put(packed, "__main__.py", _START.encode())
            for path in sorted(PACKAGE.rglob("*")):
                if path.is_file() and "__pycache__" not in path.parts:
                    _put(packed, path.relative_to(PACKAGE.parent).as_posix(), path.read_bytes())
    archive.chmod(0o755)
    return archive, page


def _put(packed: zipfile.ZipFile, name: str, content: bytes) -> None:
    info = zipfile.ZipInfo(name, _DAY_ONE)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    packed.writestr(info, content)


if __name__ == "__main__":
    for written in build(Path(sys.argv[1] if len(sys.argv) > 1 else "build")):
        print(f"{written} ({written.stat().st_size} bytes)")

# SPDX-License-Identifier: Apache-2.0
"""The page that judges bundles in a browser, offline (离线核验网页): one file of these parts."""

from importlib.resources import files

_SCRIPTS = (
    "canonical.js",
    "zip.js",
    "keys.js",
    "tree.js",
    "notes.js",
    "links.js",
    "proofs.js",
    "anchored.js",
    "witnessed.js",
    "der.js",
    "methods.js",
    "certificates.js",
    "tokens.js",
    "stamped.js",
    "sources.js",
    "sha256.js",
    "redacted.js",
    "judge.js",
    "tell.js",
    "page.js",
)


def page_html() -> str:
    """The whole page: markup, style, words, forms and scripts in one text."""
    own = files("mingjing_verify.page")
    shared = files("mingjing_verify")

    def text(name: str) -> str:
        return own.joinpath(name).read_text(encoding="utf-8")

    def data(name: str) -> str:
        raw = shared.joinpath(name).read_text(encoding="utf-8").strip()
        return raw.replace("<", "\\u003c")

    parts = [f"const FORMATS = {data('format.json')};", f"const WORDS = {data('words.json')};"]
    parts += [text(name) for name in _SCRIPTS]
    page = text("page.html").replace("/* STYLE */", text("page.css"))
    return page.replace("/* SCRIPT */", "\n".join(parts))

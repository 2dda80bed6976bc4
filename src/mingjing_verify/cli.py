# SPDX-License-Identifier: Apache-2.0
"""The command `mingjing-verify`: judge a bundle, or a whole ledger, or write the offline page."""

import argparse
import json
import locale
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from mingjing_verify.findings import Verdict, words
from mingjing_verify.judge import judge
from mingjing_verify.log.errors import Broken, Reason, Unreachable
from mingjing_verify.log.notes import MAX_NOTE_BYTES, parse_vkey
from mingjing_verify.log.sources import source_of
from mingjing_verify.log.whole import verify_log
from mingjing_verify.page import page_html
from mingjing_verify.signatures import processors
from mingjing_verify.tell import tell

_ENDING = """exit codes: 0 whole, 1 incomplete (gaps or missing parts, each named),
2 suspect (changed, or a damaged copy), 3 not judged (malformed, unknown key),
64 the command was called wrongly, 70 the verifier itself failed

examples:
  mingjing-verify recording.zip --key ledger.vkey
  mingjing-verify recording.zip --key ledger.vkey --witness court.vkey
  mingjing-verify recording.zip --key ledger.vkey --tsa-cert authority.pem
  mingjing-verify recording.zip --key ledger.vkey --ledger https://city.example/ledger/log
  mingjing-verify log https://city.example/ledger/log --key ledger.vkey
  mingjing-verify --page mingjing-verify.html"""


_USAGE = 64
_FAILED = 70
_MOST_CERTIFICATE_BYTES = 1 << 22


class _Parser(argparse.ArgumentParser):
    """Ends with 64 when called wrongly: the codes 0 to 3 are verdicts and nothing else."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the call, and end."""
        self.print_usage(sys.stderr)
        self.exit(_USAGE, f"{self.prog}: {message}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit code. A fault of the verifier is never a verdict."""
    try:
        return _run(arguments)
    except Exception as error:
        print(f"mingjing-verify failed: {type(error).__name__}: {error}", file=sys.stderr)
        return _FAILED


def _run(arguments: Sequence[str] | None) -> int:
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    if given[:1] == ["log"]:
        return _log(given[1:])
    options = _parser().parse_args(given)
    if options.page:
        Path(options.page).write_text(page_html(), encoding="utf-8")
        return 0
    if not options.bundle:
        _parser().error("a bundle is needed: a zip file or a folder")
    outcome = judge(
        Path(options.bundle),
        _key_text(options.key),
        options.ledger,
        witnesses=_key_lines(options.witness),
        authorities=[_certificates(one) for one in options.tsa_cert],
        processes=processors(),
    )
    if options.json:
        told = outcome.as_json()
        if options.time:
            told["seconds"] = outcome.seconds
        print(json.dumps(told, ensure_ascii=False))
        return outcome.verdict.exit_code
    lang = options.lang or _language()
    print("\n".join(tell(outcome, lang)))
    if options.time:
        print(words()["headings"]["seconds"][lang], file=sys.stderr)
        for name, seconds in outcome.seconds.items():
            print(f"  {name}: {seconds:.3f}", file=sys.stderr)
    return outcome.verdict.exit_code


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="mingjing-verify",
        description="Judge the bundle of a recording, or a redacted copy, offline. "
        "离线核验执法录像证据包、脱敏件。",
        epilog=_ENDING,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("bundle", nargs="?", help="a zip file or the folder it unpacks to")
    parser.add_argument("--key", default="", help="the ledger's verifier key: the line or its file")
    parser.add_argument(
        "--witness",
        action="append",
        default=[],
        metavar="KEY",
        help="verifier key of a witness that should have cosigned, the line or a file of lines; "
        "may be repeated",
    )
    parser.add_argument(
        "--tsa-cert",
        action="append",
        default=[],
        metavar="FILE",
        help="certificates that are trusted to vouch for the timestamp (of the authority or its "
        "root; PEM or DER); may be repeated",
    )
    parser.add_argument(
        "--ledger",
        default="",
        metavar="PLACE",
        help="the whole ledger, a folder or an http(s) address: also look for entries held back",
    )
    parser.add_argument("--json", action="store_true", help="print the outcome as JSON")
    parser.add_argument("--lang", choices=("zh", "en"), help="language of the words")
    parser.add_argument("--time", action="store_true", help="also tell how long it took")
    parser.add_argument("--page", metavar="FILE", help="write the page that does this in a browser")
    return parser


def _log(arguments: Sequence[str]) -> int:
    """Judge a whole ledger from its files. Exit codes: 0 whole, 2 suspect, 3 not judged."""
    parser = _Parser(prog="mingjing-verify log", description=_log.__doc__)
    parser.add_argument("place", help="a folder or an http(s) address")
    parser.add_argument("--key", default="", help="the ledger's verifier key: the line or its file")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(arguments)
    told: dict[str, object]
    try:
        source = source_of(options.place)
        own = source.read("vkey", MAX_NOTE_BYTES) or b""
        key = parse_vkey(_key_text(options.key) or own.decode("utf-8", errors="replace"))
        report = verify_log(source, key)
        verdict = Verdict.WHOLE
        told = {"origin": report.origin, "size": report.size, "root": report.root}
    except Broken as error:
        is_key = error.reason is Reason.KEY_MALFORMED
        verdict = Verdict.NOT_JUDGED if is_key else Verdict.SUSPECT
        told = {"where": error.where, "reason": error.reason.en}
    except Unreachable as error:
        verdict, told = Verdict.NOT_JUDGED, {"reason": str(error)}
    told = {"verdict": verdict, **told, "key_given": bool(options.key)}
    if options.json:
        print(json.dumps(told, ensure_ascii=False))
    else:
        print("\n".join(f"{name}: {value}" for name, value in told.items()))
    return verdict.exit_code


def _key_lines(given: Sequence[str]) -> list[str]:
    """All lines of keys, of files or as given; a file without any is a key that is malformed."""
    lines: list[str] = []
    for one in given:
        found = [line.strip() for line in _key_text(one, "--witness").splitlines()]
        lines += [line for line in found if line and not line.startswith("#")] or ["-"]
    return lines


def _key_text(given: str, option: str = "--key") -> str:
    """The key line: what was given, or what stands in the file that was given."""
    if not given or ("+" in given and not Path(given).is_file()):
        return given
    try:
        return Path(given).read_text(encoding="utf-8", errors="replace").strip() or "-"
    except OSError as error:
        _parser().error(f"{option}: {error}")


def _certificates(given: str) -> bytes:
    """What stands in a file of certificates."""
    try:
        with Path(given).open("rb") as file:
            return file.read(_MOST_CERTIFICATE_BYTES)
    except OSError as error:
        _parser().error(f"--tsa-cert: {error}")


def _language() -> str:
    """Chinese where the machine speaks Chinese."""
    said = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    name = said or locale.getlocale()[0] or ""
    return "zh" if name.lower().startswith(("zh", "chinese")) else "en"

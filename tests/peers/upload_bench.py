# SPDX-License-Identifier: Apache-2.0
"""A file by tus-js-client through our door and through @tus/server, turn by turn, as JSON.

Ours asks for a pass, hashes every byte, waits for the disk and writes a receipt and a ledger entry;
@tus/server stores the bytes. The same client, file, disk and run; the medians are compared.
"""

import argparse
import hashlib
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from tests.rooms.evidence.door import Town, free_port, town  # noqa: E402 - set up first

HERE = Path(__file__).resolve().parent
_MEBIBYTE = 2**20
_PATIENCE = 60
WAYS = ("whole", "chunks")


def main() -> None:
    """Runs the rounds and prints what they took."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--mebibytes", type=int, default=200)
    asked.add_argument("--rounds", type=int, default=5)
    given = asked.parse_args()
    node = shutil.which("node") or str(Path(sys.executable).parent / "node")
    with tempfile.TemporaryDirectory(prefix="mingjing-upload-") as name:
        folder = Path(name)
        path = folder / "scene.bin"
        digest = _write(path, given.mebibytes)
        with town(folder / "ours") as door:
            rival = _rival(node, folder / "rival")
            try:
                found = _rounds(node, path, door, rival[1], given.rounds)
            finally:
                rival[0].terminate()
                rival[0].wait()
            receipts = door.ask("receipts", sha256=digest)
    found["receipts"] = len(receipts["rows"])
    found["mebibytes"] = given.mebibytes
    print(json.dumps(found, indent=2))  # noqa: T201 - the answer of the benchmark


def _rounds(node: str, path: Path, door: Town, port: int, rounds: int) -> dict[str, object]:
    """Seconds of each server for each way, one after the other, the first round not counted."""
    word = door.ask("upload_pass", who="zhao")["pass"]
    ends = {"mingjing": door.port, "tus_server": port}
    seconds: dict[str, dict[str, list[float]]] = {w: {end: [] for end in ends} for w in WAYS}
    for number in range(rounds + 1):
        for way in WAYS:
            order = list(ends) if number % 2 else list(reversed(ends))
            for end in order:
                took = _send(node, way, ends[end], path, word)
                if number:
                    seconds[way][end].append(took)
    found: dict[str, object] = {}
    for way, told in seconds.items():
        middle = {end: statistics.median(values) for end, values in told.items()}
        found[way] = {
            "mingjing_s": round(middle["mingjing"], 3),
            "tus_server_s": round(middle["tus_server"], 3),
            "mingjing_mib_s": round(path.stat().st_size / _MEBIBYTE / middle["mingjing"]),
            "ratio": round(middle["tus_server"] / middle["mingjing"], 2),
            "rounds": {end: [round(one, 3) for one in values] for end, values in told.items()},
        }
    return found


def _send(node: str, way: str, port: int, path: Path, word: str) -> float:
    os.sync()  # what the round before left does not weigh on this one
    done = subprocess.run(
        [node, "tus_client.mjs", way, f"http://127.0.0.1:{port}/files/", str(path)],
        cwd=HERE,
        env={**os.environ, "UPLOAD_PASS": word},
        capture_output=True,
        text=True,
        check=True,
    )
    return float(json.loads(done.stdout.splitlines()[-1])["seconds"])


def _write(path: Path, mebibytes: int) -> str:
    seen = hashlib.sha256()
    with path.open("wb") as target:
        for _ in range(mebibytes):
            block = os.urandom(_MEBIBYTE)
            seen.update(block)
            target.write(block)
    return seen.hexdigest()


def _rival(node: str, folder: Path) -> "tuple[subprocess.Popen[bytes], int]":
    folder.mkdir()
    port = free_port()
    server = subprocess.Popen([node, "tus_server.mjs", str(port), str(folder)], cwd=HERE)
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return server, port
        time.sleep(0.05)
    raise AssertionError("@tus/server does not answer")


if __name__ == "__main__":
    main()

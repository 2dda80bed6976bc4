# SPDX-License-Identifier: Apache-2.0
"""How long the verifier needs for a large recording; prints JSON.

`python -m tests.verify.gigabyte --bytes 1000000000`: a bundle of links of 250 kB, one a second, an
anchor a minute, as a zip in a temporary folder; judged several times in fresh processes.
"""

import argparse
import hashlib
import json
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import Any

from tests.verify.attacks import VKEY
from tests.verify.bundles import lay_out, make_case

LINK_BYTES = 250_000


def write_bundle(path: Path, size: int) -> int:
    """A bundle of about `size` bytes; returns its links."""
    count = max(1, size // LINK_BYTES)
    plan = (("init",), ("media", count), ("end", "finished"))
    case = make_case(plan, size=LINK_BYTES, anchor_every=60)
    chain, bodies = lay_out(case.lines)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as packed:
        for name, content in (case.papers() | {"chain.jsonl": chain}).items():
            packed.writestr(name, content)
        for name, parts in bodies.items():
            with packed.open(name, "w", force_zip64=True) as out:
                for part in parts:
                    out.write(part)
    return len(case.lines)


def hash_rate() -> float:
    """Gigabytes a second of one core's SHA-256, in pieces of a link: the limit of this machine."""
    block = bytes(LINK_BYTES)
    start = time.perf_counter()
    for _ in range(1_000):
        hashlib.sha256(block).digest()
    return LINK_BYTES / 1e6 / (time.perf_counter() - start)


def measure(size: int, repeat: int) -> dict[str, Any]:
    """Judge a bundle of `size` bytes `repeat` times."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "recording.zip"
        links = write_bundle(path, size)
        command = [sys.executable, "-m", "mingjing_verify", str(path), "--key", VKEY]
        runs = []
        spent = 0.0
        for _ in range(repeat):
            start = time.perf_counter()
            told = subprocess.run(
                [*command, "--json", "--time"], check=True, capture_output=True, text=True
            )
            whole = time.perf_counter() - start
            used = resource.getrusage(resource.RUSAGE_CHILDREN)
            busy, spent = used.ru_utime + used.ru_stime - spent, used.ru_utime + used.ru_stime
            outcome = json.loads(told.stdout)
            assert outcome["verdict"] == "whole", outcome
            runs.append({"process": round(whole, 3), "processor": round(busy, 3)} | {
                name: round(value, 3) for name, value in outcome["seconds"].items()
            })  # fmt: skip
        return {
            "bytes": path.stat().st_size,
            "links": links,
            "best_seconds": min(run["all"] for run in runs),
            "best_processor_seconds": min(run["processor"] for run in runs),
            "best_process_seconds": min(run["process"] for run in runs),
            "sha256_gigabytes_per_second_one_core": round(hash_rate(), 2),
            "runs": runs,
        }


def main() -> None:
    """Print the measurement as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bytes", type=int, default=1_000_000_000)
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()
    print(json.dumps(measure(options.bytes, options.repeat)))  # noqa: T201 - its output


if __name__ == "__main__":
    main()

# SPDX-License-Identifier: Apache-2.0
"""Another tool on the same file. Runs in that tool's own interpreter: imports nothing of ours.

Usage: python peer.py datacontract CONTRACT | python peer.py frictionless FILE SCHEMA
Prints one line of JSON; exit code 3 when the tool is not installed.
"""

import importlib
import importlib.metadata
import json
import sys
import time
from typing import Any


def _load(name: str) -> Any:  # optional tools, without types here
    try:
        return importlib.import_module(name)
    except ImportError:
        sys.exit(3)


def datacontract(contract: str) -> dict[str, object]:
    """Verdicts of datacontract-cli: which checks pass and which fail."""
    module = _load("datacontract.data_contract")
    begin = time.perf_counter()
    run = module.DataContract(data_contract_file=contract).test()
    seconds = time.perf_counter() - begin
    failed = [check for check in run.checks if str(check.result).endswith("failed")]
    errors = [check for check in run.checks if str(check.result).endswith("error")]
    ran = [check for check in run.checks if check.result is not None and check.field]
    stopped = next((check.reason for check in failed if check.type == "general"), "")
    note = f"{len(failed)} of {len(run.checks)} checks failed, {len(errors)} errors"
    if stopped:
        note = f"stopped with {len(ran)} checks done: {stopped.splitlines()[0]}"
    return {
        "version": importlib.metadata.version("datacontract-cli"),
        "seconds": seconds,
        "note": note,
        "failed": [[check.field, check.type, check.reason] for check in failed],
        "errors": [[check.field, check.type, check.reason] for check in errors],
    }


def frictionless(file: str, schema: str) -> dict[str, object]:
    """Verdicts of frictionless: rows and kinds of error."""
    module = _load("frictionless")
    module.system.trusted = True
    begin = time.perf_counter()
    resource = module.Resource(path=file, schema=module.Schema.from_descriptor(schema))
    report = resource.validate(limit_errors=1_000_000)
    seconds = time.perf_counter() - begin
    errors = report.flatten(["rowNumber", "fieldName", "type"])
    return {
        "version": importlib.metadata.version("frictionless"),
        "seconds": seconds,
        "note": f"{len({row for row, _, _ in errors})} rows with {len(errors)} errors",
        "errors": errors,
    }


if __name__ == "__main__":
    if sys.argv[1] == "datacontract":
        answer = datacontract(sys.argv[2])
    else:
        answer = frictionless(sys.argv[2], sys.argv[3])
    sys.stdout.write(json.dumps(answer) + "\n")

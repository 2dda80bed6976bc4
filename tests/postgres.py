# SPDX-License-Identifier: Apache-2.0
"""Runs the suite again on PostgreSQL, or says clearly that none is reachable.

`python -m tests.postgres tests/rooms` uses MINGJING_TEST_POSTGRES_URL, by default the server of
this machine. With MINGJING_REQUIRE_POSTGRES=1 (CI) an unreachable server is a failure.
"""

import os
import subprocess
import sys
from urllib.parse import urlsplit

import psycopg
import pytest

URL = os.environ.get("MINGJING_TEST_POSTGRES_URL", "postgres://postgres@127.0.0.1:5432/postgres")


def main() -> int:
    """Exit code of pytest, or 0 with a word when there is no server to run on."""
    server = urlsplit(URL)
    try:
        psycopg.connect(URL, connect_timeout=3).close()
    except psycopg.OperationalError as error:
        where = f"{server.hostname}:{server.port}"
        print(f"PostgreSQL: skipped, none reachable at {where} ({str(error).splitlines()[0]})")
        return 1 if os.environ.get("MINGJING_REQUIRE_POSTGRES") == "1" else 0
    print("PostgreSQL: running", " ".join(sys.argv[1:]))
    environment = {
        **os.environ,
        "MINGJING_TEST_DATABASE_URL": URL,
        "PGOPTIONS": "-c synchronous_commit=off",  # the server is not killed here
    }
    code = subprocess.call([sys.executable, "-m", "pytest", "-q", *sys.argv[1:]], env=environment)
    if code == pytest.ExitCode.NO_TESTS_COLLECTED:
        print("PostgreSQL: none of these tests touches a database")
        return 0
    return code


if __name__ == "__main__":
    sys.exit(main())

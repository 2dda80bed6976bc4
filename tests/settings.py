# SPDX-License-Identifier: Apache-2.0
"""Settings of the suite: a fresh home per process, SQLite unless a PostgreSQL is named."""

import os
import tempfile
import zlib
from pathlib import Path

os.environ["MINGJING_HOME"] = tempfile.mkdtemp(prefix="mingjing-test-")
os.environ["MINGJING_ENV"] = "production"
os.environ.pop("MINGJING_HOSTS", None)
os.environ["MINGJING_DATABASE_URL"] = os.environ.get("MINGJING_TEST_DATABASE_URL", "")

from mingjing.entry.messages import compile_messages
from mingjing.entry.settings import *  # noqa: F403

# Two checkouts on one machine test at once: each has a database of its own name on the server.
_checkout = zlib.crc32(str(Path(__file__).resolve()).encode())
if os.environ["MINGJING_DATABASE_URL"]:
    DATABASES["default"]["TEST"] = {"NAME": f"test_mingjing_{_checkout:08x}"}  # noqa: F405

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # speed, tests only
TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend",
        "QUEUES": ["default", "films"],
    }
}
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405 - whitenoise wants the folder
compile_messages()  # the pages under test speak Chinese

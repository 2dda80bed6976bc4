# SPDX-License-Identifier: Apache-2.0
"""tuspy against a tus server: ENDPOINT FILE; breaks off in the middle and goes on."""

import json
import os
import sys

from tusclient.client import TusClient

_CHUNK = 5 * 1024 * 1024


def main(endpoint: str, path: str) -> None:
    """Uploads half of the file, then the rest by another uploader that only knows the address."""
    client = TusClient(endpoint, headers={"Authorization": f"Bearer {os.environ['UPLOAD_PASS']}"})
    half = os.path.getsize(path) // 2
    said = {"filename": "tuspy.bin"}
    first = client.uploader(path, chunk_size=_CHUNK, metadata=said, upload_checksum=True)
    first.upload(stop_at=half)
    second = client.uploader(path, chunk_size=_CHUNK, url=first.url, upload_checksum=True)
    resumed_at = second.offset
    second.upload()
    print(json.dumps({"url": second.url, "resumed_at": resumed_at, "offset": second.offset}))  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])

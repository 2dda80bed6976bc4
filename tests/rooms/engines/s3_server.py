# SPDX-License-Identifier: Apache-2.0
"""An S3 server in a process of its own, run by the interpreter that has moto.

Prints its port once it listens and holds the bucket `lake`. A line `stop` makes it listen no more,
`start` makes it listen again with what it held; each is answered by a line. It ends when its input
does. Imports nothing of ours.
"""

import sys

import boto3
from moto.server import ThreadedMotoServer


def listening(port: int) -> ThreadedMotoServer:
    made = ThreadedMotoServer(ip_address="127.0.0.1", port=port, verbose=False)
    made.start()
    return made


def silent(server: ThreadedMotoServer) -> None:
    server.stop()
    server._server.server_close()


def answer(line: object) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


server = listening(0)
host, port = server.get_host_and_port()
client = boto3.client(
    "s3",
    endpoint_url=f"http://{host}:{port}",
    region_name="us-east-1",
    aws_access_key_id="test",
    aws_secret_access_key="test",
)
client.create_bucket(Bucket="lake")
answer(port)
for line in sys.stdin:
    if line.strip() == "stop":
        silent(server)
    else:
        server = listening(port)
    answer("done")
server.stop()

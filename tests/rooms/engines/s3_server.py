# SPDX-License-Identifier: Apache-2.0
"""An S3 server in a process of its own, run by the interpreter that has moto.

Prints its port once it listens and holds the bucket `lake`; stops when its input ends. Imports
nothing of ours.
"""

import sys

import boto3
from moto.server import ThreadedMotoServer

server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
host, port = server.get_host_and_port()
client = boto3.client(
    "s3",
    endpoint_url=f"http://{host}:{port}",
    region_name="us-east-1",
    aws_access_key_id="test",
    aws_secret_access_key="test",
)
client.create_bucket(Bucket="lake")
sys.stdout.write(f"{port}\n")
sys.stdout.flush()
sys.stdin.read()
server.stop()

# SPDX-License-Identifier: Apache-2.0
"""Helpers: small HTTP servers that tests start: a witness, an authority by `openssl ts`."""

import socketserver
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from pathlib import Path

from tests.rooms.ledger.witness_logs import AskedWitness

from mingjing.ledger.types import WitnessAddress

Answering = Callable[[str, bytes], tuple[int, str, bytes]]
"""From path and body to status, media type and body."""


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


@contextmanager
def serving(answer: Answering) -> Iterator[str]:
    """An HTTP server on a port of its own that answers each POST; gives its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status, kind, content = answer(self.path, body)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *args: object) -> None:
            """Silence."""

    with _Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def served(witness: AskedWitness) -> Iterator[WitnessAddress]:
    """A witness behind HTTP, as the settings name it."""

    def answer(path: str, body: bytes) -> tuple[int, str, bytes]:
        status, kind, text = witness.ask(body, path=path)
        return status, kind, text.encode()

    with serving(answer) as url:
        yield WitnessAddress(witness.store.key.vkey(), url)


_CONFIG = """
[req]
distinguished_name = dn
[dn]
[v3_ca]
basicConstraints = critical,CA:true
[v3_tsa]
basicConstraints = CA:false
extendedKeyUsage = critical,timeStamping
[tsa]
default_tsa = authority
[authority]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/tsa.pem
certs = {folder}/ca.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ordering = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


@dataclass(frozen=True, slots=True)
class Authority:
    """A time-stamping authority with a root of its own, made and run by OpenSSL."""

    folder: Path

    @property
    def ca(self) -> Path:
        return self.folder / "ca.pem"

    def reply(self, query: bytes) -> bytes:
        """What it answers to a request."""
        (self.folder / "query.tsq").write_bytes(query)
        self._openssl(
            "ts", "-reply", "-config", self.folder / "tsa.cnf",
            "-queryfile", self.folder / "query.tsq", "-out", self.folder / "reply.tsr",
        )  # fmt: skip
        return (self.folder / "reply.tsr").read_bytes()

    def verifies(self, data: Path, reply: Path) -> bool:
        """Whether OpenSSL accepts a reply on these bytes."""
        done = subprocess.run(
            ["openssl", "ts", "-verify", "-data", data, "-in", reply, "-CAfile", self.ca],
            capture_output=True,
            check=False,
        )
        return done.returncode == 0

    def answer(self, path: str, body: bytes) -> tuple[int, str, bytes]:
        """The same behind HTTP."""
        return 200, "application/timestamp-reply", self.reply(body)

    def _openssl(self, *arguments: object) -> None:
        subprocess.run(["openssl", *map(str, arguments)], capture_output=True, check=True)


def make_authority(folder: Path) -> Authority:
    """Root, certificate for stamping, configuration."""
    folder.mkdir(parents=True)
    (folder / "tsa.cnf").write_text(_CONFIG.format(folder=folder))
    (folder / "serial").write_text("01\n")
    authority = Authority(folder)
    config = ("-config", folder / "tsa.cnf")
    for name in ("ca", "tsa"):
        key = folder / f"{name}.key"
        authority._openssl("ecparam", "-genkey", "-name", "prime256v1", "-noout", "-out", key)
    authority._openssl(
        "req", "-x509", "-new", *config, "-extensions", "v3_ca", "-key", folder / "ca.key",
        "-subj", "/CN=Test Root", "-days", "3650", "-out", folder / "ca.pem",
    )  # fmt: skip
    authority._openssl(
        "req", "-new", *config, "-key", folder / "tsa.key",
        "-subj", "/CN=Test Authority", "-out", folder / "tsa.csr",
    )  # fmt: skip
    authority._openssl(
        "x509", "-req", "-in", folder / "tsa.csr", "-CA", folder / "ca.pem",
        "-CAkey", folder / "ca.key", "-CAcreateserial", "-days", "3650",
        "-extfile", folder / "tsa.cnf", "-extensions", "v3_tsa", "-out", folder / "tsa.pem",
    )  # fmt: skip
    return authority

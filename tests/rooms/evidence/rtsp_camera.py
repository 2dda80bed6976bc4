# SPDX-License-Identifier: Apache-2.0
"""A camera that speaks just enough RTSP (RFC 2326): Basic login, one picture, RTP over the TCP.

The picture is synthetic: an ffmpeg sends it as RTP to this process, which passes it on.
"""

import base64
import socket
import subprocess
import threading
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType as Trace
from typing import Self

from tests.rooms.evidence.pushing import CODED, PICTURE


class Camera:
    """Listens on a free port; `logins` are the Authorization fields that it was shown."""

    def __init__(self, folder: Path, login: str) -> None:
        self._sdp = folder / "camera.sdp"
        self._wanted = "Basic " + base64.b64encode(login.encode()).decode()
        self.refused = self.let_in = 0
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self._rtp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._rtp.bind(("127.0.0.1", 0))
        self._rtp.settimeout(0.2)
        self._watching: socket.socket | None = None
        self._is_on = True

    def __enter__(self) -> Self:
        port = self._rtp.getsockname()[1]
        self._lens = subprocess.Popen(
            ["ffmpeg", "-hide_banner", "-nostdin", "-loglevel", "error", "-re", *PICTURE, *CODED,
             "-bsf:v", "dump_extra", "-f", "rtp", "-sdp_file", str(self._sdp),
             f"rtp://127.0.0.1:{port}?pkt_size=1200"],
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
        for work in (self._answer, self._pass_on):
            threading.Thread(target=work, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: Trace | None,
    ) -> None:
        self._is_on = False
        self._lens.kill()
        self._lens.wait()
        self.cut()
        self._listening.close()
        self._rtp.close()

    def cut(self) -> None:
        """The network of the camera goes away; it may be asked again."""
        watching, self._watching = self._watching, None
        if watching is not None:
            watching.shutdown(socket.SHUT_RDWR)

    def _pass_on(self) -> None:
        while self._is_on:
            try:
                packet = self._rtp.recv(65536)
            except OSError:
                continue
            watching = self._watching
            if watching is not None:
                try:
                    watching.sendall(b"$\0" + len(packet).to_bytes(2) + packet)
                except OSError:
                    self._watching = None

    def _answer(self) -> None:
        while self._is_on:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError):  # whoever watched has gone
            self._speak(connection)

    def _speak(self, connection: socket.socket) -> None:
        held = b""
        with connection:
            while self._is_on:
                part = connection.recv(65536)
                if not part:
                    return
                held += part
                while held[:1] == b"$" and len(held) >= 4:
                    held = held[4 + int.from_bytes(held[2:4]) :]
                while b"\r\n\r\n" in held and held[:1] != b"$":
                    head, held = held.split(b"\r\n\r\n", 1)
                    self._reply(connection, head.decode())

    def _reply(self, connection: socket.socket, head: str) -> None:
        lines = head.split("\r\n")
        method = lines[0].split()[0]
        fields = {k.lower(): v for k, _, v in (line.partition(": ") for line in lines[1:])}
        more, body, status = "", b"", "200 OK"
        if method == "OPTIONS":
            more = "Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN\r\n"
        elif fields.get("authorization") != self._wanted:
            self.refused += 1
            status, more = "401 Unauthorized", 'WWW-Authenticate: Basic realm="camera"\r\n'
        elif method == "DESCRIBE":
            body = self._description()
            more = f"Content-Type: application/sdp\r\nContent-Length: {len(body)}\r\n"
        elif method == "SETUP":
            more = "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\nSession: 1\r\n"
        elif method == "PLAY":
            self.let_in += 1
            more = "Session: 1\r\n"
        answer = f"RTSP/1.0 {status}\r\nCSeq: {fields['cseq']}\r\n{more}\r\n"
        connection.sendall(answer.encode() + body)
        if method == "PLAY":
            self._watching = connection

    def _description(self) -> bytes:
        until = time.monotonic() + 10
        while not (self._sdp.exists() and "m=video" in self._sdp.read_text()):
            assert time.monotonic() < until
            time.sleep(0.05)
        text = self._sdp.read_text()
        return text[text.index("v=0") :].replace("\r\n", "\n").replace("\n", "\r\n").encode()

# SPDX-License-Identifier: Apache-2.0
"""A real server and a real Chromium.

By default the server runs on a fresh store with one account. `MINGJING_BROWSER_HOME` names a
filled store instead (after `make demo`: `var`); `MINGJING_SCREENSHOTS` a folder for pictures.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright
from tools.screenshots import CHROMIUM, FLAGS

from tests.architecture.house import ROOT
from tests.browser.recording_people import CAMERA, open_recorder, signed_in
from tests.browser.recording_site import RecordingSite

_START_SECONDS = 60


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(base: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        assert server.poll() is None, "the server ended"
        try:
            with urlopen(f"{base}/about", timeout=5):  # noqa: S310 - our own address
                return
        except URLError:
            time.sleep(0.1)
    raise AssertionError(f"the server at {base} did not start")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = os.environ.get("MINGJING_BROWSER_HOME") or str(tmp_path_factory.mktemp("home"))
    environment = {
        **os.environ,
        "MINGJING_HOME": home,
        "MINGJING_ENV": "production",
        "DJANGO_SETTINGS_MODULE": "tests.browser.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
    }
    run = [sys.executable, "-m"]
    subprocess.run([*run, "tests.browser.seed"], check=True, env=environment, cwd=ROOT)
    port = _free_port()
    command = [
        *run, "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--blocking-threads", "2", "--no-ws", "--log-level", "warning",
        "mingjing.entry.wsgi:application",
    ]  # fmt: skip
    server = subprocess.Popen(command, env=environment, cwd=ROOT)
    base = f"http://127.0.0.1:{port}"
    try:
        _wait(base, server)
        yield base
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture(scope="session")
def play() -> Iterator[Playwright]:
    """The one driver of all browsers: two of them cannot run in one process."""
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no Chromium at {CHROMIUM} (Debian: apt-get install chromium)")
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(play: Playwright) -> Iterator[Browser]:
    launched = play.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
    yield launched
    launched.close()


@pytest.fixture(scope="module")
def phone(play: Playwright) -> Iterator[Browser]:
    """A browser with a camera that nobody has to allow."""
    launched = play.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *CAMERA])
    yield launched
    launched.close()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordingSite]:
    """A site with its doors, for recordings."""
    site = RecordingSite(tmp_path_factory.mktemp("recordings"))
    yield site
    site.close()


@pytest.fixture
def recorder(place: RecordingSite, phone: Browser) -> Iterator[Page]:
    """The recorder's page, ready to begin."""
    page = signed_in(phone, place)
    open_recorder(page, place)
    yield page
    page.context.close()


@pytest.fixture
def pictures() -> Path | None:
    folder = os.environ.get("MINGJING_SCREENSHOTS")
    if not folder:
        return None
    Path(folder).mkdir(parents=True, exist_ok=True)
    return Path(folder)

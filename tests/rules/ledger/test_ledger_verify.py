# SPDX-License-Identifier: Apache-2.0
"""The verifier finds every way to tamper with the files, and needs nothing but them."""

import ast
import gzip
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.rules.ledger.ledger_trees import KEY, grown, leaves, write_log

from mingjing.ledger.rules.notes import LogKey, checkpoint_text
from mingjing_verify.log import errors
from mingjing_verify.log.errors import Broken, Reason, Unreachable
from mingjing_verify.log.files import File, front
from mingjing_verify.log.notes import SignedHead, open_checkpoint, parse_vkey
from mingjing_verify.log.sources import FolderSource, HttpSource, source_of
from mingjing_verify.log.whole import list_files, verify_log

SIZE = 70_000
VKEY = parse_vkey(KEY.vkey())


@pytest.fixture(scope="session")
def large_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log with three levels of tiles; tests that alter it take a copy."""
    folder = tmp_path_factory.mktemp("large")
    write_log(folder, SIZE)
    return folder


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A log of 700 entries of the test's own."""
    write_log(tmp_path, 700)
    return tmp_path


def reason_of(folder: Path, known: list[SignedHead] | None = None) -> Reason:
    with pytest.raises(Broken) as broken:
        verify_log(FolderSource(folder), VKEY, known=known or [])
    return broken.value.reason


def head_of(count: int, key: LogKey = KEY) -> SignedHead:
    edge, _ = grown(leaves(count), [])
    return open_checkpoint(
        checkpoint_text(key, count, edge.root()).encode(), parse_vkey(key.vkey())
    )


@pytest.mark.parametrize("size", [0, 1, 2, 255, 256, 257, 511, 512, 513, 700])
def test_it_confirms_a_whole_log(tmp_path: Path, size: int) -> None:
    edge = write_log(tmp_path, size)
    report = verify_log(FolderSource(tmp_path), VKEY)
    assert report.size == edge.size == size
    assert report.origin == KEY.name


def test_it_confirms_three_levels_of_tiles_and_tells_how_far_it_is(large_log: Path) -> None:
    seen: list[tuple[int, int]] = []
    report = verify_log(
        FolderSource(large_log), VKEY, told=lambda done, size: seen.append((done, size))
    )
    assert report.files == 1 + 2 * 274 + 2 + 1  # checkpoint, bundles and level 0, level 1, level 2
    assert seen[-1] == (SIZE, SIZE)


@pytest.mark.parametrize("old", [1, 100, 256, 300, 512, 699, 700])
def test_it_confirms_an_earlier_checkpoint(log: Path, old: int) -> None:
    verify_log(FolderSource(log), VKEY, known=[head_of(old)])


def test_it_finds_a_rewritten_history(log: Path) -> None:
    true = head_of(300)
    forged = SignedHead(origin=true.origin, size=300, root=head_of(299).root)
    assert reason_of(log, [forged]) is Reason.HISTORY_DIFFERS


def test_it_finds_a_log_that_was_cut_back(log: Path) -> None:
    assert reason_of(log, [head_of(701)]) is Reason.LOG_SHRUNK


def test_it_reads_the_full_tile_where_the_partial_one_is_gone(log: Path, tmp_path: Path) -> None:
    later = tmp_path / "later"
    write_log(later, 1400)
    shutil.copy(log / "checkpoint", later / "checkpoint")
    for partial in later.rglob("*.p"):
        shutil.rmtree(partial)
    (later / "tile/1/000.p").mkdir()
    shutil.copy(log / "tile/1/000.p/2", later / "tile/1/000.p/2")
    assert verify_log(FolderSource(later), VKEY).size == 700


FILES = sorted(file.path(is_full=file.width == 256) for file in list_files(700))


@pytest.mark.parametrize("path", FILES)
def test_it_finds_a_flipped_byte_in_any_file(log: Path, path: str) -> None:
    raw = bytearray((log / path).read_bytes())
    raw[len(raw) // 2] ^= 1
    (log / path).write_bytes(raw)
    assert reason_of(log) in {
        Reason.LEAF_DIFFERS,
        Reason.TILE_DIFFERS,
        Reason.BUNDLE_MALFORMED,
    }


@pytest.mark.parametrize("path", FILES)
def test_it_finds_a_file_cut_short(log: Path, path: str) -> None:
    raw = (log / path).read_bytes()
    (log / path).write_bytes(raw[:-1])
    assert reason_of(log) in {Reason.FILE_LENGTH, Reason.BUNDLE_MALFORMED}


@pytest.mark.parametrize("path", FILES)
def test_it_finds_a_file_with_something_added(log: Path, path: str) -> None:
    with (log / path).open("ab") as file:
        file.write(b"\x00")
    assert reason_of(log) in {Reason.FILE_LENGTH, Reason.BUNDLE_MALFORMED}


@pytest.mark.parametrize("path", ["checkpoint", *FILES])
def test_it_finds_a_missing_file(log: Path, path: str) -> None:
    (log / path).unlink()
    assert reason_of(log) is Reason.FILE_MISSING


def swap(folder: Path, one: str, other: str) -> None:
    first, second = (folder / one).read_bytes(), (folder / other).read_bytes()
    (folder / one).write_bytes(second)
    (folder / other).write_bytes(first)


def swap_bundles(folder: Path) -> None:
    swap(folder, "tile/entries/000", "tile/entries/001")


def swap_whole_tiles(folder: Path) -> None:
    swap_bundles(folder)
    swap(folder, "tile/0/000", "tile/0/001")


def swap_everything_below_the_root(folder: Path) -> None:
    swap_whole_tiles(folder)
    raw = (folder / "tile/1/000.p/2").read_bytes()
    (folder / "tile/1/000.p/2").write_bytes(raw[32:] + raw[:32])


def change_one_entry_throughout(folder: Path) -> None:
    """A forger who rewrites the tree but cannot sign."""
    items = leaves(700)
    items[17] = b'{"n":"forged"}'
    _, files = grown(items, [])
    for path, content in files.items():
        (folder / path).write_bytes(content)


@pytest.mark.parametrize(
    ("tamper", "reason"),
    [
        (swap_bundles, Reason.LEAF_DIFFERS),
        (swap_whole_tiles, Reason.TILE_DIFFERS),
        (swap_everything_below_the_root, Reason.ROOT_DIFFERS),
        (change_one_entry_throughout, Reason.ROOT_DIFFERS),
    ],
)
def test_it_finds_files_that_were_swapped_or_rewritten(
    log: Path, tamper: Callable[[Path], None], reason: Reason
) -> None:
    tamper(log)
    assert reason_of(log) is reason


def test_it_finds_a_log_signed_with_another_key(log: Path) -> None:
    other = LogKey(name=KEY.name, seed=b"\x08" * 32)
    write_log(log, 700, other)
    assert reason_of(log) is Reason.NOT_SIGNED


def test_it_finds_a_checkpoint_of_another_size(log: Path) -> None:
    write_text = (log / "checkpoint").read_text().replace("\n700\n", "\n699\n")
    (log / "checkpoint").write_text(write_text)
    assert reason_of(log) is Reason.SIGNATURE_WRONG


def test_it_does_not_read_a_file_that_is_far_too_long(log: Path) -> None:
    with (log / "tile/0/000").open("ab") as file:
        file.truncate(1 << 30)
    assert reason_of(log) is Reason.FILE_LENGTH


def test_it_says_when_there_is_no_log_to_read(tmp_path: Path) -> None:
    with pytest.raises(Unreachable):
        source_of(str(tmp_path / "nowhere"))


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder, gzipped when the file's number is odd, and fails where told to."""

    failing: str = ""
    coding: str = "gzip"

    def do_GET(self) -> None:
        path = Path(str(self.directory) + self.path)
        if self.failing and self.path.endswith(self.failing):
            self.send_error(500)
        elif not path.is_file():
            self.send_error(404)
        else:
            self.send_response(200)
            body = path.read_bytes()
            if self.path.endswith(("1", "checkpoint")):
                body = gzip.compress(body)
                self.send_header("Content-Encoding", self.coding)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None: ...


@pytest.fixture
def serve(log: Path) -> Iterator[Callable[..., str]]:
    """Start a server of this machine on the test's log; returns its address."""
    servers: list[http.server.ThreadingHTTPServer] = []

    def start(**changes: str) -> str:
        handler = type("Here", (Handler,), changes)
        server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), lambda *args: handler(*args, directory=str(log))
        )
        servers.append(server)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        return f"http://127.0.0.1:{server.server_address[1]}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def test_it_confirms_a_log_over_http(serve: Callable[..., str]) -> None:
    source = source_of(serve())
    assert isinstance(source, HttpSource)
    assert verify_log(source, VKEY).size == 700


def test_it_finds_tampering_over_http(serve: Callable[..., str], log: Path) -> None:
    (log / "tile/0/001").unlink()
    with pytest.raises(Broken) as broken:
        verify_log(source_of(serve()), VKEY)
    assert broken.value.reason is Reason.FILE_MISSING


@pytest.mark.parametrize("changes", [{"failing": "001"}, {"coding": "br"}])
def test_it_blames_the_server_not_the_log(
    serve: Callable[..., str], changes: dict[str, str]
) -> None:
    with pytest.raises(Unreachable):
        verify_log(source_of(serve(**changes)), VKEY)


def test_it_says_when_nobody_answers() -> None:
    with pytest.raises(Unreachable):
        HttpSource("http://127.0.0.1:1").read("checkpoint", 100)


def test_every_reason_has_chinese_and_english() -> None:
    for reason in Reason:
        assert reason.zh
        assert reason.en
        assert reason.zh != reason.en
    assert str(Broken(Reason.NOT_SIGNED, "here")) == f"here: {Reason.NOT_SIGNED.en}"


def test_it_shares_no_code_with_the_writer() -> None:
    allowed = {"cryptography", *sys.stdlib_module_names}
    for file in Path(errors.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            for name in names:
                own = name.startswith("mingjing_verify.log.")
                assert own or name.partition(".")[0] in allowed, f"{file.name} imports {name}"


def test_the_commands_that_verify_need_no_django() -> None:
    code = (
        "import sys, mingjing.ledger.cli as c;"
        "assert not [m for m in sys.modules if m.partition('.')[0] == 'django'];"
        "c.ledger(['verify', '--help'])"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


@pytest.mark.parametrize(
    "path", ["notes.txt", "tile/evil", "tile/0/0999", "tile/00/000", "tile/0/000.p/257", "tile/.x"]
)
def test_it_finds_a_file_that_is_not_of_the_log(log: Path, path: str) -> None:
    (log / path).parent.mkdir(parents=True, exist_ok=True)
    (log / path).write_bytes(b"x")
    assert reason_of(log) is Reason.FILE_FOREIGN


def test_it_passes_over_what_a_killed_writer_leaves(
    log: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    later = tmp_path_factory.mktemp("later")
    write_log(later, 1400)
    shutil.copy(later / "tile/0/004", log / "tile/0/004")
    (log / "tile/0/.005.draft").write_bytes(b"half")
    assert verify_log(FolderSource(log), VKEY).size == 700


@pytest.mark.parametrize("kind", ["tile/0", "tile/entries"])
def test_it_holds_older_partial_files_to_the_log(log: Path, kind: str) -> None:
    newest = log / kind / "002.p" / "188"
    older = newest.with_name("1")
    older.write_bytes(front(newest.read_bytes(), File(0 if kind == "tile/0" else None, 2, 1)))
    assert verify_log(FolderSource(log), VKEY).size == 700
    older.write_bytes(older.read_bytes()[:-1] + b"?")
    assert reason_of(log) is Reason.FILE_STALE


@pytest.mark.parametrize("path", ["checkpoint", "tile/0/000", "tile/entries/001"])
def test_it_follows_no_link_and_opens_no_device(
    log: Path, tmp_path_factory: pytest.TempPathFactory, path: str
) -> None:
    moved = tmp_path_factory.mktemp("elsewhere") / "moved"
    (log / path).rename(moved)
    (log / path).symlink_to(moved)
    assert reason_of(log) is Reason.FILE_KIND
    (log / path).unlink()
    os.mkfifo(log / path)
    assert reason_of(log) is Reason.FILE_KIND
    (log / path).unlink()
    (log / path).mkdir()
    assert reason_of(log) is Reason.FILE_KIND


def test_it_follows_no_linked_folder(log: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "level"
    (log / "tile/1").rename(elsewhere)
    (log / "tile/1").symlink_to(elsewhere)
    assert reason_of(log) is Reason.FILE_KIND

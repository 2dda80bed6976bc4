# SPDX-License-Identifier: Apache-2.0
"""What the environment says (运行环境): every setting of the platform, read in one place.

| variable | meaning | default |
|---|---|---|
| MINGJING_HOME | folder of all state | `var` |
| MINGJING_ENV | `production` or `development` | production |
| MINGJING_HOSTS | host names served, separated by commas | this machine only |
| MINGJING_HTTPS | `1` when the outside sees https: secure cookies, HSTS | 1 unless local |
| MINGJING_PROXIES | proxies of ours before the site; each adds to `X-Forwarded-For` | 0 |
| MINGJING_DATABASE_URL | `postgres://user:password@host:port/name` | SQLite in the home |
| MINGJING_OBJECTS_URL | `s3://bucket/prefix` for lake and evidence objects | folder in the home |
| MINGJING_LEDGER_ORIGIN | name of the log in its checkpoints | mingjing.local/ledger |
| MINGJING_SITE_URL | public address of the site | what `serve` listens on |
| MINGJING_DOORS_URL | public address of the door for recordings | `serve`: port + 1 |
| MINGJING_MAX_FILE_BYTES | largest file taken in, unpacked | 20000000000 |
| MINGJING_WITNESSES | who cosigns the log: file of lines `vkey url`, or these with commas | none |
| MINGJING_TSA_URL | time-stamping authority (RFC 3161) that stamps checkpoints | none |
| MINGJING_TSA_CA | PEM file: the root of its certificates, and what lies between | – |
| MINGJING_TSA_MINUTES | a checkpoint is stamped at most once in so many minutes | 10 |
| MINGJING_C2PA_CHAIN | PEM file: certificate that signs playable copies, its issuers | none |
| MINGJING_C2PA_KEY | PEM file: the private key of that certificate | none |
| MINGJING_C2PA_TSA_URL | time-stamping authority (RFC 3161) for these signatures | none |
| MINGJING_PUSH_ADDRESS | for `mingjing evidence pull`: where it pushes, with the pass | none |
| MINGJING_SOURCE_LOGIN | for `mingjing evidence pull`: `user:password` of the camera | none |
| MINGJING_DEMO | `1`: one-click sign-in, on this machine only; `mingjing demo` sets it | off |
"""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from mingjing.kernel.errors import Invalid

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
"""Names under which only this machine is reached."""
DEFAULT_DOORS_URL = "http://127.0.0.1:8001"
_DEFAULT_MAX_FILE_BYTES = "20000000000"


class SettingWrong(Invalid):
    """A setting of the environment cannot be used (环境设置有误)."""

    code = "entry.setting_wrong"
    zh = "环境变量 {name}={value} 有误：{cause}。"
    en = "The setting {name}={value} cannot be used: {cause}."
    remedy_zh = "请更正后重新运行；设置项见 docs/reference/settings.md。"
    remedy_en = "Correct it and run again; docs/reference/settings.md lists the settings."


@dataclass(frozen=True, slots=True)
class Environment:
    """Settings as the process found them (运行设置)."""

    home: Path
    is_development: bool
    hosts: tuple[str, ...]
    is_https: bool
    database_url: str
    objects_url: str
    ledger_origin: str
    max_file_bytes: int
    is_demo: bool = False
    site_url: str = ""
    doors_url: str = ""
    proxies: int = 0

    @property
    def site_origins(self) -> tuple[str, ...]:
        """Whose pages may call the door: the site's own, by each of its names."""
        if not self.site_url:
            scheme = "https" if self.is_https else "http"
            return tuple(f"{scheme}://{host}" for host in self.hosts)
        site = urlsplit(self.site_url)
        port = f":{site.port}" if site.port else ""
        names = LOOPBACK if site.hostname in LOOPBACK else (site.hostname,)
        return tuple(f"{site.scheme}://{name}{port}" for name in names)


def read_environment() -> Environment:
    """The settings of this process.

    Raises: SettingWrong.
    """
    stage = os.environ.get("MINGJING_ENV", "production")
    if stage not in {"production", "development"}:
        cause = "it is neither production nor development"
        raise SettingWrong(name="MINGJING_ENV", value=stage, cause=cause)
    most = os.environ.get("MINGJING_MAX_FILE_BYTES", _DEFAULT_MAX_FILE_BYTES)
    if not most.isascii() or not most.isdecimal() or not 0 < int(most) < 2**63:
        cause = "it is not a positive number of bytes"
        raise SettingWrong(name="MINGJING_MAX_FILE_BYTES", value=most, cause=cause)
    hosts = tuple(h for h in os.environ.get("MINGJING_HOSTS", "").split(",") if h) or LOOPBACK
    is_local = all(host in LOOPBACK for host in hosts)
    return Environment(
        home=Path(os.environ.get("MINGJING_HOME", "var")).resolve(),
        is_development=stage == "development",
        hosts=hosts,
        is_https=os.environ.get("MINGJING_HTTPS", "0" if is_local else "1") == "1",
        database_url=os.environ.get("MINGJING_DATABASE_URL", ""),
        objects_url=os.environ.get("MINGJING_OBJECTS_URL", ""),
        ledger_origin=os.environ.get("MINGJING_LEDGER_ORIGIN", "mingjing.local/ledger"),
        max_file_bytes=int(most),
        is_demo=_is_demo(is_local),
        site_url=address("MINGJING_SITE_URL", ""),
        doors_url=address("MINGJING_DOORS_URL", DEFAULT_DOORS_URL),
        proxies=_proxies(),
    )


def _proxies() -> int:
    """How many entries at the end of `X-Forwarded-For` are written by proxies of ours.

    Raises: SettingWrong.
    """
    value = os.environ.get("MINGJING_PROXIES", "") or "0"
    if value not in set("0123456789"):
        cause = "it is not a number from 0 to 9"
        raise SettingWrong(name="MINGJING_PROXIES", value=value, cause=cause)
    return int(value)


def address(name: str, default: str) -> str:
    """An http(s) address without a slash at its end.

    Raises: SettingWrong.
    """
    value = os.environ.get(name, "") or default
    try:
        url = urlsplit(value)
        is_fine = not value or (url.scheme in {"http", "https"} and bool(url.hostname))
        is_fine = is_fine and (url.port is None or url.port > 0)
    except ValueError:
        is_fine = False
    if not is_fine or any(sign in value for sign in " ;,'\"?#"):
        raise SettingWrong(name=name, value=value, cause="it is not an http(s) address")
    return value.rstrip("/")


def _is_demo(is_local: bool) -> bool:
    """Whether anybody at this machine may sign in as the people of the demonstration.

    Raises: SettingWrong.
    """
    value = os.environ.get("MINGJING_DEMO", "")
    if value == "1" and not is_local:
        cause = "the demonstration is for this machine only, and MINGJING_HOSTS names others"
        raise SettingWrong(name="MINGJING_DEMO", value=value, cause=cause)
    return value == "1"


def secret_key(home: Path) -> str:
    """The signing secret of this installation, made on first start, readable by its owner only."""
    path = home / "keys" / "django.key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary = path.with_suffix(f".{os.getpid()}")
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as stream:
            stream.write(secrets.token_urlsafe(48))
        try:
            os.link(temporary, path)  # two first starts at once: one key wins
        except FileExistsError:
            pass
        finally:
            temporary.unlink()
    return path.read_text()


def database(environment: Environment) -> dict[str, object]:
    """Django's description of the operational database."""
    if not environment.database_url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": environment.home / "mingjing.sqlite3",
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                # FULL: a published checkpoint must never promise what a power cut can undo.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                "PRAGMA foreign_keys=ON;",
            },
        }
    try:
        url = urlsplit(environment.database_url)
        port = str(url.port or "")
    except ValueError as error:
        raise SettingWrong(name="MINGJING_DATABASE_URL", value="…", cause=error) from error
    if url.scheme not in {"postgres", "postgresql"}:
        cause = "it must start with postgres://"
        raise SettingWrong(name="MINGJING_DATABASE_URL", value=f"{url.scheme}://…", cause=cause)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": url.hostname or "",
        "PORT": port,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }

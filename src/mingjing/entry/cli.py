# SPDX-License-Identifier: Apache-2.0
"""The command `mingjing` (命令行): one group per room, exit codes of the house."""

import os
import sys
from importlib import import_module
from importlib.util import find_spec
from typing import NoReturn

import click
import django
from django.db import DatabaseError, OperationalError, ProgrammingError, connection

from mingjing import __version__
from mingjing.engines.languages import terminal_language
from mingjing.entry.environment import SettingWrong
from mingjing.entry.errors import StoreNotReady
from mingjing.kernel.errors import Corrupt, PlatformError, Unavailable

EXIT_DONE, EXIT_REFUSED, EXIT_USAGE, EXIT_UNAVAILABLE, EXIT_CORRUPT = range(5)
_GROUPS = (
    "ledger",
    "standards",
    "registry",
    "catalog",
    "subjects",
    "evidence",
    "risk",
    "inspection",
    "cases",
)
_WITHOUT_STORE = [
    ["ledger", verb] for verb in ("verify", "verify-proof", "verify-stamp", "witness")
]
"""Commands that need files only: neither settings nor a database."""
_ENTRY_COMMANDS = {"demo": "demo", "serve": "serve", "setup": "setup", "doctor": "doctor"}


class House(click.Group):
    """Loads a room's commands when they are asked for, so that each command starts fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of all commands, rooms first."""
        rooms = [room for room in _GROUPS if find_spec(f"mingjing.{room}.cli")]
        return [*rooms, *_ENTRY_COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or none."""
        if cmd_name in _ENTRY_COMMANDS:
            module = import_module(f"mingjing.entry.{_ENTRY_COMMANDS[cmd_name]}")
            command: click.Command = module.command
            return command
        if cmd_name in self.list_commands(ctx):
            command = getattr(import_module(f"mingjing.{cmd_name}.cli"), cmd_name)
            return command
        return None


@click.command(cls=House, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="mingjing")
def house() -> None:
    """Mingjing 明镜: lawful, targeted, provable administrative enforcement."""


class StoreUnusable(Unavailable):
    """The database or the state folder cannot be used (存储不可用)."""

    code = "entry.store_unusable"
    zh = "数据库或数据目录不可用：{cause}。"
    en = "The database or the state folder cannot be used: {cause}."
    remedy_zh = "请核对 MINGJING_HOME 和 MINGJING_DATABASE_URL；新的存储请先运行 mingjing setup。"
    remedy_en = (
        "Check MINGJING_HOME and MINGJING_DATABASE_URL; prepare a new store with mingjing setup."
    )


def _lacks_tables() -> bool:
    """Whether migrations wait; asked only after the database refused a statement."""
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except OperationalError:
        return False


def _run() -> None:
    try:
        house.main(prog_name="mingjing")
    except (OperationalError, ProgrammingError) as error:
        if sys.argv[1:2] == ["setup"] or not _lacks_tables():
            raise
        raise StoreNotReady(cause=str(error).splitlines()[0]) from error


def _exit_code(error: PlatformError) -> int:
    if isinstance(error, SettingWrong):
        return EXIT_USAGE
    if isinstance(error, Corrupt):
        return EXIT_CORRUPT
    return EXIT_UNAVAILABLE if isinstance(error, Unavailable) else EXIT_REFUSED


def main() -> None:
    """Runs the command; refusals go to stderr with article and remedy."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingjing.entry.settings")
    try:
        if sys.argv[1:3] not in _WITHOUT_STORE:
            django.setup()
        _run()
    except PlatformError as error:
        _refuse(error)
    except (DatabaseError, OSError) as error:
        _refuse(StoreUnusable(cause=str(error).strip().split("\n", 1)[0]))


def _refuse(error: PlatformError) -> NoReturn:
    click.echo(f"{error.code}: {error.text(terminal_language())}", err=True)
    sys.exit(_exit_code(error))

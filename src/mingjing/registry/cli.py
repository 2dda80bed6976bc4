# SPDX-License-Identifier: Apache-2.0
"""Commands of the registry."""

import json
import secrets
from dataclasses import asdict
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import click
from django.db import transaction

from mingjing.kernel.clock import local_date, system_now
from mingjing.registry import public
from mingjing.registry.benchmark_commands import benchmark
from mingjing.registry.list_commands import COMMANDS as LIST_COMMANDS
from mingjing.registry.types import ArticleRef, ParameterSetting


@click.group()
def registry() -> None:
    """Agencies, officers, permissions, inspection items, the law in force."""


registry.add_command(benchmark)


@registry.command("items")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def items(as_json: bool) -> None:
    """Inspection items in force today.

    Example: mingjing registry items --json
    """
    found = public.inspection_items(local_date(system_now()))
    if as_json:
        click.echo(json.dumps([asdict(i) for i in found], default=str, ensure_ascii=False))
        return
    for item in found:
        click.echo(f"{item.item_code}\t{item.kind}\t{item.name}\t{item.legal_basis}")


@registry.command("agencies")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def agencies(as_json: bool) -> None:
    """All agencies on the register, with the ids that other commands ask for.

    Example: mingjing registry agencies
    """
    found = public.agencies()
    if as_json:
        click.echo(json.dumps([asdict(agency) for agency in found], ensure_ascii=False))
        return
    for agency in found:
        click.echo(f"{agency.agency_id}\t{agency.region}\t{agency.name}\t{agency.name_en}")


@registry.command("short-name")
@click.argument("agency_id")
@click.argument("short")
@click.option("--user", default="", help="Act as this account instead of the system.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--dry-run", is_flag=True, help="Do it, print it, and undo it.")
def short_name(agency_id: str, short: str, *, user: str, as_json: bool, dry_run: bool) -> None:
    """Let the numbers of AGENCY_ID's documents begin with SHORT from now on.

    Example: mingjing registry short-name agency_01… 临市监
    """
    now = system_now()
    actor = public.actor_for(user, local_date(now)) if user else public.system_actor()
    with transaction.atomic():
        public.set_short_name(actor=actor, now=now, agency_id=agency_id, short=short)
        found = public.agency(agency_id)
        transaction.set_rollback(dry_run)
    click.echo(json.dumps(asdict(found), ensure_ascii=False) if as_json else found.signs)


@registry.command("appoint")
@click.argument("username")
@click.option("--name", required=True, help="The person's name as pages show it.")
@click.option("--agency", "agency_id", required=True, help="Id of the person's agency.")
@click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    type=click.Choice(sorted(set(public.roles()) - {"system"})),
    help="Role of the permission table; may be repeated.",
)
@click.option("--region", default="", help="Region of the power; the agency's if not given.")
@click.option("--user", default="", help="Act as this account instead of the system.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--dry-run", is_flag=True, help="Do it, print it, and undo it.")
def appoint(
    *,
    username: str,
    name: str,
    agency_id: str,
    roles: tuple[str, ...],
    region: str,
    user: str,
    as_json: bool,
    dry_run: bool,
) -> None:
    """Open the account USERNAME with its roles; prints the password it made, once.

    Example: mingjing registry appoint zhao --name 赵 --agency agency_01… --role steward
    """
    now = system_now()
    account = public.NewAccount(
        username=username,
        name=name,
        agency_id=agency_id,
        region=region or public.agency(agency_id).region,
        roles=tuple(dict.fromkeys(roles)),
        valid_from=local_date(now),
    )
    actor = public.actor_for(user, local_date(now)) if user else public.system_actor()
    password = secrets.token_urlsafe(12)
    with transaction.atomic():
        account_id = public.appoint(actor=actor, now=now, account=account, password=password)
        transaction.set_rollback(dry_run)
    if as_json:
        answer = {"account_id": account_id, "username": username, "password": password}
        click.echo(json.dumps(answer))
        return
    click.echo(password)


@registry.command("may")
@click.argument("username")
@click.argument("action")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def may(username: str, action: str, as_json: bool) -> None:
    """Whether USERNAME may do ACTION today, and which rows of the table decide.

    Example: mingjing registry may planner inspection.draw
    """
    actor = public.actor_for(username, local_date(system_now()))
    answer = public.may(actor, action)
    if as_json:
        click.echo(json.dumps(asdict(answer)))
        return
    click.echo("yes" if answer.allowed else "no")
    for reason in answer.because:
        click.echo(f"  {reason.en}")


_DAY = click.DateTime(formats=["%Y-%m-%d"])


@registry.command("law")
@click.argument("article")
@click.option("--on", "on_text", default="", help="Day in force; today when not given.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def law(article: str, on_text: str, as_json: bool) -> None:
    """The text of ARTICLE as in force on a day, and the rules that rest on it.

    Example: mingjing registry law "行政处罚法 §60"
    """
    on = date.fromisoformat(on_text) if on_text else local_date(system_now())
    found = [_article(ref, on) for ref in public.article_refs(article)]
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    for one in found:
        click.echo(f"{one['article']}  {one['heading']}\n{one['text']}")
        for rule_id, says in one["rules"].items():
            click.echo(f"  {rule_id}\t{says}")


def _article(ref: ArticleRef, on: date) -> dict[str, Any]:  # printed as it is
    view = public.article(ref.instrument_id, ref.number, on)
    return {
        "article": public.cite(ref, "zh"),
        "heading": view.heading,
        "text": view.text,
        "digest": view.digest,
        "valid_from": view.valid_from.isoformat(),
        "rules": {rule.rule_id: rule.en for rule in public.rules() if ref in rule.articles},
    }


@registry.command("coverage")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def coverage(as_json: bool) -> None:
    """How many rules of the law a function carries and a test proves, and which not yet.

    Example: mingjing registry coverage --json
    """
    told = public.coverage()
    waiting = [row.rule.rule_id for row in told.for_software if not row.is_covered]
    counts = {
        "rules": len(told.rules),
        "for_software": len(told.for_software),
        "covered": len(told.covered),
    }
    if as_json:
        click.echo(json.dumps({**counts, "waiting": waiting}))
        return
    for name, count in counts.items():
        click.echo(f"{name}\t{count}")
    click.echo(f"waiting\t{' '.join(waiting)}")


@registry.command("set-parameter")
@click.argument("name")
@click.argument("value")
@click.option("--document", required=True, help="Number of the document it rests on.")
@click.option("--from", "first", type=_DAY, required=True, help="First day.")
@click.option("--to", "last", type=_DAY, help="Last day; open when not given.")
@click.option("--region", default="", help="Code of the region.")
@click.option("--field", default="", help="Field of enforcement, for example food.")
@click.option("--basis", default="", help="The norm that lets the value differ, if it must.")
@click.option("--as", "username", required=True, help="User name of the legal officer.")
@click.option("--dry-run", is_flag=True, help="Do it, print it, and undo it.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def set_parameter(
    *, name: str, value: str, username: str, dry_run: bool, as_json: bool, **given: Any
) -> None:  # click's options
    """Set the parameter NAME to VALUE for a region or field, by a document.

    Example: mingjing registry set-parameter penalty.hearing_fine_citizen 5000
    --document 浙司〔2026〕1号 --from 2026-06-01 --region 330100 --as wu
    """
    now = system_now()
    actor = public.actor_for(username, local_date(now))
    setting = ParameterSetting(
        name=name,
        value=_decimal(value),
        document=given["document"],
        valid_from=given["first"].date(),
        valid_to=given["last"].date() if given["last"] else None,
        region=given["region"],
        field=given["field"],
        basis=given["basis"],
    )
    with transaction.atomic():
        public.set_parameter(actor=actor, now=now, setting=setting)
        found = public.limit(name, setting.valid_from, setting.region, setting.field)
        transaction.set_rollback(dry_run)
    said = {**found.receipt(), "region": setting.region, "field": setting.field, "dry_run": dry_run}
    click.echo(json.dumps(said, ensure_ascii=False) if as_json else f"{name}\t{found.amount('en')}")


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise click.BadParameter(f"{text!r} is not a number", param_hint="VALUE") from error


for _command in LIST_COMMANDS:
    registry.add_command(_command)

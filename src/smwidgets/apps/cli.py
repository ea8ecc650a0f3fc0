"""The command line: ``smwidgets demo | import | check | serve``."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from smwidgets.apps import console
from smwidgets.core.errors import SmwidgetsError

INPUT_PROBLEM = 2
"""Exit code when what was given is wrong; the store is as it was before."""

ROWS_LEFT_OUT = 3
"""Exit code when the store was written without some of the source's rows, as ``--skip-invalid`` asked for."""

app = typer.Typer(
    name="smwidgets",
    help="Dashboards of an e-commerce shop from its own data.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Output = Annotated[Path, typer.Option("--output", "-o", help="The prepared store to write, a .duckdb file.")]
Zone = Annotated[str | None, typer.Option(help="The shop's time zone, for example Europe/Warsaw.")]
Currency = Annotated[str | None, typer.Option(help="ISO 4217 code of the shop's amounts, for example PLN.")]


@app.callback()
def _program() -> None:
    """Dashboards of an e-commerce shop from its own data."""


@app.command()
def demo(
    output: Output,
    seed: Annotated[int, typer.Option(help="The same seed gives the same shop.")] = 7,
    today: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Last full day of the shop's data.")
    ] = None,
    stories: Annotated[
        bool, typer.Option("--stories", help="With the events that the tutorial's lesson asks about.")
    ] = False,
) -> None:
    """Write the sample shop: two years of a garden shop, and 30 days to come."""
    from smwidgets.apps.sample_store import write_sample

    with console.progress() as report:
        result = write_sample(
            output, seed=seed, today=today.date() if today else None, stories=stories, progress=report
        )
    console.show_import(result, output)


@app.command("import")
def import_(
    source: Annotated[
        str,
        typer.Argument(help="A folder of CSV, TSV, Parquet, XLSX or JSON lines files, or one file with --preset."),
    ],
    output: Output,
    preset: Annotated[
        str | None, typer.Option(help="How to read a foreign file, for example uci_online_retail.")
    ] = None,
    timezone: Zone = None,
    currency: Currency = None,
    name: Annotated[str | None, typer.Option(help="The shop's name.")] = None,
    append: Annotated[bool, typer.Option("--append", help="Add to the store instead of replacing it.")] = False,
    skip_invalid: Annotated[
        bool,
        typer.Option(
            "--skip-invalid", help="Leave invalid rows out instead of refusing the source; exit code 3 if any."
        ),
    ] = False,
    encoding: Annotated[
        str | None, typer.Option(help="Of text files: utf-8, utf-16, cp1250, iso8859_2, …; recognised when left out.")
    ] = None,
    separator: Annotated[
        str | None, typer.Option(help="Between fields: one character, or tab; recognised when left out.")
    ] = None,
    quote: Annotated[str | None, typer.Option(help='Around fields: one character, or none; " when left out.')] = None,
    decimal: Annotated[
        str | None, typer.Option(help="Decimal mark of amounts in text: . or ,; recognised where it can be.")
    ] = None,
    date_order: Annotated[
        str | None, typer.Option(help="Of dates such as 05.01.2026: dmy or mdy. Year first needs none.")
    ] = None,
    time_unit: Annotated[
        str | None, typer.Option(help="What times that are numbers count: s, ms, us, ns since 1970, or excel.")
    ] = None,
    sheet: Annotated[str | None, typer.Option(help="Of a workbook.")] = None,
) -> None:
    """Check a shop's tables and prepare them as one store; the old store stays until the new one is whole."""
    from smwidgets.data.importing import import_shop

    with console.progress() as report:
        result = import_shop(
            source,
            output,
            preset=preset,
            append=append,
            skip_invalid=skip_invalid,
            timezone=timezone,
            currency=currency,
            name=name,
            progress=report,
            encoding=encoding,
            separator=separator,
            quote=quote,
            decimal=decimal,
            date_order=date_order,
            time_unit=time_unit,
            sheet=sheet,
        )
    console.show_import(result, output)
    if skip_invalid and sum(result.left_out.values()) > sum(result.report.copies.values()):
        raise typer.Exit(ROWS_LEFT_OUT)


@app.command()
def check(shop: Annotated[Path, typer.Argument(help="A prepared store.")]) -> None:
    """Look for damage in a prepared store."""
    from smwidgets.data.store import check_store

    findings = check_store(shop)
    console.show_findings(shop, findings)
    if findings:
        raise typer.Exit(INPUT_PROBLEM)


@app.command()
def serve(
    shop: Annotated[Path | None, typer.Argument(help="A prepared store; the sample shop when left out.")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="8866, or one near it, when left out.")] = None,
    ip: Annotated[
        str, typer.Option(help="A loopback address; others only for a team that a proxy names.")
    ] = "127.0.0.1",
    as_of: Annotated[
        str | None, typer.Option(help="Show the shop as it stood then, for example 2026-01-06T12:00.")
    ] = None,
    locale: Annotated[str, typer.Option(help="pl or en.")] = "pl",
    currency: Currency = None,
    theme: Annotated[str, typer.Option(help="auto, light or dark; auto follows the visitor's system.")] = "auto",
    notebook: Annotated[
        str | None,
        typer.Option(help="main_dashboard, which is shown when left out; contact_analytics; dashboards: all, as tabs."),
    ] = None,
    workspace: Annotated[
        Path | None,
        typer.Option(help="File of saved dashboards to show as tabs: read at each visit, never written."),
    ] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the dashboard in a browser.")] = True,
    profile: Annotated[
        str, typer.Option(help="local (this machine), team (everybody is named), or demo (nobody is).")
    ] = "local",
    identity: Annotated[
        str, typer.Option(help="Who names a team's visitors: header (a proxy's) or jupyterhub.")
    ] = "header",
    user: Annotated[str | None, typer.Option(help="Who looks, with --profile local; anonymous when left out.")] = None,
    user_header: Annotated[str, typer.Option(help="Header in which a proxy names the visitor.")] = "X-Forwarded-User",
    trusted_proxy: Annotated[
        list[str] | None, typer.Option(help="Address of a proxy that is believed; loopback when left out.")
    ] = None,
    host: Annotated[
        list[str] | None, typer.Option(help="Name that visitors reach the dashboard by, as dashboards.example.com.")
    ] = None,
    frame_ancestors: Annotated[
        list[str] | None,
        typer.Option(help="Origin whose pages may frame the dashboard, as https://portal.example.com."),
    ] = None,
    base_url: Annotated[str, typer.Option(help="Path that a proxy passes on, as /dashboards/.")] = "/",
    sessions: Annotated[int, typer.Option(min=1, help="Most pages open at one time.")] = 40,
    sessions_each: Annotated[
        int | None, typer.Option(min=1, help="The same of one visitor; a quarter of all when left out.")
    ] = None,
) -> None:
    """Publish a dashboard of a shop through Voilà, read-only."""
    from smwidgets.apps import serving
    from smwidgets.apps.access import Access
    from smwidgets.apps.publication import Publication, installed
    from smwidgets.apps.sample_store import sample_store

    shown = installed(notebook or ("main_dashboard" if workspace is None else "dashboards"))
    access = Access(
        profile=profile,
        identity=identity,
        user=user,
        user_header=user_header,
        hosts=tuple(host or ()),
        frames=tuple(frame_ancestors or ()),
        most_sessions=sessions,
        most_sessions_each=sessions_each,
        proxies=tuple(trusted_proxy or ()),
    )
    with sample_store(shop) as store:
        publication = Publication(
            shop=store,
            port=port,
            ip=ip,
            as_of=as_of,
            locale=locale,
            currency=currency,
            theme=theme,
            browser=browser,
            notebook=shown,
            workspace=workspace,
            access=access,
            base_url=base_url,
        )
        serving.serve(publication, lambda address: console.announce(address, publication))


def main() -> None:
    """Run the command line; a known problem is one message on stderr and exit code 2."""
    try:
        app()
    except (SmwidgetsError, OSError) as error:
        console.show_problem(error)
        sys.exit(INPUT_PROBLEM)

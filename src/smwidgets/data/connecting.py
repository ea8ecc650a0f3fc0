"""From whatever holds the data to a :class:`~smwidgets.data.shop.Shop`."""

from __future__ import annotations

import logging
import os
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from smwidgets.core.arguments import check_argument, check_path
from smwidgets.core.clock import parse
from smwidgets.data.database import SHOP, attach, open_engine, sparing_memory
from smwidgets.data.held import held_shop
from smwidgets.data.progress_display import shown_progress
from smwidgets.data.shop import Shop, read
from smwidgets.data.snapshot import Snapshot
from smwidgets.data.source.options import ReadingOptions
from smwidgets.data.store import is_store, open_store
from smwidgets.data.wishes import Wishes

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from smwidgets.data.attribution import Attribution
    from smwidgets.data.sources import AnySource

log = logging.getLogger(__name__)

ENVIRONMENT = "SMWIDGETS_SHOP"
"""Names the source of ``connect()`` without arguments."""

_DRAWN = 0.5
"""Share of the work on the sample shop that is done when its rows are drawn."""


def connect(
    source: AnySource | None = None,
    *,
    preset: str | None = None,
    timezone: str | None = None,
    currency: str | None = None,
    name: str | None = None,
    skip_invalid: bool = False,
    attribution: Attribution | None = None,
    **reading: str | None,
) -> Shop:
    """Open a shop.

    Parameters
    ----------
    source
        Frames by table name, of pandas or whatever exports an Arrow stream (Polars, Arrow, a DuckDB relation); a folder
        of CSV, TSV, Parquet, XLSX or JSON lines files named like the tables; a store made by ``smwidgets import`` or
        any DuckDB file with such tables; with a preset one file, or one frame. By default what the environment variable
        ``SMWIDGETS_SHOP`` names, else the sample shop.
    preset
        How one raw file becomes the tables: one of :data:`smwidgets.data.presets.PRESETS`.
    timezone
        IANA name of the reporting time zone, in which times without a zone are meant. The store's own, or
        Europe/Warsaw.
    currency
        ISO 4217 code. The store's own, or PLN.
    name
        What people call the shop.
    skip_invalid
        Load the rows that fulfil the contract and leave out the others (``Shop.left_out`` counts them).
    attribution
        The policy of touchpoint and last click. The store's own, or the default.
    **reading
        How the source was written, where that cannot be recognised: ``encoding``, ``separator``, ``quote``,
        ``decimal``, ``date_order``, ``time_unit``, ``sheet``:
        :class:`smwidgets.data.source.options.ReadingOptions` has the values.

    Returns
    -------
    Shop
        Of a store: the file, read where it lies and noticed when replaced. Of anything else: the rows in memory as they
        are now.

    Raises
    ------
    SourceError
        It cannot be opened or read.
    ContractError
        Rows break the data contract and ``skip_invalid`` is not set; the report says which.
    StoreError
        A store that is damaged or of another version.
    UnknownNameError
        No such preset, table, time zone, currency or option.

    Examples
    --------
    >>> import pandas as pd
    >>> bought = {"event_id": [1], "contact_id": [7], "type": ["PURCHASE"], "value": [99.5]}
    >>> bought["occurred_at"] = ["2026-01-05 12:30"]
    >>> with connect({"events": pd.DataFrame(bought)}) as shop:
    ...     shop.cube("sales")["revenue_all"].to_dict()
    {Timestamp('2026-01-05 11:00:00'): 99.5}
    """
    check_argument(preset, str | None, "preset is a name", "preset='uci_online_retail'")
    check_argument(skip_invalid, bool, "skip_invalid is True or False")
    wishes = Wishes(timezone, currency, name, attribution)
    options = ReadingOptions.of(reading)
    if source is None:
        source = os.environ.get(ENVIRONMENT) or None
        if source is None:
            return _sample(wishes)
    if isinstance(source, str | os.PathLike) and "://" not in os.fsdecode(source):
        check_path(source, "a source is a file or a folder")
    if preset is None and isinstance(source, str | os.PathLike):
        path = Path(source).expanduser().absolute()
        if wishes == Wishes() and (shop := held_shop(path)) is not None:
            return shop
        if is_store(path):
            store = open_store(path)
            return Shop(read(path, store, wishes), path=path, identity=store.identity, wishes=wishes)
    with shown_progress() as progress:
        return _in_memory(source, wishes, preset=preset, options=options, skip_invalid=skip_invalid, progress=progress)


def demo(seed: int = 7, today: date | str | None = None, *, stories: bool = False, locale: str | None = None) -> Shop:
    """Open the sample shop: two years of a Polish garden shop, and thirty days ahead for the as-of clock.

    Parameters
    ----------
    seed
        The same seed and day give the same rows on every machine.
    today
        The day it is made for, as a date or an ISO text; the present one by default.
    stories
        With a Black Friday campaign, a broken campaign and a tracking outage, which :class:`~smwidgets.Lesson` asks
        about.
    locale
        Language in which a notebook is told how far it is; both when left out.

    Raises
    ------
    ConfigurationError
        The seed is no whole number from 0 on, or `today` no day.
    """
    check_argument(stories, bool, "stories is True or False", "demo(stories=True)")
    day = None if today is None else parse(today).date()
    return _sample(Wishes(), seed, day, stories=stories, locale=locale)


def _sample(
    wishes: Wishes, seed: int = 7, today: date | None = None, *, stories: bool = False, locale: str | None = None
) -> Shop:
    from smwidgets.data.sample import CURRENCY, SHOP_NAME, TIMEZONE, sample_frames  # noqa: PLC0415 - others need none

    wished = wishes.otherwise(Wishes(TIMEZONE, CURRENCY, SHOP_NAME))
    with shown_progress(locale, at_once=True) as progress:
        frames = sample_frames(seed, today, str(wished.timezone), stories=stories)
        progress("sample", _DRAWN)
        return _in_memory(
            frames,
            wished,
            sparing=True,
            progress=lambda what, share: progress(what, _DRAWN + (1 - _DRAWN) * share),
        )


def _in_memory(
    source: AnySource,
    wishes: Wishes,
    *,
    preset: str | None = None,
    options: ReadingOptions | None = None,
    skip_invalid: bool = False,
    sparing: bool = False,
    progress: Callable[[str, float], None] | None = None,
) -> Shop:
    from smwidgets.data.building import build  # noqa: PLC0415 - opening a store must not load Ibis

    connection = open_engine()
    try:
        attach(connection, SHOP)
        with sparing_memory(connection) if sparing else nullcontext():
            built = build(
                connection,
                source,
                wishes,
                preset=preset,
                options=options,
                skip_invalid=skip_invalid,
                progress=progress,
            )
    except BaseException:
        connection.close()
        raise
    if built.report.issues or built.report.warnings:
        log.warning("%s: %s", built.metadata.name or "shop", built.report)
    return Shop(Snapshot(connection, built.metadata, Wishes()))

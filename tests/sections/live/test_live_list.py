"""New rows that come while somebody looks, with a clock that the test moves."""

from __future__ import annotations

import asyncio
import threading
from datetime import datetime, timedelta

import pytest

import smwidgets as sm
from smwidgets.data.importing import import_shop
from smwidgets.model import dashboard_model
from smwidgets.sections import _live_list
from smwidgets.sections.live_events import LiveEvents

START = datetime.fromisoformat("2026-03-05T08:20:00+01:00")


@pytest.fixture
def clock(monkeypatch):
    """The present, as a list of one moment."""
    present = [START]
    for module in (_live_list, dashboard_model):
        monkeypatch.setattr(module, "now", lambda zone, as_of=None: as_of or present[0].astimezone(zone))
    return present


@pytest.fixture
def looking(live_shop, clock):
    """A section that looks for new rows ten times a second, run in an event loop: ``looking(scene)``."""

    def run(scene, shop=None, **settings):
        async def play():
            model = sm.DashboardModel(shop or live_shop)
            section = LiveEvents(model, poll_seconds=0.1, **settings)
            section.show()
            try:
                await until(lambda: section._answered is not None and section._shown is not None)
                await scene(section)
            finally:
                section.close()

        asyncio.run(play())

    return run


async def until(met, seconds=10):
    """Let the loop turn until something holds."""
    async with asyncio.timeout(seconds):
        while not met():  # noqa: ASYNC110 - nothing tells when a widget has been written
            await asyncio.sleep(0.01)


def first(section):
    return section._table.row_keys[0]


@pytest.mark.spec("I1")
def test_new_rows_are_put_in_on_the_newest_page(looking, clock):
    async def scene(section):
        assert first(section) == "40"
        clock[0] = START + timedelta(minutes=1)
        await until(lambda: first(section) == "42")
        assert section._table.row_keys[:3] == ["42", "41", "40"]
        assert section._table.fresh == ["42", "41"]

    looking(scene)


@pytest.mark.spec("I1")
def test_on_another_page_a_button_says_how_many_wait_and_leads_there(looking, clock):
    async def scene(section):
        section.turn("older")
        await until(lambda: section._pager.newer)
        shown = list(section._table.row_keys)
        clock[0] = START + timedelta(minutes=1)
        await until(lambda: section._news.label == "2 nowe wiersze")
        assert section._table.row_keys == shown
        section._news.click()
        await until(lambda: first(section) == "42")
        assert section._news.label == ""

    looking(scene)


@pytest.mark.spec("I1")
def test_a_hidden_or_closed_section_looks_no_more(looking, clock, monkeypatch):
    looks = []
    monkeypatch.setattr(_live_list, "_news", lambda *asked: looks.append(asked) or (False, 0))

    async def scene(section):
        await until(lambda: len(looks) >= 2)
        section.hide()
        assert not section._polling.running
        await asyncio.sleep(0.05)
        seen = len(looks)
        await asyncio.sleep(0.3)
        assert len(looks) == seen
        section.show()
        await until(lambda: len(looks) > seen)
        task = section._polling._task
        section.close()
        await until(task.done)

    looking(scene)


def test_a_section_shown_again_reads_the_clock_anew(looking, clock):
    async def scene(section):
        section.hide()
        clock[0] = START + timedelta(minutes=2)
        section.show()
        await until(lambda: first(section) == "44")

    looking(scene)


def test_without_an_event_loop_there_is_no_task(live_model):
    section = LiveEvents(live_model)
    section.show()
    assert not section._polling.running
    section.close()


def test_a_look_that_fails_leaves_the_rows_and_the_next_look_comes(looking, clock, monkeypatch, caplog, state):
    news, failures = _live_list._news, []

    def broken_once(*asked):
        if not failures:
            failures.append(asked)
            raise sm.DataError("the store is gone")
        return news(*asked)

    monkeypatch.setattr(_live_list, "_news", broken_once)

    async def scene(section):
        await until(lambda: state(section) == "stale")
        assert first(section) == "40"
        clock[0] = START + timedelta(minutes=1)
        await until(lambda: first(section) == "42")
        assert state(section) == "fresh"

    looking(scene)


@pytest.mark.spec("I1")
def test_a_newer_store_is_taken_up_by_every_section(looking, clock, tables, tmp_path):
    path = tmp_path / "shop.duckdb"
    fewer = tables | {"visits": tables["visits"].query("visit_id != 40")}
    import_shop(fewer, path, timezone="Europe/Warsaw", currency="PLN")
    with sm.connect(path) as shop:

        async def scene(section):
            before = section.model.revision
            assert first(section) == "39"
            await asyncio.to_thread(import_shop, tables, path, timezone="Europe/Warsaw", currency="PLN")
            await until(lambda: section.model.revision > before)
            await until(lambda: first(section) == "40")

        looking(scene, shop)


def test_rows_of_another_list_do_not_stand_under_a_slow_one(looking, monkeypatch):
    gate, read = threading.Event(), _live_list.read_page

    def slow(shop, kind, *rest):
        if kind == "transactions":
            gate.wait(10)
        return read(shop, kind, *rest)

    monkeypatch.setattr(_live_list, "read_page", slow)

    async def scene(section):
        section.tab = "transactions"
        await until(lambda: section._table.rows == [])
        assert section._table.empty == "Wczytujemy listę…"
        gate.set()
        await until(lambda: len(section._table.rows) == 25)

    looking(scene)

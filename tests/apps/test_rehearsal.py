"""What is drawn before a visitor comes, and that nothing is left of it."""

from __future__ import annotations

import gc
import logging
import threading

import comm
import pytest
from ipywidgets import Widget
from ipywidgets.widgets.widget import _instances

import smwidgets as sm
from smwidgets.apps.rehearsal import rehearse
from smwidgets.core.errors import MissingDataError, StoreError
from smwidgets.data import held
from smwidgets.data.access import FULL
from smwidgets.data.rehearsed_snapshot import RehearsedSnapshot
from smwidgets.model import DashboardModel
from smwidgets.parts.batch import _queue
from smwidgets.sections import (
    AverageOrderValue,
    ChannelSales,
    CustomerRetention,
    LiveEvents,
    ModuleSales,
    RecentCampaigns,
    SalesAnalytics,
    SalesSummary,
)
from smwidgets.sections._section import Section


@pytest.fixture(scope="module")
def content(tmp_path_factory, seed_tables):
    path = tmp_path_factory.mktemp("rehearsal") / "shop.duckdb"
    sm.import_shop(seed_tables, path)
    return held.read(path, FULL)


@pytest.fixture(autouse=True)
def publication(monkeypatch, tmp_path):
    for name in ("SMWIDGETS_AS_OF", "SMWIDGETS_CURRENCY", "SMWIDGETS_LOCALE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SMWIDGETS_REPOSITORY", str(tmp_path / "repository"))


def _state():
    """Everything that ipywidgets, comm and our own parts keep for the whole process."""
    manager = comm.get_comm_manager()
    return {
        "instances": dict(_instances),
        "comms": dict(manager.comms),
        "targets": dict(manager.targets),
        "control": Widget._control_comm,
        "constructed": Widget._widget_construction_callback,
        "queue": dict(vars(_queue)),
        "threads": threading.active_count(),
        "disabled": logging.root.manager.disable,
    }


def _left(kind):
    gc.collect()
    return [one for one in gc.get_objects() if isinstance(one, kind)]


def test_sections_of_cubes_are_drawn_and_lists_of_rows_are_not(content, monkeypatch):
    drawn, failed = set(), set()
    present, fail = Section._present, Section._fail

    def presented(self):
        present(self)
        drawn.add(type(self))

    def failing(self, error):
        fail(self, error)
        if not isinstance(error, MissingDataError):
            failed.add(type(self))

    monkeypatch.setattr(Section, "_present", presented)
    monkeypatch.setattr(Section, "_fail", failing)
    rehearse(content)
    assert {SalesSummary, SalesAnalytics, AverageOrderValue, ChannelSales, ModuleSales, CustomerRetention} <= drawn
    assert LiveEvents in failed
    assert failed <= {LiveEvents, RecentCampaigns}


@pytest.mark.spec("R5")
def test_nothing_of_it_is_left(content, tmp_path):
    Widget.close_all()
    sections, models, snapshots = (_left(kind) for kind in (Section, DashboardModel, RehearsedSnapshot))
    before = _state()
    rehearse(content)
    assert _state() == before
    assert before["instances"] == {}
    assert len(_left(Section)) == len(sections)
    assert len(_left(DashboardModel)) == len(models)
    assert len(_left(RehearsedSnapshot)) == len(snapshots)
    assert not (tmp_path / "repository").exists()


def test_one_that_fails_is_only_logged_and_says_no_value(content, monkeypatch, caplog):
    Widget.close_all()
    before = _state()
    monkeypatch.setenv("SMWIDGETS_LOCALE", "secret")
    rehearse(content)
    assert [record.getMessage() for record in caplog.records] == [
        "no dashboard could be drawn ahead of the visitors: TraitError"
    ]
    assert _state() == before


def test_a_rehearsed_dashboard_opens_no_file(content):
    snapshot = RehearsedSnapshot(content.seen, "/nowhere")
    with pytest.raises(StoreError):
        snapshot.table("events")
    assert snapshot._connection is None

"""Whoever may not see personal data sees them nowhere: state, frames, files, logs (R5)."""

from __future__ import annotations

import io
import logging
import re
from datetime import datetime

import openpyxl
import pytest
from ipywidgets.widgets import widget

import smwidgets as sm
from smwidgets.data import exports, listing
from smwidgets.data.access import ANONYMOUS
from smwidgets.sections._contact_export import contact_export

SIGN = re.compile(r"Zz[a-z]+\d+q")
UNTIL = datetime.fromisoformat("2026-03-06 11:00")
ALWAYS = (datetime.fromisoformat("2024-01-01"), datetime.fromisoformat("2026-03-06"))


@pytest.fixture
def model(planted, planted_store, tmp_path):
    with sm.connect(planted_store) as shop:
        yield sm.DashboardModel(shop, as_of=planted.AS_OF, user=None, repository=tmp_path / "repository")


@pytest.fixture(autouse=True)
def _only_widgets_of_this_test(monkeypatch):
    """Forget what other tests of this process left behind, half closed."""
    monkeypatch.setattr(widget, "_instances", {})


def states():
    """All that is synchronised with the browser."""
    return "\n".join(str(one.get_state()) for one in widget._instances.values())


def pulled(download):
    pieces = []
    download.send = lambda _, buffers=None: pieces.append(bytes(buffers[0]))
    for index in range(download.offer["chunks"]):
        download._handle_custom_msg({"kind": "pull", "id": download.offer["id"], "index": index}, [])
    return b"".join(pieces)


@pytest.mark.spec("R5")
def test_an_anonymous_models_shop_is_masked(model):
    assert model.shop.rights == ANONYMOUS
    assert not SIGN.search(str(model.shop.execute(model.shop.table("contacts")).to_dict()))


@pytest.mark.spec("R5", "R6")
def test_no_state_frame_or_log_holds_a_clear_value(model, caplog):
    caplog.set_level(logging.DEBUG)
    for dashboard in (sm.MainDashboard(model), sm.ContactAnalytics(model)):
        for section in dashboard.sections.values():
            section.show()
            assert not SIGN.search(str(section.frame.to_dict())), type(section).__name__
    assert "Z•••" in states()
    assert "z•••@mail" in states().lower()
    assert not SIGN.search(states())
    assert not SIGN.search(caplog.text)


@pytest.mark.spec("R5", "I5")
@pytest.mark.parametrize(
    ("kind", "key"), [("monitored", "visit_id"), ("anonymous", "visit_id"), ("transactions", "event_id")]
)
def test_no_profile_shows_a_clear_value(model, kind, key):
    section = sm.sections.LiveEvents(model)
    section.show()
    section.tab = kind
    first = listing.page(model.shop, kind, until=UNTIL).rows.iloc[0]
    section._table._receive(None, {"kind": "action", "key": str(first[key]), "column": "profile"}, None)
    profile = section._profile
    assert profile.dialog.opened
    for tab, _ in profile._tabs.options:
        profile._tabs.value = tab
        assert not SIGN.search(states()), tab
    told = listing.profile(model.shop, 7, UNTIL)
    assert told.contact["email"].startswith("Z•••@mail")
    assert {told.contact[name] for name in ("phone", "company", "city", "tags")} == {"•••"}
    assert not SIGN.search(str([vars(one) for one in (told.orders, told.carts, told.visits)]))
    section.close()


@pytest.mark.spec("R5", "I4", "CA4")
@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_no_file_holds_a_clear_value(model, suffix):
    for kind in listing.KINDS:
        assert_masked(listing.export_rows(model.shop, kind, until=UNTIL), suffix)
    period = sm.Period(*ALWAYS)
    for group in ("all", "opted_out"):
        export = contact_export(model, group, period)
        assert_masked(export.rows(model.timeframe(period).current, False), suffix)


def assert_masked(batches, suffix):
    file = io.BytesIO()
    exports.write_rows(file, batches, format=suffix, locale="en", sheet=exports.Sheet("x"))
    content = file.getvalue().decode("utf-8", "replace")
    if suffix == "xlsx":
        content = str([list(row) for row in openpyxl.load_workbook(file).active.iter_rows(values_only=True)])
    assert not SIGN.search(content)


@pytest.mark.spec("R5", "I4")
def test_the_download_of_an_anonymous_viewer_is_masked(model):
    section = sm.sections.LiveEvents(model)
    section.show()
    section.tab = "transactions"
    section._export_button.click()
    section._export._button.click()
    content = pulled(section._export.download).decode()
    assert "Z•••" in content
    assert not SIGN.search(content)
    section.close()

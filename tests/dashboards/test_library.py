"""The widget library: our sections, those of other packages, and what becomes of one that is broken or gone."""

from __future__ import annotations

import json
import logging
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import smwidgets as sm
from smwidgets.core.text import LOCALES
from smwidgets.dashboards import library, steps
from smwidgets.dashboards.coding import from_json
from smwidgets.dashboards.miniature import _DRAWN
from smwidgets.sections._settings import setting_names, to_json
from smwidgets.sections._unknown import UnknownSection

EXAMPLE = Path(__file__).with_name("example_package")
NAME = "garden-sections:largest_order"


@pytest.fixture
def anew():
    """Look for installed sections again, now and after the test."""
    library.registered.cache_clear()
    yield library.registered
    library.registered.cache_clear()


@pytest.mark.spec("W3")
def test_every_section_of_ours_is_registered_under_the_name_of_its_class():
    ours = {getattr(sm.sections, name) for name in sm.sections.__all__}
    sections = {one for one in ours if isinstance(one, type) and issubclass(one, sm.Section)} - {sm.Section}
    registered = {name: one for name, one in library.registered().items() if ":" not in name}
    assert set(registered.values()) == sections
    assert registered["sales_analytics"] is sm.sections.SalesAnalytics
    assert "heading" not in registered


@pytest.mark.spec("W3")
def test_offers_stand_shelf_by_shelf_each_with_words_in_both_languages_a_size_and_a_picture(corner):
    offers = library.offers()
    assert {offer.name for offer in offers} == set(library.registered())
    shelves = [offer.section.group for offer in offers if ":" not in offer.name]
    assert list(dict.fromkeys(shelves)) == [group for group in library.GROUPS if group in shelves]
    assert set(library.GROUPS) <= set(shelves)
    assert len({offer.key for offer in offers}) == len(offers)
    for offer in offers:
        w, h = offer.section.size
        assert offer.section.min_w <= w <= 12
        assert h >= 1
        assert offer.section.picture in _DRAWN
        section = offer.make(corner)
        assert all(set(text) == set(LOCALES) for text in (section.title, section.help))
        section.close()
    attributions = [offer.settings.get("attribution") for offer in offers if offer.name == "sales_analytics"]
    assert sorted(attributions) == ["all", "last_click", "touchpoint"]


@pytest.mark.parametrize("name", [name for name in library.registered() if ":" not in name])
def test_each_section_leaves_nothing_behind_when_it_goes(corner, living, name):
    library.make(corner, name, {}).close()
    before = living()
    section = library.make(corner, name, {})
    section.show()
    section.close()
    assert living() == before


# --- settings as JSON has them -------------------------------------------------------------------------------------


def test_what_is_not_named_gets_its_default_back_and_what_does_not_fit_is_said(corner):
    section = library.make(corner, "sales_analytics", {"measure": "orders", "chart": "bar"})
    left_out = library.configure(section, {"chart": "pie", "measure": "aov", "colour": "red"})
    assert set(left_out) == {"chart", "colour"}
    assert (section.measure, section.chart) == ("aov", "bar")
    assert library.configure(section, {}) == ()
    assert section.settings == sm.sections.SalesAnalytics(corner).settings
    section.close()


def test_several_settings_are_one_change(corner):
    section, heard = library.make(corner, "sales_analytics", {}), []
    section.observe(lambda change: heard.append(change.new), "settings_revision")
    library.configure(section, {"measure": "orders", "chart": "bar", "compare": True})
    library.configure(section, {"measure": "orders", "chart": "bar", "compare": True})
    assert len(heard) == 1
    section.close()


def test_a_truth_value_is_no_number(corner):
    section = library.make(corner, "attribution_sandbox", {"days": True, "interactions": 3})
    assert (section.days, section.interactions) == (90, 3)
    section.close()


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20)
    | st.just("2025-01-01"),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5) | st.just("start"), inner, max_size=3)
    ),
    max_leaves=5,
)


@pytest.mark.spec("W5")
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(data=st.data())
def test_no_value_of_any_setting_keeps_a_section_from_being_built(corner, state, data):
    name = data.draw(st.sampled_from([name for name in library.registered() if ":" not in name]))
    wild = {one: data.draw(anything, one) for one in setting_names(library.registered()[name])}
    section = library.make(corner, name, wild)
    section.show()
    refused = set(library.configure(section, wild))
    for one in set(wild) - refused:
        assert section.settings[one] == to_json(getattr(section, one))
    assert state(section) in ("fresh", "empty", "loading", "error")
    if refused == set(wild):
        assert state(section) == "fresh"
    section.close()


# --- other packages ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The example package, installed as people install it, into a folder of its own."""
    source, target = tmp_path_factory.mktemp("source") / "package", tmp_path_factory.mktemp("site")
    shutil.copytree(EXAMPLE, source)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-build-isolation"]
    subprocess.run(
        [*pip, "--disable-pip-version-check", "--target", target, source], check=True, capture_output=True, timeout=120
    )
    return target


def use(site, path):
    """What a session with the package shows."""
    found = subprocess.run(
        [sys.executable, "-W", "error", EXAMPLE / "use.py", path],
        env={**os.environ, "PYTHONPATH": str(site)},
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    return json.loads(found.stdout.splitlines()[-1])


@pytest.mark.spec("W3", "W5")
def test_a_package_brings_a_section_which_keeps_its_place_while_the_package_is_gone(installed, make, path):
    assert len((EXAMPLE / "src/garden_sections/__init__.py").read_text("utf-8").splitlines()) <= 30
    first = use(installed, path)
    assert (first["registered"], first["offered"], first["class"]) == (True, True, "LargestOrder")
    assert first["settings"] == {"period": "last_7_days"}
    assert "50" in first["text"]
    assert first["own"] == [name for name in library.registered() if ":" not in name]
    workspace = make()
    key = next(tile.id for tile in workspace.state.dashboards[0].tiles if tile.section == NAME)
    assert isinstance(workspace.sections[key], UnknownSection)
    workspace.sections["sales_all"].measure = "orders"
    kept = next(tile for tile in from_json(path.read_text("utf-8")).dashboards[0].tiles if tile.id == key)
    assert (kept.section, kept.settings) == (NAME, {"period": "last_7_days"})
    workspace.close()
    again = use(installed, path)
    assert (again["class"], again["settings"], again["text"]) == (first["class"], first["settings"], first["text"])


BROKEN = """
import smwidgets as sm
from smwidgets.sections import SalesSummary

class Whole(SalesSummary):
    title = {"pl": "Cały <b>", "en": "Whole <b>"}
    group = "z<b>"

class Untitled(sm.Section):
    pass

class TooWide(SalesSummary):
    size = (13, 4)

class HalfTold(SalesSummary):
    title = {"pl": "Po polsku"}

class Unmade(SalesSummary):
    title = {"pl": "Nie do zrobienia", "en": "Cannot be made"}
    def __init__(self, *args, **kwargs):
        raise RuntimeError("no licence")

class Named(SalesSummary):
    @property
    def title(self):
        return {"pl": "Według ustawień", "en": "By settings"}

class Misspelt(SalesSummary):
    title = {"pl": "Literówka", "en": "Misspelt"}
    variants = ({"al_trends": True},)

class Undrawn(SalesSummary):
    title = {"pl": "Bez obrazka", "en": "No picture"}
    picture = "lines"
    def query(self, shop, period):
        raise AttributeError("no such thing")

number = 5
"""


@pytest.fixture
def broken(tmp_path, monkeypatch, anew):
    """A package whose sections are wrong in every way, and one that cannot even be imported."""
    site = tmp_path / "site"
    metadata = site / "wild_sections-1.0.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: wild.sections\nVersion: 1.0\n")
    names = ("Whole", "Named", "Untitled", "TooWide", "HalfTold", "Unmade", "Misspelt", "Undrawn", "number", "Missing")
    lines = [f"{name} = wild_sections:{name}" for name in names] + ["Raises = raising_sections:Any", "Gone = gone:Any"]
    (metadata / "entry_points.txt").write_text("\n".join(["[smwidgets.sections]", *lines]))
    (site / "wild_sections.py").write_text(BROKEN)
    (site / "raising_sections.py").write_text("raise SystemError('at import')")
    monkeypatch.syspath_prepend(str(site))
    yield anew
    for name in ("wild_sections", "raising_sections"):
        sys.modules.pop(name, None)


@pytest.mark.spec("W3")
def test_a_broken_section_of_a_package_is_left_out_with_a_log_entry_and_the_library_opens(broken, make, caplog, path):
    found = {name.partition(":")[2] for name in broken() if name.startswith("wild.sections:")}
    assert found == {"Whole", "Named", "Unmade", "Misspelt", "Undrawn"}
    logged = {record.getMessage().split()[2] for record in caplog.records if record.levelno == logging.ERROR}
    left_out = {"Untitled", "TooWide", "HalfTold", "number", "Missing", "Raises", "Gone"}
    assert logged == {f"wild.sections:{name}" for name in left_out}
    workspace = make()
    workspace._on_button("add")
    catalogue = workspace._dialogs._catalogue
    assert workspace._dialogs._library.opened
    offered = {item["key"]: item for item in catalogue.items}
    assert {key.partition(":")[2] for key in offered if ":" in key} == {"Whole", "Named", "Undrawn"}
    assert "<rect" not in catalogue.pictures["wild.sections:Undrawn"]
    assert {"sales_summary", "page_views"} <= set(offered)
    catalogue._handle_custom_msg({"kind": "pick", "key": "wild.sections:Whole"}, [])
    assert type(list(workspace.sections.values())[-1]).__name__ == "Whole"
    assert from_json(path.read_text("utf-8")) == workspace.state


@pytest.mark.spec("W5")
def test_a_section_that_cannot_be_made_is_a_placeholder_and_the_board_opens(broken, make, path, caplog):
    workspace = make()
    workspace.do(steps.add_tile(workspace.state, "main", "wild.sections:Unmade", (4, 4), {"a": 1}, key="unmade"))
    assert isinstance(workspace.sections["unmade"], UnknownSection)
    assert "could not be made" in caplog.text
    kept = next(tile for tile in from_json(path.read_text("utf-8")).dashboards[0].tiles if tile.id == "unmade")
    assert kept.settings == {"a": 1}

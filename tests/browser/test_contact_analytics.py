"""Contact analytics as a person uses it, in real Voilà (a tab beside the Main dashboard) and real JupyterLab."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import nbformat
import pytest
from playwright.sync_api import expect

import smwidgets as sm
from smwidgets.data.importing import import_shop
from smwidgets.data.sample import sample_tables

pytestmark = pytest.mark.browser

AS_OF = "2026-03-06 14:32"
GROUPS = ("all", "new", "opted_out", "monitored")
POLISH = {"all": "Wszystkie", "new": "Nowe", "opted_out": "Wypisane", "monitored": "Monitorowane"}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    path = tmp_path_factory.mktemp("store") / "shop.duckdb"
    tables = sample_tables(7, date(2026, 3, 6), contacts=2_000)
    import_shop(tables, path, timezone="Europe/Warsaw", currency="PLN", name="Sklep Ogrodowy")
    return path


@pytest.fixture(scope="module")
def expected(store):
    """A section as Python computes it: ``expected(cls, **settings)``."""
    with sm.connect(store) as shop:
        model = sm.DashboardModel(shop, as_of=AS_OF)
        yield lambda cls, **settings: getattr(sm.sections, cls)(model, **settings)


@pytest.fixture(scope="module")
def notebook(store, tmp_path_factory):
    code = (
        f"import smwidgets as sm\nsm.ContactAnalytics(sm.DashboardModel(sm.connect({str(store)!r}), as_of={AS_OF!r}))"
    )
    path = tmp_path_factory.mktemp("lab") / "contacts.ipynb"
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)], metadata=kernel), path)
    return path


@pytest.fixture(scope="module")
def voila(voila_server, store):
    return voila_server(store, "--as-of", AS_OF, "--notebook", "dashboards")


def open_tab(page, voila):
    page.goto(voila.address)
    page.get_by_role("tab", name="Analityka kontaktów").click()
    wait_until_built(page)


def wait_until_built(page):
    page.locator(".smw-place-monitored_share .smw-slice").first.wait_for()
    page.locator(".smw-place-contact_activity .heatmapcell").first.wait_for(state="attached")


@pytest.fixture(params=["voila", "lab"])
def show(request, run_in_lab, notebook):
    """Show the dashboard in a page of one of the two hosts."""

    def open_in(page):
        if request.param == "voila":
            open_tab(page, request.getfixturevalue("voila"))
        else:
            run_in_lab(page, notebook)
            wait_until_built(page)
        return page

    return open_in


def place(page, key):
    return page.locator(f".smw-place-{key}")


def polish(number, decimals=0, unit=""):
    written = f"{number:,.{decimals}f}".replace(",", "\u00a0").replace(".", ",")
    return re.compile(rf"^{re.escape(written + unit)}$")


def activity_text(key, mean):
    return polish(mean, 1, " na godzinę" if key.startswith("hour") else " na dzień")


def expect_tiles(page, figures):
    for group in GROUPS:
        shown = place(page, "contact_base").locator(f'[data-figure="{group}"] .smw-figure-value')
        expect(shown).to_have_text(polish(figures[group]))


def expect_slices(page, key, figures):
    for name, count in figures.items():
        row = place(page, key).locator(f'.smw-slice[data-key="{name}"]')
        if count or row.count():
            expect(row.locator(".smw-slice-value")).to_have_text(polish(count))


@pytest.mark.spec("CA1", "CA3", "CA5", "CA6", "CA7", "CA8")
def test_every_figure_agrees_and_a_preview_opens_by_mouse_and_keyboard(show, browse, expected):
    page = show(browse(height=1300))
    base, activity = place(page, "contact_base"), place(page, "contact_activity")
    month = expected("ContactBase")
    expect_tiles(page, month.figures)
    expect_slices(page, "opt_out_reasons", expected("OptOutReasons").figures)
    expect_slices(page, "email_domains", expected("EmailDomains").figures)
    expect_slices(page, "monitored_share", expected("MonitoredShare").figures)
    means = expected("ContactActivity").figures
    shown = activity.locator("[data-figure]")
    for one in shown.all():
        key = one.get_attribute("data-figure")
        expect(one.locator(".smw-figure-value")).to_have_text(activity_text(key, means[key]))
    assert shown.count() == 2

    def preview(group):
        return base.get_by_role("button", name=f"Podgląd: {POLISH[group]}")

    expect(preview("new")).to_have_attribute("aria-pressed", "true")
    preview("opted_out").click()
    expect(preview("opted_out")).to_have_attribute("aria-pressed", "true")
    expect(preview("new")).to_have_attribute("aria-pressed", "false")
    expect(base.locator(".smw-subtitle")).to_have_text("Wypisania")
    trend = month.trends["opted_out"]
    expect(base.locator('.smw-figures [data-figure="current"] .smw-figure-value')).to_have_text(polish(trend.current))
    expect(base.locator('.smw-figures [data-figure="previous"] .smw-figure-value')).to_have_text(polish(trend.previous))
    preview("monitored").focus()
    page.keyboard.press("Enter")
    expect(preview("monitored")).to_have_attribute("aria-pressed", "true")
    expect(preview("monitored")).to_be_focused()
    expect(base.locator(".smw-subtitle")).to_have_text(re.compile("^Monitorowane"))

    # The tooltip of the chart: both dates, both values and the change.
    base.locator(".smw-hover-area").focus()
    page.keyboard.press("End")
    tip = base.locator(".smw-tip")
    expect(tip.locator(".smw-tip-when")).to_have_count(2)
    expect(tip.locator(".smw-tip-change")).to_have_text(re.compile(r"^[+−]?\d"))
    page.keyboard.press("Escape")

    # What a group is, on focus.
    base.locator('[data-figure="monitored"] .smw-help').focus()
    expect(page.locator("#smw-bubble")).to_contain_text("opt-in")


@pytest.mark.spec("CA2", "CA5", "X3")
def test_one_period_rules_all_and_the_heat_map_is_read_by_keyboard_and_as_a_table(show, browse, expected):
    page = show(browse(height=1300))
    base, activity = place(page, "contact_base"), place(page, "contact_activity")
    dates = activity.locator(".smw-when")
    expect(dates).to_have_text(re.compile("^4 lut"))
    base.locator(".smw-period select").select_option("previous_year")
    expect(dates).to_have_text(re.compile("^1 sty – 31 gru 2025$"))
    expect_tiles(page, expected("ContactBase", period="previous_year").figures)
    expect_slices(page, "opt_out_reasons", expected("OptOutReasons", period="previous_year").figures)
    means = expected("ContactActivity", period="previous_year")
    key = max((name for name in means.figures if name.startswith("hour")), key=means.figures.get)
    expect(activity.locator(f'[data-figure="{key}"] .smw-figure-value')).to_have_text(
        activity_text(key, means.figures[key])
    )

    heat = activity.locator(".smw-heat")
    expect(heat.locator(".heatmapcell")).to_have_count(7 * 24)
    heat.locator(".smw-hover-area").focus()
    for name in ("ArrowDown", "ArrowDown", "End"):
        page.keyboard.press(name)
    expect(heat.locator(".smw-tip-head")).to_have_text("wtorek, 23:00–00:00")
    expect(heat.locator(".smw-tip-value")).to_have_text(polish(means.frame.loc[1, 23], 1))
    heat.get_by_role("button", name="Dane w tabeli").click()
    rows = heat.locator("table tbody tr")
    expect(rows).to_have_count(7)
    expect(rows.nth(1).locator("td").nth(10)).to_have_text(polish(means.frame.loc[1, 10], 1))
    expect(heat.locator(".bqplot")).to_be_hidden()
    heat.get_by_role("button", name="Dane w tabeli").click()
    expect(heat.locator("table")).to_have_count(0)


@pytest.mark.spec("CA2", "W7")
def test_the_headers_period_rules_both_tabs_and_gives_back_what_was(voila, browse, expected):
    page = browse()
    open_tab(page, voila)
    place(page, "contact_base").locator(".smw-period select").select_option("last_7_days")
    expect_tiles(page, expected("ContactBase", period="last_7_days").figures)
    page.get_by_role("tab", name="Główny").click()
    sales = place(page, "sales_all").locator(".smw-period select")
    expect(sales).to_have_value("last_30_days")
    header = page.locator(".smw-header").get_by_label("Okres całego dashboardu")
    header.select_option("previous_month")
    expect(sales).to_have_value("previous_month")
    page.get_by_role("tab", name="Analityka kontaktów").click()
    expect_tiles(page, expected("ContactBase", period="previous_month").figures)
    expect(place(page, "opt_out_reasons").locator(".smw-when")).to_have_text("1 – 28 lut 2026")
    header.select_option("none")
    expect_tiles(page, expected("ContactBase", period="last_7_days").figures)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 400])
def test_nothing_scrolls_sideways_or_is_cut_at_any_width_in_either_theme(voila, browse, width, scheme):
    page = browse(width=width, height=1800, color_scheme=scheme)
    open_tab(page, voila)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    cut = page.evaluate(
        """() => [...document.querySelectorAll('.smw-value, .smw-figure-value, .smw-preview button'
                + ', .smw-tile-label span, .smw-when, .smw-wordy .smw-legend-label, .smw-ylabels span')]
            .filter(e => e.checkVisibility() && getComputedStyle(e).display !== 'inline')
            .filter(e => e.scrollWidth > e.clientWidth + 1)
            .map(e => e.outerHTML)"""
    )
    assert cut == []
    beyond = page.evaluate(
        """width => [...document.querySelectorAll('.smw-place-contact_base *, .smw-place-contact_activity *, '
                + '.smw-wordy *')]
            .filter(e => e.checkVisibility() && !e.closest('.smw-panel, select, .smw-unseen, table'))
            .filter(e => e.getBoundingClientRect().right > width + 1)
            .map(e => e.outerHTML.slice(0, 200))""",
        width,
    )
    assert beyond == []
    if width == 1400:
        tops = "[...document.querySelectorAll('.smw-wordy .smw-ring-face')].map((e) => e.getBoundingClientRect().top)"
        assert len(set(page.evaluate(tops))) == 1, "the rings of a row stand level"


def test_columns_of_the_heat_map_are_labelled_as_far_as_there_is_room(voila, browse):
    for width, most in ((1400, 24), (400, 8)):
        page = browse(width=width, height=1800)
        open_tab(page, voila)
        labels = place(page, "contact_activity").locator(".smw-heat .smw-xlabels span")
        expect(labels.first).to_have_text("00:00")
        boxes = sorted((one.bounding_box() for one in labels.all()), key=lambda box: box["x"])
        assert 3 <= len(boxes) <= most
        assert all(a["x"] + a["width"] <= b["x"] for a, b in pairwise(boxes))

"""Recent campaigns and the attribution sandbox as a person uses them, in real Voilà and real JupyterLab."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

import smwidgets as sm
from smwidgets.data import listing
from smwidgets.sections import AttributionSandbox

pytestmark = pytest.mark.browser

AS_OF = "2026-03-06 14:32"
CELL = """
import smwidgets as sm
from smwidgets.sections import AttributionSandbox, RecentCampaigns

model = sm.DashboardModel(sm.connect({store!r}), as_of={as_of!r}, locale="pl")
places = [sm.Place("campaigns", RecentCampaigns), sm.Place("sandbox", AttributionSandbox)]
sm.Dashboard(model, {{"main": ({{"pl": "Główny", "en": "Main"}}, places)}})
"""
DIALOG = "dialog[open]"
BEYOND = """bound => [...document.querySelectorAll('.smw-dashboard *, dialog[open] *')]
    .filter(e => e.checkVisibility() && !e.closest('.smw-panel, select, .smw-unseen, table'))
    .filter(e => e.getBoundingClientRect().right > bound + 1)
    .map(e => e.outerHTML.slice(0, 200))"""


@pytest.fixture
def show(show_cell, sample_store):
    """Show both sections in a page of the host, each with its first rows."""

    def show_in(page):
        show_cell(page, CELL.format(store=str(sample_store), as_of=AS_OF))
        for key in ("campaigns", "sandbox"):
            page.locator(f".smw-place-{key} tbody tr").first.wait_for()
        return page

    return show_in


@pytest.fixture(scope="module")
def model(sample_store):
    with sm.connect(sample_store) as shop:
        yield sm.DashboardModel(shop, as_of=AS_OF, locale="pl")


def numbers(text):
    """All numbers of a Polish text, in order."""
    return [float(re.sub(r"\s", "", one).replace(",", ".")) for one in re.findall(r"\d(?:[\d\s]*\d)?(?:,\d+)?", text)]


def rows_are(campaigns, wanted):
    """Wait until the list has these campaigns."""
    expect(campaigns.locator("tbody tr").nth(len(wanted))).to_have_count(0)
    for place, row in enumerate(wanted):
        expect(campaigns.locator("tbody tr").nth(place)).to_have_attribute("data-key", str(row["campaign_id"]))


def assert_analytics_are(dialog, analytics):
    """Compare every figure of the dialog with what Python computes."""
    shown = {
        one.get_attribute("data-figure"): numbers(one.locator(".smw-figure-value").text_content())
        for one in dialog.locator("[data-figure]").all()
    }
    assert set(shown) == {*analytics.counts, *analytics.sales}
    for name, count in analytics.counts.items():
        share = analytics.rates.get(name)
        percent = [] if share is None else [pytest.approx(100 * share, abs=0.0501)]
        assert shown[name] == ([] if count is None else [count, *percent]), name
    for name, value in analytics.sales.items():
        assert shown[name] == [pytest.approx(value, abs=0.501)], name


def table_of(dialog):
    """Numbers of the table behind the chart, by row."""
    rows = dialog.locator("tbody tr").evaluate_all(
        "rows => rows.map(r => [...r.cells].slice(1).map(c => c.textContent))"
    )
    return [[number for text in row for number in numbers(text)] for row in rows]


@pytest.mark.spec("J1", "J2", "X3")
def test_campaigns_are_listed_and_their_analytics_open_by_keyboard_and_mouse(show, page, model):
    campaigns = show(page).locator(".smw-place-campaigns")
    listed = listing.campaigns(model.shop, model.now).to_dict("records")
    rows_are(campaigns, listed[:10])
    campaigns.get_by_role("button", name="Starsze").click()
    rows_are(campaigns, listed[10:20])
    campaigns.get_by_role("button", name="‹ Nowsze").click()
    rows_are(campaigns, listed[:10])

    mailed = next(place for place, row in enumerate(listed) if row["channel"] == "email")
    texted = next(place for place, row in enumerate(listed) if row["channel"] == "sms")
    dialog = page.locator(DIALOG)
    for place, by in ((mailed, "keyboard"), (texted, "mouse")):
        row, campaign = campaigns.locator("tbody tr").nth(place), listed[place]
        assert row.locator("td").nth(2).inner_text() == campaign["name"]
        assert numbers(row.locator("td").nth(3).inner_text()) == [campaign["reach"]]
        opener = row.get_by_role("button")
        if by == "keyboard":
            opener.focus()
            page.keyboard.press("Enter")
        else:
            opener.click()
        dialog.locator("[data-figure]").first.wait_for()
        expect(dialog.get_by_role("heading", name=campaign["name"])).to_be_visible()
        analytics = listing.campaign_analytics(model.shop, campaign["campaign_id"], model.now)
        assert_analytics_are(dialog, analytics)

        if by == "keyboard":
            dialog.get_by_role("radio", name="Otwarcia i kliknięcia").focus()
            page.keyboard.press("ArrowRight")
            page.keyboard.press("ArrowRight")
        else:
            dialog.get_by_role("radio", name="Sprzedaż").click()
        dialog.get_by_role("button", name="Dane w tabeli").click()
        revenue = analytics.daily[["touchpoint_revenue", "last_click_revenue"]].to_numpy().tolist()
        expect(dialog.locator("caption")).to_contain_text("Sprzedaż")
        assert table_of(dialog) == [pytest.approx(day, abs=0.501) for day in revenue]

        if by == "keyboard":
            page.keyboard.press("Escape")
        else:
            dialog.get_by_role("button", name="Zamknij").click()
        dialog.wait_for(state="detached")
        assert opener.evaluate("one => one === document.activeElement")


def settle(sandbox, section):
    """Wait until the sandbox shows the figures of a section in Python, and what holds between them."""
    formats, figures = section.model.formats, section.figures
    for key in ("touchpoint", "last_click", "all"):
        orders = sandbox.locator(f'[data-figure="orders_{key}"] .smw-figure-value')
        revenue = sandbox.locator(f'[data-figure="revenue_{key}"] .smw-figure-value')
        expect(orders).to_have_text(formats.count(figures[f"orders_{key}"]))
        expect(revenue).to_have_text(formats.money(figures[f"revenue_{key}"]))
    counts = [figures[f"orders_{key}"] for key in ("last_click", "touchpoint", "all")]
    assert counts == sorted(counts)
    assert figures["orders_both"] == figures["orders_last_click"]
    inner, middle, outer = (formats.count(count) for count in counts)
    held = f"✓ Transakcje: last click {inner} ⊆ touchpoint {middle} ⊆ wszystkie {outer}"
    expect(sandbox.locator('[data-holds="yes"]')).to_have_text(held)


def both(section):
    return section.figures["orders_touchpoint"], section.figures["orders_last_click"]


@pytest.mark.spec("B2", "B3")
def test_the_sandbox_follows_each_part_of_the_policy_and_finds_back(show, page, model):
    sandbox = show(page).locator(".smw-place-sandbox")
    back = sandbox.get_by_role("button", name="Wróć do polityki sklepu")
    own = AttributionSandbox(model)
    settle(sandbox, own)
    expect(back).to_be_disabled()

    sandbox.get_by_role("combobox", name="Okno przed transakcją").select_option("7")
    shorter = AttributionSandbox(model, days=7)
    settle(sandbox, shorter)
    assert both(shorter)[0] < both(own)[0]

    sandbox.get_by_role("combobox", name="Liczba najnowszych interakcji").select_option("1")
    fewer = AttributionSandbox(model, days=7, interactions=1)
    settle(sandbox, fewer)
    assert both(fewer)[0] < both(shorter)[0]

    sandbox.get_by_role("combobox", name="Okno przed transakcją").select_option("365")
    longer = AttributionSandbox(model, days=365, interactions=1)
    settle(sandbox, longer)

    sandbox.get_by_role("combobox", name="Last click", exact=True).focus()
    page.keyboard.press("ArrowDown")
    skipping = AttributionSandbox(model, days=365, interactions=1, last_click="last_non_direct")
    settle(sandbox, skipping)
    assert both(skipping)[1] > both(longer)[1]
    changes = [numbers(text) for text in sandbox.locator("tbody tr td:nth-child(4)").all_text_contents()]
    assert changes == [[pytest.approx(abs(change.delta), abs=0.501)] for change in skipping.trends.values()]

    back.focus()
    cells = page.locator(".jp-Cell").count()
    for shortcut_of_jupyterlab in ("x", "b", "ArrowDown"):
        page.keyboard.press(shortcut_of_jupyterlab)
    assert back.evaluate("one => one === document.activeElement")
    assert page.locator(".jp-Cell").count() == cells
    page.keyboard.press("Enter")
    settle(sandbox, own)
    expect(back).to_be_disabled()


def test_neither_section_overflows_on_a_phone_or_in_the_dark(show, page, paint, host, widen):
    show(page)
    if host == "lab":
        page.evaluate("jupyterapp.shell.collapseLeft()")
    for width in (1400, 400):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("dark", "light"):
            paint(page, scheme)
            assert page.evaluate("document.documentElement.scrollWidth") == width
            board = page.locator(".smw-dashboard")
            bound = board.evaluate("one => one.getBoundingClientRect().right")
            assert bound <= width
            assert page.evaluate(BEYOND, bound) == []
            opener = page.locator(".smw-place-campaigns tbody tr").first.get_by_role("button")
            assert opener.bounding_box()["x"] + opener.bounding_box()["width"] <= bound
            opener.click()
            page.locator(f"{DIALOG} [data-figure]").first.wait_for()
            assert page.evaluate(BEYOND, width) == []
            content = page.locator(f"{DIALOG} .smw-dialog-content")
            assert content.evaluate("one => one.scrollWidth <= one.clientWidth + 1")
            page.keyboard.press("Escape")
            page.locator(DIALOG).wait_for(state="detached")
    widen(page)
    assert page.evaluate(BEYOND, bound) == [], "in whatever font"

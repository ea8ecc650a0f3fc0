"""The Main dashboard as a person uses it, in real Voilà and real JupyterLab; figures are read back from the page."""

from __future__ import annotations

import json
import re
from datetime import date

import nbformat
import pytest
from playwright.sync_api import expect

import smwidgets as sm
from smwidgets.data.importing import import_shop
from smwidgets.data.sample import sample_tables

pytestmark = pytest.mark.browser

AS_OF = "2026-03-06 14:32"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    path = tmp_path_factory.mktemp("store") / "shop.duckdb"
    tables = sample_tables(7, date(2026, 3, 6), contacts=3_000)
    import_shop(tables, path, timezone="Europe/Warsaw", currency="PLN", name="Sklep Ogrodowy")
    return path


@pytest.fixture(scope="module")
def expected(store):
    """Figures of a section as Python computes them: ``expected(cls, **settings)``."""
    with sm.connect(store) as shop:
        model = sm.DashboardModel(shop, as_of=AS_OF)
        yield lambda cls, **settings: getattr(sm.sections, cls)(model, **settings).figures


@pytest.fixture(scope="module")
def notebook(store, tmp_path_factory):
    code = f"import smwidgets as sm\nsm.MainDashboard(sm.DashboardModel(sm.connect({str(store)!r}), as_of={AS_OF!r}))"
    path = tmp_path_factory.mktemp("lab") / "dashboard.ipynb"
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)], metadata=kernel), path)
    return path


@pytest.fixture(scope="module")
def voila(voila_server, store):
    return voila_server(store, "--as-of", AS_OF)


@pytest.fixture(params=["voila", "lab"])
def show(request, run_in_lab, notebook):
    """Show the dashboard in a page of one of the two hosts."""

    def open_in(page):
        if request.param == "voila":
            page.goto(request.getfixturevalue("voila").address)
        else:
            run_in_lab(page, notebook)
        page.locator(".smw-place-average_order_value [data-figure]").first.wait_for()
        page.locator(".smw-place-average_order_value .bqplot path.line").first.wait_for(state="attached")
        return Reader(page)

    return open_in


class Reader:
    """Reads a section of the page back, and works its controls."""

    def __init__(self, page):
        self.page = page

    def place(self, key):
        return self.page.locator(f".smw-place-{key}")

    def number(self, text):
        """The number in a text of either language, without what surrounds it; None for a dash."""
        polish = "," in text and not re.search(r",\d{3}(\D|$)", text)
        digits = re.sub(r"[^\d,.−-]", "", text).replace("−", "-")
        digits = digits.replace(".", "").replace(",", ".") if polish else digits.replace(",", "")
        return float(digits) if re.search(r"\d", digits) else None

    def figures(self, key):
        found = self.place(key).locator("[data-figure]").all()
        return {one.get_attribute("data-figure"): one.locator(".smw-figure-value").inner_text() for one in found}

    def tiles(self):
        return [one.inner_text() for one in self.place("sales_summary").locator(".smw-value").all()]

    def lines(self, key):
        """Geometry of the lines that are drawn, longest first."""
        paths = self.place(key).locator(".bqplot path.line").all()
        return sorted((path.get_attribute("d") or "" for path in paths if path.is_visible()), key=len, reverse=True)

    def agree(self, shown, wanted, *, within):
        """Wait until a place shows a number."""
        for _ in range(400):
            got = self.number(shown.inner_text())
            if got is not None and got == pytest.approx(wanted, abs=within):
                return
            self.page.wait_for_timeout(25)
        pytest.fail(f"the page shows {shown.inner_text()!r}, the section has {wanted!r}")

    def settle(self, key, figures):
        """Wait until a section shows these figures."""
        for name, value in figures.items():
            shown = self.place(key).locator(f'[data-figure="{name}"] .smw-figure-value')
            digits = {"aov": 2, "all": 2, "touchpoint": 2, "last_click": 2, "share": 1}.get(name, 0)
            self.agree(shown, 100 * value if name == "share" else value, within=0.5000001 * 10**-digits)

    def choose_period(self, key, name):
        self.place(key).locator(".smw-period select").select_option(name)

    def save(self, key, *labels):
        place = self.place(key).locator(".smw-settings")
        place.locator(".smw-gear").click()
        for label in labels:
            place.locator(".smw-panel").get_by_text(label, exact=True).click()
        place.locator(".smw-panel .smw-primary").click()


@pytest.mark.spec("A1", "B1", "B2", "B3", "B4", "B5", "B6", "B7", "C1", "M3", "M9", "M10")
def test_a_person_works_the_dashboard_and_every_figure_agrees(show, browse, expected):
    reader = show(browse())
    page = reader.page

    summary = expected("SalesSummary")
    assert [reader.number(text) for text in reader.tiles()] == [pytest.approx(one, abs=0.5) for one in summary.values()]
    assert all(text.endswith("zł") for text in reader.tiles())
    for attribution in ("all", "touchpoint", "last_click"):
        reader.settle(f"sales_{attribution}", expected("SalesAnalytics", attribution=attribution))
    reader.settle("average_order_value", expected("AverageOrderValue"))

    before = reader.lines("sales_all")[0]
    reader.choose_period("sales_all", "last_7_days")
    reader.settle("sales_all", expected("SalesAnalytics", period="last_7_days"))
    page.wait_for_function(
        "([s, d]) => !document.querySelector(s).getAttribute('d').startsWith(d)",
        arg=[".smw-place-sales_all .bqplot path.line", before[:40]],
    )
    reader.settle("sales_touchpoint", expected("SalesAnalytics", attribution="touchpoint"))

    revenue = reader.lines("sales_all")[0]
    reader.place("sales_all").get_by_role("radio", name="Transakcje").click()
    page.wait_for_function(
        "([s, d]) => document.querySelector(s).getAttribute('d') !== d",
        arg=[".smw-place-sales_all .bqplot path.line", revenue],
    )

    reader.save("sales_all", "Porównaj z poprzednim okresem")
    legend = reader.place("sales_all").locator(".smw-legend button")
    expect(legend).to_have_text(["Bieżący okres", "Poprzedni okres"])
    expect(reader.place("sales_all").locator("[data-figure] .smw-trend")).to_have_count(3)

    figures = reader.figures("sales_all")
    legend.nth(0).click()
    page.wait_for_function(
        "s => document.querySelector(s).getAttribute('aria-pressed') === 'false'",
        arg=".smw-place-sales_all .smw-legend button",
    )
    assert legend.nth(1).get_attribute("aria-pressed") == "true"
    assert reader.figures("sales_all") == figures
    legend.nth(0).click()
    page.wait_for_function(
        "s => document.querySelector(s).getAttribute('aria-pressed') === 'true'",
        arg=".smw-place-sales_all .smw-legend button",
    )

    reader.save("sales_all", "Słupkowy")
    expect(reader.place("sales_all").locator(".bqplot rect.bar:visible")).to_have_count(14)

    page.get_by_role("button", name="Waluta").press("ArrowDown")
    search = page.get_by_role("combobox", name="Szukaj waluty")
    expect(search).to_be_focused()
    search.fill("zloty")
    expect(page.locator(".smw-combobox").get_by_role("option")).to_have_text(["PLN zł – złoty polski"])
    search.fill("wyspiański")
    expect(page.get_by_text("Nie ma takiej waluty")).to_be_visible()
    expect(page.get_by_text("kwoty nie są przeliczane")).to_be_visible()
    search.fill("eur")
    search.press("Enter")
    expect(page.get_by_role("button", name="Waluta")).to_be_focused()
    page.wait_for_function("() => document.querySelector('.smw-value').innerText.endsWith('€')")
    assert [reader.number(text) for text in reader.tiles()] == [pytest.approx(one, abs=0.5) for one in summary.values()]

    page.locator(".smw-header").get_by_label("Język").select_option("en")
    page.get_by_text("Today so far").wait_for()
    assert reader.place("sales_all").get_by_role("radio", name="Orders").get_attribute("aria-checked") == "true"
    assert [reader.number(text) for text in reader.tiles()] == [pytest.approx(one, abs=0.5) for one in summary.values()]


@pytest.mark.spec("M3", "W7")
def test_a_custom_range_and_the_dashboards_own_period(show, browse, expected):
    reader = show(browse())
    page = reader.page
    place = reader.place("sales_all")
    reader.choose_period("sales_all", "custom")
    place.locator("input[name=start]").fill("2026-02-01")
    place.locator("input[name=end]").fill("2026-02-14")
    place.locator(".smw-period .smw-primary").click()
    custom = sm.Period("2026-02-01", "2026-02-15")
    reader.settle("sales_all", expected("SalesAnalytics", period=custom))

    header = page.locator(".smw-header")
    header.get_by_label("Okres całego dashboardu").select_option("yesterday")
    reader.settle("sales_all", expected("SalesAnalytics", period="yesterday"))
    reader.settle("average_order_value", expected("AverageOrderValue", period="yesterday"))
    header.get_by_label("Okres całego dashboardu").select_option("custom")
    header.locator("input[name=start]").fill("2026-01-11")
    header.locator("input[name=end]").fill("2026-01-20")
    header.locator(".smw-period .smw-primary").click()
    ruled = sm.Period("2026-01-11", "2026-01-21")
    reader.settle("sales_all", expected("SalesAnalytics", period=ruled))
    reader.settle("average_order_value", expected("AverageOrderValue", period=ruled))
    header.get_by_label("Okres całego dashboardu").select_option("none")
    reader.settle("sales_all", expected("SalesAnalytics", period=custom))
    reader.settle("average_order_value", expected("AverageOrderValue"))


@pytest.mark.spec("D1", "D2", "E1", "E2", "F3", "H1", "I1", "I2", "I5", "J1", "J2", "X3")
def test_donuts_lists_and_dialogs_by_mouse_and_keyboard(show, browse, expected):
    reader = show(browse(height=1200))
    page = reader.page

    for key, section in (("channel_sales", "ChannelSales"), ("module_sales", "ModuleSales")):
        figures = dict(expected(section))
        total = reader.place(key).locator(".smw-ring-total")
        whole = figures.pop("total")
        reader.agree(total, whole, within=0.5)
        largest = max(figures, key=figures.get)
        label = reader.place(key).locator(f'.smw-slice[data-key="{largest}"] .smw-slice-label')
        label.click()
        reader.agree(total, whole - figures[largest], within=0.5)
        label.click()
        reader.agree(total, whole, within=0.5)

    channels = reader.place("channel_sales")
    channels.locator(".smw-slice-open").first.focus()
    page.keyboard.press("Enter")
    page.locator("dialog[open] tbody tr").first.wait_for()
    page.keyboard.press("Escape")
    page.locator("dialog[open]").wait_for(state="detached")

    events = reader.place("live_events")
    first = events.locator("tbody tr").first
    first.wait_for()
    newest = first.get_attribute("data-key")
    events.get_by_role("button", name="Starsze ›").click()
    page.wait_for_function(
        "([e, key]) => e.querySelector('tbody tr')?.dataset.key !== key", arg=[events.element_handle(), newest]
    )
    events.get_by_role("button", name="‹ Nowsze").click()
    page.wait_for_function(
        "([e, key]) => e.querySelector('tbody tr')?.dataset.key === key", arg=[events.element_handle(), newest]
    )
    email = first.locator("td").nth(1).inner_text()
    first.get_by_role("button").click()
    page.locator("dialog[open]").get_by_text(email).first.wait_for()
    page.keyboard.press("Escape")
    page.locator("dialog[open]").wait_for(state="detached")

    campaigns = reader.place("recent_campaigns")
    campaigns.locator("tbody tr").first.get_by_role("button").click()
    page.locator("dialog[open] [data-figure]").first.wait_for()
    page.keyboard.press("Escape")
    page.locator("dialog[open]").wait_for(state="detached")

    views = reader.place("page_views")
    reader.settle("page_views", expected("PageViews"))
    views.get_by_role("button", name="Dane w tabeli").click()
    cells = views.locator("table tbody tr")
    expect(cells).to_have_count(7)


BEYOND = """width => [...document.querySelectorAll('.smw-dashboard *')]
    .filter(e => e.checkVisibility() && !e.closest('.smw-panel, select, .smw-unseen, table'))
    .filter(e => e.getBoundingClientRect().right > width + 1)
    .map(e => e.outerHTML.slice(0, 200))"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 400])
def test_nothing_scrolls_sideways_or_is_cut_at_any_width_in_either_theme(voila, browse, width, scheme, widen):
    page = browse(width=width, height=900, color_scheme=scheme)
    page.goto(voila.address)
    page.locator(".smw-place-average_order_value [data-figure]").first.wait_for()
    page.locator(".smw-place-average_order_value .bqplot path.line").first.wait_for(state="attached")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    cut = page.evaluate(
        """() => [...document.querySelectorAll('.smw-value, .smw-figure-value, .smw-header select, .smw-tabs button')]
            .filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline')
            .map(e => e.innerText)"""
    )
    assert cut == []
    assert page.evaluate(BEYOND, width) == []
    widen(page)
    assert page.evaluate(BEYOND, width) == [], "in whatever font"


WATCH_SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map((entry) => entry.value)))
    .observe({ type: "layout-shift", buffered: true });
"""


def test_no_section_jumps_while_the_dashboard_is_built(voila, browse):
    page = browse()
    page.add_init_script(WATCH_SHIFTS)
    page.goto(voila.address)
    page.locator(".smw-place-recent_campaigns tbody tr").first.wait_for()
    page.locator(".smw-place-live_events tbody tr").first.wait_for()
    tops = "[...document.querySelectorAll('[class*=smw-place-]')].map((e) => e.getBoundingClientRect().top)"
    assert len(page.evaluate(tops)) == 17, "13 sections and 4 headings"
    assert sum(page.evaluate("window.shifts")) < 0.01


ANSWERING_LATER = 1
"""Sections that a period is asked of off the main thread, each of which says itself when its answer is there."""


ON_THEIR_WAY = 2
"""Answers to an earlier question, and a look at what is new, that may come in between on a busy machine."""


class Heard:
    """Messages that a page is sent, taken from its WebSockets: of each its kind and what it says."""

    def __init__(self, page):
        self.messages = []
        page.on("websocket", lambda socket: socket.on("framereceived", self._take))

    def _take(self, frame):
        if not isinstance(frame, bytes):
            return
        # v1.kernel.websocket.jupyter.org: number of offsets, offsets, then channel, header, parent, metadata, content.
        count = int.from_bytes(frame[:8], "little")
        starts = [int.from_bytes(frame[8 * n : 8 * n + 8], "little") for n in range(1, count + 1)]
        header, content = (json.loads(frame[starts[n] : starts[n + 1]]) for n in (1, 4))
        self.messages.append((header["msg_type"], content))

    def told(self):
        """What came for widgets that the page knows, without the echoes of what it said itself."""
        data = [content["data"] for kind, content in self.messages if kind == "comm_msg"]
        return [one for one in data if one["method"] != "echo_update"]


@pytest.mark.spec("W7")
def test_a_period_of_the_whole_dashboard_reaches_the_page_as_one_message(show, browse, expected):
    page = browse()
    heard = Heard(page)
    reader = show(page)
    page.locator(".smw-place-recent_campaigns tbody tr").first.wait_for()
    page.locator(".smw-place-live_events tbody tr").first.wait_for()
    picker = page.locator(".smw-header").get_by_label("Okres całego dashboardu")
    for period in ("last_7_days", "last_12_months", "yesterday"):
        heard.messages.clear()
        picker.select_option(period)
        for attribution in ("all", "touchpoint", "last_click"):
            reader.settle(f"sales_{attribution}", expected("SalesAnalytics", attribution=attribution, period=period))
        reader.settle("average_order_value", expected("AverageOrderValue", period=period))
        reader.settle("page_views", expected("PageViews", period=period))
        # The page may hear of something else first, as of an answer that was on its way.
        together = [one["content"] for one in heard.told() if one.get("content", {}).get("kind") == "together"]
        changes = [len(one["updates"]) for one in together]
        assert max(changes) > 30, "the period reached the page as one message"
        others = [one for one in heard.told() if one.get("content") not in together]
        assert len(heard.told()) <= 1 + ANSWERING_LATER + ON_THEIR_WAY, [changes, others]

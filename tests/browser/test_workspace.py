"""The workspace as a person uses it, in real JupyterLab and real Voilà: what is done is saved, undone, found again."""

from __future__ import annotations

import json
from pathlib import Path
from runpy import run_path
from types import SimpleNamespace
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import expect

from smwidgets.dashboards import steps

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

worked = SimpleNamespace(**run_path(str(Path(__file__).with_name("_workspace_page.py"))))
Saved, WorkspacePage, small_state = worked.Saved, worked.WorkspacePage, worked.small_state

SOCKET = Path(__file__).with_name("_socket.js")
AS_OF = "2026-03-06 14:32"


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Saved:
    return Saved(tmp_path_factory.mktemp("workspace") / "dashboards.json")


@pytest.fixture(scope="module")
def cell(sample_store: Path, saved: Saved) -> Callable[..., str]:
    """Write the cell of a workspace: ``cell(read_only=False)``."""

    def write(**options: object) -> str:
        model = f"sm.DashboardModel(sm.connect({str(sample_store)!r}), as_of={AS_OF!r})"
        given = "".join(f", {name}={value!r}" for name, value in options.items())
        return f"import smwidgets as sm\nsm.Workspace({model}, {str(saved.path)!r}{given})"

    return write


@pytest.fixture
def edit(cell, serve_cell, browse) -> Callable[..., WorkspacePage]:
    """Open a workspace that may be changed, in a page of Voilà, which starts sooner than JupyterLab."""

    def go(query: str = "", **options: object) -> WorkspacePage:
        page = browse(**options)
        page.add_init_script(path=SOCKET)
        page.goto(serve_cell(cell(read_only=False)) + query)
        return WorkspacePage(page)

    return go


@pytest.fixture
def visit(cell, serve_cell, browse) -> Callable[..., WorkspacePage]:
    """Open a workspace as Voilà publishes it."""

    def go(query: str = "", **options: object) -> WorkspacePage:
        page = browse(**options)
        page.add_init_script(path=SOCKET)
        page.goto(serve_cell(cell()) + query)
        return WorkspacePage(page)

    return go


@pytest.fixture
def lab(cell, write_cell, run_in_lab) -> Callable[..., WorkspacePage]:
    """Run a workspace in JupyterLab."""

    def go(page: Page, query: str = "") -> WorkspacePage:
        run_in_lab(page, write_cell(cell()).notebook, query)
        return WorkspacePage(page)

    return go


def middle(locator) -> tuple[float, float]:
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


# --- in JupyterLab ----------------------------------------------------------------------------------------------------


@pytest.mark.spec("W1", "W2", "W3", "W4", "W5")
def test_a_dashboard_is_made_and_arranged_by_mouse_undone_and_found_again(lab, browse, saved):  # noqa: PLR0915 - one story
    saved.begin(small_state())
    work = lab(browse(height=2400))
    page, history = work.page, [saved.state.dashboards]

    def settled(what: str, true) -> None:
        """Wait until a step is saved; it is one step, whatever it was."""
        work.until(what, lambda: saved.state.dashboards != history[-1] and true())
        history.append(saved.state.dashboards)

    work.create("Black Friday")
    settled("there is a third dashboard", lambda: saved.names()[2:] == ["Black Friday"])
    offers = ("Podsumowanie sprzedaży", "Całkowita", "Wspierana (last click)", "Odsłony", "Całkowita sprzedaż: Kanały")
    for number, title in enumerate(offers, 1):
        work.press(f"Dodaj: {title}")
        settled("it stands on the board", lambda number=number: len(saved.tiles("Black Friday")) == number)
    page.keyboard.press("Escape")
    expect(page.locator(".smw-frame")).to_have_count(5)
    summary, total, clicks, channels, views = (tile.id for tile in saved.tiles("Black Friday"))
    kinds = {tile.id: (tile.section, tile.settings) for tile in saved.tiles("Black Friday")}
    assert kinds[total] == ("sales_analytics", {"attribution": "all"})
    assert kinds[clicks] == ("sales_analytics", {"attribution": "last_click"})

    start = middle(work.frame(channels).locator(".smw-frame-grip"))
    goal = work.frame(summary).bounding_box()
    work.drag(start, (start[0], goal["y"] + 300), (goal["x"] + 16, goal["y"] + 16))
    settled("it was dragged to the top", lambda: saved.layout("Black Friday")[channels][:2] == (0, 0))
    work.until(
        "its frame is there", lambda: work.frame(channels).bounding_box()["y"] == pytest.approx(goal["y"], abs=1)
    )

    x, y = middle(work.frame(channels).locator(".smw-frame-corner"))
    column = (page.locator(".smw-arranging").bounding_box()["width"] + 16) / 12
    work.drag((x, y), (x + 2 * column, y + 2 * 48))
    settled("it was resized", lambda: saved.layout("Black Friday")[channels] == (0, 0, 6, 11))
    work.press("Zakończ rozmieszczanie")

    work.press("Zarządzaj dashboardami")
    work.press("Zmień nazwę: Black Friday")
    page.get_by_role("textbox", name="Nazwa").fill("Black Week")
    work.press("Zapisz")
    settled("it has another name", lambda: saved.names() == ["Główny", "Zespół", "Black Week"])
    work.press("Przesuń w lewo: Black Week")
    settled("its tab has moved", lambda: saved.names() == ["Główny", "Black Week", "Zespół"])
    assert work.button("Usuń: Główny").count() == 0
    work.press("Usuń: Zespół")
    expect(work.dialog("Usunąć dashboard?")).to_contain_text("„Zespół” zniknie razem z 2 widżetami.")
    work.press("Anuluj")
    assert saved.names() == ["Główny", "Black Week", "Zespół"]
    work.press("Usuń: Zespół")
    work.press("Usuń")
    settled("it is deleted", lambda: saved.names() == ["Główny", "Black Week"])
    work.press("Gotowe")

    for before in history[-2::-1]:
        work.press("Cofnij")
        work.until("the step is undone", lambda before=before: saved.state.dashboards == before)
    assert saved.state.dashboards == small_state().dashboards
    expect(work.button("Cofnij")).to_be_disabled()
    expect(page.locator(".smw-bar-label")).to_have_text(["Główny", "Zespół"])
    for after in history[1:]:
        work.press("Ponów")
        work.until("the step is done again", lambda after=after: saved.state.dashboards == after)
    expect(work.button("Ponów")).to_be_disabled()
    expect(page.locator(".smw-bar-label")).to_have_text(["Główny", "Black Week"])

    work.tab("Black Week").click()
    work.until("the open tab is kept", lambda: saved.state.open != "main")
    work.drawn(total, clicks, views, channels)
    keys, left, text = (summary, total, clicks, views, channels), {}, saved.text
    for key in keys:
        left[key] = work.place(key).bounding_box()
    again = lab(browse(height=2400))
    again.drawn(total, clicks, views, channels)
    assert again.tabs() == ["Główny", "Black Week"]
    expect(again.tab("Black Week")).to_have_attribute("aria-selected", "true")
    for key in keys:
        assert again.place(key).bounding_box() == pytest.approx(left[key], abs=2)
    assert saved.text == text
    assert '\n  "dashboards": [\n' in text, "the file is for reading, too"
    assert json.loads(text)["schema_version"] == 1


@pytest.mark.spec("W2", "W3", "W4")
def test_the_same_is_done_by_keyboard_alone(lab, browse, saved):  # noqa: PLR0915 - one story
    saved.begin(small_state())
    work = lab(browse())
    work.tab("Główny").focus()
    work.key("ArrowRight")
    work.until("the second tab is open", lambda: saved.state.open == "team")
    work.focused("Zespół")

    work.tab_to("+ Nowy dashboard")
    work.key("Enter")
    work.focused("Nazwa")
    work.page.keyboard.type("Black Friday")
    work.key("Enter")
    work.focused("Biblioteka widżetów")
    for number, (words, title) in enumerate((("calkowita", "Całkowita"), ("odslony", "Odsłony")), 1):
        work.tab_to("Szukaj widżetu", back=number > 1)
        work.key("Control+a")
        work.page.keyboard.type(words)
        work.tab_to(f"Dodaj: {title}")
        work.key("Enter")
        work.until("it stands on the board", lambda number=number: len(saved.tiles("Black Friday")) == number)
    work.key("Escape")
    work.page.locator("dialog[open]").wait_for(state="hidden")
    work.focus()
    expect(work.page.locator(".smw-frame")).to_have_count(2)
    total, views = (tile.id for tile in saved.tiles("Black Friday"))

    def lies(key: str, *place: int) -> None:
        work.until(f"{key} lies at {place}", lambda: saved.layout("Black Friday").get(key) == place)
        work.focus()

    grip = "Przeciągnij albo użyj strzałek (z klawiszem Shift zmieniają rozmiar)"
    work.tab_to(f"{grip}: Całkowita")
    work.key("ArrowRight")
    lies(total, 6, 0, 4, 9)
    work.key("Shift+ArrowRight")
    lies(total, 6, 0, 5, 9)
    work.key("Shift+ArrowDown")
    lies(total, 6, 0, 5, 10)
    assert work.focus() == f"{grip}: Całkowita"
    work.tab_to("Usuń z dashboardu: Odsłony", back=True)
    work.key("Enter")
    work.until("it is gone", lambda: views not in saved.layout("Black Friday"))
    expect(work.page.locator(".smw-frame")).to_have_count(1)
    work.tab_to("Usuń z dashboardu: Całkowita")
    work.key("Enter")
    work.until("the last one is gone", lambda: saved.layout("Black Friday") == {})
    expect(work.page.locator(".smw-frame")).to_have_count(0)
    work.tab_to("Zakończ rozmieszczanie", back=True)
    work.key("Enter")
    work.focused("Rozmieść widżety")

    work.tab_to("Zarządzaj dashboardami")
    work.key("Space")
    work.focused("Gotowe")
    work.tab_to("Zmień nazwę: Black Friday", back=True)
    work.key("Enter")
    work.focused("Nazwa")
    work.page.keyboard.type("Wyprzedaż")
    work.key("Enter")
    work.until("it has another name", lambda: saved.names() == ["Główny", "Zespół", "Wyprzedaż"])
    work.focused("Zmień nazwę: Wyprzedaż")
    work.tab_to("Przesuń w lewo: Wyprzedaż", back=True)
    work.key("Enter")
    work.until("its tab has moved", lambda: saved.names() == ["Główny", "Wyprzedaż", "Zespół"])
    work.focused("Przesuń w lewo: Wyprzedaż")
    work.key("Enter")
    work.until("it is the first", lambda: saved.names() == ["Wyprzedaż", "Główny", "Zespół"])
    work.focused("Wyprzedaż")
    work.tab_to("Usuń: Wyprzedaż")
    work.key("Enter")
    work.focused("Usunąć dashboard?")
    work.tab_to("Usuń")
    work.key("Enter")
    work.until("it is deleted", lambda: saved.names() == ["Główny", "Zespół"])
    work.page.locator("dialog[open]").wait_for(state="hidden")
    work.focus()
    work.tab_to("Cofnij")
    while work.button("Cofnij").is_enabled():
        before = saved.text
        work.key("Enter")
        # The last step takes the focus from the button, perhaps before Enter was pressed once more.
        work.until(
            "the step is undone",
            lambda before=before: saved.text != before or not work.button("Cofnij").is_enabled(),
        )
        work.focus()
    work.until("all is as at first", lambda: saved.state.dashboards == small_state().dashboards)
    work.focus()


@pytest.mark.spec("W5")
def test_a_damaged_file_is_set_aside_and_the_workspace_opens_all_the_same(lab, browse, saved):
    broken = '{"schema_version": 1, "dashboards": [{"id": "main", "name'
    saved.begin(text=broken)
    work = lab(browse())
    aside = next(saved.path.parent.glob("dashboards.damaged-*.json"))
    assert aside.read_text(encoding="utf-8") == broken
    expect(work.notice()).to_contain_text("plik jest uszkodzony")
    expect(work.notice()).to_contain_text(f"odłożono bez zmian pod nazwą {aside.name}")
    assert work.tabs() == ["Główny", "Analityka kontaktów"]
    work.press("Ukryj komunikat")
    expect(work.notice()).to_be_hidden()
    work.press("Zarządzaj dashboardami")
    work.press("Przesuń w prawo: Główny")
    work.until("it is saved anew", lambda: saved.path.exists() and saved.names() == ["Analityka kontaktów", "Główny"])
    assert aside.read_text(encoding="utf-8") == broken


@pytest.mark.spec("W5")
def test_the_later_of_two_sessions_is_told_and_chooses(lab, browse, saved):
    saved.begin(small_state())
    work = lab(browse())
    asked = work.dialog("Dashboardy zmieniono w innej sesji")
    work.press("Zarządzaj dashboardami")

    def call_team(name: str) -> str:
        """Rename the second tab in another session, and move it in this one."""
        saved.change(lambda state: steps.rename_dashboard(state, "team", name))
        work.page.locator(".smw-bar-icon:enabled:is([data-mark='left team'], [data-mark='right team'])").click()
        asked.wait_for()
        return str(saved.text)

    theirs = call_team("Oni")
    assert saved.text == theirs
    work.key("Escape")
    asked.wait_for(state="hidden")
    assert work.tabs() == ["Zespół", "Główny"], "one's own version stays on the page"
    work.focus()
    work.press("Zmień nazwę: Główny")
    work.page.get_by_role("textbox", name="Nazwa").fill("Start")
    work.press("Zapisz")
    asked.wait_for()
    work.press("Wczytaj tamtą")
    expect(work.page.locator(".smw-bar-label")).to_have_text(["Główny", "Oni"])
    asked.wait_for(state="hidden")
    assert saved.text == theirs

    call_team("Oni znowu")
    work.press("Zapisz moją")
    work.until("this version is in the file", lambda: saved.names() == ["Oni", "Główny"])
    asked.wait_for(state="hidden")

    theirs = call_team("Oni jeszcze raz")
    work.press("Zapisz moją jako kopię")
    expect(work.page.locator(".smw-bar-label")).to_have_text(["Oni jeszcze raz", "Główny"])
    expect(work.notice()).to_have_text("Twoją wersję zapisano jako dashboards.copy.json.")
    assert saved.text == theirs
    copy = Saved(saved.path.with_name("dashboards.copy.json"))
    assert copy.names() == ["Główny", "Oni"]

    # What they save while the question is open is not overwritten unseen either.
    call_team("Oni")
    saved.change(lambda state: steps.rename_dashboard(state, "team", "Oni na końcu"))
    before = asked.get_by_role("button", name="Wczytaj tamtą").element_handle()
    work.press("Zapisz moją")
    work.page.wait_for_function("button => !button.isConnected", arg=before)  # asked anew, with buttons of its own
    expect(asked.get_by_role("button", name="Wczytaj tamtą")).to_be_visible()
    assert "Oni na końcu" in saved.names()
    work.press("Wczytaj tamtą")
    expect(work.page.locator(".smw-bar-label")).to_have_text(["Oni na końcu", "Główny"])


# --- in a page of Voilà -----------------------------------------------------------------------------------------------


@pytest.mark.spec("W2", "W5")
def test_settings_are_saved_and_undone_as_one_step(edit, saved):
    saved.begin(steps.add_tile(small_state(), "main", "email_domains", (4, 9), key="domains"))
    work = edit()
    work.drawn("all", "domains")
    settings = lambda key: next(tile.settings for tile in saved.tiles("Główny") if tile.id == key)  # noqa: E731

    gear = work.place("all").locator(".smw-settings")
    gear.locator(".smw-gear").click()
    for label in ("Słupkowy", "Porównaj z poprzednim okresem"):
        gear.locator(".smw-panel").get_by_text(label, exact=True).click()
    gear.locator(".smw-primary").click()
    changed = {"chart": "bar", "compare": True}
    work.until("both settings are saved", lambda: settings("all") == changed)

    work.place("domains").locator("button[aria-pressed]").first.click()
    work.until("what is hidden is saved", lambda: len(settings("domains").get("hidden", [])) == 1)
    work.place("all").locator(".smw-period select").select_option("last_7_days")
    work.until("the period is saved", lambda: settings("all") == changed | {"period": "last_7_days"})

    work.press("Cofnij")
    work.until("the period is undone", lambda: settings("all") == changed)
    expect(work.place("all").locator(".smw-period select")).to_have_value("last_30_days")
    work.press("Cofnij")
    expect(work.place("domains").locator("button[aria-pressed]").first).to_have_attribute("aria-pressed", "true")
    work.press("Cofnij")
    work.until("both settings are undone", lambda: settings("all") == {"attribution": "all"})
    expect(work.button("Cofnij")).to_be_disabled()
    work.press("Ponów")
    work.until("both are done again", lambda: settings("all") == changed)


@pytest.mark.spec("W5", "X6")
def test_a_section_that_is_not_installed_keeps_its_place_and_its_settings(edit, saved):
    settings = {"zoom": [1, 2], "where": {"city": "Łódź"}}
    saved.begin(steps.add_tile(small_state(), "main", "acme:map", (4, 6), settings, key="map"))
    [kept] = [tile for tile in saved.tiles("Główny") if tile.id == "map"]
    work = edit()
    expect(work.place("map")).to_contain_text("Tego widżetu tu nie ma: „acme:map”")
    work.press("Zarządzaj dashboardami")
    work.press("Przesuń w prawo: Główny")
    work.until("it is saved", lambda: saved.names() == ["Zespół", "Główny"])
    assert kept in saved.tiles("Główny")


@pytest.mark.spec("W1")
def test_a_tab_is_built_when_first_shown_and_not_again(edit, saved):
    saved.begin(small_state())
    work = edit()
    work.drawn("all", "channels", "views")
    made = work.page.evaluate("widgetsMade")
    assert work.page.locator(".smw-place-order_value, .smw-place-clicks").count() == 0
    work.tab("Zespół").click()
    work.drawn("order_value", "clicks")
    expect(work.place("all")).to_be_hidden()
    first = work.page.evaluate("widgetsMade")
    assert first > made, "its widgets are made the first time"
    work.tab("Główny").click()
    work.drawn("all", "channels", "views")
    work.tab("Zespół").click()
    work.drawn("order_value", "clicks")
    assert work.page.evaluate("widgetsMade") == first, "a widget was made anew"


@pytest.mark.spec("W3")
def test_the_library_is_searched_and_gives_what_fits_first(edit, saved):
    saved.begin(small_state())
    work = edit()
    work.press("Rozmieść widżety")
    work.press("+ Dodaj widżet")
    library = work.dialog("Biblioteka widżetów")
    shelves = ["Sprzedaż", "Kontakty", "Ruch na stronie", "E-mail"]
    expect(library.get_by_role("heading", level=3)).to_have_text(shelves)
    cards = library.locator(".smw-catalogue-card")
    # Each has a picture of this shop's numbers, drawn with shapes.
    bare = ".smw-catalogue-card:not(:has(svg :is(path, rect, polyline)))"
    expect(library.locator(bare)).to_have_count(0)
    drawn = set(library.locator("svg polyline").evaluate_all("nodes => nodes.map(node => node.getAttribute('points'))"))
    assert len(drawn) > 5, "pictures differ as the numbers do"

    work.page.get_by_role("searchbox", name="Szukaj widżetu").fill("kanal")
    titles = cards.locator("h4").filter(visible=True).all_inner_texts()
    assert "Całkowita sprzedaż: Kanały" in titles
    assert len(titles) < 6
    work.page.get_by_role("searchbox").fill("ŚREDNIA zamówienia")
    expect(cards.locator("h4").filter(visible=True)).to_have_text(["Średnia wartość zamówienia (AOV)"])
    expect(library.locator("h3").filter(visible=True)).to_have_text(["Sprzedaż"])
    work.page.get_by_role("searchbox").fill("<b>nic</b>")
    expect(library.get_by_role("status").last).to_have_text("Żaden widżet nie pasuje.")

    work.page.get_by_role("searchbox").fill("potencjalni")
    work.tab_to("Dodaj: Potencjalni klienci")
    work.key("Enter")
    expect(library).to_contain_text("Dodano: Potencjalni klienci")
    work.until("it stands in the free corner", lambda: (8, 0, 4, 8) in saved.layout("Główny").values())
    work.key("Escape")
    work.focused("+ Dodaj widżet")
    expect(work.page.locator(".smw-frame")).to_have_count(4)


@pytest.mark.spec("W4")
def test_a_finger_arranges_the_workspace(edit, saved):
    saved.begin(small_state())
    work = edit(width=1000, height=1800, has_touch=True)
    work.button("Rozmieść widżety").tap()
    work.drawn("views")
    x, y = middle(work.frame("views").locator(".smw-frame-grip"))
    top = work.frame("all").bounding_box()["y"]
    touch = work.page.context.new_cdp_session(work.page)
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for part in range(1, 9):
        point = {"x": x, "y": y + (top + 14 - y) * part / 8}
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    work.until("it is the first", lambda: saved.layout("Główny")["views"] == (0, 0, 6, 9))


@pytest.mark.spec("W4")
def test_a_phone_has_one_column_and_no_way_to_the_side(edit, saved):
    saved.begin(small_state())
    work = edit(width=400, height=900)
    work.drawn("all", "channels", "views")
    slides = """() => [...document.querySelectorAll(".smw-dashboard *")].filter(
      (node) => node.scrollWidth > node.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(node).overflowX)
    ).map((node) => node.className)"""

    def fits() -> None:
        assert work.page.evaluate("document.documentElement.scrollWidth") <= 400
        assert work.page.evaluate(slides) == []

    fits()
    assert len({work.place(key).bounding_box()["x"] for key in ("all", "channels", "views")}) == 1
    work.press("Zarządzaj dashboardami")
    work.button("Gotowe").wait_for()
    fits()
    work.press("Gotowe")
    work.press("Rozmieść widżety")
    work.frame("views").wait_for()
    fits()
    assert work.frame("views").get_by_role("button").count() == 3
    work.press("W górę: Odsłony")
    work.until("it is higher", lambda: saved.layout("Główny")["views"][1] < 9)
    work.press("Usuń z dashboardu: Całkowita")
    work.until("it is gone", lambda: "all" not in saved.layout("Główny"))
    work.press("+ Dodaj widżet")
    work.dialog("Biblioteka widżetów").locator("svg polyline").first.wait_for()
    fits()
    work.press("Dodaj: Potencjalni klienci")
    work.until("it is added", lambda: len(saved.layout("Główny")) == 3)
    work.key("Escape")
    card = work.page.locator(".smw-card:has(.smw-xlabels)", has_text="Potencjalni klienci")
    card.locator(".smw-xlabels span").first.wait_for()
    bar, body, note = (card.locator(f".smw-card-{part}").bounding_box() for part in ("bar", "body", "note"))
    assert bar["y"] + bar["height"] <= body["y"], "the widget that has just come lies over itself"
    assert body["y"] + body["height"] <= note["y"] + 1
    (fresh,) = set(saved.layout("Główny")) - {"channels", "views"}
    expect(work.place(fresh)).to_have_js_property("inert", True)
    assert work.frame(fresh).bounding_box() == pytest.approx(work.place(fresh).bounding_box(), abs=1)


# --- published --------------------------------------------------------------------------------------------------------

FORGED = [
    *[{"kind": "button", "key": key} for key in ("manage", "new", "arrange", "add", "undo", "redo")],
    *[{"kind": kind, "key": "team"} for kind in ("left", "right", "rename", "delete")],
    *[
        {"kind": "step", "action": action, "key": "all", "across": 8, "down": 0}
        for action in ("move", "remove", "wider")
    ],
    {"kind": "try", "action": "move", "key": "all", "across": 8, "down": 0, "number": 1},
    {"kind": "pick", "key": "page_views"},
    {"kind": "enter"},
    {"event": "click"},
]


@pytest.mark.spec("W5", "W6")
def test_a_published_workspace_is_looked_at_and_nothing_is_written(visit, saved):
    saved.begin(small_state())
    text, beside = saved.text, sorted(saved.path.parent.iterdir())
    work = visit()
    page = work.page
    work.drawn("all", "channels", "views")
    names = work.page.locator(".smw-bar-buttons button").evaluate_all(
        "all => all.map(one => one.title || one.innerText)"
    )
    assert names == ["Kopiuj link do tego widoku"]

    work.place("all").locator(".smw-period select").select_option("last_7_days")
    work.period().select_option("today")
    expect(work.place("all").locator(".smw-period select")).to_be_disabled()
    work.tab("Zespół").click()
    work.drawn("order_value", "clicks")
    work.tab("Główny").click()
    work.drawn("all")

    assert (
        page.evaluate(
            "([contents, states]) => forge(contents, states)", [FORGED, [{"managed": True}, {"active": True}]]
        )
        > 500
    )

    def obeys():
        """What is chosen while the kernel has more to read than it is sent is lost, and chosen again."""
        wanted = "last_30_days" if work.period().input_value() != "last_30_days" else "yesterday"
        work.period().select_option(wanted)
        page.wait_for_timeout(250)
        return work.place("all").locator(".smw-period select").input_value() == wanted

    work.until("the kernel has read all of it", obeys)
    work.tab("Zespół").click()
    work.drawn("order_value", "clicks")
    work.tab("Główny").click()
    work.drawn("all", "channels", "views")
    assert work.tabs() == ["Główny", "Zespół"]
    assert page.locator(".smw-frame, .smw-bar-icon").count() == 0
    assert page.locator("dialog[open]").count() == 0
    expect(page.locator('[class*="smw-place-"]:visible')).to_have_count(3)
    assert saved.text == text
    assert sorted(saved.path.parent.iterdir()) == beside


# --- links ------------------------------------------------------------------------------------------------------------


def shows_the_view(work: WorkspacePage) -> None:
    """The second tab, the last seven days for all of it, and orders in one of its charts."""
    expect(work.tab("Zespół")).to_have_attribute("aria-selected", "true")
    expect(work.period()).to_have_value("last_7_days")
    work.drawn("clicks")
    expect(work.place("clicks").get_by_role("radio", checked=True)).to_have_text("Transakcje")


@pytest.mark.spec("W6", "W7")
def test_a_link_shows_what_its_sender_saw(visit, saved):
    saved.begin(small_state())
    work = visit("?dashboard=team&period=last_7_days&set.clicks.measure=%22orders%22&utm_source=list")
    shows_the_view(work)
    assert work.notice().is_hidden()

    work.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    work.press("Kopiuj link do tego widoku")
    work.press("Kopiuj")
    work.button("Skopiowano").wait_for()
    link = work.page.evaluate("navigator.clipboard.readText()")
    assert "utm_source" not in link
    other = visit("?" + link.partition("?")[2])
    shows_the_view(other)
    # The period that a section has of its own stands again when that of the dashboard is switched off.
    other.period().select_option("none")
    expect(other.place("clicks").locator(".smw-period select")).to_have_value("last_7_days")
    expect(other.place("order_value").locator(".smw-period select")).to_have_value("last_30_days")
    # A setting that goes back to its default is part of the view, too.
    other.place("clicks").locator(".smw-period select").select_option("last_30_days")
    other.press("Kopiuj link do tego widoku")
    query = other.page.get_by_role("textbox", name="Link do tego widoku").input_value().partition("?")[2]
    assert "set.clicks.period=%22last_30_days%22" in query
    assert "period=last_7_days" not in query


@pytest.mark.spec("W6")
def test_a_link_is_followed_in_jupyterlab_which_rewrites_its_address(lab, browse, saved):
    saved.begin(small_state())
    text = saved.text
    work = lab(browse(), "dashboard=team&period=last_7_days&set.clicks.measure=%22orders%22")
    shows_the_view(work)
    assert "dashboard=team" not in work.page.url
    work.press("Kopiuj link do tego widoku")
    field = work.page.get_by_role("textbox", name="Link do tego widoku")
    link = urlsplit(field.input_value())
    assert link.path == urlsplit(work.page.url).path
    assert parse_qs(link.query) == {
        "dashboard": ["team"],
        "period": ["last_7_days"],
        "set.clicks.measure": ['"orders"'],
    }
    assert saved.text == text, "a link is looked at, nothing is saved"
    shows_the_view(lab(browse(), link.query))


MARKUP = "<img src=x onerror=window.hurt=1><script>window.hurt=2</script>"
HOSTILE = {
    "unknown": (
        {"dashboard": "nowhere", "period": "next_year", "set.clicks.period": '"always"', "set.nobody.measure": '"aov"'},
        ("Dashboard z linku nie istnieje", "Okres z linku nie istnieje", "Część ustawień z linku nie pasuje"),
    ),
    "markup": (
        {"dashboard": MARKUP, "period": MARKUP, "set.all.measure": MARKUP, f"set.{MARKUP}.measure": json.dumps(MARKUP)},
        ("Dashboard z linku nie istnieje", "Okres z linku nie istnieje", "Ustawień z linku nie da się odczytać"),
    ),
    "long": ({"dashboard": "team", "x": "y" * 10_240}, ("Link jest za długi",)),
    "deep": (
        {"period": "0001-01-01/9999-12-31", "set.all.measure": "[" * 100 + "]" * 100, "set.all.chart": "[" * 400},
        ("Okres z linku nie istnieje", "Ustawień z linku nie da się odczytać", "Część ustawień z linku nie pasuje"),
    ),
}


@pytest.mark.spec("W6")
@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_link_is_passed_over_with_a_notice(visit, saved, kind):
    saved.begin(small_state())
    fields, said = HOSTILE[kind]
    text = saved.text
    work = visit("?" + urlencode(fields))
    for words in said:
        expect(work.notice()).to_contain_text(words)
    work.drawn("all", "channels", "views")
    expect(work.tab("Główny")).to_have_attribute("aria-selected", "true")
    expect(work.period().locator("option:checked")).to_have_text("Okres: własny w widżetach")
    expect(work.place("all").get_by_role("radio", checked=True)).to_have_text("Sprzedaż")
    assert work.page.locator("img").count() == 0
    assert work.page.evaluate("window.hurt") is None
    assert saved.text == text

"""A page of parts with made-up numbers: what the browser tests look at. Its source is the notebook's only cell."""

import numpy as np
from IPython.display import display
from ipywidgets import VBox

from smwidgets import parts
from smwidgets.core.period_names import period_name
from smwidgets.core.periods import PERIOD_NAMES

MONTHS = ("sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paź", "lis", "gru")
NBSP = "\u00a0"
echo = parts.Html()
random = np.random.default_rng(7)


def money(value):
    return "—" if np.isnan(value) else f"{value:,.0f}".replace(",", NBSP) + f"{NBSP}zł"


def thousands(values):
    return [f"{value / 1000:g}".replace(".", ",") + ("" if value == 0 else f"{NBSP}tys.") for value in values]


def wave(count, level):
    steps = np.arange(count)
    return level * (1 + 0.25 * np.sin(steps / 3) + random.normal(0, 0.06, count))


def series(key, label, values, colour, month, *, dashed=False, running=None):
    marks = tuple("w toku" if i == running else "" for i in range(len(values)))
    whens = tuple(f"{i % 28 + 1} {MONTHS[(month + i // 28) % 12]} 2026" for i in range(len(values)))
    return parts.Series(key, label, values, colour, dashed, tuple(map(money, values)), whens, marks)


def trend(delta, percent, direction, *notes):
    good = None if direction == 0 else direction > 0
    return parts.TrendText(delta, percent, direction, good, notes, "30 gru 2025 – 5 sty 2026; 23–29 gru 2025")


def chart_card(name, drawn, kind, *, compare=True, period=True, ticks=None):
    card, chart, strip, picker, menu, tabs = (
        parts.Card(),
        parts.TimeChart(),
        parts.FigureStrip(),
        parts.PeriodPicker(),
        parts.SettingsMenu(),
        parts.MeasureTabs(),
    )
    for widget, part in ((card, "card"), (chart, "chart"), (picker, "picker"), (menu, "menu"), (tabs, "tabs")):
        widget.add_class(f"{part}-{name.split()[-1].strip('()')}")
    card.title(name, "Suma wartości zdarzeń zewnętrznych ZAKUP w wybranym okresie.")
    picker.relabel("pl")
    picker.period = "last_30_days"
    picker.limit(None, None)
    fields = [
        parts.Field("chart", "Rodzaj wykresu", choices=(("line", "Liniowy"), ("bar", "Słupkowy"))),
        parts.Field("compare", "Porównaj z poprzednim okresem", kind="flag"),
    ]
    texts = {"title": "Ustawienia", "save": "Zapisz", "cancel": "Anuluj"}
    menu.show(fields, {"chart": kind, "compare": compare}, texts)
    tabs.show((("orders", "Transakcje"), ("revenue", "Sprzedaż"), ("aov", "AOV")), "revenue")

    def draw(kind, compare):
        visible = drawn if compare else drawn[:1]
        labels = ticks or [when.rsplit(" ", 1)[0] for when in max(visible, key=lambda one: len(one.values)).whens]
        chart.draw(
            visible,
            ticks=labels,
            kind=kind,
            format_ticks=thousands,
            changes=[f"+3{NBSP}805{NBSP}zł (+6,5%)"] * len(labels),
            summary=f"Sprzedaż, {name}",
            empty="Wszystkie serie są ukryte.",
            hint="Kliknij, aby ukryć; kliknij dwukrotnie, aby zostawić tylko tę serię.",
        )

    def heard(text):
        echo.value = parts.markup('<output class="heard">{text}</output>', text=text)

    draw(kind, compare)
    menu.on_save(lambda values: draw(values["chart"], values["compare"]))
    menu.on_save(lambda values: heard(f"saved {values['chart']} {values['compare']}"))
    picker.observe(lambda change: heard(f"period {change.new}"), "period")
    tabs.observe(lambda change: heard(f"measure {change.new}"), "value")
    chart.observe(lambda change: heard(f"hidden {' '.join(change.new)}"), "hidden")
    chart.on_export(lambda format_: heard(f"export {name}: {format_}, {len(chart.table())} rows"))
    strip.show(
        [
            parts.FigureText("orders", "Transakcje", "10 318", trend("+402", "4,1%", 1) if compare else None),
            parts.FigureText(
                "revenue", "Sprzedaż", money(1_874_022), trend("−91 447 zł", "5,1%", -1) if compare else None
            ),
            parts.FigureText("aov", "AOV", "181,63 zł", trend("0,00 zł", "0,0%", 0) if compare else None),
        ]
    )
    card.place(picker=picker if period else None, settings=menu, tabs=tabs, body=(chart, strip))
    card.status("fresh")
    card.note("odświeżono 14:32")
    return card


def tile(label, value, shown=None):
    made = parts.Tile()
    made.show(label, "Suma wartości zdarzeń ZAKUP.", money(value), shown, "odświeżono 14:32")
    return made


current, previous = series("current", "Bieżący okres", wave(30, 62_000), 1, 1, running=29), None
previous = series("previous", "Poprzedni okres", wave(30, 54_000), 2, 0, dashed=True)
broken = wave(30, 180)
broken[[3, 5, 6, 12, 13, 14, 15, 16, 20, 22]] = np.nan
gaps = [
    series("all", "Całkowita", wave(30, 190_000), 1, 1),
    series("touchpoint", "Wspierana (touchpoint)", broken * 1000, 2, 1),
    series("last_click", "Wspierana (last click)", wave(30, 160_000), 3, 1),
]
week = [series("current", "Bieżący okres", wave(7, 1_400), 1, 1, running=6)]
week.append(series("previous", "Poprzedni okres", wave(7, 750), 2, 0, dashed=True))
year = [series("current", "Bieżący okres", wave(12, 1_900_000), 1, 1)]
single = [series("current", "Bieżący okres", np.array([1200.0]), 1, 1)]

tiles = [
    tile("Dzisiaj do tej pory", 38_214),
    tile("Wczoraj", 61_905, trend("−4 310 zł", "6,5%", -1, "krótki okres, duża zmienność")),
    tile("Ostatnie 7 dni", 445_360, trend("+2 149 zł", "0,5%", 1, "w granicach zwykłych wahań")),
    tile("Ostatnie 30 dni", 1_874_022, trend("+91 447 zł", "5,1%", 1)),
    tile("Bieżący kwartał", 4_102_590),
    tile("Bieżący rok", 114_102_590),
]
states = []
for kind, message in (
    ("loading", ""),
    ("stale", "Dane z 14:02. Baza nie odpowiada."),
    ("error", "Nie udało się policzyć tej sekcji. Numer zgłoszenia: 3f2a91bc."),
    ("unavailable", "Brak tabeli „interactions”."),
    ("empty", "Ten okres jeszcze się nie zaczął."),
):
    one = chart_card(kind, week, "line")
    one.status(kind, message)
    states.append((one, 4))
evil = '<img src=x onerror="window.hacked=1">\u202egnp'
hostile = parts.Tile()
hostile.show(evil, evil, evil, trend(evil, evil, 1, evil), evil)
header = parts.Select()
header.show("Okres", [("", "Okres: własny w widżetach"), *((n, period_name(n, "pl")) for n in PERIOD_NAMES)], "")
refresh = parts.ActionButton("Odśwież", icon="refresh")
summary = parts.Card()
summary.add_class("smw-bare")
summary.title("Podsumowanie sprzedaży", "Sześć okresów.")
summary.place(body=(parts.Grid([(one, 2) for one in tiles]),))
summary.status("fresh")

page = VBox(
    [
        header,
        refresh,
        echo,
        parts.Grid(
            [
                (summary, 12),
                (chart_card("Całkowita", [current, previous], "line"), 4),
                (chart_card("Wspierana (touchpoint) przez kampanie", [current, previous], "bar"), 4),
                (chart_card("Wspierana (last click)", week, "bar"), 4),
                (chart_card("AOV", gaps, "line", compare=True), 6),
                (chart_card("Rok", year, "bar", ticks=[f"{m} 2026" for m in MONTHS]), 3),
                (chart_card("Punkt", single, "line"), 3),
                *states,
                (hostile, 2),
            ]
        ),
    ]
)
page.add_class("smw-dashboard")
display(page)

"""A page of donuts, tables and dialogs with made-up numbers: what `test_parts_lists` looks at."""

from IPython.display import display
from ipywidgets import VBox

from smwidgets import parts

NBSP = "\u00a0"
EVIL = '<img src=x onerror="window.hacked=1">'
echo = parts.Html()


def heard(text):
    echo.value = parts.markup('<output class="heard">{text}</output>', text=text)


def money(value):
    return f"{value:,.0f}".replace(",", NBSP) + f"{NBSP}zł"


def short(value):
    return f"{value / 1000:,.0f}{NBSP}tys.{NBSP}zł" if value >= 1000 else money(value)


def share(value):
    return f"{value * 100:.1f}".replace(".", ",") + "%"


def count(value):
    return f"{value:,.0f}".replace(",", NBSP)


def donut(name, slices, *, caption="suma", write=money, total=short, pick=False):
    card, chart = parts.Card(), parts.Donut()
    card.add_class(f"card-{name.split()[-1]}")
    card.title(name, "Przychód ze wspieranych transakcji.")
    if pick:
        chart.on_pick(lambda key: (heard(f"picked {key}"), dialog.open_dialog()))
    chart.observe(lambda change: heard(f"hidden {' '.join(change.new)}"), "hidden")
    chart.draw(
        [parts.Slice(f"k{i}", label, value, i + 1) for i, (label, value) in enumerate(slices)],
        format_sum=total,
        format_value=write,
        format_share=share,
        caption=caption,
        summary=f"{name}: {len(slices)} pozycji",
        empty="Wszystkie pozycje są ukryte.",
        hint="Kliknij, aby ukryć.",
    )
    picker = parts.PeriodPicker()
    picker.relabel("pl")
    card.place(picker=picker, settings=None, body=(chart,))
    card.status("fresh")
    card.note("odświeżono 14:32")
    return card


modules = [
    ("Wysyłki masowe", 306_000),
    ("Workflow", 217_000),
    ("Reguły Automatyzacji", 145_000),
    ("Rekomendacje", 88_000),
    ("bez modułu", 48_000),
]
channels = [("E-mail", 418_000), ("SMS", 169_000), ("Web Push", 41_000), ("Mobile Push", 112_000), ("Pop-up", 63_000)]
odd = [("Zwroty", -5_000), ("Zero", 0), (EVIL, 12_000), ("Bardzo długa nazwa kanału, która się nie mieści", 3)]
bought = [("1 zakup", 1_493), ("2 zakupy", 835), ("3 zakupy", 508), ("4 zakupy", 388), ("5+ zakupów", 1_114)]

COLUMNS = (
    parts.Column("at", "Data"),
    parts.Column("email", "E-mail"),
    parts.Column("name", "Nazwa"),
    parts.Column("channel", "Kanał", kind="chip"),
    parts.Column("value", "Wartość", align="right"),
    parts.Column("profile", "", align="right", kind="action"),
)


def row(at, email, name, value):
    return {"at": at, "email": email, "name": name, "channel": "E-mail", "value": value, "profile": "Profil 360°"}


ROWS = [row(f"6 mar, 14:{59 - i:02}", f"a{i}@example.com", f"Osoba {i}", money(250 + 73 * i)) for i in range(8)]
ROWS[2]["name"] = "x" * 10_000
ROWS[3]["name"] = "שלום עולם\u202e"
ROWS[4]["name"] = EVIL
KEYS = [f"row{i}" for i in range(8)]
events, empty_table, pager, banner = parts.DataTable(), parts.DataTable(), parts.Pager(), parts.Banner()
PAGER = {"newer": "Nowsze", "older": "Starsze", "title": "Strony listy"}


def news(_):
    banner.show("")
    new = row("6 mar, 15:01", "nowa@example.com", "Nowa", money(9))
    events.show(COLUMNS, [new, *ROWS], ["new", *KEYS], caption="Transakcje", fresh={"new"})
    heard("news")


def turn(direction):
    heard(f"turned {direction}")
    pager.show(newer=True, older=False, texts=PAGER, note="26–33 z 33")


events.show(COLUMNS, ROWS, KEYS, caption="Transakcje", empty="Nic.")
events.on_action(lambda key, column: (heard(f"acted {key} {column}"), dialog.open_dialog()))
empty_table.show(COLUMNS[:2], [], [], caption="Pusta", empty="W tym okresie nie było kampanii.")
pager.show(newer=False, older=True, texts=PAGER, note="1–25 z 33")
pager.on_turn(turn)
banner.show("3 nowe wiersze")
banner.on_click(news)

filters = parts.FilterMenu()
filters.show(
    [
        parts.FilterField("owner", "Właściciel", choices=(("anna", "Anna K."), ("piotr", EVIL)), any_label="Wszyscy"),
        parts.FilterField("dates", "Zakres dat", kind="dates"),
        parts.FilterField("score", "Minimalny scoring", kind="number"),
    ],
    {"owner": "anna"},
    {
        "title": "Filtry",
        "apply": "Zastosuj",
        "clear": "Wyczyść filtry",
        "from": "Od",
        "to": "Do",
        "backwards": "Koniec wypada przed początkiem.",
    },
)
filters.on_apply(lambda values: heard(f"applied {values['owner']} {values['dates']} {values['score']}"))
download = parts.Download()
large = parts.ActionButton("Pobierz")
large.on_click(lambda _: download.save("duży/plik.bin", bytes(range(256)) * 20_480, "application/octet-stream"))

WHENS = tuple(f"{month} 2026" for month in ("sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paź"))


def layer(i, start, step):
    values = [start + step * n for n in range(10)]
    return parts.Series(
        f"n{i}", f"{i}", values, i, texts=tuple(map(count, values)), whens=WHENS, marks=(*[""] * 9, "w toku")
    )


LAYERS = [layer(i, 1_500 - 250 * i, 90 - 10 * i) for i in (1, 2, 3, 4, 5)]
PROFILE = [parts.Series("a", "Wizyty", [3, 5, 2, 8], 1, texts=("3", "5", "2", "8"), whens=WHENS[:4])]


def time_chart(series, kind, name):
    chart = parts.TimeChart()
    chart.draw(
        series,
        ticks=[when.split()[0] for when in WHENS[: len(series[0].values)]],
        kind=kind,
        format_ticks=lambda values: [count(value) for value in values],
        summary=name,
        empty="Wszystkie serie są ukryte.",
    )
    return chart


def chart_card(kind, name):
    card = parts.Card()
    card.add_class(f"card-{kind}")
    card.title(name)
    card.place(body=(time_chart(LAYERS, kind, name),))
    card.status("fresh")
    return card


inside = parts.DataTable()
inside.show(COLUMNS[:2], ROWS, KEYS, caption="Zamówienia")
dialog = parts.Dialog()
dialog.title("Profil 360° · a0@example.com", "Zamknij")
dialog.place([time_chart(PROFILE, "line", "Wizyty"), inside])
dialog.on_close(lambda: heard("closed"))
question = parts.Dialog("narrow")
question.title("Eksport", "Zamknij")
question.place([parts.ActionButton("Tak")])
ask = parts.ActionButton("Eksportuj")
ask.on_click(lambda _: question.open_dialog())

lists = parts.Card()
lists.add_class("card-lists")
lists.title("Zdarzenia na stronie w czasie rzeczywistym")
lists.place(body=(filters, banner, events, pager))
campaigns = parts.Card()
campaigns.title("Ostatnie kampanie")
campaigns.place(body=(empty_table,))
for card in (lists, campaigns):
    card.status("fresh")

page = VBox(
    [
        echo,
        VBox([large, ask, download, dialog, question]),
        parts.Grid(
            [
                (donut("Sprzedaż: kanały", channels), 3),
                (donut("Sprzedaż: moduły", modules, pick=True), 3),
                (donut("Klienci według liczby zakupów", bought, caption="klientów", write=count, total=count), 6),
                (chart_card("area", "W czasie"), 4),
                (chart_card("stacked_bar", "W czasie, słupki"), 4),
                (donut("Sprzedaż: dziwne", odd), 4),
                (lists, 7),
                (campaigns, 5),
            ]
        ),
    ]
)
page.add_class("smw-dashboard")
display(page)

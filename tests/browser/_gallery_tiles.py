"""Cards on a grid that is arranged: what the browser tests of tiles look at. Its source is the notebook's only cell."""

import numpy as np
from IPython.display import display
from ipywidgets import VBox

from smwidgets import parts
from smwidgets.parts.cell import Cell
from smwidgets.parts.tile_grid import GridTile, TileGrid

SIZES = {
    "one": (0, 0, 4, 8),
    "two": (4, 0, 4, 8),
    "three": (8, 0, 4, 16),
    "four": (0, 8, 8, 8),
    "five": (0, 16, 12, 9),
}
TEXTS = {
    "left": "W lewo", "right": "W prawo", "up": "W górę", "down": "W dół", "wider": "Szerzej", "narrower": "Węziej",
    "taller": "Wyżej", "shorter": "Niżej", "remove": "Usuń", "grip": "Przeciągnij lub użyj strzałek",
    "place": "kolumna {x}, rząd {y}, szerokość {w}, wysokość {h}",
}  # fmt: skip


def card(name):
    made, chart, strip = parts.Card(), parts.TimeChart(), parts.FigureStrip()
    made.title(f"Kafelek {name}" + (" o długim tytule, który się nie mieści" if name == "two" else ""), "Pomoc")
    values = 100 + 30 * np.sin(np.arange(30) / 3)
    whens = tuple(f"{day + 1} sty" for day in range(30))
    chart.draw(
        [parts.Series("a", "Sprzedaż", values, 1, texts=tuple(f"{one:.0f}" for one in values), whens=whens)],
        ticks=whens, format_ticks=lambda ticks: [f"{tick:g}" for tick in ticks],
    )  # fmt: skip
    strip.show([parts.FigureText("a", "Razem", "3 000")])
    made.place(body=(chart, strip))
    made.status("fresh")
    section = VBox([made])
    section.add_class("smw-section")
    return section


cells = {name: Cell(*size) for name, size in SIZES.items()}
widgets = {name: card(name) for name in SIZES}
grid = TileGrid()
echo = parts.Html()


def show():
    grid.show([GridTile(name, widgets[name], cell, f"Kafelek {name}") for name, cell in cells.items()])


show()
grid.arrange(TEXTS if ARRANGING else None)  # noqa: F821
page = VBox([parts.theme(), grid, echo])
page.add_class("smw-dashboard")
display(page)

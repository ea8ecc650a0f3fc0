"""Cards on a grid that is arranged: what the browser tests of tiles look at. Its source is the notebook's only cell."""

import numpy as np
from IPython.display import display
from ipywidgets import VBox

from smwidgets import parts
from smwidgets.dashboards import arranging
from smwidgets.dashboards.nudging import nudge, stretch
from smwidgets.dashboards.state import TileState
from smwidgets.parts.cell import Cell
from smwidgets.parts.tile_grid import GridTile, TileGrid

SIZES = {"one": (0, 0, 4, 8), "two": (4, 0, 4, 8), "three": (8, 0, 4, 16), "four": (0, 8, 8, 8), "five": (0, 16, 12, 9)}
NUDGES = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}
STRETCHES = {"narrower": (-1, 0), "wider": (1, 0), "shorter": (0, -1), "taller": (0, 1)}
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
        ticks=whens,
        format_ticks=lambda ticks: [f"{tick:g}" for tick in ticks],
    )
    strip.show([parts.FigureText("a", "Razem", "3 000")])
    made.place(body=(chart, strip))
    made.status("fresh")
    section = VBox([made])
    section.add_class("smw-section")
    return section


boards = [tuple(TileState(id=key, section="card", x=x, y=y, w=w, h=h) for key, (x, y, w, h) in SIZES.items())]
widgets = {name: card(name) for name in SIZES}
grid, echo = TileGrid(arrangeable=True), parts.Html()


def after(step):
    if step.action == "move":
        return arranging.move(boards[-1], step.key, step.across, step.down)
    if step.action == "resize":
        return arranging.resize(boards[-1], step.key, step.across, step.down)
    if step.action == "remove":
        return arranging.remove(boards[-1], step.key)
    if step.action in NUDGES:
        return nudge(boards[-1], step.key, *NUDGES[step.action])
    return stretch(boards[-1], step.key, *STRETCHES[step.action])


def cell(tile):
    return Cell(tile.x, tile.y, tile.w, tile.h)


def show():
    grid.show([GridTile(tile.id, widgets[tile.id], cell(tile), f"Kafelek {tile.id}") for tile in boards[-1]])
    said = "; ".join(f"{tile.id} {tile.x} {tile.y} {tile.w} {tile.h}" for tile in boards[-1])
    echo.value = parts.markup('<output class="heard">{said}</output>', said=said)


def take(step):
    boards.append(after(step))
    show()


show()
grid.on_step(take)
grid.on_try(lambda step: {tile.id: cell(tile) for tile in after(step)})
grid.arrange(TEXTS)
page = VBox([parts.theme(), grid, echo])
page.add_class("smw-dashboard")
display(page)

"""The dashboard in plain Voilà: ipywidgets and bqplot over a pandas frame of the session's own."""

import bqplot as bq
import ipywidgets as widgets
import numpy as np
from orders import FIRST, PERIODS, figures, load

orders = load()
first = figures(orders, FIRST)


def instants(line):
    return np.array(line.at, dtype="datetime64[ms]")


def box(figure):
    figure.layout = widgets.Layout(height="300px", width="100%")
    return figure


tiles = [widgets.HTML(f'<div class="tile">{text}</div>') for text in first.tiles]
lines, donuts = [], []
for line in first.lines:
    x, y = bq.DateScale(), bq.LinearScale(min=0)
    mark = bq.Lines(
        x=instants(line),
        y=np.array([line.current, line.previous]),
        scales={"x": x, "y": y},
        labels=["Current", "Previous"],
        display_legend=True,
        colors=["#1f77b4", "#ff7f0e"],
    )
    axes = [bq.Axis(scale=x, grid_lines="none"), bq.Axis(scale=y, orientation="vertical")]
    lines.append((box(bq.Figure(marks=[mark], axes=axes, title=line.title)), mark))
for donut in first.donuts:
    mark = bq.Pie(
        sizes=np.array(donut.revenue), labels=donut.names, inner_radius=50, radius=80, display_labels="outside"
    )
    donuts.append((box(bq.Figure(marks=[mark], title=donut.title)), mark))


def show(_):
    found = figures(orders, picker.value)
    for tile, text in zip(tiles, found.tiles, strict=True):
        tile.value = f'<div class="tile">{text}</div>'
    for (figure, mark), line in zip(lines, found.lines, strict=True):
        with mark.hold_sync():
            mark.x, mark.y = instants(line), np.array([line.current, line.previous])
        figure.title = line.title
    for (figure, mark), donut in zip(donuts, found.donuts, strict=True):
        with mark.hold_sync():
            mark.labels, mark.sizes = donut.names, np.array(donut.revenue)
        figure.title = donut.title


picker = widgets.ToggleButtons(options=list(PERIODS), value=FIRST)
picker.observe(show, "value")
charts = widgets.GridBox(
    [figure for figure, _ in lines + donuts], layout=widgets.Layout(grid_template_columns="repeat(3, 1fr)")
)
widgets.VBox([picker, widgets.HBox(tiles), charts])

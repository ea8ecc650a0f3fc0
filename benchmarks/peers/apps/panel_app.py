"""The dashboard in Panel: Bokeh figures over data sources, the frame cached for every session."""

import numpy as np
import panel as pn
from bokeh.models import ColumnDataSource
from bokeh.palettes import Category10
from bokeh.plotting import figure
from orders import FIRST, PERIODS, figures, load

pn.extension()
COLOURS = Category10[10]
orders = pn.cache(load)()
first = figures(orders, FIRST)


def line_data(line):
    return {"at": np.array(line.at, dtype="datetime64[ms]"), "current": line.current, "previous": line.previous}


def donut_data(donut):
    ends = np.cumsum(donut.revenue) / np.sum(donut.revenue) * 2 * np.pi
    return {
        "start": np.append(0, ends[:-1]),
        "end": ends,
        "name": donut.names,
        "colour": COLOURS[: len(donut.names)],
    }


tiles = [pn.pane.HTML(f'<div class="tile">{text}</div>') for text in first.tiles]
lines, donuts = [], []
for line in first.lines:
    source = ColumnDataSource(line_data(line))
    chart = figure(height=300, sizing_mode="stretch_width", x_axis_type="datetime", title=line.title)
    chart.line("at", "current", source=source, color=COLOURS[0], legend_label="Current")
    chart.line("at", "previous", source=source, color=COLOURS[1], legend_label="Previous")
    lines.append((chart, source))
for donut in first.donuts:
    source = ColumnDataSource(donut_data(donut))
    chart = figure(height=300, sizing_mode="stretch_width", title=donut.title, x_range=(-1, 1), y_range=(-1, 1))
    chart.annular_wedge(
        0,
        0,
        inner_radius=0.4,
        outer_radius=0.8,
        start_angle="start",
        end_angle="end",
        color="colour",
        legend_field="name",
        source=source,
    )
    donuts.append((chart, source))


def show(_):
    found = figures(orders, picker.value)
    for tile, text in zip(tiles, found.tiles, strict=True):
        tile.object = f'<div class="tile">{text}</div>'
    for (chart, source), line in zip(lines, found.lines, strict=True):
        source.data = line_data(line)
        chart.title.text = line.title
    for (chart, source), donut in zip(donuts, found.donuts, strict=True):
        source.data = donut_data(donut)
        chart.title.text = donut.title


picker = pn.widgets.RadioButtonGroup(options=list(PERIODS), value=FIRST)
picker.param.watch(show, "value")
charts = [pn.pane.Bokeh(chart, sizing_mode="stretch_width") for chart, _ in lines + donuts]
pn.Column(
    picker,
    pn.Row(*tiles),
    pn.GridBox(*charts, ncols=3, sizing_mode="stretch_width"),
    sizing_mode="stretch_width",
).servable()

"""The least a period can cost: the same bqplot charts, numbers ready, redrawn after one round trip to a kernel."""

import bqplot as bq
import ipywidgets as widgets
import numpy as np
from orders import FIRST, PERIODS, figures, load

orders = load()
ready = {period: figures(orders, period) for period in PERIODS}
del orders
charts, lines, donuts = [], [], []
for _ in ready[FIRST].lines:
    scales = {"x": bq.DateScale(), "y": bq.LinearScale(min=0)}
    mark = bq.Lines(scales=scales)
    axes = [bq.Axis(scale=scales["x"]), bq.Axis(scale=scales["y"], orientation="vertical")]
    charts.append(bq.Figure(marks=[mark], axes=axes))
    lines.append(mark)
for _ in ready[FIRST].donuts:
    mark = bq.Pie(inner_radius=50, radius=80)
    charts.append(bq.Figure(marks=[mark]))
    donuts.append(mark)


def show(_=None):
    found = ready[picker.value]
    for mark, line in zip(lines, found.lines, strict=True):
        with mark.hold_sync():
            mark.x, mark.y = np.array(line.at, dtype="datetime64[ms]"), np.array([line.current, line.previous])
    for mark, donut in zip(donuts, found.donuts, strict=True):
        mark.sizes = np.array(donut.revenue)


picker = widgets.ToggleButtons(options=list(PERIODS), value=FIRST)
picker.observe(show, "value")
show()
for chart in charts:
    chart.layout = widgets.Layout(height="300px", width="100%")
widgets.VBox([picker, widgets.GridBox(charts, layout=widgets.Layout(grid_template_columns="repeat(3, 1fr)"))])

"""The dashboard in Solara: bqplot as elements, the frame shared by every session."""

import bqplot as bq
import numpy as np
import solara
from orders import FIRST, PERIODS, figures, load

orders = load()


@solara.component
def Chart(line):  # noqa: N802
    x, y = bq.DateScale.element(), bq.LinearScale.element(min=0)
    mark = bq.Lines.element(
        x=np.array(line.at, dtype="datetime64[ms]"),
        y=np.array([line.current, line.previous]),
        scales={"x": x, "y": y},
        labels=["Current", "Previous"],
        display_legend=True,
        colors=["#1f77b4", "#ff7f0e"],
    )
    axes = [bq.Axis.element(scale=x, grid_lines="none"), bq.Axis.element(scale=y, orientation="vertical")]
    bq.Figure.element(marks=[mark], axes=axes, title=line.title, layout={"height": "300px", "width": "100%"})


@solara.component
def Ring(donut):  # noqa: N802
    mark = bq.Pie.element(
        sizes=np.array(donut.revenue), labels=donut.names, inner_radius=50, radius=80, display_labels="outside"
    )
    bq.Figure.element(marks=[mark], title=donut.title, layout={"height": "300px", "width": "100%"})


@solara.component
def Page():  # noqa: N802
    period = solara.use_reactive(FIRST)
    found = solara.use_memo(lambda: figures(orders, period.value), [period.value])
    solara.ToggleButtonsSingle(value=period, values=list(PERIODS))
    with solara.Row():
        for text in found.tiles:
            solara.HTML(tag="div", unsafe_innerHTML=text, classes=["tile"])
    with solara.GridFixed(columns=3):
        for line in found.lines:
            Chart(line)
        for donut in found.donuts:
            Ring(donut)

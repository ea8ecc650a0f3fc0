"""The charts of the peers that draw with plotly."""

import plotly.graph_objects as go


def line_chart(line):
    traces = [
        go.Scatter(x=line.at, y=line.current, name="Current", mode="lines"),
        go.Scatter(x=line.at, y=line.previous, name="Previous", mode="lines"),
    ]
    return go.Figure(traces, layout={"height": 300, "title": line.title})


def donut_chart(donut):
    return go.Figure(
        [go.Pie(labels=donut.names, values=donut.revenue, hole=0.5)], layout={"height": 300, "title": donut.title}
    )

"""The dashboard in Dash: one callback for everything, the frame shared by every session."""

import dash
from dash import Input, Output, dcc, html
from orders import FIRST, PERIODS, figures, load
from plotly_charts import donut_chart, line_chart

orders = load()
app = dash.Dash(__name__)
server = app.server
app.layout = html.Div(
    [
        dcc.RadioItems(list(PERIODS), FIRST, id="period", inline=True),
        html.Div(
            [html.Div(id=f"tile-{place}", className="tile") for place in range(6)],
            style={"display": "flex", "gap": "1em"},
        ),
        html.Div(
            [dcc.Graph(id=f"chart-{place}") for place in range(5)],
            style={"display": "grid", "gridTemplateColumns": "repeat(3, 1fr)"},
        ),
    ]
)


@app.callback(
    *(Output(f"tile-{place}", "children") for place in range(6)),
    *(Output(f"chart-{place}", "figure") for place in range(5)),
    Input("period", "value"),
)
def show(period):
    found = figures(orders, period)
    return *found.tiles, *map(line_chart, found.lines), *map(donut_chart, found.donuts)

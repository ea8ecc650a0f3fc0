"""The dashboard in Streamlit: the script runs anew for each pick, the frame is one for every session."""

import streamlit as st
from orders import FIRST, PERIODS, figures, load
from plotly_charts import donut_chart, line_chart

st.set_page_config(layout="wide")
orders = st.cache_resource(load)()
period = st.radio("Period", list(PERIODS), index=list(PERIODS).index(FIRST), horizontal=True)
found = figures(orders, period)
for column, text in zip(st.columns(6), found.tiles, strict=True):
    column.markdown(f'<div class="tile">{text}</div>', unsafe_allow_html=True)
for column, line in zip(st.columns(3), found.lines, strict=True):
    column.plotly_chart(line_chart(line), key=line.title.split(":")[0])
for column, donut in zip(st.columns(3), found.donuts, strict=False):
    column.plotly_chart(donut_chart(donut), key=donut.title.split(":")[0])

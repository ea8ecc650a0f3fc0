"""How the facts are asked where an instant falls within a bucket of a cube."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pandas as pd

Partial = Callable[[datetime, datetime], pd.Series | pd.DataFrame]
"""Measures over ``[start, end)``, both naive UTC and within one bucket of the cube, straight from the facts: a series;
of a cube with dimensions a frame of their columns and the measures."""

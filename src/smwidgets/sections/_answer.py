"""What a section knows once it has asked: its frame, figures and trends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from smwidgets.core.arguments import check_argument

if TYPE_CHECKING:
    from smwidgets.core.periods import Period
    from smwidgets.core.trends import Trend

Figures = Mapping[str, float | None]


@dataclass(frozen=True)
class Answer:
    """The numbers of a section for one period, before anybody formats them.

    Parameters
    ----------
    frame
        The DataFrame behind the chart.
    figures
        Numbers shown, unformatted; ``None`` where a number does not exist (an average over no orders).
    trends
        Trends shown, by the keys of ``figures``.
    """

    frame: pd.DataFrame
    figures: Figures = field(default_factory=dict)
    trends: Mapping[str, Trend] = field(default_factory=dict)

    def __post_init__(self) -> None:
        check_argument(self.frame, pd.DataFrame, "an Answer holds the frame behind the chart", "Answer(frame, figures)")
        for name, value in (("figures", self.figures), ("trends", self.trends)):
            check_argument(value, Mapping, f"{name} are a dict by name")


@dataclass(frozen=True)
class Explanation:
    """How a section came to its figures.

    Parameters
    ----------
    title, definition
        The section's name and the definition of its numbers, in the model's language.
    current, previous
        Exact bounds, half-open, aware; ``previous`` is ``None`` when nothing is compared.
    rows
        Rows of the shop that stand behind the figures of ``current``.
    sql
        The statement that computes the figures of ``current`` from the shop's tables.
    """

    title: str
    definition: str
    current: Period
    previous: Period | None
    rows: int
    sql: str

    def __str__(self) -> str:
        lines = [self.title, self.definition, f"[{self.current.start.isoformat()}, {self.current.end.isoformat()})"]
        if self.previous is not None:
            lines.append(f"vs. [{self.previous.start.isoformat()}, {self.previous.end.isoformat()})")
        return "\n".join([*lines, f"rows: {self.rows}", self.sql])

"""A small picture of a section, drawn from its numbers of this moment."""

from __future__ import annotations

from math import cos, fsum, isfinite, pi, sin
from typing import TYPE_CHECKING, Any

import pandas as pd

from smwidgets.parts import Markup, join, markup
from smwidgets.parts.palette import SERIES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from smwidgets.sections import Section

WIDTH, HEIGHT = 200, 72
_MARGIN = 6
_MOST_POINTS = 40
"""As many as the width tells apart; an attribute takes 500 characters."""

_TALLEST = 50
"""A line this many times lower than another is in another unit, and would lie flat on the ground."""

_MOST_LINES, _MOST_SLICES, _MOST_ROWS, _MOST_TILES, _MOST_BARS = 3, 8, 5, 6, 60


def miniature(section: Section) -> Markup:
    """Draw a section small: its own numbers, no labels, no data value as text.

    Parameters
    ----------
    section
        On no page; it is asked for its answer. What it lacks, or what goes wrong, is an empty picture.
    """
    try:
        shapes = _DRAWN[section.picture](section)
    except Exception:  # noqa: BLE001 - a section of another package may raise anything; the library opens all the same
        shapes = markup("")
    return markup(
        '<svg class="smw-miniature" viewBox="0 0 200 72" aria-hidden="true">{shapes}</svg>',
        shapes=shapes,
    )


def _lines(section: Section) -> Markup:
    numbers = section.frame.select_dtypes("number")
    frame = numbers.iloc[:: 1 + (len(numbers) - 1) // _MOST_POINTS, :_MOST_LINES]
    top = _largest(frame.to_numpy().ravel())
    frame = frame.loc[:, [_largest(column) >= top / _TALLEST for _, column in frame.items()]]
    return join(
        [
            markup(
                '<polyline points="{points:attr}" stroke="{colour:attr}" fill="none" stroke-width="2" '
                'vector-effect="non-scaling-stroke"/>',
                points=" ".join(f"{x:.1f},{y:.1f}" for x, y in _points([*column], top)),
                colour=SERIES[place],
            )
            for place, (_, column) in enumerate(frame.items())
        ]
    )


def _bars(section: Section) -> Markup:
    values = [*section.frame.select_dtypes("number").iloc[:_MOST_BARS, 0]]
    top, step = _largest(values), (WIDTH - 2 * _MARGIN) / max(1, len(values))
    return join(
        [
            _rectangle(_MARGIN + step * place, HEIGHT - _MARGIN - height, step * 0.7, height, SERIES[0])
            for place, value in enumerate(values)
            if (height := max(0.0, _number(value)) / top * (HEIGHT - 2 * _MARGIN)) > 0
        ]
    )


def _donut(section: Section) -> Markup:
    parts = [max(0.0, _number(value)) for key, value in section.figures.items() if key != "total"][:_MOST_SLICES]
    whole, drawn, begin = fsum(parts), [], 0.0
    for place, part in enumerate(parts):
        share = part / whole
        # A whole circle is no arc: it would end where it begins.
        end = begin + min(share, 0.9999)
        (x0, y0), (x1, y1) = _on_ring(begin), _on_ring(end)
        drawn.append(
            markup(
                '<path d="{path:attr}" stroke="{colour:attr}" fill="none" stroke-width="12"/>',
                path=f"M{x0:.1f} {y0:.1f}A24 24 0 {int(share > 0.5)} 1 {x1:.1f} {y1:.1f}",  # noqa: PLR2004 - half
                colour=SERIES[place],
            )
        )
        begin += share
    return join(drawn)


def _tiles(_: Section) -> Markup:
    step = (WIDTH - 2 * _MARGIN) / _MOST_TILES
    boxes = [_rectangle(_MARGIN + step * place, 14, step - 4, 44, "var(--smw-sunken)") for place in range(_MOST_TILES)]
    heads = [_rectangle(_MARGIN + step * place + 4, 30, step - 14, 8, SERIES[0]) for place in range(_MOST_TILES)]
    return join([*boxes, *heads])


def _rows(_: Section) -> Markup:
    return join(
        [
            _rectangle(x, 8 + 12 * row, width, 4, "var(--smw-baseline)" if row else "var(--smw-quiet)")
            for row in range(_MOST_ROWS)
            for x, width in ((6, 34), (48, 62 - 7 * (row % 3)), (122, 30), (166, 28))
        ]
    )


def _heat(section: Section) -> Markup:
    values = section.frame.select_dtypes("number").iloc[:, -1].to_numpy()[: 7 * 24]
    top = _largest(values)
    return join(
        [
            _rectangle(4 + 8 * (place % 24), 4 + 9 * (place // 24), 7, 8, "var(--smw-accent)", _number(value) / top)
            for place, value in enumerate(values)
        ]
    )


_DRAWN: dict[str, Callable[[Section], Markup]] = {
    "lines": _lines,
    "bars": _bars,
    "donut": _donut,
    "tiles": _tiles,
    "rows": _rows,
    "heat": _heat,
}


def _rectangle(  # noqa: PLR0917 - as an SVG element names them
    x: float, y: float, width: float, height: float, colour: str, opacity: float = 1.0
) -> Markup:
    return markup(
        '<rect x="{x:attr}" y="{y:attr}" width="{width:attr}" height="{height:attr}" rx="1.5" fill="{colour:attr}" '
        'fill-opacity="{opacity:attr}"/>',
        x=f"{x:.1f}",
        y=f"{y:.1f}",
        width=f"{width:.1f}",
        height=f"{height:.1f}",
        colour=colour,
        opacity=f"{min(1.0, max(0.05, opacity)):.2f}",
    )


def _points(values: Sequence[Any], top: float) -> list[tuple[float, float]]:
    step = (WIDTH - 2 * _MARGIN) / max(1, len(values) - 1)
    known = [(place, _number(value)) for place, value in enumerate(values) if not pd.isna(value)]
    return [
        (_MARGIN + step * place, HEIGHT - _MARGIN - max(0.0, value) / top * (HEIGHT - 2 * _MARGIN))
        for place, value in known
    ]


def _on_ring(share: float) -> tuple[float, float]:
    angle = 2 * pi * share - pi / 2
    return WIDTH / 2 + 24 * cos(angle), HEIGHT / 2 + 24 * sin(angle)


def _largest(values: Any) -> float:
    return max((number for value in values if (number := _number(value)) > 0), default=1.0)


def _number(value: Any) -> float:
    number = float(value) if value is not None and not pd.isna(value) else 0.0
    return number if isfinite(number) else 0.0

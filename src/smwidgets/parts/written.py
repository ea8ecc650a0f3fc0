"""What is shown, as text and as a table: for a saved notebook, a diff, a mail, wherever no widget can be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smwidgets.parts._html import Markup, join, markup, plain
from smwidgets.parts.dialog import Dialog

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ipywidgets import Widget


@dataclass(frozen=True)
class Written:
    """What a section shows, without its lists: those may name persons.

    Parameters
    ----------
    title, period
        Its name, and the days that its figures are of or the moment.
    figures
        Label and value with its unit, as they stand on the page.
    message
        What stands in the place of figures that are not there.
    """

    title: str
    period: str
    figures: tuple[tuple[str, str], ...] = ()
    message: str = ""


def figures_in(root: Widget) -> Iterator[tuple[str, str]]:
    """Give what the figures at or below a widget say, in reading order; windows are not read."""
    if isinstance(root, Dialog):
        return
    yield from getattr(root, "written", ())
    for child in getattr(root, "children", ()):
        yield from figures_in(child)


def as_text(heading: str, sections: Sequence[Written]) -> str:
    """Write lines: the heading, and under each section its figures."""
    lines = [plain(heading)]
    for one in sections:
        lines += ["", f"{plain(one.title)} ({plain(one.period)})"]
        width = max((len(plain(label)) for label, _ in one.figures), default=0)
        lines += [f"  {plain(label):<{width}}  {plain(value)}" for label, value in one.figures]
        if one.message:
            lines.append(f"  {plain(one.message)}")
    return "\n".join(lines)


def as_table(heading: str, sections: Sequence[Written]) -> Markup:
    """Write an HTML table: the heading its caption, each section a group of rows."""
    return markup(
        "<table><caption>{heading}</caption>{groups}</table>",
        heading=heading,
        groups=join([_group(one) for one in sections]),
    )


def _group(one: Written) -> Markup:
    rows = [
        markup('<tr><th scope="row">{label}</th><td>{value}</td></tr>', label=label, value=value)
        for label, value in one.figures
    ]
    if one.message:
        rows.append(markup('<tr><td colspan="2">{message}</td></tr>', message=one.message))
    return markup(
        '<tbody><tr><th colspan="2" scope="rowgroup">{title}<br>{period}</th></tr>{rows}</tbody>',
        title=one.title,
        period=one.period,
        rows=join(rows),
    )

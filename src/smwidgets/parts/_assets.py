"""The style sheet and browser modules that travel with the package."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def asset(name: str) -> str:
    """Text of a file of this folder, as a string: anywidget never frees a widget whose module is a path.

    Parameters
    ----------
    name
        Path below ``smwidgets/parts``, with forward slashes.

    Raises
    ------
    FileNotFoundError
        The installation lacks the file.
    """
    return files("smwidgets.parts").joinpath(name).read_text(encoding="utf-8")

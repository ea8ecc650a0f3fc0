"""The only way of a value into the page's HTML."""

from __future__ import annotations

import html
import re
from string import Formatter
from typing import Any

import ipywidgets
from traitlets import Bunch, TraitError, default, validate

from smwidgets.parts._part import Part

LIMIT = 1000
"""Characters of one value that reach the page."""

LABEL_LIMIT = 400
"""Characters of a name: the page cuts it where there is no room, and shows it whole on hover and focus."""

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff\ufff9-\ufffb]"
)


class Markup(str):
    """HTML written by this package, with every value in it escaped. Made by `markup` only."""

    __slots__ = ()


def plain(value: object, limit: int = LIMIT) -> str:
    """Text of a value without control and direction characters, cut at a limit."""
    text = _INVISIBLE.sub("", str(value))
    return text if len(text) <= limit else text[: limit - 1] + "…"


class _Escaping(Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, Markup):
            return value
        escaped = html.escape(plain(value), quote=True)
        if format_spec == "attr":
            return escaped
        if format_spec:
            raise ValueError(f"a value in markup takes no format but attr: {format_spec!r}")
        return f"<bdi>{escaped}</bdi>"

    def get_field(self, field_name: str, args: Any, kwargs: Any) -> Any:
        if not field_name.isidentifier():
            raise ValueError(f"markup takes plain names: {field_name!r}")
        return super().get_field(field_name, args, kwargs)


def markup(template: str, **values: object) -> Markup:
    """HTML from a template of our own and values of anybody's.

    Parameters
    ----------
    template
        HTML with ``{name}`` where a value is text and ``{name:attr}`` where it stands inside a quoted attribute.
    **values
        Escaped, freed of control characters, isolated from the surrounding writing direction and cut at `LIMIT`
        characters. A `Markup` is taken as it is.
    """
    return Markup(_Escaping().vformat(template, (), values))


def join(parts: list[Markup]) -> Markup:
    """One markup after another."""
    return Markup("".join(parts))


class Html(Part, ipywidgets.HTML):
    """An HTML widget that shows nothing but `markup`."""

    @default("value")
    def _nothing(self) -> Markup:
        return Markup()

    @validate("value")
    def _only_markup(self, proposal: Bunch) -> Markup:
        value = proposal["value"]
        if not isinstance(value, Markup):
            raise TraitError("an Html part shows only what markup() returned")
        return value

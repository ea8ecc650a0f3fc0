"""What a workspace is: dashboards of placed sections, as one value that never changes and that JSON can carry.

Every step of a person makes a new value (:mod:`smwidgets.dashboards.steps`), undo goes back to an earlier one
(:mod:`~smwidgets.dashboards.history`), and a file holds the last one (:mod:`~smwidgets.dashboards.saving`).
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    JsonValue,
    StringConstraints,
    field_validator,
    model_validator,
)

from smwidgets.core.text import LOCALES
from smwidgets.dashboards.arranging import COLUMNS, MOST_ROWS, settle

SCHEMA_VERSION: Literal[1] = 1

LONGEST_NAME = 100

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
"""Safe in an address, a class of CSS and a file."""

SectionName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]{1,100}(:[A-Za-z0-9_.-]{1,100})?$")]
"""``sales_analytics``, ``heading``, or ``package:name`` of another package."""


def _one_line(value: object) -> object:
    return " ".join(value.split()) if isinstance(value, str) else value


def _printable(value: str) -> str:
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in value):
        raise ValueError("a name has no control characters")
    return value


def _savable(value: dict[str, JsonValue]) -> dict[str, JsonValue]:
    json.dumps(value, ensure_ascii=False).encode()  # half a character, as JSON may hold, is no text
    return value


Name = Annotated[
    str,
    BeforeValidator(_one_line),
    StringConstraints(min_length=1, max_length=LONGEST_NAME),
    AfterValidator(_printable),
]
"""One line that a person may have written."""

Settings = Annotated[dict[str, JsonValue], AfterValidator(_savable)]

Whole = Annotated[int, Field(strict=True)]


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, hide_input_in_errors=True)


class TileState(_Value):
    """One section on a board.

    Attributes
    ----------
    id
        Unique in the workspace and the same wherever the tile goes.
    section
        Registered name; one that is not registered here is kept as it is.
    settings
        What differs from the section's defaults, by the names of its settings.
    x, y
        Column and row of the upper left corner, from 0.
    w, h
        Columns and rows taken.
    """

    id: Id
    section: SectionName
    settings: Settings = Field(default_factory=dict)
    x: Annotated[Whole, Field(ge=0, lt=COLUMNS)]
    y: Annotated[Whole, Field(ge=0)]
    w: Annotated[Whole, Field(ge=1, le=COLUMNS)]
    h: Annotated[Whole, Field(ge=1, le=MOST_ROWS)]

    @model_validator(mode="after")
    def _inside(self) -> TileState:
        if self.x + self.w > COLUMNS:
            raise ValueError(f"a tile ends at column {COLUMNS}")
        return self


class DashboardState(_Value):
    """One tab.

    Attributes
    ----------
    id
        Unique in the workspace.
    name
        As a person wrote it, or by language for a built-in one that nobody renamed.
    builtin
        Which one it was made from.
    tiles
        In reading order. Tiles given otherwise, or such that overlap, are arranged.
    """

    id: Id
    name: Name | dict[str, Name]
    builtin: Literal["main", "contacts"] | None = None
    tiles: tuple[TileState, ...] = ()

    @field_validator("name")
    @classmethod
    def _in_every_language(cls, name: str | dict[str, str]) -> str | dict[str, str]:
        if isinstance(name, dict) and set(name) != set(LOCALES):
            raise ValueError(f"a name is one text, or one for each of {', '.join(LOCALES)}")
        return name

    @field_validator("tiles")
    @classmethod
    def _arranged(cls, tiles: tuple[TileState, ...]) -> tuple[TileState, ...]:
        return settle(tiles)

    def title(self, locale: str) -> str:
        """Return the name in a language."""
        return self.name if isinstance(self.name, str) else self.name[locale]


class WorkspaceState(_Value):
    """All tabs, and which one is open.

    Attributes
    ----------
    schema_version
        Of this form; older ones are brought to it when read.
    dashboards
        In the order of their tabs. The Main dashboard is always there.
    open
        Id of a dashboard.
    """

    schema_version: Literal[1] = SCHEMA_VERSION
    dashboards: tuple[DashboardState, ...]
    open: Id

    @model_validator(mode="after")
    def _whole(self) -> WorkspaceState:
        for what, ids in (
            ("dashboards", [dashboard.id for dashboard in self.dashboards]),
            ("tiles", [tile.id for dashboard in self.dashboards for tile in dashboard.tiles]),
            ("built-in dashboards", [dashboard.builtin for dashboard in self.dashboards if dashboard.builtin]),
        ):
            if twice := [one for one, times in Counter(ids).items() if times > 1]:
                raise ValueError(f"two {what} have one id: {', '.join(twice)}")
        if all(dashboard.builtin != "main" for dashboard in self.dashboards):
            raise ValueError("the Main dashboard is missing")
        if self.open not in {dashboard.id for dashboard in self.dashboards}:
            raise ValueError("the open dashboard is missing")
        return self

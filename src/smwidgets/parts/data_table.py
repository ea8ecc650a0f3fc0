"""A table of rows that stand for things, with buttons on each."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

from anywidget import AnyWidget
from ipywidgets import CallbackDispatcher
from traitlets import Dict, List, Unicode

from smwidgets.core.errors import ConfigurationError
from smwidgets.parts._assets import asset
from smwidgets.parts._html import plain
from smwidgets.parts._part import Part

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

ColumnKind = Literal["text", "wide", "chip", "action"]
COLUMN_KINDS: tuple[ColumnKind, ...] = get_args(ColumnKind)
"""How the values of a column look."""

CELL_LIMIT = 10_000
"""Characters of a cell that reach the page; what does not fit is cut by the page and shown whole on hover."""


@dataclass(frozen=True)
class Column:
    """A column: the key of its values in each row, its head, and how they look.

    Parameters
    ----------
    key
        Of the value in a row.
    label
        Head of the column.
    align
        Numbers stand on the right.
    kind
        ``text``; ``wide`` is text that takes the room which the other columns leave; ``chip`` is a word in a rounded
        field; ``action`` is a button with the value for a label, and an empty value is no button.

    Raises
    ------
    ConfigurationError
        There is no such alignment or kind.
    """

    key: str
    label: str
    align: Literal["left", "right"] = "left"
    kind: ColumnKind = "text"

    def __post_init__(self) -> None:
        if self.align not in ("left", "right") or self.kind not in COLUMN_KINDS:
            raise ConfigurationError(f"column {self.key!r}: no such alignment or kind: {self.align!r}, {self.kind!r}")


class DataTable(Part, AnyWidget):
    """Rows of formatted texts under a head that stays; what is too wide scrolls in the table's own box.

    Values reach the page as text, never as markup. A row with a key from before keeps its place in the page's tree, so
    that the focus on its button stays.
    """

    _esm: Any = Unicode(asset("js/data_table.js")).tag(sync=True)

    columns: Any = List(Dict()).tag(sync=True)
    """Columns as the browser reads them."""

    rows: Any = List(List(Unicode())).tag(sync=True)
    """Values by row, in the order of the columns."""

    row_keys: Any = List(Unicode()).tag(sync=True)
    """Key of each row."""

    fresh: Any = List(Unicode()).tag(sync=True)
    """Keys of the rows that have just come, to be pointed out."""

    empty: Any = Unicode().tag(sync=True)
    """What is said without rows."""

    caption: Any = Unicode().tag(sync=True)
    """What the table is, for screen readers."""

    def __init__(self) -> None:
        self._on_action = CallbackDispatcher()
        super().__init__()
        self.on_msg(self._receive)

    def show(
        self,
        columns: Sequence[Column],
        rows: Sequence[Mapping[str, str]],
        keys: Sequence[str],
        *,
        empty: str = "",
        caption: str = "",
        fresh: Collection[str] = (),
    ) -> None:
        """Replace the rows.

        Parameters
        ----------
        columns
            From the left.
        rows
            Formatted values by the keys of the columns; what a row lacks is left empty.
        keys
            One for each row, all different; `on_action` gives it back with the column's.
        empty
            What is said in place of rows when there are none.
        caption
            What the table is, for screen readers.
        fresh
            Keys of the rows to point out for a moment.

        Raises
        ------
        ConfigurationError
            There are not as many keys as rows, or a key comes twice.
        """
        if len(keys) != len(rows) or len(set(keys)) != len(keys):
            raise ConfigurationError(f"each row has a key of its own: {len(keys)} keys for {len(rows)} rows")
        with self.hold_sync():
            self.columns = [{**asdict(column), "label": plain(column.label, 80)} for column in columns]
            self.rows = [[plain(row.get(column.key, ""), CELL_LIMIT) for column in columns] for row in rows]
            self.row_keys = list(keys)
            self.fresh = [key for key in keys if key in fresh]
            self.empty, self.caption = plain(empty), plain(caption)

    def on_action(self, callback: Callable[[str, str], None], *, remove: bool = False) -> None:
        """Call back with the keys of the row and of the column whose button was pressed."""
        self._on_action.register_callback(callback, remove=remove)

    def _receive(self, _: Any, content: Any, __: Any) -> None:
        if not isinstance(content, dict) or content.get("kind") != "action":
            return
        row, column = content.get("key"), content.get("column")
        if self._has_button(row, column):
            self._on_action(row, column)

    def _has_button(self, row: Any, column: Any) -> bool:
        if row not in self.row_keys:
            return False
        buttons = [index for index, one in enumerate(self.columns) if one["kind"] == "action" and one["key"] == column]
        return any(self.rows[self.row_keys.index(row)][index] for index in buttons)

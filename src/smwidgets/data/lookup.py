"""Rows of a table by their key, in such a form that the engine makes use of the table's index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smwidgets.data.database import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST = 300
"""Keys that are looked up one by one. The engine compares each row it finds with each key it was given: for more of
them reading the whole table is the shorter way."""

_ELSEWHERE = -(2**63)
"""No key, but one that keeps the others from being consecutive: DuckDB makes a range of numbers that are, and does not
look up ranges."""


def lookup_sql(table: str, key: str, columns: Sequence[str], keys: Sequence[int | str]) -> tuple[str, list[object]]:
    """Write the question for rows by their key.

    Parameters
    ----------
    table
        Its qualified name.
    key
        The column that no two rows share.
    columns
        What is wanted of the rows, after the key.
    keys
        Integers or texts, as the column holds them.

    Returns
    -------
    str, list
        SQL with a place for each parameter, and the parameters.
    """
    shown = ", ".join(quoted(name) for name in (key, *columns))
    parameters: list[object]
    if len(keys) > _MOST:
        wanted, parameters = "SELECT unnest(?)", [list(keys)]
    else:
        numbers = any(isinstance(value, int) for value in keys)
        parameters = [*keys, _ELSEWHERE] if numbers else list(keys)
        wanted = ", ".join("?" * len(parameters)) or "NULL"
    return f"SELECT {shown} FROM {table} WHERE {quoted(key)} IN ({wanted})", parameters  # noqa: S608 - own names

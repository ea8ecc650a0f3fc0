"""The names in a header, brought to those of the contract."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from smwidgets.core.errors import SourceError
from smwidgets.data.reading import RECORD
from smwidgets.data.report import example

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smwidgets.data.contract import Table

_AROUND = " \t\r\n\u00a0\ufeff"


def folded(name: str) -> str:
    """Return a name without case, and with one way to part words: ``Event ID`` is ``event_id``."""
    return re.sub(r"[\s\-.\u00a0]+", "_", name.strip(_AROUND + "\"'#").casefold())


def column_names(header: Sequence[str], table: Table | None, where: str) -> list[str]:
    """Name the columns of a raw table.

    Parameters
    ----------
    header
        As the source has them.
    table
        Whose columns they are to be; None where a preset reads them.
    where
        The source, for messages.

    Returns
    -------
    list of str
        Without blanks around; ``column 3`` for one without a name; a name of the contract for one that differs from it
        by case, blanks, hyphens or points, where no other has that name exactly.

    Raises
    ------
    SourceError
        Two columns of one name.
    """
    names = [name.strip(_AROUND) for name in header]
    names = [name if name and name != RECORD else f"column {at}" for at, name in enumerate(names, start=1)]
    if table is not None:
        names = _of_contract(names, table)
    twice = sorted(name for name, times in Counter(name.casefold() for name in names).items() if times > 1)
    if twice:
        shown = ", ".join(repr(example(name)) for name in twice)
        raise SourceError(f"{where} has more than one column {shown}; rename all but one of them")
    return names


def _of_contract(names: list[str], table: Table) -> list[str]:
    alike = Counter(folded(name) for name in names)
    wanted = {name for name in table.column_names if name not in names}
    return [folded(name) if folded(name) in wanted and alike[folded(name)] == 1 else name for name in names]

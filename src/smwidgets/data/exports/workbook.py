"""All of a workbook but its rows, as XlsxWriter makes it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import xlsxwriter  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_FORMATS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "header": {"bold": True},
        "quoted_header": {"bold": True, "quote_prefix": True},
        "quoted": {"quote_prefix": True},
        "date": {"num_format": "yyyy-mm-dd"},
        "time": {"num_format": "yyyy-mm-dd hh:mm:ss"},
    }
)

STYLES: Mapping[str, int] = MappingProxyType(
    {"none": 0, **{name: number for number, name in enumerate(_FORMATS, start=1)}}
)
"""Numbers of the formats in a cell's XML: XlsxWriter gives them in the order of their first use."""


@dataclass(frozen=True)
class Workbook:
    """The files of a workbook whose sheets have no rows.

    Parameters
    ----------
    parts
        Content by name within the workbook, sheets left out.
    head, foot
        What stands before and behind the rows of its last sheet.
    """

    parts: Mapping[str, bytes]
    head: bytes
    foot: bytes

    @classmethod
    def of(cls, titles: Sequence[str], widths: Sequence[float]) -> Workbook:
        """Make one of sheets with these titles, each with columns of these widths (in characters)."""
        made = io.BytesIO()
        with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
            formats = [book.add_format(dict(one)) for one in _FORMATS.values()]
            for title in titles:
                sheet = book.add_worksheet(title)
                sheet.freeze_panes(1, 0)
                for place, width in enumerate(widths):
                    sheet.set_column(place, place, width)
                for place, one in enumerate(formats):
                    sheet.write_blank(0, place, None, one)
        with zipfile.ZipFile(made) as files:
            parts = {name: files.read(name) for name in files.namelist() if not name.startswith("xl/worksheets/")}
            xml = files.read(sheet_name(len(titles)))
        head, _, rest = xml.partition(b"<sheetData>")
        _, _, foot = rest.partition(b"</sheetData>")
        # The range of cells that the sheet says it has is that of what is left out here; it may say none.
        head, _, rest = head.partition(b"<dimension ")
        _, _, views = rest.partition(b"/>")
        return cls(parts, head + views + b"<sheetData>", b"</sheetData>" + foot)


def sheet_name(number: int) -> str:
    """Return the name of a sheet's file within a workbook: 1 is the first."""
    return f"xl/worksheets/sheet{number}.xml"

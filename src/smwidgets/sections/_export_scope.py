"""Whose contacts stand in an exported file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smwidgets.data.access import Rights

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa  # type: ignore[import-untyped]

OWNER = "owner"


class ExportScope:
    """Watches the rows of an export go by and says what one must be allowed to see to see all of them.

    Parameters
    ----------
    rights
        Of the user who exports: nothing else can be in the file.
    owners
        Whose contacts alone were asked for; None for all that the user may see.
    """

    def __init__(self, rights: Rights, owners: frozenset[str] | None = None) -> None:
        self._rights = rights if owners is None else rights & Rights(owners, rights.personal)
        self._seen: set[str | None] | None = None

    def watch(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Pass rows on, and note the owners of the contacts where the rows name them."""
        for batch in batches:
            if OWNER in batch.schema.names:
                self._seen = (self._seen or set()) | {*batch.column(OWNER).unique().to_pylist()}
            yield batch

    def rights(self) -> Rights:
        """Return what one must be allowed to see; a contact without an owner is seen by who sees all."""
        seen = self._seen
        if not seen or None in seen:
            return self._rights
        return self._rights & Rights([owner for owner in seen if owner is not None], self._rights.personal)

"""Who is behind the rows of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from smwidgets.data.listing.kinds import Kind
    from smwidgets.data.shop import Shop


def named(shop: Shop, page: pd.DataFrame, kind: Kind) -> pd.DataFrame:
    """Add e-mail and name of the contacts, None for who is not among them, and bring the columns in order.

    They are looked up for the rows that are shown: a join would read all contacts for each page.
    """
    if not kind.has_contacts:
        return page[list(kind.shows)]
    known: dict[int | str, tuple[str | None, ...]] = {}
    if shop.has("contacts"):
        columns = ("email", "name") if shop.has("contacts", "name") else ("email",)
        known = shop.lookup("contacts", page["contact_id"].unique().tolist(), columns)
    people = [known.get(contact, ()) for contact in page["contact_id"].tolist()]
    told = [(*person, None, None)[:2] for person in people]
    email, name = zip(*told, strict=True) if told else ((), ())
    return page.assign(email=pd.Series(email, dtype=object), name=pd.Series(name, dtype=object))[list(kind.shows)]

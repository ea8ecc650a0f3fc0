"""The lists by plain loops over the raw rows, written from the specification alone."""

from __future__ import annotations

import pandas as pd


def known(value):
    return None if pd.isna(value) else value


def products(row):
    if known(row.quantity) is not None:
        return row.quantity
    items = [item for item in (known(row.products) or "").split(",") if item.strip()]
    return None if known(row.products) is None else len(items)


def listing(tables, kind, until, filters):
    """Rows of a list as tuples in its order."""
    people = {person.contact_id: person for person in tables["contacts"].itertuples()}
    rows = []
    for row in tables["events" if kind == "transactions" else "visits"].itertuples():
        at = row.occurred_at if kind == "transactions" else row.started_at
        contact = known(row.contact_id)
        person = people.get(contact)
        if kind == "transactions" and row.type != "PURCHASE":
            continue
        if kind != "transactions" and (contact is None) != (kind == "anonymous"):
            continue
        if at >= until or (filters.start and at < filters.start) or (filters.end and at >= filters.end):
            continue
        if filters.owner is not None and (person is None or known(person.owner) != filters.owner):
            continue
        if kind == "transactions":
            shown = (row.event_id, contact, at, *named(person), row.value, products(row))
        else:
            score = known(row.score)
            if filters.min_score is not None and (score is None or score < filters.min_score):
                continue
            if kind == "monitored":
                shown = (row.visit_id, contact, at, *named(person), score)
            else:
                shown = (row.visit_id, known(row.visitor_id), at, known(row.isp), score)
        rows.append(shown)
    return sorted(rows, key=lambda shown: (shown[2], shown[0]), reverse=True)


def named(person):
    return (None, None) if person is None else (known(person.email), known(person.name))


def as_tuples(frame):
    return [tuple(known(value) for value in row) for row in frame.itertuples(index=False)]

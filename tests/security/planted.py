"""A shop in which every contact carries signs found nowhere else: whoever sees one knows whose it is."""

import numpy as np
import pandas as pd

import smwidgets as sm

OWNERS = [f"owner{number}@shop.example" for number in range(8)] + ["o'wn\"er; --", "żółć"]
CONTACTS = 120
AS_OF = "2026-03-06 12:00"
PERSONAL = ("email", "first", "last", "phone", "company", "city", "tag", "reason", "note", "query", "path", "external")


def sign(what, contact):
    """A word of letters and digits."""
    return f"Zz{what}{contact}q"


def signs(contact):
    return [sign(what, contact) for what in PERSONAL]


def owner_of(contact):
    """Every eleventh contact is nobody's."""
    return None if contact % 11 == 10 else OWNERS[contact % 11]


def at(numbers, step):
    return pd.Timestamp("2026-03-06 11:00") - pd.to_timedelta(np.asarray(numbers) * step, unit="min")


def planted_tables():
    people = range(CONTACTS)
    told = {what: [sign(what, one) for one in people] for what in PERSONAL}
    contacts = pd.DataFrame(
        {
            "contact_id": people,
            "email": [f"{one}@mail{number % 3}.example" for number, one in enumerate(told["email"])],
            "created_at": at(people, 997),
            "monitored": [one % 2 == 0 for one in people],
            "name": [f"{first} {last}" for first, last in zip(told["first"], told["last"], strict=True)],
            "owner": [owner_of(one) for one in people],
            "opted_out_at": [at([one], 31)[0] if one % 4 == 0 else None for one in people],
            "opt_out_reason": [told["reason"][one] if one % 4 == 0 else None for one in people],
            "phone": told["phone"],
            "company": told["company"],
            "city": told["city"],
            "tags": told["tag"],
        }
    )
    events = pd.DataFrame({"event_id": range(1000, 1000 + 4 * CONTACTS), "contact_id": [*people] * 4})
    events = events.assign(
        type=["PURCHASE", "CART", "PURCHASE", "PURCHASE"] * CONTACTS,
        occurred_at=at(range(4 * CONTACTS), 180),
        value=[10.0 + one for one in range(4 * CONTACTS)],
        products="a,b",
        description=[told["note"][one] for one in events["contact_id"]],
        location=[f"{told['query'][one]}@x.example" for one in events["contact_id"]],
        external_id=[told["external"][one] for one in events["contact_id"]],
    )
    visits = pd.DataFrame(
        {
            "visit_id": range(5000, 5000 + 3 * CONTACTS),
            "contact_id": pd.array([*people, *people, *[None] * CONTACTS], dtype="Int64"),
            "visitor_id": [*people, *people, *people],
            "started_at": at(range(3 * CONTACTS), 77),
            "page_views": 2,
            "score": [one % 9 for one in range(3 * CONTACTS)],
        }
    )
    asked = [told["query"][one % CONTACTS] for one in range(3 * CONTACTS)]
    visits["landing_url"] = [f"https://s.example/?email={one}%40x.example" for one in asked]
    paths = [told["path"][one % CONTACTS] for one in range(3 * CONTACTS)]
    views = pd.DataFrame({"viewed_at": visits["started_at"], "visit_id": visits["visit_id"]}).assign(
        url=[f"https://s.example/u/{one}@x.example/basket" for one in paths],
        title=[f"Basket of {one}@x.example" for one in paths],
    )
    interactions = pd.DataFrame(
        {
            "interaction_id": range(6 * CONTACTS),
            "contact_id": [*people] * 6,
            "occurred_at": at(range(6 * CONTACTS), 130),
            "kind": ["open", "click", "entry"] * 2 * CONTACTS,
            "channel": ["email", "sms", "email"] * 2 * CONTACTS,
            "own": True,
            "module": "bulk",
            "campaign_id": [one % 3 for one in range(6 * CONTACTS)],
        }
    )
    campaigns = pd.DataFrame(
        {"campaign_id": range(3), "scheduled_at": at(range(3), 20_000), "channel": "email"}
    ).assign(kind="bulk", name=["Wiosna", "Lato", "Jesień"], reach=CONTACTS, sent=CONTACTS, opened=90)
    left = range(1, CONTACTS, 3)
    changes = pd.DataFrame({"contact_id": [*left] * 3, "changed_at": at([*left] * 3, 41)}).assign(
        field=["opted_out"] * len(left) + ["opt_out_reason"] * len(left) + ["monitored"] * len(left),
        value=["true"] * len(left) + [told["reason"][one] for one in left] + ["false"] * len(left),
    )
    return {
        "contacts": contacts,
        "events": events,
        "visits": visits,
        "page_views": views,
        "interactions": interactions,
        "campaigns": campaigns,
        "contact_changes": changes,
    }


def plant(path, *, without=()):
    """Write the shop as a store, without some of its tables."""
    tables = {name: rows for name, rows in planted_tables().items() if name not in without}
    return sm.import_shop(tables, path, timezone="Europe/Warsaw", currency="PLN", name="Sklep").path

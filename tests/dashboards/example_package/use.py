"""Take the package's section from the library and place it: ``use.py FILE``; prints what there is and what it shows."""

import json
import sys

import pandas as pd

import smwidgets as sm
from smwidgets.dashboards import library

NAME = "garden-sections:largest_order"

events = pd.DataFrame(
    {
        "event_id": [1, 2],
        "contact_id": ["ala", "ola"],
        "type": "PURCHASE",
        "occurred_at": pd.to_datetime(["2025-01-01 12:00", "2025-01-15 12:00"]),
        "value": [250.0, 50.0],
    }
)
with sm.connect({"events": events}, timezone="Europe/Warsaw", currency="PLN") as shop:
    workspace = sm.Workspace(sm.DashboardModel(shop, as_of="2025-01-20 12:00", locale="en"), sys.argv[1])
    workspace.show()
    if not any(tile.section == NAME for tile in workspace.state.dashboards[0].tiles):
        workspace._on_button("add")
        workspace._dialogs._catalogue._handle_custom_msg({"kind": "pick", "key": NAME}, [])
        key = next(tile.id for tile in workspace.state.dashboards[0].tiles if tile.section == NAME)
        workspace.sections[key].period = "last_7_days"
    key = next(tile.id for tile in workspace.state.dashboards[0].tiles if tile.section == NAME)
    section = workspace.sections[key]
    offered = [item["title"] for item in workspace._dialogs._catalogue.items]
    sys.stdout.write(
        json.dumps(
            {
                "registered": NAME in library.registered(),
                "offered": "Largest order" in offered,
                "class": type(section).__name__,
                "settings": section.settings,
                "text": section.text.value,
                "own": [name for name in library.registered() if ":" not in name],
            }
        )
    )

from __future__ import annotations

import pandas as pd

from smwidgets.data.connecting import connect


def test_contacts_of_one_address_are_noticed_whatever_its_case_and_blanks(caplog):
    contacts = {"contact_id": [1, 2, 3, 4, 5], "created_at": "2026-01-01", "monitored": True}
    contacts["email"] = ["ola@x.example", "Ola@X.example ", "jan@x.example", "no address", ""]
    with connect({"contacts": pd.DataFrame(contacts)}) as shop:
        assert shop.cube("contacts")["created"].sum() == 5
    assert "contacts.email: contacts of one address; 1 row; e.g. 'ola@x.example'" in caplog.text

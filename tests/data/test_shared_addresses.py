from __future__ import annotations

import pandas as pd


def test_contacts_of_one_address_are_noticed_whatever_its_case_and_blanks(load_tables):
    contacts = {"contact_id": [1, 2, 3, 4, 5], "created_at": "2026-01-01", "monitored": True}
    contacts["email"] = ["ola@x.example", "Ola@X.example ", "jan@x.example", "no address", ""]
    tables, report = load_tables({"contacts": pd.DataFrame(contacts)})
    assert len(tables["contacts"]) == 5
    assert "contacts.email: contacts of one address; 1 row; e.g. 'ola@x.example'" in str(report)
